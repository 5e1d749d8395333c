"""The styles and the settings of a Word file, which look like a document of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nemcon.documents.house import House, Script
from nemcon.documents.word.xml import Element, made, val

_LOCALES: Final = {
    "ar": "ar-SA",
    "zh": "zh-CN",
    "en": "en-GB",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "es": "es-ES",
}
_SIDE: Final = 1267
_BOLD: Final = "bold"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A style of paragraphs. Sizes are in half points, lengths in twentieths of a point."""

    id: str
    name: str
    size: int = 0
    weight: str = ""
    before: int = 0
    after: int = 120
    left: int = 0
    right: int = 0
    hanging: int = 0
    tabs: tuple[int, ...] = ()
    align: str = ""
    level: int | None = None
    lines: int = 0
    follows: str = ""

    @property
    def keeps(self) -> bool:
        """Whether the next paragraph stays on its page."""
        return self.level is not None or self.id in {"Caption", "TableHead"}


_PARAGRAPHS: Final = (
    _Paragraph("BodyText", "Body Text", left=_SIDE, right=_SIDE, tabs=(1742,), align="both"),
    _Paragraph("Title", "Title", 28, _BOLD, 240, 240, _SIDE, _SIDE, follows="BodyText"),
    _Paragraph("SmallPrint", "Small print", 18, left=_SIDE, right=_SIDE),
    _Paragraph("Heading1", "heading 1", 28, _BOLD, 240, 160, _SIDE, _SIDE, 633, (_SIDE,), level=0),
    _Paragraph("Heading2", "heading 2", 24, _BOLD, 200, 120, _SIDE, _SIDE, 633, (_SIDE,), level=1),
    _Paragraph("Heading3", "heading 3", 20, _BOLD, 160, 120, _SIDE, _SIDE, 633, (_SIDE,), level=2),
    _Paragraph("Heading4", "heading 4", 20, _BOLD, 120, 120, _SIDE, _SIDE, 633, (_SIDE,), level=3),
    _Paragraph("Quote", "Quote", left=2217, right=1742, align="both"),
    _Paragraph("ListEntry", "List entry", right=_SIDE, align="both"),
    _Paragraph("Caption", "caption", 20, _BOLD, 160, 80),
    _Paragraph("TableHead", "Table head", 18, before=40, after=40, lines=220),
    _Paragraph("TableText", "Table text", 18, before=40, after=40, lines=220),
    _Paragraph("AfterTable", "After table", 12, after=60),
    _Paragraph("Signature", "Signature", after=0, right=_SIDE, align="right"),
    _Paragraph("MastheadLarge", "Masthead large", 34, _BOLD, after=60, lines=360),
    _Paragraph("MastheadName", "Masthead name", 28, after=40),
    _Paragraph("MastheadSymbol", "Masthead symbol", 20, after=40, align="right"),
    _Paragraph("MastheadFact", "Masthead fact", 20, after=0),
    _Paragraph("MastheadNotation", "Masthead notation", 20, after=0),
    _Paragraph("Header", "header", 18, _BOLD, after=0),
    _Paragraph("Footer", "footer", 17, _BOLD, after=0, align="right"),
    _Paragraph("FootnoteText", "footnote text", 17, after=20, left=_SIDE, right=_SIDE, lines=210),
    _Paragraph("CommentText", "annotation text", 20, after=0),
)


def styles(house: House, language: str) -> Element:
    """The styles of a document in that language."""
    fonts = house.fonts.word
    text, arabic, han = fonts[Script.TEXT], fonts[Script.ARABIC], fonts[Script.HAN]
    latin = language if language not in {"ar", "zh"} else "en"
    default = made(
        "w:rPr",
        made("w:rFonts", ascii=text, hAnsi=text, eastAsia=han, cs=arabic),
        val("w:sz", 20),
        val("w:szCs", 26 if language == "ar" else 20),
        made("w:lang", val=_LOCALES.get(latin, latin), eastAsia="zh-CN", bidi="ar-SA"),
    )
    spacing = made("w:spacing", after=120, line=240, lineRule="atLeast")
    return made(
        "w:styles",
        made(
            "w:docDefaults",
            made("w:rPrDefault", default),
            made("w:pPrDefault", made("w:pPr", spacing)),
        ),
        made("w:style", val("w:name", "Normal"), made("w:qFormat"), **_kind("paragraph", "Normal")),
        made("w:style", val("w:name", "Default Paragraph Font"), **_kind("character", "Plain")),
        *(_paragraph(style, arabic=language == "ar") for style in _PARAGRAPHS),
        *_characters(),
        _table_normal(),
        _table_of_facts(),
    )


