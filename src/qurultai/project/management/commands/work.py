"""`qurultai work`: a worker process for the cluster."""

from django.core.management.base import BaseCommand

from qurultai.project import worker


class Command(BaseCommand):
    """Delivers the journal until told to stop."""

    requires_system_checks = []
    help = "Deliver what happened to whoever reacts to it: notices, ready pages, search. Run as many as you like."

    def handle(self, *args: object, **options: object) -> None:
        worker.work_until_told()
