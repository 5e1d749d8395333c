"""In whose name a letter goes out, and how it says so."""

from __future__ import annotations

from dataclasses import dataclass

from nemcon.language import ENGLISH, pgettext, spoken
from nemcon.procedure.people import Office
from nemcon.text.lines import line


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body in whose name a letter goes out; `zone` is where its time is read."""

    id: str
    name: str
    zone: str
    parent: str = ""
    session: str = ""
    chair: str = ""

    @property
    def heading(self) -> tuple[str, ...]:
        """The lines above a letter."""
        return self.headed()

    def headed(self, session: str = "") -> tuple[str, ...]:
        """The lines above a letter about that session, or about the one that the body is in."""
        session = session.strip() or self.session
        return tuple(line(part) for part in (self.parent, self.name, session) if part)

    @property
    def body(self) -> str:
        """The body as it stands in a sentence; only English puts an article before it."""
        name = line(self.name)
        if spoken() is not ENGLISH:
            return name
        return name if name.lower().startswith("the ") else f"the {name}"

    @property
    def chair_named(self) -> str:
        """The name of the Chair; empty where the body gives none, or only the office."""
        chair = line(self.chair)
        return "" if chair.lower().removeprefix("the ").startswith("chair") else chair

    def instructed(self, office: Office) -> str:
        """On whose instructions the Secretariat writes where this office acted; empty for none."""
        match office:
            case Office.BUREAU:
                return pgettext(
                    "between 'presents its compliments' and 'has the honour to'",
                    "on the instructions of the Bureau",
                )
            case Office.CHAIR | Office.SECRETARIAT if self.chair_named:
                return pgettext(
                    "between 'presents its compliments' and 'has the honour to'",
                    "on the instructions of the Chair, {name}",
                    name=self.chair_named,
                )
            case Office.CHAIR | Office.SECRETARIAT:
                return pgettext(
                    "between 'presents its compliments' and 'has the honour to'",
                    "on the instructions of the Chair",
                )
            case _:
                return ""
