"""CPU time of search over 2,000 sessions: `.venv/bin/python benchmarks/search.py [FILE.json]`.

Publishes a generated programme (fixed seed) in a database of its own under a temporary folder, or in a test database
of `QURULTAI_DATABASE_URL`, and prints the median CPU-ms of a search for each kind of query, with the number of hits.
On PostgreSQL the server's own time is not in it; the wall time is printed beside.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QURULTAI_DATA"] = tempfile.mkdtemp()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
ROUNDS = 15
TALKS = 2_000
QUERIES = {
    "one word": "ғарыштың",
    "a word of every session": "orbit",
    "one letter": "f",
    "two letters": "se",
    "name in the other script": "Aigul Serikova",
    "three words": "данные спутник forum",
    "typing error": "sateliite",
    "nothing like it": "xqzw vvkq",
    "hostile": '"*^:-NEAR( AND \0 \u0301' * 800,
    "10,000 letters": "ғ" * 10_000,
}


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """The median CPU-ms and wall-ms of some runs, the first (warming) left out."""
    cpu, wall = [], []
    for _ in range(ROUNDS + 1):
        before, started = time.process_time(), time.perf_counter()
        act()
        cpu.append((time.process_time() - before) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(cpu[1:]), 1), round(statistics.median(wall[1:]), 1)


def figures() -> list[dict[str, object]]:
    """One row for each query; the first is the indexing itself, in seconds of CPU."""
    from qurultai.editions.testing import an_edition
    from qurultai.kit import clock
    from qurultai.kit.text import Text
    from qurultai.programme.events import ProgrammePublished
    from qurultai.programme.formats.document import to_json
    from qurultai.programme.formats.testing import generated
    from qurultai.programme.models import Version
    from qurultai.programme.public import search
    from qurultai.programme.receivers.indexing import index_programme

    edition = an_edition("found")
    document = to_json(generated(talks=TALKS, rooms=40, days=5))
    published = Version.objects.create(
        edition=edition, number=1, note=Text(), document=document, published_at=clock.now()
    )
    before = time.process_time()
    index_programme(ProgrammePublished(edition.id, published.id, 1, TALKS, 0, 0, 0), None)
    rows: list[dict[str, object]] = [{"query": "indexing", "cpu_ms": round((time.process_time() - before) * 1000)}]
    for name, words in QUERIES.items():
        cpu, wall = measured(lambda words=words: search(edition.id, words, "kk", limit=50))
        result = search(edition.id, words, "kk", limit=50)
        answer = {"hits": len(result.hits), "meant": result.suggestion}
        rows.append({"query": name, "cpu_ms": cpu, "wall_ms": wall, **answer})
    return rows


def main() -> None:
    """Prints the table and writes the JSON file if one is named."""
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        rows = figures()
    finally:
        teardown_databases(made, verbosity=0)
    print(f"{'query':28}{'CPU-ms':>10}{'wall-ms':>10}{'hits':>6}  meant")
    for row in rows:
        print(f"{row['query']:28}{row['cpu_ms']:>10}{row.get('wall_ms', ''):>10}{row.get('hits', ''):>6}", end="  ")
        print(row.get("meant", ""))
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
