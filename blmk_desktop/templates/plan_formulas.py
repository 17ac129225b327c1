"""The formulas of a line of the plan form. They depend on its row alone, so that all forms of a round share them."""

from __future__ import annotations

from functools import cache

from blmk_desktop.periods import year_start
from blmk_desktop.rules.plan_costs import MONTHS, WHOLE
from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.plan_checks import FINE, check_formula
from blmk_desktop.templates.plan_places import Places, cell, of_month
from blmk_desktop.templates.plan_worked import PARTS

NOT_KNOWN = "not known"
# What the formulas of a blank line show, in their order.
BLANK: list[float | str] = ["", "", *[0] * 12, 0, 1, 12, 0, 0, "", 0, *[0] * 12]


@cache
def row_formulas(row: int, roles: int, year: str) -> tuple[str, ...]:
    """The formulas of a row, from the column of the cost to the last hidden one; `roles` is how many there are."""
    place = Places(roles, 0)
    cells = {
        "role": at.ROLE,
        "wte": at.WTE,
        "start": at.START,
        "end": at.END,
        "salary": at.SALARY,
        "check": at.CHECK,
        "found": at.FOUND,
        "from": at.FIRST,
        "to": at.LAST,
        "unknown": at.MISSING,
        "left_out": at.LEFT_OUT,
        "pay": at.PAY,
        "parts": at.PARTS,
        "spent": at.RUNNING + 11,
    }
    names = {name: cell(row, column, "column") for name, column in cells.items()}
    return (
        _cost(names),
        _check(row, names),
        *(_staff(names, month) for month in MONTHS),
        *_on_the_way(names, place, year),
        *(_running(row, names, place, month) for month in MONTHS),
    )


def _cost(names: dict[str, str]) -> str:
    known = f"ROUND({names['spent']}/{PARTS},0)/100"
    left_out = f"AND({names['left_out']}>0,{names['spent']}=0)"
    return f'=IF({names["parts"]}=0,"",IF({left_out},"{NOT_KNOWN}",{known}))'


def _check(row: int, names: dict[str, str]) -> str:
    used = f"{cell(row, at.ROLE, 'column')}:{cell(row, at.NOTE, 'column')}"
    paid = "({to}-{from}+1)".format(**names)
    days = {"first": of_month(at.FIRST_DAYS, 1), "last": of_month(at.LAST_DAYS, 12)}
    return check_formula(used, names | days | {"paid": paid})


def _staff(names: dict[str, str], month: int) -> str:
    """The WTE in post on the last day of the month."""
    day = of_month(at.LAST_DAYS, month)
    stays = f'OR({names["end"]}="",{names["end"]}>={day})'
    return f"=IF(AND({names['parts']}>0,{names['start']}<={day},{stays}),{names['wte']},0)"


def _on_the_way(names: dict[str, str], place: Places, year: str) -> tuple[str, ...]:
    """Hidden: which role it is, first and last month in post, months without a maximum, pay and WTE in parts."""
    calendar = int(year_start(year)[:4]) * 12 + 3
    start, end, which = names["start"], names["end"], names["found"]
    months = ",".join(str(month) for month in MONTHS)
    within = f"({{{months}}}>={names['from']})*({{{months}}}<={names['to']})"
    fine = f'LEFT({names["check"]},{len(FINE)})="{FINE}"'
    return (
        f"=IFERROR(MATCH({names['role']},{place.role_list},0),0)",
        f"=IF(ISNUMBER({start}),MAX(1,YEAR({start})*12+MONTH({start})-{calendar}),1)",
        f"=IF(ISNUMBER({end}),MIN(12,YEAR({end})*12+MONTH({end})-{calendar}),12)",
        f"=IF({which}=0,0,SUMPRODUCT((INDEX({place.pence},{which},0)=0)*{within}))",
        f'=IF(AND({fine},{names["salary"]}=""),{names["unknown"]},0)',
        f'=IF(ISNUMBER({names["salary"]}),ROUND({names["salary"]}*100,0)*{at.WITH_ON_COSTS},"")',
        f"=IF({fine},ROUND({names['wte']}*100,0),0)",
    )


def _running(row: int, names: dict[str, str], place: Places, month: int) -> str:
    """Hidden: the running sum of the cost in parts; whole numbers, so that no penny is lost on the way."""
    pay, parts = names["pay"], names["parts"]
    most = f"INDEX({place.listed(at.PENCE + month - 1)},{names['found']})*{WHOLE}"
    before = f"{cell(row, at.RUNNING + month - 2)}+" if month > 1 else ""
    paid = f'IF({pay}="",{most},IF({most}=0,{pay},MIN({pay},{most})))'
    return f"={before}IF(AND({parts}>0,{names['from']}<={month},{names['to']}>={month}),{parts}*{paid},0)"


def month_in(when: str, year: str) -> int:
    """Which month of the year a date (ISO) lies in, counted on before and after it."""
    first = year_start(year)
    return (int(when[:4]) - int(first[:4])) * 12 + int(when[5:7]) - 3
