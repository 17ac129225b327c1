"""The command line: its subcommands, their options and examples. What they do is in `commands`.

Exit status 0: done; 1: done in part, or findings to look at; 2: nothing done, with a line on standard error.
"""

from __future__ import annotations

import sys
import traceback
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from blmk_desktop import __version__, commands
from blmk_desktop.commands import (
    DONE,
    NOTHING_DONE,
    OpenStore,
    Outside,
    crossing,
    failed,
    importing,
    reports,
    templates,
)
from blmk_desktop.errors import UserError
from blmk_desktop.portable import is_packaged
from blmk_desktop.records.budgets import CONVENTIONS
from blmk_desktop.rules.cross_table import HOW

PROGRAM = "blmk" if is_packaged() else "main.py"
Option = tuple[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True)
class Subcommand:
    """One subcommand: what it says of itself, an example, what it runs, and its options."""

    help: str
    example: str
    run: Callable[[Namespace, Outside], int]
    options: tuple[Option, ...] = ()


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One clear line, instead of the usage and then the line."""
        self.exit(NOTHING_DONE, f"{message} (see `{self.prog} --help`)\n")


def run(
    arguments: list[str],
    open_store: OpenStore,
    *,
    integrity: Callable[[Any], list[str]] | None = None,
    screenshots: Callable[[Path, Path | None], object] | None = None,
) -> int:
    """Run a subcommand and give the exit status; `Outside` says what the other arguments are."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old Windows console has no '›'
    try:
        asked = parser().parse_args(arguments)
        return int(asked.run(asked, Outside(open_store, integrity, screenshots)))
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else NOTHING_DONE
    except UserError as error:
        return failed(str(error))
    except KeyboardInterrupt:
        return failed("Stopped; what was not finished was not kept.")
    except BrokenPipeError:  # whoever was reading has seen enough
        sys.stdout = None  # or Python tries to write the rest at its end
        return DONE
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return failed(_fault(error))


