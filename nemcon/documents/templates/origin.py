"""Takes out of a filled letter who made its template, where and when, and packs it without a date.

A letter goes to every delegation: the names of those who drafted the template, the paths of their
disks and what else their programs keep in a file are nobody's business.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from nemcon.documents.word.xml import made, named, written

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_MOST_STORED: Final = 2 * 1024 * 1024
_UNSAID: Final = frozenset(
    {
        "comments",
        "commentsExtended",
        "commentsExtensible",
        "commentsIds",
        "people",
        "customXml",
        "glossaryDocument",
        "keyMapCustomizations",
        "attachedTemplate",
        "printerSettings",
        "stylesWithEffects",
    }
)
"""Parts that a letter does not show, by kind: remarks, names, building blocks, a second styles."""
_KEPT_BY_ELEMENTS: Final = tuple(
    map(named, ("w:attachedTemplate", "w:docVars", "w:rsids", "w:printerSettings"))
)


def without_origin(package: Any, *, title: str) -> None:  # noqa: ANN401 - the library types none
    """Leave nothing in the letter but what it shows, and give it properties of its own."""
    for part in tuple(package.parts):
        _cleared(part)
    for name, relation in tuple(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[name]
    # Where the part is missing the library writes one with the time of the clock.
    core = written(made("cp:coreProperties", made("dc:title", title)))
    uri = PackURI("/docProps/core.xml")
    part = Part(uri, CONTENT_TYPE.OPC_CORE_PROPERTIES, core, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _cleared(part: Any) -> None:  # noqa: ANN401 - as above
    for name, relation in tuple(part.rels.items()):
        if str(relation.reltype).rpartition("/")[2] in _UNSAID:
            del part.rels[name]
    root = getattr(part, "element", None)
    if root is not None:
        for element in tuple(root.iter(*_KEPT_BY_ELEMENTS)):
            element.getparent().remove(element)


def packed(data: bytes) -> bytes:
    """The same parts in the same order, without a date.

    What `zlib` makes of the same bytes differs from one build of it to the next, and the letter
    that is sent has to be the one that was shown: only one that is long is compressed all the same,
    since it goes to hundreds.
    """
    made_of = list(_parts(data))
    long = sum(len(part) for _, part in made_of) > _MOST_STORED
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in made_of:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3  # one and the same, whatever machine writes the file
            entry.external_attr = 0o644 << 16
            method = zipfile.ZIP_DEFLATED if long else zipfile.ZIP_STORED
            package.writestr(entry, part, method, 9 if long else None)
    return out.getvalue()


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as saved:
        for name in saved.namelist():
            yield name, saved.read(name)
