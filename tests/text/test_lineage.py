"""The issues of a document make one current text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.text.document import Paragraph, Text
from nemcon.text.lineage import Correction, Issue, Nature, current, symbols
from nemcon.text.refused import LineageRefused


def text(*paragraphs: tuple[str, str]) -> Text:
    return Text("Draft report", tuple(Paragraph(*p) for p in paragraphs), "CTOC/COP/WG.3/2020/L.1")


BASE = Issue(Nature.BASE, 0, text(("1", "One."), ("2", "Two two.")))
REV = Issue(Nature.REVISION, 1, text(("1", "Uno."), ("2", "Dos.")))
ADD = Issue(Nature.ADDENDUM, 1, text(("3", "Three.")))
CORR = Issue(Nature.CORRIGENDUM, 1, corrections=(Correction("1", "Ein", "Uno"),))


def read(*issues: Issue, language: str = "") -> list[str]:
    return [paragraph.words for paragraph in current(issues, language).paragraphs]


def test_a_revision_replaces_an_addendum_extends_and_a_corrigendum_mends() -> None:
    assert read(BASE) == ["One.", "Two two."]
    assert read(BASE, ADD) == ["One.", "Two two.", "Three."]
    assert read(BASE, ADD, REV) == ["Uno.", "Dos."]
    assert read(BASE, ADD, REV, CORR, ADD) == ["Ein.", "Dos.", "Three."]
    assert current([BASE, REV]).name == "Draft report, Rev.1"


def test_each_issue_has_its_symbol() -> None:
    base = "CTOC/COP/WG.3/2020/L.1"
    assert symbols([BASE, ADD, REV, CORR, ADD]) == (
        base,
        f"{base}/Add.1",
        f"{base}/Rev.1",
        f"{base}/Rev.1/Corr.1",
        f"{base}/Rev.1/Add.1",
    )


def test_a_corrigendum_may_be_for_one_language_only() -> None:
    french = Issue(Nature.CORRIGENDUM, 1, None, (Correction("1", "Un."),), ("fr",))
    assert read(BASE, french, language="fr") == ["Un.", "Two two."]
    assert read(BASE, french, language="en") == ["One.", "Two two."]


def mends(*correction: str) -> Issue:
    return Issue(Nature.CORRIGENDUM, 1, corrections=(Correction(*correction),))


@pytest.mark.parametrize(
    ("issues", "code"),
    [
        ([], "base-missing"),
        ([REV], "base-missing"),
        ([BASE, BASE], "base-twice"),
        ([BASE, REV, REV], "issue-out-of-order"),
        ([BASE, ADD, REV, Issue(Nature.ADDENDUM, 2, text())], "issue-out-of-order"),
        ([BASE, Issue(Nature.ADDENDUM, 1)], "issue-incomplete"),
        ([BASE, Issue(Nature.ADDENDUM, 1, text(("2", "Again.")))], "number-taken"),
        ([BASE, mends("7", "A")], "no-such-paragraph"),
        ([BASE, mends("1", "A", "Three")], "words-not-found"),
        ([BASE, mends("2", "A", "wo")], "words-twice"),
    ],
)
def test_issues_that_make_no_text_are_refused(issues: list[Issue], code: str) -> None:
    with pytest.raises(LineageRefused) as refused:
        current(issues)
    assert refused.value.code == code


@given(st.lists(st.sampled_from(["rev", "add", "corr"]), max_size=8))
def test_nothing_before_the_latest_revision_shows(steps: list[str]) -> None:
    issues, numbers, latest = [BASE], {"rev": 0, "add": 0, "corr": 0}, 0
    for at, step in enumerate(steps):
        numbers[step] += 1
        if step == "rev":
            numbers |= {"add": 0, "corr": 0}
            latest = len(issues)
            issues.append(Issue(Nature.REVISION, numbers["rev"], text(("1", f"R{at}"))))
        elif step == "add":
            issues.append(Issue(Nature.ADDENDUM, numbers["add"], text((f"{at} bis", f"A{at}"))))
        else:
            corrections = (Correction("1", f"C{at}"),)
            issues.append(Issue(Nature.CORRIGENDUM, numbers["corr"], None, corrections))
    since = Issue(Nature.BASE, 0, issues[latest].text)
    assert current(issues).paragraphs == current([since, *issues[latest + 1 :]]).paragraphs
