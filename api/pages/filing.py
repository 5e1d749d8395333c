"""The form of a filing: read as typed, checked, confirmed under a seal, and made an act.

Two things only a person does stand between a link and the register: choosing what the filing is
about, and typing the name of whoever files. The seal lets nothing be filed that was not shown.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from typing import Final

from api.context import Context
from api.intake import Filing, Withdrawal, read
from api.pages.delegation import Opened
from api.pages.foretelling import Foretelling
from api.pages.form import Form, Wrongs, wrongs_of
from api.people import delegate
from api.problems import Problem
from api.sent import Sent
from api.words import Name
from nemcon.language import N_, _
from nemcon.procedure.acts import BALLOTS, Act, File, Kind, WithdrawObjection
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.procedure.state import ProcedureState
from nemcon.register.links import LinkHolder

WITHDRAW: Final = "withdraw-objection"
WHOLE: Final = "*"
CARRIED: Final = ("kind", "paragraph", "says", "on_behalf_of", "filed_by", "digest")
WORDING: Final = "wording-"

SCOPED: Final = frozenset({Kind.OBJECT, Kind.RESERVE, Kind.DISSOCIATE})
MAY_BE_SCOPED: Final = SCOPED | {Kind.EXPLAIN, Kind.CORRECT}
WORDED: Final = frozenset({Kind.EXPLAIN, Kind.CORRECT, Kind.ASK_FOR_TIME})
REWORDING: Final = frozenset({Kind.OBJECT, Kind.CORRECT})
JOINT: Final = frozenset(Kind) - {Kind.ACKNOWLEDGE, Kind.VETO_LAUNCH, *BALLOTS}
REVISED: Final = N_(
    "The text was revised after you opened this form. Read the new one on your delegation\u2019s "
    "page; what you wrote is kept below, and is about the new text if you continue."
)


class Signed(Sent):
    """Who files, as typed."""

    filed_by: Name


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filing that is in form: the act, what has to be sent again to file it, who will learn."""

    kind: Kind | None
    act: File | WithdrawObjection
    hidden: tuple[tuple[str, str], ...]
    submission: str
    seal: str
    told: tuple[str, ...]


def kind_of(name: str) -> Kind | None:
    """The kind of filing that is named, or none for a withdrawal. Raises `Problem` 404."""
    if name == WITHDRAW:
        return None
    if name in set(Kind):
        return Kind(name)
    raise Problem(404, "not-found", _("There is nothing to file of that name."))


def require_open(opened: Opened, kind: Kind | None) -> None:
    """Raise `Problem` where this cannot be filed now, or not by this delegation."""
    if not (opened.may_withdraw if kind is None else kind in opened.kinds):
        says = _("This cannot be filed now, or not by your delegation.")
        raise Problem(409, "not-open", says)


def needs(opened: Opened, kind: Kind | None) -> dict[str, bool]:
    """What the form of that kind asks the delegation for, and what it insists on."""
    return asked_of(opened.state, kind)


def asked_of(state: ProcedureState, kind: Kind | None) -> dict[str, bool]:
    """What the form of that kind asks for, and what it insists on."""
    profile = state.profile
    objects = kind is Kind.OBJECT
    return {
        "scope": kind in MAY_BE_SCOPED,
        "scope_required": kind in SCOPED,
        "by_paragraph": profile.by_paragraph or not objects,
        "says": kind is not None and kind is not Kind.ACKNOWLEDGE,
        "says_required": kind in WORDED or (objects and profile.grounds_required),
        "wording": kind in REWORDING,
        "wording_required": objects and profile.wording_required,
        "joint": kind in JOINT,
    }


def prepare(context: Context, opened: Opened, form: Form) -> Prepared | Wrongs:
    """Read the form; what is wrong with it when it cannot be filed as it is.

    Whether the rules let it be filed now is not asked here.
    """
    kind = kind_of(form.get("kind"))
    wrongs = Wrongs()
    if form.get("digest") != opened.state.text_digest:
        wrongs.add("", _(REVISED))
    sent = Withdrawal() if kind is None else filing_of(opened.state, kind, form, wrongs)
    signed = signed_in(form, wrongs)
    if wrongs or sent is None:
        return wrongs
    act = act_of(sent, actor_of(opened.holder, signed))
    wording = tuple(f"{WORDING}{i}" for i in range(len(opened.state.text.paragraphs)))
    hidden = form.among((*CARRIED, *wording))
    submission = form.get("submission") or secrets.token_urlsafe(16)
    seal = _seal(context, opened, act, submission)
    told = Foretelling(opened.state, act, opened.now).will_be_told()
    return Prepared(kind, act, hidden, submission, seal, told)


