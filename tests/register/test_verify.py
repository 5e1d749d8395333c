"""The chain: whatever is done to a record is found, by anybody who holds a head."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nemcon.register import codec
from nemcon.register.codec import GENESIS, Written
from nemcon.register.verify import Head, export, parse_head, read_export, verify

from .build import START, Installation, objection, taken

GUIDE = Path(__file__).parent.parent.parent / "docs" / "register.md"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, ...]:
    house = Installation(f"sqlite:///{tmp_path_factory.mktemp('record') / 'r.db'}")
    house.place()
    for member in ("egypt", "brazil", "norway"):
        taken(house.register.record("p", objection(member), START))
    written = house.register.written("p")
    house.close()
    return written


def rewritten(entry: Written, **changes: object) -> Written:
    """The entry with other words, and the hash that belongs to them."""
    plain = json.loads(entry.body) | changes
    body = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return dataclasses.replace(entry, body=body, hash=codec.digest(body))


CHANGES: dict[str, Callable[[Written], Written]] = {
    "another hash": lambda entry: dataclasses.replace(entry, hash="f" * 64),
    "another kind": lambda entry: dataclasses.replace(entry, kind="Nothing"),
    "another number": lambda entry: dataclasses.replace(entry, number=entry.number + 1),
    "another procedure": lambda entry: dataclasses.replace(entry, procedure="q"),
    "rewritten": lambda entry: rewritten(entry, at="2026-06-15T10:00:01Z"),
    "renumbered": lambda entry: rewritten(entry, number=entry.number + 1),
    "moved to another procedure": lambda entry: rewritten(entry, procedure="q"),
    "put after another": lambda entry: rewritten(entry, previous="ab" * 32),
}


def head_of(record: tuple[Written, ...]) -> Head:
    return Head(record[-1].number, record[-1].hash)


def test_an_untouched_record_is_sound(record: tuple[Written, ...]) -> None:
    found = verify("p", record, head_of(record))

    assert found.sound
    assert (found.entries, found.head) == (len(record), head_of(record))


@given(data=st.data())
def test_any_single_change_is_found_by_whoever_holds_the_head(
    record: tuple[Written, ...], data: st.DataObject
) -> None:
    head, entries = head_of(record), list(record)
    place = data.draw(st.integers(0, len(entries) - 1))
    kind = data.draw(st.sampled_from([*CHANGES, "remove", "repeat", "swap", "words", "cut"]))
    if kind == "remove":
        del entries[place]
    elif kind == "repeat":
        entries.insert(place, entries[place])
    elif kind == "swap":
        other = data.draw(st.integers(0, len(entries) - 1).filter(lambda n: n != place))
        entries[place], entries[other] = entries[other], entries[place]
    elif kind == "words":
        body = entries[place].body
        spot = data.draw(st.integers(0, len(body) - 1))
        changed = body[:spot] + ("x" if body[spot] != "x" else "y") + body[spot + 1 :]
        entries[place] = dataclasses.replace(entries[place], body=changed)
    elif kind == "cut":
        entries = entries[:place]
    else:
        entries[place] = CHANGES[kind](entries[place])

    assert not verify("p", entries, head).sound


def test_a_chain_written_anew_is_found_only_by_a_head(record: tuple[Written, ...]) -> None:
    previous, forged = GENESIS, []
    for written in record:
        plain = json.loads(written.body) | {"previous": previous}
        plain["actor"]["person"] = "somebody else"
        body = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = codec.digest(body)
        forged.append(dataclasses.replace(written, body=body, hash=previous))

    assert verify("p", forged).sound
    assert not verify("p", forged, head_of(record)).sound
    assert not verify("p", forged, Head(1, record[0].hash)).sound


def test_a_record_of_another_procedure_does_not_pass(record: tuple[Written, ...]) -> None:
    assert not verify("q", record).sound


def test_an_exported_file_is_read_back_and_verifies(record: tuple[Written, ...]) -> None:
    procedure, entries = read_export(export("p", record))

    assert (procedure, entries) == ("p", record)
    assert verify(procedure, entries, head_of(record)).sound


def test_words_with_line_breaks_of_every_kind_survive_the_export(tmp_path: Path) -> None:
    house = Installation(f"sqlite:///{tmp_path / 'r.db'}")
    house.place()
    says = "one\ntwo\r\nthree\x0bfour\x1cfive\x85six\u2028seven\u2029eight"
    taken(house.register.record("p", objection(says=says), START))
    written = house.register.written("p")
    house.close()
    file = tmp_path / "p.register.jsonl"
    file.write_text(export("p", written), encoding="utf-8")

    assert read_export(file.read_text(encoding="utf-8")) == ("p", written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "{}",
        "[1]\n[2]",
        '"nemcon"',
        '{"nemcon": "register", "procedure": "p"}',
        '{"nemcon": "register", "version": 1}',
        '{"nemcon": "register", "version": 1, "procedure": null}',
        '{"nemcon": "register", "version": 2, "procedure": "p"}',
        "[" * 100_000,
    ],
    ids=lambda text: text[:60] or "nothing",
)
def test_a_file_that_is_no_export_is_told_so(text: str) -> None:
    with pytest.raises(ValueError, match="the first line must name it"):
        read_export(text)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "1",
        "[1]",
        "[" * 100_000,
        '{"number": 1, "kind": "Filed", "hash": "0"}',
        '{"number": Infinity, "kind": "Filed", "hash": "0", "body": "{}"}',
        '{"number": "1", "kind": "Filed", "hash": "0", "body": "{}"}',
        '{"number": 1, "kind": "Filed", "hash": "0", "body": null}',
    ],
    ids=lambda line: line[:60],
)
def test_a_line_of_an_export_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is not an entry"):
        read_export('{"nemcon": "register", "version": 1, "procedure": "p"}\n' + line)


@pytest.mark.parametrize("body", ["", "{", "1", "null", "[1]", "[" * 100_000, '{"a":' * 100_000])
def test_a_body_that_is_no_entry_is_a_problem_and_no_accident(body: str) -> None:
    found = verify("p", [Written("p", 1, "Filed", body, codec.digest(body))])

    assert found.problems == ("entry 1: it is not an entry at all",)
    with pytest.raises(ValueError, match=r"writing of an entry|Expecting"):
        codec.read(body)


def test_half_a_character_in_an_export_is_a_problem_and_no_accident() -> None:
    line = json.dumps({"number": 1, "kind": "Filed", "hash": "0" * 64, "body": "\ud800"})
    first = json.dumps({"nemcon": "register", "version": 1, "procedure": "p"})

    assert not verify(*read_export(f"{first}\n{line}\n")).sound


@given(data=st.data())
def test_an_export_that_was_tampered_with_is_refused_or_unsound(
    record: tuple[Written, ...], data: st.DataObject
) -> None:
    text = export("p", record)
    spot = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 3))
    changed = text[:spot] + data.draw(st.text(max_size=3)) + text[spot + length :]

    try:
        procedure, entries = read_export(changed)
    except ValueError:
        return
    if (procedure, entries) != ("p", record):
        assert not verify("p", entries, head_of(record)).sound or procedure != "p"


def test_a_head_is_read_as_letters_write_it() -> None:
    digest = "0a" * 32
    for words in (f"12-{digest}", f" 12-{digest} ", f"entry 12, {digest}", f"12:{digest.upper()}"):
        assert parse_head(words) == Head(12, digest)
    for words in (
        f"entrée 12, {digest}",
        f"\u2068القيد 12، \u2068{digest}\u2069\u2069",  # noqa: RUF001 - Arabic
        f"第12条，{digest}",  # noqa: RUF001 - the comma that Chinese uses
    ):
        assert parse_head(words) == Head(12, digest)
    for words in ("", "12-3fa9", digest, f"-1-{digest}", f"12-{digest}0", f"12-{digest[1:]}g"):
        with pytest.raises(ValueError, match="not a head"):
            parse_head(words)


def test_the_verifier_of_the_guide_agrees(record: tuple[Written, ...], tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    file = tmp_path / "p.register.jsonl"
    file.write_text(export("p", record), encoding="utf-8")
    names: dict[str, object] = {"hashlib": hashlib}

    exec(code[1], names)  # noqa: S102 - the guide's own example is what is tried

    check = names["check"]
    assert callable(check)
    assert check(str(file)) == str(head_of(record))
    file.write_text(export("p", record).replace("No.", "Yes."), encoding="utf-8")
    with pytest.raises(AssertionError):
        check(str(file))
