"""The most memory that this process has held, as the benchmarks and the self-test tell it."""

from __future__ import annotations

import sys
from pathlib import Path

STATUS = Path("/proc/self/status")  # Linux; getrusage there begins with the peak of whoever started the process


def peak_memory() -> float:
    """The peak resident memory of this process in MiB; 0 where the system does not say."""
    if STATUS.exists():
        said = dict(line.split(":", 1) for line in STATUS.read_text(encoding="utf-8").splitlines() if ":" in line)
        return int(said["VmHWM"].split()[0]) / (1 << 10)
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
