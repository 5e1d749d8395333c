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
    shown = table(original, found)
    print(f"\n{shown}")  # noqa: T201 - the table is to be seen with -s, and when this fails

    assert len(found) == 27
    assert [each for each in found if not each.reproduced] == []
    assert shown in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("where", "was", "reads", "lacking", "added"),
    [
        (("IV B", "13"), "Colombia, ", "", ("Colombia",), ()),
        (("IV B", "13"), "Colombia, ", "Colombia, Colombia, ", (), ("Colombia",)),
        (("IV B", "13"), "Brazil, Colombia", "Colombia, Brazil", (), ()),
        (("III B", "4"), "[2nd and 3rd]", "2nd and 3rd", ("[", "]"), ()),
        (("III B", "4"), "[2nd and 3rd]", "[3rd and 2nd]", (), ()),
        (("III B", "4"), "[2nd and 3rd]", "[2nd]", ("3rd",), ()),
        (("IV D", "25"), " [...]", "", ("...",), ()),
    ],
)
def test_a_fact_too_few_too_many_or_out_of_place_is_found_inside_brackets_too(
    drafted: Document,
    where: tuple[str, str],
    was: str,
    reads: str,
    lacking: tuple[str, ...],
    added: tuple[str, ...],
) -> None:
    original = of_original(ORIGINAL.read_text(encoding="utf-8"))
    draft = of_document(drafted)
    assert was in draft.paragraphs[where]
    draft.paragraphs[where] = draft.paragraphs[where].replace(was, reads, 1)

    (lost,) = [each for each in compared(original, draft) if not each.reproduced]
    assert (lost.section, lost.number) == where
    assert (lost.lacking, lost.added) == (lacking, added)
    assert not lost.in_order


def test_every_bracket_is_told_to_the_secretariat(drafted: Document) -> None:
    opened = sum(words_of(items).count("[") for _, items in contents_of(drafted.blocks))

    assert opened == len(pending(drafted)) > 0


def test_without_a_record_nothing_is_drafted(tmp_path: Path) -> None:
    with meeting(tmp_path, kept=False) as held, pytest.raises(NoRecord):
        report_of(held.register, AGENDA)
