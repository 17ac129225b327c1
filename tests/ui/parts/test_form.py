"""A form is made from the declaration of its record, and says each problem at its field."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from blmk_desktop.records.kinds import RECORDS
from blmk_desktop.records.rows import all_rows
from ui.parts.form import RecordForm, open_form
from ui.screenshots import settle
from ui.window import MainWindow


def networks(window: MainWindow) -> dict[str, dict[str, Any]]:
    assert window.store is not None
    with window.store.reading() as connection:
        names, rows = all_rows(connection, RECORDS["pcn"])
    return {row[names.index("code")]: dict(zip(names, row, strict=True)) for row in rows}


def asked(window: MainWindow, kind: str, values: dict[str, Any] | None = None, **how: Any) -> RecordForm:
    form = open_form(window, kind, values, **how)
    assert form is not None
    settle(window)
    return form


@pytest.mark.parametrize("kind", [name for name, record in RECORDS.items() if not record.internal])
def test_every_record_has_a_form_with_a_name_for_each_field(window: MainWindow, kind: str) -> None:
    form = asked(window, kind)
    shown = [field for field in RECORDS[kind].fields if not field.hidden]
    assert list(form.rows) == [field.name for field in shown]
    assert all(row.editor.accessibleName().startswith(row.field.label) for row in form.rows.values())
    form.reject()


def test_a_unit_is_named_once(window: MainWindow) -> None:
    form = asked(window, "arrs_claim")
    assert form.rows["wte"].label.text() == "WTE claimed *"
    assert form.rows["amount"].label.text() == "Amount claimed (£)"
    form.reject()


def test_what_is_missing_is_said_at_its_field(window: MainWindow) -> None:
    form = asked(window, "pcn")
    form.save()
    assert form.rows["code"].problem.text() == "PCN code must be filled in."
    assert form.rows["name"].problem.text() == "PCN name must be filled in."
    assert form.rows["place"].problem.isHidden()
    form.rows["code"].editor.setText("35004")
    form.save()
    assert form.rows["code"].problem.text().startswith("PCN code: 35004 is not one")


def test_a_reference_is_chosen_by_name_and_kept_as_its_key(window: MainWindow) -> None:
    form = asked(window, "pcn")
    place = form.rows["place"].editor
    assert [place.itemText(at) for at in range(place.count())] == ["", "Milton Keynes"]
    form.rows["code"].editor.setText("u93573")
    form.rows["name"].editor.setText("The Bridge MK PCN")
    place.setEditText("milton keynes")
    form.save()
    settle(window)
    assert networks(window)["U93573"]["place"] == "Milton Keynes"


def test_a_key_that_is_taken_is_said_at_the_key(window: MainWindow) -> None:
    form = asked(window, "pcn", {"code": "U35004", "name": "Another", "place": "Nowhere"})
    form.save()
    assert "there is no Place 'Nowhere'" in form.rows["place"].problem.text()
    form.rows["place"].editor.setEditText("")
    form.save()
    assert "There is a PCN with U35004 already." in [form._problem.text(), form.rows["code"].problem.text()]  # noqa: SLF001
    assert form.isVisible()


def test_a_record_is_changed_and_removed_and_undo_brings_it_back(window: MainWindow) -> None:
    from blmk_desktop.changes import undo

    crown = networks(window)["U35004"]
    kept: list[Any] = []
    form = asked(window, "pcn", crown, then=kept.append)
    assert form.windowTitle() == "Change PCN"
    form.rows["name"].editor.setText("Crown MK")
    form.save()
    settle(window)
    assert networks(window)["U35004"]["name"] == "Crown MK"
    assert kept[0].what == "Edit of PCN 'Crown (U35004)'"
    asked(window, "pcn", networks(window)["U35004"]).remove()
    settle(window)
    assert "U35004" not in networks(window)
    assert window.store is not None
    undo(window.store)
    assert networks(window)["U35004"]["name"] == "Crown MK"


def test_what_is_given_as_fixed_cannot_be_changed(window: MainWindow) -> None:
    form = asked(window, "membership", {"pcn": "U35004"}, fixed=("pcn",))
    assert not form.rows["pcn"].editor.isEnabled()
    assert form.typed["pcn"] == "U35004"


def question(form: RecordForm) -> QMessageBox | None:
    return next((box for box in form.findChildren(QMessageBox) if box.isVisible()), None)


def test_escape_asks_before_what_was_typed_is_dropped(window: MainWindow, qtbot: QtBot) -> None:
    untouched = asked(window, "pcn", networks(window)["U35004"])
    qtbot.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
    form = asked(window, "pcn", networks(window)["U35004"])
    form.rows["name"].editor.setText("Crown North")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    box = question(form)
    assert form.isVisible()
    assert box is not None
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert form.typed["name"] == "Crown North"
    form.reject()
    box = question(form)
    assert box is not None
    next(one for one in box.buttons() if one.text() == "Drop").click()
    assert not form.isVisible()
    assert networks(window)["U35004"]["name"] == "Crown"


def test_choices_are_offered_in_words_and_kept_as_declared(window: MainWindow) -> None:
    form = asked(window, "alias", {"kind": "arrs_role", "written": "Pharm tech", "means": "Pharmacy technician"})
    kind = form.rows["kind"].editor
    offered = [kind.itemText(at) for at in range(kind.count())]
    assert "ARRS role" in offered
    assert not [words for words in offered if "_" in words]
    assert form.typed["kind"] == "arrs_role"
    kind.setCurrentText("PCN")
    assert form.typed["kind"] == "pcn"
    form.done(0)


def test_a_text_of_several_lines_has_room_for_them_and_keeps_them(window: MainWindow) -> None:
    form = asked(window, "setting")
    form.rows["name"].editor.setText("papers.more")
    lines = form.rows["value"].editor
    low = lines.sizeHint().height()
    lines.setPlainText("One\ntwo\nthree\nfour")
    assert lines.sizeHint().height() > low
    form.save()
    assert window.store is not None
    with window.store.reading() as connection:
        names, rows = all_rows(connection, RECORDS["setting"])
    assert "One\ntwo\nthree\nfour" in {row[names.index("value")] for row in rows}
