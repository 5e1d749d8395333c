"""The facts of each page behind the link to a negotiation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from api.context import Context
from api.pages.form import Form
from api.pages.negotiation_filing import (
    WAYS,
    OpenedNegotiation,
    Prepared,
    Verb,
    Way,
    clause_at,
)
from api.pages.negotiation_marks import effect, redline
from api.pages.negotiation_shapes import AdoptedShown
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_words import (
    STANCE_MEANS,
    STANCE_TITLES,
    STANCES,
    STATEMENTS,
    doing,
    in_paragraphs_of,
)
from api.pages.responses import Beside, beside
from api.pages.resting import of_end
from api.pages.shown import when
from api.problems import Problem
from nemcon.language import N_, _
from nemcon.negotiation.acts import MakeStatement, ProposeAmendment, Stance
from nemcon.negotiation.final import final_text
from nemcon.negotiation.naming import attributed, symbol_of
from nemcon.negotiation.places import cited
from nemcon.negotiation.state import NegotiationPhase, NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.register import codec
from nemcon.register.compiled import child_of, compiled
from nemcon.text.amendments import Amendment
from nemcon.text.collisions import collisions
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.numbers import path_written
from nemcon.text.reading import read_runs
from nemcon.text.refused import TextRefused
from nemcon.text.writing import write_runs

TITLES: Final = {
    Verb.AMEND: N_("Propose an amendment"),
    Verb.WITHDRAW: N_("Withdraw your amendment"),
    Verb.STATE: N_("Make a statement"),
}
CONFIRM: Final = {
    Verb.AMEND: N_("Propose this amendment"),
    Verb.POSITION: N_("Record this position"),
    Verb.WITHDRAW: N_("Withdraw the amendment"),
    Verb.STATE: N_("Make this statement"),
}


def seen(opened: OpenedNegotiation) -> Negotiated:
    """The negotiation as the delegation sees it now."""
    participant = opened.holder.participant
    reader = Reader.of(opened.state, sees_all=False, participant=participant)
    return Negotiated(opened.state, reader, opened.now)


def head_facts(opened: OpenedNegotiation, view: Negotiated) -> dict[str, object]:
    """What every page about the negotiation shows at its top."""
    return {
        "text": replace(opened.state.issued, symbol=symbol_of(opened.state)),
        "standing": view.standing,
        "deadline": view.deadline(opened.holder.zone),
        "round": opened.state.round,
        "late": view.late and view.open,
        "at": f"/l/{opened.token}",
    }


def page_facts(opened: OpenedNegotiation) -> dict[str, object]:
    """What the delegation's page shows."""
    view, state, me = seen(opened), opened.state, opened.holder.participant
    clauses = view.clauses()
    shown = [a for clause in clauses for a in (*clause.live, *clause.settled)]
    statements = view.statements()
    seat = opened.seat
    return head_facts(opened, view) | {
        "asked": _asked(view),
        "clauses": clauses,
        "own": [a for a in shown if a.own],
        "answered": [a for a in shown if a.stance is not Stance.NONE],
        "statements": statements,
        "own_statements": [s for s in statements if s.own],
        "issues": view.issues(),
        "may_amend": view.open and view.reader.amends,
        "may_state": not state.ended and seat is not None and seat.may_comment,
        "tells": view.reader.tells,
        "filed": me in state.filed,
        "running": state.phase is NegotiationPhase.IN_ROUND and not view.late,
        "names": {stance: _(words) for stance, words in STANCES.items()},
        "digest": view.reader.digest(state.issued),
        "package": state.package,
    }


def _asked(view: Negotiated) -> str:
    """What is asked of this delegation now."""
    if not view.open:
        return ""
    if not view.reader.amends:
        return _(
            "Your delegation may read the text and make statements; it has no say on amendments."
        )
    if view.late:
        return _(
            "The round has ended. An amendment that is proposed now is late, and "
            "counts only if it is admitted; positions on amendments are still taken."
        )
    return _(
        "Read the text. Propose amendments to its paragraphs, and say which "
        "amendments of others your delegation supports or opposes."
    )


