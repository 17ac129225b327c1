"""Which papers there are, what each is about, and who makes its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from blmk_desktop.errors import UserError
from blmk_desktop.records.papers import PAPER_TITLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from blmk_desktop.papers.model import Content


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper is wanted. `of`: the plan round, area, register or programme it is about; '' for the usual one.

    `body` and `on` (ISO) say for which meeting; `as_at` (ISO) the day its figures are to hold for, never ''.
    """

    name: str
    as_at: str
    of: str = ""
    body: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its title, what it holds in one sentence, where its content is made, what `of` means for it.

    `module` has `content(connection, asked) -> Content`, and where `of` means something
    `choices(connection, asked) -> list[str]`: what it may be, the usual one first.
    """

    title: str
    help: str
    module: str
    of: str = ""
    cover: bool = True


PACK = "pack"  # beside the names of papers: all of a meeting as one document
PAPERS: dict[str, Kind] = {
    "workforce-plans": Kind(
        PAPER_TITLES["workforce-plans"],
        "spend against allocation by place and network, staff in post against planned, and by role",
        "workforce_plans",
        of="Plan round",
    ),
    "finance": Kind(
        PAPER_TITLES["finance"],
        "year to date and forecast by line, with reasons for what is red",
        "finance",
        of="Area and month",
    ),
    "estates": Kind(
        PAPER_TITLES["estates"],
        "schemes by stage, their money by year and fund, what slips, agreements about to end",
        "estates",
    ),
    "priorities": Kind(
        PAPER_TITLES["priorities"],
        "the ranking of a panel's round, its criteria and where the money ends",
        "priorities",
        of="Round",
    ),
    "risk-register": Kind(
        PAPER_TITLES["risk-register"],
        "the risks with their movement since the last meeting, and those above appetite or overdue",
        "risk_register",
        of="Register",
    ),
    "action-tracker": Kind(
        PAPER_TITLES["action-tracker"],
        "open actions with their colour, and those proposed for closure",
        "action_tracker",
        cover=False,
    ),
    "highlight-report": Kind(
        PAPER_TITLES["highlight-report"],
        "milestones of a programme: done, due, late, and what they depend on",
        "highlight_report",
        of="Programme",
    ),
    "annual-cycle": Kind(
        PAPER_TITLES["annual-cycle"], "what the committee takes at which meeting", "annual_cycle", cover=False
    ),
    "agenda": Kind(
        PAPER_TITLES["agenda"], "the items of a meeting, who brings them, and what for", "agenda", cover=False
    ),
}


def kind_of(name: str) -> Kind:
    """The kind of paper of this name. Raises UserError, naming those that there are."""
    if name not in PAPERS:
        raise UserError(f"There is no paper '{name}'. There are: {', '.join(PAPERS)}, and {PACK}.")
    return PAPERS[name]


def content(connection: Connection, asked: Asked) -> Content:
    """The content of a paper, as at the day asked for.

    Raises UserError where the file has nothing for it, and for what it is `of` where there is nothing to choose.
    """
    kind = kind_of(asked.name)
    if asked.of and not kind.of:
        raise UserError(f"{kind.title}: there is only one, so it cannot be of '{asked.of}'.")
    made: Callable[[Connection, Asked], Content] = getattr(_module(asked.name), "content")  # noqa: B009 - a plug
    return made(connection, asked)


def choices(connection: Connection, asked: Asked) -> list[str]:
    """What the paper may be about, the usual one first; empty where there is nothing to choose."""
    if not kind_of(asked.name).of:
        return []
    found: Callable[[Connection, Asked], list[str]] = getattr(_module(asked.name), "choices")  # noqa: B009 - a plug
    return found(connection, asked)


def named_alike(connection: Connection, asked: Asked) -> tuple[str, ...]:
    """What `of` may say for this paper, as asked for first: the usual one need not be named."""
    usual = next(iter(choices(connection, asked)), "")
    return tuple(dict.fromkeys((asked.of, usual, ""))) if asked.of in ("", usual) else (asked.of,)


def _module(name: str) -> object:
    return import_module(f"blmk_desktop.papers.contents.{kind_of(name).module}")
