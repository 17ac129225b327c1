"""The program has no way to a network: no module of it asks for one, and what it opens lies on this computer."""

from __future__ import annotations

import re

from blmk_desktop import guide
from tests.house.test_imports import within
from tests.house.tree import ROOT, modules, where

NETWORK = (
    *("socket", "ssl", "select", "selectors", "asyncio", "socketserver", "xmlrpc", "webbrowser"),
    *("http", "urllib.request", "urllib.error", "urllib3", "requests", "ftplib", "smtplib", "poplib", "imaplib"),
    *("logging.handlers", "multiprocessing.connection", "PySide6.QtNetwork", "PySide6.QtWebSockets"),
)


def test_no_module_asks_for_the_network() -> None:
    wrong = [
        f"{where(module, line)} imports {name}"
        for module in modules()
        for line, name in module.imports()
        if within(name, NETWORK)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_opened_with_another_program_is_a_file_or_folder() -> None:
    opened = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "openUrl(" in line and "fromLocalFile" not in line
    ]
    assert [line.partition(":")[0] for line in opened] == ["ui/guide/window.py"], opened


def test_the_guide_leads_nowhere_outside() -> None:
    outside = [f"{page.name}: {found}" for page in guide.pages() for found in re.findall(r"\]\(\w+:[^)]*", page.text)]
    assert not outside
