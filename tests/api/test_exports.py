"""Tables that are taken away: whole, harmless, and no more than their reader may see."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from lxml import etree

from nemcon.sheets import Sheet, SheetFormat
from tests.api.house import BODY, PROCEDURE, START, House

DANGEROUS = ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1", "\uff1d1", '=HYPERLINK("x")')
_NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
    assert page.findall(".//s:f", _NS) == [], "no cell is a formula"
    assert page.findall(".//s:hyperlink", _NS) == []
    words = ["".join(str(t.text or "") for t in si.iter("{*}t")) for si in shared]
    return [
        [
            words[int(str(cell.findtext("s:v", namespaces=_NS)))]
            if cell.get("t") == "s"
            else str(cell.findtext("s:v", namespaces=_NS) or "")
            for cell in row.findall("s:c", _NS)
        ]
        for row in page.findall(".//s:row", _NS)
    ]


@pytest.mark.parametrize("words", DANGEROUS)
def test_what_begins_like_a_formula_is_words_in_both(words: str) -> None:
    sheet = Sheet("Filings", ("Says", "Entry"), ((words, 3),))
    (_, (said, number)) = read_csv(sheet.write(SheetFormat.CSV))
    assert (said[0], number) == ("'", "3")
    (_, (said, number)) = read_xlsx(sheet.write(SheetFormat.XLSX))
    assert (said, number) == (words.strip("\t\r ").replace("\r", ""), "3")


def test_names_of_all_scripts_lines_and_quotes_come_back_as_they_were() -> None:
    words = 'Côte d\'Ivoire, "中国"\n\u0627\u0644\u0639; 1,5'
    sheet = Sheet("x", ("A",), ((words,),))
    assert read_csv(sheet.write(SheetFormat.CSV))[1] == [words]
    assert read_xlsx(sheet.write(SheetFormat.XLSX))[1] == [words]


def test_the_same_rows_give_the_same_bytes_and_a_long_cell_is_not_lost() -> None:
    sheet = Sheet("x", ("A",), (("x" * 40_000,),))
    for kind in SheetFormat:
        assert sheet.write(kind) == sheet.write(kind)
    assert len(read_xlsx(sheet.write(SheetFormat.XLSX))[1][0]) == 32_767


def test_the_list_says_deadline_state_and_outcome(house: House) -> None:
    answer = house.get("/exports/procedures.csv", "reader")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="procedures.csv"'
    head, row = read_csv(answer.content)
    shown = dict(zip(head, row, strict=True))
    assert (shown["Procedure"], shown["State"]) == (PROCEDURE, "Under silence")
    assert shown["Deadline"] == "Friday, 19 June 2026, 6 p.m. (Vienna time, UTC+2)"
    assert shown["Deadline (UTC)"] == "2026-06-19T16:00:00Z"
    sent = {"because": "Overtaken by events."}
    assert house.post(f"/procedures/{PROCEDURE}/acts/withdraw-text", sent, "chair").is_success
    answer = house.get(f"/exports/procedures.xlsx?body={BODY}")
    head, row = read_xlsx(answer.content)
    shown = dict(zip(head, row, strict=False))
    assert (shown["State"], shown["Outcome"]) == ("Ended", "withdrawn")
    assert house.get("/exports/procedures.csv?body=none").status_code == 404


def test_a_table_of_filings_tells_its_reader_no_more_than_the_page(house: House) -> None:
    house.clock.at = START + timedelta(hours=1)
    house.file("austria", paragraphs=["2"], says="=cmd|'/c calc'!A1")
    at = f"/procedures/{PROCEDURE}/exports/filings.csv"
    (head, row) = read_csv(house.get(at).content)
    shown = dict(zip(head, row, strict=True))
    assert (shown["Delegation"], shown["What"]) == ("Austria", "objects")
    assert shown["In words"] == "'=cmd|'/c calc'!A1"
    assert shown["What became of it"] == "stands"
    house.open("hidden", disclosure__during="none")
    house.file("hidden/austria", "hidden", says="No.")
    hidden = "/procedures/hidden/exports/filings.csv"
    for who, rows in (
        ("secretariat", 1),
        ("reader", 0),
        ("hidden/brazil", 0),
        ("hidden/austria", 1),
    ):
        assert len(read_csv(house.get(hidden, who).content)) == rows + 1, who
    assert house.get(hidden, "brazil").status_code == 404


def test_a_table_of_letters_names_no_receipt_to_whoever_may_not_know_who_filed(
    house: House,
) -> None:
    house.open("hidden", disclosure__during="none")
    house.file("hidden/austria", "hidden", says="No.")
    at = "/procedures/hidden/exports/deliveries.csv"
    (_, *rows) = read_csv(house.get(at, "reader").content)
    assert [row[:3] for row in rows][:1] == [["Austria", "", ""]]
    assert {row[4] for row in rows} == {"no letter"}
    assert house.get(at, "hidden/austria").status_code == 401
