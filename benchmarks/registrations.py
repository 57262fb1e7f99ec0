"""Registering: `python -m benchmarks.registrations [send | look | import] [--number N] [--clients 50]`.

Each part has a data folder of its own. `send`: a server is started; clients on kept connections send filled-in
applications of guests without accounts by the links of their letters, each one request that saves, makes the person and
account, gives the place and queues the letter, durably; CPU of the whole server for each, and how many a second.
`look`: CPU of a page of the office's table over N registrations, for every filter, order and kind of search.
`import`: CPU of registering N people by one spreadsheet, and of the same file again. Writes results/registrations.json.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.results import machine, read, table, write
from benchmarks.sign_ups import cpu_of, start
from e2e.server import Site, free_port

OUT = Path(__file__).parent / "results" / "registrations.json"
TOKEN = "b" * 32
GOALS = {"send": "20 CPU-ms each, 100 a second", "look": "25 CPU-ms", "import": "20 CPU-s for 5,000"}


async def send(port: int, link: str, number: int, pipe: tuple) -> int:
    """Send one application; the status."""
    reader, writer = pipe
    answers = {f"question-{n}": f"answer {n}" for n in range(5)}
    fields = {
        "csrfmiddlewaretoken": TOKEN, "idempotency_key": link, "do": "send", "name": f"Guest Number {number}",
        "country": "KZ", "organisation": "Orbit", **answers, "photo-ok": "on",
    }  # fmt: skip
    shown = [("shown", key) for key in (*answers, "photo-ok")]
    body = urlencode([*fields.items(), *shown])
    head = [
        f"POST /en/register/application/{link}/ HTTP/1.1", "Host: localhost", f"Cookie: csrf={TOKEN}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    writer.write("\r\n".join([*head, "", body]).encode())
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    await reader.readexactly(int(headers.get("content-length", 0)))
    return int(lines[0].split()[1])


async def client(port: int, links: list[tuple[int, str]], waits: list[float], odd: list[int]) -> None:
    """Send one after another over one connection."""
    pipe = await asyncio.open_connection("127.0.0.1", port)
    while links:
        number, link = links.pop()
        begun = time.perf_counter()
        status = await send(port, link, number, pipe)
        waits.append(time.perf_counter() - begun)
        if status != 302:
            odd.append(status)
    pipe[1].close()


def sending(site: Site, number: int, clients: int) -> dict[str, object]:
    """The figures of sending."""
    links = list(enumerate(site.call("benchmarks.registrations_seeds:drafts", number=number, places=number)))
    start(site)
    site._wait()
    waits: list[float] = []
    odd: list[int] = []

    async def race() -> None:
        await asyncio.gather(*(client(site.port, links, waits, odd) for _ in range(clients)))

    try:
        asyncio.run(client(site.port, [links.pop() for _ in range(20)], [], odd))
        before, begun = cpu_of(site.process.pid), time.perf_counter()
        asyncio.run(race())
        took, spent = time.perf_counter() - begun, cpu_of(site.process.pid) - before
    finally:
        site.stop()
    counted = site.call("benchmarks.registrations_seeds:counted")
    deviations = [f"{what} {count}" for what, count in counted.items() if count != number]
    return {
        "registrations": number,
        "clients": clients,
        "CPU-ms each": round(1000 * spent / len(waits), 1),
        "a second": round(len(waits) / took),
        "p50 ms": round(1000 * statistics.median(waits)),
        "p99 ms": round(1000 * statistics.quantiles(waits, n=100)[98]),
        "odd answers": len(odd),
        "deviations": deviations,
    }


def looking(site: Site, number: int, rounds: int) -> dict[str, object]:
    """The figures of looking."""
    site.call("benchmarks.registrations_seeds:registry", number=number)
    return {"registrations": number, **site.call("benchmarks.registrations_seeds:looks", rounds=rounds)}


def main() -> int:
    """Run the parts, print, write; exit status 1 when anything deviates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="*", choices=[*GOALS, []])
    for name, default in (("number", 0), ("clients", 50), ("rounds", 9)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    figures, bad = read(OUT), False
    for part in given.part or list(GOALS):
        with tempfile.TemporaryDirectory(prefix="qurultai-registrations-") as folder:
            site = Site(Path(folder), free_port(), {"QURULTAI_WORKER_IN_WEB": "0"})
            site.manage("prepare")
            if part == "send":
                found = sending(site, given.number or 2000, given.clients)
                bad = bad or bool(found["deviations"] or found["odd answers"])
            elif part == "look":
                found = looking(site, given.number or 100_000, given.rounds)
            else:
                found = site.call("benchmarks.registrations_seeds:imported", number=given.number or 5000)
            site.stop()
        figures[part] = {"goal": GOALS[part], "machine": machine("django"), **found}
        print(table(("what", "figure"), [{"what": what, "figure": value} for what, value in found.items()]), "\n")
    write(OUT, figures)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
