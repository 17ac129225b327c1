"""Two versions of a plan, line against line: what stayed, what changed and how, what came and what went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from blmk_desktop.rules.plan_costs import Line

COMPARED = ("role", "post", "wte", "start", "end", "salary", "note")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A line of one version of a plan. WTE in hundredths, dates ISO text, salary in pence; None: not given."""

    line: int
    role: str
    wte: int
    start: str | None = None
    end: str | None = None
    salary: int | None = None
    post: str = ""
    note: str = ""
    source: str = ""
    cell: str = ""

    @property
    def costed(self) -> Line:
        """The same as the rules of cost take it."""
        return Line(self.role, self.wte, self.start, self.end, self.salary, self.line)


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of a line: `kind` is 'same', 'changed', 'added' or 'removed'.

    `before` is None for one that was added, `after` for one that was removed. `fields` are the names, of COMPARED,
    that changed.
    """

    before: VersionLine | None
    after: VersionLine | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What became of it, in a word."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed" if self.fields else "same"


def _content(line: VersionLine) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in COMPARED)


Likeness = Callable[[VersionLine], tuple[object, ...]]

# From the surest sign that two lines are the same to the weakest. A line's number tells little by itself: a row put
# in above it changes it.
_SIGNS: tuple[Likeness, ...] = (
    lambda line: (line.line, *_content(line)),
    _content,
    lambda line: (line.line, line.role),
    lambda line: (line.role, line.start),
    lambda line: (line.role,),
)


def match_lines(before: Sequence[VersionLine], after: Sequence[VersionLine]) -> list[LineChange]:
    """Match the lines of two versions, each at most once; in the order of the later version, what went last.

    Lines of different roles are never taken for one another.
    """
    partner: dict[int, int] = {}  # position in `after` -> position in `before`
    left = set(range(len(before)))
    for sign in _SIGNS:
        waiting: dict[tuple[object, ...], list[int]] = {}
        for at in sorted(left, reverse=True):
            waiting.setdefault(sign(before[at]), []).append(at)
        for at, line in enumerate(after):
            if at not in partner and waiting.get(sign(line)):
                partner[at] = waiting[sign(line)].pop()
                left.discard(partner[at])
    kept = [_change(before[partner[at]] if at in partner else None, line) for at, line in enumerate(after)]
    return [*kept, *(LineChange(before[at], None) for at in sorted(left))]


def _change(before: VersionLine | None, after: VersionLine) -> LineChange:
    if before is None:
        return LineChange(None, after)
    fields = tuple(name for name in COMPARED if getattr(before, name) != getattr(after, name))
    return LineChange(before, after, fields)
