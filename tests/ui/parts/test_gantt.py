"""A Gantt chart says its rows in words, keeps what has no dates, spans whole financial years, and takes keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.gantt import Gantt, GanttMark, GanttRow, GanttSpan
from ui.parts.gantt_rows import in_groups, ordinal, years_of
from ui.theme import LIGHT

HUB = GanttRow(
    "hub",
    "Riverside hub",
    (
        GanttSpan("2019-06-01", "2020-01-31", "OBC"),
        GanttSpan("2020-04-01", "2021-03-31", "Due", "green", "outline"),
    ),
    (GanttMark("2019-09-02", "Agreed by the committee"),),
    "Luton",
    "OBC",
    "blue",
    "Waits for the council",
)
UNDATED = GanttRow("wing", "North wing", group="Bedford Borough")
DUE = GanttRow("lift", "Lift", (GanttSpan(None, "2020-06-30", "Due", "red"),), group="Luton")
OPEN = GanttRow("roof", "Roof", (GanttSpan("2020-05-01", None, "Construction", "amber"),), group="Bedford Borough")
ROWS = (HUB, UNDATED, DUE, OPEN)


@pytest.fixture
def gantt(qtbot: QtBot, dressed: QApplication) -> Gantt:
    assert dressed
    made = Gantt("Schemes")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_rows(ROWS, "2020-08-15")
    made.show()
    return made


def test_a_row_is_said_in_words() -> None:
    assert HUB.lines() == [
        "Riverside hub: OBC",
        "OBC: 01/06/2019 to 31/01/2020",
        "Due: 01/04/2020 to 31/03/2021",
        "Agreed by the committee: 02/09/2019",
        "Waits for the council",
    ]
    assert UNDATED.lines() == ["North wing", "No dates yet"]
    assert DUE.lines()[1] == "Due: by 30/06/2020"
    assert OPEN.lines()[1] == "Construction: from 01/05/2020"


def test_it_spans_whole_financial_years_and_today_if_it_is_near() -> None:
    assert years_of(ROWS, "2020-08-15").years == ["2019/20", "2020/21"]
    assert years_of(ROWS, "2021-08-15").years == ["2019/20", "2020/21", "2021/22"]
    far = years_of(ROWS, "2026-11-22")
    assert far.years == ["2019/20", "2020/21"]
    assert not far.shows_today
    assert years_of([UNDATED], "2026-11-22").years == ["2026/27"]


def test_a_day_stands_at_its_share_of_the_years(gantt: Gantt) -> None:
    field = gantt.canvas.field(800)
    assert field.x(ordinal("2019-04-01")) == field.left
    assert field.x(ordinal("2021-04-01")) == field.right
    assert [name for _, _, name in field.years.quarters()] == ["Q1", "Q2", "Q3", "Q4"] * 2


def test_groups_stand_in_the_order_of_their_first_rows() -> None:
    assert in_groups(ROWS) == ["Luton", HUB, DUE, "Bedford Borough", UNDATED, OPEN]


def test_keys_and_clicks_choose_rows_and_pass_over_headings(gantt: Gantt, qtbot: QtBot) -> None:
    chosen: list[object] = []
    opened: list[object] = []
    gantt.chosen.connect(chosen.append)
    gantt.activated.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Home):
        qtbot.keyClick(gantt.canvas, key)
    assert chosen == ["hub", "lift", "wing", "hub"]
    assert opened == ["wing"]
    row = gantt.canvas.field().row
    qtbot.mouseClick(gantt.canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, int(row * 5.5)))
    assert gantt.current_id == "roof"
    assert "from 01/05/2020" in gantt.canvas.accessibleDescription()
    qtbot.mouseClick(gantt.canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, int(row * 0.5)))
    assert gantt.current_id == "roof"


def test_what_was_chosen_stays_when_rows_are_shown_again(gantt: Gantt) -> None:
    assert gantt.select("wing")
    gantt.show_rows([UNDATED, HUB], "2020-08-15")
    assert gantt.current_id == "wing"
    gantt.show_rows([HUB], "2020-08-15")
    assert gantt.current_id is None
    assert not gantt.select("wing")


def test_its_picture_is_light_and_its_figures_are_dates(gantt: Gantt) -> None:
    picture = gantt.drawing(800).pixmap().toImage()
    assert picture.pixelColor(2, 2) == QColor(LIGHT.surface)
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 5) for y in range(picture.height())}
    assert LIGHT.tone("blue").fill.lower() in colours
    specs, lines = gantt.figures()
    assert [spec.label for spec in specs] == ["Group", "Name", "State", "What", "From", "To"]
    assert lines[0] == ("Luton", "Riverside hub", "OBC", "OBC", "01/06/2019", "31/01/2020")
    assert ("Bedford Borough", "North wing", "", "", "", "") in lines


def test_an_arrow_leads_from_what_is_awaited_and_is_red_where_it_comes_too_late(gantt: Gantt) -> None:
    first = GanttRow("first", "Plan", (GanttSpan("2020-04-01", "2020-06-30"),))
    gantt.show_rows([first, GanttRow("next", "Build", (GanttSpan("2020-10-01", "2020-12-31"),))], "2020-08-15")
    assert beside_the_first(gantt) == "nothing"
    later = GanttRow("next", "Build", (GanttSpan("2020-10-01", "2020-12-31"),), after=("first", "gone"))
    gantt.show_rows([first, later], "2020-08-15")
    assert beside_the_first(gantt) == "dark"
    sooner = GanttRow("next", "Build", (GanttSpan(None, "2020-05-31"),), after=("first",))
    gantt.show_rows([first, sooner], "2020-08-15")
    assert beside_the_first(gantt) == "red"


def beside_the_first(gantt: Gantt) -> str:
    """What is painted just after the end of June in the first row."""
    gantt.grab()  # lays it out: only then it is known where a day stands
    QApplication.processEvents()
    image, field = gantt.grab().toImage(), gantt.canvas.field()
    beside = gantt.canvas.mapTo(gantt, QPoint(int(field.x(ordinal("2020-07-01"))) + 5, int(field.row / 2)))
    x, y = beside.x(), beside.y()
    darkest = min((image.pixelColor(x, y + step) for step in range(-3, 4)), key=lambda one: one.green())
    red, green = darkest.red(), darkest.green()
    return "nothing" if green > 200 else "red" if red > green + 60 else "dark"
