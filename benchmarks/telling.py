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

    sys.stdout.write(json.dumps(answer | {"memory": _peak()}) + "\n")
    sys.stdout.flush()


def _peak() -> float:
    """The peak resident memory in MiB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)
