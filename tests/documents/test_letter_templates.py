"""A Word template is checked before it is used, and whatever fills it comes out as words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from nemcon.documents.building.letter_says import Form
from nemcon.documents.templates.checking import Checked, check, shown_words
from nemcon.documents.templates.fields import FIELDS, SAMPLES, TEMPLATED, NotFilled
from nemcon.documents.templates.filling import fill
from nemcon.documents.templates.starter import starter
from nemcon.documents.word.guard import opened
from nemcon.procedure.notices import Notice
from tests.documents.samples import HOSTILE_TEXTS

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(*lines: str, also: Callable[[Document], None] | None = None) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if also is not None:
        also(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def codes(data: bytes, notice: Notice = Notice.CIRCULATION) -> set[str]:
    return {fault.code for fault in check(data, notice).faults}


def with_xml(xml: str) -> bytes:
    def add(document: Document) -> None:
        document.paragraphs[0]._p.append(parse_xml(xml))

    return made("{{ subject }}", also=add)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("notice", TEMPLATED)
def test_the_template_to_begin_with_passes_its_own_check_without_a_warning(
    notice: Notice, form: Form
) -> None:
    data = starter(notice, form)
    assert data == starter(notice, form)
    assert check(data, notice) == Checked((), (), check(data, notice).used)
    assert b"python-docx" not in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")


def test_the_template_to_begin_with_is_on_a4_and_signed_only_where_the_letter_is() -> None:
    data = starter(Notice.REVISION, Form.LETTER)
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    words = shown_words(fill(data, SAMPLES))
    assert "Revised text placed under silence" in words
    assert "(Signed) Thomas Burrows" in words
    assert "Annex. Format of the meeting (CTOC/COP/WG.3/2020/L.1)" in words
    assert "What has changed" in words
    unsigned = {**SAMPLES, "signed": "", "signatory": "The Chair", "office": "", "reference": ""}
    words = shown_words(fill(data, unsigned))
    assert "The Chair" in words
    assert "Annex. Format of the meeting" in words
    assert not any("Signed" in each or "Reference" in each for each in words)


def test_the_documentation_lists_every_field() -> None:
    listed = (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8")
    for field in FIELDS:
        assert f"| `{field.name}` | {field.means}" in listed


def test_every_field_can_be_used() -> None:
    plain = [f"{{{{ {field.name} }}}}" for field in FIELDS if not field.many]
    lines = [
        part
        for field in FIELDS
        if field.many
        for part in (f"{{%p for each in {field.name} %}}", "{{ each }}", "{%p endfor %}")
    ]
    data = made(*plain, *lines)
    assert check(data, Notice.CIRCULATION) == Checked(
        (), (), tuple(sorted(field.name for field in FIELDS))
    )
    words = shown_words(fill(data, SAMPLES))
    for field in FIELDS:
        for sample in field.sample if isinstance(field.sample, tuple) else (field.sample,):
            assert sample in words


def test_the_same_values_give_the_same_bytes() -> None:
    data = starter(Notice.CIRCULATION, Form.LETTER)
    assert fill(data, SAMPLES) == fill(data, SAMPLES)
    dates = {
        entry.date_time for entry in zipfile.ZipFile(io.BytesIO(fill(data, SAMPLES))).infolist()
    }
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_what_was_typed_is_words_and_never_markup_code_or_a_field() -> None:
    data = made("Subject: {{ subject }}", "{%p for each in text %}", "{{ each }}", "{%p endfor %}")
    odd = ("{_{ x }_} {_% y %_}", "a\tb", "&#123;{ 7*7 }}", "\x07\x0c\x00 bell", "{{ subject }}")
    typed = (*HOSTILE_TEXTS, *odd)
    fill(data, {**SAMPLES, "subject": "".join((*typed, "\ud800\uffff"))})
    values = {**SAMPLES, "subject": HOSTILE_TEXTS[1], "text": typed}
    filled = fill(data, values)
    words = shown_words(filled)
    assert f"Subject: {HOSTILE_TEXTS[1]}" in words
    for text in (*HOSTILE_TEXTS, odd[0], odd[2], odd[4]):
        assert text in words
    package = opened(filled)
    tags = {element.tag.rpartition("}")[2] for element in package.document.iter()}
    assert not tags & {"instrText", "fldSimple", "fldChar", "hyperlink", "object", "script"}


def test_an_unknown_field_is_named_with_the_one_that_was_probably_meant() -> None:
    (fault,) = check(made("By {{ deadlin }}."), Notice.CIRCULATION).faults
    assert fault.code == "template-unknown-field"
    assert "“deadlin”" in fault.says
    assert "Is “deadline” meant?" in fault.says
    assert "By {{ deadlin }}." in fault.where
    (far,) = check(made("{{ qqqq }}"), Notice.CIRCULATION).faults
    assert "meant" not in far.says


@pytest.mark.parametrize(
    "line",
    [
        "{{ subject.__class__ }}",
        "{{ subject.upper() }}",
        "{{ subject|upper }}",
        "{{ subject['x'] }}",
        "{{ 7*7 }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{r subject }}",
        "{{ subject ~ subject }}",
        "{% set x = subject %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% for x in range(9) %}",
        "{% for x in text %}{% for y in text %}{{ y }}{% endfor %}{% endfor %}",
        "{% for subject in text %}{{ subject }}{% endfor %}",
        "{% macro m() %}{% endmacro %}",
        "{% raw %}{{ subject }}{% endraw %}",
        "{% if subject == 'x' %}y{% endif %}",
        "{% cellbg subject %}",
        "{% vm %}",
        "{# a remark #}",
    ],
)
def test_nothing_but_names_if_and_for_is_possible(line: str) -> None:
    assert codes(made("{{ subject }}", line)), line


@pytest.mark.parametrize(
    "lines",
    [
        ("{{ subject",),
        ("subject }}",),
        ("{% if subject %}yes",),
        ("yes{% endif %}",),
        ("{{ sub", "ject }}"),
        ("{", "{ subject }}"),
        ("{{ text }}",),
        ("{%p for line in subject %}", "{{ line }}", "{%p endfor %}"),
    ],
)
def test_placeholders_that_are_not_whole_are_refused(lines: tuple[str, ...]) -> None:
    assert codes(made(*lines)), lines


def test_a_template_in_which_something_is_left_to_be_filled_in_is_refused() -> None:
    assert codes(made("{{ subject }}", "Vienna, [insert date]")) == {"boilerplate-left"}


@pytest.mark.parametrize(
    "code", ['DDEAUTO c:\\windows "calc"', 'INCLUDETEXT "http://x"', " DATE ", "{{ subject }}"]
)
def test_a_word_field_but_a_page_number_is_refused(code: str) -> None:
    escaped = code.replace("&", "&amp;").replace('"', "&quot;")
    run = f'<w:r xmlns:w="{W}"><w:instrText>{escaped}</w:instrText></w:r>'
    assert "template-field" in codes(with_xml(run))
    simple = f'<w:fldSimple xmlns:w="{W}" w:instr="{escaped}"/>'
    assert "template-field" in codes(with_xml(simple))
    page = f'<w:fldSimple xmlns:w="{W}" w:instr=" PAGE \\* MERGEFORMAT "/>'
    assert codes(with_xml(page)) == set()


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<w:ins xmlns:w="{W}" w:id="1" w:author="A"/>', "template-drafted"),
        ('<w:r xmlns:w="{W}"><w:commentReference w:id="0"/></w:r>', "template-drafted"),
        ('<w:r xmlns:w="{W}"><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>', "template-hidden"),
        ('<w:bookmarkStart xmlns:w="{W}" w:id="1" w:name="{{{{ text }}}}"/>', "template-misplaced"),
    ],
)
def test_what_no_letter_may_have_is_refused(xml: str, code: str) -> None:
    assert code in codes(with_xml(xml.format(W=W)))


def test_files_that_are_dangerous_or_no_word_files_are_refused_by_the_guard() -> None:
    assert codes(b"%PDF-1.7") == {"word-not-a-document"}
    assert codes(b"") == {"word-missing"}
    assert codes(b"PK\x03\x04 nothing") == {"word-damaged"}
    assert codes(b"PK\x03\x04" + b"x" * 5_000_000) == {"word-too-large"}
    data = made("{{ subject }}")
    with_macros = io.BytesIO(data)
    with zipfile.ZipFile(with_macros, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    assert codes(with_macros.getvalue()) == {"word-macros"}
    bomb = io.BytesIO(data)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", b"\0" * 40_000_000)
    assert codes(bomb.getvalue()) == {"word-unpacks-too-large"}


def test_what_a_letter_leaves_out_is_a_warning_for_whoever_decides() -> None:
    found = check(made("{{ subject }}"), Notice.CIRCULATION)
    assert found.faults == ()
    assert found.used == ("subject",)
    assert any("what silence means" in warning for warning in found.warnings)
    assert any("how to object" in warning for warning in found.warnings)
    assert any("deadline_clocks" in warning for warning in found.warnings)
    assert check(made("{{ subject }} {{ number }}"), Notice.CONFIRMATION).warnings == ()


def test_a_template_that_was_never_checked_does_not_run() -> None:
    for line in ("{{ subject.__class__.__mro__ }}", "{{ nothing }}", "{% if x"):
        with pytest.raises(NotFilled):
            fill(made(line), SAMPLES)


def test_headers_and_footers_are_checked_and_filled_too() -> None:
    def heads(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ organ }}"

    data = made("{{ subject }}", also=heads)
    assert codes(data) == set()
    assert SAMPLES["organ"] in shown_words(fill(data, SAMPLES))

    def wrong(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "{{ orgn }}"

    assert codes(made("{{ subject }}", also=wrong)) == {"template-unknown-field"}


@pytest.mark.parametrize(
    ("part", "was", "reads"),
    [
        ("_rels/.rels", b"word/document.xml", b"word/none.xml"),
        ("_rels/.rels", b"word/document.xml", b"word/styles.xml"),
        ("word/_rels/document.xml.rels", b"styles.xml", b"none.xml"),
        ("word/document.xml", b"w:body", b"w:nobody"),
        ("docProps/core.xml", b"<", b""),
    ],
)
def test_a_file_that_is_no_document_as_a_whole_is_told_to_be_damaged(
    part: str, was: bytes, reads: bytes
) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made("{{ subject }}"))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(was, reads) if name == part else data)
    assert codes(out.getvalue()) == {"word-damaged"}


def test_a_letter_does_not_say_who_made_its_template_or_when() -> None:
    secrets = ("Jane Doe", "Draft v7", "C:/Users/jane", "Secret remark")

    def signed(document: Document) -> None:
        properties = document.core_properties
        properties.author = properties.last_modified_by = secrets[0]
        properties.title = secrets[1]
        package = document.part.package
        assert package is not None
        told = "".join(secrets).encode()
        for kind in ("extended-properties", "custom-properties", "metadata/thumbnail"):
            name = f"/docProps/{kind.rpartition('/')[2]}.bin"
            part = Part(PackURI(name), "application/octet-stream", told, package)
            package.relate_to(part, f"{OFFICE}/{kind}")
        for kind in ("customXml", "glossaryDocument", "people", "comments"):
            part = Part(PackURI(f"/{kind}/item.bin"), "application/octet-stream", told, package)
            document.part.relate_to(part, f"{OFFICE}/{kind}")
        settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        assert isinstance(settings, XmlPart)
        number = settings.rels.get_or_add_ext_rel(
            f"{OFFICE}/attachedTemplate", "file:///C:/Users/jane"
        )
        xml = f'<w:attachedTemplate xmlns:w="{W}" xmlns:r="{OFFICE}" r:id="{number}"/>'
        settings.element.append(parse_xml(xml))

    data = made("{{ subject }}", also=signed)
    assert codes(data) == set()
    letter = fill(data, SAMPLES)
    assert letter == fill(data, SAMPLES)
    opened(letter)
    with zipfile.ZipFile(io.BytesIO(letter)) as package:
        said = {name: package.read(name).decode(errors="replace") for name in package.namelist()}
    assert [name for name, part in said.items() for secret in secrets if secret in part] == []
    assert [name for name in said if name.startswith("docProps")] == ["docProps/core.xml"]
    core = docx.Document(io.BytesIO(letter)).core_properties
    assert core.title == f"{SAMPLES['reference']} {SAMPLES['subject']}"
    assert (core.author, core.last_modified_by, core.created) == ("", "", None)


def test_a_letter_is_not_compressed_since_that_differs_between_machines() -> None:
    letter = fill(starter(Notice.CIRCULATION, Form.LETTER), SAMPLES)
    with zipfile.ZipFile(io.BytesIO(letter)) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
    assert len(letter) < 100_000


def test_a_template_that_repeats_too_much_for_each_line_is_refused() -> None:
    many = ["{%p for zz in text %}", *["{{ zz }} and more"] * 3_000, "{%p endfor %}"]
    assert codes(made(*many)) == {"template-too-long"}
    with pytest.raises(NotFilled, match="too long"):
        fill(made(*many), {**SAMPLES, "text": ("line",) * 200})
    few = ["{%p for zz in text %}", *["{{ zz }} and more"] * 20, "{%p endfor %}"]
    assert codes(made(*few)) == set()
