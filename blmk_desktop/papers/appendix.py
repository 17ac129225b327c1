"""What stands behind a cover sheet: an appendix under its own heading, which the cover names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blmk_desktop.papers.model import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blmk_desktop.papers.model import Block


def named(what: str) -> str:
    """What a cover calls it: 'Appendix A: the risk register'."""
    return f"Appendix A: {what}"


def appendix(what: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks under a heading of their own; theirs go one level down."""
    lower = (replace(one, level=one.level + 1) if isinstance(one, Heading) else one for one in blocks)
    return (Heading(named(what)), *lower)
