"""Bands of risk scores in words and tones, wherever a score is shown or printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blmk_desktop.rules.risk_scores import Band

TONES = ("green", "amber", "orange", "red")


def tones_of(bands: Sequence[Band]) -> dict[str, str]:
    """The tone of each band: green for the lowest, red for the highest."""
    last = len(bands) - 1
    if len(bands) == len(TONES):
        return {band.name: tone for band, tone in zip(bands, TONES, strict=True)}
    between = ("green", "amber", "red")
    return {band.name: between[0 if not at and last else 2 if at == last else 1] for at, band in enumerate(bands)}


def moved_words(change: int | None) -> str:
    """By how much a score rose or fell: ▲ 4, ▼ 8; '' for not at all."""
    return f"{'▲' if change > 0 else '▼'} {abs(change)}" if change else ""
