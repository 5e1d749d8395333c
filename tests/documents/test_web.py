"""HTML shows the words of the model and nothing else, to eyes and ears, on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from lxml import html
from playwright.async_api import Browser, Page

from nemcon.documents.house import HouseError, shipped_house
from nemcon.documents.model.blocks import Entry, Listing, Para, contents_of
from nemcon.documents.model.document import Document
from nemcon.documents.model.inlines import (
    Bracketed,
    Change,
    Comment,
    Content,
    Footnote,
    Words,
    content,
)
from nemcon.documents.web.spoken import spoken_in
from nemcon.documents.web.writing import (
    POLICY,
    STYLE_HASH,
    STYLE_SHEET,
    STYLES,
    render_fragment,
    render_html,
)
from nemcon.text.changes import Mark
from tests.browser.axe import faults_of
from tests.documents.samples import AT, HOSTILE_TEXTS, IN_SIX, REPORT, hostile

SCHEMES: Final = ("light", "dark")
STATIC: Final = Path(__file__).parents[2] / "api" / "static"
_HOUSE = shipped_house()
_OURS: Final = {"doc-said", "doc-by", "doc-refers", "doc-back"}
_ALL: Final[dict[str, Document]] = {**IN_SIX, "hostile": hostile()}


def _tree(document: Document) -> html.HtmlElement:
    return html.document_fromstring(render_html(document, _HOUSE))


def _text(element: html.HtmlElement) -> str:
    """The text without what is said besides the words of the document."""
    return "".join(_pieces(element)).strip()


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("class") not in _OURS:
            yield from _pieces(child)
        yield child.tail or ""


def _shown(items: Content) -> str:
    """The words of a line with what was deleted and what was inserted side by side."""
    return "".join(_words(items)).strip()


def _words(items: Content) -> Iterator[str]:
    for item in items:
        match item:
            case Bracketed():
                by = f"{', '.join(item.by)}: " if item.by else ""
                yield f"[{by}{''.join(_words(item.content)) or '...'}]"
            case Change() | Comment():
                yield from _words(item.content)
            case Footnote():
                pass
            case _:
                yield item.text


@pytest.mark.parametrize("name", sorted(_ALL))
def test_each_line_reads_as_it_does_in_the_model(name: str) -> None:
    document = _ALL[name]
    tree = _tree(document)
    (text,) = tree.find_class("doc-text")
    assert [_text(words) for words in text.find_class("doc-words")] == [
        _shown(items) for _, items in contents_of(document.blocks)
    ]
    (title,) = tree.find_class("doc-title")
    assert _text(title) == document.title


def test_paragraphs_are_numbered_with_words_that_can_be_linked() -> None:
    tree = _tree(REPORT)
    numbers = [block.number for block in REPORT.blocks if isinstance(block, Para) and block.number]
    shown = tree.find_class("doc-numbered")
    assert [_text(p.find_class("doc-label")[0]) for p in shown] == [f"{n}." for n in numbers]
    assert tree.get_element_by_id("paragraph-2-bis").find_class("doc-label")[0].text_content() == (
        "2 bis."
    )


def test_what_is_syntax_elsewhere_becomes_no_element_no_attribute_and_no_address() -> None:
    tree = _tree(hostile())
    plain = _tree(replace(REPORT, blocks=(*REPORT.blocks, *IN_SIX["ar"].blocks)))
    assert {e.tag for e in tree.iter("*")} <= {e.tag for e in plain.iter("*")}
    names = {name for e in tree.iter("*") for name in e.attrib}
    assert names <= {name for e in plain.iter("*") for name in e.attrib}
    assert all(str(href).startswith("#") for href in tree.xpath("//@href"))
    assert not tree.xpath("//comment()")
    text = tree.text_content()
    assert all(typed in text for typed in HOSTILE_TEXTS)


def test_the_same_document_gives_the_same_bytes() -> None:
    for document in _ALL.values():
        assert render_html(document, _HOUSE) == render_html(document, _HOUSE)
    assert render_html(replace(REPORT, note="Edited."), _HOUSE) != render_html(REPORT, _HOUSE)


def test_a_page_says_its_language_its_direction_and_what_it_is() -> None:
    tree = _tree(IN_SIX["ar"])
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    title = tree.findtext("head/title") or ""
    assert title.startswith("CTOC/COP/WG.3/2020/L.1 ")
    (symbol, *_) = tree.find_class("doc-symbol")
    assert (symbol.tag, symbol.get("dir")) == ("bdi", "ltr")
    ways = [p.find_class("doc-words")[0].get("dir") for p in tree.iter("blockquote")]
    assert ways == ["ltr", None]


def test_a_change_tells_those_who_hear_it_who_made_it_and_when() -> None:
    tree = _tree(REPORT)
    inserted = next(tree.iter("ins"))
    assert inserted.get("datetime") == "2020-06-19T16:30:00Z"
    begins, ends = inserted.find_class("doc-said")
    assert begins.text_content() == " insertion: Colombia, 19 June 2020, 16:30 UTC: "
    assert ends.text_content() == " end of the change "
    assert next(tree.iter("del")).find_class("doc-said")[0].text_content().startswith(" deletion: ")
    whole = tree.get_element_by_id("paragraph-6").find("ins")
    assert whole is not None
    assert (whole.get("datetime"), whole.get("title")) == (None, "insertion")
    pending = [mark.find_class("doc-said")[0].text_content() for mark in tree.iter("mark")]
    assert pending == [" (to be confirmed)", " (to be completed)"]


def test_what_was_inserted_as_a_whole_is_told_once_and_of_sub_paragraphs_too() -> None:
    by = Change(Mark.INSERTED, (Words("to act;"),), "Norway", AT)
    entries = (
        Entry((by,), "(a)", whole=Mark.INSERTED),
        Entry((Words("to wait."),), "(b)", whole=Mark.DELETED),
    )
    tree = _tree(replace(REPORT, blocks=(Listing(entries), Para((by,), whole=Mark.INSERTED))))
    told = [each.get("title") for each in tree.iter("ins", "del")]
    norway = "insertion: Norway, 19 June 2020, 16:30 UTC"
    assert told == [norway, "deletion", norway]


def test_notes_and_comments_lead_both_ways() -> None:
    tree = _tree(REPORT)
    links = {link.get("href", "").removeprefix("#"): link for link in tree.iter("a")}
    assert set(links) == {
        *("note-1", "noted-1", "note-2", "noted-2"),
        *("comment-1", "commented-1"),
    }
    for there in links:
        assert tree.get_element_by_id(there) is not None
    (norway,) = tree.find_class("doc-below")[1].find("ol")
    assert "Norway, 22 June 2020, 09:05 UTC: Is this covered by article 18" in norway.text_content()


def test_a_note_within_a_note_stays_in_its_words() -> None:
    nested = Footnote((Words("See above"), Footnote(content("A/RES/55/25")), Words(".")))
    tree = _tree(replace(REPORT, blocks=(Para((Words("Here"), nested)),)))
    (note,) = tree.get_element_by_id("note-1").find_class("doc-words")
    assert note.text_content() == "See above (A/RES/55/25)."
    assert len(tree.find_class("doc-refers")) == 1


def test_a_table_names_its_columns_and_its_rows() -> None:
    (table,) = _tree(REPORT).iter("table")
    assert [(th.text_content(), th.get("scope")) for th in table.iter("th")] == [
        *(("Category", "col"), ("Present", "col"), ("In person", "col")),
        *(("States parties", "row"), ("Signatories", "row"), ("Total", "row")),
    ]
    assert table.findtext("caption/bdi") == "Attendance by category"


def test_two_fragments_can_stand_on_one_page() -> None:
    one, two = (render_fragment(REPORT, _HOUSE, prefix) for prefix in ("old-", "new-"))
    tree = html.fragment_fromstring(str(one + two), create_parent="div")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(str(href)[1:] in ids for href in tree.xpath("//@href"))
    assert not tree.xpath("//h1 | //style | //script")
    assert [article.get("lang") for article in tree.iter("article")] == ["en", "en"]


def test_a_language_without_words_of_its_own_is_told_in_english() -> None:
    assert spoken_in("pt").insertion == "insertion"
    with pytest.raises(HouseError, match="pt"):
        render_html(replace(REPORT, language="pt"), _HOUSE)


def test_a_logo_is_within_the_page_and_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    tree = html.document_fromstring(
        render_html(REPORT, _HOUSE.model_copy(update={"logo": logo, "name": "Ours"}))
    )
    (picture,) = tree.iter("img")
    assert picture.get("src", "").startswith("data:image/svg+xml;base64,")
    assert picture.get("alt") == "Ours"
    other = _HOUSE.model_copy(update={"logo": tmp_path / "logo.exe"})
    with pytest.raises(HouseError, match=r"logo\.exe"):
        render_html(REPORT, other)


def _around(document: Document) -> str:
    """A page of ours with the document as a part of it."""
    sheets = (
        *(STATIC / "vendor" / "pico.classless.min.css", STATIC / "nemcon.css"),
        STYLES / STYLE_SHEET,
    )
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return (
        f'<!doctype html><html lang="en"><title>A page</title><style>{style}</style><body><main>'
        f"<h1>A page</h1>{render_fragment(document, _HOUSE)}</main></body></html>"
    )


async def _open(page: Page, document: Document, complaints: list[str]) -> None:
    """The page as it is served, under its own policy."""
    page.on("console", lambda message: complaints.append(message.text))
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    body = render_html(document, _HOUSE)
    await page.route("**/*", lambda route: route.fulfill(body=body, headers=headers))
    await page.goto("http://document.invalid/")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in sorted(_ALL)), ("en", "dark")]
)
async def test_a_page_is_accessible_and_fits_a_small_phone(
    browser: Browser, name: str, scheme: Literal["light", "dark"]
) -> None:
    context = await browser.new_context(
        color_scheme=scheme, viewport={"width": 320, "height": 640}, bypass_csp=True
    )
    page = await context.new_page()
    await _open(page, _ALL[name], [])
    assert await faults_of(page, scheme) == []
    lines: Any = await page.evaluate(
        "[...document.querySelectorAll('.doc-symbol')].map(each => each.getClientRects().length)"
    )
    assert set(lines) <= {1}
    await context.close()


@pytest.mark.browser
async def test_the_style_of_a_page_is_let_in_by_its_hash_and_nothing_else_is(page: Page) -> None:
    complaints: list[str] = []
    await _open(page, hostile(), complaints)
    assert STYLE_HASH in POLICY
    assert [text for text in complaints if "favicon" not in text] == []
    weight: Any = await page.evaluate(
        "getComputedStyle(document.querySelector('.doc-title')).fontWeight"
    )
    assert weight == "700"


LONG: Final = content("(CTOC/COP/WG.3/2020/L.1/Rev.1)")
DEEP: Final = Listing((Entry(LONG, "(a)", (Entry(LONG, "(i)"),)),))
NARROW: Final = (Para(LONG, number="2 bis"), DEEP, Para(LONG, quoted=True))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("alone", [True, False])
async def test_a_long_symbol_is_in_one_piece_wherever_it_stands(
    browser: Browser, language: str, alone: bool
) -> None:
    document = replace(IN_SIX[language], blocks=NARROW)
    context = await browser.new_context(viewport={"width": 320, "height": 640})
    page = await context.new_page()
    await page.set_content(render_html(document, _HOUSE).decode() if alone else _around(document))
    lines, wide = await page.evaluate(
        """[[...document.querySelectorAll('.doc-symbol')].map(each => each.getClientRects().length),
          document.documentElement.scrollWidth - innerWidth]"""
    )
    assert (set(lines), len(lines)) == ({1}, 5)
    assert wide <= 0
    await context.close()


@pytest.mark.browser
async def test_arabic_is_laid_out_from_the_right(page: Page) -> None:
    await _open(page, IN_SIX["ar"], [])
    places: Any = await page.evaluate(
        """[...document.querySelectorAll('.doc-numbered')].map(p => [
          p.querySelector('.doc-label').getBoundingClientRect().left,
          p.querySelector('.doc-words').getBoundingClientRect().right])"""
    )
    assert len(places) == 3
    assert all(label >= words for label, words in places)


@pytest.mark.browser
async def test_a_page_enlarged_to_twice_its_size_still_fits(browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 640, "height": 640})
    page = await context.new_page()
    for document in _ALL.values():
        await _open(page, document, [])
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide: Any = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        await page.unroute_all()
    await context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_fragment_is_accessible_within_a_page_of_ours(
    browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = await browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 640})
    page = await context.new_page()
    await page.set_content(_around(REPORT))
    assert await faults_of(page, scheme) == []
    looks: Any = await page.evaluate(
        """[getComputedStyle(document.querySelector('.doc ins'), '::before').content,
          getComputedStyle(document.querySelector('.doc > header')).backgroundColor,
          getComputedStyle(document.querySelector('.doc mark')).backgroundColor]"""
    )
    marked = {"light": "rgb(255, 240, 184)", "dark": "rgb(74, 61, 16)"}
    assert looks == ["none", "rgba(0, 0, 0, 0)", marked[scheme]]
    await context.close()
