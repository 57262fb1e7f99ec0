"""`qurultai prepare`: migrations and static files, once before the processes of a cluster start."""

from django.core.management.base import BaseCommand

from qurultai.project import server


class Command(BaseCommand):
    """Makes the installation ready."""

    help = "Migrate the database and collect the static files."

    def handle(self, *args: object, **options: object) -> None:
        server.prepare()
