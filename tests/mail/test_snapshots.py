"""Every letter of every kind of procedure reads as its committed sample does, text and HTML."""

from __future__ import annotations

from enum import StrEnum

import pytest

from scripts.mail_snapshots import COMMAND, FOLDER, NOTICES, samples


@pytest.mark.parametrize("notice", NOTICES)
def test_a_letter_reads_as_its_sample(notice: StrEnum) -> None:
    for name, words in samples(notice).items():
        path = FOLDER / name
        assert path.is_file(), f"{name} is missing; run: {COMMAND}"
        assert path.read_text(encoding="utf-8") == words, f"{name} differs; run: {COMMAND}"


def test_every_sample_is_of_a_letter_and_no_two_letters_share_one() -> None:
    wanted = [f"{notice}.{part}" for notice in NOTICES for part in ("html", "txt")]
    there = sorted(path.name for path in FOLDER.iterdir())
    assert there == sorted(wanted), f"run: {COMMAND}"


def test_a_sample_holds_what_its_reader_gets_but_no_hash_that_any_new_rule_would_change() -> None:
    words = (FOLDER / "receipt.txt").read_text(encoding="utf-8")
    assert words.startswith("Subject: [CTOC/COP/WG.3/2020/L.1] Silence procedure: ")
    assert "Register: entry 4, (hash)\n" in words
    assert "hybrid-format/3/(code)" in words
