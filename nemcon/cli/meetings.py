"""Where agendas and negotiations stand, in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from nemcon.text.standing import note_before

_PHASES: Final = {
    "circulated": "circulated, and not adopted yet",
    "adopted": "the session goes on",
    "under-silence": "under silence",
    "in-round": "being negotiated",
    "between-rounds": "the round is over",
    "ended": "ended",
}
_OUTCOMES: Final = {
    "adopted": "adopted",
    "adopted-with-exceptions": "adopted with exceptions",
    "not-adopted": "not adopted",
    "agreed": "agreed",
    "partly-agreed": "agreed in part; the rest is in the Chair's compilation",
    "compiled": "not agreed; it is in the Chair's compilation",
    "withdrawn": "withdrawn",
}


def meeting_stands(item: dict[str, Any]) -> str:
    """The kind of procedure, its phase and its outcome, as a list shows them."""
    phase = _PHASES[item["phase"]]
    outcome = _OUTCOMES[item["outcome"]] if item["outcome"] else ""
    says = outcome if item["phase"] == "ended" else "; ".join(filter(None, (outcome, phase)))
    return f"{item.get('kind') or _kind(item)}: {says}"


def meeting_lines(shown: dict[str, Any]) -> Iterator[str]:
    """An agenda or a negotiation, line by line."""
    yield f"{shown['title']}\n  {meeting_stands(shown)}"
    yield from _agenda(shown) if _kind(shown) == "agenda" else _negotiation(shown)
    yield f"  head {shown['head']}"


def _kind(shown: dict[str, Any]) -> str:
    return "agenda" if "items" in shown else "negotiation"


def _agenda(shown: dict[str, Any]) -> Iterator[str]:
    yield from _items(shown["items"], "  ")
    for part in shown["parts"]:
        yield f"  {part['name']}: {part['says']}"
    for left in shown["open_parts"]:
        yield f"  open: {left['place']}"
    if shown["carried_over"]:
        yield f"  carried over: {', '.join(shown['carried_over'])}"


def _items(items: list[dict[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}{item['number']} {item['title']}"
        yield from _items(item["subs"], f"{indent}  ")


def _negotiation(shown: dict[str, Any]) -> Iterator[str]:
    if shown["until"] and not shown["outcome"]:
        yield f"  round {shown['round']} until {shown['until']['in_the_bodys_zone']}"
    for paragraph in shown["paragraphs"]:
        yield f"  {paragraph['number']}. {_noted(shown, paragraph)}"
    for label in ("waiting", "adopted", "listed"):
        if shown[label]:
            yield f"  {label}: {', '.join(shown[label])}"
    if shown["child"]:
        was = "was" if shown["outcome"] else "is"
        yield f"  what was agreed {was} placed under silence as {shown['child']}"


def _noted(shown: dict[str, Any], paragraph: dict[str, Any]) -> str:
    """The paragraph with what became of it, or else with how far it has come, said once."""
    words: str = paragraph["words"]
    note = note_before(words)
    for label, says in (("adopted", "adopted"), ("listed", "in the compilation")):
        if paragraph["number"] in shown[label]:
            return f"({says}) {words[note[1] :].lstrip() if note else words}"
    return words if note else f"({paragraph['rung'].replace('-', ' ')}) {words}"
