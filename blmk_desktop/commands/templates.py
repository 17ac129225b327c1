"""The subcommand `template`: forms out, for networks, practices, people and areas, and for every kind of record."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from blmk_desktop.commands import DONE, Outside, answer, tell
from blmk_desktop.errors import UserError

if TYPE_CHECKING:
    from blmk_desktop.changes import ChangeSet
    from blmk_desktop.store import Store


OF_ORGANISATIONS = ("pcn-plan", "practice-workforce")
UPDATES = ("scheme-update", "risk-update", "action-update")  # forms for people, named by their role
OF_AREAS = ("budget-return",)
OTHER_FORMS = (*OF_ORGANISATIONS, *UPDATES, *OF_AREAS)


def template(asked: Namespace, outside: Outside) -> int:
    """Write the forms asked for. Only `--mark-sent` changes anything in the data file."""
    kind = asked.kind.strip().lower().replace("_", "-").replace(" ", "-")
    _check(asked, kind)
    year = _year(asked)
    with outside.open_store(asked.file, read_only=not asked.mark_sent) as store:
        files = _written(asked, kind, year, store)
        made = _mark_sent(asked, store, year) if asked.mark_sent else None
        left_out = _left_out(asked, kind, year, store)
    if asked.json:
        answer({"files": [str(path) for path in files], "changeset": made.id if made else None})
    else:
        workbooks = f"{len(files)} {'workbook' if len(files) == 1 else 'workbooks'}"
        tell([f"{workbooks} in {asked.out}.", *left_out, *([f"Noted as {made}."] if made else [])])
    return DONE


def _check(asked: Namespace, kind: str) -> None:
    """Raises UserError for options that do not go together."""
    if asked.codes and asked.all:
        raise UserError("Say either --for or --all, not both.")
    whom = "CODE" if kind in OF_ORGANISATIONS else "AREA" if kind in OF_AREAS else "ROLE"
    if kind in OTHER_FORMS and not (asked.codes or asked.all):
        raise UserError(f"Whom is {kind} for? Say --for {whom}, or --all.")
    if kind not in OTHER_FORMS and asked.codes:
        raise UserError(f"A template for {kind} is the same for all: leave out --for.")
    if kind != "pcn-plan" and asked.mark_sent:
        raise UserError("--mark-sent is for pcn-plan: only plans have a round.")
    if kind in OF_AREAS and not (asked.year and asked.month):
        raise UserError(f"Which month is {kind} for? Say --year 2022/23 --month 6.")
    if kind not in OF_AREAS and asked.month:
        raise UserError("--month is for budget-return: only budgets are returned by month.")
    if asked.due and not asked.mark_sent:
        raise UserError("--due is kept with --mark-sent only: say both.")


def _year(asked: Namespace) -> str:
    from blmk_desktop.periods import read_year

    try:
        return read_year(asked.year) if asked.year else ""
    except ValueError as error:
        raise UserError(f"--year: {error}.") from error


def _written(asked: Namespace, kind: str, year: str, store: Store) -> list[Path]:
    from blmk_desktop.templates.placing import AlreadyThere

    try:
        return _write(asked, kind, year, store)
    except AlreadyThere as error:
        words = f"{error.message} Choose another folder, or say --replace."
        raise UserError(words, error.where) from error


def _write(asked: Namespace, kind: str, year: str, store: Store) -> list[Path]:
    with store.reading() as connection:
        if kind == "pcn-plan":
            from blmk_desktop.templates.plan_templates import write_plan_templates

            if not year:
                raise UserError("Which year is the plan for? Say --year 2022/23.")
            return write_plan_templates(
                connection, asked.codes, year, asked.stage, asked.out, _progress(asked), replace=asked.replace
            )
        if kind == "practice-workforce":
            from blmk_desktop.templates.survey_writer import write_survey_templates

            return write_survey_templates(
                connection, asked.codes, year, asked.out, _progress(asked), replace=asked.replace
            )
        if kind in OF_AREAS:
            from blmk_desktop.templates.budget_writer import write_budget_returns

            return write_budget_returns(
                connection, asked.codes, year, asked.month, asked.out, _progress(asked), replace=asked.replace
            )
        if kind in OTHER_FORMS:
            from blmk_desktop.templates.update_writer import write_update_templates

            return write_update_templates(
                connection, kind, asked.codes, asked.out, _progress(asked), replace=asked.replace
            )
        from blmk_desktop.templates.record_template import write_record_template

        return [write_record_template(connection, kind, asked.out, replace=asked.replace)]


def _left_out(asked: Namespace, kind: str, year: str, store: Store) -> list[str]:
    """What --all passed over."""
    if kind != "pcn-plan" or not asked.all:
        return []
    from blmk_desktop.templates.plan_known import without_place

    with store.reading() as connection:
        count = without_place(connection, year)
    networks = f"{count:,} open {'network has' if count == 1 else 'networks have'} no place and got none"
    return [f"{networks}: give them a place, or name them with --for."] if count else []


def _mark_sent(asked: Namespace, store: Store, year: str) -> ChangeSet | None:
    from blmk_desktop.templates.plan_templates import mark_sent, networks_asked

    with store.reading() as connection:
        codes = networks_asked(connection, asked.codes, year, asked.stage)
    return mark_sent(store, year, asked.stage, codes, asked.due)


def _progress(asked: Namespace) -> Callable[[str, float], None]:
    """Tells each form on a line of its own, unless the answer is for machines."""
    return lambda text, _: tell([] if asked.json else [text])
