"""A Word file is looked at before it is read, and whoever sent it is told what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from nemcon.documents.house import shipped_house
from nemcon.documents.model.blocks import Para
from nemcon.documents.model.document import Document, Masthead, Paper
from nemcon.documents.model.inlines import content
from nemcon.documents.word import guard
from nemcon.documents.word.guard import opened
from nemcon.documents.word.refused import WordRefused
from nemcon.documents.word.writing import render_docx

RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def sound() -> bytes:
    head = Masthead("Conference", "A/1/L.1", date(2026, 6, 15))
    blocks = (Para(content("States parties should meet."), "1", "1"),)
    return render_docx(Document(Paper.MARKED_TEXT, head, "Draft", blocks), shipped_house())


def rewritten(data: bytes, **parts: bytes | Callable[[bytes], bytes] | None) -> bytes:
    """The same package with some parts replaced, changed, or added; None leaves one out."""
    named = dict(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = named.pop(name, old.read(name))
            if callable(part):
                part = part(old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in named.items():
            assert isinstance(part, bytes)
            new.writestr(name, part)
    return out.getvalue()


def relating(data: bytes, kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    relation = f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    end = "</Relationships>"
    return rewritten(
        data, **{RELATIONS: lambda part: part.replace(end.encode(), (relation + end).encode())}
    )


def code(data: bytes) -> str:
    with pytest.raises(WordRefused) as refused:
        opened(data)
    says = refused.value.says
    assert says[0].isupper()
    assert says.endswith(".")
    return refused.value.code


def test_a_file_of_ours_is_opened_and_so_is_what_office_makes_of_it(sound: bytes) -> None:
    package = opened(sound)
    assert package.document.tag.endswith("}document")
    assert "docProps/custom.xml" in package.parts
    assert package.notes == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "word-missing"),
        (b"Dear Chair,", "word-not-a-document"),
        (b"%PDF-1.7 ...", "word-not-a-document"),
        (b"{\\rtf1 text}", "word-not-a-document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "word-too-old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "word-encrypted",
        ),
        (b"PK\x03\x04 and then nothing", "word-damaged"),
        (b"x" * (guard.MOST_BYTES + 1), "word-too-large"),
    ],
)
def test_what_is_no_word_file_is_told_by_its_name(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_an_open_document_a_template_and_a_workbook_are_no_word_documents(sound: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<a/>")
    assert code(out.getvalue()) == "word-not-a-document"
    types = "[Content_Types].xml"
    for other in (b"document.main", b"sheet.main"), (b"document.main", b"template.main"):
        changed = rewritten(sound, **{types: lambda part, o=other: part.replace(*o)})
        assert code(changed) == "word-not-a-document"


def test_macros_are_refused_by_their_part_their_type_and_their_relation(sound: bytes) -> None:
    named = rewritten(sound, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert code(named) == "word-macros"
    macro = (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    typed = rewritten(sound, **{"[Content_Types].xml": lambda part: part.replace(*macro)})
    assert code(typed) == "word-macros"
    for kind in ("oleObject", "package", "aFChunk", "subDocument", "control", "frame"):
        assert code(relating(sound, kind, "other.bin", "")) == "word-macros", kind


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://evil.example/a.png"),
        ("attachedTemplate", "https://evil.example/a.dotm"),
        ("attachedTemplate", "\\\\evil.example\\a.dotm"),
        ("attachedTemplate", "file://evil.example/a.dotm"),
        ("attachedTemplate", "file://server/share/a.dotm"),
        ("attachedTemplate", "file:///\\\\server\\share\\a.dotm"),
        ("settings", "anything"),
    ],
)
def test_what_is_taken_from_another_place_is_refused(sound: bytes, kind: str, target: str) -> None:
    assert code(relating(sound, kind, target)) == "word-refers-outside"


def test_links_and_the_template_of_the_senders_disk_are_left_out_and_said(sound: bytes) -> None:
    linked = relating(sound, "hyperlink", "https://un.example/")
    assert opened(linked).notes == ("Links to other places were left out; their words were read.",)
    for own in ("file:///C:/Users/a.b/Normal.dotm", "file:///Users/a/Normal.dotm", "C:\\a.dotm"):
        template = relating(sound, "attachedTemplate", own)
        assert opened(template).notes == ("The template of the sender's computer was left out.",)


def test_declarations_and_entities_are_refused_in_any_encoding(sound: bytes) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    document = f'<?xml version="1.0"?>{bomb}<w/>'
    for data in (document.encode(), document.encode("utf-16")):
        assert code(rewritten(sound, **{"word/document.xml": data})) == ("word-unsafe")


@pytest.mark.parametrize("name", ["word/styles.xml", "word/theme/own.xml", "word/own.RELS"])
def test_declarations_are_refused_in_parts_that_are_not_read(sound: bytes, name: str) -> None:
    declared = '<!DOCTYPE w SYSTEM "http://example.org/w.dtd"><w/>'
    for encoding in ("utf-8", "utf-16", "utf-32"):
        assert code(rewritten(sound, **{name: declared.encode(encoding)})) == "word-unsafe"
    other = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE w+AD4-<w/>'
    assert code(rewritten(sound, **{name: other})) == "word-unsafe"
    assert code(rewritten(sound, **{name: declared.encode("cp500")})) == "word-damaged"


def test_declarations_are_refused_in_a_part_whose_name_does_not_say_what_it_is(
    sound: bytes,
) -> None:
    declared = b"<!DOCTYPE w><w/>"
    override = b'<Override PartName="/word/own.bin" ContentType="application/x+xml"/></Types>'
    with_part = rewritten(sound, **{"word/own.bin": declared})
    types = "[Content_Types].xml"
    named = rewritten(with_part, **{types: lambda part: part.replace(b"</Types>", override)})
    assert code(named) == "word-unsafe"
    opened(with_part)


def test_bombs_are_refused_before_they_are_unpacked(sound: bytes) -> None:
    packed = rewritten(sound, **{"word/media/a.bin": b"\0" * (8 * 1024 * 1024)})
    assert code(packed) == "word-unpacks-too-large"
    many = rewritten(sound, **{f"word/{n}.xml": b"<a/>" for n in range(2_001)})
    assert code(many) == "word-unpacks-too-large"


def test_parts_that_lie_over_each_other_are_refused(sound: bytes) -> None:
    # The directory names one part twice, at the same place in the file, under another name.
    out = bytearray(sound)
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        first, second = package.infolist()[:2]
    entry = bytes(out).rindex(b"PK\x01\x02", 0, bytes(out).rindex(second.filename.encode()))
    out[entry + 42 : entry + 46] = first.header_offset.to_bytes(4, "little")
    assert code(bytes(out)) == "word-unpacks-too-large"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../a", "C:/a.xml"])
def test_names_that_lead_out_of_the_file_are_refused(sound: bytes, name: str) -> None:
    assert code(rewritten(sound, **{name: b"<a/>"})) == "word-unsafe"


def test_a_part_given_twice_and_a_part_that_is_cut_off_are_refused(sound: bytes) -> None:
    assert code(rewritten(sound, **{"WORD/DOCUMENT.XML": b"<a/>"})) == "word-unsafe"
    assert code(sound[: len(sound) // 2]) == "word-damaged"
    assert code(rewritten(sound, **{"word/document.xml": b"<w:document>"})) == "word-damaged"
    assert code(rewritten(sound, **{"word/document.xml": None})) == "word-damaged"


def test_a_strict_file_is_refused_with_what_to_do(sound: bytes) -> None:
    strict = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert code(rewritten(sound, **{"word/document.xml": strict})) == "word-strict"


def test_nesting_without_end_does_not_stop_the_reader(sound: bytes) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert code(rewritten(sound, **{"word/document.xml": deep})) == "word-damaged"


def test_what_would_fill_the_memory_as_a_tree_is_refused_however_small_its_parts_are(
    sound: bytes,
) -> None:
    few = b"<a>" + b"<a/>" * 230_000 + b"</a>"  # less than is measured against its packing
    many = {f"word/header{n}.xml": few for n in range(7, 17)}
    assert code(rewritten(sound, **many)) == "word-unpacks-too-large"
    many = {f"word/_rels/header{n}.xml.rels": few for n in range(7, 17)}
    assert code(rewritten(sound, **many)) == "word-unpacks-too-large"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("word/other.xml", "document.main"),  # a second text, which the package may point to
        ("word/top.xml", "header"),
        ("word/top.xml", "HEADER"),
        ("aside/header1.xml", "header"),
        ("word/notes.xml", "footnotes"),
    ],
)
def test_text_in_a_part_that_nobody_would_look_for_is_refused(
    sound: bytes, name: str, kind: str
) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    for about in (f'Override PartName="/{name}"', 'Default Extension="xml"'):
        declared = f'<{about} xmlns="{space}" ContentType="{word}.{kind}+xml"/>'
        types = {
            "[Content_Types].xml": lambda part, d=declared: part.replace(
                b"</Types>", f"{d}</Types>".encode()
            )
        }
        assert code(rewritten(sound, **types, **{name: b"<a/>"})) == "word-unsafe"
