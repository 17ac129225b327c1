"""What every test stands on: no screen, a folder for the user, steady examples, ../shared if it is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples at every run: a red test means a change of the code. BLMK_EXAMPLES=2000 looks harder.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="BLMK_EXAMPLES" not in os.environ,
    max_examples=int(os.environ.get("BLMK_EXAMPLES", "50")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows what tests noted with `record_property`, such as the sizes of functions."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the application takes for the user's own; no test touches the real one."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("BLMK_DATA_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published workbooks beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not on this machine")
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with all of the example data, closed. Who would change it copies it."""
    from blmk_desktop.seeding import load_demo, load_reference
    from db import create_file

    path = tmp_path_factory.mktemp("example") / "example.blmk"
    with create_file(path) as store:
        load_reference(store)
        load_demo(store)
    return path


@pytest.fixture(scope="session")
def example_with_claims(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with claims of April to September and the workforce file of September, made up; closed."""
    from blmk_desktop.importing.engine import apply, propose
    from db import open_file
    from tests.blmk_desktop.actuals_example import write_all

    folder = tmp_path_factory.mktemp("claims")
    path = Path(shutil.copyfile(example, folder / "claims.blmk"))
    with open_file(path) as store:
        apply(store, propose(store, list(write_all(folder))))
    return path
