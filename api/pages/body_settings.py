"""The settings of a body: whether a second person confirms, forwarding, how its letters name it.

Each is typed, then shown with what follows from it, and only then set. What was shown is bound to
what was set then: where somebody was quicker, it is shown again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection
from starlette.responses import RedirectResponse

from api.context import Context, InContext
from api.intake import read
from api.pages.body_settings_shown import LABELS, Differing, differing, means_of
from api.pages.contacts import BodyId
from api.pages.form import Form, InForm, Wrong, Wrongs, wrongs_of
from api.pages.shown import When, when
from api.pages.templating import page
from api.people import SecretariatStaff
from api.problems import Problem
from api.receiving import Received
from api.sent import Sent
from api.v1.directory_forms import BodySent
from api.v1.feeds import shown_publishing
from api.v1.forwarding import ForwardingSent
from api.v1.waiting import MOST_MINUTES, TwoPersons
from nemcon.language import N_, _
from nemcon.register import directory, waiting
from nemcon.register.body_settings import (
    Setting,
    describe,
    set_forwarding,
    set_two_persons,
    setting_changes_of,
)
from nemcon.register.colleagues import Allowed, allowed_in
from nemcon.register.directory import Body
from nemcon.register.staff import Staff

router = APIRouter(prefix="/bodies/{body}/settings", include_in_schema=False)
Values: TypeAlias = Mapping[str, Any]

_DESCRIBED: Final = ("name", "parent", "session", "next_session", "chair", "zone")
_TITLES: Final = {
    Setting.TWO_PERSONS: N_("Two persons for what is filed for a delegation"),
    Setting.FORWARDING: N_("Whether delegations give colleagues links"),
    Setting.DESCRIPTION: N_("How the body is named"),
}
_FORMS: Final[Mapping[Setting, type[Sent]]] = {
    Setting.TWO_PERSONS: TwoPersons,
    Setting.FORWARDING: ForwardingSent,
    Setting.DESCRIPTION: BodySent,
}


@dataclass(frozen=True, slots=True)
class Past:
    """What was changed before."""

    title: str
    at: When
    by: str
    differs: Differing


@router.get("")
def settings(
    request: Request, context: InContext, staff: SecretariatStaff, body: BodyId
) -> Response:
    """What is set for the body, with a form for each, and what was set before."""
    return _page(request, context, staff, body, Form(), Wrongs(), None)


@router.post("/{setting}/review")
def review(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    body: BodyId,
    setting: Setting,
    sent: InForm,
) -> Response:
    """What the change means. Sets nothing."""
    was, wanted = _both(context, body, setting, sent)
    if sent.get("change"):
        return _page(request, context, staff, body, sent, Wrongs(), setting)
    if wanted == was:
        wanted = Wrongs([Wrong("", _("Nothing differs from what is set."))])
    if isinstance(wanted, Wrongs):
        return _page(request, context, staff, body, sent, wanted, setting)
    return _review_page(request, context, staff, body, setting, was, wanted)


@router.post("/{setting}")
def put(
    request: Request,
    context: InContext,
    staff: SecretariatStaff,
    received: Received,
    body: BodyId,
    setting: Setting,
    sent: InForm,
) -> Response:
    """Set what was shown. Sent twice, it is set once."""
    was, wanted = _both(context, body, setting, sent)
    if isinstance(wanted, Wrongs):
        return _page(request, context, staff, body, sent, wanted, setting)
    if wanted != was and sent.get("upon") != _mark(was):
        changed = bool(sent.get("upon"))
        return _review_page(request, context, staff, body, setting, was, wanted, changed=changed)
    with context.database.writing() as connection:
        _SET[setting](connection, body, wanted, staff.signs_as, received)
    return RedirectResponse(f"/bodies/{body}/settings#{setting}", 303)


def _two_persons(connection: Connection, body: str, wanted: Values, by: str, now: datetime) -> None:
    set_two_persons(connection, body, wanted["minutes"], by, now)


def _forwarding(connection: Connection, body: str, wanted: Values, by: str, now: datetime) -> None:
    set_forwarding(connection, body, Allowed(wanted["allowed"]), by, now)


def _description(connection: Connection, body: str, wanted: Values, by: str, now: datetime) -> None:
    describe(connection, Body(body, **wanted), by, now)


_SET: Final[Mapping[Setting, Callable[[Connection, str, Values, str, datetime], None]]] = {
    Setting.TWO_PERSONS: _two_persons,
    Setting.FORWARDING: _forwarding,
    Setting.DESCRIPTION: _description,
}


def _both(
    context: Context, body: str, setting: Setting, sent: Form
) -> tuple[Values, Values | Wrongs]:
    """What is set, and what is to be set or why it cannot be."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        was = _set_now(connection, known)[setting]
    data: dict[str, object] = {name: sent.get(name).strip() for name in was}
    if setting is Setting.TWO_PERSONS:
        minutes = sent.get("minutes").strip()
        if sent.get("asked") == "yes" and not _is_number(minutes):
            says = _("Give a number of minutes from 1 to {most}.", most=MOST_MINUTES)
            return was, Wrongs([Wrong("minutes", says)])
        data = {"minutes": int(minutes) if sent.get("asked") == "yes" else 0}
    try:
        wanted = read(_FORMS[setting], data).model_dump()
    except Problem as problem:
        found = wrongs_of(problem, dict.fromkeys(was, "") | {name: name for name in was}).found
        return was, Wrongs([Wrong(w.field, w.says, _(LABELS.get(w.field, ""))) for w in found])
    return was, wanted


