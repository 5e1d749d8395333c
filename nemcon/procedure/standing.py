"""Who counts: standing, objectors, replies, and which paragraphs are contested."""

from __future__ import annotations

from nemcon.procedure.acts import BALLOTS, COMMENTS, EXPLANATIONS, REQUESTS, Kind
from nemcon.procedure.people import Seat
from nemcon.procedure.profile import Profile
from nemcon.procedure.state import Filing, Phase, ProcedureState
from nemcon.procedure.threshold import Tally, tally_of

NO_REPLY = frozenset({Kind.ACKNOWLEDGE, Kind.ASK_FOR_TIME, Kind.VETO_LAUNCH, *BALLOTS})
"""What says that somebody knows of the text, and not what it thinks of it."""


def members(state: ProcedureState) -> tuple[str, ...]:
    """The participants that may object, in the order of the roll."""
    return tuple(seat.participant for seat in state.roll if seat.may_object)


def contested_paragraphs(state: ProcedureState) -> tuple[str, ...]:
    """The undecided paragraphs against which enough objections stand to break silence on them.

    Where the text is not divisible, enough objections to any parts of it break silence on the
    text, and the paragraphs named are listed.
    """
    standing = state.outstanding
    threshold = state.profile.threshold
    if not state.divisible:
        if not threshold.reached(_tally(state, standing)):
            return ()
        named = {number for filing in standing for number in filing.paragraphs}
        whole = any(not filing.paragraphs for filing in standing)
        return tuple(n for n in state.open_paragraphs if whole or n in named)
    return tuple(
        number
        for number in state.open_paragraphs
        if threshold.reached(_tally(state, _against(standing, number)))
    )


def quorum_is_met(state: ProcedureState) -> bool:
    """Whether as many have replied to the present text as the rules ask for."""
    quorum, replies = state.profile.quorum, repliers(state)
    if quorum is None:
        return True
    tally = tally_of(state.roll, replies, count=len(replies), replies=len(replies))
    return quorum.reached(tally)


def repliers(state: ProcedureState) -> tuple[str, ...]:
    """The members that have said in time what they think of the present text.

    Whoever is named in an objection has replied with it where each signatory counts; nobody else
    can be made to have replied.
    """
    replied: set[str] = set()
    for filing in state.filings:
        if filing.round == state.round and filing.counted and filing.kind not in NO_REPLY:
            joint = filing.kind is Kind.OBJECT and state.profile.counts_each_signatory
            replied |= signatories(state, filing) if joint else {filing.participant}
    return tuple(participant for participant in members(state) if participant in replied)


def objecting_participants(state: ProcedureState) -> tuple[str, ...]:
    """Everyone in whose name an objection stands, in the order of the roll."""
    named = {name for filing in state.outstanding for name in signatories(state, filing)}
    return tuple(seat.participant for seat in state.roll if seat.participant in named)


def still_silent(state: ProcedureState) -> tuple[str, ...]:
    """Those with standing that have neither acted on the present text nor acknowledged it."""
    acted: set[str] = set()
    for filing in state.filings:
        if filing.round == state.round:
            objects = filing.kind is Kind.OBJECT
            acted.update(signatories(state, filing) if objects else {filing.participant})
    return tuple(participant for participant in members(state) if participant not in acted)


def kinds_open_to(state: ProcedureState, participant: str) -> tuple[Kind, ...]:
    """What the participant may file at this stage, by its standing on the frozen roll."""
    seat = state.seat(participant)
    if seat is None:
        return ()
    stage = _OF_STAGE.get(state.phase, _USUAL)
    return tuple(kind for kind in stage if standing_for(state.profile, seat, kind)[0])


def standing_for(profile: Profile, seat: Seat, kind: Kind) -> tuple[bool, str]:
    """Whether the participant has standing to file that, and the rule that says so."""
    match kind:
        case Kind.OBJECT | Kind.VOTE_FOR | Kind.VOTE_AGAINST | Kind.ABSTAIN:
            return seat.may_object, "standing.object"
        case Kind.VETO_LAUNCH:
            return seat.category in profile.vetoers, "launch.veto"
        case Kind.REQUEST_VOTE:
            return seat.category in profile.vote_requesters, "standing.request_vote"
        case Kind.REQUEST_MEETING:
            return seat.category in profile.meeting_requesters, "standing.request_meeting"
        case _:
            return seat.may_comment or seat.may_object, "standing.comment"


_USUAL = (Kind.OBJECT, *COMMENTS)
_OF_STAGE = {
    Phase.ANNOUNCED: (Kind.VETO_LAUNCH,),
    Phase.UNDER_SILENCE: (*_USUAL, *REQUESTS),
    Phase.SUSPENDED: (*_USUAL, *REQUESTS),
    Phase.VOTING: (*BALLOTS, *EXPLANATIONS),
}


def signatories(state: ProcedureState, filing: Filing) -> set[str]:
    """The filer, and those it files for that have standing themselves.

    A group whose members it may speak for stands for each of them; one that the roll does not
    know as such adds nobody.
    """
    if not filing.on_behalf_of:
        return {filing.participant}
    named = set(filing.on_behalf_of)
    spoken_for = {
        member
        for group in state.groups
        if group.name in named and filing.participant in (group.speakers or group.members)
        for member in group.members
    }
    return {filing.participant} | {
        seat.participant
        for seat in state.roll
        if seat.may_object and _is_named(seat, named | spoken_for)
    }


def _is_named(seat: Seat, named: set[str]) -> bool:
    return seat.participant in named or seat.name in named


def _against(filings: tuple[Filing, ...], number: str) -> tuple[Filing, ...]:
    return tuple(f for f in filings if not f.paragraphs or number in f.paragraphs)


def _tally(state: ProcedureState, filings: tuple[Filing, ...]) -> Tally:
    filers = {filing.participant for filing in filings}
    named = {name for filing in filings for name in signatories(state, filing)}
    counted = named if state.profile.counts_each_signatory else filers
    threshold = state.profile.threshold
    if not threshold.weighs and not threshold.counts_replies:  # the roll need not be walked over
        return Tally(len(counted), len(members(state)))
    replies = len(repliers(state))
    return tally_of(state.roll, counted, count=len(counted), replies=replies)
