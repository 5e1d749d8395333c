"""Whatever language is spoken while something is recorded, the register says the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from nemcon.language import speaking
from tests.language.pseudo import Pseudo, speak_in
from tests.pages.agenda_site import AGENDA, circulate
from tests.pages.negotiating import NAME, amends, open_negotiation
from tests.pages.site import Site


def recorded(folder: Path, language: str) -> list[str]:
    """The entries of procedures of each kind that went their ways while that language is spoken."""
    folder.mkdir()
    site = Site(folder)
    with speaking(language):
        circulate(site)
        open_negotiation(site)
        amends(site, "brazil", "1", "States parties should meet twice a year.")
        names = [name for name in site.every_state() if name not in ("closing", "unknown")]
        names += [AGENDA, NAME]
        site.clock.at += timedelta(days=60)
        for name in names:
            site.context.register.keep_time(name)
    bodies = [written.body for name in names for written in site.context.register.written(name)]
    site.close()
    return bodies


def test_what_is_recorded_is_the_same_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_english = recorded(tmp_path / "en", "en")
    speak_in(monkeypatch, Pseudo("<<{}>>".format))

    assert recorded(tmp_path / "ru", "ru") == in_english
    assert len(in_english) > 40
