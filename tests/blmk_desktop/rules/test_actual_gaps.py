"""Why plan, claim and workforce file differ, in words."""

from __future__ import annotations

from blmk_desktop.rules.actual_gaps import Census, Gap, Staff, attention, explain

SEPTEMBER = Census("2022-09-30")
MONTH = "September 2022"


def kinds(whole: Staff, roles: dict[str, Staff] | None = None, census: Census = SEPTEMBER) -> list[str]:
    return [gap.kind for gap in explain(whole, roles or {}, census, MONTH)]


def words(whole: Staff, roles: dict[str, Staff] | None = None, census: Census = SEPTEMBER) -> list[str]:
    return [gap.words for gap in explain(whole, roles or {}, census, MONTH)]


def test_figures_that_agree_need_no_words() -> None:
    assert kinds(Staff(100, 100, 1_000_000, 100)) == []
    assert kinds(Staff(100, 104, 1_000_000, 100)) == []  # rounding


def test_nothing_claimed_is_said_first() -> None:
    said = words(Staff(1899, None, None))
    assert said[0] == "Nothing is claimed for September 2022 yet, though the plan has 18.99 WTE in post."


def test_a_claim_of_nothing_is_a_claim() -> None:
    assert "not-claimed" not in kinds(Staff(0, 0, 1))


def test_more_and_less_than_planned() -> None:
    assert words(Staff(100, 220, 2_200_000)) == ["1.20 WTE more is claimed than the plan has in post."]
    less = words(Staff(220, 100, 1_000_000))
    assert less == ["1.20 WTE of the plan is not claimed: vacant, or still to be claimed."]


def test_posts_still_to_come_are_vacancies() -> None:
    said = words(Staff(100, 100, 1_000_000, 860))
    assert said == ["The plan for 31 March counts 7.60 WTE more: posts that are still vacant."]


def test_roles_are_told_apart_where_the_plan_has_them() -> None:
    roles = {"Dietitian": Staff(None, 60, 600_000), "Paramedic": Staff(200, 140, 1_400_000)}
    said = words(Staff(200, 200, 2_000_000), roles)
    assert said == [
        "Dietitian: 0.60 WTE claimed, but the plan has none.",
        "Paramedic: 2.00 WTE planned, 1.40 WTE claimed.",
    ]
    unplanned = {role: Staff(None, staff.claimed, staff.nwrs) for role, staff in roles.items()}
    assert words(Staff(200, 200, 2_000_000), unplanned) == []


def test_a_workforce_file_with_less_names_the_widest_gaps() -> None:
    roles = {
        "Paramedic": Staff(None, 100, 500_000),
        "Dietitian": Staff(None, 100, 990_000),
        "Podiatrist": Staff(None, 100, None),
    }
    assert words(Staff(300, 300, 1_490_000), roles) == [
        "NWRS of 30/09/2022 has 1.51 FTE less than is claimed (Podiatrist 1.00 FTE, Paramedic 0.50 FTE)."
    ]


def test_a_network_may_not_be_in_the_file_or_the_file_not_here() -> None:
    assert kinds(Staff(100, 100, None)) == ["not-in-census"]
    assert kinds(Staff(100, 100, None), census=Census()) == ["no-census"]


def test_an_old_file_says_so() -> None:
    said = words(Staff(100, 100, 1_000_000), census=Census("2022-06-30", 3))
    assert said == ["The newest workforce file is NWRS of 30/06/2022, 3 months older."]
    assert kinds(Staff(100, 100, 1_000_000), census=Census("2022-07-31", 2)) == []


def test_networks_are_counted_by_what_needs_somebody_to_act() -> None:
    rows = [[Gap("over-plan", "")], [Gap("over-plan", ""), Gap("to-recruit", "")], [Gap("not-claimed", "")]]
    assert attention(rows, lambda kind, count: f"{kind} {count}") == ["not-claimed 1", "over-plan 2"]
