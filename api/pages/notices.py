"""What each kind of letter is called in the pages of the staff."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from nemcon.agenda.notices import AgendaNotice
from nemcon.language import N_, _
from nemcon.negotiation.notices import NegotiationNotice
from nemcon.procedure.notices import Notice

_OF_SILENCE: Final[dict[Notice, str]] = {
    Notice.CIRCULATION: N_("circulation"),
    Notice.REVISION: N_("revision"),
    Notice.RESTORATION: N_("restoration"),
    Notice.RECEIPT: N_("receipt"),
    Notice.OBJECTION: N_("notice of objection"),
    Notice.WITHDRAWAL: N_("notice of withdrawal"),
    Notice.ADMISSION: N_("notice of admission"),
    Notice.REMINDER: N_("reminder"),
    Notice.EXTENSION: N_("extension"),
    Notice.SUSPENSION: N_("suspension"),
    Notice.RESUMPTION: N_("resumption"),
    Notice.CONSULTATION: N_("consultation"),
    Notice.OUTCOME: N_("outcome"),
    Notice.FINDING: N_("finding"),
    Notice.VOTE: N_("vote"),
    Notice.CONFIRMATION: N_("confirmation"),
    Notice.ANNOUNCEMENT: N_("announcement"),
}
_OF_AGENDAS: Final[dict[AgendaNotice, str]] = {
    AgendaNotice.CIRCULATION: N_("circulation of the agenda"),
    AgendaNotice.REVISION: N_("revision of the agenda"),
    AgendaNotice.RECEIPT: N_("receipt about the agenda"),
    AgendaNotice.PROPOSAL: N_("proposal on the agenda"),
    AgendaNotice.WITHDRAWAL: N_("withdrawal of a proposal"),
    AgendaNotice.COMPROMISE: N_("compromise on the agenda"),
    AgendaNotice.OPPOSITION: N_("opposition to the compromise"),
    AgendaNotice.JOINING: N_("joining of the compromise"),
    AgendaNotice.ITEM: N_("item added to the agenda"),
    AgendaNotice.ADOPTION: N_("adoption of the agenda"),
    AgendaNotice.PART: N_("settlement of a part left open"),
    AgendaNotice.TIMETABLE: N_("timetable of the session"),
    AgendaNotice.REMINDER: N_("reminder of the parts left open"),
    AgendaNotice.END: N_("end of the session"),
}
_OF_NEGOTIATIONS: Final[dict[NegotiationNotice, str]] = {
    NegotiationNotice.TABLED: N_("text to be negotiated"),
    NegotiationNotice.RECEIPT: N_("receipt in the negotiation"),
    NegotiationNotice.NAMED: N_("notice to a co-sponsor"),
    NegotiationNotice.REVISION: N_("revised text of the negotiation"),
    NegotiationNotice.PARAGRAPHS: N_("where paragraphs stand"),
    NegotiationNotice.ROUND: N_("round of amendments"),
    NegotiationNotice.REMINDER: N_("reminder of the round"),
    NegotiationNotice.ROUND_CLOSED: N_("end of the round"),
    NegotiationNotice.ADMISSION: N_("admission of a late amendment"),
    NegotiationNotice.CONCLUSION: N_("conclusion of the negotiation"),
    NegotiationNotice.OUTCOME: N_("outcome of the negotiation"),
}
_BESIDE: Final = {
    "filing-code": N_("code for a filing"),
    "filing-lapsed": N_("notice of a filing without its code"),
    "forwarded-link": N_("link for a colleague"),
    "forwarded-notice": N_("notice of a forwarded link"),
    "reply-answered": N_("answer to a reply"),
    "reply-copied": N_("copy of a reply"),
    "sign-in": N_("link to sign in by"),
    "token": N_("notice of a new token"),
    "webhook-disabled": N_("notice of a webhook turned off"),
}
"""Letters beside those of a procedure."""

NAMES: Final = MappingProxyType(
    {str(key): name for key, name in (_OF_SILENCE | _OF_AGENDAS | _OF_NEGOTIATIONS).items()}
    | _BESIDE
)
"""The name of each kind, as the letter carries it in its head."""


def noticed(notice: str) -> str:
    """What kind of letter it is, to go on with in a sentence."""
    return _(NAMES[notice]) if notice in NAMES else notice.replace("-", " ")
