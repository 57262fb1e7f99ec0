"""Who came and who is inside, live."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qurultai.kit import clock
from qurultai.kit.access import guard
from qurultai.kit.cldr import country_name
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.onsite.policies import EXPORT_SCANS, LIST_SCANS, READ_ARRIVALS
from qurultai.onsite.queries import office
from qurultai.onsite.views.office.tables import inside_table

WIDEST = 100


@require_safe
@guard(READ_ARRIVALS)
def arrivals(request: HttpRequest) -> HttpResponse:
    """How many came, by hour, category and country; asks again by itself."""
    try:
        day = dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    found = office.arrivals_of(request.edition, day)
    tz = request.edition.tz
    parts = [
        ("hours", _("By hour"), _("Hour"), [(f"{hour.astimezone(tz):%H:%M}", n) for hour, n in found.hours]),
        ("categories", _("By category"), _("Category"), [(str(name) or "—", n) for name, n in found.categories]),
        ("countries", _("By country"), _("Country"), [(country_name(code) or "—", n) for code, n in found.countries]),
    ]
    shown = {
        "found": found,
        "now": clock.now(),
        "days": [{"label": one, "url": f"?day={one}", "current": one == found.day} for one in found.days],
        "parts": [{"key": key, "title": title, "head": head, "rows": _bars(rows)} for key, title, head, rows in parts],
        "column": _("People"),
        "inside": [{"name": name, "people": n} for name, n in found.inside],
    }
    template = "onsite/_arrivals.html" if request.headers.get("HX-Request") else "onsite/arrivals.html"
    return render(request, template, shown)


def _bars(rows: list[tuple[str, int]]) -> list[dict[str, object]]:
    """Rows with the width and place of their bars."""
    most = max((n for _, n in rows), default=1)
    return [
        {"name": name, "people": n, "width": round(WIDEST * n / most, 1), "top": 10 * place}
        for place, (name, n) in enumerate(rows)
    ]


@require_safe
@guard(LIST_SCANS)
def inside(request: HttpRequest) -> HttpResponse:
    """Who is inside, by name."""
    table = inside_table(office.zones_of(request.edition), request.edition.tz, f"{request.path}list.{{}}")
    wanted = tables.asked(request, table)
    part = tables.sliced(_found(request, wanted), "since", wanted, table.size, downwards=wanted.downwards)
    return render(request, "onsite/inside.html", {"list": tables.shown(request, table, wanted, part)})


@require_safe
@guard(EXPORT_SCANS)
@limited(EXPORT)
def inside_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered."""
    table = inside_table(office.zones_of(request.edition), request.edition.tz, "")
    wanted = tables.asked(request, table)
    rows = _found(request, wanted).order_by("since", "pk").iterator(chunk_size=1000)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"inside-{request.edition.slug}")


def _found(request: HttpRequest, wanted: tables.Asked) -> object:
    return office.inside_visible_to(request.actor, request.edition, words=wanted.words, zone=wanted["zone"])
