"""A round in words: what needs somebody, how near the due date is, and whom the text asks for what."""

from __future__ import annotations

import pytest

from blmk_desktop.summaries.plan_round import NetworkStatus, RoundStatus
from blmk_desktop.words.rounds import attention, chase_text, due_words, to_ask

TODAY = "2022-11-01"


def network(code: str, status: str, needs: str = "", **what: object) -> NetworkStatus:
    told = {"contact": "", "days_late": 0} | what
    return NetworkStatus(code, "MK", code, f"{code} PCN", status=status, needs=needs, **told)  # type: ignore[arg-type]


LATE = network("U1", "sent", "chase", days_late=4, sent="2022-10-03", contact="u1@example.org")
QUERIED = network("U2", "queried", "answer", queried="2022-10-31", query="Line 4\nstarts late")
SENT = network("U3", "sent", sent="2022-10-03")
DONE = network("U4", "submitted")


def round_of(*rows: NetworkStatus, due: str = "2022-10-28") -> RoundStatus:
    return RoundStatus("2022/23 final", "2022/23", "final", "", due, list(rows))


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("", ""),
        ("2022-11-01", "Due 01/11/2022, today"),
        ("2022-11-02", "Due 02/11/2022, in 1 day"),
        ("2022-10-28", "Due 28/10/2022, 4 days ago"),
    ],
)
def test_the_due_date_says_how_far_away_it_is(due: str, said: str) -> None:
    assert due_words(round_of(due=due), TODAY) == said


def test_what_needs_somebody_is_said_in_one_line() -> None:
    over = network("U5", "received", "review", balance=-100_00)
    assert attention(round_of(LATE, QUERIED, over, DONE)) == (
        "1 return is late: chase U1 PCN · 1 return was sent back with comments · 1 return is to be reviewed · "
        "1 network plans to spend more than allocated"
    )
    assert attention(round_of(DONE)) == ""


def test_many_late_networks_are_counted_beyond_the_first() -> None:
    late = [network(f"U{at}", "sent", "chase", days_late=10 - at) for at in range(6)]
    assert attention(round_of(*late)) == "6 returns are late: chase U0 PCN, U1 PCN, U2 PCN, U3 PCN and 2 more"


def test_the_text_asks_each_network_for_what_it_owes() -> None:
    text = chase_text(round_of(LATE, QUERIED, SENT, DONE), TODAY)
    assert text.splitlines()[:5] == [
        "To: u1@example.org",
        "",
        "PCN workforce plan 2022/23 final",
        "",
        "The return was due on 28/10/2022. This is still to come:",
    ]
    assert "- U1 PCN (U1) – u1@example.org: template sent 03/10/2022, 4 days late" in text
    assert "- U2 PCN (U2) – no contact known: queried 31/10/2022: Line 4 starts late" in text
    assert "- U3 PCN (U3) – no contact known: template sent 03/10/2022\n" in text
    assert "U4" not in text


def test_the_text_can_be_for_some_networks_or_for_nobody() -> None:
    found = round_of(LATE, QUERIED, DONE)
    assert [row.id for row in to_ask(found, ["U2", "U4"])] == ["U2"]
    assert chase_text(found, TODAY, ["U4"]) == ""
