"""Puts the parts of a Word file into its package, in a fixed order and with fixed dates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from nemcon.documents.word.xml import Element, made, written
from nemcon.text.lines import line

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY: Final = 2  # the format leaves 0 and 1 to itself
PREFIX: Final = "nemcon."
"""What the names of our own properties begin with."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the document refers to, as `reference`; `kind` is of the relationship."""

    reference: str
    kind: str
    name: str
    media_type: str
    data: bytes


def word_part(reference: str, kind: str, name: str, root: Element) -> Part:
    """A part of XML below "word/", such as the styles."""
    media = {"header": "header", "footer": "footer"}.get(kind, kind)
    return Part(reference, kind, name, f"{_WORD}.{media}+xml", written(root))


def properties_part(values: Mapping[str, str]) -> bytes:
    """Custom properties, each named with `PREFIX`, by which a file is known when it comes back."""
    entries = (
        made(
            "op:property",
            made("vt:lpwstr", line(values[name])),
            fmtid=_FORMAT_ID,
            pid=number,
            name=f"{PREFIX}{line(name)}",
        )
        for number, name in enumerate(sorted(values), _FIRST_PROPERTY)
    )
    return written(made("op:Properties", *entries))


def core_part(*, title: str, author: str, language: str, dated: date) -> bytes:
    """The properties that every program shows. The day of the masthead is the only date."""
    instant = f"{dated.isoformat()}T00:00:00Z"
    return written(
        made(
            "cp:coreProperties",
            made("dc:title", line(title)),
            made("dc:creator", line(author)),
            made("cp:lastModifiedBy", line(author)),
            made("dcterms:created", instant, xsi__type="dcterms:W3CDTF"),
            made("dcterms:modified", instant, xsi__type="dcterms:W3CDTF"),
            made("dc:language", language),
        )
    )


def packed(document: bytes, parts: Sequence[Part], core: bytes, custom: bytes) -> bytes:
    """The bytes of the file.

    Nothing is compressed: what `zlib` makes of the same bytes differs from one build of it to the
    next, and the hash of a file has to be the same on every machine.
    """
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _root_relations(),
        "docProps/core.xml": core,
        "docProps/custom.xml": custom,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            (part.reference, f"{_OFFICE}/{part.kind}", part.name) for part in parts
        ),
        **{f"word/{part.name}": part.data for part in parts},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3  # one and the same, whatever machine writes the file
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return out.getvalue()


def _content_types(parts: Sequence[Part]) -> bytes:
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    types = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/docProps/core.xml": core,
        "/docProps/custom.xml": custom,
        **{f"/word/{part.name}": part.media_type for part in parts},
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return written(
        made(
            "ct:Types",
            made("ct:Default", Extension="rels", ContentType=relations),
            made("ct:Default", Extension="xml", ContentType="application/xml"),
            *(made("ct:Override", PartName=n, ContentType=t) for n, t in types.items()),
        )
    )


def _root_relations() -> bytes:
    return _relations(
        (
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
        )
    )


def _relations(relations: Iterable[tuple[str, str, str]]) -> bytes:
    return written(
        made(
            "rel:Relationships",
            *(made("rel:Relationship", Id=i, Type=t, Target=to) for i, t, to in relations),
        )
    )
