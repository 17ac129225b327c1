"""A function fits on a screen, a file in the head, and what others call says what it does."""

from __future__ import annotations

import ast
from collections.abc import Callable
from statistics import median, quantiles

from tests.house.tree import Function, Module, length, modules, where

LONGEST_FUNCTION, LONGEST_FILE = 60, 400
USUAL_LENGTH, USUAL_SHARE = 30, 0.95
EVERYTHING = ("main.py", "blmk_desktop", "db", "ui", "tools", "packaging", "benchmarks", "tests")


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{where(module, function.lineno)} {function.name} has {length(function)} lines"
        for module in modules(*EVERYTHING)
        for function in module.functions()
        if length(function) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_nearly_all_functions_are_short(record_property: Callable[[str, object], None]) -> None:
    lengths = sorted(length(function) for module in modules() for function in module.functions())
    share = sum(lines < USUAL_LENGTH for lines in lengths) / len(lengths)
    record_property("functions", f"{figures(lengths)}; {share:.1%} under {USUAL_LENGTH} lines")
    record_property("files", figures(sorted(module.lines for module in modules())))
    assert share >= USUAL_SHARE


def figures(sizes: list[int]) -> str:
    """How many there are; the median, 95th percentile and longest number of lines."""
    p95 = quantiles(sizes, n=20)[-1]
    return f"{len(sizes)}, median {median(sizes):.0f} lines, 95th percentile {p95:.0f}, longest {sizes[-1]}"


def test_no_file_outgrows_its_reader() -> None:
    long = [
        f"{where(module, 1)} has {module.lines} lines" for module in modules(*EVERYTHING) if module.lines > LONGEST_FILE
    ]
    assert not long, "\n".join(long)


def test_every_module_begins_with_what_lives_there() -> None:
    written = (module for module in modules(*EVERYTHING) if module.lines)
    silent = [where(module, 1) for module in written if not ast.get_docstring(module.tree)]
    assert not silent, "\n".join(silent)


def test_every_public_name_says_what_it_does() -> None:
    silent = [
        f"{where(module, node.lineno)} {node.name}"
        for module in modules("blmk_desktop", "db")
        for node in public(module)
        if not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def public(module: Module) -> list[Function | ast.ClassDef]:
    """Functions and classes of a module, and the methods of its public classes, that others may call."""
    top = [node for node in module.tree.body if is_public(node)]
    methods = [node for owner in top if isinstance(owner, ast.ClassDef) for node in owner.body]
    return [node for node in [*top, *methods] if is_public(node)]


def is_public(node: ast.stmt) -> bool:
    """Whether this defines a function or class whose name does not begin with an underscore."""
    return isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
