"""The office's side navigation: only what the person may open."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qurultai.editions.public import address
from qurultai.kit import access

GROUPS = (
    (
        gettext_lazy("Forum"),
        (
            ("office:home", gettext_lazy("Overview"), "home", "office.home.read"),
            ("editions:overview", gettext_lazy("The forum"), "calendar", "editions.forum_settings.read"),
            ("editions:places", gettext_lazy("Places"), "place", "editions.forum_settings.read"),
            ("editions:grants", gettext_lazy("Roles"), "key", "editions.role_grant.list"),
        ),
    ),
    (
        gettext_lazy("People"),
        (
            ("registration_office:registrations", gettext_lazy("Registrations"), "check", "registration.registry.read"),
            (
                "registration_office:categories",
                gettext_lazy("Categories and quotas"),
                "list",
                "registration.category.read",
            ),
            ("people_office:people", gettext_lazy("People"), "people", "people.registry.read"),
            ("people_office:organisations", gettext_lazy("Organisations"), "building", "people.registry.read"),
            ("calendar_office:overview", gettext_lazy("Calendar"), "clock", "calendar.free_busy.read"),
        ),
    ),
    (
        gettext_lazy("Accreditation"),
        (
            (
                "accreditation_office:clearances",
                gettext_lazy("Clearances"),
                "lock",
                "accreditation.accreditation.update",
            ),
            ("accreditation_office:batches", gettext_lazy("Batches"), "list", "accreditation.accreditation.update"),
            ("accreditation_office:zones", gettext_lazy("Zones and desks"), "door", "accreditation.zone_policy.read"),
            ("badges_office:desk", gettext_lazy("Badge desk"), "print", "accreditation.badge.print"),
            ("badges_office:all", gettext_lazy("Badges"), "person", "accreditation.badge.list"),
            ("visas_office:cases", gettext_lazy("Visa desk"), "globe", "accreditation.visa_letter.list"),
        ),
    ),
    (
        gettext_lazy("Programme"),
        (
            ("programme_office:sessions", gettext_lazy("Sessions"), "list", "programme.session.create"),
            ("programme_office:plan", gettext_lazy("Plan"), "grid", "programme.session.transition"),
            ("programme_office:import", gettext_lazy("Import"), "upload", "programme.session.create"),
            (
                "programme_office:versions",
                gettext_lazy("Publish and versions"),
                "document",
                "programme.session.transition",
            ),
        ),
    ),
    (
        gettext_lazy("On site"),
        (
            ("onsite_office:arrivals", gettext_lazy("Arrivals"), "walk", "onsite.arrival.read"),
            ("onsite_office:inside", gettext_lazy("Who is inside"), "people", "onsite.scan.list"),
            ("onsite_office:problems", gettext_lazy("Problems desk"), "warning", "onsite.scan.list"),
            ("onsite_office:gates", gettext_lazy("Gates"), "door", "onsite.device.list"),
            ("onsite_office:quotas", gettext_lazy("Quotas of organisations"), "building", "onsite.quota.update"),
        ),
    ),
    (
        gettext_lazy("Records"),
        (
            ("office:journal", gettext_lazy("Journal"), "journal", "kit.audit_log.list"),
            ("notices_office:messages", gettext_lazy("Letters"), "mail", "notices.message_outbox.list"),
            ("people_office:erasures", gettext_lazy("Erasures"), "lock", "people.subject_request.list"),
            ("people_office:tokens", gettext_lazy("API tokens"), "key", "people.api_token.create"),
        ),
    ),
)


def items(request: HttpRequest) -> list[dict]:
    """Groups of links as `c-nav` wants them."""
    edition = request.edition
    edition_id = edition.id if edition else None
    here = max(
        (
            url
            for _heading, links in GROUPS
            for name, *_rest in links
            if request.path.startswith(url := address(name, edition))
        ),
        key=len,
        default="",
    )
    groups = []
    for heading, links in GROUPS:
        children = [
            {
                "label": label,
                "url": (url := address(name, edition)),
                "icon": icon,
                "current": url == here and (name != "office:home" or request.path == url),
            }
            for name, label, icon, permission in links
            if access.allowed(access.PERMISSIONS[permission], request.actor, edition_id=edition_id)
        ]
        if children:
            groups.append({"label": heading, "children": children})
    return groups


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the navigation on the office's pages, in whichever context they live."""
    parts = request.path_info.split("/")
    if len(parts) < 3 or parts[2] != "office" or not hasattr(request, "actor"):
        return {}
    return {
        "nav_items": items(request),
        "place": _("Office"),
        "home_url": address("office:home", request.edition),
        "tool_links": [
            {"label": _("Public site"), "url": address("website:home", request.edition), "icon": "globe"},
            {"label": _("My forum"), "url": address("cabinet:home", request.edition), "icon": "person"},
        ],
    }
