"""A marked-up Word file on the pages: what was read of it, kept in the form, chosen and filed.

Nothing of a file is kept here between the pages: what was read goes into the form, each piece under
a seal, so that only what was shown is filed. By the same acts it would be filed if it were typed.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Final

from markupsafe import Markup
from pydantic import Field, ValidationError

from api.confirming import entered_to_wait
from api.context import Context
from api.intake import submit_form
from api.marked_up import Preview
from api.negotiating import MOST_AMENDMENTS, Amending, Stating
from api.pages.form import Form, Wrongs
from api.pages.negotiation_facts import clashes_with
from api.pages.negotiation_foretelling import foretold
from api.pages.negotiation_marks import effect, redline
from api.pages.negotiation_shown import Negotiated
from api.pages.negotiation_words import doing_of
from api.pages.responses import beside
from api.problems import Problem
from api.sent import Sent
from nemcon.language import _
from nemcon.negotiation.acts import MakeStatement, ProposeAmendment
from nemcon.negotiation.entries import AmendmentProposed, StatementMade
from nemcon.negotiation.places import cited
from nemcon.negotiation.rules import decide
from nemcon.procedure.people import Actor
from nemcon.procedure.refusal import Refusal
from nemcon.register.staff import Staff
from nemcon.text.amendments import Amendment
from nemcon.text.lines import line, signs
from nemcon.text.numbers import path_written
from nemcon.text.reading import read_runs
from nemcon.text.refused import TextRefused

FILE: Final = "document"
"""What the forms call the file."""
_PURPOSE: Final = "an amendment read from a file that was shown"
_LONGEST: Final = 100_000
_NONE: Final[tuple[str, ...]] = ()
_Told = Annotated[str, Field(max_length=_LONGEST)]
_Row = tuple[_Told, _Told, _Told, _Told]


class ReadItem(Sent):
    """One thing that was read of a file and may be filed, with what is shown beside it."""

    author: _Told = ""
    note: _Told = ""
    untracked: bool = False
    amendment: Amending | None = None
    statement: Stating | None = None

    def act(self, actor: Actor) -> ProposeAmendment | MakeStatement:
        """What it is filed as. Raises `Problem` 422 for nothing."""
        filed = self.amendment or self.statement
        if filed is None:
            raise not_shown()
        return filed.act(actor)


class ReadRest(Sent):
    """What was read of a file and cannot be filed: by whom, where, its words and why; and notes."""

    unplaced: Annotated[list[_Row], Field(max_length=5_000)] = Field(default_factory=list[_Row])
    notes: Annotated[list[_Told], Field(max_length=50)] = Field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An amendment or a statement as the page shows it, with the value of its box."""

    value: str
    does: str
    place: str
    author: str
    note: str
    untracked: bool
    chosen: bool
    redlined: Markup
    says: str
    foretold: tuple[str, ...]
    refused: str
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Whose page it is: `holder` binds what was shown to it, `actor` is who would file."""

    holder: str
    actor: Actor
    whose: str = "your"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one thing that was chosen: the number of its entry, or why there is none."""

    does: str
    number: int | None = None
    refused: str = ""
    waits: bool = False


def items_of(found: Preview) -> tuple[ReadItem, ...]:
    """What may be filed of a file."""
    amendments = (
        ReadItem(
            author=signs(line(choice.found.author)),
            note=choice.found.note,
            untracked=choice.found.untracked,
            amendment=choice.amending,
        )
        for choice in found.choices
    )
    said = (
        ReadItem(author=line(one.comment.author), statement=one.stating)
        for one in found.said
        if one.stating is not None
    )
    return (*amendments, *said)


def rest_of(found: Preview) -> ReadRest:
    """What cannot be filed of it."""
    unplaced = [(u.author, u.where, u.words, u.because) for u in found.unplaced]
    because = _("This comment cannot be filed as it is; type it as a statement.")
    unplaced += [
        (s.comment.author, _("a comment"), s.comment.says, because)
        for s in found.said
        if s.stating is None
    ]
    cut = [tuple(signs(part)[:_LONGEST] for part in one) for one in unplaced]
    return ReadRest.model_validate({"unplaced": cut, "notes": list(found.notes)})


def preview_facts(
    context: Context,
    view: Negotiated,
    page: Page,
    items: Sequence[ReadItem],
    rest: ReadRest,
    chosen: Form | None = None,
) -> dict[str, object]:
    """What the page shows of a file; `chosen` is the form where it was sent already."""
    submission = (chosen.get("submission") if chosen else "") or secrets.token_urlsafe(16)
    shown = [_shown(view, page, at, item, chosen) for at, item in enumerate(items)]
    sealed = tuple(("item", _sealed(context, page, submission, item)) for item in items)
    hidden = (
        ("submission", submission),
        ("rest", rest.model_dump_json(exclude_defaults=True)),
        *sealed,
    )
    return {
        "amendments": [s for s, item in zip(shown, items, strict=True) if item.amendment],
        "statements": [s for s, item in zip(shown, items, strict=True) if item.statement],
        "unplaced": rest.unplaced,
        "notes": rest.notes,
        "hidden_items": hidden,
        "rests_on": beside(view.state.profile, "negotiation.amended_by"),
    }


