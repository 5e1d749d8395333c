"""Redlines of long texts, beside `difflib` on the same words."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial

from bench.table import Figure, seconds, step
from nemcon.text.changes import changes
from nemcon.text.document import Paragraph, Text
from nemcon.text.tokens import tokens

WORDS_A_PAGE = 400
REPEATED = "States parties should consider the following measures, where appropriate. "
ROUNDS = 3
LONGEST = 20_000  # characters of a paragraph; difflib's work grows with their square
AIM = 1.0  # seconds
AIM_OF_SIXTY = 0.3


def measure() -> Iterator[Figure]:
    """A text of sixty paragraphs, one of two hundred pages, and two that repeat themselves."""
    chance = random.Random(2020)  # noqa: S311 - it makes a text, and guards nothing
    texts = {
        "60 paragraphs": [_prose(chance, 120) for _ in range(60)],
        "60 repetitive paragraphs": [REPEATED * 12] * 60,
        "200 pages in 600 paragraphs": [_prose(chance, 133) for _ in range(600)],
        "200 repetitive pages in one paragraph": [REPEATED * (200 * WORDS_A_PAGE // 10)],
    }
    for name, paragraphs in texts.items():
        with step(f"a redline of {name}"):
            old = _text(paragraphs)
            new = _text([_edited(chance, words) for words in paragraphs])
            ours = _best(partial(changes, old, new))
            aim = AIM_OF_SIXTY if name.startswith("60 ") else AIM
            yield _figure(f"redline, {name}", ours, old, new, aim)


def _figure(name: str, ours: float, old: Text, new: Text, aim: float) -> Figure:
    if max(len(paragraph.words) for paragraph in old.paragraphs) > LONGEST:
        return Figure(
            name, ours, " s", None, "difflib would take hours", f"≤ {aim:g} s", ours <= aim
        )
    theirs = _best(partial(_difflib, old, new), rounds=1)
    return seconds(name, ours, theirs, "difflib on the same words", aim=aim)


def _text(paragraphs: list[str]) -> Text:
    numbered = enumerate(paragraphs, 1)
    return Text("A long text", tuple(Paragraph(str(n), words) for n, words in numbered))


def _prose(chance: random.Random, length: int) -> str:
    """Words as unevenly frequent as those of a language."""
    return " ".join(f"w{min(int(chance.paretovariate(0.7)), 3000)}" for _ in range(length))


def _edited(chance: random.Random, words: str) -> str:
    """One word in twenty deleted, replaced, or followed by another."""
    edited: list[str] = []
    for word in words.split(" "):
        what = chance.randrange(60)
        edited += {0: [], 1: ["instead"], 2: [word, "besides"]}.get(what, [word])
    return " ".join(edited)


def _difflib(old: Text, new: Text) -> None:
    for before, after in zip(old.paragraphs, new.paragraphs, strict=True):
        left, right = tokens(before.words), tokens(after.words)
        SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
