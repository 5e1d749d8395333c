"""One entry of every kind of agendas and negotiations, with every field filled in."""

from __future__ import annotations

from nemcon.agenda import entries as g
from nemcon.agenda.acts import AgendaOutcome, Change, Settlement
from nemcon.agenda.entries import AgendaEntry
from nemcon.agenda.items import Document, Item, Officer, Part, Revisit, Sitting
from nemcon.agenda.record import (
    Adoption,
    Attendance,
    Attendees,
    Called,
    Capacity,
    Deliberation,
    Heading,
    Opening,
    Panellist,
    Section,
    SessionRecord,
    Statements,
)
from nemcon.negotiation import entries as n
from nemcon.negotiation.acts import NegotiationOutcome, Origin, Rung, Stance, Statement
from nemcon.negotiation.entries import NegotiationEntry
from nemcon.procedure.acts import Outcome
from nemcon.procedure.families import ResultReopened, ResultTaken
from nemcon.procedure.people import Group
from nemcon.text import amendments as t

from .samples import AT, DIGEST, LATER, RULE, SEAT, TEXT

ITEMS = (Item("1", "Организация", (Item("(a)", "Ouverture"),)), Item("2", "其他事项"))
PARTS = (Part("outcome", "Adoption of the report"),)
SITTINGS = (Sitting(1, AT, LATER, ("1", "1 (a)"), "Opening"),)
GROUPS = (Group("Group of 77", ("egypt",), ("egypt",)),)
REVISIT = Revisit(LATER, 4)
RECORD = SessionRecord(
    symbol="WG/L.1",
    dated=LATER.date(),
    place="Vienna",
    short="Group",
    instrument="Convention",
    introduction=("The Group was [established] in [...].",),
    summarized=("Prepared by the Chair.",),
    deliberations=(
        Deliberation("2", ("其他.",), (Panellist("A. Speaker", "Judge"),), (1,), confirmed=False),
    ),
    opening=Opening("online", "the Bureau", "format", "(CEST)", "Earlier.", "Remotely."),
    notes=("Interpreted.",),
    statements=(Statements("2", complete=False, capacities=(Capacity("egypt", "as Chair"),)),),
    unconfirmed=(Attendees.SIGNATORIES,),
    adoption=Adoption("Views differed.", ("A letter.",), (Called("outcome", "it"),), "in light"),
    how="connected remotely",
    attendance=(Attendance(Attendees.PARTIES, ("Egypt",), seated=True, complete=False),),
    participants="WG/INF/1",
    outline=(Heading(Section.INTRODUCTION, "Введение"),),
)

OF_AGENDAS: tuple[AgendaEntry, ...] = (
    g.AgendaCirculated(
        "Provisional agenda",
        ITEMS,
        PARTS,
        SITTINGS,
        (SEAT,),
        "test",
        "Rules for a test",
        (RULE,),
        grace_seconds=5,
        symbol="WG/1",
        until=LATER,
        groups=GROUPS,
        session="First session",
        next_session="Second session",
    ),
    g.ChangeProposed("egypt", Change.AMEND, "outcome", "By silence.", ("Group of 77",), late=True),
    g.ProposalWithdrawn(3),
    g.ProposalsClosed(LATER),
    g.CompromisePut(("outcome",), REVISIT, "Later."),
    g.CompromiseOpposed("egypt", "Now."),
    g.CompromiseJoined("egypt"),
    g.AgendaRevised(ITEMS, PARTS, (2,), "As proposed."),
    g.ItemAdded(Item("3", "Training"), "1", REVISIT, "Urgent."),
    g.AgendaPlacedUnderSilence("a-silence", item_by_item=True, because="No time."),
    g.AgendaAdopted(("outcome",), REVISIT, AT, "As agreed.", "a-silence"),
    g.PartSettled("outcome", Settlement.DEFERRED, "In May.", "No time."),
    g.TimetableChanged(SITTINGS, "No interpreters."),
    g.OfficersNamed((Officer("Chair", "egypt", "A. Delegate"),)),
    g.SpeakerNoted("1", "egypt", 1, ("norway",)),
    g.DocumentListed(Document("WG/1", "Agenda", ("1",))),
    g.RecordKept(RECORD),
    g.RemindedOfParts(LATER, 1, ("outcome",)),
    g.SessionEnded(LATER, AgendaOutcome.WITH_EXCEPTIONS, ("outcome",), "Second session"),
    ResultReopened("a-silence", LATER),
    ResultTaken("a-silence", Outcome.PARTLY_ADOPTED, LATER, ("1",), ("2",)),
)

OF_NEGOTIATIONS: tuple[NegotiationEntry, ...] = (
    n.TextTabled(
        TEXT,
        DIGEST,
        (SEAT,),
        "test",
        "Rules for a test",
        (RULE,),
        grace_seconds=5,
        package=True,
        until=LATER,
        agenda="a",
        sitting=2,
        to="the Conference",
        origin=Origin("n", 12, DIGEST),
        groups=GROUPS,
    ),
    n.AmendmentProposed(
        "A1",
        "egypt",
        "2 bis",
        t.Change.REPLACE,
        "[shall / should]",
        "二",
        beneath=True,
        reason="Clearer.",
        cosponsors=("norway",),
        round=1,
        late=True,
    ),
    n.PositionTaken("A1", "norway", Stance.OPPOSE, "Not clearer."),
    n.AmendmentWithdrawn("A1", "egypt", "norway"),
    n.LateAmendmentAdmitted("A1", "The line was down."),
    n.StatementMade("egypt", Statement.RESERVE, ("1",), "In capital.", late=True),
    n.RevisionIssued(
        TEXT,
        DIGEST,
        (n.Disposed("A1", t.Status.MERGED, "A3"),),
        (n.Merged("A3", "1", t.Change.REPLACE, "Words.", "One", False, ("egypt",), ("norway",)),),
        (("A2", "The words are gone."),),
        round=2,
        until=LATER,
        sitting=3,
        because="After the round.",
    ),
    n.ParagraphsMoved(("1",), Rung.AD_REFERENDUM, "All agree.", "A1"),
    n.RoundSet(2, LATER, 3, AT, "More time.", begins=True),
    n.RoundReminded(2, 1, ("norway",)),
    n.RoundClosed(2, LATER, LATER),
    n.NegotiationConcluded(
        ("1",), ("2 bis",), TEXT, "n-silence", False, "the Conference", "No time.", "x"
    ),
    n.NegotiationEnded(
        NegotiationOutcome.PARTLY_AGREED,
        LATER,
        ("1",),
        ("2 bis",),
        "the Conference",
        "No time.",
        "negotiation.final_objection",
    ),
)
