"""Keeping text in a CSV file from being run as a formula, in a way that can be taken back exactly."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\0]")


def guarded(text: str) -> str:
    """Text for a CSV file: an apostrophe in front of what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given: one apostrophe less in front of what would be a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
