"""Who works at this computer: the name and role that stand in the history beside what this user changes."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "user.json"  # in the user's own folder, so that the window and the commands know the same


@dataclass(frozen=True)
class User:
    """A user as they gave themselves: either may be blank."""

    name: str = ""
    role: str = ""

    @property
    def signed(self) -> str:
        """How the history names them: 'A N Other, Contract manager'; by their log-on where nothing is given."""
        return ", ".join(filter(None, (self.name or logged_on(), self.role)))


def logged_on() -> str:
    """The name under which the person is logged on."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account: each Python and system says it differently
        return "somebody"


def user(folder: Path) -> User:
    """The user of a settings folder; blank where nothing was given or it cannot be read."""
    try:
        given = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return User(str(given.get("name", "")), str(given.get("role", "")))
    except (OSError, ValueError, AttributeError):
        return User()


def save_user(folder: Path, given: User) -> None:
    """Remember who works here. Raises OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(asdict(given), ensure_ascii=False), encoding="utf-8")
