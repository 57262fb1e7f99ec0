"""`qurultai work`: a worker process for the cluster."""

from django.core.management.base import BaseCommand, CommandParser

from qurultai.project import server, worker


class Command(BaseCommand):
    """Delivers the journal until told to stop."""

    requires_system_checks = []
    help = "Deliver what happened to whoever reacts to it: notices, ready pages, search. Run as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-prepare", action="store_true", help="leave migrations and static files alone")

    def handle(self, *args: object, **options: object) -> None:
        if not options["no_prepare"]:  # ready pages name static files by hash
            server.prepare()
        worker.work_until_told()
