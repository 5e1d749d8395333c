"""The summary of deliberations, and the recommendations, as the report of a session gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from nemcon.agenda.record import Deliberation, Panellist
from nemcon.documents.building.report_words import paragraphs, read, said, sentences
from nemcon.documents.building.reporting import Recommended, Reporting
from nemcon.documents.model.blocks import Block, Heading, Para
from nemcon.documents.model.inlines import Content, content
from nemcon.text.addressing import addressed
from nemcon.text.lines import line

_ADOPTED: Final = "Recommendations adopted"
_REST: Final = "Recommendations that did not enjoy agreement"


def summary(told: Reporting) -> list[Block]:
    """How the summary came about, and then each item under a heading of its own."""
    blocks: list[Block] = [*paragraphs(told.record.summarized)]
    several = len(told.record.deliberations) > 1
    for item in told.record.deliberations:
        if several:  # a subheading never stands alone
            blocks.append(Heading(2, content(told.title_of(item.place))))
        blocks.append(Para(_considered(told, item)))
        blocks += paragraphs(item.summary)
    return blocks


def recommendations(told: Reporting) -> list[Block]:
    """What was adopted, paragraph by paragraph, and where the rest is listed."""
    adopted = list(_adopted(told))
    compiled = list(_compiled(told))
    if adopted and compiled:
        return [
            Heading(2, content(_ADOPTED)),
            *adopted,
            Heading(2, content(_REST)),
            *compiled,
        ]
    return [*adopted, *compiled]


def _considered(told: Reporting, item: Deliberation) -> Content:
    at = told.at_meetings(told.sittings_of(item.place, item.sittings), confirmed=item.confirmed)
    title = told.title_of(item.place)
    considered = (
        f"the {told.body} considered agenda item {item.place}, entitled \u201c{title}\u201d."
    )
    return sentences(said(at, considered), _facilitated(item.panellists))


def _facilitated(panellists: tuple[Panellist, ...]) -> Content:
    if not panellists:
        return ()
    known = [f"{p.name}, {p.office}" if p.office else p.name for p in panellists]
    last = "; and " if len(known) > 1 else ""
    whole = "; ".join(known[:-1]) + last + known[-1]
    who = "panellist" if len(known) == 1 else "panellists"
    return said(
        f"The discussion on the agenda item was facilitated by the {who} ", read(whole), "."
    )


def _adopted(told: Reporting) -> Iterator[Block]:
    for text in told.facts.recommended:
        if text.final is None:
            continue
        how = _how(told, text)
        yield Para(content(f"{how}the {told.body} adopted the following recommendations:"))
        for paragraph in text.final.text.paragraphs:
            words = f"{paragraph.number}. {paragraph.words}"
            for each in filter(None, map(str.strip, words.split("\n"))):
                yield Para(content(each), quoted=True)


def _how(told: Reporting, text: Recommended) -> str:
    if text.by_silence is None:
        return "At the meeting, "
    return f"On {told.dated(text.by_silence)}, by silence procedure, "


def _compiled(told: Reporting) -> Iterator[Block]:
    for text in told.facts.recommended:
        if text.compilation is None or not text.compilation.paragraphs:
            continue
        to = addressed(line(text.compilation.to))
        brought = f", to be brought to the attention of {to}" if to else ""
        yield Para(
            content(
                "Recommendations, or parts thereof, that did not enjoy agreement are listed in a "
                f"Chair\u2019s compilation of recommendations{brought}."
            )
        )
