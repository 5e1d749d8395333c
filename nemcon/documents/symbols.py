"""Reads the symbol of a document by the scheme of a house.

"CTOC/COP/WG.3/2020/L.1/Rev.1" is the organ CTOC, its bodies COP and WG.3, the year 2020, the nature
L.1 and the suffix Rev.1. The codes and their meanings are data of the house; the order of the parts
is that of the guide to the symbols of the United Nations (research.un.org/en/docs/symbols). The
symbol of the next issue is not found here but in `nemcon.text.lineage`, from the issues themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from nemcon.documents.house import House, SymbolPart
from nemcon.documents.model.document import Distribution
from nemcon.language import N_, _
from nemcon.text.lines import line

# A session, a year or a number; special sessions are S-30 and ES-10, old resolutions 3379(XXX).
_NUMBER: Final = re.compile(r"(?:E?S-)?\d+(?:\([IVXL]+\))?", re.ASCII)
_MOST_NUMBERS: Final = 2
_ALIKE: Final = 0.75
_SHORTEST: Final = 3
_SHOWN: Final = 12
_LONGEST: Final = 60
_REISSUED: Final = "*"


class Role(StrEnum):
    """What a part of a symbol says."""

    ORGAN = "organ"
    BODY = "body"
    NUMBER = "number"
    NATURE = "nature"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands in the symbol, what it stands for, and how far it lets a document go."""

    text: str
    role: Role
    means: str
    distribution: Distribution | None = None


class SymbolRefused(ValueError):
    """A symbol that does not parse: the part at fault, what could stand there, and what was meant.

    `code` is "symbol-unknown" for a code that the house does not know and "symbol-malformed" for
    what no house could read; `meant` is the part that was probably meant, or empty.
    """

    def __init__(self, code: str, says: str, part: str, could: Sequence[str], meant: str) -> None:
        self.code = code
        self.part = part
        self.could = tuple(could)
        self.meant = meant
        self.says = says
        super().__init__(says)

    @property
    def slip(self) -> bool:
        """Whether it is a slip in a symbol of this house, and not the symbol of somebody else."""
        return self.code == "symbol-malformed" or bool(self.meant)


def read_symbol(symbol: str, house: House) -> tuple[Part, ...]:
    """The parts of the symbol in order; raises `SymbolRefused`, which names the first bad part."""
    bare = symbol.rstrip(_REISSUED)
    reader = _Reader(symbol, house)
    for text in bare.split("/"):
        reader.read(text)
    reader.end()
    stars = [_suffix(house, _REISSUED)] if bare != symbol else []
    return (*reader.found, *(Part(_REISSUED, Role.SUFFIX, means) for means in stars))


