"""The whole vocabulary of rules of procedure.

`KEYS` says of every key what it means, how its value is written, and the value that applies where
a profile is silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nemcon.language import N_
from nemcon.procedure import values as v


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a profile: its field in `Profile`, how its value is read, what it means.

    `default` is the value that applies where a profile is silent. `means`, and a default that is in
    words, are looked up where they are shown.
    """

    field: str
    read: v.Reader
    default: str
    means: str


NO_SOURCE: Final = "no rule of the body was found; this value is custom"
SET_HERE: Final = "set for this procedure"

KEYS: Final[Mapping[str, Key]] = {
    "launch.by": Key("launch_by", v.offices, "chair", N_("who places a text under silence")),
    "launch.through": Key(
        "launch_through",
        v.offices,
        "secretariat",
        N_("who may do so on instruction of those who may"),
    ),
    "launch.styled": Key(
        "styled", v.plain, N_("the Chair"), N_("how the body calls whoever places the text")
    ),
    "launch.condition": Key(
        "condition", v.plain, "none", N_("what must be the case before a text is placed")
    ),
    "launch.veto": Key(
        "vetoers",
        v.categories,
        "none",
        N_("which participants may prevent a launch when announced"),
    ),
    "period.minimum": Key(
        "minimum", v.length, "none", N_("the shortest period that the rules foresee")
    ),
    "period.usual": Key("usual", v.length, "none", N_("the period where none is given")),
    "period.maximum": Key(
        "maximum", v.length, "none", N_("the longest period that the rules foresee")
    ),
    "period.starts": Key("starts", v.plain, N_("the letter"), N_("with what the period begins")),
    "period.before_meeting": Key(
        "before_meeting", v.length, "none", N_("how long before the meeting the period ends")
    ),
    "period.zone": Key(
        "zone", v.zone_name, "UTC", N_("the zone in which deadlines are fixed and read")
    ),
    "period.ends_at": Key("ends_at", v.hour, "any", N_("the hour of the day at which periods end")),
    "period.calendar": Key(
        "calendar",
        v.station,
        "none",
        N_("the duty station whose official holidays and weekends are not worked"),
    ),
    "period.floor": Key(
        "floor", v.length, "none", N_("what a period must hold besides its own length")
    ),
    "period.roll": Key(
        "rolls",
        v.rolls,
        "none",
        N_("where an end moves that falls on a day on which no period may end"),
    ),
    "period.end_included": Key(
        "end_included",
        v.yes,
        "false",
        N_("whether a filing received exactly at the deadline is in time"),
    ),
    "period.tail": Key(
        "tail", v.lapse, "none", N_("how long every other member has from an objection at least")
    ),
    "period.reminders": Key(
        "reminders",
        v.lengths,
        "24h",
        N_("how long before the deadline those still silent are reminded"),
    ),
    "standing.object": Key(
        "objectors", v.categories, "member", N_("which participants may object")
    ),
    "standing.comment": Key(
        "commenters",
        v.categories,
        "member, signatory, observer",
        N_("which participants may file what does not object"),
    ),
    "standing.request_vote": Key(
        "vote_requesters", v.categories, "none", N_("which participants may ask for a vote")
    ),
    "standing.request_meeting": Key(
        "meeting_requesters", v.categories, "none", N_("which participants may ask for a meeting")
    ),
    "filing.code": Key(
        "code_time",
        v.code_time,
        "none",
        N_(
            "within what time a code, sent to the addresses of the delegation, confirms what it "
            "files through a link to a text under silence"
        ),
    ),
    "objection.effect": Key("effect", v.effect, "collect", N_("what an objection does")),
    "objection.threshold": Key(
        "threshold", v.threshold, "1", N_("how many objectors break silence")
    ),
    "objection.joint": Key(
        "counts_each_signatory",
        v.either("each", "once"),
        "each",
        N_("how an objection on behalf of others is counted"),
    ),
    "objection.hold": Key("hold", v.lapse, "none", N_("how long a hold suspends the period")),
    "objection.form": Key(
        "form",
        v.plain,
        N_("any communication in writing"),
        N_("the form in which an objection is made"),
    ),
    "objection.grounds": Key(
        "grounds_required",
        v.either("required", "optional"),
        "optional",
        N_("whether an objection must give grounds"),
    ),
    "objection.wording": Key(
        "wording_required",
        v.either("required", "optional"),
        "optional",
        N_("whether an objection must propose wording"),
    ),
    "objection.paragraphs": Key(
        "by_paragraph", v.yes, "true", N_("whether an objection may be limited to paragraphs")
    ),
    "objection.amendments": Key(
        "amendments_object",
        v.either("object", "comment"),
        "comment",
        N_("what a correction that proposes other wording counts as"),
    ),
    "objection.withdrawable": Key(
        "withdrawable",
        v.choice("until-deadline", "until-the-end", "never"),
        "until-the-end",
        N_("until when an objection may be withdrawn"),
    ),
    "objection.leads_to": Key(
        "leads_to", v.plain, "none", N_("where a text goes that leaves the procedure")
    ),
    "text.divisible": Key(
        "divisible",
        v.yes,
        "false",
        N_("whether paragraphs that nobody objected to are adopted without the others"),
    ),
    "silence.means": Key(
        "silence_means",
        v.choice("consent", "absent", "abstention"),
        "consent",
        N_("what the silence of a member is taken to mean"),
    ),
    "silence.quorum": Key(
        "quorum",
        v.maybe_threshold,
        "none",
        N_("how many must have replied for the text to be adopted"),
    ),
    "disclosure.during": Key(
        "during",
        v.level,
        "anonymous",
        N_("what others are told of objections while the period runs"),
    ),
    "disclosure.in_consultation": Key(
        "in_consultation", v.level, "anonymous", N_("what they are told of them in consultation")
    ),
    "disclosure.after": Key(
        "after", v.level, "anonymous", N_("what they are told of them when the procedure has ended")
    ),
    "consultation.length": Key(
        "consultation",
        v.lapse,
        "none",
        N_("how long the Chair may consult after silence was broken"),
    ),
    "consultation.at_end": Key(
        "consultation_ends",
        v.choice("not-adopted", "compiled", "referred", "lapsed"),
        "not-adopted",
        N_("what follows when that time runs out"),
    ),
    "finding.by": Key("finding_by", v.offices, "chair", N_("who finds and declares what follows")),
    "vote.length": Key(
        "vote", v.lapse, "none", N_("how long the remote roll-call is open to which a text is put")
    ),
    "vote.majority": Key(
        "vote_majority", v.majority, "majority", N_("how many of the votes cast adopt the text")
    ),
    "vote.quorum": Key(
        "vote_quorum",
        v.maybe_threshold,
        "none",
        N_("how many members must have voted or abstained"),
    ),
    "extension.by": Key("extension_by", v.offices, "chair", N_("who may extend the period")),
    "extension.times": Key(
        "extensions", v.times, "any", N_("how often the period may be extended")
    ),
    "extension.longest": Key(
        "longest_extension", v.lapse, "none", N_("by how much the period may be extended at a time")
    ),
    "extension.on_objection": Key(
        "extends_on_objection",
        v.lapse,
        "none",
        N_("by how much the first objection extends the period"),
    ),
    "extension.on_request": Key(
        "extends_on_request", v.lapse, "none", N_("by how much a request for more time extends it")
    ),
    "suspension.by": Key(
        "suspension_by", v.offices, "chair", N_("who may suspend the period and let it resume")
    ),
    "early_close.by": Key(
        "early_close_by", v.offices, "chair", N_("who may declare the period ended before its time")
    ),
    "late.admitted_by": Key(
        "late_admitted_by", v.offices, "none", N_("who may admit a filing that was late")
    ),
    "confirmation.form": Key(
        "confirmation", v.plain, N_("letter from the Chair"), N_("how the outcome is confirmed")
    ),
    "confirmation.by": Key(
        "confirmed_by", v.offices, "chair, secretariat", N_("who confirms the outcome")
    ),
    "confirmation.in_force": Key(
        "in_force", v.in_force, "none", N_("when what was adopted enters into force")
    ),
    "agenda.adopted_by": Key(
        "agenda_adopted_by", v.offices, "chair", N_("who puts an agenda to adoption, and gavels it")
    ),
    "agenda.proposed_by": Key(
        "agenda_proposers",
        v.categories,
        "member",
        N_("which participants may propose changes to it"),
    ),
    "agenda.reminders": Key(
        "agenda_reminders",
        v.lengths,
        "24h, 1h",
        N_("how long before it is revisited all are reminded of what was left open"),
    ),
    "negotiation.tabled_by": Key(
        "tabled_by", v.offices, "chair, secretariat, delegation", N_("who may table a text")
    ),
    "negotiation.amended_by": Key(
        "amenders",
        v.categories,
        "member",
        N_("which participants may propose, support and oppose amendments"),
    ),
    "negotiation.package": Key(
        "package", v.yes, "false", N_("whether nothing is agreed until everything is agreed")
    ),
    "negotiation.reminders": Key(
        "round_reminders",
        v.lengths,
        "24h, 3h",
        N_("how long before the end of a round those who filed nothing are reminded"),
    ),
    "negotiation.chair_time": Key(
        "chair_time",
        v.lapse,
        "none",
        N_("how long after a round the Chair may take before the rules go on without the Chair"),
    ),
    "negotiation.at_end": Key(
        "time_runs_out",
        v.choice("compiled", "concluded"),
        "compiled",
        N_("what follows when that time runs out"),
    ),
    "negotiation.final_objection": Key(
        "final_objection",
        v.choice("compiled", "as-ruled"),
        "compiled",
        N_("what an objection to what is agreed does in the end"),
    ),
    "compilation.names": Key(
        "names_proposers",
        v.either("named", "unnamed"),
        "named",
        N_("whether proposals are attributed in the text and in the Chair's compilation"),
    ),
    "validity.since": Key(
        "valid_since", v.day, "none", N_("the first day on which the rules are in force")
    ),
    "validity.until": Key(
        "valid_until", v.day, "none", N_("the last day on which the rules are in force")
    ),
    "validity.versions": Key(
        "versions", v.versions, "none", N_("the decisions that set and prolonged the rules")
    ),
}
