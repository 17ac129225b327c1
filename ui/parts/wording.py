"""Counts in words, as a sentence on screen has them."""

from __future__ import annotations


def counted(number: int, thing: str, things: str = "") -> str:
    """1 network, 2 networks, 3 practices."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
