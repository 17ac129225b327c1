"""Keeps Qt for Python from reading the source of every module that is imported after it."""

from __future__ import annotations

import sys


def look_in_no_sources() -> None:
    """Call this once Qt is loaded, and before anything else is.

    Qt for Python looks whether a module that is imported asks for one of its `__feature__` switches, by reading
    its source, and Python keeps what was read: 44 MiB and a tenth of a second once SQLAlchemy and numpy are in.
    Nothing here uses those switches. Where the look-out is not found, in another version of Qt, all is as it was.
    """
    looking = sys.modules.get("shibokensupport.feature")
    if hasattr(looking, "_mod_uses_pyside"):  # there is no public way
        vars(looking)["_mod_uses_pyside"] = lambda _module: False