def _fault(error: Exception) -> str:
    """A bug, told without a traceback and without the error's own words: those may hold figures or names."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
    return f"Something went wrong in the program ({where}). What was not finished was not kept."


def parser() -> ArgumentParser:
    """The parser of all subcommands."""
    top = _Parser(
        prog=PROGRAM,
        description="BLMK Primary Care: checks every figure of primary care workbooks against every other.\n"
        "Without a subcommand it opens the window.",
        epilog="Exit status: 0 done; 1 done in part, or findings to look at; 2 nothing done.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument(
        "--self-test", action="store_true", help="try everything once on data of its own: silent if all is well"
    )
    top.add_argument("--version", action="version", version=f"BLMK Primary Care {__version__}")
    several = top.add_subparsers(title="subcommands", metavar="SUBCOMMAND", required=True)
    for name, subcommand in SUBCOMMANDS.items():
        one = several.add_parser(
            name,
            help=subcommand.help,
            description=f"{subcommand.help[0].upper()}{subcommand.help[1:]}.",
            epilog=f"Example: {PROGRAM} {name} {subcommand.example}",
            formatter_class=RawDescriptionHelpFormatter,
        )
        for flags, settings in (*subcommand.options, FILE):
            one.add_argument(*flags, **settings)
        one.set_defaults(run=subcommand.run)
    return top


def _day(text: str) -> str:
    from blmk_desktop.periods import read_date

    try:
        return read_date(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _year(text: str) -> str:
    from blmk_desktop.periods import read_year

    try:
        return read_year(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _month(text: str) -> int:
    from blmk_desktop.periods import read_month

    try:
        return read_month(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _option(*flags: str, **settings: Any) -> Option:
    return flags, settings


FILE = _option("--file", type=Path, help="the data file, else the one last opened; demo and import make it")
JSON = _option("--json", action="store_true", help="answer for machines: money in pence, WTE as decimals")

SUBCOMMANDS: dict[str, Subcommand] = {
    "demo": Subcommand(
        "load the example data from published papers: the BLMK register and the plans of October 2022",
        "--file trial.blmk",
        commands.demo,
        (JSON,),
    ),
    "import": Subcommand(
        "read workbooks or a folder of returned plans, check every figure, and keep them as one change",
        "plans.xlsx --year 2022/23 --dry-run",
        importing.import_workbooks,
        (
            _option("workbooks", nargs="+", type=Path, metavar="FILE", help="Excel, OpenDocument or CSV; or a folder"),
            _option("--kind", help="what the sheets hold, if the importer should not find out"),
            _option("--dry-run", action="store_true", help="say what it would do, and change nothing"),
            _option("--accept-valid", action="store_true", help="take the good rows though some are refused"),
            _option("--all-england", action="store_true", help="keep all rows, not only the area's own"),
            _option("--year", help="the financial year of a plan, such as 2022/23, if the file does not say"),
            _option("--stage", choices=("first draft", "final"), help="how far the round of plans had got"),
            _option("--as-at", type=_day, help="the date of the figures, if the file does not say"),
            _option("--for", dest="pcn", metavar="PCN", help="the network whose return it is; another's is refused"),
            _option("--register", metavar="NAME", help="the risk register, committee, programme or area of the sheets"),
            _option("--variance", choices=CONVENTIONS, help="how a finance report writes variances, if it is in doubt"),
            _option("--accept-over", action="store_true", help="take plans over their allocation or a role's cap"),
            _option("--comments", type=Path, metavar="DIR", help="write what is refused as workbooks to send back"),
            JSON,
        ),
    ),
    "export": Subcommand(
        "write records, or a computed table, to Excel, CSV or JSON; importing that again changes nothing",
        "practices practices.csv --as-at 2022-10-01",
        commands.export,
        (
            _option("kind", metavar="KIND", help="practices, pcns, list-sizes, plan-figures, plan-by-pcn, ..."),
            _option("out", type=Path, metavar="OUT", help="a file that ends in .xlsx, .csv or .json"),
            _option("--as-at", type=_day, help="only what held on that date"),
        ),
    ),
    "template": Subcommand(
        "write Excel forms for others to fill in and send back, with what is known already",
        "pcn-plan --all --year 2022/23 --out forms",
        templates.template,
        (
            _option(
                "kind",
                metavar="KIND",
                help="pcn-plan, practice-workforce, scheme-update, risk-update, action-update, budget-return, "
                "or records: practices",
            ),
            _option(
                "--for", dest="codes", action="append", metavar="WHOM", help="a code, a role, an area; again for more"
            ),
            _option("--all", action="store_true", help="for every open network, active practice, owner or area"),
            _option("--year", help="the financial year it asks about, such as 2022/23"),
            _option(
                "--month", type=_month, help="of budget-return: the month that it asks about, such as 6 or September"
            ),
            _option("--stage", choices=("first draft", "final"), default="final", help="of a plan; final unless said"),
            _option("--out", type=Path, required=True, metavar="DIR", help="the folder for the workbooks"),
            _option("--replace", action="store_true", help="overwrite workbooks of these names that are there"),
            _option(
                "--mark-sent", action="store_true", help="of plans: note in the data file that they went out today"
            ),
            _option("--due", type=_day, help="with --mark-sent: the last day for returns"),
            JSON,
        ),
    ),
    "summary": Subcommand(
        "print a computed table: plan-by-place, plan-by-pcn, plan-by-role, plan-round, role-supply, practices, ...",
        "plan-by-place --json",
        commands.summary,
        (
            _option("name", metavar="NAME", help="which table; a name that there is not lists them all"),
            _option("--round", help="the plan round, such as '2022/23 final'; else the newest"),
            _option("--as-at", type=_day, help="the date of practices and pcns, or in the month of a finance report"),
            _option("--since", type=_day, help="of a movement: the earlier date; else the last meeting"),
            _option("--area", help="whose finance report (else that of the widest area), budget or funding streams"),
            _option("--year", type=_year, help="of a budget, a trend, streams, payments or premises: such as 2022/23"),
            _option("--version", help="of a budget or a five-year budget: its version; else the one in force"),
            JSON,
        ),
    ),
    "cross": Subcommand(
        "print a cross-table of any kind of record or computed table: rows, columns, a measure, totals",
        "risks --rows register --columns raised:quarter",
        crossing.cross,
        (
            _option("of", metavar="KIND", help="a kind of record or a computed table; one there is not lists them all"),
            _option("--rows", metavar="FIELDS", help="what divides the rows, with commas between: pcn,role"),
            _option("--columns", metavar="FIELDS", help="what stands across: month, year, raised:quarter"),
            _option("--measure", metavar="FIELD", help="the figure in the cells; else the records are counted"),
            _option("--how", choices=tuple(HOW), help="what is made of the figure; its sum unless said"),
            _option("--where", action="append", metavar="FIELD=...", help="only these, as typed into a filter"),
            _option("--as-at", type=_day, help="the day that memberships, lists and computed tables are to hold for"),
            _option("--out", type=Path, metavar="FILE", help="write it to a file that ends in .xlsx, .csv or .json"),
            JSON,
        ),
    ),
    "report": Subcommand(
        "write a committee's paper, or the whole pack of a meeting, as Word, Excel or PDF",
        "workforce-plans --out plans.docx --as-at 2022-12-09",
        reports.report,
        (
            _option("name", metavar="NAME", help="workforce-plans, finance, estates, risk-register, ..., or pack"),
            _option("--out", type=Path, required=True, metavar="FILE", help="a file that ends in .docx, .xlsx or .pdf"),
            _option(
                "--of", metavar="WHAT", help="the round, area and month, register or programme; else the usual one"
            ),
            _option("--body", help="the committee or group that it is for; else the usual one"),
            _option("--on", type=_day, help="the day of its meeting; else the next one"),
            _option("--as-at", type=_day, help="the day its figures hold for; else the meeting's, at most today"),
            _option("--no-cover", action="store_true", help="without the cover sheet"),
            JSON,
        ),
    ),
    "check": Subcommand(
        "say where figures disagree, with the cell, the printed and the computed figure",
        "--json",
        commands.check,
        (
            _option("--all", action="store_true", help="also what somebody has looked at and accepted"),
            JSON,
        ),
    ),
    "history": Subcommand(
        "list the changes, newest first: who, when and what",
        "--limit 10",
        commands.history,
        (_option("--limit", type=int, default=50, help="how many of them; 50 unless said"), JSON),
    ),
    "undo": Subcommand(
        "take a change back, a whole import too: the one named, else the last",
        "3",
        commands.undo,
        (
            _option("changeset", nargs="?", metavar="CHANGESET", help="its number in the history, or its ID"),
            JSON,
        ),
    ),
    "redo": Subcommand("do again what was last taken back", "--file trial.blmk", commands.redo, (JSON,)),
    "screenshots": Subcommand(
        "make a picture of every tab, light and dark",
        "pictures --file trial.blmk",
        commands.screenshots,
        (_option("out_dir", type=Path, metavar="OUT_DIR", help="the folder for the pictures"),),
    ),
}
