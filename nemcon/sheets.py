"""Tables for spreadsheets: the same rows as CSV and as a workbook, in which nothing is a formula.

What people typed may begin like a formula, and a spreadsheet would carry it out for whoever opens
the file. In CSV, where nothing else helps, such a cell begins with an apostrophe; a workbook keeps
the kinds of cells apart, and words are always words there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library has no types

from nemcon.text.lines import block

Cell = str | int

BOM: Final = "\ufeff"
_BEGINS_A_FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_LONGEST: Final = 32_767
"""The most characters that a cell of a workbook holds."""
_WIDEST: Final = 60
_SHEET_NAME: Final = 31
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A workbook says when it was made; a fixed date lets the same rows give the same bytes."""


class SheetFormat(StrEnum):
    """What a table is written as, by the ending of its file."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What the file is to a browser."""
        if self is SheetFormat.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it is called, the heads of its columns, and rows as long as these."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def write(self, kind: SheetFormat) -> bytes:
        """The table as a file."""
        return _as_csv(self) if kind is SheetFormat.CSV else _as_xlsx(self)


def _as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark at its beginning; without it Excel takes another code page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return (BOM + out.getvalue()).encode()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    dangerous = cell.startswith(_BEGINS_A_FORMULA) or cell.lstrip().startswith(_BEGINS_A_FORMULA)
    shown = block(cell)
    return f"'{shown}" if dangerous else shown


def _as_xlsx(sheet: Sheet) -> bytes:
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    made: Any = xlsxwriter.Workbook(out, options)
    with made as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        page = book.add_worksheet(sheet.name[:_SHEET_NAME])
        head, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        page.freeze_panes(1, 0)
        for column, name in enumerate(sheet.columns):
            page.write_string(0, column, name, head)
            cells = (str(row[column]) for row in sheet.rows)
            page.set_column(column, column, _width((name, *cells)))
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(number, column, cell)
                else:
                    page.write_string(number, column, _short(block(cell)), wrapped)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    return out.getvalue()


def _short(words: str) -> str:
    """A cell takes no more, and would be left empty for one character too many."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _width(cells: Iterable[str]) -> int:
    return min(max(len(cell) for cell in cells) + 2, _WIDEST)