def end_facts(context: Context, procedure: str, view: Negotiated) -> dict[str, object]:
    """How the negotiation was concluded and what became of the text, where it was."""
    state = view.state
    # What would add a paragraph is compiled too, also where all paragraphs were adopted.
    listed = compiled(context.register, procedure, state).paragraphs if state.ended else ()
    entries = (codec.read(w.body).entry for w in context.register.written(procedure))
    return {
        "end": view.end(),
        "end_rests_on": of_end(state.profile, entries),
        "child": state.child,
        "agreed": in_paragraphs_of(state.agreed) if state.agreed else "",
        "compiled": in_paragraphs_of(state.compiled) if state.compiled else "",
        "to": state.to,
        "origin": state.origin,
        "because": state.because if state.concluded_at or state.ended else "",
        "compilation": bool(listed),
        "adopted": adopted_shown(context, view) if state.ended else None,
    }


def adopted_shown(context: Context, view: Negotiated) -> AdoptedShown | None:
    """The text as it was adopted; none where nothing was."""
    final = final_text(view.state, child_of(context.register, view.state))
    if final is None:
        return None
    text = view.reader.issue(final.text)
    return AdoptedShown(
        text.title,
        text.symbol,
        tuple((p.number, p.words) for p in text.paragraphs),
        tuple((old, new) for old, new in final.numbers.items() if old != new),
        final.kept_because,
    )


def ladder_of(opened: OpenedNegotiation, number: int) -> dict[str, object] | None:
    """One issue of the text; none where there is none of that number."""
    view, issues = seen(opened), opened.state.issues
    if number >= len(issues):
        return None
    issue = issues[number]
    return head_facts(opened, view) | {
        "issued": replace(view.reader.issue(issue.text), issued_as=symbol_of(opened.state, number)),
        "issued_at": when(issue.at, view.zone),
        "number": number,
        "changed": view.revision(number),
        "last": len(issues) - 1,
    }


def filing_facts(
    opened: OpenedNegotiation, verb: Verb, sent: Form, *, fresh: bool
) -> dict[str, object]:
    """What the form of a filing shows; `fresh` where nothing was typed in it yet."""
    view, state = seen(opened), opened.state
    facts = head_facts(opened, view) | {
        "verb": verb,
        "typed": sent,
        "digest": view.reader.digest(state.issued),
        "title": _(TITLES.get(verb, "")),
        "means": "",
        "rests_on": _rests_on(state, verb),
        "amendment": None,
    }
    _require_open(view, verb)
    if verb is Verb.AMEND:
        return facts | amend_facts(view.text, sent, fresh=fresh)
    if verb is Verb.STATE:
        return facts | {
            "kinds": [(kind, _(words)) for kind, words in STATEMENTS.items()],
            "paragraphs": [(c.place, c.words) for c in view.clauses() if c.place],
        }
    return facts | _answer_facts(view, verb, sent)


def _rests_on(state: NegotiationState, verb: Verb) -> Beside:
    key = "standing.comment" if verb is Verb.STATE else "negotiation.amended_by"
    return beside(state.profile, key)


def _require_open(view: Negotiated, verb: Verb) -> None:
    seat = view.state.seat(view.reader.participant)
    if verb is Verb.STATE:
        allowed = not view.state.ended and seat is not None and seat.may_comment
    else:
        allowed = view.open and view.reader.amends
    if not allowed:
        raise Problem(409, "not-open", _("This cannot be filed now, or not by your delegation."))


def amend_facts(text: NegotiatedText, sent: Form, *, fresh: bool) -> dict[str, object]:
    """What the form of an amendment to the text, as the reader may see it, shows.

    `fresh`: with the present wording, to be edited.
    """
    paragraph = sent.get("paragraph").strip()
    clause = clause_at(text, paragraph)
    way = Way(sent.get("way")) if sent.get("way") in set(Way) else Way.REPLACE
    first = way is Way.AFTER and not paragraph
    present = write_runs(clause.runs) if clause is not None else ""
    if fresh and way is Way.REPLACE:
        sent = Form((*sent.parts, ("wording", present)))
    return {
        "typed": sent,
        "paragraph": paragraph,
        "way": way,
        "ways": [(one, _(words)) for one, words in WAYS.items()],
        "chosen": clause is not None or first,
        "present": present,
        "paragraphs": [
            (path_written(path), write_runs(found.runs))
            for path, found in text.walk()
            if not found.withdrawn
        ],
    }


