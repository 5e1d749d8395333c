"""Fills a Word template, so that whatever a value holds comes out as words.

Each sign that could be markup or template code is written as a character reference before it meets
either. The same template and values give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

from docxtpl import (  # type: ignore[import-untyped]  # it tells its types to nobody
    DocxTemplate,  # pyright: ignore[reportMissingTypeStubs]  # as above
)
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from nemcon.documents.templates.fields import KNOWN, NotFilled, Values
from nemcon.documents.templates.origin import packed, without_origin
from nemcon.documents.templates.reading import is_sound
from nemcon.text.lines import line

_MOST_IN_A_TRIAL: Final = 5_000_000
"""How many signs what is repeated may come to, for as many lines as a long text has."""
_MOST_IN_A_LETTER: Final = 20_000_000
_LONG_TEXT: Final = 1_000
_LONG_LIST: Final = 100
_BRACES: Final = {ord(sign): f"&#{ord(sign)};" for sign in "{}"}
"""Without braces nothing that was typed is read as a placeholder, or changed for one."""
_NOT_IN_XML: Final = {
    **dict.fromkeys((n for n in range(32) if chr(n) not in "\t\n"), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
    0xFFFE: "\N{REPLACEMENT CHARACTER}",
    0xFFFF: "\N{REPLACEMENT CHARACTER}",
}
_PLAIN: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
"""What a template may be made of: names, and what is shown if or for. Nothing of it is called."""


def fill(template: bytes, values: Values) -> bytes:
    """The letter. Raises `NotFilled` for a template that was never checked."""
    try:
        return _filled(template, values)
    except (TemplateError, etree.XMLSyntaxError) as error:
        message = f"The template cannot be filled: {error}"
        raise NotFilled(message) from error


def misused(template: bytes) -> Iterator[str]:
    """What the placeholders do that they may not, a sentence each, as the library reads them."""
    environment = _environment()
    filling: Any = DocxTemplate(io.BytesIO(template))
    filling.render_init()
    for source in _sources(filling):
        try:
            tree = environment.parse(source)
        except TemplateError as error:
            yield f"A placeholder is not complete: {error.message or 'look for if and for'}."
            continue
        yield from _misuse(tree)


def is_too_long(template: bytes) -> bool:
    """Whether what is repeated for each line would make of a long text more than can be filled."""
    filling: Any = DocxTemplate(io.BytesIO(template))
    filling.render_init()
    lines = {name: _LONG_LIST for name, field in KNOWN.items() if field.many}
    return _repeated(filling, {**lines, "text": _LONG_TEXT}) > _MOST_IN_A_TRIAL


def _repeated(filling: Any, lines: Mapping[str, int]) -> int:  # noqa: ANN401 - as below
    """How many signs of the template itself stand in what is repeated, for so many lines."""
    environment = _environment()
    return sum(
        len(piece.data) * lines.get(loop.iter.name, 0)
        for source in _sources(filling)
        for loop in environment.parse(source).find_all(nodes.For)
        if isinstance(loop.iter, nodes.Name)
        for piece in loop.find_all(nodes.TemplateData)
    )


def _misuse(tree: nodes.Template) -> Iterator[str]:
    repeated = {
        loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)
    }
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _PLAIN):
            yield "Only the names of fields, if and for are possible in a placeholder."
        elif isinstance(node, nodes.Name) and node.name not in KNOWN.keys() | repeated:
            yield f'There is no field "{node.name}".'
    for loop in tree.find_all(nodes.For):
        over = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
        if over not in KNOWN or not KNOWN[over].many:
            yield "Only a field of several lines can be repeated with for."
        if not isinstance(loop.target, nodes.Name) or loop.target.name in KNOWN:
            yield "Give each line of a field a name of its own, such as line."
        if any(loop.find_all(nodes.For)) or loop.recursive or loop.test or loop.else_:
            yield "What is repeated with for cannot hold another for, nor an else."


def _filled(template: bytes, values: Values) -> bytes:
    environment = _environment()
    # The library types the file behind it, and not what it does with it.
    filling: Any = DocxTemplate(io.BytesIO(template))
    filling.render_init()
    many = {name: len(value) for name, value in values.items() if not isinstance(value, str)}
    if _repeated(filling, many) > _MOST_IN_A_LETTER:
        message = "The template repeats so much for each line that the letter would be too long."
        raise NotFilled(message)
    body = str(filling.build_xml(dict(values), environment))
    if not is_sound(body):
        message = "A placeholder stands across paragraphs, so that what it shows is lost."
        raise NotFilled(message)
    tree = filling.fix_tables(body)
    filling.fix_docpr_ids(tree)
    filling.map_tree(tree)
    for uri in (filling.HEADER_URI, filling.FOOTER_URI):
        for key, xml in filling.build_headers_footers_xml(dict(values), uri, environment):
            filling.map_headers_footers_xml(key, xml)
    filling.render_footnotes(dict(values), environment)
    without_origin(filling.docx.part.package, title=line(_title(values)))
    saved = io.BytesIO()
    filling.docx.save(saved)
    return packed(saved.getvalue())


def _sources(filling: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The parts as the library reads them, with their placeholders put together."""
    yield str(filling.patch_xml(filling.get_xml()))
    for uri in (filling.HEADER_URI, filling.FOOTER_URI):
        for _, part in filling.get_headers_footers(uri):
            yield str(filling.patch_xml(filling.get_part_xml(part)))
    for part in filling.docx.part.package.parts:
        if str(part.content_type).endswith("footnotes+xml"):
            yield str(filling.patch_xml(bytes(part.blob).decode()))


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_as_words
    )
    # Jinja leaves the types of these tables open.
    for table in (made.globals, made.filters, made.tests):  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        table.clear()
    return made


def _as_words(value: object) -> object:
    """A value as it may stand in the XML of a paragraph, and nowhere else be read."""
    if not isinstance(value, str):
        return value
    plain = value.replace("\r\n", "\n").translate(_NOT_IN_XML)
    return Markup(str(escape(plain)).translate(_BRACES))  # noqa: S704 - it is escaped right here


def _title(values: Values) -> str:
    """What every program shows of the letter."""
    return " ".join(str(values[name]) for name in ("reference", "subject") if values.get(name))
