"""How the agenda and the organization of work were adopted, as the report of a session tells it."""

from __future__ import annotations

from nemcon.agenda.acts import Settlement
from nemcon.agenda.items import Item
from nemcon.agenda.state import OpenPart
from nemcon.documents.building.report_words import (
    GAP,
    paragraphs,
    read,
    said,
    sentences,
    series,
    unconfirmed,
)
from nemcon.documents.building.reporting import Reporting
from nemcon.documents.model.blocks import Block, Entry, Listing, Para
from nemcon.documents.model.inlines import Content, content
from nemcon.text.lines import line


def adopted_agenda(told: Reporting) -> list[Block]:
    """What was discussed, what was adopted with which exception, and what became of that."""
    record = told.record.adoption
    blocks: list[Block] = []
    if record.discussed:
        blocks.append(Para(sentences(_discussed(told), read(record.discussed))))
    blocks += paragraphs(record.paragraphs)
    blocks += [Para(_adopted(told)), Listing(_items(told.state.items))]
    blocks += [Para(_settled(told, part)) for part in _left_open(told) if part.settlement]
    return blocks


def _discussed(told: Reporting) -> Content:
    at = told.state.adopted_at
    when = told.when(at) if at is not None else told.at_meetings(())
    body = told.facts.body
    return said(when, f"the {body} discussed the proposed organization of work for its meeting.")


def _adopted(told: Reporting) -> Content:
    state, body = told.state, f"the {told.facts.body}"
    agenda = "the following agenda and organization of work"
    if state.adopted_at is None:
        # Nothing says that it was adopted, so that nobody may read it as a fact.
        return said(unconfirmed("At its ", GAP, f" meeting, {body} adopted {agenda}"), ":")
    left = _left_open(told)
    but = said(", with the exception of ", _except(told)) if left else ()
    ends = "." if left else ":"
    return sentences(said(_how(told, body), f" adopted {agenda}", but, ends), _again(told, left))


def _how(told: Reporting, body: str) -> Content:
    """How the body came to adopt it: by silence, on a compromise, or at a meeting."""
    state = told.state
    if state.adopted_at is None or (state.compromise is not None and not state.child):
        compromise = "agreed on a compromise proposal of the Chair and"
        return content(f"Against this background, {body} {compromise}")
    if state.child:
        return content(f"On {told.dated(state.adopted_at)}, by silence procedure, {body}")
    return said(told.when(state.adopted_at), body)


def _left_open(told: Reporting) -> tuple[OpenPart, ...]:
    return tuple(part for part in told.state.exceptions if not part.added)


def _except(told: Reporting) -> Content:
    return series([_called(told, part.place) for part in _left_open(told)])


def _called(told: Reporting, place: str) -> Content:
    """What a sentence calls a place: an item by its number, a part by what it relates to."""
    called = {item.place: read(item.says) for item in told.record.adoption.called}
    if any(part.name == place for part in told.state.parts):
        relates = called.get(place) or content(f"\u201c{place}\u201d")
        return said("the part of the organization of work relating to ", relates)
    return content(f"agenda item {place}")


def _again(told: Reporting, left: tuple[OpenPart, ...]) -> Content:
    """When what was left open is taken up again; nothing where nothing was."""
    if not left:
        return ()
    again = said("It was agreed that ", _this(left), " would be revisited ", _time(told, left[0]))
    light = read(told.record.adoption.revisited)
    return said(again, said(" ", light) if light else (), ":")


def _this(left: tuple[OpenPart, ...]) -> str:
    return "this part" if len(left) == 1 else "these parts"


def _time(told: Reporting, part: OpenPart) -> Content:
    instant = told.state.instant_of(part.revisit)
    if instant is None:
        return content("at a later time")
    last = max(told.state.sittings, key=lambda sitting: sitting.begins, default=None)
    if last is not None and last.begins <= instant < last.ends:
        return content("at the last session of the meeting")
    sitting = told.sitting_at(instant)
    if sitting is None:
        return content(f"on {told.dated(instant)}")
    return content(f"at the meeting on {told.dated(sitting.begins)}")


def _settled(told: Reporting, part: OpenPart) -> Content:
    at, what = part.settled_at, _called(told, part.place)
    when = told.when(at) if at is not None else said("At its ", GAP, " meeting, ")
    match part.settlement:
        case Settlement.DEFERRED:
            done = said("deferred ", what, " to its next session.")
        case Settlement.DROPPED:
            done = said("decided not to take up ", what, " again.")
        case _:
            done = said("adopted ", what, ".")
    return said(when, f"the {told.body} ", done)


def _items(items: tuple[Item, ...]) -> tuple[Entry, ...]:
    return tuple(
        Entry(content(f"{line(item.title)}{':' if item.subs else '.'}"), _dotted(item), _subs(item))
        for item in items
    )


def _subs(item: Item) -> tuple[Entry, ...]:
    last = len(item.subs)
    return tuple(
        Entry(
            content(f"{line(sub.title)}{'.' if count == last else ';'}"), _dotted(sub), _subs(sub)
        )
        for count, sub in enumerate(item.subs, start=1)
    )


def _dotted(item: Item) -> str:
    return item.number if item.number.endswith((".", ")")) else f"{item.number}."
