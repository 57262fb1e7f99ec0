"""I3, I4 over HTTP: `python -m benchmarks.scans [--scans 2000] [--queued 10000] [--gates 10] [--rate 0] …`.

A data folder of its own is served by `qurultai serve`; gates pair and tell what they scanned. Online: each scan in a
request of its own, as fast as it is answered or at --rate scans a second for all gates together. Queued: gates that
were alone tell --queued scans in uploads of --batch. Meanwhile somebody looks at a page, which costs CPU too. Prints
the CPU of the whole server for a scan, scans a second, waits, and deviations, which must be 0. Writes
results/scans.json.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import results
from benchmarks.sign_ups import cpu_of, start
from e2e.server import Site, free_port

OUT = Path(__file__).parent / "results" / "scans.json"
LONGEST_MS = 10_000


@dataclass
class Run:
    """What the gates see."""

    port: int
    waits: list[float] = field(default_factory=list)
    kept: int = 0
    odd: list[str] = field(default_factory=list)
    timed: set = field(default_factory=set)
    looks: list[float] = field(default_factory=list)


async def ask(link: tuple, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """One request on a kept connection, and its answer."""
    reader, writer = link
    sent = {"Host": "localhost", "Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""])
    writer.write(head.encode() + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    given = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    return int(lines[0].split()[1]), await reader.readexactly(int(given.get("content-length", 0)))


async def tell(run: Run, link: tuple, pen: object, pieces: list) -> None:
    """One upload."""
    clock = {} if pen in run.timed else {"measures": [[0, 0, 20]], "waiting": 0}
    run.timed.add(pen)
    body, headers = pen.upload(pieces, **clock)
    begun = time.perf_counter()
    status, answer = await ask(link, "POST", "/api/v1/gate/scans", body, headers)
    run.waits.append(time.perf_counter() - begun)
    said = json.loads(answer)["results"] if status == 200 else [str(status)]
    run.kept += said.count("kept")
    run.odd += [one for one in said if one != "kept"]


async def gate(run: Run, pen: object, uploads: list, every: float) -> None:
    """Tell one upload after another, each when it is due."""
    link = await asyncio.open_connection("127.0.0.1", run.port)
    due = time.perf_counter()
    for pieces in uploads:
        await asyncio.sleep(max(0, due - time.perf_counter()))
        await tell(run, link, pen, pieces)
        due += every
    link[1].close()


async def reader(run: Run) -> None:
    """Look at a page five times a second, as long as it lasts."""
    link = await asyncio.open_connection("127.0.0.1", run.port)
    while True:
        begun = time.perf_counter()
        status, _ = await ask(link, "GET", "/en/sign-in/", b"", {})
        run.looks.append(time.perf_counter() - begun)
        run.odd += [] if status == 200 else [f"page {status}"]
        await asyncio.sleep(max(0, begun + 0.2 - time.perf_counter()))


async def paired(port: int, codes: list[str]) -> list:
    """A device at each gate."""
    from base64 import b64encode

    from qurultai.onsite.testing import Requests

    link, pens = await asyncio.open_connection("127.0.0.1", port), []
    for code in codes:
        pen = Requests("3")
        body = json.dumps({"code": code, "key": b64encode(pen.point).decode()}).encode()
        status, answer = await ask(link, "POST", "/api/v1/gate/pairing", body, {})
        assert status == 201, answer
        pen.device = json.loads(answer)["device"]
        pens.append(pen)
    link[1].close()
    return pens


async def race(site: Site, pens: list, uploads: list[list], every: float) -> tuple[Run, dict[str, object]]:
    """All gates at once; the figures."""
    run, scans = Run(site.port), sum(len(pieces) for own in uploads for pieces in own)
    before, begun = cpu_of(site.process.pid), time.perf_counter()
    looking = asyncio.create_task(reader(run))
    await asyncio.gather(*(gate(run, pen, own, every) for pen, own in zip(pens, uploads, strict=True)))
    looking.cancel()
    took, spent = time.perf_counter() - begun, cpu_of(site.process.pid) - before
    waits, looks = sorted(run.waits), sorted(run.looks)
    return run, {
        "scans": scans,
        "requests": len(waits),
        "CPU-ms a scan": round(1000 * spent / scans, 2),
        "seconds": round(took, 1),
        "scans/s": round(scans / took),
        "p50 ms": round(1000 * statistics.median(waits)),
        "p95 ms": round(1000 * waits[int(0.95 * (len(waits) - 1))]),
        "page p95 ms": round(1000 * looks[int(0.95 * (len(looks) - 1))]),
    }


def written(pens: list, scans: int, batch: int, first: int) -> list[list]:
    """Each gate's uploads: different badges, one a second by the clock, beginning an hour ago."""
    now, share = int(time.time() * 1000) - 3_600_000, scans // len(pens)
    found = []
    for number, pen in enumerate(pens):
        pieces = [pen.writes(first + number * share + one, now + one * 300) for one in range(share)]
        found.append([pieces[at : at + batch] for at in range(0, share, batch)])
    return found


def main() -> int:
    """Race, count the rows, print and write; exit status 1 when anything deviates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("scans", 2000), ("queued", 10_000), ("gates", 10), ("batch", 200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=0)
    given = parser.parse_args()
    badges = given.scans + given.queued
    with tempfile.TemporaryDirectory(prefix="qurultai-scans-") as folder:
        site = Site(Path(folder), free_port(), {"QURULTAI_WORKER_IN_WEB": "0"})
        site.manage("prepare")
        codes = site.call("benchmarks.scans_seeds:forum", gates=given.gates, badges=badges)
        start(site)
        site._wait()
        try:
            rows, counted = asyncio.run(_run(site, codes, given))
        finally:
            site.stop()
    told = sum(row["scans"] for row in rows)
    odd = [
        f"{what} {number} instead of {told}"
        for what, number in counted.items()
        if what != "problems" and number != told
    ]
    odd += [f"{counted['problems']} problems"] * bool(counted["problems"])
    for row in rows:
        odd += row.pop("odd")
    print(results.table(tuple(rows[0]), rows))
    print("deviations", len(odd), *odd[:10])
    database = "postgresql" if "QURULTAI_DATABASE_URL" in os.environ else "sqlite"
    rows = [{"database": database, **row} for row in rows]
    known = results.read(OUT).get("rows", [])
    results.write(
        OUT, {**results.machine("django", "granian"), "rows": results.replaced(known, rows, ("database", "what"))}
    )
    return int(bool(odd))


async def _run(site: Site, codes: list[str], given: argparse.Namespace) -> tuple[list[dict], dict]:
    pens = await paired(site.port, codes)
    every = given.gates / given.rate if given.rate else 0
    rows, first = [], 1
    for what, scans, batch, pause in (
        ("at a rate" if every else "online", given.scans, 1, every),
        ("queued", given.queued, given.batch, 0),
    ):
        if scans:
            run, figures = await race(site, pens, written(pens, scans, batch, first), pause)
            rows.append({"what": what, **figures, "odd": run.odd})
            first += scans
    return rows, site.call("benchmarks.scans_seeds:counted")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qurultai.project.settings")
    os.environ.setdefault("QURULTAI_DATA", tempfile.mkdtemp(prefix="qurultai-scans-here-"))
    django.setup()
    sys.exit(main())
