"""What the window remembers between two starts: an ini file in the user's own folder, apart from the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings


class Settings:
    """Named values that survive the end of the program. Anything JSON can hold may be remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ini = QSettings(str(path), QSettings.Format.IniFormat)

    def value(self, name: str, default: Any = None) -> Any:
        """What was remembered under a name; the default where nothing was, or where it cannot be read."""
        text = self._ini.value(name)
        if text is None:
            return default
        try:
            return json.loads(str(text))
        except ValueError:
            return default

    def set_value(self, name: str, value: Any) -> None:
        """Remember a value."""
        self._ini.setValue(name, json.dumps(value))

    def forget(self, name: str) -> None:
        """Remember nothing under this name, nor under names within it."""
        self._ini.remove(name)

    def names(self) -> list[str]:
        """The names under which something is remembered."""
        return self._ini.allKeys()

    def bytes(self, name: str) -> QByteArray:
        """What Qt saved of a window or splitter; empty where nothing was."""
        return QByteArray.fromHex(str(self.value(name, "")).encode())

    def set_bytes(self, name: str, state: QByteArray) -> None:
        """Remember what Qt saved."""
        self.set_value(name, bytes(state.toHex().data()).decode())

    def save(self) -> None:
        """Write to disk now."""
        self._ini.sync()