def _answer_facts(view: Negotiated, verb: Verb, sent: Form) -> dict[str, object]:
    found = view.state.proposed(sent.get("amendment"))
    if found is None:
        raise Problem(
            404,
            "not-found",
            _("There is no amendment {name}.", name=sent.get("amendment")[:12]),
        )
    facts: dict[str, object] = {"amendment": view.amendment(found)}
    if verb is Verb.WITHDRAW:
        means = _(
            "The amendment is withdrawn; where others have joined it as co-sponsors, "
            "the first of them carries it on."
        )
        return facts | {"means": means}
    stance = sent.get("stance")
    if stance not in set(Stance):
        raise Problem(404, "not-found", _("There is nothing to file of that name."))
    title = _(STANCE_TITLES[Stance(stance)], amendment=found.amendment.id)
    return facts | {"title": title, "means": _(STANCE_MEANS[Stance(stance)])}


def review_facts(
    state: NegotiationState, now: datetime, prepared: Prepared, sent: Form
) -> dict[str, object]:
    """What the page that asks for confirmation shows of the filing."""
    act = prepared.act
    facts: dict[str, object] = {
        "text": state.issued,
        "verb": prepared.verb,
        "rests_on": _rests_on(state, prepared.verb),
        "confirm": _(CONFIRM[prepared.verb]),
        "filed_by": act.actor.person,
        "says": getattr(act, "says", ""),
        "reason": getattr(act, "reason", ""),
        "redlined": None,
        "cosponsors": "",
        "does": "",
        "clashes": [],
        "amendment": None,
        "statement": None,
    }
    reader = Reader.of(state, sees_all=False, participant=act.actor.participant)
    view = Negotiated(state, reader, now)
    if isinstance(act, ProposeAmendment):
        return facts | _redlined(view, act)
    if isinstance(act, MakeStatement):
        about = in_paragraphs_of(act.paragraphs)
        return facts | {"statement": (_(STATEMENTS[act.kind]), about)}
    found = state.proposed(sent.get("amendment"))
    return facts | {"amendment": view.amendment(found) if found else None}


def _redlined(view: Negotiated, act: ProposeAmendment) -> dict[str, object]:
    """What the paragraph would become, and which live amendments get into its way."""
    state = view.state
    try:
        path = cited(state.text, act.paragraph) if act.paragraph.strip() else ()
        amendment = Amendment(
            id=f"A{len(state.amendments) + 1}",
            proposer=act.actor.participant,
            change=act.change,
            place=path,
            wording=read_runs(act.wording, path_written(path)),
            passage=" ".join(act.passage.split()),
            beneath=act.beneath,
        )
        clause = view.text.at(path[:1]) if path else view.text.clauses[0]
        named = (
            attributed(state, amendment) if view.reader.tells else replace(amendment, proposer="")
        )
        old, new = effect(clause, named)
    except TextRefused:
        return {}
    return {
        "redlined": redline(old, new),
        "does": doing(amendment),
        "cosponsors": ", ".join(act.cosponsors),
        "clashes": clashes_with(view, amendment),
    }


def clashes_with(view: Negotiated, amendment: Amendment) -> list[tuple[str, list[object]]]:
    """The live amendments that collide with this one, and how."""
    family = amendment.place[0].family if amendment.place else None
    near = [
        p.amendment
        for p in view.state.amendments
        if p.live and (p.amendment.place[0].family if p.amendment.place else None) == family
    ]
    found: list[tuple[str, list[object]]] = []
    for other in near:
        for collision in collisions(view.state.text, [other, amendment]):
            proposed = view.state.proposed(other.id)
            if proposed is not None:
                found.append((_(str(collision.clash)), [view.amendment(proposed)]))
    return found
