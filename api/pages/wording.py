"""The words of the pages: phases, filings with their consequences, rulings, deliveries, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.people import ON_THE_STRENGTH_OF
from nemcon.mail.wording import offices_named, who_may_admit
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Act, Kind
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import Phase, ProcedureState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a procedure stands: a word, a shape to tell it by, a sentence."""

    name: str
    word: str
    shape: str
    says: str


PHASES: Final = {
    Phase.ANNOUNCED: Standing(
        "announced",
        "Launch announced",
        "\u25cb",
        "The launch of the procedure is announced. Silence does not run yet.",
    ),
    Phase.UNDER_SILENCE: Standing(
        "running",
        "Under silence",
        "\u25cf",
        "Silence runs until the deadline.",
    ),
    Phase.SUSPENDED: Standing(
        "suspended",
        "Suspended",
        "\u25d0",
        "The clock stands still. Nothing is adopted while it does.",
    ),
    Phase.CONSULTATION: Standing(
        "consultation",
        "In consultation",
        "\u25c6",
        "The text is not adopted. The Chair consults on what follows.",
    ),
    Phase.VOTING: Standing(
        "voting",
        "Put to a vote",
        "\u25c8",
        "The text is put to a vote by remote roll-call.",
    ),
    Phase.ENDED: Standing("ended", "Ended", "\u25a0", "The procedure has ended."),
}
CLOSING: Final = Standing(
    "closing",
    "Deadline passed",
    "\u25d1",
    "The deadline has passed and the book is being closed. The outcome follows in a moment.",
)
BROKEN: Final = Standing(
    "broken",
    "Silence broken",
    "\u25b2",
    "Silence is broken. The period runs on, so that every objection is on the table at its end.",
)

FILINGS: Final = {
    Kind.OBJECT: "Object",
    Kind.ASK_FOR_TIME: "Ask for more time",
    Kind.EXPLAIN: "Explain your position",
    Kind.RESERVE: "Make a reservation",
    Kind.DISSOCIATE: "Dissociate from paragraphs",
    Kind.CORRECT: "Point out an editorial correction",
    Kind.AGREE: "Agree expressly",
    Kind.ACKNOWLEDGE: "Acknowledge receipt",
    Kind.REQUEST_VOTE: "Ask for a vote",
    Kind.REQUEST_MEETING: "Ask for a meeting",
    Kind.VETO_LAUNCH: "Object to the launch",
    Kind.VOTE_FOR: "Vote in favour",
    Kind.VOTE_AGAINST: "Vote against",
    Kind.ABSTAIN: "Abstain",
}
_OTHERWISE: Final = "It does not break silence."
_UNTIL_CLOSED: Final = (
    "Until the roll-call is closed you may vote again, and your last vote counts. Who voted how "
    "is told to all when it is closed."
)
_MEANS: Final = {
    Kind.EXPLAIN: f"States your position for the record. {_OTHERWISE}",
    Kind.RESERVE: f"Puts a reservation on the record; the text may be adopted. {_OTHERWISE}",
    Kind.DISSOCIATE: (
        "Puts on the record that your delegation does not associate itself with what you choose; "
        f"the text may be adopted. {_OTHERWISE}"
    ),
    Kind.CORRECT: (
        "Points out a slip of language or form. The text changes only if the Chair issues a "
        f"revision. {_OTHERWISE}"
    ),
    Kind.AGREE: "Puts express agreement on the record. You are not reminded again.",
    Kind.ACKNOWLEDGE: (
        "Says that the letter reached you. It is neither agreement nor objection; you are not "
        "reminded again."
    ),
    Kind.REQUEST_VOTE: "Ends the period: the text is put to a vote.",
    Kind.REQUEST_MEETING: "Ends the period: the text goes to a meeting.",
    Kind.VETO_LAUNCH: "Prevents the launch: the text is not placed under silence.",
    Kind.VOTE_FOR: f"Counts in favour of the text. {_UNTIL_CLOSED}",
    Kind.VOTE_AGAINST: f"Counts against the text. {_UNTIL_CLOSED}",
    Kind.ABSTAIN: f"Counts as present, and neither in favour nor against. {_UNTIL_CLOSED}",
}


