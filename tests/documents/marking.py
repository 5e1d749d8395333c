"""Word files as delegations send them back: the export with its paragraphs written anew."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from nemcon.documents.building.marked_text import MarkedUpText, Offered, Remark, marked_text
from nemcon.documents.house import shipped_house
from nemcon.documents.model.document import Masthead
from nemcon.documents.word.writing import render_docx
from nemcon.text.negotiated import NegotiatedText
from nemcon.text.paper import read_text
from nemcon.text.writing import write_runs

AT = datetime(2026, 6, 15, 10, tzinfo=UTC)
HEAD = Masthead("Conference", "A/1/L.1", date(2026, 6, 15))
JANE = "Jane Doe"
TEXT = read_text("""Draft recommendations
1. States parties should meet every year.
2. States parties [EU: shall / China: should / no text] report by [2030].
3. Evidence is admissible:
  (a) before courts;
  (b) elsewhere.
4. The Secretariat should develop tools.""")
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def exported(
    text: NegotiatedText = TEXT, offered: Sequence[Offered] = (), remarks: Sequence[Remark] = ()
) -> bytes:
    """The file that a delegation downloads."""
    marked = MarkedUpText(text, "Draft", "d" * 64, 0, tuple(offered), tuple(remarks))
    return render_docx(marked_text(HEAD, marked, "recommendations"), shipped_house())


def changed(data: bytes, *edits: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The file with a piece of a part replaced, which has to be there once."""

    def edit(xml: str) -> str:
        for old, new in edits:
            assert xml.count(old) == 1, (old, xml.count(old))
            xml = xml.replace(old, new)
        return xml

    return with_part(data, part, edit)


def with_part(data: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """The file with one part edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            xml = old.read(name)
            new.writestr(name, edit(xml.decode()).encode() if name == part else xml)
    return out.getvalue()


def rewritten(*paragraphs: str, text: NegotiatedText = TEXT) -> bytes:
    """The export of the text with these in place of its paragraphs, in the order of the text.

    A paragraph is the XML of its runs; "" leaves the next one as it was.
    """
    found = list(_paragraphs(text))
    given = [p or found[at] for at, p in enumerate(paragraphs)]
    return body("".join([*given, *found[len(given) :]]), text)


def body(xml: str, text: NegotiatedText = TEXT) -> bytes:
    """The export of the text with other paragraphs."""
    paragraph = r'<w:p>(?:(?!</w:p>).)*?w:name="nc_.*?</w:p>'

    def edit(document: str) -> str:
        whole = re.search(rf"(?:{paragraph})+", document, re.DOTALL)
        assert whole is not None
        return document[: whole.start()] + xml + document[whole.end() :]

    return with_part(exported(text), "word/document.xml", edit)


def _paragraphs(text: NegotiatedText) -> list[str]:
    return [
        p(kept(_number(path[-1].written(len(path) - 1))), kept(write_runs(clause.runs)))
        for path, clause in text.walk()
    ]


def _number(label: str) -> str:
    return f"{label}\t" if label.startswith("(") else f"{label}.\t"


def p(*runs: str, ends: str = "", style: str = "BodyText") -> str:
    """A paragraph; `ends` is "ins" or "del" where Jane inserted or deleted its end."""
    mark = f'<w:rPr><w:{ends} w:id="9" w:author="{JANE}"/></w:rPr>' if ends else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>'
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def kept(words: str) -> str:
    """A run of words that nobody changed."""
    tab = "</w:t><w:tab/><w:t>"
    return f'<w:r><w:t xml:space="preserve">{escape(words).replace(chr(9), tab)}</w:t></w:r>'


def ins(words: str, author: str = JANE, kind: str = "ins") -> str:
    """Words that somebody inserted."""
    return f'<w:{kind} w:id="7" w:author="{author}">{kept(words)}</w:{kind}>'


def cut(words: str, author: str = JANE, kind: str = "del") -> str:
    """Words that somebody deleted."""
    run = (
        kept(words)
        .replace("<w:t ", "<w:delText ")
        .replace("<w:t>", "<w:delText>")
        .replace("</w:t>", "</w:delText>")
    )
    return f'<w:{kind} w:id="8" w:author="{author}">{run}</w:{kind}>'
