"""Back to the page whose button was pressed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from qurultai.editions.public import address
from qurultai.people.public import safe_next


def back_where_she_came_from(request: HttpRequest) -> HttpResponse:
    """To the table that the button stood on."""
    came = request.headers.get("Referer", "")
    path = came.split(request.get_host(), 1)[-1] if request.get_host() in came else ""
    return redirect(safe_next(path, address("office:home", request.edition)))
