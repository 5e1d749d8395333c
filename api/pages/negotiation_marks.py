"""The wording of paragraphs and its changes, as they are set off on a page.

What is made here is marked up already, and everything that people wrote in it is escaped. It is
kept by what it was made of, since the same four hundred redlines are shown to eighty delegations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from nemcon.language import N_, Tongue, _, spoken
from nemcon.text.amendments import Amendment
from nemcon.text.applying import applied
from nemcon.text.changes import Mark, compared
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.paper import to_text
from nemcon.text.refused import AmendmentRefused
from nemcon.text.runs import Alternatives, Bracket, Kind, Run, Runs, Words
from nemcon.text.writing import write_runs

KEPT: Final = 4_096
_DELETED: Final = Markup(
    '<del><span class="hidden">{} </span>{}<span class="hidden"> {} </span></del>'
)
_INSERTED: Final = Markup(
    '<ins><span class="hidden">{} </span>{}<span class="hidden"> {} </span></ins>'
)
# Translators: said before words to those who cannot see how they are set off.
_KINDS: Final = {
    Kind.DISPUTED: ("disputed", N_("disputed words:")),
    Kind.TO_BE_CONFIRMED: ("fact", N_("to be confirmed:")),
    Kind.TO_BE_COMPLETED: ("gap", N_("to be completed:")),
}
_BRACKET: Final = Markup('<span class="bracket {}"><span class="hidden">{}</span>[{}{}]</span>')
_BY: Final = Markup('<span class="by"><bdi>{}</bdi>: </span>')
_OPTION: Final = Markup('<span class="option">{}{}</span>')


def marked(runs: Runs) -> Markup:
    """The runs with their brackets and alternatives set off."""
    return _marked(runs, spoken())


def redline(old: str, new: str) -> Markup:
    """The two wordings as one: struck out and underlined, and said so to those who cannot see."""
    return _redline(old, new, spoken())


@lru_cache(maxsize=KEPT)
def _marked(runs: Runs, _language: Tongue) -> Markup:
    return Markup("").join(_run(run) for run in runs)


@lru_cache(maxsize=KEPT)
def _redline(old: str, new: str, _language: Tongue) -> Markup:
    return Markup("").join(_pieces(old, new))


def effect(clause: Clause, amendment: Amendment) -> tuple[str, str]:
    """The paragraph with what is below it, before the amendment and with it alone.

    Of one that adds a paragraph nothing stood before. Raises `AmendmentRefused` where it does not
    fit; names are in neither.
    """
    if amendment.adds_paragraph and not amendment.beneath and len(amendment.place) <= 1:
        return "", write_runs(amendment.wording)
    text = NegotiatedText("", (clause,))
    return printed(clause), printed_text(applied(text, [amendment]))


def proposed(clause: Clause, amendment: Amendment) -> Markup | None:
    """The redline of a paragraph with that amendment alone; none where it does not fit.

    `amendment` comes without those who sponsor, support and oppose it.
    """
    return _proposed(clause, amendment, spoken())


@lru_cache(maxsize=KEPT)
def _proposed(clause: Clause, amendment: Amendment, _language: Tongue) -> Markup | None:
    try:
        old, new = effect(clause, amendment)
    except AmendmentRefused:
        return None
    return redline(old, new)


@lru_cache(maxsize=KEPT)
def printed(clause: Clause) -> str:
    """The paragraph with what is below it as it is printed, without notes."""
    return printed_text(NegotiatedText("", (clause,)))


def printed_text(text: NegotiatedText) -> str:
    """The words of a text of one paragraph; empty where that is withdrawn."""
    return "\n".join(p.words for p in to_text(text, noted=False).paragraphs)


def _pieces(old: str, new: str) -> Iterator[Markup]:
    for piece in compared(old, new):
        match piece.mark:
            case Mark.DELETED:
                yield _DELETED.format(_("deleted:"), piece.words, _("end of deletion"))
            case Mark.INSERTED:
                yield _INSERTED.format(_("added:"), piece.words, _("end of addition"))
            case Mark.KEPT:
                yield escape(piece.words)


def _run(run: Run) -> Markup:
    match run:
        case Words():
            return escape(run.words)
        case Bracket():
            css, says = _KINDS[run.kind]
            inner = marked(run.runs) if run.runs else Markup("\u2026")
            said = Markup("") if run.kind is Kind.DISPUTED else escape(f"{run.kind.value}: ")
            return _BRACKET.format(css, "" if said else f"{_(says)} ", said + _by(run.by), inner)
        case Alternatives():
            options = (
                _OPTION.format(_by(o.by), marked(o.runs) if o.runs else "no text")
                for o in run.options
            )
            slash = Markup('<span class="or"> / </span>')
            return _BRACKET.format(
                "alternatives", _("alternatives:") + " ", "", slash.join(options)
            )


def _by(names: Sequence[str]) -> Markup:
    return _BY.format(", ".join(names)) if any(names) else Markup("")