CONFIRM: Final = {
    Kind.OBJECT: "File this objection",
    Kind.ASK_FOR_TIME: "File this request",
    Kind.EXPLAIN: "File this explanation",
    Kind.RESERVE: "File this reservation",
    Kind.DISSOCIATE: "File this dissociation",
    Kind.CORRECT: "File this correction",
    Kind.AGREE: "File this agreement",
    Kind.ACKNOWLEDGE: "File this acknowledgement",
    Kind.REQUEST_VOTE: "File this request",
    Kind.REQUEST_MEETING: "File this request",
    Kind.VETO_LAUNCH: "File this objection",
    Kind.VOTE_FOR: "Cast this vote",
    Kind.VOTE_AGAINST: "Cast this vote",
    Kind.ABSTAIN: "Cast this vote",
    None: "Withdraw the objection",
}


def consequence(  # noqa: PLR0911 - the cases exclude each other
    kind: Kind, state: ProcedureState, *, late: bool
) -> str:
    """What filing this does now, as it stands beside the button."""
    profile = state.profile
    if kind is Kind.OBJECT and late:
        return "Puts your objection on record as late."
    if kind is Kind.OBJECT and state.phase is Phase.CONSULTATION:
        return "Silence is not running. Your objection stands beside those that the Chair consults."
    if kind is Kind.OBJECT:
        return profile.effect.says
    if kind is Kind.ASK_FOR_TIME:
        if profile.extends_on_request and "extension.on_request" not in state.extended_by:
            return f"Extends the period by {profile.extends_on_request}. {_OTHERWISE}"
        if not profile.extension_by:
            return f"Asks for more time. The rules foresee no extension. {_OTHERWISE}"
        return (
            f"Asks the {offices_named(profile.extension_by)} to extend the period. "
            f"The deadline stays where it is until then. {_OTHERWISE}"
        )
    return _MEANS[kind]


def late_consequence(profile: Profile) -> str:
    """What becomes of a filing after the deadline."""
    says = "It is received after the deadline: it is recorded as late and does not count."
    return f"{says} {who_may_admit(profile)}"


FILED: Final = {
    Kind.OBJECT: "objects",
    Kind.ASK_FOR_TIME: "asked for time",
    Kind.EXPLAIN: "explained its position",
    Kind.RESERVE: "made a reservation",
    Kind.DISSOCIATE: "dissociated itself",
    Kind.CORRECT: "proposed a correction",
    Kind.AGREE: "agreed expressly",
    Kind.ACKNOWLEDGE: "acknowledged receipt",
    Kind.REQUEST_VOTE: "asked for a vote",
    Kind.REQUEST_MEETING: "asked for a meeting",
    Kind.VETO_LAUNCH: "objected to the launch",
    Kind.VOTE_FOR: "voted in favour",
    Kind.VOTE_AGAINST: "voted against",
    Kind.ABSTAIN: "abstained",
}

DELIVERIES: Final = {
    "sent": "letter sent",
    "bounced": "letter came back",
    "sent late": "letter left after the deadline",
    "queued": "letter not yet sent",
    "refused": "letter refused by the mail server",
    "no letter": "no letter",
}
LETTERS: Final = {
    "queued": "waiting",
    "sent": "sent",
    "refused": "refused",
    "bounced": "came back",
}
REACHED: Final = "sent"

_OFFICES: Final = {
    Office.CHAIR: "the Chair",
    Office.BUREAU: "the bureau",
    Office.SECRETARIAT: "the secretariat",
    Office.DELEGATION: "a delegation",
    Office.TIME: "the clock",
}


