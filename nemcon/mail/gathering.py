"""Gathers the facts of a letter from the record, before any template sees them.

`facts_of` is pure: the occasion and the recipient in, plain words out. Everything that people
typed has passed through `wording`, and whatever the rules hide is left out here.
"""

from __future__ import annotations

from nemcon.language import _
from nemcon.mail import telling
from nemcon.mail.agreed_part import of_negotiation, titled
from nemcon.mail.compiling import compilation_sections
from nemcon.mail.facts import (
    Change,
    Enclosed,
    Filed,
    LetterFacts,
    Reader,
    Recipient,
    RuleLine,
)
from nemcon.mail.occasion import Occasion
from nemcon.mail.results import confirmed_by, result_of, tally_of
from nemcon.mail.sections import Section
from nemcon.mail.wording import (
    KINDS,
    SILENT_DELEGATION,
    WARNINGS,
    articled,
    in_paragraphs,
    reason_given,
    rule_source,
    shortened,
)
from nemcon.mail.writing import Writing, delegation, name_of, numbers_of
from nemcon.negotiation.compiling_silence import compilation_of_silence
from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Kind
from nemcon.procedure.disclosure import TELLS, Level
from nemcon.procedure.families import RESERVED
from nemcon.procedure.keys import KEYS
from nemcon.procedure.profile import RuleValue
from nemcon.procedure.state import RUNNING, Filing, Phase, ProcedureState
from nemcon.procedure.told import (
    contested_told,
    objectors_told,
    tells_of_an_objection,
)
from nemcon.procedure.told import telling as telling_of
from nemcon.rulebook.words import in_words
from nemcon.text.document import Paragraph, Text
from nemcon.text.lines import block, line, listed
from nemcon.timing.writing import write_length


def facts_of(occasion: Occasion, recipient: Recipient, enquiries: str) -> LetterFacts:
    """The facts of the letter to this recipient; `enquiries` is the address to write to."""
    state, entry = occasion.state, occasion.recorded.entry
    reader = reader_of(occasion, recipient)
    write = Writing(occasion.issuer.zone, recipient.zone)
    own, own_digest = occasion.receipt
    number, digest = occasion.head
    text = state.text
    return LetterFacts(
        notice=occasion.notice,
        procedure=occasion.procedure,
        heading=occasion.issuer.heading,
        body=occasion.issuer.body,
        instructed=occasion.issuer.instructed(occasion.recorded.actor.office),
        subject=_subject(state),
        title=line(text.name),
        symbol=text.issued_symbol,
        among=line(state.among),
        part=of_negotiation(state),
        paragraphs=_paragraphs(text.paragraphs),
        digest=state.text_digest,
        deadline=write.deadline(state.deadline_for(recipient.participant)),
        announced_deadline=write.instant(state.announced),
        previous_deadline=write.instant(getattr(entry, "previous", None))
        if isinstance(entry, e.PeriodExtended)
        else None,
        received=write.at(occasion.recorded.at),
        until=write.instant(getattr(entry, "until", None)),
        left=write_length(state.left) if state.left is not None else "",
        changes=_changes(occasion.previous_text, text),
        filings=_filings(occasion, reader, write),
        follows=telling.what_follows(occasion),
        contested=numbers_of(contested_told(state)) if _tells_what(entry) else "",
        put_to_vote=numbers_of(entry.paragraphs) if isinstance(entry, o.VoteOpened) else "",
        objectors=objectors_told(state) or 0,
        adopted_so_far=numbers_of(state.adopted),
        running=state.phase in RUNNING,
        voting=state.phase is Phase.VOTING,
        announced=state.phase is Phase.ANNOUNCED,
        broken=state.broken_at is not None and telling_of(state).broken,
        ended=state.ended,
        tells=telling_of(state),
        named_later=_named_later(state),
        withdrawal=isinstance(entry, e.ObjectionWithdrawn),
        nobody_reached=isinstance(entry, e.ConsultationOpened) and not entry.rule,
        finding=isinstance(entry, e.ConsultationOpened) and entry.finding,
        result=result_of(occasion, write),
        because=block(reason_given(_reason(occasion))),
        warnings=tuple(_(WARNINGS.get(code, code.replace("-", " "))) for code in state.warnings),
        effect=_(state.profile.effect.says),
        silence=telling.silence_says(state.profile),
        silence_again=_(SILENT_DELEGATION[state.profile.silence_means]),
        majority=telling.what_carries(state),
        tally=tally_of(state),
        confirmed=confirmed_by(entry),
        needs=telling.what_an_objection_needs(state),
        rules=_rules(occasion),
        enclosures=_enclosed(occasion),
        compilation=_compilation(occasion),
        receipt=f"{occasion.procedure}/{own}/{own_digest[:12]}",
        # Translators: keep the number before the hash, with a comma or a colon between them.
        head=_("entry {number}, {hash}", number=number, hash=digest),
        enquiries=line(enquiries),
        reader=reader,
        attached=occasion.attached,
    )


def reader_of(occasion: Occasion, recipient: Recipient) -> Reader:
    """The recipient as the letter speaks of it."""
    seat = occasion.state.seat(recipient.participant)
    actor = getattr(occasion.recorded.entry, "participant", "")
    return Reader(
        person=line(recipient.person),
        delegation=articled(line(seat.name if seat else recipient.participant)),
        may_object=bool(seat and seat.may_object),
        may_comment=bool(seat and seat.may_comment),
        own=bool(actor) and actor == recipient.participant,
    )


