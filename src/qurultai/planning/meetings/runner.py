"""One exact engine in a process of its own: reads its task, writes what it finds, both as pickles."""

import pickle
import sys
from typing import Any

from .exact import by_cores, upwards


def _tell(kind: str, what: Any) -> None:
    pickle.dump((kind, what), sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    name, model, days, low = pickle.load(sys.stdin.buffer)
    if name == "upwards":
        upwards(model, days, low, _tell)
    else:
        by_cores(model, _tell)
