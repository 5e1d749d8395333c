"""What a delegation files in a negotiation: read as typed, foretold, sealed, and made an act."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from api.context import Context
from api.intake import read, recorded_as
from api.negotiating import Amending, Filed, Stating, TakingPosition, WithdrawingAmendment
from api.pages.filing import actor_of, signed_in
from api.pages.form import Form, Wrongs, wrongs_of
from api.pages.negotiation_foretelling import foretold
from api.pages.opening import OpenedLink
from api.problems import Problem
from api.v1.strict import read_json
from nemcon.language import N_, _
from nemcon.negotiation.acts import NegotiationAct
from nemcon.negotiation.rules import decide
from nemcon.negotiation.state import NegotiationState
from nemcon.negotiation.telling import Reader
from nemcon.procedure.refusal import Refusal
from nemcon.text.amendments import Change
from nemcon.text.lines import items_of
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import read_path
from nemcon.text.proposing import proposed
from nemcon.text.refused import TextRefused
from nemcon.text.writing import write_runs

OpenedNegotiation = OpenedLink[NegotiationState]


class Verb(StrEnum):
    """What a delegation may file."""

    AMEND = "amend"
    POSITION = "position"
    WITHDRAW = "withdraw"
    STATE = "state"


class Way(StrEnum):
    """The ways to amend that a form offers."""

    REPLACE = "replace"
    WORDS = "words"
    AFTER = "after"
    BENEATH = "beneath"
    DELETE = "delete"
    DELETE_WORDS = "delete-words"
    BRACKET = "bracket"


WAYS: Final = {
    Way.REPLACE: N_("Change the wording"),
    Way.WORDS: N_("Change some words"),
    Way.AFTER: N_("Add a paragraph after it"),
    Way.BENEATH: N_("Add a sub-paragraph to it"),
    Way.DELETE: N_("Delete it"),
    Way.DELETE_WORDS: N_("Delete some words"),
    Way.BRACKET: N_("Put it, or words in it, in brackets"),
}
CARRIED: Final = (
    *("verb", "paragraph", "way", "wording", "passage", "reason", "cosponsors"),
    *("amendment", "stance", "kind", "about", "says", "filed_by", "digest"),
)
REVISED: Final = N_(
    "The text was issued anew after you opened this form. Read the new one "
    "first; what you wrote is kept below, and is about the new text if you "
    "continue."
)
_UNCHANGED: Final = N_("This is what the text says already.")
QUOTING: Final = (Way.WORDS, Way.DELETE, Way.DELETE_WORDS, Way.BRACKET)
"""The ways that may be about some words of the paragraph only, which are quoted."""
_CHANGES: Final = {
    Way.REPLACE: Change.REPLACE,
    Way.WORDS: Change.REPLACE,
    Way.AFTER: Change.INSERT,
    Way.BENEATH: Change.INSERT,
    Way.DELETE: Change.DELETE,
    Way.DELETE_WORDS: Change.DELETE,
    Way.BRACKET: Change.BRACKET,
}
_FILED: Final[dict[Verb, type[Filed]]] = {
    Verb.AMEND: Amending,
    Verb.POSITION: TakingPosition,
    Verb.WITHDRAW: WithdrawingAmendment,
    Verb.STATE: Stating,
}
_FIELDS: Final = {
    "paragraph": "paragraph",
    "paragraphs": "about",
    "wording": "wording",
    "passage": "passage",
    "reason": "reason",
    "cosponsors": "cosponsors",
    "says": "says",
    "unknown-cosponsor": "cosponsors",
    "not-the-speaker": "cosponsors",
    "passage-twice": "passage",
    "passage-crosses-marks": "passage",
    "passage-not-found": "passage",
    "no-such-paragraph": "paragraph",
    "number-unreadable": "paragraph",
    "place-missing": "paragraph",
    "participant": "participant",
    "evidence": "evidence",
}
_IN_GENERAL: Final = frozenset(
    {
        *("text-changed", "no-standing", "wrong-phase", "not-authorised", "paragraph-agreed"),
        *("paragraph-withdrawn", "amendment-settled", "no-such-amendment", "own-amendment"),
        *("nothing-to-take-back", "not-own-amendment", "row-full", "number-taken"),
    }
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is foreseen, and whose the filing is, as in "your" or "its"."""

    at: datetime
    whose: str = "your"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filing that is in form: the act, and what has to be sent again to file it."""

    verb: Verb
    act: NegotiationAct
    hidden: tuple[tuple[str, str], ...]


def verb_in(sent: Form) -> Verb:
    """What the form files. Raises `Problem` 404."""
    if sent.get("verb") not in set(Verb):
        raise Problem(404, "not-found", _("There is nothing to file of that name."))
    return Verb(sent.get("verb"))


def prepare(opened: OpenedNegotiation, sent: Form) -> Prepared | Wrongs:
    """Read the form of a delegation; what is wrong with it when it cannot be filed as it is.

    Whether the rules let it be filed now is not asked here.
    """
    wrongs = Wrongs()
    reader = Reader.of(opened.state, sees_all=False, participant=opened.holder.participant)
    read_in = filing_in(opened.state, reader, sent, wrongs)
    signed = signed_in(sent, wrongs)
    if wrongs or read_in is None:
        return wrongs
    act = read_in.act(actor_of(opened.holder, signed))
    return Prepared(verb_in(sent), act, (*sent.among(CARRIED), as_read(read_in)))


def as_read(filed: Filed) -> tuple[str, str]:
    """The filing as it was read, for the confirming button to send.

    Once the text has been issued anew, the same form means another act; this still means the one
    that was confirmed.
    """
    return ("filed", filed.model_dump_json(exclude_defaults=True))


def read_before(sent: Form) -> Filed | None:
    """The filing as it was read when it was shown; none where that was not sent along."""
    if not sent.get("filed"):
        return None
    found = read_json(sent.get("filed").encode())
    model = _FILED[verb_in(sent)]
    return read(model, found) if isinstance(found, dict) else None  # pyright: ignore[reportUnknownArgumentType]  # the model looks at every part


def receipt_before(context: Context, opened: OpenedNegotiation, sent: Form) -> int | None:
    """The number of the entry, where exactly this was recorded already and is only sent again."""
    filed, signed = read_before(sent), signed_in(sent, Wrongs())
    if filed is None or not signed:
        return None
    act = filed.act(actor_of(opened.holder, signed))
    if not sealed(context, opened, act, sent):
        return None
    return recorded_as(context, opened.position.procedure, act, sent.get("submission"))


def filing_in(state: NegotiationState, reader: Reader, sent: Form, wrongs: Wrongs) -> Filed | None:
    """What the form files; nothing where something is wrong with it, which is added.

    `reader` is whoever files, who was shown the text.
    """
    verb = verb_in(sent)
    if sent.get("digest") != reader.digest(state.issued) and verb in (Verb.AMEND, Verb.STATE):
        wrongs.add("", _(REVISED))
    try:
        match verb:
            case Verb.AMEND:
                return _amending(state, reader, sent, wrongs)
            case Verb.POSITION:
                parts = {name: sent.get(name) for name in ("amendment", "stance", "says")}
                return read(TakingPosition, parts)
            case Verb.WITHDRAW:
                return read(WithdrawingAmendment, {"amendment": sent.get("amendment")})
            case Verb.STATE:
                return _stating(sent, wrongs)
    except Problem as problem:
        wrongs.found += wrongs_of(problem, _FIELDS).found
        return None


def foresee(
    state: NegotiationState, procedure: str, act: NegotiationAct, sent: Form, now: Moment
) -> tuple[str, ...] | Wrongs:
    """What it will lead to now, in sentences; or why it is refused, beside the field."""
    answer = decide(state, act, now.at, procedure=procedure)
    wrongs = Wrongs()
    if isinstance(answer, Refusal):
        refuse(wrongs, answer.code, answer.says, verb_in(sent))
        return wrongs
    if not answer:
        wrongs.add("", _("This is what stands in the register already."))
        return wrongs
    return foretold(state, answer, now.whose)


def refuse(wrongs: Wrongs, code: str, says: str, verb: Verb) -> None:
    """Add a refusal of the rules beside the field that it is about."""
    field = "" if code in _IN_GENERAL else _FIELDS.get(code, "")
    if not field and code not in _IN_GENERAL and verb is Verb.AMEND:
        field = "wording"  # what is left are marks that cannot be read, and wording that lacks
    wrongs.add(field, says)


def sealed(context: Context, opened: OpenedNegotiation, act: NegotiationAct, sent: Form) -> bool:
    """Whether exactly this was shown for confirmation before."""
    seal = seal_of(context, opened, act, sent.get("submission")).encode()
    return bool(sent.get("submission")) and hmac.compare_digest(seal, sent.get("seal").encode())


def fresh_seal(
    context: Context, opened: OpenedNegotiation, act: NegotiationAct
) -> tuple[tuple[str, str], ...]:
    """What the confirming button sends beside the filing."""
    submission = secrets.token_urlsafe(16)
    return (("submission", submission), ("seal", seal_of(context, opened, act, submission)))


def seal_of(
    context: Context, opened: OpenedNegotiation, act: NegotiationAct, submission: str
) -> str:
    """The seal over what was shown."""
    shown = f"{opened.token}\0{submission}\0{act!r}"
    return context.links.sign("a filing in a negotiation that was shown", shown)


def clause_at(text: NegotiatedText, paragraph: str) -> Clause | None:
    """The paragraph or sub-paragraph that is cited, if there is one."""
    try:
        return text.find(read_path(paragraph)) if paragraph.strip() else None
    except TextRefused:
        return None


def _amending(
    state: NegotiationState, reader: Reader, sent: Form, wrongs: Wrongs
) -> Amending | None:
    way = Way(sent.get("way")) if sent.get("way") in set(Way) else Way.REPLACE
    paragraph = sent.get("paragraph").strip()
    clause = clause_at(reader.text(state.text), paragraph)
    if clause is None and (paragraph or way is not Way.AFTER):
        wrongs.add("paragraph", _("Choose a paragraph of the text."))
        return None
    worded = way in (Way.REPLACE, Way.WORDS, Way.AFTER, Way.BENEATH)
    if way in (Way.WORDS, Way.DELETE_WORDS) and not sent.get("passage").strip():
        wrongs.add("passage", _("Quote the words that are to go."))
        return None
    wording = sent.get("wording").strip() if worded else ""
    if worded and not wording:
        wrongs.add("wording", _("Write the wording that you propose."))
        return None
    if way is Way.REPLACE and clause is not None:
        try:
            wording = _reworded(wording, write_runs(clause.runs), paragraph)
        except TextRefused as refused:
            wrongs.add("wording", refused.says)
            return None
        if wording == write_runs(clause.runs) and clause != clause_at(state.text, paragraph):
            wrongs.add("wording", _(_UNCHANGED))
            return None
    data = {
        "paragraph": paragraph,
        "change": _CHANGES[way],
        "wording": wording,
        "passage": sent.get("passage").strip() if way in QUOTING else "",
        "beneath": way is Way.BENEATH,
        "reason": sent.get("reason"),
        "cosponsors": items_of(sent.get("cosponsors")),
        "text_digest": reader.digest(state.issued),
    }
    return read(Amending, data)


def _reworded(typed: str, present: str, paragraph: str) -> str:
    """The wording that is proposed, where strikes and underlines were typed in the present one."""
    marked = any(mark in typed for mark in ("~~", "**", "__"))
    return proposed(typed, present, paragraph) if marked else typed


def _stating(sent: Form, wrongs: Wrongs) -> Stating | None:
    if not sent.get("kind"):
        wrongs.add("kind", _("Choose what your delegation states."))
    if not sent.get("says").strip() and sent.get("kind") == "explain":
        wrongs.add("says", _("Say it in words."))
    if wrongs:
        return None
    about = [number for number in sent.all("about") if number]
    return read(Stating, {"kind": sent.get("kind"), "paragraphs": about, "says": sent.get("says")})
