"""I1, I3, I8 over HTTP: `python -m benchmarks.sign_ups [--people 2000] [--places 1000] [--rate 0] …`.

A data folder of its own is served by `qurultai serve`; clients on kept connections sign people up for one session
through the API, each with an idempotency key: one person after another without a pause, or with --rate so many people
a second, whose waits count from the moment at which they come. With --kills N the server is killed with SIGKILL that
often in the midst of it and started again; clients send what was not answered once more. Prints confirmed sign-ups a
second, waits, CPU of the server for each, time from a kill to the first answer, and deviations, which must be 0.
SQLite, or the empty PostgreSQL database of QURULTAI_DATABASE_URL.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from e2e.server import REPOSITORY, Site, free_port

ADDRESS = "/api/v1/editions/test/my/sign-ups"
PATIENCE = 0.2
"""Seconds after which a client whose connection broke tries again."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Run:
    """What the clients see."""

    port: int
    code: str
    rate: float = 0
    came: float = field(default_factory=time.perf_counter)
    waits: list[float] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)
    again: int = 0
    full_at: float = 0.0

    def next_comes(self) -> float:
        """When the next person comes: now, or at the rate of the run."""
        self.came = self.came + 1 / self.rate if self.rate else time.perf_counter()
        return self.came


async def client(run: Run, people: list[tuple[str, str]]) -> None:
    """Sign one after another up over one connection, until each is answered."""
    link = None
    while people:
        person, token = people.pop()
        begun = run.next_comes()
        await asyncio.sleep(begun - time.perf_counter())
        while True:
            try:
                link = link or await asyncio.open_connection("127.0.0.1", run.port)
                status, body = await ask(link, run.code, person, token)
            except (OSError, EOFError, ValueError):
                link = None
                run.again += 1
                await asyncio.sleep(PATIENCE)
                continue
            if status == 503:
                await asyncio.sleep(0.05)
                continue
            break
        run.waits.append(time.perf_counter() - begun)
        if status == 201:
            run.states[person] = body["state"]
            if body["state"] == "confirmed":
                run.full_at = time.perf_counter()
        elif status == 303:  # done before the crash; the answer is where the result shows
            run.states[person] = "done"
        else:
            run.odd.append(f"{status} {body}")
    if link:
        link[1].close()


async def ask(link: tuple, code: str, person: str, token: str) -> tuple[int, dict]:
    """One request and its answer."""
    reader, writer = link
    body = json.dumps({"session": code})
    head = [
        f"POST {ADDRESS} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {token}", f"Idempotency-Key: {person}",
        "Content-Type: application/json", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    writer.write("\r\n".join([*head, "", body]).encode())
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    given = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(lines[0].split()[1]), json.loads(given or b"{}")


def start(site: Site) -> None:
    """Let the server begin."""
    with (site.data / "server.log").open("a") as log:
        site.process = subprocess.Popen(
            [sys.executable, "-m", "django", "serve", "--no-prepare", "--port", str(site.port)],
            env=site.env,
            cwd=REPOSITORY,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def cpu_of(group: int) -> float:
    """CPU seconds of all processes of a group."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[2]) == group:
            ticks += int(parts[11]) + int(parts[12])
    return ticks / TICKS


async def kill_now_and_then(site: Site, run: Run, people: int, kills: int, restarts: list[float]) -> float:
    """Kill the server when another share of the people is answered; returns the CPU of the killed ones."""
    spent = 0.0
    for number in range(1, kills + 1):
        while len(run.states) + len(run.odd) < people * number // (kills + 1):
            await asyncio.sleep(0.01)
        spent += cpu_of(site.process.pid)
        os.killpg(site.process.pid, signal.SIGKILL)
        site.process.wait()
        begun, answered = time.perf_counter(), len(run.waits)
        await asyncio.to_thread(start, site)
        while len(run.waits) == answered:
            await asyncio.sleep(0.01)
        restarts.append(time.perf_counter() - begun)
    return spent


async def race(site: Site, run: Run, given: argparse.Namespace, people: list[tuple[str, str]]) -> dict[str, object]:
    """Let all clients go at once; the figures."""
    restarts: list[float] = []
    before, begun = cpu_of(site.process.pid), time.perf_counter()
    killer = asyncio.create_task(kill_now_and_then(site, run, len(people), given.kills, restarts))
    await asyncio.gather(*(client(run, people) for _ in range(given.clients)))
    took, spent = time.perf_counter() - begun, await killer + cpu_of(site.process.pid) - before
    confirmed = min(given.places, given.people)
    return {
        "database": "postgresql" if "QURULTAI_DATABASE_URL" in os.environ else "sqlite",
        "clients": given.clients,
        "people/s": given.rate or "as fast as they are answered",
        "sign-ups": given.people,
        "confirmed/s until full": round(confirmed / ((run.full_at or begun + took) - begun)),
        "requests/s": round(given.people / took),
        "CPU-ms": round(1000 * spent / given.people, 1),
        "p50 ms": round(1000 * statistics.median(run.waits)),
        "p99 ms": round(1000 * statistics.quantiles(run.waits, n=100)[98]),
        "kills": given.kills,
        "sent again": run.again,
        "slowest restart s": round(max(restarts, default=0), 1),
    }


def main() -> int:
    """Race, count the rows, print; exit status 1 when anything deviates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("people", 2000), ("places", 1000), ("clients", 200), ("kills", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qurultai-sign-ups-") as folder:
        site = Site(Path(folder), free_port(), {"QURULTAI_WORKER_IN_WEB": "0"})
        site.manage("prepare")
        made = site.call("benchmarks.sign_ups_seeds:forum", people=given.people, places=given.places)
        start(site)
        site._wait()
        try:
            run = Run(site.port, made["code"], given.rate)
            figures = asyncio.run(race(site, run, given, list(made["tokens"].items())))
            counted = site.call("benchmarks.sign_ups_seeds:counted")
        finally:
            site.stop()
    wanted = min(given.places, given.people)
    deviations = run.odd + [
        f"{what} {number} instead of {wanted}" for what, number in counted.items() if number != wanted
    ]
    if len(run.states) != given.people:
        deviations.append(f"{len(run.states)} answered")
    for what, value in {**figures, "deviations": len(deviations)}.items():
        print(f"{what:24}{value}")
    print(*deviations[:10], sep="\n")
    return int(bool(deviations))


if __name__ == "__main__":
    sys.exit(main())
