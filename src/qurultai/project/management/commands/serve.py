"""`qurultai serve`: the web (and, on SQLite, the worker beside it)."""

import os

from django.core.management.base import BaseCommand, CommandParser

from qurultai.project import server


class Command(BaseCommand):
    """Prepares the installation and serves it."""

    help = "Serve the forum's pages and API (and, on SQLite, the worker)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=os.environ.get("QURULTAI_ADDRESS", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("QURULTAI_WORKERS", "2")))
        parser.add_argument("--no-prepare", action="store_true", help="leave migrations and static files alone")

    def handle(self, *args: object, **options: object) -> None:
        if not options["no_prepare"]:
            server.prepare()
        self.stdout.write(f"http://{options['address']}:{options['port']}")
        server.serve(options["address"], options["port"], options["workers"])
