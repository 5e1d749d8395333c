"""What a letter tells of the rules: what follows, what an objection needs, which rules to cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nemcon.language import _
from nemcon.mail.occasion import Occasion
from nemcon.mail.wording import OUTCOMES, SILENCE_MEANS, in_paragraphs, offices_named
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import BALLOTS, Kind
from nemcon.procedure.disclosure import TELLS
from nemcon.procedure.effects import Then
from nemcon.procedure.entries import Entry
from nemcon.procedure.keys import KEYS
from nemcon.procedure.notices import Notice
from nemcon.procedure.profile import Basis, Profile
from nemcon.procedure.state import Phase, ProcedureState
from nemcon.procedure.told import telling, tells_of_an_objection
from nemcon.rulebook.thresholds import WITH_STANDING, threshold_in_words, votes_in_words
from nemcon.text.lines import line, sentences
from nemcon.timing.writing import write_instant

_ON_OPENING: Final = (
    "launch.by",
    "launch.condition",
    "period.minimum",
    "objection.effect",
    "objection.threshold",
    "late.admitted_by",
)
EXPLAIN_OBJECTING: Final = frozenset(
    {
        Notice.CIRCULATION,
        Notice.REVISION,
        Notice.RESTORATION,
        Notice.REMINDER,
        Notice.RESUMPTION,
    }
)
"""The letters that say in a section of its own what an objection does."""

_CITED: Final = {
    Notice.CIRCULATION: _ON_OPENING,
    Notice.REVISION: _ON_OPENING,
    Notice.RESTORATION: ("objection.withdrawable", "objection.effect"),
    Notice.OBJECTION: ("objection.effect", "objection.threshold", "disclosure.during"),
    Notice.WITHDRAWAL: ("objection.withdrawable", "disclosure.during"),
    Notice.ADMISSION: ("late.admitted_by",),
    Notice.REMINDER: ("objection.effect",),
    Notice.EXTENSION: ("extension.by", "extension.times"),
    Notice.SUSPENSION: ("suspension.by",),
    Notice.RESUMPTION: ("suspension.by",),
    Notice.CONSULTATION: ("objection.effect", "consultation.length", "consultation.at_end"),
    Notice.OUTCOME: ("objection.threshold", "confirmation.form"),
    Notice.FINDING: ("finding.by", "confirmation.form"),
    Notice.VOTE: ("vote.length", "vote.majority", "vote.quorum"),
    Notice.CONFIRMATION: ("confirmation.by", "confirmation.form", "confirmation.in_force"),
}


def rules_to_cite(occasion: Occasion) -> tuple[str, ...]:
    """The keys of the rules that a letter names: those that its entry applied, and their kin."""
    entry, state = occasion.recorded.entry, occasion.state
    applied = [entry, *(caused.entry for caused in occasion.consequences)]
    told = telling(state).broken
    keys = [str(getattr(x, "rule", "")) for x in applied if told or not tells_of_an_objection(x)]
    keys += _CITED.get(occasion.notice, ())
    if getattr(entry, "late", False):
        keys.append("late.admitted_by")
    if state.divisible and occasion.notice in (Notice.CIRCULATION, Notice.OUTCOME):
        keys.append("text.divisible")
    return tuple(key for key in dict.fromkeys(keys) if key and _says_something(state, key))


def _says_something(state: ProcedureState, key: str) -> bool:
    """A period or a condition that no rule sets is not worth a line."""
    rule = state.profile.cite(key)
    nothing = rule is not None and rule.value == "none" and rule.basis is Basis.CUSTOM
    return rule is not None and not (nothing and key.startswith(("period.", "launch.")))


def what_an_objection_needs(state: ProcedureState) -> tuple[str, ...]:
    """What the rules ask of an objection, a sentence each."""
    profile = state.profile
    needs: list[str] = []
    if profile.form != KEYS["objection.form"].default:
        needs.append(_("Form: {form}.", form=line(profile.form)))
    if profile.grounds_required:
        needs.append(_("An objection must give its grounds."))
    if profile.wording_required:
        needs.append(_("An objection must propose other wording."))
    if profile.by_paragraph and state.divisible:
        needs.append(_("It may be limited to paragraphs."))
    elif profile.by_paragraph:
        needs.append(
            _("It may say which paragraphs it is about, but the text stands or falls as a whole.")
        )
    else:
        needs.append(_("It is to the whole text, and may not be limited to paragraphs."))
    if state.divisible:
        needs.append(
            _(
                "Paragraphs to which nobody objects are adopted at the deadline, whatever becomes "
                "of the others."
            )
        )
    return tuple(needs)


def what_carries(state: ProcedureState) -> str:
    """How many votes adopt a text that is put to a vote, in a sentence."""
    rules = {rule.key: rule.value for rule in state.profile.values}
    carries = votes_in_words(rules["vote.majority"])
    # Translators: {votes} is a number of votes, or a share of them, in words.
    says = _("To be adopted the text needs {votes} in its favour.", votes=carries)
    if state.profile.vote_quorum is None:
        return says
    quorum = threshold_in_words(rules["vote.quorum"], WITH_STANDING)
    valid = _(
        # Translators: {share} is so many, or a share, of the members with standing, in words.
        "The vote is valid only if those who vote or abstain are {share}.",
        share=quorum,
    )
    return sentences(says, valid)


def what_follows(occasion: Occasion) -> tuple[str, ...]:
    """What a filing, a withdrawal or an admission led to, a sentence each."""
    entry = occasion.recorded.entry
    caused = [recorded.entry for recorded in occasion.consequences]
    if isinstance(entry, e.Filed):
        return tuple(_after_filing(occasion, entry, caused))
    if isinstance(entry, e.ObjectionWithdrawn):
        return tuple(_after_withdrawal(occasion.state, caused))
    if isinstance(entry, e.SilenceBroken | e.SilenceMended):
        return tuple(_consequences(occasion.state, [entry, *caused]))
    if isinstance(entry, e.LateFilingAdmitted):
        return tuple(_consequences(occasion.state, caused)) or (
            _("What was filed now counts as if it had been in time."),
        )
    return ()


def _after_filing(occasion: Occasion, entry: e.Filed, caused: list[Entry]) -> Iterator[str]:
    state = occasion.state
    if entry.late:
        yield _("It was received after the deadline. It is recorded as late and does not count.")
        yield _about_late_filings(state)
        return
    if entry.kind in BALLOTS:
        until = write_instant(state.vote_until, state.profile.zone) if state.vote_until else ""
        yield _(
            "It counts unless the delegation votes again before the roll-call closes, {moment}.",
            moment=until,
        )
        return
    if entry.kind is not Kind.OBJECT:
        follows = tuple(_consequences(state, caused))
        yield from follows or (_("It stands in the record. It does not break silence."),)
        return
    yield _("It was received in time and counts.")
    if state.profile.effect.then is Then.EXEMPTION:
        yield _("It does not prevent adoption; the text will not apply to the objector.")
        yield from _consequences(state, caused)
        return
    if not _told_at_once(state):
        yield _("Whether silence is kept is established at the deadline.")
    elif caused:
        yield from _consequences(state, caused)
    elif state.broken_at is not None:
        yield _("Silence was broken before; it stays broken.")
    elif state.phase is Phase.UNDER_SILENCE:
        yield _("By itself it does not break silence: the rules ask for more than this.")


def _told_at_once(state: ProcedureState) -> bool:
    return TELLS[state.profile.during].broken


def _about_late_filings(state: ProcedureState) -> str:
    who = offices_named(state.profile.late_admitted_by)
    if not who:
        return _("The rules name nobody who may admit a late filing.")
    # Translators: {office} is "Chair", or "Bureau or the Chair".
    return _("The rules let the {office} admit a late filing; you would be told.", office=who)


def _after_withdrawal(state: ProcedureState, caused: list[Entry]) -> Iterator[str]:
    if not _told_at_once(state):
        yield _("Whether silence is kept is established at the deadline.")
    elif caused:
        yield from _consequences(state, caused)
    elif state.phase is Phase.CONSULTATION:
        yield _("The text remains in consultation; whether silence is restored is for the Chair.")
    elif state.broken_at is not None:
        yield _("Silence remains broken.")


def silence_says(profile: Profile) -> str:
    """What the silence of a delegation is taken to mean, and what it leads to, in a sentence."""
    means = _(SILENCE_MEANS[profile.silence_means])
    then = _("Unless silence is broken before then, the text is adopted at that moment.")
    if profile.quorum is not None:
        rule = profile.cite("silence.quorum")
        enough = threshold_in_words(rule.value if rule else "none", WITH_STANDING)
        then = _(
            # Translators: {share} is so many, or a share, of the members with standing, in words.
            "The text is adopted only if, besides, {share} have replied by then.",
            share=enough,
        )
    return sentences(means, then)


def _consequences(state: ProcedureState, caused: list[Entry]) -> Iterator[str]:
    for entry in caused:
        yield from _consequence(state, entry)


def _consequence(  # noqa: C901, PLR0912 - one line for each entry reads best in one place
    state: ProcedureState, entry: Entry
) -> Iterator[str]:
    match entry:
        case e.ClocksSet():
            yield _("The other delegations have a deadline of their own, which their letters give.")
        case e.PeriodResumed():
            deadline = write_instant(entry.deadline, state.profile.zone)
            yield _("The clock runs again, to {deadline}.", deadline=deadline)
        case e.SilenceBroken(ends_period=True):
            yield _("Silence is broken, and the period has ended.")
        case e.SilenceBroken():
            yield _("Silence is broken. The period runs on to its deadline.")
        case e.SilenceMended():
            yield _(
                "No objection that breaks silence stands any more. The period runs on to its "
                "deadline, and silence counts again."
            )
        case e.PeriodSuspended():
            yield _("The period is suspended; a separate letter gives the details.")
        case e.ParagraphsAdopted():
            adopted = in_paragraphs(entry.paragraphs)
            yield _("Adopted without objection: {paragraphs}.", paragraphs=adopted)
        case e.ConsultationOpened(finding=True):
            yield _("What follows is for the Chair to find, and will be notified.")
        case e.ConsultationOpened(until=None):
            yield _("The text is now in consultation.")
        case e.ConsultationOpened():
            until = write_instant(entry.until, state.profile.zone) if entry.until else ""
            yield _("The text is now in consultation, until {moment} at the latest.", moment=until)
        case o.OutcomeReopened():
            yield _(
                "The outcome that was announced ({outcome}) is set aside.",
                outcome=_(OUTCOMES[entry.previous]),
            )
        case o.VoteOpened():
            yield _("The text is put to a vote; a separate letter says how and until when.")
        case e.PeriodExtended() if entry.rule != "extension.by":
            deadline = write_instant(entry.deadline, state.profile.zone)
            yield _("The period is extended to {deadline}.", deadline=deadline)
        case o.OutcomeReached():
            yield _("The procedure has ended; a separate letter states the outcome.")
        case _other:
            return
