"""Which pieces of two sequences belong together: a comparison whose time stays bounded.

What is alike at both ends is set aside. A few differences are found exactly (Myers' shortest edit
script). Where there are many, the rest is divided at what occurs once on both sides, single pieces
first and then groups of them, since in a text that repeats itself only groups are unique; the
longest rising chain of these anchors holds (the idea of patience diff). What has no anchor is
compared in stretches, each as far as a bounded number of differences reaches. What is left when
the work that a page may wait for is spent counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

# A stretch of equal pieces: where it begins on the left and on the right, and its length.
Match: TypeAlias = tuple[int, int, int]

_FEW: Final = 80  # differences that are looked for exactly before anchors are tried
_STRETCH: Final = 50  # differences after which a stretch ends where there is no anchor
# Steps that one comparison may take, so that no text, however odd, keeps a page waiting.
_WORK: Final = 1_500_000
_WORK_EACH: Final = 4  # more of them for each piece
_GROUPS: Final = (1, 4, 16)


def matches(left: Sequence[str], right: Sequence[str]) -> list[Match]:
    """The stretches that both have in common, in order; none touches the next on both sides."""
    names: dict[str, int] = {}
    aligner = Aligner(
        [names.setdefault(piece, len(names)) for piece in left],
        [names.setdefault(piece, len(names)) for piece in right],
    )
    return _joined(sorted(aligner.run()))


class Aligner:
    """One comparison; `work` is what it may still spend."""

    def __init__(self, left: list[int], right: list[int]) -> None:
        self.left, self.right = left, right
        self.work = _WORK + _WORK_EACH * (len(left) + len(right))

    def run(self) -> list[Match]:
        """The stretches in common, in no order."""
        found: list[Match] = []
        waiting = [(0, len(self.left), 0, len(self.right))]
        while waiting:
            i, j, k, m = waiting.pop()
            head = self._same_head(i, j, k, m)
            tail = self._same_tail(i + head, j, k + head, m)
            found += [(i, k, head), (j - tail, m - tail, tail)]
            i, j, k, m = i + head, j - tail, k + head, m - tail
            if i == j or k == m:
                continue
            exact, reached = self._exact((i, j, k, m), _FEW)
            if reached == (j, m):
                found += exact
            elif anchors := self._anchors(i, j, k, m):
                waiting += _between(anchors, i, j, k, m)
            else:
                found += self._in_stretches(i, j, k, m)
        return [match for match in found if match[2]]

    def _same_head(self, i: int, j: int, k: int, m: int) -> int:
        left, right = self.left, self.right
        most, same = min(j - i, m - k), 0
        while same < most and left[i + same] == right[k + same]:
            same += 1
        return same

    def _same_tail(self, i: int, j: int, k: int, m: int) -> int:
        left, right = self.left, self.right
        most, same = min(j - i, m - k), 0
        while same < most and left[j - same - 1] == right[m - same - 1]:
            same += 1
        return same

    def _anchors(self, i: int, j: int, k: int, m: int) -> list[tuple[int, int]]:
        """Pairs of places where something stands that occurs once on each side, rising."""
        for size in _GROUPS:
            if self.work <= 0:
                break
            self.work -= (j - i + m - k) // 2
            ours, theirs = _once(self.left, i, j, size), _once(self.right, k, m, size)
            pairs = [(at, theirs[group]) for group, at in ours.items() if group in theirs]
            if pairs:
                return _rising(pairs)
        return []

    def _in_stretches(self, i: int, j: int, k: int, m: int) -> list[Match]:
        """What a shortest script has in common, then one from where that ended, and so on."""
        found: list[Match] = []
        while i < j and k < m and self.work > 0:
            some, (i, k) = self._exact((i, j, k, m), _STRETCH)
            found += some
        return found

    def _exact(
        self, part: tuple[int, int, int, int], most: int
    ) -> tuple[list[Match], tuple[int, int]]:
        """The matches of the shortest edit script, and how far it comes with so many steps."""
        i, j, k, m = part
        left, right, n, w = self.left, self.right, j - i, m - k
        ends = [0] * (2 * most + 3)  # how far each diagonal reaches; that of 0 is in the middle
        middle = most + 1
        trace: list[list[int]] = []
        best = (0, 0, 0)
        for step in range(most + 1):
            self.work -= step + 1
            trace.append(ends[middle - step - 1 : middle + step + 2])
            for diagonal in range(-step, step + 1, 2):
                before, after = ends[middle + diagonal - 1], ends[middle + diagonal + 1]
                down = diagonal == -step or (diagonal != step and before < after)
                x = after if down else before + 1
                y = x - diagonal
                while x < n and y < w and left[i + x] == right[k + y]:
                    x += 1
                    y += 1
                ends[middle + diagonal] = x
                if x >= n and y >= w:
                    return _walked_back(trace, (n, w), (i, k)), (j, m)
                if x <= n and y <= w and x + y > best[0] + best[1]:
                    best = (x, y, step)
            if self.work <= 0:
                break
        x, y, step = best
        return _walked_back(trace[: step + 1], (x, y), (i, k)), (i + x, k + y)


def _walked_back(
    trace: list[list[int]], end: tuple[int, int], origin: tuple[int, int]
) -> list[Match]:
    """The equal stretches on the way from the end to the beginning; `trace` is by steps."""
    found: list[Match] = []
    x, y = end
    for step in range(len(trace) - 1, 0, -1):
        ends, middle, diagonal = trace[step], step + 1, x - y
        before, after = ends[middle + diagonal - 1], ends[middle + diagonal + 1]
        down = diagonal == -step or (diagonal != step and before < after)
        start = after if down else before + 1
        found.append((origin[0] + start, origin[1] + start - diagonal, x - start))
        x, y = (after, after - diagonal - 1) if down else (before, before - diagonal + 1)
    found.append((*origin, x))
    return found


def _once(names: list[int], start: int, end: int, size: int) -> dict[tuple[int, ...], int]:
    """What occurs exactly once between two places, in groups of this size, and where."""
    places: dict[tuple[int, ...], int] = {}
    part = names[start:end]
    for at, group in enumerate(zip(*(part[shift:] for shift in range(size)), strict=False), start):
        places[group] = -1 if group in places else at
    return {group: at for group, at in places.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on the right; on the left all of them do."""
    tops: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (_, there) in enumerate(pairs):
        at = bisect_left(tops, there)
        previous.append(last[at - 1] if at else -1)
        tops[at : at + 1] = [there]
        last[at : at + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = last[-1]
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _between(
    anchors: list[tuple[int, int]], i: int, j: int, k: int, m: int
) -> list[tuple[int, int, int, int]]:
    corners = [(i, k), *anchors, (j, m)]
    return [(a, c, b, d) for (a, b), (c, d) in pairwise(corners)]


def _joined(found: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for i, k, length in found:
        if joined and (last := joined[-1])[0] + last[2] == i and last[1] + last[2] == k:
            joined[-1] = (last[0], last[1], last[2] + length)
        else:
            joined.append((i, k, length))
    return joined
