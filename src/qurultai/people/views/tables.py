"""The office's tables of people and organisations."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from qurultai.kit import access
from qurultai.kit.cldr import alphabetical, country_name, language_name
from qurultai.kit.ui.tables import Column, Filter, Table, link
from qurultai.people import queries, words
from qurultai.people.policies import EXPORT_CONTACT
from qurultai.people.queries import Listed, ListedOrganisation


def roles_of(row: Listed) -> str:
    """A person's roles in words."""
    return ", ".join(str(words.ROLES.get(role, role)) for role in row.roles)


def people_table(request: HttpRequest, beginning: str) -> Table:
    """The people of a forum; `beginning` is the list's own address."""
    countries = [(code, country_name(code)) for code in queries.countries_of(_visible(request))]
    countries.sort(key=lambda country: alphabetical()(country[1]))
    roles = [(code, str(name)) for code, name in words.ROLES.items()]
    return Table(
        name="people",
        caption=_("People"),
        columns=_people_columns(beginning),
        filters=[
            Filter("country", _("Country"), _("All countries"), countries),
            Filter("role", _("Role"), _("All roles"), roles),
        ],
        search=_("Search by name, in any spelling, or by code"),
        key=lambda row: row.person.code,
        label=lambda row: row.person.name,
        order="latin",
        files=f"{beginning}list.{{}}",
        hidden=["organisation"],
    )


def _visible(request: HttpRequest) -> object:
    return queries.people_visible_to(request.actor, request.edition)


def _people_columns(beginning: str) -> list[Column]:
    return [
        Column(
            "name",
            _("Full name"),
            lambda row: link(f"{beginning}{row.person.code}/", row.person.name, row.person.code),
            lambda row: row.person.name,
            sortable=True,
        ),
        Column("latin", _("Latin"), lambda row: row.person.latin_name, sortable=True),
        Column("country", _("Country"), lambda row: country_name(row.person.country) or "—", sortable=True),
        Column("organisation", _("Organisation"), lambda row: "; ".join(map(str, row.organisations)) or "—"),
        Column("position", _("Position"), lambda row: row.person.position or "—", by_default=False),
        Column("language", _("Language of mails"), lambda row: language_name(row.person.language), by_default=False),
        Column("roles", _("Roles"), lambda row: roles_of(row) or "—"),
    ]


def for_a_file(request: HttpRequest, columns: tuple[Column, ...]) -> list[Column]:
    """The columns of a file: those shown, the code, and addresses for those who may export them."""
    contacts = access.allowed(EXPORT_CONTACT, request.actor, edition_id=request.edition.id)
    more = [
        Column("email", _("E-mail address"), lambda row: row.person.email),
        Column("phone", _("Telephone"), lambda row: row.person.phone),
    ]
    return [Column("code", _("Code"), lambda row: row.person.code), *columns, *(more if contacts else [])]


def organisations_table(beginning: str, people: str) -> Table:
    """All organisations; `people` is the address of the list of people."""
    kinds = {key: str(name) for key, name in words.KINDS.items()}

    def members(row: ListedOrganisation) -> object:
        return link(f"{people}?organisation={row.organisation.code}", row.members) if row.members else "0"

    return Table(
        name="organisations",
        caption=_("Organisations"),
        columns=[
            Column(
                "name",
                _("Name"),
                lambda row: link(f"{beginning}{row.organisation.code}/", row.name),
                lambda row: row.name,
                sortable=True,
            ),
            Column("kind", _("Kind"), lambda row: kinds.get(row.organisation.kind, ""), sortable=True),
            Column("country", _("Country"), lambda row: country_name(row.organisation.country) or "—", sortable=True),
            Column("members", _("People here"), members, lambda row: row.members, sortable=True, number=True),
            Column("code", _("Code"), lambda row: row.organisation.code, by_default=False),
        ],
        filters=[Filter("kind", _("Kind"), _("All kinds"), list(kinds.items()))],
        search=_("Search by any name it ever had"),
        key=lambda row: row.organisation.code,
        label=lambda row: str(row.name),
        order="name",
        files=f"{beginning}list.{{}}",
    )
