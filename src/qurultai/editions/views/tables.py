"""The office's tables of roles and rooms."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qurultai.editions.addresses import address
from qurultai.editions.forms.forum import ROLE_NAMES
from qurultai.editions.models import Grant, Room
from qurultai.editions.policies import DELETE_ROLE_GRANT, UPDATE_FORUM_SETTINGS
from qurultai.editions.wording import equipment_name
from qurultai.kit import access
from qurultai.kit.ui.tables import Column, Filter, Table, link, named


def grants_table(request: HttpRequest) -> Table:
    """Who holds which role; with a button for those who may take it back."""
    names = {code: str(name) for code, name in ROLE_NAMES.items()}
    people = address("people_office:people", request.edition)

    def withdrawing(grant: Grant) -> str:
        return render_to_string("editions/_withdrawal.html", {"grant": grant}, request)

    columns = [
        Column(
            "name",
            _("Person"),
            lambda grant: link(f"{people}{grant.person.code}/", grant.person.name, grant.person.code),
            lambda grant: grant.person.name,
            sortable=True,
        ),
        Column("role", _("Role"), lambda grant: names.get(grant.role, grant.role), sortable=True),
    ]
    if access.allowed(DELETE_ROLE_GRANT, request.actor, edition_id=request.edition.id):
        columns.append(Column("step", _("Step"), withdrawing))
    return Table(
        name="grants",
        caption=_("Roles"),
        columns=columns,
        filters=[Filter("role", _("Role"), _("All roles"), list(names.items()))],
        search=_("Search by name"),
        order="role",
    )


def rooms_table(request: HttpRequest) -> Table:
    """The rooms of the venue."""
    may = access.allowed(UPDATE_FORUM_SETTINGS, request.actor, request.edition)
    beginning = f"{request.path}rooms/"

    def name(room: Room) -> object:
        return link(f"{beginning}{room.code}/", room.name, room.code) if may else named(room.name, room.code)

    buildings = [(str(house.id), str(house.name)) for house in request.edition.buildings.all()]
    return Table(
        name="rooms",
        caption=_("Rooms"),
        columns=[
            Column("name", _("Room"), name, lambda room: room.name, sortable=True),
            Column("building", _("Building"), lambda room: room.building.name if room.building else "—", sortable=True),
            Column("floor", _("Floor"), lambda room: room.floor or "—", sortable=True),
            Column("places", pgettext("seats", "Places"), lambda room: room.capacity or "—", None, True, number=True),
            Column("tables", _("Tables"), lambda room: room.table_count, sortable=True, number=True),
            Column("equipment", _("Equipment"), lambda room: ", ".join(map(equipment_name, room.equipment)) or "—"),
        ],
        filters=[Filter("building", _("Building"), _("All buildings"), buildings)],
        search=_("Search by name"),
        key=lambda room: room.code,
        order="",
    )
