"""I1 and I2 in the long form: `python -m benchmarks.races [--races places killed registrations time] [--attempts N]`.

Clients at once take limited places and overlapping time; then the rows are counted again. Prints, for each race,
attempts, how many succeeded, deviations (must be 0), attempts a second, CPU of this process for each and the wait of
the slowest hundredth. Uses the database of QURULTAI_DATABASE_URL (SQLite without it), in a test database.
"""

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

import django
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

RACES = ("places", "killed", "registrations", "time")


def main() -> int:
    """Race, print, and fail when anything deviates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attempts", type=int, default=4000)
    parser.add_argument("--races", nargs="+", choices=RACES, default=list(RACES))
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qurultai-races-") as folder:
        os.environ.setdefault("QURULTAI_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
        django.setup()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            rows = importlib.import_module("benchmarks.races_cases").run_all(given.races, given.attempts, given.clients)
        finally:
            connection.close()
            teardown_databases(databases, verbosity=0)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))
    return int(any(row["deviations"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
