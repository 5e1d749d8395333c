"""Templates that speak: what `{% trans %}` stands for is looked up when a template is filled."""

from __future__ import annotations

from typing import Final

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from nemcon.language.speech import isolated, spoken, translated, translated_in, translated_number

EXTENSION: Final = "jinja2.ext.i18n"


def teach(environment: Environment) -> None:
    """Let the templates of this environment speak the language that is spoken.

    A block that is translated loses its line breaks, so that templates may be wrapped at will.
    """
    environment.add_extension(EXTENSION)
    environment.policies["ext.i18n.trimmed"] = True
    # Jinja leaves the types of this table open.
    environment.globals.update(  # pyright: ignore[reportUnknownMemberType]  # see above
        _=_gettext, gettext=_gettext, ngettext=_ngettext, pgettext=_pgettext, gap=_gap
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension adds it


def _gap() -> str:
    """What stands between two sentences that follow each other."""
    return spoken().gap


@pass_context
def _gettext(context: Context, message: str, /, **values: object) -> str:
    return _filled(context, translated(message), values)


@pass_context
def _ngettext(context: Context, one: str, many: str, n: int, /, **values: object) -> str:
    values.setdefault("num", n)
    return _filled(context, translated_number(one, many, n), values)


@pass_context
def _pgettext(context: Context, meant: str, message: str, /, **values: object) -> str:
    return _filled(context, translated_in(meant, message), values)


def _filled(context: Context, message: str, values: dict[str, object]) -> str:
    """The message with its %(values)s; Jinja doubles every other per cent sign."""
    if context.eval_ctx.autoescape:
        # What stands in the message is ours; the values are escaped as they are put in.
        return Markup(message) % values  # noqa: S704 - see above
    return message % {name: isolated(value) for name, value in values.items()}
