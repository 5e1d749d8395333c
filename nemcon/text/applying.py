"""What amendments make of a text: applied, or left as alternatives side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nemcon.language import _
from nemcon.text.amendments import Amendment, Change
from nemcon.text.collisions import Clash, Placed, clash, placed
from nemcon.text.negotiated import Clause, NegotiatedText
from nemcon.text.numbers import DEEPEST, LATIN, Number, Part, Path, path_written
from nemcon.text.passages import Span, after, spliced, without, words_at
from nemcon.text.refused import AmendmentRefused, Place
from nemcon.text.runs import Alternatives, Bracket, Kind, Option, Run, Runs, Words, tidy
from nemcon.text.standing import OPEN, Level, Standing


def applied(text: NegotiatedText, amendments: Sequence[Amendment]) -> NegotiatedText:
    """The text with all of these amendments, which do not collide; their order does not matter.

    A paragraph whose wording changes is open again, whatever had been agreed on it before.
    """
    fitting = [placed(text, amendment) for amendment in amendments]
    for at, one in enumerate(fitting):
        for other in fitting[:at]:
            if why := clash(one, other):
                raise AmendmentRefused(
                    "amendments-collide",
                    _("two amendments cannot both be applied: {why}.", why=_(why)),
                    Place(path_written(one.amendment.place)),
                )
    for path, there in _by_paragraph(fitting):
        text = text.put(path, _amended(text.at(path), there))
    for one in fitting:
        if one.amendment.adds_paragraph:
            text = _with_paragraph(text, one.amendment, one.amendment.wording)
    return text


def left_open(text: NegotiatedText, amendments: Sequence[Amendment]) -> NegotiatedText:
    """The text with these amendments as alternatives to what it says, attributed to their sponsors.

    Amendments to words become alternatives in the paragraph. Where one of them is about the whole
    of it, the paragraph goes into brackets, and each other wording follows it: "2 alt", "2 alt 2".
    """
    fitting = [placed(text, amendment) for amendment in amendments]
    for path, there in _by_paragraph(fitting):
        clause = text.at(path)
        if all(one.span for one in there):
            runs = _open_words(clause.runs, there)
            text = text.put(path, replace(clause, runs=runs, standing=OPEN))
        else:
            text = _open_paragraph(text, path, there)
    for first, names in _additions(fitting):
        text = _with_paragraph(text, first, _bracketed(first.wording, names))
    return text


def _additions(fitting: Iterable[Placed]) -> list[tuple[Amendment, tuple[str, ...]]]:
    """The paragraphs that are added, each once, with all who want the same one there."""
    groups: list[list[Placed]] = []
    for one in fitting:
        if one.amendment.adds_paragraph:
            same = next((g for g in groups if clash(g[0], one) is Clash.SAME), None)
            if same:
                same.append(one)
            else:
                groups.append([one])
    return [
        (g[0].amendment, tuple(dict.fromkeys(n for one in g for n in one.amendment.sponsors)))
        for g in groups
    ]


def _by_paragraph(fitting: Iterable[Placed]) -> list[tuple[Path, list[Placed]]]:
    # "OP2" and "2" are the same paragraph, so that it is the order of the numbers that tells.
    found: dict[tuple[object, ...], list[Placed]] = {}
    for one in fitting:
        if not one.amendment.adds_paragraph:
            found.setdefault(tuple(n.order for n in one.amendment.place), []).append(one)
    return [(there[0].amendment.place, there) for there in found.values()]


def _amended(clause: Clause, there: Sequence[Placed]) -> Clause:
    runs = spliced(clause.runs, dict(_edit(clause.runs, p) for p in there if p.span))
    standing = OPEN
    for one in there:
        amendment = one.amendment
        if one.span:
            continue
        if amendment.change is Change.REPLACE:
            runs = tidy(amendment.wording)
        elif amendment.change is Change.BRACKET:
            runs = _bracketed(runs, amendment.sponsors)
        else:
            standing = Standing(Level.WITHDRAWN)
    return replace(clause, runs=runs, standing=standing)


def _edit(runs: Runs, one: Placed) -> tuple[Span, Runs]:
    amendment, span = one.amendment, one.span or Span(0, 0, 0)
    match amendment.change:
        case Change.REPLACE:
            return span, amendment.wording
        case Change.INSERT:
            return after(runs, span, amendment.wording)
        case Change.DELETE:
            return without(runs, span)
        case Change.BRACKET:
            words: Runs = (Words(words_at(runs, span)),)
            return span, (Bracket(Kind.DISPUTED, words, amendment.sponsors),)


def _with_paragraph(text: NegotiatedText, amendment: Amendment, wording: Runs) -> NegotiatedText:
    path = next_path(text, amendment.place, beneath=amendment.beneath)
    return text.added(path, Clause(path[-1], tidy(wording)))


def next_path(text: NegotiatedText, place: Path, *, beneath: bool = False) -> Path:
    """The number of a paragraph that is added after the one at `place`, or beneath it."""
    if beneath:
        if len(place) > DEEPEST:
            raise AmendmentRefused(
                "too-deep",
                _("there are no numbers for what would stand below this sub-paragraph."),
                Place(path_written(place)),
            )
        last = max((sub.number.ordinal for sub in text.at(place).subs), default=0)
        return (*place, Number(last + 1))
    if place:
        above, after_ = place[:-1], text.at(place).number
    else:
        above, after_ = (
            (),
            Number(0, part=text.clauses[0].number.part if text.clauses else Part.UNSAID),
        )
    beside = text.at(above).subs if above else text.clauses
    row = [c.number.inserted for c in beside if c.number.family == after_.family]
    if row and max(row) >= len(LATIN):
        raise AmendmentRefused(
            "row-full",
            _("so many paragraphs have been added here that there are no more numbers for them."),
            Place(path_written(place)),
        )
    return (*above, replace(after_, inserted=max(row) + 1 if row else 0, alternative=0))


def _bracketed(runs: Runs, by: tuple[str, ...]) -> Runs:
    if len(runs) == 1 and isinstance(runs[0], Bracket) and runs[0].kind is Kind.DISPUTED:
        names = tuple(dict.fromkeys((*runs[0].by, *by)))
        return tidy((replace(runs[0], by=names),))
    return tidy((Bracket(Kind.DISPUTED, runs, by),)) if runs else runs


def _open_words(runs: Runs, there: Sequence[Placed]) -> Runs:
    """The runs with each group of amendments to overlapping words as alternatives to them."""
    groups: list[tuple[Span, list[Placed]]] = []
    for one in sorted(there, key=lambda p: p.span or Span(0, 0, 0)):
        span = one.span or Span(0, 0, 0)
        if groups and groups[-1][0].overlaps(span):
            whole, members = groups.pop()
            groups.append((replace(whole, end=max(whole.end, span.end)), [*members, one]))
        else:
            groups.append((span, [one]))
    # Alternatives stand in the order in which they were proposed, wherever their words begin.
    ordered = [(span, sorted(members, key=there.index)) for span, members in groups]
    return spliced(runs, dict(_open_edit(runs, span, members) for span, members in ordered))


def _open_edit(runs: Runs, span: Span, members: Sequence[Placed]) -> tuple[Span, Runs]:
    words: Runs = (Words(words_at(runs, span)),)
    first = members[0].amendment
    if len(members) == 1 and first.change is Change.INSERT:
        end, wording = after(runs, span, (Bracket(Kind.DISPUTED, first.wording, first.sponsors),))
        return end, wording
    if all(one.amendment.change in {Change.DELETE, Change.BRACKET} for one in members):
        names = tuple(dict.fromkeys(name for one in members for name in one.amendment.sponsors))
        return span, (Bracket(Kind.DISPUTED, words, names),)
    others = (Option(_alone(words, span, one), one.amendment.sponsors) for one in members)
    return span, (Alternatives((Option(words), *_distinct(others))),)


def _alone(words: Runs, whole: Span, one: Placed) -> Runs:
    """What the words of a group would be with one of the amendments alone."""
    span = one.span or whole
    here = replace(one, span=Span(0, span.start - whole.start, span.end - whole.start))
    return spliced(words, dict([_edit(words, here)]))


def _distinct(options: Iterable[Option]) -> list[Option]:
    """The options, those that read the same as one, with all their sponsors."""
    found: dict[Runs, Option] = {}
    for option in options:
        known = found.get(option.runs)
        by = tuple(dict.fromkeys((*known.by, *option.by))) if known else option.by
        found[option.runs] = Option(option.runs, by)
    return list(found.values())


def _open_paragraph(text: NegotiatedText, path: Path, there: Sequence[Placed]) -> NegotiatedText:
    clause = text.at(path)
    against = [
        name
        for one in there
        if not one.span and one.amendment.change in {Change.DELETE, Change.BRACKET}
        for name in one.amendment.sponsors
    ]
    others = (
        Option(_amended(clause, [one]).runs, one.amendment.sponsors)
        for one in there
        if one.span or one.amendment.change is Change.REPLACE
    )
    kept: tuple[Run, ...] = _bracketed(clause.runs, tuple(dict.fromkeys(against)))
    text = text.put(path, replace(clause, runs=kept, standing=OPEN))
    for option in _distinct(others):
        free = replace(clause.number, alternative=clause.number.alternative + 1)
        while text.find((*path[:-1], free)):
            free = replace(free, alternative=free.alternative + 1)
        text = text.added((*path[:-1], free), Clause(free, _bracketed(option.runs, option.by)))
    return text
