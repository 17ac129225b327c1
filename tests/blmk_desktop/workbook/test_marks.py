"""What is seen of an .xlsx by searching its bytes is what parsing every cell would show."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blmk_desktop.workbook import xlsx_cells
from blmk_desktop.workbook.xlsx import mark_xlsx
from blmk_desktop.workbook.xlsx_cells import scan
from tests.blmk_desktop.workbook.building import xlsx, xlsx_parts

UNCALCULATED = '<calcPr fullCalcOnLoad="1"/>'  # so that noughts are kept
PERCENT = {"1", "2"}  # the styles of `building` that show a percentage
FORMULAS = ["", "<f>A1</f>", "<f/>", '<f t="shared" si="0"/>', '<f aca="false">IF(A1&lt;2,"0","")</f>', " <f>A1 </f>"]
RESULTS = [
    "",
    "<v/>",
    "<v></v>",
    "<v>0</v>",
    "<v>0.0</v>",
    "<v>0.25</v>",
    "<v>0.00</v>",
    "<v>0.&#48;</v>",
    "<v>0.<!-- -->0</v>",
    "<v>12</v>",
    "<v>-3</v>",
    "<v> 0</v>",
]
RESULTS += ["<v>&#48;</v>", "<v>Yes &amp; no</v>", "<v><![CDATA[0]]></v>", "<v>#REF!</v>", "<is><t>0</t></is>"]
KINDS = ["", ' t="n"', ' t="str"', ' t="s"', ' t="b"', ' t="e"']
CELLS = st.tuples(st.sampled_from(["", ' s="1"', ' s="3"']), *map(st.sampled_from, (KINDS, FORMULAS, RESULTS)))


def written(cells: list[tuple[str, str, str, str]]) -> str:
    """Rows of three cells each."""
    rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}"{style}{kind}>{formula}{result}</c>'
            for letter, (style, kind, formula, result) in zip("ABC", row, strict=False)
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_the_bytes_tell_what_every_cell_would(cells: list[tuple[str, str, str, str]]) -> None:
    rows = written(cells)
    sheet = str(xlsx_parts(rows)["xl/worksheets/sheet1.xml"]).encode()
    marks, _ = mark_xlsx(xlsx(rows, book=UNCALCULATED), "plan.xlsx")
    assert marks["Plan"] == scan(sheet, PERCENT)[0]


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_noughts_are_believed_where_formulas_are_calculated(cells: list[tuple[str, str, str, str]]) -> None:
    rows = written(cells)
    seen, believed = (mark_xlsx(xlsx(rows, book=book), "plan.xlsx")[0]["Plan"] for book in (UNCALCULATED, ""))
    assert not believed.zero_formulas
    assert (believed.errors, believed.percent) == (seen.errors, seen.percent)


@pytest.mark.parametrize("kind", ["t='e'", 't = "e"'])
def test_an_error_in_a_formula_is_seen_however_it_is_written(kind: str) -> None:
    rows = f'<row r="1"><c r="A1" {kind}><f>B1</f><v>#REF!</v></c></row>'
    assert mark_xlsx(xlsx(rows), "plan.xlsx")[0]["Plan"].errors == {(0, 0): "#REF!"}


def test_nothing_of_a_scan_waits_for_garbage_to_be_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[weakref.ref[object]] = []

    class Watched(xlsx_cells._Reading):  # noqa: SLF001
        def __init__(self, percent: set[str]) -> None:
            super().__init__(percent)
            kept.append(weakref.ref(self))

    monkeypatch.setattr(xlsx_cells, "_Reading", Watched)
    gc.disable()
    try:
        scan(b'<sheet><c r="A1"><v>1</v></c></sheet>', set())
        assert kept[0]() is None
    finally:
        gc.enable()
