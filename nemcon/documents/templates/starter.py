"""A Word template to begin with: what the built-in letter says, in fields, to be edited in Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from nemcon.documents.building.letter_says import Form
from nemcon.documents.templates.origin import packed
from nemcon.procedure.notices import Notice

_BOLD: Final = "bold"
_PLAIN: Final = "plain"
_INSTRUCTED: Final = "{% if instructed %}, {{ instructed }},{% endif %}"
_RENEWS: Final = (
    "The Secretariat of {{ body }} avails itself of this opportunity to renew to {{ addressee }} "
    "the assurances of its highest consideration."
)
_BY_WHOM: Final = (
    "{% if among %}among those on the roll \u201c{{ among }}\u201d of {{ body }}"
    "{% else %}by {{ body }}{% endif %}"
)
_ANEW: Final = (
    "It replaces the earlier text. Objections to that text do not stand against this one, and "
    "would have to be made anew."
)
_SIGNED: Final = "{% if signed %}{{ signed }} {% endif %}{{ signatory }}"
_ANNEX: Final = "Annex. {{ subject }}{% if reference %} ({{ reference }}){% endif %}"
_A4: Final = (Mm(210), Mm(297))
_MARGIN: Final = Mm(25)
Line = tuple[str, str]
_TITLES: Final = {
    Notice.CIRCULATION: "Text placed under silence",
    Notice.REVISION: "Revised text placed under silence",
    Notice.EXTENSION: "Deadline extended",
    Notice.RESUMPTION: "Period resumed",
    Notice.SUSPENSION: "Period suspended",
    Notice.CONFIRMATION: "Outcome of the procedure",
}
_OPENS: Final = {
    Notice.CIRCULATION: "transmit in the annex the text that is hereby placed under a silence "
    f"procedure {_BY_WHOM}",
    Notice.REVISION: "transmit in the annex a revision of the text, which is hereby placed under a "
    f"silence procedure {_BY_WHOM} as a new round",
    Notice.EXTENSION: "inform all concerned that the period was extended",
    Notice.RESUMPTION: "inform all concerned that the clock of the silence procedure runs again",
    Notice.SUSPENSION: "inform all concerned that the clock of the silence procedure is stopped; "
    "the message with this letter says when, and what is left",
    Notice.CONFIRMATION: "confirm the outcome of the silence procedure",
}


def starter(notice: Notice, form: Form) -> bytes:
    """The template, the same bytes each time."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = f"Template: {notice.value}, {form.value}"
    # The library brings a hundred styles of tables, which each letter would carry.
    for unused in [each for each in document.styles if each.type == WD_STYLE_TYPE.TABLE]:
        unused.delete()
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    for style, words in _lines(notice, form):
        document.add_paragraph().add_run(words).bold = style == _BOLD
    return packed(_saved(document))


def _saved(document: Document) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _lines(notice: Notice, form: Form) -> Iterator[Line]:
    note = form is Form.NOTE_VERBALE
    yield _BOLD, "{{ organ }}"
    for above in ("heading", "session"):
        yield from _if_any(above, (_PLAIN, f"{{{{ {above} }}}}"))
    yield _BOLD, f"{'Note verbale. ' if note else ''}{_TITLES[notice]}"
    if not note:
        yield _PLAIN, "{{ place }}, {{ date }}"
        yield _PLAIN, "To {{ addressee }}"
    yield from _if_any("reference", (_PLAIN, "Reference: {{ reference }}"))
    yield _PLAIN, "Subject: {{ subject }}"
    if note:
        presents = "The Secretariat of {{ body }} presents its compliments to {{ addressee }} and"
        yield (
            _PLAIN,
            f"{presents}{_INSTRUCTED} has the honour to {_OPENS[notice]}.",
        )
    else:
        yield _PLAIN, "Excellency,"
        yield _PLAIN, f"I have the honour to {_OPENS[notice]}."
    yield from _says(notice)
    yield _PLAIN, "Enquiries may be addressed to {{ enquiries }}."
    yield from _closing(form)
    if notice in (Notice.CIRCULATION, Notice.REVISION):
        yield _BOLD, _ANNEX
        yield from _each("text")
        yield _PLAIN, "SHA-256 of the text: {{ digest }}"


def _says(notice: Notice) -> Iterator[Line]:
    if notice is Notice.REVISION:
        yield _PLAIN, _ANEW
    if notice not in (Notice.SUSPENSION, Notice.CONFIRMATION):
        yield _BOLD, "Deadline"
        yield from _each("deadline_clocks")
        yield _PLAIN, "{{ deadline_rule }}"
    if notice in (Notice.CIRCULATION, Notice.REVISION):
        yield _BOLD, "What silence means"
        yield _PLAIN, "{{ silence }}"
        if notice is Notice.REVISION:
            yield from _where_any("changes", "What has changed")
            yield from _where_any("because", "Reason given for the revision")
        yield _BOLD, "What an objection does"
        yield _PLAIN, "{{ effect }}"
        yield from _each("objecting")
        yield from _where_any("warnings", "Please note")
        return
    if notice is Notice.CONFIRMATION:
        yield from _if_any("number", (_PLAIN, "The decision bears the number {{ number }}."))
    if notice is Notice.SUSPENSION:
        again = "Unless it is resumed earlier, the period runs again from {{ until }}."
        yield from _if_any("until", (_PLAIN, again))
    yield from _where_any("because", "Reason given")


def _closing(form: Form) -> Iterator[Line]:
    if form is Form.NOTE_VERBALE:
        yield _PLAIN, _RENEWS
        yield _PLAIN, "{{ place }}, {{ date }}"
        return
    yield _PLAIN, "Accept, Excellency, the assurances of my highest consideration."
    yield _BOLD, _SIGNED
    yield from _if_any("office", (_PLAIN, "{{ office }}"))


def _each(field: str) -> Iterator[Line]:
    yield _PLAIN, f"{{%p for line in {field} %}}"
    yield _PLAIN, "{{ line }}"
    yield _PLAIN, "{%p endfor %}"


def _where_any(field: str, title: str) -> Iterator[Line]:
    yield from _if_any(field, (_BOLD, title), *_each(field))


def _if_any(field: str, *lines: Line) -> Iterator[Line]:
    yield _PLAIN, f"{{%p if {field} %}}"
    yield from lines
    yield _PLAIN, "{%p endif %}"
