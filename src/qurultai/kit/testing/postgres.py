"""A PostgreSQL of a test's own, which may be stopped as a power cut stops it."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from django.db import connection


def programs() -> Path | None:
    """Debian's folder of the newest server's programs, or wherever `initdb` is; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    where = str(found[-1]) if found else shutil.which("initdb")
    return Path(where).parent if where else None


class PrivatePostgres:
    """A server with a copy of the test's database."""

    def __init__(self) -> None:
        self._bin = programs()
        self._owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self._folder = Path(tempfile.mkdtemp(prefix="qurultai-postgres-"))
        if self._owner:
            shutil.chown(self._folder, "postgres")
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._run("initdb", "-A", "trust", "-U", "postgres", "-N", "-D", "data")
        self.start()

    @property
    def url(self) -> str:
        """The address of the copy."""
        return f"postgres://postgres@127.0.0.1:{self._port}/copy"

    def start(self) -> None:
        """Start; recovery comes first when it was stopped at once."""
        options = f"-p {self._port} -h 127.0.0.1 -k {self._folder} -c wal_writer_delay=10s"
        self._run("pg_ctl", "-w", "-D", "data", "-l", "log", "-o", options, "start")

    def stop_at_once(self) -> None:
        """Abort every process without a checkpoint: what was not flushed is lost."""
        self._run("pg_ctl", "-w", "-D", "data", "-m", "immediate", "stop")

    def copy(self) -> None:
        """Take over the tables and rows of the test's database."""
        given, here = connection.settings_dict, ("-h", "127.0.0.1", "-p", str(self._port), "-U", "postgres")
        there = ("-h", given["HOST"], "-p", str(given["PORT"]), "-U", given["USER"])
        password = {"PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else {}
        dump = self._run("pg_dump", *there, given["NAME"], env=os.environ | password)
        self._run("createdb", *here, "copy")
        self._run("psql", "-q", "-v", "ON_ERROR_STOP=1", *here, "copy", given=dump)

    def close(self) -> None:
        """Stop it for good and forget its files."""
        if (self._folder / "data" / "postmaster.pid").exists():
            self.stop_at_once()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str, given: str = "", env: dict[str, str] | None = None) -> str:
        """Run one of the server's programs in its folder. Raises AssertionError with its words."""
        quiet = program in {"pg_ctl", "initdb"}  # a server that inherits a pipe would keep it open
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            cwd=self._folder,
            input=given,
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else subprocess.PIPE,
            text=True,
            check=False,
            env=env,
            **self._owner,
        )
        if done.returncode:
            raise AssertionError(f"{program} failed: {done.stderr}")
        return done.stdout
