"""The office's tables of registrations and of groups."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qurultai.editions.public import address
from qurultai.kit import access
from qurultai.kit.cldr import country_choices, country_name
from qurultai.kit.ui.tables import Column, Filter, Table, badge, link, moment
from qurultai.registration.policies import EXPORT_REGISTRATION
from qurultai.registration.queries.office import category_names
from qurultai.registration.wording import GROUP_KINDS, SOURCES, STATE_COLOURS, STATES


def registrations_table(request: HttpRequest) -> Table:
    """Its columns and filters, in the reader's language."""
    edition = request.edition
    beginning, _code = address("registration_office:registration", edition, code="C-O-D-E").split("C-O-D-E")
    exports = access.allowed(EXPORT_REGISTRATION, request.actor, edition_id=edition.id)
    names = category_names(edition)
    states = [(key, str(name)) for key, name in STATES.items() if key != "draft"]
    return Table(
        name="registrations",
        caption=_("Registrations"),
        columns=_columns(edition.tz, beginning, {key: name for key, (_code, name) in names.items()}),
        filters=[
            Filter("state", _("State"), _("All states"), states),
            Filter("category", _("Category"), _("All categories"), list(names.values())),
            Filter("source", _("Came by"), _("From anywhere"), [(key, str(name)) for key, name in SOURCES.items()]),
            Filter("country", _("Country"), _("All countries"), country_choices()),
        ],
        search=_("Search by name, organisation, address or code"),
        key=lambda row: row.code,
        label=lambda row: row.name,
        order="-when",
        files=address("registration_office:list", edition, kind="KIND").replace("KIND", "{}") if exports else "",
        hidden=("group",),
    )


def _columns(tz: object, beginning: str, categories: dict) -> list[Column]:
    states = {key: (str(name), STATE_COLOURS[key]) for key, name in STATES.items()}

    def name(row: object) -> str:
        return link(f"{beginning}{row.code}/", row.name, row.code)

    def country(row: object) -> str:
        return country_name(row.country)

    def written(row: object) -> str:
        return f"{row.changed_at.astimezone(tz):%Y-%m-%d %H:%M}"

    return [
        Column("name", pgettext("of a person", "Name"), name, lambda row: row.name, sortable=True),
        Column("code", _("Code"), lambda row: row.code, by_default=False),
        Column("latin", _("Latin letters"), lambda row: row.latin_name, by_default=False),
        Column("organisation", _("Organisation"), lambda row: row.organisation or "—", sortable=True),
        Column("position", _("Position"), lambda row: row.position or "—", by_default=False),
        Column("country", _("Country"), country, sortable=True),
        Column("category", _("Category"), lambda row: categories.get(row.category_id, "—")),
        Column("source", _("Came by"), lambda row: SOURCES[row.source], by_default=False),
        Column("when", _("Last change"), lambda row: moment(row.changed_at, tz), written, sortable=True),
        Column("state", _("State"), lambda row: badge(*states[row.state]), lambda row: states[row.state][0]),
    ]


def groups_table(request: HttpRequest) -> Table:
    """The groups of a forum, with their quotas; the number registered leads to its people."""
    edition = request.edition
    pattern = address("registration_office:group", edition, code="C-O-D-E")
    people = address("registration_office:registrations", edition)
    exports = access.allowed(EXPORT_REGISTRATION, request.actor, edition_id=edition.id)
    files = address("registration_office:groups_list", edition, kind="KIND").replace("KIND", "{}")

    def name(row: object) -> str:
        return link(pattern.replace("C-O-D-E", row.code), row.name, row.code)

    def used(row: object) -> str:
        return link(f"{people}?group={row.code}", row.used)

    return Table(
        name="groups",
        caption=_("Groups"),
        columns=[
            Column("name", _("Name of the group"), name, lambda row: row.name, sortable=True),
            Column("code", _("Code"), lambda row: row.code, by_default=False),
            Column("kind", _("Kind"), lambda row: GROUP_KINDS[row.kind]),
            Column("category", _("Category"), lambda row: row.category.name),
            Column("country", _("Country"), lambda row: country_name(row.country), sortable=True, by_default=False),
            Column("head", _("Who registers its people"), lambda row: row.head.name),
            Column("used", _("Registered"), used, lambda row: row.used, sortable=True, number=True),
            Column("capacity", _("Places"), lambda row: row.capacity, sortable=True, number=True),
        ],
        filters=[
            Filter("kind", _("Kind"), _("All kinds"), [(key, str(words)) for key, words in GROUP_KINDS.items()]),
            Filter("category", _("Category"), _("All categories"), list(category_names(edition).values())),
            Filter("country", _("Country"), _("All countries"), country_choices()),
        ],
        search=_("Search by the name of the group or of its head"),
        order="name",
        files=files if exports else "",
    )
