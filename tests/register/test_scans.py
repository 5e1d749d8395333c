"""Scans of papers: kept beside the register under their hash, which the entry names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from nemcon.documents.scanned import scan_of
from nemcon.procedure import acts as a
from nemcon.procedure.entries import Happened, SilenceMended
from nemcon.procedure.people import Actor, Office, Scan
from nemcon.procedure.refusal import Refusal
from nemcon.register import codec
from nemcon.register.checked import check
from nemcon.register.codec import GENESIS
from nemcon.register.scans import (
    UNUSED_FOR,
    filed_for,
    keep_scan,
    kept_scan,
    known_scan,
    problems_of_scans,
)
from nemcon.register.tables_scans import scans
from tests.documents.scans import PDF, PNG

from .build import START, Installation, taken

SCAN = scan_of(PDF, 1024)
DESK = Actor(Office.SECRETARIAT, "egypt", "Nora", "page, on the strength of: a note", SCAN)


def filing(scan: Scan | None = SCAN, member: str = "egypt") -> a.File:
    return a.File(replace(DESK, participant=member, scan=scan), a.Kind.OBJECT, says="No.")


def keep(house: Installation, data: bytes = PDF, procedure: str = "p") -> Scan:
    scan = scan_of(data, 1024)
    keep_scan(house.database, procedure, scan, data, "Nora", house.clock.now())
    return scan


def count(house: Installation) -> int:
    with house.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(scans)) or 0


def test_the_entry_names_the_scan_and_the_chain_covers_it(house: Installation) -> None:
    house.place()
    keep(house)
    receipt = taken(house.register.record("p", filing(), START))

    written = house.register.written("p")
    named = json.loads(written[receipt.number - 1].body)["actor"]["scan"]
    assert named == {"digest": SCAN.digest, "media_type": "application/pdf", "size": len(PDF)}
    assert codec.read(written[receipt.number - 1].body).actor == DESK
    assert check(house.register, "p").sound
    state = house.another().position("p")
    assert state is not None
    assert state.state.filings[0].scan == SCAN
    with house.database.reading() as connection:
        kept = kept_scan(connection, "p", SCAN.digest)
        assert kept is not None
        assert (kept.scan, kept.data, kept.used) == (SCAN, PDF, True)
        assert filed_for(connection, "p", SCAN.digest) == {"egypt"}
        assert filed_for(connection, "p", "0" * 64) == frozenset()


def test_an_entry_of_somebody_without_a_scan_is_written_as_it_always_was() -> None:
    recorded = codec.read(codec.write("p", _happened(replace(DESK, scan=None)), GENESIS).body)
    body = codec.write("p", recorded, GENESIS).body

    assert sorted(json.loads(body)["actor"]) == ["channel", "office", "participant", "person"]
    assert recorded.actor.scan is None


def _happened(actor: Actor) -> Happened[Any]:
    return Happened(1, START, actor, SilenceMended())


def test_nothing_is_filed_on_the_strength_of_a_scan_that_is_not_kept(house: Installation) -> None:
    house.place()
    for wrong in (SCAN, replace(keep(house, PNG), size=1), replace(SCAN, media_type="text/html")):
        answer = house.register.record("p", filing(wrong), START)
        assert isinstance(answer, Refusal)
        assert answer.code == "scan-not-kept"
    assert len(house.register.written("p")) == 2


def test_a_scan_is_kept_for_one_procedure_and_not_for_another(house: Installation) -> None:
    house.place()
    house.place("q")
    keep(house)

    answer = house.register.record("q", filing(), START)

    assert isinstance(answer, Refusal)
    with house.database.reading() as connection:
        assert known_scan(connection, "p", SCAN.digest) == SCAN
        assert known_scan(connection, "q", SCAN.digest) is None


def test_a_scan_that_was_never_used_is_forgotten_after_a_day(house: Installation) -> None:
    house.place()
    keep(house)
    taken(house.register.record("p", filing(), START))
    unused = keep(house, PNG)
    house.clock.present = START + UNUSED_FOR
    keep(house, PDF + b"\n")
    assert count(house) == 3
    house.clock.present += timedelta(seconds=1)
    keep(house, PDF + b"\n")

    assert count(house) == 2
    with house.database.reading() as connection:
        assert known_scan(connection, "p", unused.digest) is None
        assert known_scan(connection, "p", SCAN.digest) == SCAN


def test_a_scan_that_is_sent_again_is_kept_once_and_lives_on(house: Installation) -> None:
    house.place()
    keep(house)
    house.clock.present = START + timedelta(hours=20)
    keep(house)
    house.clock.present = START + timedelta(hours=40)
    keep(house, PNG)

    assert count(house) == 2


def test_a_filing_that_the_rules_refuse_leaves_its_scan_unused(house: Installation) -> None:
    house.place()
    keep(house)
    assert isinstance(house.register.record("p", filing(member="nobody"), START), Refusal)

    with house.database.reading() as connection:
        kept = kept_scan(connection, "p", SCAN.digest)
        assert kept is not None
        assert not kept.used


def test_bytes_that_were_changed_or_removed_are_found(house: Installation) -> None:
    house.place()
    keep(house)
    taken(house.register.record("p", filing(), START))

    with house.database.writing() as connection:
        connection.execute(update(scans).values(data=PDF.replace(b"Catalog", b"Katalog")))
    (problem,) = check(house.register, "p").problems
    assert problem == f"entry 3: the bytes of the scan {SCAN.digest} were changed"

    with house.database.writing() as connection:
        connection.execute(update(scans).values(data=PDF, media_type="image/png"))
    (problem,) = check(house.register, "p").problems
    assert "another type or size" in problem

    with house.database.writing() as connection:
        connection.execute(delete(scans))
    found = check(house.register, "p")
    assert found.problems == (f"entry 3: the scan {SCAN.digest} is missing",)
    assert not found.sound


def test_what_cannot_be_read_as_an_entry_is_no_reason_to_fail(house: Installation) -> None:
    house.place()
    entry = replace(house.register.written("p")[0], body='{"scan":{"digest":"')
    with house.database.reading() as connection:
        assert problems_of_scans(connection, "p", [entry]) == ()
