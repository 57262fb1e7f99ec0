"""CPU time of each programme reader and writer at 320 talks: `.venv/bin/python benchmarks/formats.py [FILE.json]`.

Prints a table and, when a file is named, writes the same figures as JSON. The programme is generated with a fixed seed.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.frab_xml import write_xml
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.testing import generated
from qurultai.programme.formats.writing import FORMATS, Occasion, write

ROUNDS = 5


def cpu_ms(act: Callable[[], object]) -> float:
    """The median CPU-ms of a few runs, the first (warming) left out."""
    spent = []
    for _ in range(ROUNDS + 1):
        before = time.process_time()
        act()
        spent.append((time.process_time() - before) * 1000)
    return round(statistics.median(spent[1:]), 1)


def figures() -> list[dict[str, object]]:
    """One row for each format: its size, CPU-ms to write and CPU-ms to read (None where it is not read)."""
    programme = generated()
    occasion = Occasion("kk", datetime(2027, 5, 1, tzinfo=UTC))
    assumed = Assumed(zone=programme.zone, title="Forum")
    writers: dict[str, Callable[[], bytes]] = {
        name: lambda name=name: write(name, programme, occasion) for name in FORMATS
    }
    writers["xml, one language"] = lambda: write_xml(programme, "kk", complete=False)
    writers["json, one language"] = lambda: write_json(programme, "kk", complete=False)
    rows: list[dict[str, object]] = []
    for name, writer in writers.items():
        body = writer()
        reads = name != "jsonld"
        rows.append(
            {
                "format": name,
                "kilobytes": len(body) // 1024,
                "write_ms": cpu_ms(writer),
                "read_ms": cpu_ms(lambda body=body: read("file.csv", body, assumed)) if reads else None,
            }
        )
    return rows


def main() -> None:
    """Prints the table and writes the JSON file if one is named."""
    rows = figures()
    print(f"{'format':20}{'KB':>8}{'write CPU-ms':>14}{'read CPU-ms':>14}")
    for row in rows:
        read_ms = "" if row["read_ms"] is None else row["read_ms"]
        print(f"{row['format']:20}{row['kilobytes']:>8}{row['write_ms']:>14}{read_ms:>14}")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
