"""Keeping text in files for spreadsheets from being run: in a CSV file as a formula, in a footer as a command."""

from __future__ import annotations

import re

_FOOTER = 100  # characters of ours in a footer: Excel refuses a file with more than 255 in all, commands and all
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\0]")


def guarded(text: str) -> str:
    """Text for a CSV file: an apostrophe in front of what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given: one apostrophe less in front of what would be a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def footer(text: str, font: str = "-,Regular") -> str:
    """Small text for the foot of a sheet: ampersands are doubled, the font parts the size from a figure in the text."""
    short = text if len(text) <= _FOOTER else f"{text[: _FOOTER - 1].rstrip()}…"
    return f'&8&"{font}"{short.replace("&", "&&")}'
