"""What a line of a plan may hold: how much WTE and salary, which dates in its year, which roles are open in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from blmk_desktop.importing.today import Entry, Key
from blmk_desktop.periods import show_date, year_end, year_start
from blmk_desktop.templates.plan_checks import EARLIEST_START, LEAST_SALARY, MOST_SALARY, MOST_WTE
from blmk_desktop.values import read_number, rounding_changed, show_figure

Problem = tuple[str, str]  # the field at whose cell it is told, and why


@dataclass(frozen=True, slots=True)
class Limits:
    """The year of a plan ('' while it is in doubt) and the roles that there are, with when each may be claimed."""

    year: str
    roles: Mapping[Key, Entry]

    def problems(self, values: Mapping[str, object], written_wte: object, unread: set[str]) -> list[Problem]:
        """What cannot be in a line, by its stored values; `unread` are fields that are refused already."""
        found: list[Problem] = []
        if "wte" not in unread:
            found += _wte(values["wte"], written_wte, has_role=values["role"] is not None or "role" in unread)
        if values["role"] is not None:
            found += self._role(str(values["role"]))
        elif "role" not in unread:
            found.append(("role", "this line has figures and no role"))
        found += self._dates(values["start"], values["end"])
        found += _salary(values["salary"])
        return found

    def _role(self, role: str) -> Iterator[Problem]:
        opens = self.roles[role,].values.get("first_reimbursable") if (role,) in self.roles else None
        if self.year and opens and str(opens) > year_end(self.year):
            yield ("role", f"{role} may be claimed from {show_date(str(opens))}, after {self.year} has ended")

    def _dates(self, start: object, end: object) -> Iterator[Problem]:
        if start is not None and str(start) < EARLIEST_START:
            yield (
                "start",
                f"{show_date(str(start))} is no likely start: leave it blank if in post when the year began",
            )
        if self.year and start is not None and str(start) > year_end(self.year):
            yield ("start", f"starts after {self.year} has ended ({show_date(year_end(self.year))})")
        if end is not None and start is not None and str(end) < str(start):
            yield ("end", f"leaves before the start on {show_date(str(start))}")
        elif self.year and end is not None and str(end) < year_start(self.year):
            began = show_date(year_start(self.year))
            yield ("end", f"left before {self.year} began ({began}): delete the line, or correct the date")


def _wte(value: object, written: object, *, has_role: bool) -> Iterator[Problem]:
    if not isinstance(value, int):
        yield ("wte", "the role has no WTE" if has_role else "this line has no WTE")
    elif value <= 0 and not _is_more_exact(written):
        yield ("wte", "WTE must be more than nothing: delete the line if nobody is to be hired")
    elif value > MOST_WTE:
        yield ("wte", f"{show_figure(value, 2, 2)} WTE on one line is more than a network has: at most 99")
    elif _is_more_exact(written):
        yield ("wte", "WTE has no more than two decimals: 0.53, not 0.533")


def _is_more_exact(written: object) -> bool:
    """Whether a WTE is written with more decimals than are kept."""
    with suppress(ValueError):
        return rounding_changed(read_number(written).value, 2)
    return False


def _salary(value: object) -> Iterator[Problem]:
    if not isinstance(value, int):
        return
    if value < 0:
        yield ("salary", "a salary cannot be less than nothing: leave the cell blank if it is not known")
    elif value > MOST_SALARY:
        most = show_figure(MOST_SALARY, 2, 0)
        yield ("salary", f"£{show_figure(value, 2, 2)} cannot be a year's salary of one WTE: at most £{most}")
    elif value < LEAST_SALARY:  # in thousands, or a month's
        least = show_figure(LEAST_SALARY, 2, 0)
        why = f"£{show_figure(value, 2, 2)} cannot be a year's salary of one WTE: at least £{least}"
        yield ("salary", f"{why}, or blank if it is not known")
