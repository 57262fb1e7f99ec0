"""Buildings, rooms, tables and ways."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qurultai.editions import queries
from qurultai.editions.actions import venue as actions
from qurultai.editions.addresses import address
from qurultai.editions.forms.venue import BuildingForm, RoomForm, TablesForm, WalkForm
from qurultai.editions.models import Edition, Room
from qurultai.editions.policies import READ_FORUM_SETTINGS, UPDATE_FORUM_SETTINGS
from qurultai.editions.views.tables import rooms_table
from qurultai.kit.access import guard
from qurultai.kit.ui.tables import Asked, asked, portion, shown


@guard(READ_FORUM_SETTINGS, load=queries.edition_visible_to)
def places(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The venue."""
    table = rooms_table(request)
    wanted = asked(request, table)
    venue = queries.venue_of(edition)
    rooms = _in_order([room for room in venue["rooms"] if _fits(room, wanted)], wanted)
    part = portion(rooms, wanted, table.size, table.key)
    page = {"list": shown(request, table, wanted, part), "walks": venue["walks"]}
    return render(request, "editions/places.html", page)


def _fits(room: Room, wanted: Asked) -> bool:
    house, words = wanted["building"], wanted.words.casefold()
    return (not house or str(room.building_id) == house) and words in " ".join(room.name.values()).casefold()


def _in_order(rooms: list[Room], wanted: Asked) -> list[Room]:
    keys = {
        "name": lambda room: str(room.name).casefold(),
        "building": lambda room: str(room.building or "").casefold(),
        "floor": lambda room: room.floor,
        "places": lambda room: room.capacity or 0,
        "tables": lambda room: room.table_count,
    }
    return sorted(rooms, key=keys[wanted.by], reverse=wanted.downwards) if wanted.by else rooms


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def new_room(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Add a room."""
    form = RoomForm(request.POST or None, buildings=list(edition.buildings.all()))
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        building = edition.buildings.filter(id=wanted.pop("building") or None).first()
        name = wanted.pop("name")
        kept = {field: wanted[field] for field in ("capacity", "floor", "equipment")}
        try:
            actions.add_room(edition, name, building=building, **kept, by=request.actor)
        except actions.RoomNameTaken as no:
            form.add_error("name_kk", str(no))
        else:
            return _saved(request, edition)
    return _form(request, form, _("New room"))


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.room_visible_to)
def room(request: HttpRequest, room: Room) -> HttpResponse:
    """Change a room."""
    initial = {
        "name": room.name,
        "capacity": room.capacity,
        "floor": room.floor,
        "equipment": room.equipment,
        "building": str(room.building_id or ""),
    }
    form = RoomForm(request.POST or None, initial=initial, buildings=list(room.edition.buildings.all()))
    if request.method == "POST" and form.is_valid():
        building = room.edition.buildings.filter(id=form.cleaned_data["building"] or None).first()
        actions.change_room(room, {**form.cleaned_data, "building": building}, by=request.actor)
        return _saved(request, room.edition)
    return _form(request, form, str(room.name))


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def new_building(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Add a house."""
    form = BuildingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        actions.add_building(edition, found["name"], address=found["address"], by=request.actor)
        return _saved(request, edition)
    return _form(request, form, _("New building"))


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def walk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say how far two buildings are apart."""
    buildings = {str(building.id): building for building in edition.buildings.all()}
    form = WalkForm(request.POST or None, buildings=list(buildings.values()))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        origin, destination = buildings[found["origin"]], buildings[found["destination"]]
        actions.set_walk(origin, destination, found["minutes"], by=request.actor)
        return _saved(request, edition)
    return _form(request, form, _("Ways on foot"))


@require_http_methods(["GET", "POST"])
@guard(UPDATE_FORUM_SETTINGS, load=queries.edition_visible_to)
def tables(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Put numbered tables into a room."""
    rooms = {str(room.id): room for room in edition.rooms.select_related("edition")}
    form = TablesForm(request.POST or None, rooms=list(rooms.values()))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        numbers = range(found["first"], found["last"] + 1)
        actions.add_tables(rooms[found["room"]], numbers, seats=found["seats"], by=request.actor)
        return _saved(request, edition)
    return _form(request, form, _("Tables"))


def _saved(request: HttpRequest, edition: Edition) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(address("editions:places", edition))


def _form(request: HttpRequest, form: object, heading: str) -> HttpResponse:
    shown = {"form": form, "heading": heading, "back": address("editions:places", request.edition)}
    return render(request, "editions/form.html", shown, status=422 if form.errors else 200)
