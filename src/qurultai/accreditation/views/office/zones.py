"""Zones, what categories open, desks and keys."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.accreditation.actions.keys import make_key
from qurultai.accreditation.actions.zones import add_desk, add_zone, change_zone, remove_desk, remove_zone, set_policy
from qurultai.accreditation.forms import DeskForm, PolicyForm, ZoneForm, ZoneNameForm
from qurultai.accreditation.policies import READ_ZONES, UPDATE_ZONES
from qurultai.accreditation.queries.desks import desk_in_office, desk_rows
from qurultai.accreditation.queries.gates import zones_of
from qurultai.accreditation.queries.zones import categories_with_zones, category_in_office, keys_of, zone_in_office
from qurultai.accreditation.wording import KINDS
from qurultai.editions.public import address
from qurultai.kit.access import allowed, guard
from qurultai.kit.errors import Refusal

FORM = "accreditation/office/form.html"


@require_safe
@guard(READ_ZONES)
def zones(request: HttpRequest) -> HttpResponse:
    """The zones, what each category opens, the desks and keys."""
    return _page(request)


@require_POST
@guard(UPDATE_ZONES)
def new_zone(request: HttpRequest) -> HttpResponse:
    """A new zone."""
    form = ZoneForm(request.POST)
    if form.is_valid():
        try:
            add_zone(request.edition, by=request.actor, **_given(form, "number", "name", "kind"))
        except Refusal as refusal:
            form.add_error("number", str(refusal))
        else:
            return _saved(request)
    return _page(request, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_ZONES, load=zone_in_office)
def zone(request: HttpRequest, found: object) -> HttpResponse:
    """Another name or kind of a zone."""
    form = ZoneNameForm(request.POST or None, initial={"name": found.name, "kind": found.kind})
    if request.method == "POST" and form.is_valid():
        change_zone(found, _given(form, "name", "kind"), by=request.actor)
        return _saved(request)
    heading = _("Zone %(number)s") % {"number": found.number}
    shown = {"form": form, "heading": heading, "back": _back(request)}
    return render(request, FORM, shown, status=422 if form.errors else 200)


@require_POST
@guard(UPDATE_ZONES, load=zone_in_office)
def zone_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Take a zone away."""
    try:
        remove_zone(found, by=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    return _saved(request)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_ZONES, load=category_in_office)
def policy(request: HttpRequest, found: object) -> HttpResponse:
    """What a category's badges open, and when."""
    edition = request.edition
    tz = edition.tz
    opens = found.policy
    initial = {
        "zones": found.numbers,
        "valid_from": opens.valid_from.astimezone(tz),
        "valid_until": opens.valid_until.astimezone(tz),
    }
    choices = [(one.number, str(one)) for one in zones_of(edition)]
    form = PolicyForm(request.POST or None, zones=choices, tz=tz, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_policy(edition, found.id, by=request.actor, **_given(form, "zones", "valid_from", "valid_until"))
        except Refusal as refusal:
            form.add_error("valid_until", str(refusal))
        else:
            return _saved(request)
    shown = {"form": form, "heading": found.name, "back": _back(request)}
    return render(request, FORM, shown, status=422 if form.errors else 200)


@require_POST
@guard(UPDATE_ZONES)
def desks(request: HttpRequest) -> HttpResponse:
    """A new desk."""
    form = _desk_form(request, request.POST)
    if form.is_valid():
        try:
            add_desk(request.edition, by=request.actor, **_given(form, "name", "first", "last", "categories"))
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            return _saved(request)
    return _page(request, desk_form=form)


@require_POST
@guard(UPDATE_ZONES, load=desk_in_office)
def desk_removal(request: HttpRequest, found: object) -> HttpResponse:
    """Close a desk."""
    remove_desk(found, by=request.actor)
    return _saved(request)


@require_POST
@guard(UPDATE_ZONES)
def new_key(request: HttpRequest) -> HttpResponse:
    """Sign badges by a new key from now on."""
    key = make_key(request.edition, by=request.actor)
    messages.success(request, _("Badges made from now on are signed by key %(number)s.") % {"number": key.number})
    return redirect(_back(request))


def _page(request: HttpRequest, *, form: object = None, desk_form: object = None) -> HttpResponse:
    edition = request.edition
    categories = categories_with_zones(edition)
    names = {one.number: one.name for one in categories}
    shown = {
        "zones": [(one, KINDS[one.kind]) for one in zones_of(edition)],
        "categories": categories,
        "desks": [(desk, [names.get(number, number) for number in desk.categories]) for desk in desk_rows(edition)],
        "keys": keys_of(edition),
        "form": form or ZoneForm(),
        "desk_form": desk_form or _desk_form(request),
        "may_change": allowed(UPDATE_ZONES, request.actor, edition_id=edition.id),
    }
    wrong = any(one and one.errors for one in (form, desk_form))
    return render(request, "accreditation/office/zones.html", shown, status=422 if wrong else 200)


def _desk_form(request: HttpRequest, sent: object = None) -> DeskForm:
    choices = [(one.number, one.name) for one in categories_with_zones(request.edition)]
    return DeskForm(sent, categories=choices)


def _given(form: object, *names: str) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in names}


def _back(request: HttpRequest) -> str:
    return address("accreditation_office:zones", request.edition)


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(_back(request))
