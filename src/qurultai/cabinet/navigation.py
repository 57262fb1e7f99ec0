"""The cabinet's navigation, on whichever page of a participant it stands, also those of other contexts."""

from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qurultai.editions.public import address
from qurultai.kit import access

LINKS = (
    ("cabinet:home", gettext_lazy("Now"), "home"),
    ("cabinet:agenda", gettext_lazy("My agenda"), "calendar"),
    ("programme_participant:sessions", gettext_lazy("Sessions"), "star"),
    ("accreditation_mine:badge", gettext_lazy("My badge"), "key"),
    ("cabinet:me", gettext_lazy("About me"), "person"),
)


def items(request: HttpRequest) -> list[dict]:
    """Links as `c-nav` wants them; what this installation does not have is left out."""
    found = []
    for name, label, icon in LINKS:
        try:
            url = address(name, request.edition)
        except NoReverseMatch:
            continue
        here = request.path == url or (name != "cabinet:home" and request.path.startswith(url))
        found.append({"label": label, "url": url, "icon": icon, "current": here})
    return found


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the navigation on a participant's own pages."""
    parts = request.path_info.split("/")
    if len(parts) < 4 or not hasattr(request, "actor") or not request.actor.signed_in:
        return {}
    if parts[2] != "my" and parts[2:4] not in (["sign-in", "passkeys"], ["sign-in", "devices"]):
        return {}
    edition_id = request.edition.id if request.edition else None
    works = access.allowed(access.PERMISSIONS["office.home.read"], request.actor, edition_id=edition_id)
    office = {"label": _("Office"), "url": address("office:home", request.edition), "icon": "building"}
    return {
        "nav_items": items(request),
        "place": _("My forum"),
        "home_url": address("website:home", request.edition),
        "tool_links": [office] if works else [],
    }
