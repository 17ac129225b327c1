"""Funding streams by area and year, from records, schemes, plans and the DES; and what is found about them."""

from __future__ import annotations

from pathlib import Path

import pytest

import db
from blmk_desktop.check import check
from blmk_desktop.computed.tables import table
from blmk_desktop.errors import UserError
from blmk_desktop.rules.finding import Finding
from blmk_desktop.summaries.funding_streams import FundingStreams, StreamRow, added, by_year, funding_streams
from blmk_desktop.summaries.scheme_funding import scheme_funding
from tests.blmk_desktop.summaries.conftest import Give, add

COACHING = {"name": "Coaching", "kind": "revenue", "programme": "GPFV", "recurrence": "non-recurrent"}


def envelope(
    fund: str, year: str, amount: int, area: str | None = None, **more: object
) -> tuple[str, dict[str, object]]:
    """An envelope of whole pounds."""
    values: dict[str, object] = {"fund": fund, "year": year, "amount": amount * 100, "area": area}
    return "fund_envelope", {name: value for name, value in (values | more).items() if value is not None}


@pytest.fixture
def streams(store: db.DataFile) -> db.DataFile:
    """A stream of two areas and of the whole, a capital fund with a scheme, and areas."""
    add(
        store,
        [
            ("fund", COACHING),
            ("fund", {"name": "ETTF", "kind": "ETTF"}),
            ("scheme", {"name": "Elm"}),
            envelope("Coaching", "2020/21", 90, "Luton CCG", spent=5_000, committed=1_000, ring_fenced=1),
            envelope("Coaching", "2020/21", 60, "Milton Keynes CCG"),
            envelope("Coaching", "2021/22", 40, "BLMK"),
            envelope("Coaching", "2021/22", 30, "Luton CCG"),
            envelope("ETTF", "2020/21", 1_000),
            ("funding_line", {"scheme": "Elm", "fund": "ETTF", "year": "2020/21", "original": 70_000, "spent": 20_000}),
            ("funding_line", {"scheme": "Elm", "fund": "ETTF", "year": "2021/22", "original": 10_000}),
        ],
    )
    return store


def read(store: db.DataFile) -> FundingStreams:
    with store.reading() as connection:
        return funding_streams(connection)


def row(found: FundingStreams, key: str) -> StreamRow:
    return next(one for one in found.rows if one.key == key)


def findings(store: db.DataFile) -> list[Finding]:
    with store.reading() as connection:
        return [one for one in check(connection) if one.rule.startswith("stream")]


def test_what_is_left_is_what_is_neither_spent_nor_committed(streams: db.DataFile) -> None:
    found = read(streams)
    assert row(found, "Coaching|2020/21|Luton CCG").left == 3_000
    assert row(found, "Coaching|2020/21|Milton Keynes CCG").left is None


def test_schemes_draw_on_capital_and_what_has_no_envelope_is_there_all_the_same(streams: db.DataFile) -> None:
    found = read(streams)
    first, second = row(found, "ETTF|2020/21|"), row(found, "ETTF|2021/22|")
    assert (first.amount, first.spent, first.committed, first.left) == (100_000, 20_000, 50_000, 30_000)
    assert (second.amount, second.committed, second.origin) == (None, 10_000, "schemes")


def test_parts_of_an_area_that_has_an_amount_itself_are_shown_and_not_added(streams: db.DataFile) -> None:
    found = read(streams)
    assert not row(found, "Coaching|2021/22|Luton CCG").counted
    sums = {one.year: (one.amount, one.non_recurrent, one.ring_fenced) for one in by_year(found.rows)}
    assert sums == {"2021/22": (4_000, 4_000, None), "2020/21": (115_000, 15_000, 9_000)}
    of_fund = {fund: added([one for one in found.rows if one.fund == fund]).amount for fund in ("Coaching", "ETTF")}
    assert of_fund == {"Coaching": 19_000, "ETTF": 100_000}


def test_an_area_comes_with_its_parts_and_what_is_of_the_whole_is_of_the_one_icb(streams: db.DataFile) -> None:
    found = read(streams)
    assert {one.area for one in found.of("Luton CCG")} == {"Luton CCG"}
    assert {one.area for one in found.of("BLMK", "2020/21")} == {"", "Luton CCG", "Milton Keynes CCG"}


def test_the_envelope_of_a_fund_for_schemes_is_the_sum_over_its_areas(streams: db.DataFile) -> None:
    add(streams, [envelope("ETTF", "2021/22", 300, "Luton CCG"), envelope("ETTF", "2021/22", 200, "Milton Keynes CCG")])
    with streams.reading() as connection:
        money = scheme_funding(connection)
    (both,) = [one for one in money.envelopes if one.year == "2021/22"]
    assert (both.envelope, both.headroom, both.id) == (50_000, 40_000, 0)
    assert both.note == "Of Luton CCG and Milton Keynes CCG"


