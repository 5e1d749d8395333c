"""Nothing that a delegation or the staff reads is without its translation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from nemcon.language import OFFICIAL
from scripts.catalogues import ROOT, STAFF, extracted, places, shortcomings, sources

MARKERS = frozenset({"_", "N_", "ngettext", "pgettext"})
TRANSLATED = [code for code in OFFICIAL if code != "en"]


@cache
def marked() -> tuple[Catalog, Catalog]:
    return extracted()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_with_the_same_values_and_tags(code: str) -> None:
    everything, delegations = marked()

    assert sorted(shortcomings(code, everything if OFFICIAL[code].staff else delegations)) == []


def test_every_pattern_of_what_only_the_staff_sees_is_of_a_file() -> None:
    """One that is of none may have been of a file that was renamed, and is theirs no longer."""
    names = [path.relative_to(ROOT).as_posix() for path in sources()]
    assert [p for p in STAFF if not any(fnmatch(name, p) for name in names)] == []


@pytest.mark.parametrize(
    "said",
    [
        "{name} {name.__class__}",
        "{name!r}",
        "{name:>99}",
        '<a href="/elsewhere">{name}</a>',
        "<b onclick=x>{name}</b>",
    ],
)
def test_a_translation_that_reaches_for_more_than_the_english_is_found(said: str) -> None:
    assert places(said) not in (places("{name}"), places("<b>{name}</b>"), places("<a>{name}</a>"))


def calls(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """The names of the markers that are called, with the words that they are given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = list(words_in(node)) if node.func.id in MARKERS else []
            if words:
                yield node.func.id, words


def words_in(call: ast.Call) -> Iterator[str]:
    """The words that are given as they stand; those put together as they are written in code."""
    for given in call.args[:2]:  # what is third is a number
        if isinstance(given, ast.JoinedStr | ast.BinOp):
            yield ast.unparse(given)
        elif isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def test_every_sentence_that_is_marked_is_found() -> None:
    """One inside a string or another marker is not, nor is one of words that are put together."""
    found = {(m.context, text) for m in marked()[0] if m.id for text in texts(m)}
    lost = [
        f"{name}: {words}"
        for name, tree in modules()
        for marker, words in calls(tree)
        for context, wanted in [(words[0], words[1:]) if marker == "pgettext" else (None, words)]
        if any((context, text) not in found for text in wanted)
    ]
    assert lost == []


def test_nothing_is_looked_up_when_a_module_is_loaded() -> None:
    """There nobody is spoken to yet, and the English would be there for good."""
    early = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for node in at_load(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKERS - {"N_"}
    ]
    assert early == []


def at_load(tree: ast.Module) -> Iterator[ast.AST]:
    """What runs when the module is loaded: everything but the bodies of functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Where sentences are marked in code: the path of each module and what it says."""
    for path in sources():
        if path.suffix == ".py" and (ROOT / "nemcon/language") not in path.parents:
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def texts(message: Message) -> tuple[str, ...]:
    """The English of a message, of one and of many."""
    return tuple(message.id) if message.pluralizable else (str(message.id),)
