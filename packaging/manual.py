"""The manual page of the program, from what its command line says of itself."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from datetime import UTC, datetime

from blmk_desktop import __version__, cli

START = """\
.TH BLMK\\-PRIMARY\\-CARE 1 "{day}" "BLMK Primary Care {version}" "User commands"
.SH NAME
blmk\\-primary\\-care, blmk \\- check every figure of primary care workbooks
.SH SYNOPSIS
.B blmk\\-primary\\-care
.RI [ FILE.blmk ]
.RI [ WORKBOOK ...]
.br
.B blmk
.I SUBCOMMAND
.RI [ OPTIONS ]
.SH DESCRIPTION
Without a subcommand the window opens, with the data file that is named or else the one last opened; workbooks that are
named are proposed for import. With a subcommand no window opens. Nothing is ever sent or fetched over a network.
"""
END = """\
.SH "EXIT STATUS"
0: done; 1: done in part, or findings to look at; 2: nothing done, with a line on standard error.
.SH ENVIRONMENT
.TP
.B BLMK_DATA_DIR
The folder for data files, settings and the log, in place of the user's own.
.SH FILES
.TP
.I *.blmk
A data file: an SQLite database.
.TP
.I portable.txt
Beside the program: everything is kept in the folder
.I data
beside it.
"""


def page(when: int) -> str:
    """The page, as `man` reads it; `when` is the time that it was made, in seconds."""
    day = datetime.fromtimestamp(when, UTC).date().isoformat()
    return "".join((START.format(day=day, version=__version__), ".SH SUBCOMMANDS\n", *subcommands(), END))


def subcommands() -> Iterator[str]:
    """A part for each subcommand, with its options and its example."""
    for name, parser in parsers().items():
        yield f".SS {safe(name)}\n{safe(plain(parser.description or ''))}\n"
        for action in parser._actions:  # noqa: SLF001 (argparse tells of them in no other way)
            if action.dest != "help":
                called = ", ".join(action.option_strings) or str(action.metavar or action.dest)
                yield f".TP\n.B {safe(called)}\n{safe(plain(action.help or ''))}\n"
        yield f".PP\n{safe(plain(parser.epilog or ''))}\n"


def parsers() -> dict[str, ArgumentParser]:
    """The parser of each subcommand."""
    several = next(each for each in cli.parser()._actions if isinstance(each, _SubParsersAction))  # noqa: SLF001
    return dict(several.choices)


def plain(text: str) -> str:
    """Words about the program under the name that it is installed by."""
    return re.sub(r"\bmain\.py\b", "blmk", text).replace("%%", "%")


def safe(text: str) -> str:
    """Text that the manual's language takes for nothing else."""
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("-", "\\-"), flags=re.MULTILINE)
