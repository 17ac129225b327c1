"""A paper with one of everything that a paper may hold, and a pack of it: what the writers' tests write."""

from __future__ import annotations

from dataclasses import replace

from blmk_desktop.papers.model import (
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Grid,
    Heading,
    HeatMap,
    NewPage,
    Pack,
    Paper,
    Row,
    Text,
    Ticks,
)
from blmk_desktop.records.declaration import MONEY, PERCENT, THOUSANDS, WTE
from blmk_desktop.rules.finding import Finding

LOST_SIGN = "The paper prints £21,826 without the minus sign. Looked at: the sum is right, the sign was lost."
PLACES = ("Bedford Borough", "Central Bedfordshire", "Luton", "Milton Keynes")
FINDING = Finding("plans.sum", "error", "Luton", "p.1", "99", "107", "The total is 107, not 99.")


def money(pence: int, *notes: str, tone: str = "") -> Cell:
    """Whole pounds as a paper prints them."""
    text = f"{abs(pence) // 100:,}"
    return Cell(f"({text})" if pence < 0 else text, pence, MONEY, notes=notes, tone=tone)


def wte(hundredths: int, *notes: str) -> Cell:
    """A WTE figure."""
    return Cell(f"{hundredths // 100}.{hundredths % 100:02d}", hundredths, WTE, notes=notes)


def percent(hundredths: int) -> Cell:
    """A percentage to one decimal."""
    return Cell(f"{hundredths // 100}.{hundredths % 100 // 10}%", hundredths, PERCENT)


def spend() -> Grid:
    """A narrow table with a total, footnotes and a tone."""
    columns = (
        Column("Place", share=3),
        Column("Allocation", "£", figures=True, group="Money"),
        Column("Variance", "£", figures=True, group="Money"),
        Column("In post", "WTE", figures=True),
        Column("Recruited", "%", figures=True),
        Column("Colour"),
    )
    red, green = Cell("Red", tone="red"), Cell("Green", tone="green")
    first = (Cell(PLACES[0]), money(316_322_400), money(-2_182_600, LOST_SIGN), wte(6578), percent(6790), red)
    in_post = wte(5637, LOST_SIGN, "Not yet looked at.")
    second = (Cell(PLACES[1]), money(425_394_400), money(136_128_100), in_post, percent(6110), green)
    both = (Cell("Both"), money(741_716_800), money(133_945_500), wte(12215), percent(6440), Cell(""))
    rows = (Row(first), Row(second), Row(both, "total"))
    return Grid("Spend against allocation by place", columns, rows, remark="Adverse variances are in brackets.")


def long_table(rows: int = 60) -> Grid:
    """A table of several pages on their side, in groups."""
    columns = (
        Column("Reference"),
        Column("What it is about", share=6),
        *(Column(f"{name} 2022/23", "£000", figures=True) for name in ("Plan", "Actual", "Variance", "Forecast")),
        Column("Why", share=6),
    )
    found = []
    for number in range(rows):
        if number % 20 == 0:
            found.append(Row((Cell(f"Group {number // 20 + 1}"),), "group"))
        figures = (Cell(f"{number + 1},234", (number + 1_234) * 100_000, THOUSANDS) for _ in range(4))
        why = "costs of premises that were not known when the budget was set, and a late claim " * (1 + number % 2)
        found.append(Row((Cell(f"A{number:03d}"), Cell(f"Line {number} of a long table"), *figures, Cell(why))))
    return Grid("Every line of the budget", columns, tuple(found), landscape=True)


def chart() -> Bars:
    """Planned staff against those in post."""
    series = (("Planned", (9692, 11207, 11599, None)), ("In post", (6578, 5637, 6578, -8088)))
    return Bars("Staff planned and in post", "Bars of staff planned and in post in each place.", PLACES, series, WTE)


def heat_map() -> HeatMap:
    """Three cells of the matrix."""
    cells = ((3, 4, ("PC-01", "PC-07"), "amber"), (5, 5, ("PC-02",), "red"), (1, 1, (), "green"))
    return HeatMap("Risks by likelihood and impact", "Two amber risks at 3 by 4 and a red one at 5 by 5.", cells)


def blocks() -> tuple[Block, ...]:
    """One of everything."""
    long = "Yes, on the register of the directorate, in the words of the committee itself"
    facts = (("Report author", "Head of Primary Care Workforce"), ("Information accurate on", "30 September 2022"))
    return (
        Ticks("Which strategic priorities does it serve?", (("Start Well", True), ("Live Well", False))),
        Ticks("Are the risks recorded?", ((long, True), ("No", False))),
        Facts(facts, "Who brings it"),
        Heading("Purpose"),
        Text("The members are asked to note the analysis.\nAnd nothing else.", role="lead"),
        Bullets(("Supply of clinical roles", "Training places")),
        NewPage(),
        Heading("Appendix A"),
        Heading("By place", 2),
        Text("#set text(red) *not markup* _at all_ = + - @ <x> & $x$", notes=("What was typed.",)),
        spend(),
        chart(),
        heat_map(),
        Heading("All lines", 2),
        Text("The next table is wide."),
        long_table(),
        Heading("After the wide table", 2),
        Text("Upright again.", role="small"),
    )


def paper(*, draft: bool = False) -> Paper:
    """The paper."""
    return Paper(
        "workforce-plans",
        "PCN workforce plans",
        blocks(),
        number="8.2",
        body="Primary Care Commissioning and Assurance Committee",
        on="2022-12-09",
        as_at="2022-09-30",
        stamp="change 14 of 09/12/2022 09:30 UTC",
        organisation="NHS Bedfordshire, Luton and Milton Keynes Integrated Care Board",
        questions=(FINDING,) if draft else (),
    )


def pack() -> Pack:
    """Two papers under one cover, the second a draft."""
    second = replace(paper(draft=True), number="9", title="Delegated primary care finance report", name="finance")
    one = paper()
    return Pack("Papers for the meeting", (one, second), one.body, one.on, one.stamp, one.organisation)
