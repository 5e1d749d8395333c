"""The writing of entries: it never changes, so that an old register is read and verifies for ever.

The folder `golden` holds one entry of each kind as it was first written. A file there is added for
a new kind and is never edited.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.procedure import acts as a
from nemcon.procedure import entries as e
from nemcon.procedure.entries import Filed, Happened
from nemcon.procedure.people import Actor, Office
from nemcon.register import codec
from nemcon.register.codec import GENESIS
from nemcon.register.kinds import ENTRIES, Entry

from .build import START
from .meeting_samples import OF_AGENDAS, OF_NEGOTIATIONS
from .samples import DIGEST, SAMPLES, TEXT, recorded

GOLDEN = Path(__file__).parent / "golden"
PREVIOUS = "ab" * 32
ALL = (*SAMPLES, *OF_AGENDAS, *OF_NEGOTIATIONS)
every_kind = pytest.mark.parametrize("entry", ALL, ids=lambda entry: type(entry).__name__)
# Every character but the halves of a pair, which no encoding knows.
words = st.text(st.characters(codec="utf-8"), max_size=60)
instants = st.datetimes(timezones=st.just(START.tzinfo))


def golden(entry: Entry) -> str:
    return (GOLDEN / f"{type(entry).__name__}.json").read_bytes().decode()


def test_there_is_a_sample_and_a_golden_file_of_every_kind_of_entry() -> None:
    kinds = sorted(ENTRIES)

    assert kinds == sorted(kind.__name__ for kind in get_args(Entry))
    assert sorted(type(entry).__name__ for entry in ALL) == kinds
    assert sorted(path.stem for path in GOLDEN.iterdir()) == kinds


@every_kind
def test_an_entry_is_written_as_it_always_was(entry: Entry) -> None:
    assert codec.write("p", recorded(entry), PREVIOUS).body == golden(entry)


@every_kind
def test_an_entry_that_was_written_once_is_read_for_ever(entry: Entry) -> None:
    assert codec.read(golden(entry)) == recorded(entry)


@every_kind
def test_the_writing_is_what_the_guide_says(entry: Entry) -> None:
    body = golden(entry)
    plain = json.loads(body)

    assert sorted(plain) == ["actor", "at", "entry", "kind", "number", "previous", "procedure"]
    assert json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == body
    assert plain["at"].endswith("Z")


@every_kind
def test_an_entry_from_before_a_field_was_added_is_still_read(entry: Entry) -> None:
    plain = json.loads(golden(entry))
    without = entry
    for field in dataclasses.fields(entry):
        if field.default is not dataclasses.MISSING and not field.metadata:
            del plain["entry"][field.name]
            without = dataclasses.replace(without, **{field.name: field.default})

    assert codec.read(json.dumps(plain)).entry == without


def test_a_field_that_was_added_is_written_where_it_says_something() -> None:
    entry = e.PeriodOpened(2, 1, START, "restored", "x", warnings=("deadline-on-weekend",))
    body = codec.write("p", recorded(entry), PREVIOUS).body

    assert '"warnings":["deadline-on-weekend"]' in body
    assert codec.read(body).entry == entry


def test_the_symbol_that_a_revision_was_given_is_written_within_its_text() -> None:
    text = dataclasses.replace(TEXT, issued_as="L.1/Rev.7")
    body = codec.write("p", recorded(e.TextRevised(text, DIGEST, "")), PREVIOUS).body

    assert '"issued_as":"L.1/Rev.7"' in body
    assert codec.read(body).entry == e.TextRevised(text, DIGEST, "")


def test_the_instant_of_receipt_is_written_in_utc_wherever_it_was_read() -> None:
    here = recorded(SAMPLES[2])
    there = dataclasses.replace(here, at=here.at.astimezone(ZoneInfo("Asia/Kathmandu")))

    assert codec.write("p", there, PREVIOUS) == codec.write("p", here, PREVIOUS)


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'Sung' is not a kind of entry"):
        codec.read(golden(e.SilenceMended()).replace("SilenceMended", "Sung"))


@given(says=words, person=words, paragraph=words, at=instants)
def test_every_word_comes_back_as_it_was_written(
    says: str, person: str, paragraph: str, at: datetime
) -> None:
    actor = Actor(Office.DELEGATION, "egypt", person, "link")
    entry = Filed(
        a.Kind.OBJECT,
        "egypt",
        1,
        late=False,
        standing=True,
        paragraphs=(paragraph,),
        says=says,
    )
    item = Happened(1, at, actor, entry)

    written = codec.write("p", item, GENESIS)

    assert codec.read(written.body) == item
    assert codec.write("p", codec.read(written.body), GENESIS) == written