class _Reader:
    """Reads part by part, and knows what may still follow."""

    def __init__(self, symbol: str, house: House) -> None:
        self.symbol = symbol
        self.codes = {
            Role.ORGAN: house.symbols.organs,
            Role.BODY: house.symbols.bodies,
            Role.NATURE: house.symbols.natures,
            Role.SUFFIX: house.symbols.suffixes,
        }
        self.house = house
        self.found: list[Part] = []
        self.closed = False

    def read(self, text: str) -> None:
        if Role.NUMBER in self.allowed and _NUMBER.fullmatch(text):
            self.found.append(Part(text, Role.NUMBER, _("session, year or number")))
            return
        for role in self.allowed:
            for code in self.codes.get(role, ()):
                if _matches(text, code):
                    self.found.append(Part(text, role, code.means, code.distribution))
                    # L.1 has its number in it; INF is still to be followed by one.
                    self.closed |= role is Role.NATURE and code.code.endswith(".n")
                    return
        raise self.refused(text)

    @property
    def allowed(self) -> tuple[Role, ...]:
        """What may stand next, in the order of the scheme."""
        if not self.found:
            return (Role.ORGAN,)
        roles = [part.role for part in self.found]
        if Role.SUFFIX in roles or self.closed:
            return (Role.SUFFIX,)
        found: list[Role] = []
        if roles[-1] in {Role.ORGAN, Role.BODY}:
            found.append(Role.BODY)
        if roles.count(Role.NUMBER) < _MOST_NUMBERS:
            found.append(Role.NUMBER)
        if Role.NATURE not in roles:
            found.append(Role.NATURE)
        if roles[-1] is Role.NUMBER:
            found.append(Role.SUFFIX)
        return tuple(found)

    def end(self) -> None:
        if len(self.found) > 1 and (self.closed or self.found[-1].role in _ENDS):
            return
        says = _(
            'The symbol "{symbol}" ends too early: a number has to follow.',
            symbol=_short(self.symbol),
        )
        raise SymbolRefused("symbol-malformed", says, self.found[-1].text, self.could(), "")

    def could(self) -> tuple[str, ...]:
        return tuple(_each(self.allowed, self.codes))

    def refused(self, text: str) -> SymbolRefused:
        could = self.could()
        known = [code for codes in self.codes.values() for code in codes]
        elsewhere = any(_matches(text, code) for code in known) or bool(_NUMBER.fullmatch(text))
        meant = "" if elsewhere else _meant(text, could)
        if not text:
            says = _('The symbol "{symbol}" has an empty part.', symbol=_short(self.symbol))
        else:
            says = self._why(_short(text), meant, elsewhere=elsewhere)
        stands = ", ".join(_(one) if one == _A_NUMBER else one for one in could[:_SHOWN])
        can = _("What can stand there: {codes}.", codes=stands)
        code = "symbol-malformed" if elsewhere or not text else "symbol-unknown"
        return SymbolRefused(code, f"{says} {can}", text, could, meant)

    def _why(self, part: str, meant: str, *, elsewhere: bool) -> str:
        symbol, house = _short(self.symbol), self.house.name
        if elsewhere:
            return _(
                'In the symbol "{symbol}", {part} cannot stand where it does.',
                symbol=symbol,
                part=part,
            )
        if meant:
            return _(
                'In the symbol "{symbol}", {part} is probably {meant}.',
                symbol=symbol,
                part=part,
                meant=meant,
            )
        if not self.found:
            return _(
                'In the symbol "{symbol}", {part} is no organ known to the house style {house}.',
                symbol=symbol,
                part=part,
                house=house,
            )
        return _(
            'In the symbol "{symbol}", {part} is no part of a symbol known to the house style '
            "{house}.",
            symbol=symbol,
            part=part,
            house=house,
        )


_ENDS: Final = frozenset({Role.NUMBER, Role.SUFFIX})
_A_NUMBER: Final = N_("a number")


def _each(roles: Sequence[Role], codes: dict[Role, tuple[SymbolPart, ...]]) -> Iterator[str]:
    for role in roles:
        if role is Role.NUMBER:
            yield _A_NUMBER
        yield from (code.code for code in codes.get(role, ()) if code.code != _REISSUED)


def _matches(text: str, code: SymbolPart) -> bool:
    stem, dot, _rest = code.code.partition(".n")
    if not dot:
        return text == code.code
    return text.startswith(f"{stem}.") and text[len(stem) + 1 :].isdecimal() and text.isascii()


def _meant(text: str, could: Sequence[str]) -> str:
    """The part that was probably meant: "L.1" for "l1", "Corr.2" for "Cor.2"."""
    letters = re.sub(r"[^A-Za-z]", "", text)
    number = re.sub(r"\D", "", text)
    stems = {code.removesuffix(".n").casefold(): code for code in could}
    same = letters.casefold()
    near = [same] if same in stems else []
    if not near and len(letters) >= _SHORTEST:
        long = [stem for stem in stems if len(stem) >= _SHORTEST]
        near = get_close_matches(same, long, n=1, cutoff=_ALIKE)
    for stem in near:
        code = stems[stem]
        if code.endswith(".n") == bool(number):
            return code.replace(".n", f".{number}")
    return ""


def _short(text: str) -> str:
    short = line(text)
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"


def _suffix(house: House, code: str) -> str:
    return next((part.means for part in house.symbols.suffixes if part.code == code), "")
