"""What is written to the standard streams meanwhile, by whomever: also by Qt and by libraries that are not Python."""

from __future__ import annotations

import faulthandler
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

STREAMS = (1, 2)


class Output:
    """Takes both standard streams into a file; a program without them, as windows on Windows are, just has none.

    A crash and a hang are told on the true standard error at once.
    """

    def __init__(self, path: Path, longest: float) -> None:
        self._path, self._longest = path, longest
        self._true: dict[int, int] = {}
        self.lines: list[str] = []

    def __enter__(self) -> Self:
        _flush()
        taken = os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        for stream in STREAMS:
            with suppress(OSError):
                self._true[stream] = os.dup(stream)
                os.dup2(taken, stream)
        os.close(taken)
        self.stand_by()
        return self

    def stand_by(self) -> None:
        """Have a crash told on the true standard error, and after the longest time where it hangs."""
        if (true := self._true.get(2)) is not None:
            faulthandler.enable(true)
            faulthandler.dump_traceback_later(self._longest, exit=True, file=true)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _flush()
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        for stream, true in self._true.items():
            os.dup2(true, stream)
            os.close(true)
        text = self._path.read_text(encoding="utf-8", errors="replace")
        self.lines = [line for line in text.splitlines() if line.strip()]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
