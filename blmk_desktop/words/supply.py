"""Role supply in words: how many of whom all networks together plan to hire, and who would lose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blmk_desktop.rules.wording import listed
from blmk_desktop.values import show_figure

if TYPE_CHECKING:
    from blmk_desktop.summaries.role_supply import RoleSupply

NAMED = 4  # roles in the sentence
PARTNERS = "clinical"  # those are hired from hospitals, pharmacies and the ambulance trust, not trained from the street


def role_words(role: str) -> str:
    """A role in the plural as it stands in a sentence: 'clinical pharmacists (advanced practitioner)'."""
    name, bracket, rest = role.partition(" (")
    words = [word if word.isupper() else word.casefold() for word in name.split()]
    return f"{' '.join(words)}s{bracket}{rest.casefold()}"


def supply_words(supply: RoleSupply) -> str:
    """The clinical roles most wanted, and how many others; '' while nobody wants anybody."""
    wanted = [row for row in supply.rows if row.to_recruit and row.to_recruit > 0]
    if not wanted:
        return ""
    clinical = [row for row in wanted if row.staff_type == PARTNERS]
    named = clinical[:NAMED] or wanted[:NAMED]
    parts = listed([f"{_staff(row.to_recruit)} more {role_words(row.role)}" for row in named])
    others = sum(row.to_recruit or 0 for row in wanted if row not in named)
    rest = f", and {_staff(others)} WTE of other roles" if others else ""
    return f"All networks together plan to hire {parts}{rest}."


def left_out_words(supply: RoleSupply) -> str:
    """What the costs leave out; '' if nothing."""
    lines = sum(row.unknown for row in supply.rows)
    if not lines:
        return ""
    return f"Costs leave out {'1 line' if lines == 1 else f'{lines:,} lines'} for which no maximum is known."


def returned_words(supply: RoleSupply) -> str:
    """How many plans the figures come from, while some are missing; '' while none or all are there."""
    if not 0 < supply.returned < supply.networks:
        return ""
    return (
        f"{supply.returned} of {supply.networks} networks have returned their plan: networks, cost and places are "
        "theirs so far; until all have, staff are as a pack prints them by role, or so far too."
    )


def _staff(wte: int | None) -> str:
    """WTE to a tenth, without a last nought: 13.6, 11."""
    text = show_figure(wte or 0, 2, 1)
    return text.removesuffix(".0")
