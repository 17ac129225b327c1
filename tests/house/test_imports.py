"""Imports go one way: main to ui to blmk_desktop; main to db, and db to the declarations and the errors."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import modules, where

QT = ("PySide6", "shiboken6", "pyqtgraph")
WORKBOOKS = ("openpyxl", "python_calamine", "xlsxwriter", "typst", "docx")
TABLES = "blmk_desktop.records.tables"

# Who may not import what, and from whom that is yet allowed.
FORBIDDEN = [
    ("blmk_desktop", ("ui", "db", "main", *QT), ()),
    ("blmk_desktop.rules", ("sqlalchemy", "alembic", TABLES), ()),
    ("db", ("ui", "main", *QT), ()),
    ("db", ("blmk_desktop",), ("blmk_desktop.records", "blmk_desktop.errors")),
    ("ui", ("db", "main", "sqlalchemy", "alembic", *WORKBOOKS), ()),
]


@pytest.mark.parametrize(("package", "forbidden", "allowed"), FORBIDDEN)
def test_a_package_does_not_import_what_stands_above_it(
    package: str, forbidden: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    wrong = [
        f"{where(module, line)} imports {name}"
        for module in modules()
        if within(module.name, (package,))
        for line, name in module.imports()
        if within(name, forbidden) and not within(name, allowed)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_package_is_told_by_its_whole_name() -> None:
    assert within("db.engine", ("db",))
    assert not within("dbx", ("db",))


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of these packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def test_labels_are_made_where_they_are_plain_text() -> None:
    """A bare QLabel takes what looks like markup for markup, and would fetch the pictures that it names."""
    wrong = [
        where(module, node.lineno)
        for module in modules("ui")
        if module.name != "ui.parts.labels"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QLabel"
    ]
    assert not wrong, "\n".join(wrong)


def test_a_package_that_gathers_its_modules_is_asked_for_by_its_own_name() -> None:
    """Threads load modules when they need them: one loading the package, another a module of it, would wait for each
    other for ever, and Python ends that by failing one of them.
    """
    gathering = {
        module.name
        for module in modules("blmk_desktop")
        if module.path.name == "__init__.py" and any(within(name, (module.name,)) for _line, name in module.imports())
    }
    assert gathering
    wrong = [
        f"{where(module, node.lineno)} imports from {node.module}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for package in gathering
        if node.module.startswith(package + ".") and not within(module.name, (package,))
    ]
    assert not wrong, "\n".join(wrong)
