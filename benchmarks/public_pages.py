"""Measures the public pages on the real server: prints a table and writes build/public_pages.json.

python -m benchmarks.public_pages [--talks 320] [--requests 2000]

A data folder of its own gets a generated, published programme; `qurultai serve` serves it with one web process;
requests come one after another over kept connections. CPU is what all processes of the server used (/proc/PID/stat).
"""

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUDGET_MS = 6.0
FIRST_VIEW_BYTES = 40_000
TARGETS = {
    "programme, HTML": ("/ru/programme/", {}),
    "grid, HTML": ("/en/programme/grid/", {}),
    "front page": ("/kk/", {}),
    "session page": ("/kk/programme/sessions/S0001/", {}),
    "programme, HTML, gzip": ("/ru/programme/", {"Accept-Encoding": "gzip"}),
    "programme, HTML, not packed": ("/ru/programme/", {"Accept-Encoding": "identity"}),
    "schedule.xml": ("/en/programme/schedule.xml", {}),
    "schedule.json": ("/en/programme/schedule.json", {}),
    "schedule.ics": ("/en/programme/schedule.ics", {}),
    "schedule.xcs": ("/en/programme/schedule.xcs", {}),
    "full.pdf": ("/ru/programme/full.pdf", {}),
}


def seeded(talks: int) -> float:
    """Fill the data folder; returns the CPU seconds that making a release took."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.public_pages_programme import FIRST, programme
    from qurultai.editions.models import Edition, Series
    from qurultai.kit import clock
    from qurultai.kit.text import Text
    from qurultai.programme.formats.document import to_json
    from qurultai.programme.models import Version
    from qurultai.website.releases import release_site

    call_command("prepare", verbosity=0)
    document = programme(talks)
    series = Series.objects.create(slug="space-days", name=document.title)
    edition = Edition.objects.create(
        series=series,
        slug="2027",
        name=Text(document.title),
        city=Text(en="Almaty"),
        starts_on=FIRST,
        ends_on=document.ends_on,
        at_root=True,
    )
    edition.refresh_from_db()
    Version.objects.create(edition=edition, number=1, document=to_json(document), published_at=clock.now())
    began = time.process_time()
    release_site(edition)
    return time.process_time() - began


def queries_when_warm() -> int:
    """Database queries of a second request in one process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"accept-encoding": "br", "host": "127.0.0.1"})
    client.get("/ru/programme/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/ru/programme/")
    return len(queries)


def cpu_seconds(root: int) -> float:
    """User and system time of a process and all its children so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    waiting, total = [root], 0.0
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except FileNotFoundError:
            continue
        total += sum(int(fields[n]) for n in (11, 12)) / ticks
        waiting += [int(child) for child in children]
    return total


class Server:
    """`qurultai serve` with one web process on a free port."""

    def __init__(self, port: int) -> None:
        self.port = port
        command = [
            f"{Path(sys.executable).parent}/qurultai",
            "serve",
            "--workers",
            "1",
            "--no-prepare",
            "--port",
            str(port),
        ]
        self.process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
        for _ in range(120):
            try:
                if self.get("/healthz", {})[0] == 200:
                    return
            except OSError:
                time.sleep(0.5)
        raise RuntimeError("the server does not answer")

    def get(self, path: str, headers: dict[str, str]) -> tuple[int, bytes, http.client.HTTPMessage]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def stop(self) -> None:
        """End the server and its processes."""
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def measured(server: Server, path: str, headers: dict[str, str], count: int) -> dict[str, float]:
    """CPU-ms and wall-ms a request over many requests on one connection."""
    headers = {"Accept-Encoding": "br", **headers}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    before, began, size = cpu_seconds(server.process.pid), time.perf_counter(), 0
    for _ in range(count):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status not in {200, 304}:
            raise RuntimeError(f"{path}: {answer.status}")
    wall = time.perf_counter() - began
    cpu = cpu_seconds(server.process.pid) - before
    connection.close()
    return {"cpu_ms": 1000 * cpu / count, "wall_ms": 1000 * wall / count, "bytes": size}


def first_view(server: Server) -> dict[str, int]:
    """Compressed bytes of everything that the programme page loads, fonts aside."""
    _, page, _ = server.get("/ru/programme/", {"Accept-Encoding": "identity"})
    found = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.decode()))
    sizes = {path: len(server.get(path, {"Accept-Encoding": "br"})[1]) for path in ("/ru/programme/", *sorted(found))}
    return {path.rsplit("/", 1)[-1] or "programme": size for path, size in sizes.items()}


def main() -> None:
    """Seed, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, default=320)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qurultai-bench-") as folder:
        os.environ |= {
            "QURULTAI_DATA": folder,
            "PORT": str(options.port),
            "DJANGO_SETTINGS_MODULE": "qurultai.project.settings",
        }
        release = seeded(options.talks)
        print(f"{options.talks} talks; a release takes {release:.1f} CPU-s")
        rows = {"queries when warm": queries_when_warm(), "release_cpu_s": release}
        server = Server(options.port)
        try:
            rows |= table(server, options.requests)
        finally:
            server.stop()
    Path("build").mkdir(exist_ok=True)
    Path("build/public_pages.json").write_text(json.dumps(rows, indent=1))


def table(server: Server, count: int) -> dict[str, object]:
    """Print and return the figures."""
    rows: dict[str, object] = {}
    cold = measured(server, "/ru/programme/", {}, 1)
    print(f"{'':34}{'CPU-ms':>8}{'wall ms':>9}{'bytes':>9}")
    for name, (path, headers) in {"programme, first of the process": ("/ru/programme/", {}), **TARGETS}.items():
        row = cold if name.endswith("of the process") else measured(server, path, headers, count)
        rows[name] = row
        mark = "" if row["cpu_ms"] <= BUDGET_MS or row is cold else f"  OVER {BUDGET_MS:g}"
        print(f"{name:34}{row['cpu_ms']:8.2f}{row['wall_ms']:9.2f}{row['bytes']:9}{mark}")
    _, _, headers = server.get("/ru/programme/", {"Accept-Encoding": "br"})
    rows["programme, 304"] = row = measured(server, "/ru/programme/", {"If-None-Match": headers["ETag"]}, count)
    print(f"{'programme, 304':34}{row['cpu_ms']:8.2f}{row['wall_ms']:9.2f}{row['bytes']:9}")
    rows["first view"] = view = first_view(server)
    total = sum(view.values())
    print(f"first view, fonts aside: {total} bytes of {FIRST_VIEW_BYTES}: {view}")
    return rows


if __name__ == "__main__":
    main()
