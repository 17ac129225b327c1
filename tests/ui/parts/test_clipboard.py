"""What is pasted comes as rows: those that are there first, then those that are new."""

from __future__ import annotations

from ui.parts.clipboard import Pasted, as_rows


def test_pasted_cells_become_rows_of_the_fields_that_were_pasted() -> None:
    cells = [
        Pasted(7, "name", "Hub", 0),
        Pasted(7, "place", "Luton", 0),
        Pasted(None, "name", "Wing", 1),
        Pasted(None, "place", "", 1),
    ]
    assert as_rows(cells) == ([7], ["name", "place"], [["Hub", "Luton"], ["Wing", ""]])


def test_nothing_pasted_is_no_row() -> None:
    assert as_rows([]) == ([], [], [])
