"""The words of rulings, as they are offered to those who may make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nemcon.language import N_, _


@dataclass(frozen=True, slots=True)
class RulingWords:
    """A ruling as it is offered: its name, the button that makes it, and what it does."""

    name: str
    button: str
    does: str

    def spoken(self) -> RulingWords:
        """The same in the language that is spoken."""
        return RulingWords(_(self.name), _(self.button), _(self.does))


RULINGS: Final = {
    "begin": RulingWords(
        N_("Let silence begin"),
        N_("Let silence begin"),
        N_(
            "Nobody prevented the launch: the period begins, to the deadline that was "
            "announced or to the one that you give. Everybody gets the letter."
        ),
    ),
    "extend": RulingWords(
        N_("Extend the period"),
        N_("Extend the period"),
        N_(
            "The deadline moves to a later instant. Everybody on the roll is told, and "
            "calendars move with it."
        ),
    ),
    "suspend": RulingWords(
        N_("Suspend the period"),
        N_("Suspend the period"),
        N_(
            "The clock stands still, and what is left of the period is kept. Nothing "
            "is adopted meanwhile. Everybody is told."
        ),
    ),
    "resume": RulingWords(
        N_("Resume the period"),
        N_("Resume the period"),
        N_(
            "The clock runs again, for what was left of the period or to the instant "
            "that you give. Everybody is told."
        ),
    ),
    "close-early": RulingWords(
        N_("Close the period early"),
        N_("Close the period now"),
        N_(
            "The period ends the moment you confirm. What was not objected to is "
            "adopted then, as the rules say. This cannot be taken back."
        ),
    ),
    "revise": RulingWords(
        N_("Revise the text"),
        N_("Place the revision under silence"),
        N_(
            "A revision is placed under silence in a new round. Earlier objections do not stand "
            "against it; everybody gets a letter that shows what changed."
        ),
    ),
    "restore-silence": RulingWords(
        N_("Restore silence"),
        N_("Restore silence"),
        N_(
            "The same text runs under silence again. Everybody gets a letter with the new deadline."
        ),
    ),
    "refer": RulingWords(
        N_("Refer the text to a meeting"),
        N_("Refer the text"),
        N_(
            "The procedure ends without adoption, and the text goes to a meeting. "
            "Everybody is told."
        ),
    ),
    "compile": RulingWords(
        N_("List it in the Chair\u2019s compilation"),
        N_("List it in the compilation"),
        N_(
            "The procedure ends; what is not agreed is listed in the Chair\u2019s compilation. "
            "Everybody is told."
        ),
    ),
    "withdraw-text": RulingWords(
        N_("Withdraw the text"),
        N_("Withdraw the text"),
        N_("The procedure ends and the text is withdrawn. Everybody is told."),
    ),
    "admit-late": RulingWords(
        N_("Admit a late filing"),
        N_("Admit the late filing"),
        N_(
            "What that delegation filed late counts as if it had been in time. If it "
            "objected, the outcome may be set aside. Everybody is told."
        ),
    ),
    "declare": RulingWords(
        N_("Declare an outcome"),
        N_("Declare the outcome"),
        N_(
            "Your finding stands in the record beside the outcome that the rules compute; both are "
            "kept and shown. Everybody is told."
        ),
    ),
    "confirm": RulingWords(
        N_("Confirm the outcome"),
        N_("Confirm the outcome"),
        N_(
            "The outcome stands without it. What you add, such as the number of the "
            "decision, stands in the record beside it. Everybody is told."
        ),
    ),
}
