"""`qurultai live`: server-sent events for screens."""

import os

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class Command(BaseCommand):
    """Serves the live stream."""

    requires_system_checks = []
    help = "Tell open screens what everybody may know, as it happens (server-sent events)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=os.environ.get("QURULTAI_ADDRESS", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("QURULTAI_LIVE_PORT", "8001")))

    def handle(self, *args: object, **options: object) -> None:
        Granian(
            "qurultai.project.live:application",
            address=options["address"],
            port=options["port"],
            interface=Interfaces.ASGINL,
            workers=1,
            log_level=LogLevels.warning,
            log_access=False,
        ).serve()
