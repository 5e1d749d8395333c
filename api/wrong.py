"""What is wrong with the parts of a request, named as the sender wrote them.

The names of our forms and of the types behind them mean nothing to whoever sent the request, so
that none of them is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from nemcon.language import N_, _


@dataclass(frozen=True, slots=True)
class WrongPart:
    """A part, what is wrong with it, and the code of that where it has one of its own."""

    where: str
    says: str
    code: str


def wrong_parts(errors: Sequence[Any]) -> list[WrongPart]:
    """The parts that pydantic could not read."""
    return [
        WrongPart(_where(error), _says(error), _own_code(error))
        for error in _of_the_form_that_was_meant(errors)
    ]


_CODES: Final = {"string_too_long": "too-long", "string_unicode": "control-characters"}


def _own_code(error: Mapping[str, Any]) -> str:
    kind = str(error["type"])
    if kind in _CODES:
        return _CODES[kind]
    return kind if "-" in kind else ""  # the codes of this project are written with hyphens


def _where(error: Mapping[str, Any]) -> str:
    """The part as the sender wrote it, without the names of our forms; lists count from 1."""
    place = _place(error)[1:]
    words = [str(part + 1 if isinstance(part, int) else part)[:60] for part in place]
    return " ".join(words or [_("the request")]).encode("utf-8", "replace").decode()


def _place(error: Mapping[str, Any]) -> list[object]:
    """Where the part stands. Whoever sent something unknown may have called it anything."""
    *within, last = error["loc"] or ("",)
    named = [part for part in within if not _is_a_form(part)]
    known_by_name = error["type"] in ("extra_forbidden", "missing")
    return [*named, last] if known_by_name or not _is_a_form(last) else named


_FORM_NAMES: Final = re.compile(
    r"(constrained-)?(str|int|float|bool|list|dict)(\[.*)?|function-.*|[A-Z]\w*"
)


def _is_a_form(part: object) -> bool:
    """Whether it names one of several forms that a part may take, which the sender never wrote."""
    return isinstance(part, str) and _FORM_NAMES.fullmatch(part) is not None


def _of_the_form_that_was_meant(errors: Sequence[Any]) -> list[Any]:
    """Where a part may take several forms, only what is wrong with the one that was sent."""
    places = [_place(error) for error in errors if not _is_of_another_form(error)]
    kept: list[Any] = []
    for error in errors:
        place = _place(error)
        other = _is_of_another_form(error)
        if not other or not any(known[: len(place)] == place for known in places):
            kept.append(error)
            places += [place] if other else []
    return kept


def _is_of_another_form(error: Mapping[str, Any]) -> bool:
    """Whether the part was sent in quite another form than this one of several."""
    return error["type"] in _OTHER_FORM and _is_a_form((error["loc"] or ("",))[-1])


def _says(error: Mapping[str, Any]) -> str:
    context = cast("Mapping[str, object]", error.get("ctx") or {})
    if error["type"] == "value_error":
        return str(context.get("error", error["msg"]))
    if _is_of_another_form(error):
        return _("This is in none of the forms that are possible here.")
    sentence = _FORMS.get(str(error["type"]))
    if sentence:
        return _(sentence, **context)
    if "says" in context:
        return str(context["says"])
    return f"{str(error['msg']).replace('Input should', 'This should').rstrip('.')}."


_DAY: Final = N_("This should be a day, such as 2026-07-08.")
_FORMS: Final = {
    "missing": N_("This is missing."),
    "extra_forbidden": N_("This is not expected here; check the spelling."),
    "string_too_long": N_("This is longer than the {max_length} characters that are allowed."),
    "string_too_short": N_("This is too short, or empty."),
    "too_short": N_("There are too few of these."),
    "too_long": N_("There are more than {max_length} of these."),
    "string_unicode": N_("This contains half a character, which no text may."),
    "string_pattern_mismatch": N_("Letters, digits, hyphens, dots and underscores only, please."),
    "string_type": N_("This should be words, in quotation marks."),
    "enum": N_("This should be one of {expected}."),
    "literal_error": N_("This should be one of {expected}."),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "int_type": N_("This should be a whole number."),
    "int_parsing": N_("This should be a whole number."),
    "bool_type": N_("This should be true or false, without quotation marks."),
    "list_type": N_("This should be a list, in square brackets."),
    "dict_type": N_("This should be an object, in braces."),
    "model_type": N_("This should be an object, in braces."),
    "model_attributes_type": N_("This should be an object, in braces."),
    "greater_than_equal": N_("This should be {ge} or more."),
    "less_than_equal": N_("This should be {le} or less."),
}
_OTHER_FORM: Final = frozenset(
    {
        "string_type",
        "int_type",
        "bool_type",
        "list_type",
        "dict_type",
        "model_type",
        "model_attributes_type",
    }
)
