"""A text that went through another program, or was marked up in it, is read as it was meant."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest

from nemcon.documents.building.marked_text import Offered, Remark
from nemcon.documents.word.reading import read_marked_up
from nemcon.documents.word.reading_known import alike
from nemcon.text.amendments import Amendment, Change
from nemcon.text.numbers import path_written, read_path
from nemcon.text.reading import read_runs
from nemcon.text.writing import write_runs
from tests.documents.marking import AT, TEXT, exported

_SECONDS: Final = 120
# One process of LibreOffice for all tests that need it.
_MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Edit(source As String, target As String)
    Dim load(0) As New com.sun.star.beans.PropertyValue
    load(0).Name = &quot;Hidden&quot;
    load(0).Value = True
    file = StarDesktop.loadComponentFromURL(ConvertToURL(source), &quot;_blank&quot;, 0, load())
    file.RecordChanges = True
    change = file.createReplaceDescriptor()
    change.SearchString = &quot;every year&quot;
    change.ReplaceString = &quot;every two years&quot;
    file.replaceAll(change)
    look = file.createSearchDescriptor()
    look.SearchString = &quot;develop tools.&quot;
    found = file.findFirst(look)
    cursor = found.Text.createTextCursorByRange(found.End)
    found.Text.insertControlCharacter(cursor, 0, False)
    found.Text.insertString(cursor, &quot;It reports on them.&quot;, False)
    look.SearchString = &quot;elsewhere.&quot;
    found = file.findFirst(look)
    found.String = &quot;&quot;
    look.SearchString = &quot;before courts&quot;
    found = file.findFirst(look)
    note = file.createInstance(&quot;com.sun.star.text.textfield.Annotation&quot;)
    note.Author = &quot;Ana&quot;
    note.Content = &quot;Which courts?&quot;
    found.Text.insertTextContent(found, note, False)
    Dim save(0) As New com.sun.star.beans.PropertyValue
    save(0).Name = &quot;FilterName&quot;
    save(0).Value = &quot;MS Word 2007 XML&quot;
    file.storeToURL(ConvertToURL(target), save())
    file.close(True)
End Sub
</script:module>
"""


def offer(
    number: int, by: str, place: str, change: Change, wording: str = "", **more: str
) -> Offered:
    passage, beneath = more.get("passage", ""), bool(more.get("beneath"))
    path = read_path(place) if place else ()
    said = read_runs(wording)
    return Offered(Amendment(f"A{number}", by, change, path, said, passage, beneath), by, AT)


TABLE: Final = (
    offer(
        1, "Brazil", "1", Change.REPLACE, "States parties meet every year, [online].", passage=""
    ),
    offer(2, "Côte d\u2019Ivoire", "2", Change.REPLACE, "must", passage="shall"),
    offer(3, "中国", "2", Change.BRACKET, passage="report by"),
    offer(4, "Norway", "3 (a)", Change.INSERT, "and tribunals", passage="courts"),
    offer(5, "Norway", "3 (b)", Change.INSERT, "in arbitration;"),
    offer(6, "Brazil", "3", Change.INSERT, "under قانون international;", beneath="yes"),
    offer(7, "Norway", "", Change.INSERT, "Recalling 应当 its mandate,"),
    offer(8, "Norway", "4", Change.DELETE),
)
REMARKS: Final = (Remark("Norway", AT, "Reservation: Why?\nAnd when?", ("3 (a)",)),)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, libreoffice: str) -> tuple[str, str, Path]:
    """LibreOffice with a profile of its own, and the folder in which it works."""
    folder = tmp_path_factory.mktemp("marked")
    return libreoffice, f"-env:UserInstallation=file://{folder}/profile", folder


def converted(office: tuple[str, str, Path], data: bytes) -> bytes:
    """The file as LibreOffice writes it again."""
    program, profile, folder = office
    file = folder / "text.docx"
    file.write_bytes(data)
    to = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "back")]
    _run([program, profile, *to, str(file)])
    return (folder / "back" / "text.docx").read_bytes()


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def test_what_was_proposed_survives_another_program(office: tuple[str, str, Path]) -> None:
    data = converted(office, exported(TEXT, TABLE, REMARKS))
    read = read_marked_up(data, TEXT)
    assert read.unplaced == ()
    assert [one.author for one in read.amendments] == [
        "Norway",
        "Brazil",
        *("Côte d\u2019Ivoire", "中国"),
        *("Norway", "Norway", "Brazil", "Norway"),
    ]
    for offered in TABLE:
        assert any(alike(TEXT, offered.amendment, one.amendment) for one in read.amendments)
    known = read_marked_up(data, TEXT, TABLE, REMARKS)
    assert (known.amendments, known.unplaced, known.comments) == ((), (), ())


def test_a_text_that_is_marked_up_in_another_program_is_read(
    office: tuple[str, str, Path],
) -> None:
    program, profile, folder = office
    source, target = folder / "out.docx", folder / "marked.docx"
    source.write_bytes(converted(office, exported()))
    # The profile is made when the program is first started, and holds an empty module until then.
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE)
    _run([program, profile, "--headless", f'macro:///Standard.Module1.Edit("{source}","{target}")'])
    read = read_marked_up(target.read_bytes(), TEXT)
    assert [
        (
            one.amendment.change,
            path_written(one.amendment.place),
            one.amendment.passage,
            write_runs(one.amendment.wording),
        )
        for one in read.amendments
    ] == [
        (Change.REPLACE, "1", "year", "two years"),
        (Change.DELETE, "3 (b)", "", ""),
        (Change.INSERT, "4", "", "It reports on them."),
    ]
    assert read.unplaced == ()
    assert not any(one.untracked for one in read.amendments)
    assert [(one.author, one.says, one.paragraph) for one in read.comments] == [
        ("Ana", "Which courts?", "3 (a)")
    ]
