"""A refusal: what the rules do not allow, in a form that a delegate understands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nemcon.language import _


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act was not recorded.

    `code` is stable and meant for programs; `says` is one sentence for people; `rule` is the key
    of the profile's value that was applied, or empty where no rule of the body was needed.
    """

    code: str
    says: str
    rule: str = ""

    def spoken(self) -> Refusal:
        """The same in the language that is spoken, of a refusal that was written beforehand."""
        return replace(self, says=_(self.says))
