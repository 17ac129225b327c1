"""Counts in words, and long names that may be broken, as a sentence on screen has them."""

from __future__ import annotations

BREAK = "\u200b"  # takes no room; a line may end there


def counted(number: int, thing: str, things: str = "") -> str:
    """1 network, 2 networks, 3 practices."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def breakable(text: str) -> str:
    """The text with places at which a file's name such as lists_of_april_2022.csv may go on in the next line."""
    return text.replace("_", f"_{BREAK}")
