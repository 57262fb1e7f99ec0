"""The gallery of components."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from qurultai.kit.saved_views import SavedViews, View
from qurultai.kit.ui import gallery as samples
from qurultai.kit.ui.tables import Asked, Column, Filter, Shown, Slice, Table, link
from qurultai.kit.ui.tables.showing import body_of, heads_of

LAYOUTS = ("website", "cabinet", "office", "kiosk")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the kind of screen named by `?layout=`; the office's by default."""
    wanted = request.GET.get("layout", "office")
    layout = wanted if wanted in LAYOUTS else "office"
    return render(request, "ui/gallery.html", shown(layout))


def shown(layout: str) -> dict[str, object]:
    """What the gallery's template shows in a layout."""
    names = {
        "website": pgettext("gallery", "Website"),
        "cabinet": pgettext("gallery", "Cabinet"),
        "office": pgettext("gallery", "Office"),
        "kiosk": pgettext("gallery", "Kiosk"),
    }
    form = samples.SampleForm()
    bad = samples.SampleForm(
        {"bad-name": "", "bad-mail": "not-an-address", "bad-country": "kz", "bad-about": "…"}, prefix="bad"
    )
    return {
        "layout": f"layouts/{layout}.html",
        "layout_name": layout,
        "kinds": [{"label": names[key], "url": f"?layout={key}", "current": key == layout} for key in LAYOUTS],
        "nav_items": navigation(),
        "crumbs": [{"label": pgettext("gallery", "Office"), "url": "#"}, {"label": pgettext("gallery", "Gallery")}],
        "plan": samples.programme(),
        "zone": samples.ZONE,
        "titles": samples.TITLES,
        "rooms": samples.ROOMS,
        "starts": samples.at(10, 30),
        "ends": samples.at(11, 30),
        "specimens": samples.SPECIMENS,
        "icons": samples.ICONS,
        "sample_form": form,
        "bad_form": bad,
        "list_page": samples.page(),
        "columns": columns(),
        "list": a_list(),
        "days": days(),
        "steps": steps(),
        "tabs": tabs(),
        "tones": range(8),
        "swatches": ("ground", "surface", "sunken", "night", "action", "sun", "danger", "done", "accent"),
    }


def navigation() -> list[dict[str, object]]:
    """Five entries of a main navigation."""
    return [
        {"label": pgettext("gallery", "Today"), "url": "#today", "icon": "home", "current": True},
        {"label": pgettext("gallery", "Programme"), "url": "#programme", "icon": "calendar"},
        {"label": pgettext("gallery", "Meetings"), "url": "#meetings", "icon": "meeting", "count": 3},
        {"label": pgettext("gallery", "People"), "url": "#people", "icon": "people"},
        {"label": pgettext("gallery", "My data"), "url": "#data", "icon": "person"},
    ]


def columns() -> list[dict[str, object]]:
    """Heads of the sample table."""
    return [
        {"key": "name", "label": pgettext("gallery", "Name"), "sortable": True},
        {"key": "organisation", "label": pgettext("gallery", "Organisation"), "sortable": True},
        {"key": "state", "label": pgettext("gallery", "State")},
        {"key": "meetings", "label": pgettext("gallery", "Meetings"), "sortable": True, "number": True},
    ]


def a_list() -> Shown:
    """A table that behaves, with three rows, saved views, a chosen order and more pages."""
    rows = [
        ("Айгүл Сапарова", "Ғалам", 12, "#p1"),
        ("John Smith", "Orbital Works Ltd", 3, "#p2"),
        ("Şebnem Yılmaz", "Yıldız Uydu", 0, "#p3"),
    ]
    heads = (pgettext("gallery", "Name"), pgettext("gallery", "Organisation"), pgettext("gallery", "Meetings"))
    table = Table(
        name="gallery",
        caption=pgettext("gallery", "People"),
        columns=[
            Column("name", heads[0], lambda row: link(row[3], row[0]), sortable=True),
            Column("organisation", heads[1], lambda row: row[1]),
            Column("meetings", heads[2], lambda row: row[2], sortable=True, number=True),
        ],
        filters=[Filter("state", pgettext("gallery", "State"), pgettext("gallery", "Any state"), [])],
        search=pgettext("gallery", "Search people"),
        key=lambda row: row[3][-1],
        label=lambda row: row[0],
        order="name",
        files="#{}",
    )
    asked = Asked("", {"state": ""}, "name", tuple(table.columns), chosen=False)
    views = [View(UUID(int=1), pgettext("gallery", "Waiting for you"), "#view", shared=True, mine=True, here=True)]
    return Shown(
        table=table,
        asked=asked,
        slice=Slice(rows, 240, after="x", before="y"),
        body=body_of(table, asked, rows, bulk=True),
        heads=heads_of(asked),
        saved=SavedViews("gallery", "", views),
        base="#",
    )


def days() -> list[dict[str, object]]:
    """Two days of a forum."""
    return [
        {"label": pgettext("gallery", "Day %(n)s") % {"n": 1}, "note": "09.09.2027", "url": "#day1", "current": True},
        {"label": pgettext("gallery", "Day %(n)s") % {"n": 2}, "note": "10.09.2027", "url": "#day2"},
    ]


def steps() -> list[dict[str, object]]:
    """A form of three steps, the second open."""
    return [
        {"label": pgettext("gallery", "About you"), "done": True},
        {"label": pgettext("gallery", "Documents"), "current": True},
        {"label": pgettext("gallery", "Check and send")},
    ]


def tabs() -> list[dict[str, object]]:
    """Three tabs, one with a count of nothing."""
    return [
        {"label": pgettext("gallery", "All"), "url": "#all", "count": 240, "current": True},
        {"label": pgettext("gallery", "Waiting for you"), "url": "#waiting", "count": 3},
        {"label": pgettext("gallery", "Refused"), "url": "#refused", "count": 0},
    ]
