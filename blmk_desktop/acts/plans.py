"""Two versions of a plan in words: each line with what was and what is, and what changed as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blmk_desktop.editing import show_value
from blmk_desktop.records.returns import PLAN_LINE
from blmk_desktop.rules.plan_versions import COMPARED, LineChange, VersionLine
from blmk_desktop.rules.wording import counted, listed
from blmk_desktop.words.plans import pounds, staff

if TYPE_CHECKING:
    from blmk_desktop.rules.affordability import Assessment
    from blmk_desktop.summaries.plan_versions import PlanComparison

KINDS = {"same": "Same", "changed": "≠ Changed", "added": "+ Added", "removed": "− Removed"}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of both versions: each field as it is, or 'was → is' where it changed.

    `texts` holds those by field, `was` the former value of each field that changed, in words. Costs in pence, None
    where the line is not there.
    """

    id: int
    kind: str
    texts: dict[str, str]
    was: dict[str, str]
    cost_before: int | None
    cost_after: int | None

    @property
    def difference(self) -> int:
        """What the later version costs more, in pence."""
        return (self.cost_after or 0) - (self.cost_before or 0)


def compared_lines(found: PlanComparison) -> list[ComparedLine]:
    """The lines of both versions, paired, in the order of the later one."""
    before, after = _costs(found.before.lines, found.cost_before), _costs(found.after.lines, found.cost_after)
    return [
        ComparedLine(at, change.kind, _texts(change), _was(change), before.get(change.before), after.get(change.after))
        for at, change in enumerate(found.changes)
    ]


def _costs(lines: tuple[VersionLine, ...], found: Assessment) -> dict[VersionLine | None, int]:
    costs: dict[VersionLine | None, int] = {}
    for line, cost in zip(lines, found.lines, strict=True):
        if any(cost.months) or not cost.unknown:
            costs[line] = cost.total
    return costs


def _texts(change: LineChange) -> dict[str, str]:
    line = change.after or change.before
    texts = {name: show_value(PLAN_LINE.by_name[name], getattr(line, name)) for name in ("line", *COMPARED)}
    return texts | {name: f"{was or NOTHING} → {texts[name] or NOTHING}" for name, was in _was(change).items()}


def _was(change: LineChange) -> dict[str, str]:
    return {name: show_value(PLAN_LINE.by_name[name], getattr(change.before, name)) for name in change.fields}


Totals = tuple[list[tuple[str, str, str, str]], list[tuple[str, str, str]]]


def total_rows(found: PlanComparison) -> Totals:
    """What both come to (name, first, second, difference in words), and each role whose WTE at year end changed."""
    first, then = found.cost_before, found.cost_after
    more = then.cost - first.cost
    rows = [
        ("Cost", pounds(first.cost), pounds(then.cost), f"{pounds(abs(more))} {_more(more)}" if more else "same"),
        ("Allocation", _known(first.allocation), _known(then.allocation), ""),
        ("Left of the allocation", _left(first), _left(then), ""),
        _wte_row("WTE at year end", first.wte[-1], then.wte[-1]),
        ("Lines", f"{len(found.before.lines):,}", f"{len(found.after.lines):,}", ""),
    ]
    before, after = ({role.role: role.wte for role in plan.roles} for plan in (first, then))
    changed = [role for role in sorted(before | after) if before.get(role, 0) != after.get(role, 0)]
    ends = [_wte_row(role, before.get(role, 0), after.get(role, 0)) for role in changed]
    return rows, [(role, f"{first.removesuffix(' WTE')} → {then}", words) for role, first, then, words in ends]


def _wte_row(name: str, first: int, then: int) -> tuple[str, str, str, str]:
    change = then - first
    words = f"{staff(abs(change))} {'more' if change > 0 else 'fewer'}" if change else "same"
    return name, staff(first), staff(then), words


def _known(pence: int | None) -> str:
    return "not known" if pence is None else pounds(pence)


def _left(found: Assessment) -> str:
    if found.balance is None:
        return "not known"
    return f"{pounds(found.balance)} {'over' if found.balance < 0 else 'left'}"


def _more(pence: int) -> str:
    return "more" if pence > 0 else "less"


def _counts(found: PlanComparison) -> str:
    counts = found.counts
    return listed([f"{counts[kind]:,} {kind}" for kind in ("added", "removed", "changed") if counts[kind]])


def what_changed(found: PlanComparison) -> str:
    """What changed as a whole, in a few sentences."""
    said = _counts(found)
    if not said:
        return f"The two plans are the same: {counted(len(found.after.lines), 'line')}."
    more = found.cost_after.cost - found.cost_before.cost
    costs = f"costs {pounds(abs(more))} {_more(more)}" if more else "costs the same"
    unknown = found.cost_before.unknown or found.cost_after.unknown
    fits = _fits(found)
    known = f", as far as lines are costed{',' if fits else ''}" if unknown else ""
    return f"{found.after.label} {costs}{known}{fits}. Lines: {said}.{_most(found)}"


def _fits(found: PlanComparison) -> str:
    before, after = found.cost_before.balance, found.cost_after.balance
    if before is None or after is None:
        return ""
    if after < 0:
        return f" and is {'still' if before < 0 else 'now'} {pounds(-after)} over the allocation"
    return f" and {'still' if before >= 0 else 'now'} fits the allocation: {pounds(after)} left"


def _most(found: PlanComparison) -> str:
    """The line that makes the greatest difference to the cost, where there are several."""
    lines = [line for line in compared_lines(found) if line.kind != "same"]
    greatest = max(lines, key=lambda line: abs(line.difference))
    if len(lines) < 2 or not greatest.difference:
        return ""
    role = greatest.texts["role"]
    what = {"added": "added", "removed": "removed"}.get(greatest.kind, "changed")
    difference = f"{pounds(abs(greatest.difference))} {_more(greatest.difference)}"
    return f" Most comes from {role}, line {greatest.texts['line']} {what}: {difference}."
