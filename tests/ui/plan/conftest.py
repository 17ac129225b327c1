"""A file with the plan of one network in two rounds, and windows over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from blmk_desktop.changes import Change, commit
from blmk_desktop.seeding import load_reference
from db import create_file
from ui.plan.page import KeptPlan, open_plan
from ui.screenshots import settle
from ui.settings import Settings
from ui.window import MainWindow

DRAFT, FINAL, CROWN = "2022/23 first draft", "2022/23 final", "U35004"
LINES = (
    # role, post, WTE, start, end, salary in pence
    ("Clinical Pharmacist", "Lead", 200, None, None, None),
    ("Paramedic", "", 100, "2022-10-01", None, None),
    ("Dietitian (Advanced Practitioner)", "", 300, "2023-01-01", None, 4_000_000),
)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Crown PCN with an allocation of £300,000: three lines in the final plan, two in the draft."""
    path = tmp_path / "plan.blmk"
    with create_file(path) as store:
        load_reference(store)
        source = {"name": "pack.xlsx", "position": 1}
        added = [Change("source", 1, None, source)]
        for number, (name, stage) in enumerate(((DRAFT, "first draft"), (FINAL, "final")), 4):
            values = {"name": name, "year": "2022/23", "stage": stage, "as_at": "2022-09-30"}
            added.append(Change("plan_round", number, None, values))
            figure = {
                "round": name,
                "pcn": CROWN,
                "measure": "allocation",
                "value": 30_000_000,
                "source": "pack.xlsx",
            }
            added.append(Change("plan_figure", 10 + number, None, figure))
        added += [line(100 + at, FINAL, at + 1, *each) for at, each in enumerate(LINES)]
        added += [line(200, DRAFT, 1, "Clinical Pharmacist", "Lead", 100, None, None, None)]
        added += [line(201, DRAFT, 2, "Podiatrist", "", 100, None, None, None)]
        commit(store, added, what="Import of crown.xlsx", kind="import")
    return path


def line(id_: int, round_: str, number: int, *values: Any) -> Change:
    named = dict(zip(("role", "post", "wte", "start", "end", "salary"), values, strict=True))
    filled = {name: value for name, value in named.items() if value not in {None, ""}}
    return Change("plan_line", id_, None, {"round": round_, "pcn": CROWN, "line": number, **filled})


@pytest.fixture
def over_plans(qtbot: QtBot, dressed: QApplication, plan_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window over that file."""
    assert dressed.styleSheet()
    window = MainWindow(Settings(tmp_path / "window.ini"), main.open_store, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.open_path(plan_file)
    settle(window)
    yield window
    window.close()


@pytest.fixture
def plan(over_plans: MainWindow) -> KeptPlan:
    """The final plan of Crown in its window, once it stands still."""
    opened = open_plan(over_plans, FINAL, CROWN)
    settle(over_plans)
    return opened


def shown(plan: Any, row: int, column: str) -> str:
    """A cell of the grid as it is written."""
    return str(plan.grid.table.columns.shown(row, column))


def put(plan: Any, row: int, column: str, text: str) -> None:
    """Type into a cell of the grid."""
    model = plan.grid.table.model
    at = next(at for at, spec in enumerate(model.specs) if spec.name == column)
    model.setData(model.index(row, at), text)
    settle(plan.window_)


Opened = Callable[..., Any]
