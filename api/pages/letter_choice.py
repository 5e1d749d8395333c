"""The letter of an act on the pages: its form is chosen, it is shown, and it is confirmed.

The confirming form carries the hash of the letter that was shown, and the deadline that it names
where only a length was typed, so that what was typed stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Generic, TypeVar

from fastapi import Response

from api.context import Context
from api.intake import read, submit_form
from api.lettering import Lettered, Shown, as_shown, confirmed, show, to_settle
from api.pages.form import Form
from api.papers import file_response
from api.problems import Problem, problem_of
from api.sent import LetterSent
from nemcon.documents.building.letter_says import Form as LetterForm
from nemcon.language import N_, _
from nemcon.procedure.refusal import Refusal
from nemcon.register.door import Receipt
from nemcon.register.drawn_up import CHANGED as LETTER_CHANGED
from nemcon.register.kinds import Act

PART: Final = "letter"
"""The field in which the form of the letter is chosen."""
_CHOICES: Final = (
    ("", N_("No: the mail says all of it")),
    (LetterForm.LETTER.value, N_("A letter, signed by the Chair")),
    (LetterForm.NOTE_VERBALE.value, N_("A note verbale of the Secretariat")),
)
VERBS: Final = frozenset({"begin", "extend", "suspend", "resume", "revise", "confirm"})
"""The rulings whose letter can be shown before they are made."""
CHANGED: Final = LETTER_CHANGED.code
_DIGEST: Final = "letter_digest"
_UNTIL: Final = "letter_until"
_MAIL_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox"
)


_Act = TypeVar("_Act", bound=Act)


def choices() -> list[tuple[str, str]]:
    """In which form a letter may go out besides the mail, as a form offers it."""
    return [(form, _(words)) for form, words in _CHOICES]


@dataclass(frozen=True, slots=True)
class Choice:
    """The letter as a form chose and showed it."""

    form: LetterForm | None
    digest: str
    until: datetime | None

    @property
    def named(self) -> LetterSent | None:
        """The letter that is confirmed. Raises `Problem` where the hash can be none."""
        if self.form is None:
            return None
        return read(LetterSent, {"form": self.form, "digest": self.digest})


def choice_in(sent: Form) -> Choice:
    """What was chosen in a form, and what its page showed."""
    chosen = sent.get(PART)
    return Choice(
        LetterForm(chosen) if chosen in set(LetterForm) else None,
        sent.get(_DIGEST),
        _instant(sent.get(_UNTIL)),
    )


@dataclass(frozen=True, slots=True)
class OnPage(Generic[_Act]):
    """The letter for a page that asks for confirmation, and the act as that letter has it."""

    lettered: Lettered[_Act]
    shown: Shown | None
    hidden: tuple[tuple[str, str], ...]


def on_page(context: Context, lettered: Lettered[_Act], choice: Choice) -> OnPage[_Act] | Refusal:
    """The letter as it is now; where one was chosen, why it cannot be drawn up.

    Where none was chosen, the mail is shown as far as it can be foreseen.
    """
    now = context.clock.now()
    until = to_settle(context, lettered, now) if choice.form else None
    settled = as_shown(context, lettered, until, now) or lettered
    shown = show(context, settled, choice.form)
    if isinstance(shown, Refusal):
        return shown if choice.form else OnPage(settled, None, ())
    hidden: list[tuple[str, str]] = []
    if shown.letter is not None:
        hidden.append((_DIGEST, shown.letter.file.digest))
    if until is not None:
        hidden.append((_UNTIL, until.isoformat()))
    return OnPage(settled, replace(shown, until=until), tuple(hidden))


def confirm(
    context: Context, lettered: Lettered[Act], received: datetime, choice: Choice, submission: str
) -> Receipt | Problem:
    """Record the act with the letter that was shown. Raises `Problem` for what no words mend."""
    settled = as_shown(context, lettered, choice.until, received)
    if settled is None:
        return problem_of(LETTER_CHANGED)
    try:
        letter = confirmed(context, settled, received, choice.named, submission)
    except Problem as problem:
        return problem
    return submit_form(
        context,
        settled.procedure,
        settled.act,
        received,
        submission,
        body=settled.body,
        letter=letter,
    )


def letter_response(context: Context, lettered: Lettered[Act], choice: Choice) -> Response:
    """The letter as a file, as the page showed it. Raises `Problem`."""
    letter = _shown(context, lettered, choice).letter
    if letter is None:
        raise Problem(404, "not-found", _("No letter was chosen."))
    file = letter.file
    return file_response(file.name, file.media_type, file.data, file.digest)


def mail_response(context: Context, lettered: Lettered[Act], choice: Choice) -> Response:
    """The mail as a mail program shows it, without any right to do anything. Raises `Problem`."""
    html = _shown(context, lettered, choice).mail.html
    headers = {"Content-Security-Policy": _MAIL_POLICY, "Referrer-Policy": "no-referrer"}
    return Response(html, media_type="text/html", headers=headers)


def _shown(context: Context, lettered: Lettered[Act], choice: Choice) -> Shown:
    now = context.clock.now()
    shown = show(context, as_shown(context, lettered, choice.until, now) or lettered, choice.form)
    if isinstance(shown, Refusal):
        raise problem_of(shown)
    return shown


def _instant(typed: str) -> datetime | None:
    """The aware instant that the page carried; `None` for anything else."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
