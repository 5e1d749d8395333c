"""What is said in the language that is spoken."""

from __future__ import annotations

import asyncio

import pytest
from jinja2 import Environment

from nemcon.language import OFFICIAL, _, ngettext, pgettext, speaking, spoken
from nemcon.language.catalogues import catalogue
from nemcon.language.speech import isolated, speak
from nemcon.language.states import named
from nemcon.language.templates import teach
from tests.language.pseudo import Pseudo, speak_in


class Shouting(Pseudo):
    """English in capitals; a message for a number or in a context is marked with it."""

    def __init__(self) -> None:
        super().__init__(_in_capitals)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{super().ngettext(msgid1, msgid2, n)} ({{n}})"

    def pgettext(self, context: str, message: str) -> str:
        return f"{message} ({context})"


def _in_capitals(message: str) -> str:
    return message.upper().replace("{NAME}", "{name}").replace("%(NAME)S", "%(name)s")


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_in(monkeypatch, Shouting())


def test_until_somebody_says_otherwise_it_is_english() -> None:
    assert spoken().code == "en"
    assert _("Object to {name}", name="this") == "Object to this"
    assert [ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert pgettext("a verb", "Open") == "Open"


@pytest.mark.usefixtures("shouting")
def test_what_is_spoken_holds_for_the_block_and_no_longer() -> None:
    with speaking("fr"):
        assert _("Object to {name}", name="this") == "OBJECT TO this"
        assert [ngettext("one", "many", n) for n in (1, 7)] == ["ONE (1)", "MANY (7)"]
        assert pgettext("a verb", "Open") == "Open (a verb)"
        with speaking("en"):
            assert _("No.") == "No."
        assert _("No.") == "NO."

    assert _("No.") == "No."


@pytest.mark.parametrize("code", ["", "de", "EN", "fr-CA"])
def test_a_language_that_is_none_of_the_six_is_english(code: str) -> None:
    with speaking("ar"), speaking(code):
        assert spoken() is OFFICIAL["en"]


@pytest.mark.usefixtures("shouting")
def test_values_are_isolated_where_it_is_written_from_right_to_left() -> None:
    with speaking("ar"):
        assert _("To {name}", name="A/60/1") == "TO \u2068A/60/1\u2069"
        assert isolated("https://nemcon.example/l/x") == "https://nemcon.example/l/x"
        assert isolated(7) == 7
    with speaking("ru"):
        assert isolated("A/60/1") == "A/60/1"


@pytest.mark.usefixtures("shouting")
@pytest.mark.parametrize("escapes", [True, False])
def test_a_template_says_it_in_the_language_spoken_when_it_is_filled(escapes: bool) -> None:
    environment = Environment(autoescape=escapes)  # noqa: S701 - both are tried
    teach(environment)
    template = environment.from_string(
        "{% trans name=who %}\n  By <b>{{ name }}</b>,\n  in full: 100 %\n{% endtrans %}"
    )
    safe = "&lt;i&gt;" if escapes else "<i>"

    assert template.render(who="<i>") == f"By <b>{safe}</b>, in full: 100 %"
    with speaking("es"):
        assert template.render(who="<i>") == f"BY <B>{safe}</B>, IN FULL: 100 %"


def test_states_are_named_in_the_language_that_is_spoken() -> None:
    name = "Russian Federation"
    told = {}
    for code in OFFICIAL:
        with speaking(code):
            told[code] = named(name)

    assert told["en"] == name
    assert told["ru"] == "Российская Федерация"
    assert len(set(told.values())) == len(OFFICIAL)
    with speaking("zh"):
        assert named("A body that is no State") == "A body that is no State"


async def test_the_language_belongs_to_the_task() -> None:
    async def another() -> str:
        begun = spoken().code
        speak("es")
        return f"{begun}, {spoken().code}"

    with speaking("fr"):
        assert await asyncio.create_task(another()) == "fr, es"
        assert spoken().code == "fr"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert catalogue("none of the six").gettext("No.") == "No."