def act_of(sent: Filing | Withdrawal, filer: Actor) -> File | WithdrawObjection:
    """What was sent, as an act; no time stands in it that a zone would be needed for."""
    act = sent.act(filer, "UTC")
    if not isinstance(act, File | WithdrawObjection):
        message = f"{type(act).__name__} is no filing"
        raise TypeError(message)
    return act


def foretell(opened: Opened, prepared: Prepared) -> tuple[str, ...] | Refusal:
    """What it will lead to now, as far as this delegation may be told; or why it is refused."""
    return Foretelling(opened.state, prepared.act, opened.now).will_lead_to()


def confirmed(prepared: Prepared, form: Form) -> bool:
    """Whether exactly this was shown for confirmation before."""
    return bool(form.get("submission")) and hmac.compare_digest(
        prepared.seal.encode(), form.get("seal").encode()
    )


def _seal(context: Context, opened: Opened, act: Act, submission: str) -> str:
    shown = f"{opened.token}\0{opened.state.text_digest}\0{submission}\0{act!r}"
    return context.links.sign("a filing that was shown", shown)


def actor_of(holder: LinkHolder, typed: str) -> Actor:
    """The delegate as typed; the channel tells when the link was issued to somebody else."""
    same = typed.casefold() == holder.person.casefold()
    channel = "link" if same else f"link issued to {holder.person}"
    return replace(delegate(holder, channel), person=typed)


def signed_in(form: Form, wrongs: Wrongs) -> str:
    """The name that whoever files has typed; empty where it cannot be used."""
    if not form.get("filed_by").strip():
        wrongs.add(
            "filed_by", _("Type your name; it stands in the register as the person who filed.")
        )
        return ""
    try:
        return read(Signed, {"filed_by": form.get("filed_by")}).filed_by
    except Problem as problem:
        wrongs.found += wrongs_of(problem, {"filed_by": "filed_by"}).found
        return ""


def filing_of(state: ProcedureState, kind: Kind, form: Form, wrongs: Wrongs) -> Filing | None:
    """The filing that the form holds."""
    asked = asked_of(state, kind)
    chosen = form.all("paragraph") if asked["scope"] else ()
    _check_scope(chosen, wrongs, required=asked["scope_required"])
    if asked["says_required"] and not form.get("says").strip():
        says = _("Give the grounds.") if kind is Kind.OBJECT else _("Say it in words.")
        wrongs.add("says", says)
    wording = _wording(state, form) if asked["wording"] else []
    if asked["wording_required"] and not wording:
        wrongs.add("wording", _("Propose other wording for at least one paragraph."))
    data = {
        "kind": kind,
        "paragraphs": [number for number in chosen if number != WHOLE],
        "says": form.get("says") if asked["says"] else "",
        "wording": wording,
        "on_behalf_of": list(form.lines("on_behalf_of")) if asked["joint"] else [],
        "text_digest": state.text_digest,
    }
    try:
        sent = read(Filing, data)
    except Problem as problem:
        wrongs.found += wrongs_of(problem, _FIELDS).found
        return None
    if any(number not in state.text.numbers for number in sent.paragraphs):
        wrongs.add("paragraph", _("One of the paragraphs is not in the text any more."))
    return sent


_FIELDS: Final = {
    "paragraphs": "paragraph",
    "says": "says",
    "wording": "wording",
    "on_behalf_of": "on_behalf_of",
    "kind": "kind",
}


def _check_scope(chosen: tuple[str, ...], wrongs: Wrongs, *, required: bool) -> None:
    if required and not chosen:
        wrongs.add("paragraph", _("Choose the whole text, or the paragraphs that this is about."))
    if WHOLE in chosen and len(chosen) > 1:
        wrongs.add("paragraph", _("Choose either the whole text or single paragraphs, not both."))


def _wording(state: ProcedureState, form: Form) -> list[dict[str, str]]:
    proposed = (
        (paragraph.number, form.get(f"{WORDING}{index}").strip())
        for index, paragraph in enumerate(state.text.paragraphs)
    )
    return [{"number": number, "words": words} for number, words in proposed if words]