def settings(*, tracked: bool) -> Element:
    """The settings; `tracked` says that whoever writes into the file is recorded from the start."""
    compatibility = made(
        "w:compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return made(
        "w:settings",
        made("w:trackRevisions") if tracked else None,
        val("w:defaultTabStop", 475),
        made("w:footnotePr", made("w:footnote", id=-1), made("w:footnote", id=0)),
        made("w:compat", compatibility),
    )


def _kind(kind: str, style: str) -> dict[str, str | int]:
    default: dict[str, str | int] = {"default": 1} if style in {"Normal", "Plain"} else {}
    return {"type": kind, **default, "styleId": style}


def _paragraph(style: _Paragraph, *, arabic: bool) -> Element:
    indents = {"left": style.left, "right": style.right, "hanging": style.hanging}
    lengths: dict[str, str | int] = {key: length for key, length in indents.items() if length}
    height: dict[str, str | int] = (
        {"line": style.lines, "lineRule": "atLeast"} if style.lines else {}
    )
    tabs = made("w:tabs", *(made("w:tab", val="left", pos=at) for at in style.tabs))
    properties = made(
        "w:pPr",
        made("w:keepNext") if style.keeps else None,
        made("w:keepLines") if style.level is not None else None,
        tabs if style.tabs else None,
        made("w:spacing", before=style.before, after=style.after, **height),
        made("w:ind", **lengths) if lengths else None,
        val("w:jc", style.align) if style.align else None,
        val("w:outlineLvl", style.level) if style.level is not None else None,
    )
    # Arabic letters are small for their size, so they are set larger than Latin ones.
    complex_size = style.size + 6 if arabic else style.size
    run = (
        made("w:b") if style.weight else None,
        made("w:bCs") if style.weight else None,
        val("w:sz", style.size) if style.size else None,
        val("w:szCs", complex_size) if style.size else None,
    )
    runs = made("w:rPr", *run) if any(part is not None for part in run) else None
    return made(
        "w:style",
        val("w:name", style.name),
        val("w:basedOn", "Normal"),
        val("w:next", style.follows) if style.follows else None,
        made("w:qFormat"),
        properties,
        runs,
        **_kind("paragraph", style.id),
    )


def _characters() -> tuple[Element, ...]:
    raised = val("w:vertAlign", "superscript")
    shade = made("w:shd", val="clear", color="auto", fill="FFF2CC")
    return (
        _character("FootnoteReference", "footnote reference", raised),
        _character("CommentReference", "annotation reference", val("w:sz", 16)),
        _character("Pending", "Pending", shade),
        _character("BracketBy", "Bracket by", made("w:i"), made("w:iCs")),
    )


def _character(style: str, name: str, *properties: Element) -> Element:
    return made(
        "w:style",
        val("w:name", name),
        val("w:basedOn", "Plain"),
        made("w:rPr", *properties),
        **_kind("character", style),
    )


def _table_normal() -> Element:
    margins = made(
        "w:tblCellMar",
        made("w:left", w=0, type="dxa"),
        made("w:right", w=108, type="dxa"),
    )
    return made(
        "w:style",
        val("w:name", "Normal Table"),
        made("w:tblPr", made("w:tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _table_of_facts() -> Element:
    borders = made(
        "w:tblBorders",
        made("w:top", val="single", sz=4, space=0, color="auto"),
        made("w:bottom", val="single", sz=12, space=0, color="auto"),
        made("w:insideH", val="single", sz=2, space=0, color="BFBFBF"),
    )
    return made(
        "w:style",
        val("w:name", "Table of facts"),
        val("w:basedOn", "TableNormal"),
        made("w:tblPr", borders),
        type="table",
        styleId="TableOfFacts",
    )
