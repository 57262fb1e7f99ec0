"""`qurultai demo`: a running forum from nothing; the second time on the data that is there."""

import os
import shutil
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from qurultai.demo import stage
from qurultai.editions import public as editions
from qurultai.project import server


class Command(BaseCommand):
    """Enters the demonstration, lets the engine plan it, publishes it and serves it."""

    help = "Run the demonstration forum: the first time it is entered, planned and published; afterwards it is there."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw the demonstration's data away and begin again")
        parser.add_argument("--no-serve", action="store_true", help="make everything ready and stop")
        parser.add_argument("--seconds", type=int, default=45, help="how long the engine may plan")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: object, **options: object) -> None:
        if options["reset"]:
            self._reset()
        began = time.monotonic()
        server.prepare()
        if (edition := editions.edition_at_root()) is None:
            edition = self._make(options["seconds"], began)
        self._invite(edition, options["port"])
        if not options["no_serve"]:
            connections.close_all()
            server.serve(os.environ.get("QURULTAI_ADDRESS", "127.0.0.1"), options["port"], workers=2)

    def _reset(self) -> None:
        """Only what the demonstration itself has made in the data folder, and only on SQLite."""
        if not settings.EMBEDDED:
            self.stderr.write("--reset works on the demonstration's own SQLite file only")
            raise SystemExit(2)
        connections.close_all()
        for path in settings.DATA.glob("qurultai.sqlite3*"):
            path.unlink()
        for folder in ("cache", "mail", "media"):
            shutil.rmtree(settings.DATA / folder, ignore_errors=True)

    def _make(self, seconds: int, began: float) -> object:
        def say(line: str) -> None:
            self.stdout.write(f"{time.monotonic() - began:6.1f} s  {line}")
            self.stdout.flush()

        say("entering 700 people, 12 rooms, 48 tables, 70 sessions …")
        edition = stage.enter()
        say("planning: every person once at a time, every room once at a time …")
        stage.plan(edition, seconds, say)
        say("publishing version 1 in Kazakh, Russian and English …")
        stage.publish(edition)
        say("rehearsing at six gates …")
        stage.rehearse(edition)
        say("ready")
        return edition

    def _invite(self, edition: object, port: int) -> None:
        self.stdout.write(f"\n{edition.name}\nhttp://127.0.0.1:{port}/\n\nOne-time sign-in links (invented people):")
        for role, name, path in stage.sign_in_links(edition):
            self.stdout.write(f"  {role:34.34} {name:28.28} http://localhost:{port}{path}")
        path, code = stage.way_to_a_gate(edition)
        self.stdout.write(
            f"\nA gate, once and within 15 minutes (later: the office → Gates):\n  http://localhost:{port}{path}\n"
            f"There, under “Code of a badge”, or as a square code before the camera:\n  {code}\n"
        )
        self.stdout.flush()
