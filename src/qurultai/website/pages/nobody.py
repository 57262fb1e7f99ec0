"""A request that nobody sent: who asks never reaches what is made."""

from typing import Any

from django.http import HttpRequest

from qurultai.kit.access import NOBODY


class PublicRequest(HttpRequest):
    """A path, an edition, nobody."""

    def __init__(self, path: str, edition: Any, query: str = "") -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "QUERY_STRING": query}
        self.actor, self.edition = NOBODY, edition
