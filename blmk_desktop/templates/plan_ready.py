"""Whether a plan form is ready to send, in words: once worked out here and once as a formula, side by side."""

from __future__ import annotations

from blmk_desktop.templates import plan_places as at
from blmk_desktop.templates.plan_checks import FINE
from blmk_desktop.templates.plan_places import Places
from blmk_desktop.templates.plan_worked import Worked

READY = "Ready to send"
NOT_YET = "Not yet"
ASK = "Ask your commissioner"

EMPTY = f"{NOT_YET}: no line is filled in"
OUTSIDE = f"{NOT_YET}: a row was added without its formulas. Use one of the blank lines for it"
FAULTY = (f"{NOT_YET}: ", " to put right, see the column 'Check'")
OVER_CAP = f"{NOT_YET}: a role is over its cap, see the sheet 'Summary'"
NO_ALLOCATION = f"{ASK}: your allocation is not known"
OVER = f"{NOT_YET}: over the allocation by £"
LEFT_OUT = (f"{READY}, but the cost leaves out ", " without a known maximum")
OVER_THE_CAP = "OVER the cap"


def ready(work: Worked) -> str:
    """What stands in the box."""
    plan = work.plan
    if not work.used:
        return EMPTY
    if work.faults:
        return counted(FAULTY, work.faults)
    if plan.over_caps:
        return OVER_CAP
    if plan.balance is None:
        return NO_ALLOCATION
    if plan.balance < 0:
        return f"{OVER}{-plan.balance // 100:,}.{-plan.balance % 100:02d}"
    return counted(LEFT_OUT, len(plan.unknown)) if plan.unknown else READY


def counted(around: tuple[str, str], lines: int) -> str:
    """Words around so many lines."""
    return f"{around[0]}{lines} {'line' if lines == 1 else 'lines'}{around[1]}"


def counted_formula(around: tuple[str, str], lines: str) -> str:
    """The same in a formula, where `lines` is a formula too."""
    return f'"{around[0]}"&{lines}&IF({lines}=1," line"," lines")&"{around[1]}"'


def ready_formula(place: Places, allocation: str, balance: str, status: str) -> str:
    """The same as a formula, from the cells of the allocation and the balance and the range of the caps' status."""
    check, role, left_out = place.column(at.CHECK), place.column(at.ROLE), place.column(at.LEFT_OUT)
    used = f"SUMPRODUCT(--(LEN({check})>0))"
    fine = f'SUMPRODUCT(--(LEFT({check},{len(FINE)})="{FINE}"))'
    outside = f"SUMPRODUCT((LEN({role})>0)*(LEN({check})=0))"
    over = f'SUMPRODUCT(--(LEFT({status},4)="{OVER_THE_CAP[:4]}"))'
    unknown = f"SUMPRODUCT(--({left_out}>0))"
    faulty = counted_formula(FAULTY, f"({used}-{fine})")
    return (
        f'=IF({outside}>0,"{OUTSIDE}",IF({used}=0,"{EMPTY}",IF({used}>{fine},{faulty},'
        f'IF({over}>0,"{OVER_CAP}",IF(NOT(ISNUMBER({allocation})),"{NO_ALLOCATION}",'
        f'IF({balance}<0,"{OVER}"&TEXT(-{balance},"#,##0.00"),'
        f'IF({unknown}>0,{counted_formula(LEFT_OUT, unknown)},"{READY}")))))))'
    )
