"""One entry of every kind, with every field filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from nemcon.procedure import entries as e
from nemcon.procedure import outcome_entries as o
from nemcon.procedure.acts import Delivery, Kind, Outcome
from nemcon.procedure.papers import PaperIssued
from nemcon.procedure.people import Actor, Category, Office, Seat
from nemcon.procedure.profile import Basis, RuleValue
from nemcon.procedure.recall import LaunchRecalled
from nemcon.procedure.reminders import DelegationsReminded, Whom
from nemcon.register.kinds import Entry
from nemcon.text.document import Paragraph, Text

AT = datetime(2026, 6, 15, 10, 0, 0, 250000, tzinfo=UTC)
LATER = AT + timedelta(hours=72)
TEXT = Text("Décision", (Paragraph("1", "Один."), Paragraph("2 bis", "二。")), "L.1", 1)
DIGEST = "0a" * 32
SEAT = Seat("egypt", "Egypt", Category.MEMBER, "African States", may_object=True, may_comment=True)
RULE = RuleValue("launch.by", "chair", Basis.SOURCE, "resolution 74/544, paragraph 1")
DELIVERIES = (Delivery("egypt", "sent"), Delivery("norway", "no letter"))
WORDING = (Paragraph("1", "Other words."),)

SAMPLES: tuple[e.Entry, ...] = (
    e.ProcedureOpened(
        TEXT,
        DIGEST,
        (SEAT,),
        "test",
        "Rules for a test",
        (RULE,),
        divisible=True,
        grace_seconds=5,
        among="Bureau",
        linked=("p", "q"),
        carried_by="q",
        warnings=("period-below-minimum",),
    ),
    e.PeriodOpened(1, 1, LATER, "placed", "period.minimum"),
    e.Filed(
        Kind.OBJECT,
        "egypt",
        1,
        late=True,
        standing=True,
        paragraphs=("1", "2 bis"),
        says='No.\n"Non" \\ \u202e法\u2028\U0001f54a',
        wording=WORDING,
        on_behalf_of=("norway",),
        rule="objection.effect",
    ),
    e.ObjectionWithdrawn("egypt", (3, 4)),
    e.HoldLapsed((3,)),
    e.SilenceBroken(AT, ends_period=True),
    e.SilenceMended(),
    e.ReminderIssued(1, 0, ("egypt", "norway")),
    e.PeriodExtended(LATER, AT, "More time."),
    e.PeriodSuspended(3600.5, "A question.", LATER),
    e.PeriodResumed(LATER, "Answered."),
    e.PeriodEndedEarly(AT, "All agree."),
    e.BookClosed(1, LATER, False, ("1",), ("norway",), ("japan",), DELIVERIES),
    e.ParagraphsAdopted(("1",), LATER, "text.divisible"),
    e.ConsultationOpened(("1",), LATER, finding=True),
    e.TextRevised(TEXT, DIGEST, "After consultation."),
    e.SilenceRestored("Nothing stands any more."),
    e.LateFilingAdmitted("egypt", (3,), "The line was down."),
    o.OutcomeReached(
        Outcome.PARTLY_ADOPTED,
        LATER,
        adopted=("1",),
        contested=("2 bis",),
        compiled=("2 bis",),
        exempt=("egypt",),
        to="the next session",
        because="As agreed.",
        rule="text.divisible",
    ),
    o.OutcomeReopened(Outcome.ADOPTED),
    o.OutcomeDeclared(Outcome.ADOPTED, Outcome.NOT_ADOPTED, AT, "A clerical error."),
    e.LaunchAnnounced(LATER),
    e.ClocksSet((("egypt", LATER), ("norway", AT))),
    o.VoteOpened(LATER, ("1", "2 bis"), "objection.effect"),
    o.VoteClosed(LATER, ("egypt",), ("norway",), ("japan",), ("brazil",), True, False),
    o.OutcomeConfirmed("74/544", date(2026, 7, 1), "The Chair's letter."),
    PaperIssued(
        "decision-record",
        "CTOC/COP/WG.3/2026/1",
        2,
        "Décision",
        "fr",
        "General",
        (("pdf", DIGEST), ("docx", "0b" * 32)),
        of_head=6,
    ),
    DelegationsReminded(1, Whom.NOT_ACTED, ("egypt", "norway")),
    LaunchRecalled(AT, "Die \u201calte\u201d Fassung."),
)

ACTOR = Actor(Office.DELEGATION, "egypt", "A. Delegate", "link")


def recorded(entry: Entry) -> e.Happened[Entry]:
    return e.Happened(7, AT, ACTOR, entry)
