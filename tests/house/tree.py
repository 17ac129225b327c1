"""The project's own modules as the tests of the house read them: path, dotted name and syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("main.py", "blmk_desktop", "db", "ui")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: where it is, its dotted name, its syntax tree and how many lines it has."""

    path: Path
    name: str
    tree: ast.Module
    lines: int

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything it imports, at the top or within a function.

        A name taken out of a package counts as that package's module, since it may be one.
        """
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = self.absolute(node)
                yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)

    def absolute(self, node: ast.ImportFrom) -> str:
        """The dotted name that a relative import means."""
        if not node.level:
            return node.module or ""
        package = self.name.split(".")
        climbs = node.level - (self.path.name == "__init__.py")
        return ".".join([*package[: len(package) - climbs], *([node.module] if node.module else [])])

    def functions(self) -> Iterator[Function]:
        """All its functions and methods, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def modules(*places: str) -> tuple[Module, ...]:
    """The modules under these files and folders of the checkout; by default those of the product."""
    files = [file for place in places or PRODUCT for file in python_files(ROOT / place)]
    return tuple(read(file) for file in files)


def python_files(place: Path) -> list[Path]:
    """A file itself, or all Python files in a folder."""
    if place.is_file():
        return [place]
    return sorted(place.rglob("*.py"))


def read(file: Path) -> Module:
    """One module, read."""
    text = file.read_text(encoding="utf-8")
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(file, name, ast.parse(text, str(file)), text.count("\n"))


def length(function: Function) -> int:
    """Lines from `def` to the end, the docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def where(module: Module, line: int) -> str:
    """A place in the checkout as an editor takes it."""
    return f"{module.path.relative_to(ROOT).as_posix()}:{line}"
