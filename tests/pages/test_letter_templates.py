"""A secretariat words its letters in Word: it takes a template, and sends it back to be checked."""

from __future__ import annotations

import io

import docx
from httpx import Response

from nemcon.documents.templates.checking import shown_words
from tests.api.house import BODY
from tests.pages.site import Site, links_of, words_of

AT = f"/bodies/{BODY}/letter-templates"
ONE = f"{AT}/circulation/letter"


def send(site: Site, data: bytes, who: str = "secretariat", **parts: str) -> Response:
    headers = {
        "Accept": "text/html",
        "Sec-Fetch-Site": "same-origin",
        "Authorization": f"Bearer {site.tokens[who]}",
    }
    return site.caller.call(
        "POST", ONE, headers=headers, data=parts, files={"file": ("t.docx", data)}
    )


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_template_is_taken_edited_checked_used_and_withdrawn(site: Site) -> None:
    page = site.see(AT, "secretariat")
    assert words_of(page).count("The built-in letter is used.") == 12
    assert f"{ONE}/starter" in links_of(page)
    begun = site.see(f"{ONE}/starter", "secretariat").content
    checked = send(site, begun, check="yes")
    assert checked.status_code == 200
    assert "The template can be used" in words_of(checked)
    sample = send(site, begun, sample="yes")
    assert "Subject: Format of the meeting" in shown_words(sample.content)
    assert "In force" not in words_of(site.see(AT, "secretariat"))
    assert send(site, begun, use="yes").status_code == 303
    page = site.see(AT, "secretariat")
    assert "Version 1 , sent by the secretariat" in words_of(page)
    assert site.see(f"{ONE}/file", "secretariat").content == begun
    assert site.send(f"{ONE}/withdraw", [], "secretariat").status_code == 303
    assert words_of(site.see(AT, "secretariat")).count("The built-in letter is used.") == 12


def test_what_is_wrong_is_said_at_once_and_nothing_is_kept(site: Site) -> None:
    answer = send(site, word("{{ deadlin }}", "<script>{{ x.y }}</script>"), use="yes")
    assert answer.status_code == 422
    words = words_of(answer)
    assert "There is no field “deadlin”. Is “deadline” meant?" in words
    assert "<script>{{" not in answer.text
    assert "In force" not in words_of(site.see(AT, "secretariat"))
    nothing = send(site, b"", use="yes")
    assert (nothing.status_code, "No file came with the form" in words_of(nothing)) == (422, True)


def test_what_it_leaves_out_has_to_be_taken_on_purpose(site: Site) -> None:
    poor = word("{{ subject }}")
    warned = send(site, poor, use="yes")
    assert warned.status_code == 200
    assert "It does not say what silence means (silence)." in words_of(warned)
    assert "In force" not in words_of(site.see(AT, "secretariat"))
    assert send(site, poor, use="yes", anyway="yes").status_code == 303


def test_others_see_the_templates_and_only_the_secretariat_sends_one(site: Site) -> None:
    page = site.see(AT, "chair")
    assert page.status_code == 200
    assert "Send a template" not in words_of(page)
    assert send(site, word("{{ subject }}"), "chair", use="yes").status_code == 403
