"""Elements of Office Open XML, which are data from the first sign to the last.

An element is made of a name with its prefix, its attributes and its children. Text is never joined
to markup, so that nothing that somebody typed can become an element, an attribute or a field code.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from lxml import etree

# lxml has no public name for what its functions make.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] as above

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DECLARED: Final = {
    "w": ("w", "r"),
    "wp": ("wp", "a", "pic", "r"),
    "cp": ("cp", "dc", "dcterms", "xsi"),
    "op": ("vt",),
}
# Some programs read the parts of the package itself only without prefixes.
_BARE: Final = frozenset({"ct", "rel", "op"})

__all__ = ["NAMESPACES", "Element", "made", "named", "val", "written"]


def named(name: str) -> str:
    """The full name of "w:p"; a name without a prefix is left as it is."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def made(name: str, /, *children: Element | str | None, **attributes: str | int) -> Element:
    """An element such as "w:p" with its attributes; a child may be its text, or None for nothing.

    Attributes have the prefix of the element where it is "w", and otherwise none. Another one is
    written with two low lines: `xml__space`.
    """
    prefix = name.partition(":")[0]
    spaces: dict[str, str] = {p: NAMESPACES[p] for p in _DECLARED.get(prefix, (prefix,))}
    if prefix in _BARE:
        # The stubs do not know that None stands for the namespace of names without a prefix.
        bare: Any = {None: NAMESPACES[prefix]}
        spaces = {**bare, **{p: NAMESPACES[p] for p in _DECLARED.get(prefix, ())}}
    element = etree.Element(named(name), nsmap=spaces)
    for key, value in attributes.items():
        own = f"w:{key}" if prefix == "w" and "__" not in key else key.replace("__", ":")
        element.set(named(own), str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


def val(name: str, value: str | int) -> Element:
    """An element that has only a value: `<w:jc w:val="both"/>`."""
    return made(name, val=value)


def written(element: Element) -> bytes:
    """The part of a package whose root it is."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
