"""The final text: the adopted paragraphs, numbered once from 1, with references following."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nemcon.negotiation.state import NegotiationState
from nemcon.procedure.state import ProcedureState
from nemcon.text.adoption import adopted
from nemcon.text.document import Text
from nemcon.text.paper import from_text
from nemcon.text.refused import TextRefused


@dataclass(frozen=True, slots=True)
class FinalText:
    """The text as adopted, and which number became which ("2 bis" became "3").

    `kept_because` says why the numbers are still those of the negotiation, where they are.
    """

    text: Text
    numbers: Mapping[str, str]
    kept_because: str = ""


def final_text(
    state: NegotiationState, child: tuple[str, ProcedureState] | None = None
) -> FinalText | None:
    """The adopted paragraphs as they are adopted; none where nothing was.

    `child` is the silence procedure under which they were placed: what was reworded there was
    adopted as it was reworded.
    """
    source = child[1].text if child is not None else state.final
    if source is None:
        return None
    found = set(state.adopted)
    if child is not None and state.result is not None:
        found |= set(state.result.adopted)
    kept = tuple(p for p in source.paragraphs if p.number in found)
    if not kept:
        return None
    return numbered_anew(replace(source, paragraphs=kept))


def numbered_anew(text: Text) -> FinalText:
    """The paragraphs as adopted; `kept_because` warns where a reference would lead nowhere."""
    try:
        done = adopted(from_text(text))
    except TextRefused as refused:
        # A reference that would hit another paragraph after the renumbering must not be guessed.
        return FinalText(text, {p.number: p.number for p in text.paragraphs}, refused.says)
    return FinalText(done.frozen(), done.numbers)
