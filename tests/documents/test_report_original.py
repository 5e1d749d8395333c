"""The report that is drafted of a real meeting against the one that was issued.

The original is CTOC/COP/WG.3/2020/L.1 of 8 July 2020, as it stands in `originals`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.papers import NoRecord, report_of
from nemcon.documents.model.blocks import contents_of
from nemcon.documents.model.document import Document, pending
from nemcon.documents.model.inlines import words_of
from tests.documents.reproduced import compared, of_document, of_original, table
from tests.documents.session import AGENDA, meeting

ORIGINAL = Path(__file__).parent / "originals" / "ctoc-wg3-2020-draft-report.txt"
GUIDE = Path(__file__).parents[2] / "docs" / "report.md"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    with meeting(tmp_path_factory.mktemp("meeting")) as held:
        yield report_of(held.register, AGENDA)


def test_the_headings_are_those_of_the_original(drafted: Document) -> None:
    original = of_original(ORIGINAL.read_text(encoding="utf-8"))

    assert of_document(drafted).headings == original.headings


def test_every_paragraph_is_reproduced_in_substance(drafted: Document) -> None:
    original = of_original(ORIGINAL.read_text(encoding="utf-8"))
    found = compared(original, of_document(drafted))
    shown = table(found)
    print(f"\n{shown}")  # noqa: T201 - the table is to be seen with -s, and when this fails

    assert len(found) == 27
    assert [each for each in found if not each.reproduced] == []
    assert shown in GUIDE.read_text(encoding="utf-8")


def test_a_paragraph_that_lacks_a_fact_is_not_reproduced(drafted: Document) -> None:
    original = of_original(ORIGINAL.read_text(encoding="utf-8"))
    draft = of_document(drafted)
    draft.paragraphs["IV B", "13"] = draft.paragraphs["IV B", "13"].replace("Colombia, ", "")

    (lost,) = [each for each in compared(original, draft) if not each.reproduced]
    assert lost.lacking == ("Colombia",)


def test_every_bracket_is_told_to_the_secretariat(drafted: Document) -> None:
    opened = sum(words_of(items).count("[") for _, items in contents_of(drafted.blocks))

    assert opened == len(pending(drafted)) > 0


def test_without_a_record_nothing_is_drafted(tmp_path: Path) -> None:
    with meeting(tmp_path, kept=False) as held, pytest.raises(NoRecord):
        report_of(held.register, AGENDA)
