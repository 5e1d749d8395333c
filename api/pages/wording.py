"""The words of the pages: phases, filings with their consequences, rulings, deliveries, steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from api.people import ON_THE_STRENGTH_OF
from nemcon.language import N_, _
from nemcon.language.states import named
from nemcon.mail.wording import offices_named, who_may_admit
from nemcon.procedure import acts as a
from nemcon.procedure.acts import Act, Kind
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.text.lines import row, sentences


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a procedure stands: a word, a shape to tell it by, a sentence."""

    name: str
    word: str
    shape: str
    says: str

    def spoken(self) -> Standing:
        """The same in the language that is spoken."""
        return replace(self, word=_(self.word), says=_(self.says))


PHASES: Final = {
    Phase.ANNOUNCED: Standing(
        "announced",
        N_("Launch announced"),
        "\u25cb",
        N_("The launch of the procedure is announced. Silence does not run yet."),
    ),
    Phase.UNDER_SILENCE: Standing(
        "running",
        N_("Under silence"),
        "\u25cf",
        N_("Silence runs until the deadline."),
    ),
    Phase.SUSPENDED: Standing(
        "suspended",
        N_("Suspended"),
        "\u25d0",
        N_("The clock stands still. Nothing is adopted while it does."),
    ),
    Phase.CONSULTATION: Standing(
        "consultation",
        N_("In consultation"),
        "\u25c6",
        N_("The text is not adopted. The Chair consults on what follows."),
    ),
    Phase.VOTING: Standing(
        "voting",
        N_("Put to a vote"),
        "\u25c8",
        N_("The text is put to a vote by remote roll-call."),
    ),
    Phase.ENDED: Standing("ended", N_("Ended"), "\u25a0", N_("The procedure has ended.")),
}
CLOSING: Final = Standing(
    "closing",
    N_("Deadline passed"),
    "\u25d1",
    N_("The deadline has passed and the book is being closed. The outcome follows in a moment."),
)
BROKEN: Final = Standing(
    "broken",
    N_("Silence broken"),
    "\u25b2",
    N_(
        "Silence is broken. The period runs on, so that every objection is on the table at its end."
    ),
)

FILINGS: Final = {
    Kind.OBJECT: N_("Object"),
    Kind.ASK_FOR_TIME: N_("Ask for more time"),
    Kind.EXPLAIN: N_("Explain your position"),
    Kind.RESERVE: N_("Make a reservation"),
    Kind.DISSOCIATE: N_("Dissociate from paragraphs"),
    Kind.CORRECT: N_("Point out an editorial correction"),
    Kind.AGREE: N_("Agree expressly"),
    Kind.ACKNOWLEDGE: N_("Acknowledge receipt"),
    Kind.REQUEST_VOTE: N_("Ask for a vote"),
    Kind.REQUEST_MEETING: N_("Ask for a meeting"),
    Kind.VETO_LAUNCH: N_("Object to the launch"),
    Kind.VOTE_FOR: N_("Vote in favour"),
    Kind.VOTE_AGAINST: N_("Vote against"),
    Kind.ABSTAIN: N_("Abstain"),
}
_OTHERWISE: Final = N_("It does not break silence.")
_UNTIL_CLOSED: Final = N_(
    "Until the roll-call is closed you may vote again, and your last vote counts. Who voted how "
    "is told to all when it is closed."
)
_MEANS: Final = {
    Kind.EXPLAIN: (N_("States your position for the record."), _OTHERWISE),
    Kind.RESERVE: (
        N_("Puts a reservation on the record; the text may be adopted."),
        _OTHERWISE,
    ),
    Kind.DISSOCIATE: (
        N_(
            "Puts on the record that your delegation does not associate itself with what you "
            "choose; the text may be adopted."
        ),
        _OTHERWISE,
    ),
    Kind.CORRECT: (
        N_(
            "Points out a slip of language or form. The text changes only if the Chair issues a "
            "revision."
        ),
        _OTHERWISE,
    ),
    Kind.AGREE: (N_("Puts express agreement on the record. You are not reminded again."),),
    Kind.ACKNOWLEDGE: (
        N_(
            "Says that the letter reached you. It is neither agreement nor objection; you are not "
            "reminded again."
        ),
    ),
    Kind.REQUEST_VOTE: (N_("Ends the period: the text is put to a vote."),),
    Kind.REQUEST_MEETING: (N_("Ends the period: the text goes to a meeting."),),
    Kind.VETO_LAUNCH: (N_("Prevents the launch: the text is not placed under silence."),),
    Kind.VOTE_FOR: (N_("Counts in favour of the text."), _UNTIL_CLOSED),
    Kind.VOTE_AGAINST: (N_("Counts against the text."), _UNTIL_CLOSED),
    Kind.ABSTAIN: (
        N_("Counts as present, and neither in favour nor against."),
        _UNTIL_CLOSED,
    ),
}
"""What filing it does, a sentence or two each."""


