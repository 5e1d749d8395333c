"""The page for what could not be done: what happened, and what to do now."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from api.pages.templating import page
from api.problems import Problem
from nemcon.language import N_, _
from nemcon.procedure.keys import KEYS

_HEADINGS: Final = {
    "unknown-link": N_("This link opens nothing"),
    "link-revoked": N_("This link was revoked"),
    "no-token": N_("For the staff of the body"),
    "not-found": N_("There is nothing at this address"),
    "no-such-procedure": N_("There is no such procedure"),
    "no-such-letter": N_("There is no such letter"),
    "too-many-requests": N_("Too often within a minute"),
    "internal": N_("Something went wrong here"),
    "register-unreachable": N_("The register cannot be reached"),
    "try-again": N_("Please send it again"),
    "readers-only-read": N_("Your link lets you read, not act"),
    "sign-in-gone": N_("This link cannot be used here"),
    "sign-in-refused": N_("You were not signed in"),
    "cross-site": N_("This came from another site"),
    "too-large": N_("This is too much at once"),
}

_NOT_DONE: Final = N_("This could not be done")

_ADVICE: Final = {
    "unknown-link": (
        N_(
            "Copy the whole address from the letter: mail programs break long lines. "
            "If it still opens nothing, ask the secretariat for a new link. If time "
            "presses, send an objection to the secretariat in any form that the rules "
            "of the body accept."
        )
    ),
    "link-revoked": (
        N_(
            "Use the link in the latest letter, or ask the secretariat for a new one. "
            "What was filed through this link stands in the register. If time presses, "
            "send an objection to the secretariat in any form that the rules of the "
            "body accept."
        )
    ),
    "no-token": (
        N_("Members of the staff sign in first. A delegation opens the link in its letter.")
    ),
    "not-found": N_("Check the address, or begin again from the letter."),
    "try-again": N_("Go back in your browser; what you wrote is still there. Send it again."),
    "too-many-requests": N_("Wait a minute, go back in your browser, and send it again."),
    "register-unreachable": (
        N_(
            "Go back in your browser; what you wrote is still there. Sending the same page again "
            "is safe: what was recorded already is not recorded twice."
        )
    ),
    "cross-site": N_("Open the page here, and try again."),
    "sign-in-gone": N_("Ask for a new link here, and open its letter in this browser."),
}


def error_page(request: Request, problem: Problem) -> Response:
    """The problem as a page."""
    says = problem.says
    if problem.code in ("no-token", "register-unreachable"):
        # Their sentences speak to programs.
        says = _(_FOR_PEOPLE[problem.code])
    return page(
        request,
        "link/opens-nothing.html" if problem.code in _OPENS_NOTHING else "error.html",
        {
            "heading": _(_HEADINGS.get(problem.code, _NOT_DONE)),
            "says": says,
            "advice": _(_ADVICE.get(problem.code, "")),
            "rule": _rule(problem),
            "fields": problem.more.get("fields") or [],
            "code": problem.code,
            "sign_in": problem.code in _TO_SIGN_IN,
            "opened": request.method in ("GET", "HEAD"),
        },
        status=problem.status,
    )


def _rule(problem: Problem) -> str:
    """What the rule that was applied is about; the key by which programs know it says nothing."""
    key = KEYS.get(str(problem.more.get("rule") or ""))
    return _(key.means) if key else ""


_OPENS_NOTHING: Final = frozenset({"link-revoked", "unknown-link"})
"""The states of a personal link in which it opens no procedure; their page says whom to ask."""

_TO_SIGN_IN: Final = frozenset({"no-token", "sign-in-gone", "sign-in-refused"})

_FOR_PEOPLE: Final = {
    "no-token": N_("This page is open to the Chair, the bureau and the secretariat of the body."),
    "register-unreachable": N_("The register cannot be reached now, so nothing can be promised."),
}
