"""Finding funding streams that are set out flat: a row for each stream, area and year, or with the years across."""

from __future__ import annotations

from blmk_desktop.importing.tables.flat import AREAS, YEARS, Words
from blmk_desktop.importing.tables.headings import folded
from blmk_desktop.importing.tables.layout import Layout, find_table
from blmk_desktop.workbook import Sheet

ENVELOPES = "fund-envelopes"  # the kind of table: that of our own records, under other headings
FUND, AREA, YEAR, AMOUNT, SPENT, COMMITTED, FENCED, NOTE = (
    f"fund_envelope.{name}" for name in ("fund", "area", "year", "amount", "spent", "committed", "ring_fenced", "note")
)
RECURRENCE, PROGRAMME = "fund.recurrence", "fund.programme"
_FILLERS = frozenset({"", "allocation", "funding", "amount", "budget", "investment", "envelope", "available"})
WORDS = Words(
    FUND,
    AREA,
    YEAR,
    AMOUNT,
    {
        FUND: frozenset(
            {"stream", "funding stream", "fund", "funding", "initiative", "investment", "name of stream"}
            | {"funding source", "source of funding", "stream name", "fund name"}
        ),
        AREA: AREAS,
        YEAR: YEARS,
        AMOUNT: (_FILLERS - {"", "funding", "investment"}) | {"value", "£", "total allocation", "allocated"},
        SPENT: frozenset({"spent", "spent to date", "spend", "spend to date", "actual"}),
        COMMITTED: frozenset({"committed", "commitments"}),
        FENCED: frozenset({"ring fenced", "ring fence", "ringfenced"}),
        NOTE: frozenset({"note", "notes", "comment", "comments", "conditions", "purpose"}),
        RECURRENCE: frozenset({"r nr", "rec nr", "recurrent", "recurrence", "recurrent or not"})
        | {"recurrent non recurrent", "recurring"},
        PROGRAMME: frozenset({"programme"}),
    },
    _FILLERS,
)
_OURS = frozenset({"fund", "financial year", "envelope"})


def flat_stream_layout(sheet: Sheet, _file: str) -> Layout | None:
    """The flat table of funding streams on a sheet; None if there is none, or it is our own table of envelopes."""
    return find_table(sheet, lambda headings: len(flat_columns_of(headings)))


def flat_columns_of(headings: list[str]) -> dict[int, str]:
    """The columns of such a table by their headings; none of our own table, which is read as it stands."""
    return {} if {folded(heading) for heading in headings} >= _OURS else WORDS.columns(headings)
