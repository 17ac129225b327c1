"""What a measured process says of itself. It loads next to nothing, so that it does not weigh on what is measured."""

import os
import sys
import time

BEGUN = "BENCHMARK_BEGUN"  # when the parent started the child, by the clock that all processes share


def since_begun() -> float:
    """Milliseconds since the parent started this process."""
    return (time.monotonic() - float(os.environ[BEGUN])) * 1000


def tell(**answer: object) -> None:
    """Give the answer, and the peak memory, to the parent."""
    import json

    from blmk_desktop.peak_memory import peak_memory

    sys.stdout.write(json.dumps(answer | {"memory": peak_memory()}) + "\n")
    sys.stdout.flush()
