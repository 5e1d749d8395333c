"""What the secretariat records about an agenda for a delegation, on the strength of a paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from api.context import Context
from api.intake import read
from api.pages.agenda_acting import Data, Doing
from api.pages.agenda_doings import DELEGATIONS
from api.pages.form import Form, Wrongs, wrongs_of
from api.pages.on_paper import PAPER, SCAN
from api.people import acting_for, actor
from api.problems import Problem
from api.scanning import named
from api.sent import Sent
from api.words import Name
from nemcon.agenda.state import AgendaState
from nemcon.language import N_, _
from nemcon.procedure.people import Actor
from nemcon.register.staff import Staff

OTHERS: Final = PAPER
_NAMES: Final = {
    "propose": N_("File a proposal for a delegation"),
    "withdraw": N_("Withdraw a proposal for a delegation"),
    "oppose": N_("Record for a delegation that it opposes the compromise"),
    "join": N_("Record for a delegation that it no longer opposes the compromise"),
}


class Paper(Sent):
    """The paper on the strength of which something is recorded."""

    evidence: Name


def _for_others(doing: Doing) -> Doing:
    """The same, done by the secretariat: it also says for whom, and on the strength of what."""

    def reads(state: AgendaState, sent: Form, wrongs: Wrongs) -> Data:
        if state.seat(sent.get("participant")) is None:
            wrongs.add("participant", _("Choose the delegation."))
        if not sent.get("evidence").strip():
            says = _("Say which paper it is; the register names it.")
            wrongs.add("evidence", says)
        else:
            try:
                read(Paper, {"evidence": sent.get("evidence")})
            except Problem as problem:
                wrongs.found += wrongs_of(problem, {"evidence": "evidence"}).found
        return doing.reads(state, sent, wrongs)

    return replace(
        doing,
        verb=f"{doing.verb}-for",
        name=_NAMES[doing.verb],
        does=N_(
            "It is recorded as what the delegation said on paper or by mail, and the "
            "register names the paper. The delegation gets the receipt."
        ),
        button=f"{_NAMES[doing.verb]}",
        fields=(*doing.fields, *OTHERS),
        reads=reads,
    )


FOR_OTHERS: Final = {f"{verb}-for": _for_others(doing) for verb, doing in DELEGATIONS.items()}


def acting(context: Context, procedure: str, staff: Staff, doing: Doing, sent: Form) -> Actor:
    """Who acts: the member of the staff, for the delegation that the form names, where it does.

    Raises `Problem` where the form names a scan that is not kept any more.
    """
    if "evidence" not in doing.fields:
        return actor(staff, "page")
    paper = " ".join(sent.get("evidence").split())
    by = acting_for(sent.get("participant"), staff, "page", paper)
    return replace(by, scan=named(context, procedure, sent.get(SCAN)))
