"""The data dictionary says what the declarations say."""

from __future__ import annotations

from blmk_desktop.dictionary import dictionary
from blmk_desktop.records.kinds import RECORDS
from tests.house.tree import ROOT


def test_the_committed_dictionary_is_current() -> None:
    committed = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    message = "make it again: python -m blmk_desktop.dictionary > docs/data-dictionary.md"
    assert committed == dictionary(), message


def test_every_field_of_every_record_is_in_it() -> None:
    page = dictionary()
    for record in RECORDS.values():
        section = page.split(f"\n## {record.label}\n")[1].split("\n## ")[0]
        assert all(f"| `{field.name}` | {field.label} |" in section for field in record.fields)


def test_figures_are_given_with_the_unit_they_are_kept_in() -> None:
    page = dictionary()
    assert "| `maximum` | Maximum a WTE a year | pence |" in page
    assert "| `registered` | Registered list | hundredths of a patient |" in page
    assert "| `allocation` | Allocation | pence |" in page
