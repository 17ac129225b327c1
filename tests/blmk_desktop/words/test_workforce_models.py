"""The workforce models in words: the gap and where it is widest, what the bridge leads to, what is not funded."""

from __future__ import annotations

from blmk_desktop.rules.gp_gap import BridgeFigures, Step, bridge
from blmk_desktop.summaries.gp_gap import GapRow, Point, Projection
from blmk_desktop.summaries.trajectories import Trajectories
from blmk_desktop.words.workforce_models import bridge_words, cost_words, edge_words, gap_words, year_words

WHOLE = GapRow("GP", "BLMK", "2017/18", baseline=40900, gap=11150, gap_share=2726)
LUTON = GapRow("GP", "Luton CCG", "2017/18", baseline=7900, gap=3200, gap_share=4051)


def step(gap: int) -> Step:
    return Step("2019/20", 0, 0, 40000, 41000, 0, 40000 + gap, gap)


def point(gap: int, low: int, high: int) -> Point:
    return Point(step(gap), (0, 0, 0), (0, 0, 0), (low, gap, high))


def test_the_gap_of_the_whole_and_where_it_is_widest() -> None:
    said = "BLMK 2017/18: the gap is 111.50 WTE, 27.3% of the baseline; it is widest in Luton CCG (40.5%)."
    assert gap_words([WHOLE, LUTON]) == said
    assert gap_words([WHOLE]).endswith("27.3% of the baseline.")
    assert gap_words([GapRow("GP", "BLMK", "2017/18")]) == ""


def test_the_bridge_of_table_4_leads_to_123() -> None:
    found = bridge(BridgeFigures(46000, 41500, 40900, 52000, 4400, 7800))
    assert found is not None
    said = "123 WTE are to be recruited: 67 WTE to meet the need, 56 WTE more to reach the national target."
    assert bridge_words(found) == said


def test_the_end_of_the_years_with_its_range() -> None:
    assert year_words(Projection("BLMK", "")) == ""
    certain = Projection("BLMK", "", [point(1250, 1250, 1250)])
    assert year_words(certain) == "At the end of 2019/20 there would be 12.50 WTE too few."
    range_ = year_words(Projection("BLMK", "", [point(1250, 1000, 2050)]))
    assert range_.endswith("too few (eight of ten times between 10 and 20.50).")


def test_more_than_needed_is_said_the_other_way_round() -> None:
    said = year_words(Projection("BLMK", "", [point(-500, -900, 200)]))
    assert said == (
        "At the end of 2019/20 there would be 5 WTE more than needed "
        "(eight of ten times between 9 more than needed and 2 too few)."
    )
    sure = year_words(Projection("BLMK", "", [point(-500, -900, -200)]))
    assert sure.endswith("5 WTE more than needed (eight of ten times between 2 and 9).")


def test_what_recruitment_costs_and_what_is_not_funded() -> None:
    years = ("2017/18", "2018/19")
    assert cost_words(Trajectories("BLMK", years=years)) == ""
    unknown = cost_words(Trajectories("BLMK", years=years, cost=100_000_00))
    assert unknown == "Recruitment of 2017/18 to 2018/19 costs £100,000; nothing is known of what is funded."
    part = cost_words(Trajectories("BLMK", years=years, cost=100_000_00, shortfall=57_000_00))
    assert part.endswith("; £57,000 of it is not funded.")
    assert cost_words(Trajectories("BLMK", years=years, cost=1, shortfall=0)).endswith("all of it is funded.")


def test_a_range_that_goes_one_way_is_explained() -> None:
    def posts(low: int, high: int) -> Projection:
        return Projection("BLMK", "", [Point(step(500), (low, low, high), (0, 0, 0), (0, 0, 0))])

    assert edge_words(Projection("BLMK", "")) == ""
    assert edge_words(posts(39000, 41000)) == ""
    assert "fewer are in post" in edge_words(posts(38000, 39000))
    assert "more are in post" in edge_words(posts(41000, 42000))
