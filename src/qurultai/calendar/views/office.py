"""The office looks at the calendar of any person or place."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qurultai.calendar.policies import READ_FREE_BUSY
from qurultai.calendar.queries import office as queries
from qurultai.calendar.queries.agenda import AgendaEntry
from qurultai.calendar.queries.office import CalendarOf, Calendars
from qurultai.calendar.views.pages import pages_of
from qurultai.calendar.views.wording import kind_of, purpose_of, state_of, title_of
from qurultai.editions.public import address
from qurultai.kit.access import guard
from qurultai.kit.ui.schedule import Item, Plan, laid_out


@require_safe
@guard(READ_FREE_BUSY, load=queries.calendars_visible_to)
def overview(request: HttpRequest, calendars: Calendars) -> HttpResponse:
    """Find a person or a place; see the clashes that wait to be resolved."""
    words = request.GET.get("q", "")[:100]
    clashes = calendars.clashes()
    clashing, whose = [entry for entry, _names in clashes], [names for _entry, names in clashes]
    shown = {
        "words": words,
        "people": calendars.people(words),
        "rooms": calendars.rooms(),
        "clashes": [row | {"whose": names} for row, names in zip(_rows(clashing, request), whose, strict=True)],
        "columns": _columns(_("Day"), _("When"), _("What"), _("Where"), _("Whose time is taken")),
    }
    return render(request, "calendar/overview.html", shown)


@require_safe
@guard(READ_FREE_BUSY, load=queries.person_calendar_visible_to)
def person(request: HttpRequest, calendar: CalendarOf) -> HttpResponse:
    """A person's day."""
    return _day(request, calendar)


@require_safe
@guard(READ_FREE_BUSY, load=queries.room_calendar_visible_to)
def room(request: HttpRequest, calendar: CalendarOf) -> HttpResponse:
    """A room's day."""
    return _day(request, calendar)


@require_safe
@guard(READ_FREE_BUSY, load=queries.table_calendar_visible_to)
def table(request: HttpRequest, calendar: CalendarOf) -> HttpResponse:
    """A table's day."""
    return _day(request, calendar)


def _day(request: HttpRequest, calendar: CalendarOf) -> HttpResponse:
    days = calendar.days()
    day = _asked(request.GET.get("day", ""), days)
    entries = calendar.on(day)
    shown = {
        "calendar": calendar,
        "crumbs": [
            {"label": _("Calendar"), "url": address("calendar_office:overview", request.edition)},
            {"label": calendar.name, "url": request.path},
        ],
        "days": [
            {"label": date_format(one, "MONTH_DAY_FORMAT"), "url": f"?day={one.isoformat()}", "current": one == day}
            for one in days
        ],
        "rows": _rows(entries, request),
        "columns": _columns(_("When"), _("What"), _("Kind"), _("Where"), _("As")),
        "plan": _plan(entries, calendar),
        "tz": calendar.edition.tz,
    }
    return render(request, "calendar/day.html", shown)


def _asked(words: str, days: list[dt.date]) -> dt.date:
    try:
        day = dt.date.fromisoformat(words)
    except ValueError:
        return days[0]
    return day if day in days else days[0]


def _columns(*labels: str) -> list[dict[str, str]]:
    return [{"key": label, "label": label} for label in labels]


def _rows(entries: list[AgendaEntry], request: HttpRequest) -> list[dict[str, object]]:
    pages = pages_of(request, entries)
    return [_row(entry, request, pages.get(entry.subject_id, "")) for entry in entries]


def _row(entry: AgendaEntry, request: HttpRequest, url: str) -> dict[str, object]:
    colour, state = state_of(entry)
    return {
        "url": url,
        "title": title_of(entry),
        "start": entry.during.starts_at.astimezone(request.edition.tz),
        "end": entry.during.ends_at.astimezone(request.edition.tz),
        "kind": kind_of(entry),
        "purpose": purpose_of(entry),
        "places": "; ".join(str(place) for place in entry.places),
        "colour": colour,
        "state": state,
    }


def _plan(entries: list[AgendaEntry], calendar: CalendarOf) -> Plan:
    firm, soft = calendar.name, _("Pending and clashing")
    items = [
        Item(
            title=title_of(entry),
            starts_at=entry.during.starts_at,
            ends_at=entry.during.ends_at,
            room=firm if entry.firm else soft,
            speakers="; ".join(str(place) for place in entry.places),
            state="clash" if entry.clashes else "",
        )
        for entry in entries
    ]
    columns = [firm, soft] if any(not entry.firm for entry in entries) else [firm]
    return laid_out(items, columns, calendar.edition.tz)
