"""A symbol is read by the scheme of the house, and a slip in it is told with what was meant."""

from __future__ import annotations

import pytest

from nemcon.documents.house import shipped_house
from nemcon.documents.symbols import Role, SymbolRefused, read_symbol

HOUSE = shipped_house()


def test_each_part_of_a_symbol_is_told_with_its_meaning() -> None:
    parts = read_symbol("CTOC/COP/WG.3/2020/L.1/Rev.1", HOUSE)

    assert [(part.text, part.role, part.means.split(" (")[0]) for part in parts] == [
        ("CTOC", Role.ORGAN, "Organized Crime Convention"),
        ("COP", Role.BODY, "Conference of the Parties"),
        ("WG.3", Role.BODY, "Working group"),
        ("2020", Role.NUMBER, "session, year or number"),
        ("L.1", Role.NATURE, "Limited distribution"),
        ("Rev.1", Role.SUFFIX, "Revision"),
    ]


@pytest.mark.parametrize(
    "symbol",
    [  # each was issued, and is an example in the guide or in a document that was read
        *("A/74/L.61", "S/2020/1", "E/2020/1", "ST/IC/2019/23", "A/AC.291/11", "A/C.5/67/L.1"),
        *("E/CN.7/2020/1", "A/CONF.234/1", "CTOC/COP/WG.3/2020/1", "CAT/C/38/CRP.2"),
        *("CTOC/COP/WG.3/2020/INF/1/Rev.1", "CTOC/COP/WG.3/2020/L.1/Add.1", "A/65/PV.73"),
        *("A/RES/69/250", "A/RES/55/25", "CTOC/COP/2014/13", "CAC/COSP/2015/10*", "A/RES/S-30/1"),
    ],
)
def test_symbols_that_were_issued_are_read(symbol: str) -> None:
    assert "/".join(part.text for part in read_symbol(symbol, HOUSE)).replace("/*", "*") == symbol


@pytest.mark.parametrize(
    ("symbol", "part", "meant"),
    [
        ("CTOC/COP/WG.3/2020/L1", "L1", "L.1"),
        ("CTOC/COP/WG.3/2020/l.1", "l.1", "L.1"),
        ("CTOC/COP/WG3/2020/L.1", "WG3", "WG.3"),
        ("CTCO/COP/WG.3/2020/L.1", "CTCO", "CTOC"),
        ("CTOC/COP/WG.3/2020/L.1/Rev1", "Rev1", "Rev.1"),
        ("CTOC/COP/WG.3/2020/L.1/Cor.2", "Cor.2", "Corr.2"),
        ("A/RSE/55/25", "RSE", ""),
    ],
)
def test_a_slip_is_refused_with_the_part_and_what_was_meant(
    symbol: str, part: str, meant: str
) -> None:
    with pytest.raises(SymbolRefused) as refused:
        read_symbol(symbol, HOUSE)

    assert (refused.value.code, refused.value.part) == ("symbol-unknown", part)
    assert refused.value.meant == meant
    assert part in refused.value.says


@pytest.mark.parametrize(
    ("symbol", "part"),
    [
        ("CTOC/COP/2020/WG.3/1", "WG.3"),  # a body after the year
        ("CTOC/COP/WG.3/2020/L.1/2", "2"),  # L.1 has its number already
        ("CTOC/COP/2020/1/Rev.1/L.2", "L.2"),  # a nature after a suffix
        ("CTOC//2020/1", ""),
        ("CTOC/COP/2020/INF", "INF"),  # the number is missing
        ("CTOC/COP", "COP"),
        ("A/1/2/3", "3"),
    ],
)
def test_what_no_house_could_read_is_refused_as_malformed(symbol: str, part: str) -> None:
    with pytest.raises(SymbolRefused) as refused:
        read_symbol(symbol, HOUSE)

    assert (refused.value.code, refused.value.part) == ("symbol-malformed", part)


def test_a_refusal_says_what_can_stand_there() -> None:
    with pytest.raises(SymbolRefused, match=r"What can stand there: Add\.n, Amend\.n, Corr\.n"):
        read_symbol("CTOC/COP/WG.3/2020/L.1/X", HOUSE)


@pytest.mark.parametrize("symbol", ["", "*", "A", "{{ 7*7 }}/1", "\u202eA/1", "A/\u0661"])
def test_nothing_that_is_typed_breaks_the_reader(symbol: str) -> None:
    with pytest.raises(SymbolRefused):
        read_symbol(symbol, HOUSE)


@pytest.mark.parametrize("symbol", ["A/" * 50_000, "A/" + "L" * 100_000, "x" * 100_000])
def test_a_refusal_of_something_long_is_a_sentence_still(symbol: str) -> None:
    with pytest.raises(SymbolRefused) as refused:
        read_symbol(symbol, HOUSE)

    assert len(refused.value.says) < 400