def test_allocations_and_plans_of_networks_are_a_stream_that_is_stored_once(store: db.DataFile, give: Give) -> None:
    add(store, [("pcn", {"code": "U1", "name": "Elm", "place": "Luton"})])
    give("allocation", 100_000, place="Luton", pcn="U1")
    give("forecast_spend", 60_000, place="Luton", pcn="U1")
    found = row(read(store), "Additional roles (ARRS)|2022/23|Luton")
    assert (found.amount, found.committed, found.left, found.origin, found.id) == (100_000, 60_000, 40_000, "plans", 0)


def test_more_spent_than_there_is_and_parts_beyond_their_whole_are_found(streams: db.DataFile) -> None:
    add(
        streams,
        [
            ("fund", COACHING | {"name": "Support"}),
            envelope("Support", "2022/23", 10, "Luton CCG", spent=1_500),
            envelope("Support", "2023/24", 10, "Luton CCG", spent=500, committed=900),
            envelope("Coaching", "2021/22", 20, "Milton Keynes CCG"),
        ],
    )
    said = {(one.rule, one.severity): one.message for one in findings(streams)}
    assert said["stream-overdrawn", "error"].endswith("£15 is spent, £5 more than the £10 allocated.")
    assert said["stream-overdrawn", "warning"].endswith("£14 is spent or committed, £4 more than the £10 allocated.")
    assert "Luton CCG and Milton Keynes CCG have £50, £10 more than the whole, £40" in said["stream-parts", "warning"]


def test_money_for_each_patient_is_held_against_the_lists(streams: db.DataFile) -> None:
    practice = {"code": "E81001", "name": "Elm", "status": "Active", "commissioner": "06P"}
    lists = {"practice": "E81001", "as_at": "2020-01-01", "registered": 1_000_000, "source": "first.xlsx"}
    add(
        streams,
        [
            ("practice", practice),
            ("list_size", lists),
            ("area", {"name": "Luton", "kind": "CCG", "code": "06P"}),
            ("fund", COACHING | {"name": "Transformation", "per_head": 30_000}),
            envelope("Transformation", "2020/21", 20_000, "Luton"),
            envelope("Transformation", "2021/22", 16_000, "Luton"),
        ],
    )
    (one,) = read(streams).per_head
    assert (one.amount, one.registered, one.expected, one.implied) == (3_600_000, 1_000_000, 3_000_000, 1_200_000)
    (found,) = [one_ for one_ in findings(streams) if one_.rule == "stream-per-head"]
    assert "£3.00 for each of 10,000 patients (01/01/2020) is £30,000" in found.message


def test_ring_fenced_money_of_a_past_year_of_which_nobody_says_what_was_spent(streams: db.DataFile) -> None:
    add(streams, [envelope("Coaching", "2019/20", 70, "Luton CCG", ring_fenced=1)])
    (found,) = [one for one in findings(streams) if one.rule == "stream-unsaid"]
    assert found.message == "2019/20, Luton CCG: nobody says what was spent of £70, ring-fenced in 1 stream."


def test_the_table_is_of_an_area_and_of_a_year(streams: db.DataFile) -> None:
    with streams.reading() as connection:
        found = table(connection, "funding", as_at="2021-01-31", area="Luton CCG")
        assert [one[2:5] for one in found.rows] == [("Coaching", "Luton CCG", 9_000)]
        assert table(connection, "funding").total[4] == 119_000
        with pytest.raises(UserError, match="There is no funding stream of 'Kent'"):
            table(connection, "funding", area="Kent")


def test_payments_say_on_which_lists_they_are_worked_out(example: Path) -> None:
    with db.open_file(example, read_only=True) as store:
        notes = {one.year: one.note for one in read(store).rows if one.origin == "payments" and one.area == "Luton"}
    assert notes["2022/23"].startswith("Rates times lists of 31/03/2023, the nearest to 01/01/2022. Not worked out")


def test_payments_by_numbers_that_nobody_knows_are_said_to_be_left_out(example: Path) -> None:
    with db.open_file(example, read_only=True) as store:
        rows = [one for one in read(store).rows if one.origin == "payments" and one.year == "2023/24"]
    assert "Capacity and access support" not in {one.fund for one in rows}
    left_out = "Capacity and access support, Enhanced access and Leadership and management"
    assert {one.note.partition("01/01/2023. ")[2] for one in rows} == {
        f"Not worked out, as adjusted patients are not known: {left_out}."
    }