def items_in(context: Context, page: Page, sent: Form) -> tuple[ReadItem, ...]:
    """What a form brought back, once it is found to be what was shown. Raises `Problem` 422."""
    found: list[ReadItem] = []
    for value in sent.all("item")[:MOST_AMENDMENTS]:
        seal, _space, written = value.partition(" ")
        try:
            item = ReadItem.model_validate_json(written)
        except ValidationError as error:
            raise not_shown() from error
        known = _seal(context, page, sent.get("submission"), item)
        if not hmac.compare_digest(known.encode(), seal.encode()):
            raise not_shown()
        found.append(item)
    return tuple(found)


def rest_in(sent: Form) -> ReadRest:
    """What could not be filed, as the form brought it back; it is shown again and nothing else."""
    try:
        return ReadRest.model_validate_json(sent.get("rest") or "{}")
    except ValidationError:
        return ReadRest()


def chosen_of(items: Sequence[ReadItem], sent: Form, wrongs: Wrongs) -> list[ReadItem]:
    """What was ticked; that nothing was is added to what is wrong."""
    ticked = set(sent.all("choose"))
    found = [item for at, item in enumerate(items) if str(at) in ticked]
    if not found:
        wrongs.add("choose", _("Tick what is to be filed."))
    return found


def filed(
    context: Context,
    procedure: str,
    items: Sequence[ReadItem],
    actor: Actor,
    received: datetime,
    submission: str,
    staff: Staff | None = None,
) -> list[Recorded]:
    """File each, in order: sent twice recorded once, and no refusal stops another.

    What `staff` files may wait for a second person.
    """
    found: list[Recorded] = []
    for item in items:
        act = item.act(actor)
        if staff and entered_to_wait(context, procedure, act, staff, received, submission):
            found.append(Recorded(_does(act), waits=True))
            continue
        answer = submit_form(context, procedure, act, received, submission)
        if isinstance(answer, Problem):
            found.append(Recorded(_does(act), refused=answer.says))
        else:
            found.append(Recorded(_does(act), answer.number))
    return found


def not_shown() -> Problem:
    """What was sent is not what was shown."""
    says = _("What was sent is not what the page showed. Send the file again.")
    return Problem(422, "not-shown", says)


def _sealed(context: Context, page: Page, submission: str, item: ReadItem) -> str:
    written = item.model_dump_json(exclude_defaults=True)
    return f"{_seal(context, page, submission, item)} {written}"


def _seal(context: Context, page: Page, submission: str, item: ReadItem) -> str:
    # Whoever signs types the name only after this was shown.
    act = item.act(replace(page.actor, person="", channel=""))
    return context.links.sign(_PURPOSE, f"{page.holder}\0{submission}\0{act!r}")


def _shown(view: Negotiated, page: Page, at: int, item: ReadItem, chosen: Form | None) -> ItemShown:
    act = item.act(page.actor)
    answer = decide(view.state, act, view.now)
    refused = answer.says if isinstance(answer, Refusal) else ""
    entries = () if isinstance(answer, Refusal) else answer
    others = [e for e in entries if not isinstance(e, AmendmentProposed | StatementMade)]
    ticked = not refused and not item.untracked and item.amendment is not None
    if chosen is not None:
        ticked = str(at) in chosen.all("choose")
    redlined, clashes = Markup(""), _NONE
    if isinstance(act, ProposeAmendment):
        redlined, clashes = _redlined(view, act)
    return ItemShown(
        value=str(at),
        does=_does(act),
        place=", ".join(act.paragraphs) if isinstance(act, MakeStatement) else act.paragraph,
        author=item.author,
        note=item.note,
        untracked=item.untracked,
        chosen=ticked and not refused,
        redlined=redlined,
        says=act.says if isinstance(act, MakeStatement) else "",
        foretold=foretold(view.state, others, page.whose),
        refused=refused,
        clashes=clashes,
    )


def _redlined(view: Negotiated, act: ProposeAmendment) -> tuple[Markup, tuple[str, ...]]:
    """What the paragraph would become, and which amendments on the table get into its way."""
    try:
        amendment = _amendment(view, act)
        path = amendment.place
        clause = view.text.at(path[:1]) if path else view.text.clauses[0]
        marked = redline(*effect(clause, amendment))
    except TextRefused:
        return redline(act.passage, act.wording), ()
    return marked, tuple(_clashing(view, amendment))


def _clashing(view: Negotiated, amendment: Amendment) -> Iterator[str]:
    for clash, others in clashes_with(view, amendment):
        names = ", ".join(str(getattr(other, "id", "")) for other in others)
        # Translators: amendments, and how they collide with this one.
        yield _("{amendments}: {clash}.", amendments=names, clash=clash)


def _amendment(view: Negotiated, act: ProposeAmendment) -> Amendment:
    path = cited(view.state.text, act.paragraph) if act.paragraph.strip() else ()
    return Amendment(
        id="A0",
        proposer="",
        change=act.change,
        place=path,
        wording=read_runs(act.wording, path_written(path)),
        passage=" ".join(act.passage.split()),
        beneath=act.beneath,
    )


def _does(act: ProposeAmendment | MakeStatement) -> str:
    if isinstance(act, MakeStatement):
        if not act.paragraphs:
            return _("explains a position on the whole text")
        return _("explains a position on paragraph {number}", number=", ".join(act.paragraphs))
    return doing_of(act)
