"""Documents that are issued: an entry with their hashes, and their bytes kept beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from nemcon.procedure.papers import IssuePaper
from nemcon.procedure.people import Actor, Office
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.papers import PaperFile, kept_file
from nemcon.register.tables import issued_papers
from nemcon.register.verify import verify

from .build import CHAIR, START, Installation, objection, taken

PDF = PaperFile("L.1.pdf", "application/pdf", b"%PDF \x00\xff the document")
WORD = PaperFile("L.1.docx", "application/vnd.word", b"PK the document")


def issuing(house: Installation, *files: PaperFile, **other: object) -> IssuePaper:
    state = state_of(house)
    act = IssuePaper(
        actor=CHAIR,
        paper="decision-record",
        symbol="L.1",
        title="Draft",
        language="en",
        distribution="Limited",
        digests=tuple((file.name.rpartition(".")[2], file.digest) for file in files),
        seen=state.number,
    )
    return replace(act, **other)  # type: ignore[arg-type]  # the tests know the fields


def state_of(house: Installation) -> ProcedureState:
    return position_of(house, "p")


def position_of(house: Installation, name: str) -> ProcedureState:
    position = house.another().position(name)
    assert position is not None
    return position.state


def kept(house: Installation) -> int:
    with house.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(issued_papers)) or 0


def test_what_is_issued_is_kept_byte_for_byte_with_an_entry_that_names_its_hashes(
    house: Installation,
) -> None:
    house.place()
    act = issuing(house, PDF, WORD)

    receipt = taken(house.register.record("p", act, START, files=(PDF, WORD)))

    (issued,) = state_of(house).papers
    assert (issued.number, issued.symbol, issued.version) == (receipt.number, "L.1", 1)
    with house.database.reading() as connection:
        for file, (_, digest) in zip((PDF, WORD), issued.digests, strict=True):
            found = kept_file(connection, digest)
            assert found is not None
            assert (found.procedures, found.file) == (("p",), file)
    assert verify("p", house.register.written("p")).sound


def test_issuing_again_under_the_same_symbol_is_another_version_and_overwrites_nothing(
    house: Installation,
) -> None:
    house.place()
    taken(house.register.record("p", issuing(house, PDF), START, files=(PDF,)))
    later = PaperFile("L.1.pdf", "application/pdf", b"%PDF other words")

    taken(house.register.record("p", issuing(house, later), START, files=(later,)))

    assert [paper.version for paper in state_of(house).papers] == [1, 2]
    with house.database.reading() as connection:
        first = kept_file(connection, PDF.digest)
        assert first is not None
        assert first.file.data == PDF.data
    assert kept(house) == 2


def test_the_same_bytes_are_kept_once_and_known_to_be_of_every_procedure_that_issued_them(
    house: Installation,
) -> None:
    house.place()
    house.place("q")
    for name in ("p", "q", "q"):
        act = issuing(house, PDF, seen=position_of(house, name).number)
        taken(house.register.record(name, act, START, files=(PDF,)))

    with house.database.reading() as connection:
        found = kept_file(connection, PDF.digest)
    assert found is not None
    assert found.procedures == ("p", "q")
    assert kept(house) == 1


def test_nothing_is_issued_that_was_previewed_before_the_record_moved_on(
    house: Installation,
) -> None:
    house.place()
    act = issuing(house, PDF)
    taken(house.register.record("p", objection(), START))

    answer = house.register.record("p", act, START, files=(PDF,))

    assert isinstance(answer, Refusal)
    assert answer.code == "paper-changed"
    assert kept(house) == 0
    assert state_of(house).papers == ()


def test_what_time_does_in_the_same_breath_counts_as_a_change(house: Installation) -> None:
    house.place()
    act = issuing(house, PDF)
    house.clock.present = START + timedelta(hours=80)

    answer = house.register.record("p", act, house.clock.now(), files=(PDF,))

    assert isinstance(answer, Refusal)
    assert answer.code == "paper-changed"


@pytest.mark.parametrize("office", [Office.DELEGATION, Office.TIME])
def test_only_those_who_write_for_the_body_issue(house: Installation, office: Office) -> None:
    house.place()
    act = issuing(house, PDF, actor=Actor(office, "egypt"))

    answer = house.register.record("p", act, START, files=(PDF,))

    assert isinstance(answer, Refusal)
    assert answer.code == "not-authorised"
    assert kept(house) == 0


@pytest.mark.parametrize(
    ("other", "code"),
    [({"symbol": "  "}, "no-symbol"), ({"digests": ()}, "no-files")],
)
def test_a_document_has_a_symbol_and_files(
    house: Installation, other: dict[str, object], code: str
) -> None:
    house.place()

    answer = house.register.record("p", issuing(house, PDF, **other), START, files=(PDF,))

    assert isinstance(answer, Refusal)
    assert answer.code == code


def test_one_symbol_is_not_given_to_two_documents(house: Installation) -> None:
    house.place()
    taken(house.register.record("p", issuing(house, PDF), START, files=(PDF,)))

    answer = house.register.record("p", issuing(house, WORD, paper="agenda"), START, files=(WORD,))

    assert isinstance(answer, Refusal)
    assert answer.code == "symbol-taken"


def test_what_is_sent_twice_is_issued_once(house: Installation) -> None:
    house.place()
    act = issuing(house, PDF)

    first = taken(house.register.record("p", act, START, submission="s", files=(PDF,)))
    again = taken(house.register.record("p", act, START, submission="s", files=(PDF,)))

    assert again.repeated
    assert (again.number, len(state_of(house).papers)) == (first.number, 1)
