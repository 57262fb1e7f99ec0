"""I4 in real processes: `python -m benchmarks.gates_killed [--gates 12] [--badges 20000] [--scans 1700] [--json FILE]`.

Gates in processes of their own tell one server's database of their scans; they are killed by SIGKILL, cut off, lose
answers, tell out of order and twice, and their clocks are wrong by up to a day. Prints processes, kills, seconds and
what is broken (must be nothing). Uses the database of QURULTAI_DATABASE_URL (SQLite without it), in a test database.
"""

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from benchmarks import results


def run(gates: int, badges: int, scans: int, batch: int, deadly: float) -> dict[str, object]:
    """What became of it."""
    many = importlib.import_module("qurultai.onsite.tests.many")
    with tempfile.TemporaryDirectory(prefix="qurultai-journals-") as folder:
        made = many.many(Path(folder), gates, badges, scans)
        begun = time.perf_counter()
        many.live_on(made, batch, deadly)
        seconds = round(time.perf_counter() - begun, 1)
        return {
            "gates": gates, "badges": badges, "scans": len(made.written), "processes": made.lives,
            "killed": made.killed, "cut off": made.cut_off, "seconds": seconds, "broken": many.broken(made),
        }  # fmt: skip


def main() -> int:
    """Run, print, and fail when anything is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gates", type=int, default=12)
    parser.add_argument("--badges", type=int, default=20_000)
    parser.add_argument("--scans", type=int, default=1_700, help="of each gate")
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--deadly", type=float, default=0.03)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qurultai-gates-") as folder:
        os.environ.setdefault("QURULTAI_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
        django.setup()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            row = run(given.gates, given.badges, given.scans, given.batch, given.deadly)
        finally:
            connection.close()
            teardown_databases(databases, verbosity=0)
    print(json.dumps(row))
    if given.json:
        results.write(given.json, results.machine() | row)
    return int(bool(row["broken"]))


if __name__ == "__main__":
    sys.exit(main())
