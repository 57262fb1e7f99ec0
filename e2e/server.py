"""One forum served for a run of journeys: a fresh data folder, granian on a free port, and a way to seed it."""

import atexit
import functools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
READY_SECONDS = 120
_ANSWER = "answer: "
_SEEDING = f"""
import importlib, json, sys, traceback, django
django.setup()
from django.db import connections
for line in sys.stdin:
    function, values = json.loads(line)
    module, name = function.split(":")
    try:
        told = dict(done=getattr(importlib.import_module(module), name)(**values))
    except Exception:
        told = dict(failed=traceback.format_exc())
    connections.close_all()
    print({_ANSWER!r} + json.dumps(told, default=str), flush=True)
"""


@dataclass
class Site:
    """A running installation of its own."""

    data: Path
    port: int
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    seeding: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Its address by name: a passkey cannot be bound to a number."""
        return f"http://localhost:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of this installation."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "qurultai.project.settings",
            "QURULTAI_DATA": str(self.data),
            "QURULTAI_BASE_URL": self.url,
            "QURULTAI_DEMO": "1",
            "QURULTAI_SECRET_KEY": "only-for-journeys-0123456789-0123456789",
            "PORT": str(self.port),
            "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
            **self.more,
        }

    def run(self, *command: str) -> str:
        """Run a Python command inside the installation and return what it prints; its words when it fails."""
        done = subprocess.run(
            [sys.executable, *command], env=self.env, cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"{command[:3]} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def manage(self, *command: str) -> str:
        """Run one command of `qurultai`."""
        return self.run("-m", "django", *command)

    def call(self, function: str, **values: object) -> object:
        """Call `module:function` with plain values inside the installation; its answer comes back as JSON.

        One process of the installation takes all calls: to start one for each takes longer than what they do.
        """
        if self.seeding is None:
            self.seeding = subprocess.Popen(
                [sys.executable, "-c", _SEEDING],
                env=self.env,
                cwd=REPOSITORY,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.seeding.stdin.write(json.dumps([function, values], default=str) + "\n")
        self.seeding.stdin.flush()
        told = json.loads(next(line for line in self.seeding.stdout if line.startswith(_ANSWER)).removeprefix(_ANSWER))
        assert "failed" not in told, f"{function} failed:\n{told['failed']}"
        return told["done"]

    def start(self) -> None:
        """Begin with nobody unless there is somebody, start the server and wait until it is ready."""
        if not any(self.data.iterdir()):
            shutil.copytree(_prepared(), self.data, dirs_exist_ok=True)
        command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        with (self.data / "server.log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command, "qurultai.project.wsgi:application"],
                env=self.env,
                cwd=REPOSITORY,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.3)
            else:
                return
        raise AssertionError((self.data / "server.log").read_text()[-4000:])

    def stop(self) -> None:
        """End the server: asked first, then made to; whoever takes calls ends when nobody can ask any more."""
        if self.seeding is not None:
            self.seeding.stdin.close()
            self.seeding.wait(8)
            self.seeding.stdout.close()
            self.seeding = None
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(8)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(8)

    def log(self) -> str:
        """What the server said."""
        return (self.data / "server.log").read_text()

    def mails(self) -> list[EmailMessage]:
        """Every mail sent so far, oldest first."""
        files = sorted((self.data / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        parts = (part for file in files for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"))
        return [message_from_bytes(part.strip(), policy=policy.default) for part in parts if part.strip()]

    def link_to(self, page: str, address: str) -> str:
        """The link to a page, as `register/invitation`, in the letter to an address, as soon as it is sent."""
        for _ in range(100):
            for letter in self.mails():
                found = re.search(rf"http://\S+/{page}/\S+", letter.get_body(("plain",)).get_content())
                if letter["To"] == address and found:
                    return found[0]
            time.sleep(0.2)
        raise AssertionError("no letter came")


@functools.cache
def _prepared() -> Path:
    """The data folder of an installation that holds nobody yet, made once for all sites of this process."""
    folder = Path(tempfile.mkdtemp(prefix="qurultai-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Site(folder, free_port()).manage("prepare")
    return folder


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
