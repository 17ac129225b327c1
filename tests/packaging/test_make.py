"""Steps of packaging are told by name; one that this computer cannot do is told from one that failed."""

from __future__ import annotations

from pathlib import Path

import make
import pytest
import working
from working import Failed, NotHere


def lacking() -> None:
    """A step that needs what is not here."""
    raise NotHere("needed and not here: nsis")


def failing() -> None:
    """A step that fails."""
    raise Failed("no space is left")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that were taken to their end."""
    found: list[str] = []
    steps = {"well": lambda: found.append("well"), "lacking": lacking, "failing": failing}
    monkeypatch.setattr(make, "STEPS", steps)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    return found


@pytest.mark.parametrize(
    ("named", "status", "well"),
    [
        (["well"], 0, 1),
        (["lacking", "well"], 3, 1),  # goes on with the next, and does not call it done
        (["failing", "well"], 1, 0),
        (["all"], 1, 1),
        (["elsewhere"], 2, 0),
        ([], 2, 0),
    ],
)
def test_the_exit_status_tells_failed_from_not_done_here(
    taken: list[str], named: list[str], status: int, well: int
) -> None:
    assert make.main(named) == status
    assert len(taken) == well


def test_what_is_lacking_is_named(taken: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    make.main(["lacking"])
    assert capsys.readouterr().out == "lacking: NOT DONE: needed and not here: nsis\n"
    assert taken == []


def test_a_trial_of_what_was_never_made_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(NotHere, match=r"^\*\.deb is not in .+: `packaging/make linux` makes it$"):
        working.made_file(tmp_path, "*.deb", "linux")
    (tmp_path / "one.deb").touch()
    assert working.made_file(tmp_path, "*.deb", "linux").name == "one.deb"


def test_a_program_that_no_package_brings_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import set_up

    asked: list[str] = []
    monkeypatch.setattr(set_up, "rights_to_install", lambda: asked.append("asked"))
    with pytest.raises(NotHere, match=r"^needed and not here: no-such-package$"):
        working.provide({"no-such-program": "no-such-package", "sh": "dash"})
    assert asked == ["asked"]


def test_sums_are_kept_of_the_files_that_are_there(tmp_path: Path) -> None:
    for name in ("a.deb", "b.zip"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        working.sums([tmp_path / name], tmp_path / "SHA256SUMS")
    (tmp_path / "a.deb").unlink()
    known = working.sums([], tmp_path / "SHA256SUMS").read_text(encoding="utf-8")
    assert known == f"{working.sha256(tmp_path / 'b.zip')}  b.zip\n"
