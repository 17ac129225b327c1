"""The plan forms of a round: one workbook for each network, and the note that they were sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from blmk_desktop.changes import Change, ChangeSet, new_records, write
from blmk_desktop.errors import UserError
from blmk_desktop.periods import today
from blmk_desktop.records.tables import TABLES
from blmk_desktop.store import Store
from blmk_desktop.templates.placing import Form, Progress, put, safe_name
from blmk_desktop.templates.plan_form import PlanForm
from blmk_desktop.templates.plan_known import check_round, plan_forms, round_of
from blmk_desktop.templates.plan_writer import write_plan

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SENT_BEFORE = ("not sent", "sent")  # a return that has got further keeps its status


def write_plan_templates(  # noqa: PLR0913 - which forms, and where to
    connection: Connection,
    codes: Sequence[str] | None,
    year: str,
    stage: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write the form of each network named, or of every open network of a place, into a folder, as `put` does.

    Raises UserError for an unknown code, year or stage, and where nothing can be written.
    """
    made = today()
    forms = [
        Form(f"{form.name} ({form.code})", file_name(form), partial(write_plan, form, made=made))
        for form in plan_forms(connection, codes, year, stage)
    ]
    if not forms:
        raise UserError(f"No network that has a place is open in {year}: there is nobody to write a form for.")
    return put(forms, folder, progress, replace=replace)


def networks_asked(connection: Connection, codes: Sequence[str] | None, year: str, stage: str) -> list[str]:
    """The codes of the networks that `write_plan_templates` writes forms for. Raises UserError as that does."""
    return [form.code for form in plan_forms(connection, codes, year, stage)]


def file_name(form: PlanForm) -> str:
    """What the workbook is called: 'PCN plan 2022-23 final U35004 Crown PCN.xlsx'."""
    return safe_name(f"PCN plan {form.year} {form.stage} {form.code} {form.name}")


def mark_sent(store: Store, year: str, stage: str, codes: Sequence[str], due: str | None = None) -> ChangeSet | None:
    """Note that the networks were sent their forms today, as one change set; None if that changes nothing.

    Makes the round if there is none; `due` (ISO) is the last day for returns. A return that came in already
    keeps its status.
    """
    check_round(year, stage)
    with store.writing() as connection:
        changes = list(_sent(connection, year, stage, codes, due))
        networks = f"{len(codes)} {'network' if len(codes) == 1 else 'networks'}"
        return write(connection, changes, what=f"Plan forms {year} {stage} sent to {networks}")


def _sent(connection: Connection, year: str, stage: str, codes: Sequence[str], due: str | None) -> Iterator[Change]:
    new = new_records()
    held = round_of(connection, year, stage)
    name = held.name if held else f"{year} {stage}"
    if held is None:
        values = {"name": name, "year": year, "stage": stage} | ({"due": due} if due else {})
        yield Change("plan_round", next(new), None, values)
    elif due and held.due != due:
        yield Change("plan_round", held.id, {"due": held.due}, {"due": due})
    table = TABLES["plan_return"]
    returns = {row.pcn: row for row in connection.execute(select(table).where(table.c.round == name))}
    for code in codes:
        after: Mapping[str, object] = {"status": "sent", "sent": today()}
        row = returns.get(code)
        if row is None:
            yield Change("plan_return", next(new), None, {"round": name, "pcn": code, **after})
        elif row.status in _SENT_BEFORE:
            yield Change("plan_return", row.id, {"status": row.status, "sent": row.sent}, dict(after))
