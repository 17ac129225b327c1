"""Loads SQLAlchemy without what it names at once and, used as here, never needs: a quarter of its time, 6 MiB.

That is asyncio, with all that it knows of sockets and of encryption, and the catalogue of installed packages.
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any

DIALECT = "sqlalchemy.dialects.sqlite"  # it comes last
# What each of them is asked for while SQLAlchemy is loaded: a name, and where else it is to be had.
LATER: dict[str, dict[str, object]] = {"asyncio": {"iscoroutine": inspect.iscoroutine}, "importlib.metadata": {}}
_loading = RLock()  # worker threads ask too


class Later(ModuleType):
    """Stands for a module until something of it is asked for; then it is that module."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by who looks through all modules, such as `inspect`, not by who uses this one
            raise AttributeError(name)
        with _loading:
            _out_of_the_way(self)
            return getattr(import_module(self.__name__), name)


def load_sqlalchemy() -> None:
    """Load it, unless it is there already. Call this before anything that imports it is."""
    if DIALECT in sys.modules:
        return
    with _loading:
        stand_ins = [_stand_in(name) for name in LATER if name not in sys.modules]
        try:
            import_module(DIALECT)
        finally:
            for each in stand_ins:
                _out_of_the_way(each)


def _stand_in(name: str) -> Later:
    result = Later(name)
    vars(result).update(LATER[name])
    sys.modules[name] = result
    return result


def _out_of_the_way(stand_in: Later) -> None:
    """Let others find the module itself."""
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
