"""Where things stand in the plan workbook, for the formulas that speak of each other across its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from blmk_desktop.templates.plan_form import FormLine, PlanForm
from blmk_desktop.templates.plan_layout import BLANK_LINES, COLUMNS
from blmk_desktop.workbook import column_letters

# The sheet 'Plan': rows and columns count from 0, as XlsxWriter takes them.
HEADINGS, FIRST_LINE = 8, 9
LINE, ROLE, POST, WTE, START, END, SALARY, NOTE = range(len(COLUMNS))
COST, CHECK = 8, 9
MONTHS = 10  # the WTE in post at each month's end: 12 columns
HIDDEN = 22  # what is worked out on the way; from here on hidden
FOUND, FIRST, LAST, MISSING, LEFT_OUT, PAY, PARTS, RUNNING = range(HIDDEN, HIDDEN + 8)
# The sheet 'Lists'.
ON_COSTS, WITH_ON_COSTS = "Lists!$B$2", "Lists!$B$3"
LISTS_HEADINGS, FIRST_DAYS, LAST_DAYS, FIRST_ROLE = 4, 5, 6, 7
MAXIMA, PENCE = 4, 17  # 12 columns each
# The sheet 'Summary'.
SUMMARY_MONTHS = 9
SUMMARY_TOP = 3  # the headings of cost against allocation
SUMMARY_ROLES = 11  # the headings of the roles


@dataclass(frozen=True, slots=True)
class Places:
    """How many roles and lines there are, and so where they end."""

    roles: int
    lines: int

    @property
    def last_line(self) -> int:
        """The last row of the table, from 0."""
        return FIRST_LINE + self.lines - 1

    def column(self, at: int, sheet: str = "") -> str:
        """A column of the table of lines, '$B$10:$B$84', on its own sheet or named from another."""
        letters = column_letters(at)
        return f"{sheet}${letters}${FIRST_LINE + 1}:${letters}${self.last_line + 1}"

    @property
    def role_list(self) -> str:
        """The names of the roles on the sheet 'Lists'."""
        return self.listed(0)

    def listed(self, at: int) -> str:
        """A column of the sheet 'Lists', beside the roles."""
        letters = column_letters(at)
        return f"Lists!${letters}${FIRST_ROLE + 1}:${letters}${FIRST_ROLE + max(self.roles, 1)}"

    @property
    def pence(self) -> str:
        """All maxima in pence, 0 where one is not known."""
        first, last = column_letters(PENCE), column_letters(PENCE + 11)
        return f"Lists!${first}${FIRST_ROLE + 1}:${last}${FIRST_ROLE + max(self.roles, 1)}"


def places(form: PlanForm) -> Places:
    """Where things stand in the form of a network."""
    return Places(len(form.roles), len(form.lines) + BLANK_LINES)


def cell(row: int, column: int, fixed: str = "") -> str:
    """A cell by name; `fixed` 'column' pins its column, 'both' also its row."""
    letters = column_letters(column)
    return {"": f"{letters}{row + 1}", "column": f"${letters}{row + 1}"}.get(fixed, f"${letters}${row + 1}")


def of_month(row: int, month: int) -> str:
    """The first or last day of a month (1 is April) on the sheet 'Lists'."""
    return f"Lists!${column_letters(MAXIMA + month - 1)}${row + 1}"


def numbered(lines: tuple[FormLine, ...], count: int) -> list[tuple[int, FormLine]]:
    """Every row of the table with its number: the lines that are filled in, then blank ones."""
    taken = [line.line or at for at, line in enumerate(lines, start=1)]
    following = max(taken, default=0)
    blanks = count - len(lines)
    numbers = [*taken, *range(following + 1, following + 1 + blanks)]
    return list(zip(numbers, [*lines, *[FormLine()] * blanks], strict=True))
