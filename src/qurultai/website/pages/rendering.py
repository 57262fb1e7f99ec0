"""One public page made into bytes for nobody in particular: who asks never reaches what is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from qurultai.kit.dates import date_range
from qurultai.kit.ready import Page
from qurultai.website.pages.composing import CONTEXTS, Site
from qurultai.website.pages.files import FILES
from qurultai.website.pages.linked import linked
from qurultai.website.pages.nobody import PublicRequest
from qurultai.website.past import has_past
from qurultai.website.rules.places import LANGUAGES, in_language
from qurultai.website.words import days_left, zone_words

NOTHING: Mapping[str, str] = MappingProxyType({})
HTML = "text/html; charset=utf-8"
PLURALS = {"one": 1, "few": 2, "many": 5}
"""A number of each of the plural forms that our three languages have."""
SECTIONS = {
    "programme": ("programme", "grid", "topics", "topic", "kinds", "kind", "session", "versions"),
    "speakers": ("speakers", "speaker"),
    "rooms": ("rooms", "room"),
    "past": ("past",),
}


def rendered(site: Site, name: str, parts: dict[str, str], wanted: Mapping[str, str] = NOTHING) -> Page:
    """The page or file of this name as bytes, its path inside the edition, narrowed to what is `wanted`.

    Raises NotThere.
    """
    address = site.address(f"website:{name}", **parts)
    with override(site.language):
        if name in FILES:
            content_type, body = FILES[name](site, **parts)
            return Page(address, content_type, body)
        context = {**frame(site, name, address), **CONTEXTS[name](site, **parts, **wanted)}
        context["description"] = description(site, context)
        context["linked"] = linked(site, name, context)
        request = PublicRequest(address, site.edition, urlencode(wanted))
        body = render_to_string(f"website/{name}.html", context, request)
    return Page(address, HTML, body.encode())


def description(site: Site, context: dict[str, Any]) -> str:
    """One or two sentences on the page for search engines and for whoever is sent its link."""
    talk, person, theme = (context.get(name) for name in ("talk", "person", "theme"))
    words = talk.abstract if talk else person.biography or person.line if person else theme.description if theme else ""
    return Truncator(str(words) or site.edition.summary.best(site.language)).chars(200)


def frame(site: Site, name: str, address: str) -> dict[str, Any]:
    """What every page has around it: navigation, its addresses in the other languages, the way to the cabinet."""
    labels = {
        "programme": _("Programme"),
        "speakers": _("Speakers"),
        "rooms": _("Rooms"),
    } | ({"past": _("Past forums")} if has_past(site.edition.series.slug) else {})
    section = next((key for key, names in SECTIONS.items() if name in names), "")
    left = {form: days_left(count).replace(str(count), "#") for form, count in PLURALS.items()}
    items = [
        {"label": label, "url": site.address(f"website:{key}"), "current": key == section}
        for key, label in labels.items()
    ]
    return {
        "site": site,
        "edition": site.edition,
        "page_name": name,
        "section": section,
        "home_url": site.address("website:home"),
        "place": site.edition.city,
        "search_url": site.address("website:search"),
        "register_url": site.address("registration:categories") if site.registers else "",
        "my_url": site.address("cabinet:home"),
        "nav_items": items if site.published else [item for item in items if item["label"] == labels.get("past")],
        "dates": date_range(site.edition.starts_on, site.edition.ends_on),
        "zone": site.edition.tz,
        "city_zone": zone_words(site.edition),
        "left": left,
        "foot_items": [
            {"label": _("Data, privacy and accessibility"), "url": site.address("website:about")},
            {"label": _("My forum"), "url": site.address("cabinet:home")},
        ],
        "canonical": settings.BASE_URL + address,
        "alternates": [(tag, settings.BASE_URL + in_language(address, tag)) for tag in LANGUAGES],
        "base_url": settings.BASE_URL,
    }


def soon(site: Site, name: str, parts: dict[str, str]) -> bytes:
    """What stands at the programme's addresses before the first version."""
    address = site.address(f"website:{name}", **parts)
    with override(site.language):
        request = PublicRequest(address, site.edition)
        return render_to_string("website/soon.html", frame(site, name, address), request).encode()
