"""The catalogues, one a language, as translators edit them (`*.po`), and how one is read.

They are compiled when they are first needed, so that what is spoken is always what stands in them.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO


@cache
def catalogue(code: str) -> NullTranslations:
    """The translations into that language; none of them where there is no catalogue."""
    found = files(__name__).joinpath(f"{code}.po")
    if not found.is_file():
        return NullTranslations()
    # Babel takes its time to load, and most processes speak English only.
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - see above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

    compiled = BytesIO()
    with found.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
