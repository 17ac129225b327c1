"""What every test stands on: no screen, a folder for the user, steady examples, ../shared if it is there."""

from __future__ import annotations

import os
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