CONFIRM: Final = {
    Kind.OBJECT: N_("File this objection"),
    Kind.ASK_FOR_TIME: N_("File this request"),
    Kind.EXPLAIN: N_("File this explanation"),
    Kind.RESERVE: N_("File this reservation"),
    Kind.DISSOCIATE: N_("File this dissociation"),
    Kind.CORRECT: N_("File this correction"),
    Kind.AGREE: N_("File this agreement"),
    Kind.ACKNOWLEDGE: N_("File this acknowledgement"),
    Kind.REQUEST_VOTE: N_("File this request"),
    Kind.REQUEST_MEETING: N_("File this request"),
    Kind.VETO_LAUNCH: N_("File this objection"),
    Kind.VOTE_FOR: N_("Cast this vote"),
    Kind.VOTE_AGAINST: N_("Cast this vote"),
    Kind.ABSTAIN: N_("Cast this vote"),
    None: N_("Withdraw the objection"),
}


def consequence(kind: Kind, state: ProcedureState, *, late: bool) -> str:
    """What filing this does now, as it stands beside the button."""
    profile = state.profile
    if kind is Kind.OBJECT and late:
        return _("Puts your objection on record as late.")
    if kind is Kind.OBJECT and state.phase is Phase.CONSULTATION:
        return _(
            "Silence is not running. Your objection stands beside those that the Chair consults."
        )
    if kind is Kind.OBJECT:
        return _(profile.effect.says)
    if kind is Kind.ASK_FOR_TIME:
        return sentences(_asked_for(profile, state), _(_OTHERWISE))
    return sentences(*map(_, _MEANS[kind]))


def _asked_for(profile: Profile, state: ProcedureState) -> str:
    if profile.extends_on_request and "extension.on_request" not in state.extended_by:
        return _("Extends the period by {length}.", length=profile.extends_on_request)
    if not profile.extension_by:
        return _("Asks for more time. The rules foresee no extension.")
    return _(
        "Asks the {offices} to extend the period. The deadline stays where it is until then.",
        offices=offices_named(profile.extension_by),
    )


def late_consequence(profile: Profile) -> str:
    """What becomes of a filing after the deadline."""
    says = _("It is received after the deadline: it is recorded as late and does not count.")
    return sentences(says, who_may_admit(profile))


FILED: Final = {
    Kind.OBJECT: N_("objects"),
    Kind.ASK_FOR_TIME: N_("asked for time"),
    Kind.EXPLAIN: N_("explained its position"),
    Kind.RESERVE: N_("made a reservation"),
    Kind.DISSOCIATE: N_("dissociated itself"),
    Kind.CORRECT: N_("proposed a correction"),
    Kind.AGREE: N_("agreed expressly"),
    Kind.ACKNOWLEDGE: N_("acknowledged receipt"),
    Kind.REQUEST_VOTE: N_("asked for a vote"),
    Kind.REQUEST_MEETING: N_("asked for a meeting"),
    Kind.VETO_LAUNCH: N_("objected to the launch"),
    Kind.VOTE_FOR: N_("voted in favour"),
    Kind.VOTE_AGAINST: N_("voted against"),
    Kind.ABSTAIN: N_("abstained"),
}

DELIVERIES: Final = {
    "sent": N_("letter sent"),
    "bounced": N_("letter came back"),
    "sent late": N_("letter left after the deadline"),
    "queued": N_("letter not yet sent"),
    "refused": N_("letter refused by the mail server"),
    "no letter": N_("no letter"),
}
LETTERS: Final = {
    "queued": N_("waiting"),
    "sent": N_("sent"),
    "refused": N_("refused"),
    "bounced": N_("came back"),
}
REACHED: Final = "sent"

_OFFICES: Final = {
    Office.CHAIR: N_("the Chair"),
    Office.BUREAU: N_("the bureau"),
    Office.SECRETARIAT: N_("the secretariat"),
    Office.DELEGATION: N_("a delegation"),
    Office.TIME: N_("the clock"),
}


def who(actor: Actor, names: dict[str, str]) -> str:
    """Who acted, and how it arrived."""
    office = _(_OFFICES[actor.office])
    if actor.office is Office.TIME:
        return office
    name = named(names.get(actor.participant, actor.participant))
    if actor.office is Office.DELEGATION:
        return _("{name}, by {person}", name=name, person=actor.person) if actor.person else name
    if actor.participant:
        said = {"office": office, "name": name, "person": actor.person}
        paper = actor.channel.partition(ON_THE_STRENGTH_OF)[2]
        if paper:
            return _(
                "{office} for {name}, by {person}, on the strength of: {paper}", **said, paper=paper
            )
        return _("{office} for {name}, by {person}", **said)
    called = {office.casefold(), _OFFICES[actor.office].casefold(), ""}
    return office if actor.person.casefold() in called else row([office, actor.person])


STEPS: Final[dict[type[Act], str]] = {
    a.CloseBook: N_("the book is closed"),
    a.Remind: N_("a reminder goes to those still silent"),
    a.ResumeOnTime: N_("the clock runs again"),
    a.EndConsultation: N_("the time for consultation ends"),
    a.CloseVote: N_("the roll-call is closed"),
}