def who(actor: Actor, names: dict[str, str]) -> str:
    """Who acted, and how it arrived."""
    office = _OFFICES[actor.office]
    if actor.office is Office.TIME:
        return office
    name = names.get(actor.participant, actor.participant)
    if actor.office is Office.DELEGATION:
        return f"{name}, by {actor.person}" if actor.person else name
    if actor.participant:
        paper = actor.channel.partition(ON_THE_STRENGTH_OF)[2]
        shown = f", {ON_THE_STRENGTH_OF.strip()} {paper}" if paper else ""
        return f"{office} for {name}, by {actor.person}{shown}"
    same = not actor.person or actor.person.casefold() == office.casefold()
    return office if same else f"{office}, {actor.person}"


STEPS: Final[dict[type[Act], str]] = {
    a.CloseBook: "the book is closed",
    a.Remind: "a reminder goes to those still silent",
    a.ResumeOnTime: "the clock runs again",
    a.EndConsultation: "the time for consultation ends",
    a.CloseVote: "the roll-call is closed",
}


@dataclass(frozen=True, slots=True)
class RulingWords:
    """A ruling as it is offered: its name, the button that makes it, and what it does."""

    name: str
    button: str
    does: str


RULINGS: Final = {
    "begin": RulingWords(
        "Let silence begin",
        "Let silence begin",
        "Nobody prevented the launch: the period begins, to the deadline that was announced or to "
        "the one that you give. Everybody gets the letter.",
    ),
    "extend": RulingWords(
        "Extend the period",
        "Extend the period",
        "The deadline moves to a later instant. Everybody on the roll is told, and calendars move "
        "with it.",
    ),
    "suspend": RulingWords(
        "Suspend the period",
        "Suspend the period",
        "The clock stands still, and what is left of the period is kept. Nothing is adopted "
        "meanwhile. Everybody is told.",
    ),
    "resume": RulingWords(
        "Resume the period",
        "Resume the period",
        "The clock runs again, for what was left of the period or to the instant that you give. "
        "Everybody is told.",
    ),
    "close-early": RulingWords(
        "Close the period early",
        "Close the period now",
        "The period ends the moment you confirm. What was not objected to is "
        "adopted then, as the rules say. This cannot be taken back.",
    ),
    "revise": RulingWords(
        "Revise the text",
        "Place the revision under silence",
        "A revision is placed under silence in a new round. Earlier objections do not stand "
        "against it; everybody gets a letter that shows what changed.",
    ),
    "restore-silence": RulingWords(
        "Restore silence",
        "Restore silence",
        "The same text runs under silence again. Everybody gets a letter with the new deadline.",
    ),
    "refer": RulingWords(
        "Refer the text to a meeting",
        "Refer the text",
        "The procedure ends without adoption, and the text goes to a meeting. Everybody is told.",
    ),
    "compile": RulingWords(
        "List it in the Chair\u2019s compilation",
        "List it in the compilation",
        "The procedure ends; what is not agreed is listed in the Chair\u2019s compilation. "
        "Everybody is told.",
    ),
    "withdraw-text": RulingWords(
        "Withdraw the text",
        "Withdraw the text",
        "The procedure ends and the text is withdrawn. Everybody is told.",
    ),
    "admit-late": RulingWords(
        "Admit a late filing",
        "Admit the late filing",
        "What that delegation filed late counts as if it had been in time. If it objected, the "
        "outcome may be set aside. Everybody is told.",
    ),
    "declare": RulingWords(
        "Declare an outcome",
        "Declare the outcome",
        "Your finding stands in the record beside the outcome that the rules compute; both are "
        "kept and shown. Everybody is told.",
    ),
    "confirm": RulingWords(
        "Confirm the outcome",
        "Confirm the outcome",
        "The outcome stands without it. What you add, such as the number of the decision, stands "
        "in the record beside it. Everybody is told.",
    ),
}
