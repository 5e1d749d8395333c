"""What the papers of the project list is what there is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE = ("nemcon", "workflows", "activities", "api", "tests", "bench")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_index_of_decisions_lists_each_record_once() -> None:
    listed = re.findall(r"^\| \[\d{4}\]\(([^)]+)\)", read("docs/decisions/README.md"), re.MULTILINE)
    there = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))

    assert listed == there


def test_each_decision_says_what_was_decided_and_what_else_was_considered() -> None:
    for record in DECISIONS.glob("[0-9]*.md"):
        text = record.read_text(encoding="utf-8")

        assert re.match(rf"# {record.name[:4]}: \S", text), record.name
        for part in ("Status: ", "## Context", "## Decision", "\n> ", "## Consequences"):
            assert part in text, f"{record.name}: {part}"
        assert "## Alternatives" in text, record.name


def test_the_changelog_has_a_place_for_what_is_not_released_yet() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)

    assert headings[0] == "Unreleased"


def test_the_changelog_uses_its_own_groups_in_their_order() -> None:
    groups = ["Security", "Rules", "Added", "Changed", "Fixed", "Removed"]
    for section in re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        used = re.findall(r"^### (.+)$", section, re.MULTILINE)

        assert set(used) <= set(groups)
        assert used == sorted(used, key=groups.index)


def test_the_readme_names_the_two_commands_that_do_all_the_setting_up() -> None:
    assert "make run" in read("README.md")
    assert "make test" in read("README.md")


def test_make_alone_lists_every_target_that_is_meant_to_be_called() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert phony
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    )

    for target in phony[1].split():
        assert re.search(rf"^  make {target} ", done.stdout, re.MULTILINE), target


def test_the_guide_for_contributors_names_only_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", read("CONTRIBUTING.md")))

    assert named
    assert named <= targets


def anchors(paper: Path) -> set[str]:
    """The anchors of the headings of a paper, as they are made where it is read."""
    heads = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_the_links_between_the_papers_lead_somewhere(paper: Path) -> None:
    lost: list[str] = []
    for target in re.findall(
        r"\]\((?!https?:|mailto:)([^)]+)\)", paper.read_text(encoding="utf-8")
    ):
        name, _, anchor = target.partition("#")
        there = paper.parent / name if name else paper
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


def test_every_exception_to_the_checks_has_its_reason_beside_it() -> None:
    marker = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore)(:\s*[A-Z0-9, ]+|\[[^\]]*\])?")
    bare = [
        f"{path.relative_to(ROOT)}:{number + 1}"
        for room in CODE
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line, above in numbered(path)
        if (match := marker.search(line))
        and len(line[match.end() :].strip(" #-:")) < len("why")
        and not above.lstrip().startswith("#")
    ]

    assert bare == []


def numbered(path: Path) -> list[tuple[int, str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (number, line, above)
        for number, (line, above) in enumerate(zip(lines, ["", *lines], strict=False))
    ]
