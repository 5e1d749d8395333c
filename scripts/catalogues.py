"""Brings the catalogues of the languages up to date with the messages that the code marks.

`python -m scripts.catalogues` adds what is new to each catalogue, takes out what is gone, and says
how much waits for a translator; with `--check` it changes nothing and fails where something does.
What delegations read is translated into all six languages, what the staff reads into French.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from nemcon.language import OFFICIAL

ROOT: Final = Path(__file__).parent.parent
CATALOGUES: Final = ROOT / "nemcon/language/catalogues"
SOURCES: Final = ("nemcon", "api", "activities")
STAFF: Final = (
    "api/contacts.py",
    "api/feeds.py",
    "api/letter_templates.py",
    "api/outcomes.py",
    "api/scopes.py",
    "api/session_records.py",
    "api/staffing.py",
    "api/tokens.py",
    "api/templates/agenda/new*",
    "api/templates/agenda/record*",
    "api/templates/agenda/report*",
    "api/templates/agenda/staff*",
    "api/templates/board/*",
    "api/templates/meeting/*",
    "api/templates/documents/page.html",
    "api/templates/documents/review.html",
    "api/templates/negotiation/act*",
    "api/templates/negotiation/desk*",
    "api/templates/negotiation/for*",
    "api/templates/negotiation/marked-up-for*",
    "api/templates/negotiation/new*",
    "api/templates/negotiation/staff*",
    "api/templates/parts/checklist.html",
    "api/templates/parts/letter.html",
    "api/templates/parts/missed.html",
    "api/templates/parts/period.html",
    "api/templates/parts/recall.html",
    "api/templates/parts/scan.html",
    "api/templates/parts/two-persons.html",
    "api/templates/signing/*",
    "api/templates/staff/*",
    "api/pages/agenda_acting.py",
    "api/pages/agenda_for.py",
    "api/pages/agenda_moving.py",
    "api/pages/agenda_new.py",
    "api/pages/agenda_record*.py",
    "api/pages/agenda_staff.py",
    "api/pages/board*.py",
    "api/pages/closing_foretold.py",
    "api/pages/body_settings*.py",
    "api/pages/coming_back.py",
    "api/pages/contact*.py",
    "api/pages/desk*.py",
    "api/pages/entering.py",
    "api/pages/following.py",
    "api/pages/letter_*.py",
    "api/pages/mailbox.py",
    "api/pages/marked_up_staff.py",
    "api/pages/meeting*.py",
    "api/pages/negotiation_acts.py",
    "api/pages/negotiation_desk.py",
    "api/pages/negotiation_for.py",
    "api/pages/negotiation_foreseen.py",
    "api/pages/negotiation_new.py",
    "api/pages/negotiation_staff.py",
    "api/pages/notices.py",
    "api/pages/on_behalf.py",
    "api/pages/placing*.py",
    "api/pages/procedures.py",
    "api/pages/report_placing.py",
    "api/pages/revising.py",
    "api/pages/revoking.py",
    "api/pages/reminding.py",
    "api/pages/ruling*.py",
    "api/pages/sessions.py",
    "api/pages/signing_in*.py",
    "api/pages/silence_health.py",
    "api/pages/staff.py",
    "api/pages/tiles.py",
    "api/pages/tokens.py",
    "api/pages/waiting*.py",
    "api/pages/webhooks.py",
    "api/sent*.py",
    "nemcon/agenda/circulating.py",
    "nemcon/agenda/form.py",
    "nemcon/agenda/recording.py",
    "nemcon/documents/[!w]*",
    "nemcon/documents/web/*",
    "nemcon/documents/word/writing*",
    "nemcon/negotiation/ladder.py",
    "nemcon/negotiation/revising.py",
    "nemcon/procedure/issuing.py",
    "nemcon/procedure/launch.py",
    "nemcon/procedure/reminding.py",
    "nemcon/procedure/ruling.py",
    "nemcon/register/unconfirmed.py",
    "nemcon/rolls/*",
    "nemcon/timing/fairness_words.py",
    "nemcon/mail/giving_up.py",
    "nemcon/mail/hook_failed.py",
    "nemcon/mail/signing_in.py",
    "nemcon/mail/token_made.py",
)
"""Sources of which delegations see nothing. A message that stands elsewhere too is theirs."""
_KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_JINJA: Final = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
_PLURALS: Final = {
    # The forms of zero, one, two, 3 to 10, 11 to 99 and the round hundreds.
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    ),
}
# Whole fields and whole tags: one that reached for more, or led elsewhere, would be another.
_PLACES: Final = re.compile(r"%\(\w+\)s|(?<!\{)\{[^{}]*\}(?!\})|%%|<[^<>]*>")


def extracted() -> tuple[Catalog, Catalog]:
    """All messages, and those that delegations read; each with the files where it stands."""
    everything, delegations = _blank(None), _blank(None)
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        staff_only = any(fnmatch(name, pattern) for pattern in STAFF)
        for _, message, comments, context in _messages(path):
            for catalog in (everything,) if staff_only else (everything, delegations):
                catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return everything, delegations


def kept(code: str) -> Catalog:
    """The catalogue of that language as it stands; an empty one where there is none."""
    path = CATALOGUES / f"{code}.po"
    if not path.exists():
        return _blank(code)
    with path.open("rb") as source:
        return read_po(source, locale=code)


def shortcomings(code: str, messages: Catalog) -> Iterator[str]:
    """What is wrong with the catalogue of that language, a line each."""
    there = {_key(m): m for m in kept(code) if m.id}
    sought = {_key(m): m for m in messages if m.id}
    yield from (f"not in the catalogue: {_said(sought[key])}" for key in sought.keys() - there)
    yield from (f"said nowhere any more: {_said(there[key])}" for key in there.keys() - sought)
    for message in there.values():
        if message.fuzzy or not _complete(message):
            yield f"not translated: {_said(message)}"
        elif places(message.id) != places(message.string):
            yield f"other places or tags than in English: {_said(message)}"


def renew(code: str, messages: Catalog) -> bool:
    """Bring the catalogue up to date, translations untouched; whether that changed it."""
    before = {_key(m): m for m in kept(code) if m.id}
    made = _blank(code)
    for message in messages:
        if message.id:
            known = before.get(_key(message))
            made.add(
                message.id,
                known.string if known and _complete(known) else None,
                message.locations,
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known else (),
                context=message.context,
            )
    path = CATALOGUES / f"{code}.po"
    was, now = path.read_bytes() if path.exists() else b"", _written(made)
    path.write_bytes(now)
    return was != now


def main() -> int:
    """Renew or check every catalogue; 1 where one lacks something."""
    everything, delegations = extracted()
    lacking = 0
    for code, language in OFFICIAL.items():
        if code == "en":
            continue
        messages = everything if language.staff else delegations
        if "--check" not in sys.argv:
            renew(code, messages)
        found = sorted(shortcomings(code, messages))
        lacking += len(found)
        print(f"{language.name} ({code}): {len(messages)} messages, {len(found)} to be seen to")
        print("".join(f"  {says}\n" for says in found[:20]), end="")
    return int("--check" in sys.argv and lacking > 0)


def sources() -> Iterator[Path]:
    """The files in which messages may be marked."""
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" or (
                "templates" in path.parts and path.suffix in {".html", ".txt"}
            ):
                yield path


def _messages(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    if path.suffix == ".py":
        yield from extract_from_file("python", path, _KEYWORDS, ["Translators:"])
    else:
        method = "jinja2.ext:babel_extract"
        yield from extract_from_file(method, path, _KEYWORDS, ["Translators:"], _JINJA)


def _blank(code: str | None) -> Catalog:
    made: Any = Catalog(
        locale=code,
        project="Nemcon",
        version="1",
        copyright_holder="the authors of Nemcon",
        charset="utf-8",
        # A catalogue changes when what stands in it does, and not with the day.
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    if code in _PLURALS:
        made._num_plurals, made._plural_expr = _PLURALS[code]  # noqa: SLF001 - no other way in
    return cast("Catalog", made)


def _written(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False)
    return out.getvalue()


def _key(message: Message) -> tuple[str | None, object]:
    return message.context, tuple(message.id) if message.pluralizable else message.id


def _said(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def _complete(message: Message) -> bool:
    said: Any = message.string
    return bool(said) and (not message.pluralizable or all(said))


def places(said: Any) -> set[str]:  # noqa: ANN401 - Babel leaves it open
    """The names to be filled in and the tags of a message, whatever their order."""
    forms = said if isinstance(said, list | tuple) else (said,)
    return {place for form in forms for place in _PLACES.findall(form)}


if __name__ == "__main__":
    sys.exit(main())
