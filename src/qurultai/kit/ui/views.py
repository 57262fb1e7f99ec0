"""The gallery of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from qurultai.kit.ui import gallery as samples

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