def _reason(occasion: Occasion) -> str:
    """The reason that was given; for a new period it stands in the entry that led to it."""
    entry = occasion.recorded.entry
    if tells_of_an_objection(entry) and not telling_of(occasion.state).broken:
        return ""
    if isinstance(entry, e.PeriodOpened) and occasion.led_by is not None:
        entry = occasion.led_by
    if isinstance(entry, o.OutcomeReached):
        return entry.because or occasion.state.because
    return str(getattr(entry, "because", ""))


def _subject(state: ProcedureState) -> str:
    """The part that every letter of a procedure shares, whatever the revision of its text."""
    text = state.text
    symbol = f"[{line(text.symbol)}] " if text.symbol.strip() else ""
    title = titled(state, shortened(text.title))
    return symbol + _("Silence procedure: {title}", title=title)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line(p.number), block(p.words)) for p in paragraphs)


def _changes(before: Text | None, after: Text) -> tuple[Change, ...]:
    if before is None:
        return ()
    old = {paragraph.number: paragraph.words for paragraph in before.paragraphs}
    return tuple(
        Change(line(p.number), block(old.get(p.number, "")), block(p.words))
        for p in after.paragraphs
        if old.get(p.number) != p.words
    )


def _filings(occasion: Occasion, reader: Reader, write: Writing) -> tuple[Filed, ...]:
    """The filings that the letter is about: the one made, or those withdrawn or admitted."""
    entry = occasion.recorded.entry
    numbers: tuple[int, ...] = ()
    if isinstance(entry, e.Filed):
        numbers = (occasion.recorded.number,)
    elif isinstance(entry, e.ObjectionWithdrawn | e.LateFilingAdmitted):
        numbers = entry.filings
    person = occasion.recorded.actor.person if isinstance(entry, e.Filed) else ""
    state = occasion.state
    return tuple(
        _filed(filing, state, reader, write, person)
        for filing in state.filings
        if filing.number in numbers
    )


def _filed(
    filing: Filing, state: ProcedureState, reader: Reader, write: Writing, person: str
) -> Filed:
    """Where objectors are not named, nothing is passed on that would give one away."""
    tells = TELLS[Level.NAMED] if reader.own else telling_of(state)
    objects = filing.kind is Kind.OBJECT
    where = in_paragraphs(filing.paragraphs) if tells.paragraphs else ""
    return Filed(
        by=delegation(name_of(state, filing.participant) if tells.names else ""),
        person=line(person) if reader.own else "",
        what=_what(filing.kind, where if objects or filing.paragraphs else ""),
        at=write.at(filing.at),
        where=where,
        on_behalf_of=listed([name_of(state, n) for n in filing.on_behalf_of])
        if tells.names
        else "",
        says=block(filing.says) if tells.names else "",
        wording=_paragraphs(filing.wording) if tells.filings else (),
        late=filing.late,
        objects=objects,
    )


def _what(kind: Kind, where: str) -> str:
    """What was filed, and to what."""
    if not where:
        return _(KINDS[kind])
    # Translators: {filing} is "an objection" or the like, {where} is "paragraph 2" or the like.
    return _("{filing}, to {where}", filing=_(KINDS[kind]), where=where)


def _named_later(state: ProcedureState) -> bool:
    """Whether names that are kept now are told at a later stage."""
    profile = state.profile
    return not telling_of(state).names and TELLS[profile.after].names


def _tells_what(entry: e.Entry) -> bool:
    return isinstance(entry, e.SilenceBroken | e.ConsultationOpened)


def _rules(occasion: Occasion) -> tuple[RuleLine, ...]:
    profile = occasion.state.profile
    rules = [profile.cite(key) for key in telling.rules_to_cite(occasion)]
    return tuple(
        RuleLine(_(KEYS[rule.key].means), _value(occasion, rule), rule_source(rule))
        for rule in rules
        if rule is not None
    )


def _value(occasion: Occasion, rule: RuleValue) -> str:
    """What an objection does is said in a sentence, unless the letter explains it anyway."""
    if rule.key == "objection.effect" and occasion.notice not in telling.EXPLAIN_OBJECTING:
        return _(occasion.state.profile.effect.says)
    return in_words(rule)


def _compilation(occasion: Occasion) -> tuple[Section, ...]:
    """What a broken silence lists for a later session, in the letter that tells of the outcome.

    Where a negotiation or an agenda waits for the outcome its own letter lists it, with the rest;
    nothing waits for that of the report of a session.
    """
    state = occasion.state
    waited_for = bool(state.parent) and RESERVED.search(occasion.procedure) is not None
    ends = isinstance(occasion.recorded.entry, o.OutcomeReached) and not waited_for
    if not (ends and state.compiled):
        return ()
    return compilation_sections(compilation_of_silence(occasion.procedure, state))


def _enclosed(occasion: Occasion) -> tuple[Enclosed, ...]:
    return tuple(
        Enclosed(
            x.procedure, line(x.text.name), x.text.issued_symbol, _paragraphs(x.text.paragraphs)
        )
        for x in occasion.enclosures
    )