def _is_number(written: str) -> bool:
    digits = written.isascii() and written.isdigit() and len(written) < len(str(MOST_MINUTES)) + 1
    return digits and 0 < int(written) <= MOST_MINUTES


def _set_now(connection: Connection, body: Body) -> dict[Setting, Values]:
    return {
        Setting.TWO_PERSONS: {"minutes": waiting.minutes_of(connection, body.id)},
        Setting.FORWARDING: {"allowed": allowed_in(connection, body.id)},
        Setting.DESCRIPTION: {name: getattr(body, name) for name in _DESCRIBED},
    }


def _mark(values: Values) -> str:
    written = repr(sorted((name, str(value)) for name, value in values.items()))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _page(
    request: Request,
    context: Context,
    staff: Staff,
    body: str,
    sent: Form,
    wrongs: Wrongs,
    setting: Setting | None,
) -> Response:
    """`setting` is the one whose form was `sent`; the others show what is set."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        now_set = _set_now(connection, known)
        changes = setting_changes_of(connection, body)
    minutes = now_set[Setting.TWO_PERSONS]["minutes"]
    filled = {each: Form(tuple(values.items())) for each, values in now_set.items()}
    filled[Setting.TWO_PERSONS] = Form(
        (("asked", "yes" if minutes else "no"), ("minutes", str(minutes or 60)))
    )
    if setting is not None:
        filled[setting] = sent
    past = [
        Past(
            _(_TITLES[each.setting]),
            when(each.at, known.zone),
            each.by,
            differing(each.setting, each.was, each.became),
        )
        for each in changes
    ]
    facts: dict[str, object] = {
        "body": known,
        "titles": {each: _(title) for each, title in _TITLES.items()},
        "two_persons": differing(Setting.TWO_PERSONS, {}, now_set[Setting.TWO_PERSONS])[0][2],
        "typed": filled,
        "wrongs": {each: wrongs if each is setting else Wrongs() for each in Setting},
        "all_wrongs": wrongs,
        "asked": [("no", _("One person is enough")), ("yes", _("A second person confirms"))],
        "allowed": [
            (each, differing(Setting.FORWARDING, {}, {"allowed": each})[0][2]) for each in Allowed
        ],
        "published": shown_publishing(context, body).outcomes,
        "past": past,
    }
    status = 422 if wrongs else 200
    return page(request, "staff/settings.html", facts, staff=staff, status=status)


def _review_page(
    request: Request,
    context: Context,
    staff: Staff,
    body: str,
    setting: Setting,
    was: Values,
    wanted: Values,
    *,
    changed: bool = False,
) -> Response:
    """`changed` says that something else is set than when this was shown before."""
    with context.database.reading() as connection:
        known = directory.body_of(connection, body)
        means = means_of(connection, known, setting, wanted)
    again = [(name, str(value)) for name, value in wanted.items()]
    if setting is Setting.TWO_PERSONS:
        again.append(("asked", "yes" if wanted["minutes"] else "no"))
    facts: dict[str, object] = {
        "body": known,
        "title": _(_TITLES[setting]),
        "at": f"/bodies/{body}/settings/{setting}",
        "changed": changed,
        "differs": differing(setting, was, wanted),
        "means": means,
        "hidden": (*again, ("upon", _mark(was))),
    }
    return page(request, "staff/settings-review.html", facts, staff=staff)
