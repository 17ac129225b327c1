"""Extended hours and clinical directors: what each network's list asks for and funds, and what any list would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from blmk_desktop.columns import Columns, ColumnSpec, columns_of
from blmk_desktop.periods import show_date
from blmk_desktop.records.declaration import COUNT, PATIENTS, WTE
from blmk_desktop.rules.access import (
    DIRECTOR_LIST,
    DIRECTOR_WTE,
    MINUTES,
    clinical_director,
    extended_hours,
    in_hours,
    patients_for,
)
from blmk_desktop.rules.payment_words import people
from blmk_desktop.rules.wording import counted, in_words
from blmk_desktop.values import read_number, show_figure
from ui.parts.banner import Banner
from ui.parts.detail import DetailPane, Facts, Section
from ui.parts.empty import begin
from ui.parts.labels import label
from ui.parts.pickers import ColumnPicker, choice, offer
from ui.parts.record_lines import ACKNOWLEDGED
from ui.parts.sides import Sides, set_out
from ui.parts.table import RecordTable

if TYPE_CHECKING:
    from blmk_desktop.summaries.network_payments import NetworkDue, PaymentsDue
    from ui.window import MainWindow

HINT = "Choose a network to see how its hours and its clinical director's time are worked out."
RULES = (
    "The hours that you type under Offered are held against the least, and are not saved. Rules: BLMK Primary Care "
    "Strategy 2019, section 'PCN DES' and figure 35."
)
TYPICAL = 50_000


@dataclass(frozen=True)
class Shown:
    """The networks of a year with their lists, as a table."""

    due: PaymentsDue
    columns: Columns
    rows: dict[str, NetworkDue]


def access_shown(connection: Any, year: str, offered: dict[str, int]) -> Shown:
    """Read the networks of a year ('' the usual one); `offered` minutes a week, by code, were typed."""
    from blmk_desktop.summaries.network_payments import network_payments

    due = network_payments(connection, year)
    specs = [
        ColumnSpec(name="name", label="Network", width=27),
        ColumnSpec(name="place", label="Place", width=19),
        ColumnSpec.figure("registered", "Registered list", PATIENTS, "", 15),
        ColumnSpec.figure("minutes", "Least minutes", COUNT, f"A week: {MINUTES} for each 1,000 patients.", 13),
        ColumnSpec(name="hours", label="Least hours a week", width=15, align="right"),
        ColumnSpec.figure("offered", "Offered minutes", COUNT, "Type what is offered a week.", 13, editable=True),
        ColumnSpec.figure("over", "Over or short", COUNT, "Offered less the least; short in brackets.", 13),
        ColumnSpec(name="verdict", label="Met", width=9, tones={"Met": "green", "Short": "red"}),
        ColumnSpec.figure("director", "Clinical director", WTE, "0.25 WTE for 50,000 patients.", 17),
    ]
    rows = [_cells(network, offered.get(network.code)) for network in due.networks]
    ids = [network.code for network in due.networks]
    return Shown(due, columns_of(specs, rows, ids=ids), {network.code: network for network in due.networks})


def _cells(network: NetworkDue, offered: int | None) -> dict[str, Any]:
    least = network.extended_minutes
    over = None if offered is None or least is None else offered - least
    return {
        "name": in_words(network.name),
        "place": network.place,
        "registered": network.numbers["registered patient"].value,
        "minutes": least,
        "hours": in_hours(least),
        "offered": offered,
        "over": over,
        "verdict": "" if over is None else "Met" if over >= 0 else "Short",
        "director": network.director_wte,
    }


class Access(QWidget):
    """Any list on top, the networks of a year in the middle, the chosen one at the side."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window_ = window
        self.shown: Shown | None = None
        self.offered: dict[str, int] = {}
        self._wanted = ""
        self.banner, self.detail = Banner(), DetailPane(HINT)
        self.table = RecordTable(window, "extended hours", [])
        self.table.view.setAccessibleName("Extended hours and clinical directors")
        self.table.commit = self._offer
        self.table.current_changed.connect(lambda _id: self._show_detail())
        self._controls()
        sides = Sides(window.settings, "extended hours", [self.table, self.detail], (1010, 332))
        set_out(self, self.banner, self.table.bar, below=sides)

    def _controls(self) -> None:
        bar = self.table.bar
        self.list_size = QDoubleSpinBox()
        self.list_size.setDecimals(0)
        self.list_size.setRange(0, 5_000_000)
        self.list_size.setSingleStep(1_000)
        self.list_size.setGroupSeparatorShown(True)
        self.list_size.setValue(TYPICAL)
        self.list_size.setAccessibleName("Registered patients")
        self.list_size.valueChanged.connect(lambda _value: self._say_of_list())
        self.of_list = label("")
        bar.add_label("A list of", self.list_size)
        bar.add(self.list_size)
        bar.add(self.of_list)
        self.year = choice("Financial year", 8, self.refresh)
        bar.add_label("Networks in", self.year)
        bar.add(self.year)
        bar.add(ColumnPicker(self.table, "place", "All places"))
        self._say_of_list()

    def _say_of_list(self) -> None:
        """What any list asks for and funds."""
        size = round(self.list_size.value()) * 100
        wte = show_figure(clinical_director(size), 2, 2)
        self.of_list.setText(f"asks for {in_hours(extended_hours(size))} a week and funds {wte} WTE")

    def refresh(self, kinds: frozenset[str] | None = None) -> None:
        """Read again what is shown."""
        year, offered = str(self.year.currentData() or ""), dict(self.offered)
        if kinds != ACKNOWLEDGED:
            self.window_.read(lambda connection: access_shown(connection, year, offered), self._show, replaces=self)

    def show_network(self, code: str) -> None:
        """Go to a network by its code."""
        self._wanted = code
        self._go_to_wanted()

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        offer(self.year, shown.due.years, shown.due.year)
        self.table.set_empty(
            "No networks with lists yet. Import a register of networks and lists of patients.",
            begin(self.window_),
        )
        self.table.totals = "Total of {shown} shown"
        self.table.show_columns(shown.columns, "extended hours")
        self._say()
        self._go_to_wanted()
        self._show_detail()

    def _go_to_wanted(self) -> None:
        if self._wanted and self.shown is not None and self.table.reveal(self._wanted):
            self._wanted = ""

    def _say(self) -> None:
        """Whose list is not known, and whose hours are short of the least."""
        if self.shown is None or not self.shown.rows:
            self.banner.show_text("")
            return
        rows = self.shown.rows.values()
        unknown = sum(row.extended_minutes is None for row in rows)
        short = [
            row for row in rows if self.offered.get(row.code, row.extended_minutes or 0) < (row.extended_minutes or 0)
        ]
        said = [f"{counted(unknown, 'network')} of unknown list"] if unknown else []
        said += [f"{counted(len(short), 'network')} short of the least hours"] if short else []
        self.banner.show_text(" · ".join([*said, RULES]), "red" if short else "amber" if unknown else "blue")

    def _show_detail(self) -> None:
        row = self.shown.rows.get(str(self.table.current_id or "")) if self.shown else None
        if row is None:
            self.detail.clear(HINT)
            return
        number = row.numbers["registered patient"]
        size = number.value
        days = ", ".join(map(show_date, number.as_at))
        facts = [("Registered list", people(size) if size is not None else "Not known"), ("Lists of", days)]
        sections: list[Section] = [Facts("List", facts)]
        if size is not None:
            minutes = f"{people(size)} × {MINUTES} minutes ÷ 1,000 = {row.extended_minutes:,} minutes"
            share, of = show_figure(DIRECTOR_WTE, 2, 2), f"{DIRECTOR_LIST:,}"
            wte = f"{people(size)} × {share} ÷ {of} = {show_figure(row.director_wte, 2, 2)} WTE"
            hours = [("Least a week", in_hours(row.extended_minutes)), ("Worked out", minutes)]
            offered = self.offered.get(row.code)
            if offered is not None:
                hours += [("Offered", in_hours(offered)), ("Is the least for", people(patients_for(offered)))]
            sections.append(Facts("Extended hours", hours))
            sections.append(Facts("Clinical director", [("Funded time", wte)]))
        go = ("Show the payments", lambda: self.window_.show_record("payments", row.code))
        self.detail.show_detail(in_words(row.name), f"{row.code} · {row.place}", sections, None, [go])

    def _offer(self, id_: Any, field: str, text: str) -> None:
        """Keep what was typed while the page is there. Raises ValueError for what is no number of minutes."""
        if field != "offered":
            return
        if not text.strip():
            self.offered.pop(id_, None)
        else:
            number = read_number(text).value
            if number < 0 or number != int(number):
                raise ValueError(f"'{text}' is no whole number of minutes a week.")
            self.offered[id_] = int(number)
        self.refresh()
