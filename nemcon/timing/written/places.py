"""The places after which zones are named, and what their time is called.

Those of the duty stations and of many capitals are translated; any other stands as the time-zone
database spells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from nemcon.language import N_, _

_SPELT: Final = {
    "Asuncion": "Asunci\u00f3n",
    "Bogota": "Bogot\u00e1",
    "Cordoba": "C\u00f3rdoba",
    "Curacao": "Cura\u00e7ao",
    "Ho_Chi_Minh": "Ho Chi Minh City",
    "Kiev": "Kyiv",
    "Lome": "Lom\u00e9",
    "Ndjamena": "N'Djamena",
    "Noumea": "Noum\u00e9a",
    "Reunion": "R\u00e9union",
    "Sao_Paulo": "S\u00e3o Paulo",
    "Sao_Tome": "S\u00e3o Tom\u00e9",
    "Tirane": "Tirana",
}
"""The places that the time-zone database does not spell as English does."""
_KNOWN: Final[Mapping[str, tuple[str, str]]] = {
    "Addis Ababa": (N_("Addis Ababa"), N_("Addis Ababa time")),
    "Algiers": (N_("Algiers"), N_("Algiers time")),
    "Amsterdam": (N_("Amsterdam"), N_("Amsterdam time")),
    "Athens": (N_("Athens"), N_("Athens time")),
    "Bangkok": (N_("Bangkok"), N_("Bangkok time")),
    "Beirut": (N_("Beirut"), N_("Beirut time")),
    "Berlin": (N_("Berlin"), N_("Berlin time")),
    "Bogot\u00e1": (N_("Bogot\u00e1"), N_("Bogot\u00e1 time")),
    "Brussels": (N_("Brussels"), N_("Brussels time")),
    "Budapest": (N_("Budapest"), N_("Budapest time")),
    "Buenos Aires": (N_("Buenos Aires"), N_("Buenos Aires time")),
    "Cairo": (N_("Cairo"), N_("Cairo time")),
    "Copenhagen": (N_("Copenhagen"), N_("Copenhagen time")),
    "Dakar": (N_("Dakar"), N_("Dakar time")),
    "Dublin": (N_("Dublin"), N_("Dublin time")),
    "Geneva": (N_("Geneva"), N_("Geneva time")),
    "Helsinki": (N_("Helsinki"), N_("Helsinki time")),
    "Istanbul": (N_("Istanbul"), N_("Istanbul time")),
    "Jakarta": (N_("Jakarta"), N_("Jakarta time")),
    "Johannesburg": (N_("Johannesburg"), N_("Johannesburg time")),
    "Kyiv": (N_("Kyiv"), N_("Kyiv time")),
    "Lagos": (N_("Lagos"), N_("Lagos time")),
    "Lima": (N_("Lima"), N_("Lima time")),
    "Lisbon": (N_("Lisbon"), N_("Lisbon time")),
    "London": (N_("London"), N_("London time")),
    "Madrid": (N_("Madrid"), N_("Madrid time")),
    "Manila": (N_("Manila"), N_("Manila time")),
    "Mexico City": (N_("Mexico City"), N_("Mexico City time")),
    "Montreal": (N_("Montreal"), N_("Montreal time")),
    "Moscow": (N_("Moscow"), N_("Moscow time")),
    "Nairobi": (N_("Nairobi"), N_("Nairobi time")),
    "New York": (N_("New York"), N_("New York time")),
    "Oslo": (N_("Oslo"), N_("Oslo time")),
    "Paris": (N_("Paris"), N_("Paris time")),
    "Prague": (N_("Prague"), N_("Prague time")),
    "Riyadh": (N_("Riyadh"), N_("Riyadh time")),
    "Rome": (N_("Rome"), N_("Rome time")),
    "Santiago": (N_("Santiago"), N_("Santiago time")),
    "S\u00e3o Paulo": (N_("S\u00e3o Paulo"), N_("S\u00e3o Paulo time")),
    "Seoul": (N_("Seoul"), N_("Seoul time")),
    "Shanghai": (N_("Shanghai"), N_("Shanghai time")),
    "Singapore": (N_("Singapore"), N_("Singapore time")),
    "Stockholm": (N_("Stockholm"), N_("Stockholm time")),
    "Sydney": (N_("Sydney"), N_("Sydney time")),
    "Tehran": (N_("Tehran"), N_("Tehran time")),
    "Tokyo": (N_("Tokyo"), N_("Tokyo time")),
    "Toronto": (N_("Toronto"), N_("Toronto time")),
    "Vienna": (N_("Vienna"), N_("Vienna time")),
    "Warsaw": (N_("Warsaw"), N_("Warsaw time")),
    "Washington": (N_("Washington"), N_("Washington time")),
    "Zurich": (N_("Zurich"), N_("Zurich time")),
}
"""Each place, and its time."""


def place(zone_name: str) -> str:
    """The place that a zone is named after: "Vienna"; the name itself where it is after none."""
    return city(_english(zone_name))


def city(name: str) -> str:
    """The city of that English name as it is called here; the name itself where it is not known."""
    return _(_KNOWN[name][0]) if name in _KNOWN else name


def time_of(zone_name: str) -> str:
    """What the time of the zone is called: "Vienna time"."""
    name = _english(zone_name)
    # Translators: {city} is a place that has no message of its own, in Latin letters.
    return _(_KNOWN[name][1]) if name in _KNOWN else _("{city} time", city=name)


def _english(zone_name: str) -> str:
    city = zone_name.rsplit("/", 1)[-1]
    return _SPELT.get(city, city.replace("_", " "))
