"""Writes what stands around the text: the masthead, the running head, the page and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image

from nemcon.documents.house import FROM_THE_RIGHT, House, HouseError, Writing
from nemcon.documents.model.document import Document, reads_from_the_right
from nemcon.documents.model.inlines import Style, content
from nemcon.documents.word.writing_blocks import TEXT_WIDTH, paragraph
from nemcon.documents.word.writing_lines import Look, Pen, bidi
from nemcon.documents.word.writing_package import Part
from nemcon.documents.word.xml import NAMESPACES, Element, made, val

_FACTS: Final = 3700
_MOST_FACTS: Final = 5600
_SIGN: Final = 125  # the width of a sign of a symbol, most of which are capitals
_AIR: Final = 60
_LOGO: Final = 1267
_THIN: Final = 4
_THICK: Final = 18
_LOGO_HEIGHT: Final = 720000  # two centimetres, in the units of drawings
_LOGO_WIDTH: Final = 720000
HEADER: Final = "rIdHeader"
FOOTER: Final = "rIdFooter"
LOGO: Final = "rIdLogo"


@dataclass(frozen=True, slots=True)
class _Cell:
    style: str
    lines: tuple[str, ...]
    symbol: bool = False


def masthead(pen: Pen, document: Document) -> list[Element]:
    """The table above the text, what stands under it, the title and the small print."""
    head = document.masthead
    writing = pen.house.writing(document.language)
    with_logo = pen.house.logo is not None
    lead = (_LOGO,) if with_logo else ()
    facts = min(max(_FACTS, _SIGN * len(head.symbol)), _MOST_FACTS)
    widths = (*lead, TEXT_WIDTH - facts - sum(lead), facts)
    top = (
        _Cell("MastheadName", (writing.organization,)),
        _Cell("MastheadSymbol", (head.symbol,), symbol=True),
    )
    below = (
        _Cell("MastheadLarge", (head.organ,)),
        _Cell("MastheadFact", _facts(document, writing)),
    )
    table = made(
        "w:tbl",
        made(
            "w:tblPr",
            made("w:bidiVisual") if pen.language in FROM_THE_RIGHT else None,
            made("w:tblW", w=TEXT_WIDTH, type="dxa"),
            made("w:tblLayout", type="fixed"),
        ),
        made("w:tblGrid", *(made("w:gridCol", w=width) for width in widths)),
        _row(pen, top, widths, rule=_THIN, height=560),
        _row(pen, below, widths, rule=_THICK, height=1500, logo=with_logo),
    )
    notation = filter(None, (head.body, head.session, head.place, head.item))
    mirrored = pen.language in FROM_THE_RIGHT
    found = [table, made("w:p", made("w:pPr", val("w:pStyle", "AfterTable")))]
    for index, text in enumerate(notation):
        bold = Style.BOLD if index == 0 and head.body else Style.PLAIN
        found.append(paragraph(pen, "MastheadNotation", content(text, bold), right=mirrored))
    found.append(paragraph(pen, "Title", content(document.title)))
    if document.note:
        found.append(paragraph(pen, "SmallPrint", content(document.note)))
    return found


def section(pen: Pen, *, headed: bool) -> Element:
    """The page: A4, with the running head from the second page on."""
    return made(
        "w:sectPr",
        _refer("w:headerReference", HEADER, "default") if headed else None,
        _refer("w:footerReference", FOOTER, "default"),
        _refer("w:footerReference", FOOTER, "first"),
        made("w:pgSz", w=11906, h=16838),
        made(
            "w:pgMar",
            top=1418,
            right=1134,
            bottom=1418,
            left=1134,
            header=709,
            footer=624,
            gutter=0,
        ),
        made("w:titlePg"),
        made("w:bidi") if pen.language in FROM_THE_RIGHT else None,
    )


def running_head(pen: Pen, document: Document) -> Element:
    """The symbol above each page but the first."""
    rule = made("w:pBdr", made("w:bottom", val="single", sz=4, space=4, color="auto"))
    properties = made(
        "w:pPr", val("w:pStyle", "Header"), rule, bidi(right=pen.language in FROM_THE_RIGHT)
    )
    symbol = pen.words(document.masthead.symbol, Look(symbol=True))
    return made("w:hdr", made("w:p", properties, *symbol))


def running_foot(pen: Pen) -> Element:
    """The number of the page: the only field in the file, and its code is ours."""
    number = made("w:fldSimple", made("w:r", made("w:t", "1")), instr=" PAGE ")
    properties = made(
        "w:pPr", val("w:pStyle", "Footer"), bidi(right=pen.language in FROM_THE_RIGHT)
    )
    return made("w:ftr", made("w:p", properties, number))


def logo_part(house: House) -> Part | None:
    """The logo of the house; raises `HouseError` where Word cannot show such a picture."""
    if house.logo is None:
        return None
    data, image = _picture(house)
    return Part(LOGO, "image", f"media/logo.{image.ext}", image.content_type, data)


def _facts(document: Document, writing: Writing) -> tuple[str, ...]:
    head = document.masthead
    return (
        writing.distributed(head.distribution),
        writing.written(head.dated),
        "",
        writing.drafted_in(head.original),
    )


def _refer(name: str, part: str, kind: str) -> Element:
    return made(name, r__id=part, type=kind)


def _row(
    pen: Pen,
    cells: Sequence[_Cell],
    widths: Sequence[int],
    *,
    rule: int,
    height: int,
    logo: bool = False,
) -> Element:
    filled = [_cell(pen, cell) for cell in cells]
    spanned = len(widths) - len(cells)
    if logo:
        properties = made("w:pPr", val("w:pStyle", "MastheadFact"))
        filled.insert(0, [made("w:p", properties, _drawing(pen.house))])
    elif spanned:
        # The name of the organization stands above the logo as well.
        widths = (sum(widths[: spanned + 1]), *widths[spanned + 1 :])
    row = made(
        "w:tr", made("w:trPr", made("w:cantSplit"), made("w:trHeight", val=height, hRule="atLeast"))
    )
    for index, (width, paragraphs) in enumerate(zip(widths, filled, strict=True)):
        borders = made(
            "w:tcBorders", made("w:bottom", val="single", sz=rule, space=0, color="auto")
        )
        align = val("w:vAlign", "bottom") if rule == _THIN else None
        air = made("w:tcMar", made("w:top", w=_AIR, type="dxa"))
        over = val("w:gridSpan", spanned + 1) if spanned and not logo and index == 0 else None
        properties = made("w:tcPr", made("w:tcW", w=width, type="dxa"), over, borders, air, align)
        row.append(made("w:tc", properties, *paragraphs))
    return row


def _cell(pen: Pen, cell: _Cell) -> list[Element]:
    found: list[Element] = []
    for text in cell.lines:
        # English facts stand in mastheads of other languages too, on the side of the others.
        right = pen.language in FROM_THE_RIGHT or reads_from_the_right(text)
        properties = made("w:pPr", val("w:pStyle", cell.style), bidi(right=right))
        words = pen.words(text, Look(symbol=cell.symbol), right=right)
        found.append(made("w:p", properties, *words))
    return found


def _picture(house: House) -> tuple[bytes, Image]:
    if house.logo is None:
        raise HouseError(f"{house.name} has no logo.")
    data = house.logo.read_bytes()
    try:
        return data, Image.from_blob(data)
    except UnrecognizedImageError as error:
        message = f"{house.logo.name} is no picture that Word can show; use a PNG or JPEG file."
        raise HouseError(message) from error


def _drawing(house: House) -> Element:
    _, image = _picture(house)
    scale = min(_LOGO_WIDTH / image.px_width, _LOGO_HEIGHT / image.px_height)
    size: dict[str, str | int] = {
        "cx": round(image.px_width * scale),
        "cy": round(image.px_height * scale),
    }
    picture = made(
        "pic:pic",
        made(
            "pic:nvPicPr",
            made("pic:cNvPr", id=1, name="logo", descr=house.name),
            made("pic:cNvPicPr"),
        ),
        made(
            "pic:blipFill",
            made("a:blip", r__embed=LOGO),
            made("a:stretch", made("a:fillRect")),
        ),
        made(
            "pic:spPr",
            made("a:xfrm", made("a:off", x=0, y=0), made("a:ext", **size)),
            made("a:prstGeom", made("a:avLst"), prst="rect"),
        ),
    )
    graphic = made("a:graphic", made("a:graphicData", picture, uri=NAMESPACES["pic"]))
    none: dict[str, str | int] = dict.fromkeys(("distT", "distB", "distL", "distR"), 0)
    inline = made(
        "wp:inline",
        made("wp:extent", **size),
        made("wp:docPr", id=1, name="logo", descr=house.name),
        graphic,
        **none,
    )
    return made("w:r", made("w:drawing", inline))
