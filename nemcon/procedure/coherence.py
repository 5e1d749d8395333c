"""What the values of a profile ask of one another, beyond what each key takes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nemcon.language import _


def at_odds(plain: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The keys whose values do not go with the others, each with what belongs there.

    `plain` has a value for every key, in its one writing.
    """
    if plain["objection.effect"] == "hold" and plain["objection.hold"] == "none":
        yield "objection.hold", _("a length, since objections are holds")
    if plain["launch.by"] == "none":
        yield "launch.by", _("an office, since only it may rule on the text")
    if plain["period.calendar"] == "none":
        rolls = {word.strip() for word in plain["period.roll"].split(",")}
        if "working" in plain["period.floor"] or rolls - {"none", "month-end"}:
            expected = _("a duty station, since the floor or the roll counts on its calendar")
            yield "period.calendar", expected
    yield from _extensions_work(plain)
    since, until = plain["validity.since"], plain["validity.until"]
    if "none" not in (since, until) and since > until:
        yield "validity.until", _("a day that is not before {day}", day=since)


def _extensions_work(plain: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is extended has to run on, and what is counted has to be known."""
    if plain["objection.effect"] in ("stop", "hold", "to-meeting", "to-vote", "terminate"):
        for key in ("extension.on_objection", "period.tail"):
            if plain[key] != "none":
                yield key, _("none, since with this effect no period runs on after an objection")
    for key in ("silence.quorum", "vote.quorum"):
        if "of replies" in plain[key]:
            yield key, _("a share of the members or of their weight")
