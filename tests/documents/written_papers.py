"""What tests of documents share: the rules, the words of a document, issuing one."""

from __future__ import annotations

from nemcon.documents.model.blocks import contents_of
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import words_of
from nemcon.procedure.papers import IssuePaper
from tests.documents.world import (
    CHAIR,
    World,
)

STAGES = ("disclosure.during", "disclosure.in_consultation", "disclosure.after")
NAMING: dict[str, str] = dict.fromkeys(STAGES, "named")
UNNAMED: dict[str, str] = dict.fromkeys(STAGES, "anonymous")


def says(document: Document) -> str:
    return "\n".join(words_of(content) for _, content in contents_of(document.blocks))


def issue(made: World, name: str, paper: str, symbol: str) -> None:
    found = made.draft(name, paper)
    digests = (("pdf", "0" * 64),)
    act = IssuePaper(
        CHAIR, paper, symbol, found.document.title, "en", "Limited", digests, found.seen
    )
    made.do(name, act)
