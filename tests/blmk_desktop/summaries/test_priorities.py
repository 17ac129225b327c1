"""Rounds read from a data file: the example of four schemes, an interest, a tie and a line, and its tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import db
from blmk_desktop.computed.tables import table
from blmk_desktop.rules.sensitivity import sensitivity
from blmk_desktop.summaries.priorities import Priorities, priorities
from blmk_desktop.words.priorities import changes_first, holds, moves_first, round_words, standing
from tests.blmk_desktop.summaries.conftest import add

WOOTTON, CHILTERN, KEMPSTON, IVEL = (
    "Wootton Healthy Living Centre", "Chiltern Vale Hub", "Kempston Hub", "Ivel Valley Hub",
)  # fmt: skip


def example_round(example: Path) -> Priorities:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        return priorities(connection)


def test_the_example_round_has_an_interest_a_tie_and_a_line(example: Path) -> None:
    found = example_round(example)
    assert [(one.scheme, one.rank, standing(one)) for one in found.placed] == [
        (WOOTTON, 1, "Within the money"),
        (CHILTERN, 2, "Tied at the line"),
        (KEMPSTON, 2, "Tied at the line"),
        (IVEL, 4, "Beyond the money"),
    ]
    assert (len(found.panel.members), list(found.panel.interests)) == (3, [(CHILTERN, "Clinical lead")])
    assert round_words(found) == (
        "1 of 4 schemes is within the £2,600,000: £1,100,000 in all. Chiltern Vale Hub and Kempston Hub are tied "
        "where £1,500,000 is left: the panel has to choose."
    )


def test_how_far_the_example_hangs_on_its_weights_is_said(example: Path) -> None:
    sways = {sway.criterion: sway for sway in sensitivity(example_round(example).panel)}
    share = sways[""]
    assert holds(share.order, share.tried, percent=True) == "from 36% to 100%"
    assert changes_first(share).startswith("at 35% Ivel Valley Hub passes Chiltern Vale Hub")
    growth = sways["Growth of the list"]
    assert holds(growth.order, growth.tried, percent=False) == "only at 25"
    assert moves_first(growth) == (
        "at 24 Chiltern Vale Hub comes within the money; at 26 Kempston Hub comes within the money"
    )


def test_a_candidate_asks_for_the_whole_scheme_unless_it_says_otherwise(store: db.DataFile) -> None:
    add(store, [("priority_round", {"name": "Round", "held": "2022-10-14"})])
    add(store, [("scheme", {"name": "Hub", "cost": 5_00}), ("scheme", {"name": "Wing", "cost": 7_00})])
    add(store, [("candidate", {"round": "Round", "scheme": "Hub"})])
    add(store, [("candidate", {"round": "Round", "scheme": "Wing", "cost": 2_00})])
    with store.reading() as connection:
        found = priorities(connection)
    assert [(one.scheme, one.cost) for one in found.panel.candidates] == [("Hub", 5_00), ("Wing", 2_00)]
    assert found.whole_cost == {"Hub"}


def test_the_newest_round_is_meant_or_the_newest_by_a_date(store: db.DataFile) -> None:
    rounds = (("Autumn", "2022-10-14"), ("Spring", "2023-03-01"), ("Undated", None))
    add(store, [("priority_round", {"name": name, "held": held}) for name, held in rounds])
    with store.reading() as connection:
        shown = [priorities(connection, as_at=day).round for day in (None, "2022-12-31")]
        named = priorities(connection, "Undated").round
        assert priorities(connection, "No such round").round is None
    assert [one.name for one in (*shown, named) if one] == ["Spring", "Autumn", "Undated"]


def test_the_tables_hold_the_ranking_and_what_it_hangs_on(example: Path) -> None:
    with db.open_file(example, read_only=True) as store, store.reading() as connection:
        ranking, weights = table(connection, "priorities"), table(connection, "priority-weights")
    names = [field.name for field in ranking.fields]
    second = dict(zip(names, ranking.rows[1], strict=True))
    assert (second["total"], second["level"], second["left_out"]) == (71_40, KEMPSTON, 7)
    assert ranking.total[names.index("cost")] == 3_950_000_00
    assert [row[1] for row in weights.rows][:2] == ["Share of need, %", "Space against the list"]


def test_a_file_without_a_round_has_empty_tables(store: db.DataFile) -> None:
    with store.reading() as connection:
        assert table(connection, "priorities").rows == []
        assert table(connection, "priority-weights").rows == []


def test_where_what_is_left_pays_for_only_one_of_a_tie_it_says_with_whom_that_one_is_level(example: Path) -> None:
    found = example_round(example)
    dear = [replace(one, line="beyond") if one.scheme == KEMPSTON else one for one in found.placed]
    assert f"{CHILTERN}, level with {KEMPSTON} but cheaper, is tied where £1,500,000 is left" in round_words(
        replace(found, placed=dear)
    )
