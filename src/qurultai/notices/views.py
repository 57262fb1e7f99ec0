"""Letters that went out and that wait."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from qurultai.kit.access import guard
from qurultai.notices import queries, rules
from qurultai.notices.policies import LIST_MESSAGES, READ_MESSAGE

ON_A_PAGE = 50
STATES = ("queued", "sent", "dropped")


def _state_names() -> dict[str, str]:
    return {"queued": _("waiting"), "sent": _("sent"), "dropped": _("not sent")}


@guard(LIST_MESSAGES)
def messages(request: HttpRequest) -> HttpResponse:
    """The outbox, newest first; addresses are masked."""
    words, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    found = queries.messages_visible_to(request.actor, request.edition.id, words, state if state in STATES else "")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    names = _state_names()
    for message in page:
        message.state_name, message.to = names[message.state], rules.masked(message.person.email)
    columns = [{"label": _("Subject")}, {"label": _("To")}, {"label": _("When")}, {"label": _("State")}]
    shown = {"page": page, "columns": columns, "words": words, "state": state, "states": names.items()}
    return render(request, "notices/messages.html", shown)


@guard(READ_MESSAGE, load=queries.message_visible_to)
def message(request: HttpRequest, message: object) -> HttpResponse:
    """One letter as text; its body is shown to the support desk only."""
    to = rules.masked(message.person.email)
    return render(request, "notices/message.html", {"message": message, "to": to})
