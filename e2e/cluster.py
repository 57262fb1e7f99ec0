"""A cluster on this machine for a test: a PostgreSQL database of its own, Redis, and any number of processes."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psycopg
from redis import Redis

from e2e.server import REPOSITORY, Site, free_port

SERVER = os.environ.get("QURULTAI_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("QURULTAI_REDIS_URL", "redis://127.0.0.1:6379/5")
Found = TypeVar("Found")


def until(what: Callable[[], Found], seconds: float, words: str) -> Found:
    """What a question answers as soon as it is true. Raises AssertionError when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {words}")


@dataclass
class Cluster(Site):
    """An installation without processes; start them one by one."""

    name: str = field(default_factory=lambda: f"qurultai_cluster_{uuid.uuid4().hex[:10]}")
    running: list[subprocess.Popen] = field(default_factory=list)

    @property
    def database(self) -> str:
        """The address of its database."""
        return f"{SERVER.rsplit('/', 1)[0]}/{self.name}"

    @property
    def env(self) -> dict[str, str]:
        """What every process is told: only where the database and Redis are."""
        return super().env | {"QURULTAI_DATABASE_URL": self.database, "QURULTAI_REDIS_URL": REDIS}

    def begin(self, *command: str) -> subprocess.Popen:
        """Start one process of `qurultai`."""
        with (self.data / f"{command[0]}-{len(self.running)}.log").open("w") as log:
            made = subprocess.Popen(
                [sys.executable, "-m", "django", *command],
                env=self.env,
                cwd=REPOSITORY,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(made)
        return made

    def web(self, port: int = 0) -> tuple[subprocess.Popen, str]:
        """A web process and its address, ready."""
        port = port or free_port()
        made = self.begin("serve", "--no-prepare", "--port", str(port), "--workers", "1")
        return made, self._ready(made, f"http://127.0.0.1:{port}")

    def live(self) -> tuple[subprocess.Popen, str]:
        """The live process and its address, ready."""
        port = free_port()
        made = self.begin("live", "--port", str(port))
        return made, self._ready(made, f"http://127.0.0.1:{port}")

    def _ready(self, process: subprocess.Popen, address: str) -> str:
        def answers() -> bool:
            assert process.poll() is None, "the process ended"
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                return False
            return True

        until(answers, 60, f"{address} is ready")
        return address

    def kill(self, process: subprocess.Popen) -> None:
        """As a power cut does: without a word."""
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        self.running.remove(process)

    def ask(self, sql: str, *values: object) -> list[tuple]:
        """Rows of its database, or nothing for a statement without any."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def cluster(data: Path, *, prepared: bool = True) -> Iterator[Cluster]:
    """A cluster, prepared or empty; its processes end and its database is dropped afterwards."""
    made = Cluster(data, free_port())
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{made.name}"')
        try:
            if prepared:
                made.manage("prepare")
            yield made
        finally:
            made.stop()
            for process in list(made.running):
                made.kill(process)
            server.execute(f'DROP DATABASE "{made.name}" WITH (FORCE)')
            Redis.from_url(REDIS).flushdb()


def call(
    address: str, token: str = "", method: str = "GET", body: object = None, cookie: str = ""
) -> tuple[int, object]:
    """Status and JSON of one request."""
    headers = {"Accept-Language": "*"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    headers |= {"Cookie": cookie} if cookie else {}
    given = None
    if body is not None:
        given, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    request = urllib.request.Request(address, data=given, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as no:
        return no.code, json.loads(no.read() or b"null")
