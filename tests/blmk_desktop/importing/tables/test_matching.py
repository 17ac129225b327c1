"""Headings that name an area where any may stand."""

from __future__ import annotations

import pytest

from blmk_desktop.importing.tables.matching import best_form


@pytest.mark.parametrize("heading", ["Total across BLMK", "Total across Oakshire ICB", "Total"])
def test_a_total_may_be_across_any_area(heading: str) -> None:
    _, form = best_form(["Payment type", "Amount", heading])
    assert form is not None
    assert form.name == "payment-totals"
