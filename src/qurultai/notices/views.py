"""Letters that went out and that wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from qurultai.kit import access
from qurultai.kit.access import guard
from qurultai.kit.ui import tables
from qurultai.notices import queries, rules
from qurultai.notices.policies import LIST_MESSAGES, READ_MESSAGE

COLOURS = {"queued": "sun", "sent": "done", "dropped": "danger"}
FIELDS = {"when": "queued_at", "subject": "subject", "to": "person__latin_name"}


def messages_table(request: HttpRequest) -> tables.Table:
    """The outbox; a letter opens for those who may read it."""
    states = {"queued": _("waiting"), "sent": _("sent"), "dropped": _("not sent")}
    may_read, tz = access.allowed(READ_MESSAGE, request.actor, edition_id=request.edition.id), request.edition.tz

    def subject(message: object) -> object:
        return tables.link(f"{request.path}{message.id}/", message.subject) if may_read else message.subject

    return tables.Table(
        name="letters",
        caption=_("Letters"),
        columns=[
            tables.Column("subject", _("Subject"), subject, sortable=True),
            tables.Column("to", _("To"), lambda m: tables.named(m.reader, rules.masked(m.to)), sortable=True),
            tables.Column("when", _("When"), lambda m: tables.moment(m.queued_at, tz), sortable=True),
            tables.Column("state", _("State"), lambda m: tables.badge(states[m.state], COLOURS[m.state])),
        ],
        filters=[tables.Filter("state", _("State"), _("All"), list(states.items()))],
        search=_("Search by subject or name"),
        order="-when",
    )


@guard(LIST_MESSAGES)
def messages(request: HttpRequest) -> HttpResponse:
    """The outbox, newest first; addresses are masked."""
    table = messages_table(request)
    wanted = tables.asked(request, table)
    found = queries.messages_visible_to(request.actor, request.edition.id, wanted.words, wanted["state"])
    part = tables.sliced(found, FIELDS[wanted.by], wanted, table.size, downwards=wanted.downwards)
    return render(request, "notices/messages.html", {"list": tables.shown(request, table, wanted, part)})


@guard(READ_MESSAGE, load=queries.message_visible_to)
def message(request: HttpRequest, message: object) -> HttpResponse:
    """One letter as text; its body is shown to the support desk only."""
    to = rules.masked(message.to)
    return render(request, "notices/message.html", {"message": message, "to": to})
