"""Gates and the devices that stand at them."""

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.kit.access import guard
from qurultai.kit.limits import EXPORT, limited
from qurultai.kit.ui import tables
from qurultai.onsite.actions import gates as actions
from qurultai.onsite.forms import DeviceForm, GateForm, LossForm, MoveForm
from qurultai.onsite.policies import CREATE_DEVICE, DELETE_DEVICE, LIST_DEVICES, UPDATE_DEVICE, UPDATE_GATE
from qurultai.onsite.queries import office
from qurultai.onsite.views.office.tables import gates_table, zone_name
from qurultai.onsite.wording import DEVICES, DIRECTIONS

ORDERS = {
    "name": lambda gate: str(gate.name).casefold(),
    "zone": lambda gate: gate.zone,
    "devices": lambda gate: gate.standing,
    "waiting": lambda gate: gate.waiting,
}
COLOURS = {"waiting": "sun", "paired": "done", "revoked": "", "lost": "danger"}


def _asked(request: HttpRequest, path: str = "") -> tuple[tables.Table, tables.Asked, list]:
    zones = office.zones_of(request.edition)
    table = gates_table(zones, request.edition.tz, path, f"{path}list.{{}}")
    wanted = tables.asked(request, table)
    words = wanted.words.casefold()
    rows = [
        gate
        for gate in office.gates_visible_to(request.actor, request.edition)
        if (not wanted["zone"] or str(gate.zone) == wanted["zone"])
        and words in f"{' '.join(gate.name.values())} {gate.code}".casefold()
    ]
    return table, wanted, sorted(rows, key=ORDERS[wanted.by], reverse=wanted.downwards)


@require_safe
@guard(LIST_DEVICES)
def gates(request: HttpRequest) -> HttpResponse:
    """All gates."""
    table, wanted, rows = _asked(request, request.path)
    part = tables.portion(rows, wanted, table.size, table.key)
    return render(request, "onsite/gates.html", {"list": tables.shown(request, table, wanted, part)})


@require_safe
@guard(LIST_DEVICES)
@limited(EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The list as it is filtered."""
    table, wanted, rows = _asked(request)
    return tables.file_of(wanted.columns, rows, kind, table.caption, f"gates-{request.edition.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_GATE)
def new_gate(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = GateForm(request.POST or None, zones=office.zones_of(request.edition))
    if request.method == "POST" and form.is_valid():
        made = actions.add_gate(request.edition, *form.values(), by=request.actor)
        messages.success(request, _("Saved."))
        return redirect(f"../{made.code}/")
    return _form(request, form, _("New gate"), "../")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_GATE, load=office.gate_in_office)
def change(request: HttpRequest, gate: object) -> HttpResponse:
    """Change its name, zone or direction."""
    initial = {"name": gate.name, "zone": gate.zone, "direction": gate.direction}
    form = GateForm(request.POST or None, zones=office.zones_of(request.edition), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_gate(gate, *form.values(), by=request.actor)
        messages.success(request, _("Saved. Devices follow at their next contact."))
        return redirect("../")
    return _form(request, form, _("Change the gate"), "../")


@require_POST
@guard(UPDATE_GATE, load=office.gate_in_office)
def closing(request: HttpRequest, gate: object) -> HttpResponse:
    """Close it for devices, or open it again."""
    actions.open_gate(gate, gate.closed_at is not None, by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("../")


@require_safe
@guard(LIST_DEVICES, load=office.gate_in_office)
def gate(request: HttpRequest, gate: object) -> HttpResponse:
    """One gate and its devices."""
    return render(request, "onsite/devices.html", _shown(request, gate, DeviceForm()))


def _shown(request: HttpRequest, gate: object, form: DeviceForm) -> dict[str, object]:
    rows = [
        {"device": device, "state": DEVICES[device.state], "colour": COLOURS[device.state]}
        for device in office.devices_at(gate)
    ]
    heads = (_("Device"), _("State"), _("Last heard of"), _("Last scan"), _("Scans waiting"), _("Step"))
    zone = zone_name(office.zones_of(request.edition), gate.zone)
    columns = [{"label": head} for head in heads]
    direction = DIRECTIONS[gate.direction]
    table = {"rows": rows, "count": len(rows), "columns": columns}
    return {"gate": gate, "zone": zone, "direction": direction, "form": form, **table}


@require_POST
@guard(CREATE_DEVICE, load=office.gate_in_office)
def new_device(request: HttpRequest, gate: object) -> HttpResponse:
    """Make a place for a device and show its pairing code this once."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return render(request, "onsite/devices.html", _shown(request, gate, form), status=422)
    made = actions.add_device(gate, form.cleaned_data["label"], by=request.actor)
    url = f"{settings.BASE_URL}/gate/#pair={made.pairing}"
    picture = io.BytesIO()
    segno.make_qr(url, error="m").save(picture, kind="svg", scale=6, border=4, xmldecl=False, dark="#000", light="#fff")
    spoken = f"{made.pairing[:4]} {made.pairing[4:]}"
    shown = {"gate": gate, "made": made, "url": url, "spoken": spoken, "picture": picture.getvalue().decode()}
    page = render_to_string("onsite/pairing.html", shown, request)
    # A streamed answer is not kept with its idempotency key: the code is written down nowhere.
    return StreamingHttpResponse([page.encode()], status=201, content_type="text/html; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_DEVICE, load=office.device_in_office)
def move(request: HttpRequest, device: object) -> HttpResponse:
    """Let it stand at another gate."""
    gates = {gate.code: gate for gate in office.gates_visible_to(request.actor, request.edition) if not gate.closed_at}
    choices = [(code, f"{gate.name} · {code}") for code, gate in gates.items()]
    form = MoveForm(request.POST or None, gates=choices, initial={"gate": device.gate.code})
    if request.method == "POST" and form.is_valid():
        there = gates[form.cleaned_data["gate"]]
        actions.move_device(device, there, by=request.actor)
        messages.success(request, _("Saved. Devices follow at their next contact."))
        return redirect(f"../../../{there.code}/")
    return _form(request, form, _("Move the device"), f"../../../{device.gate.code}/")


@require_POST
@guard(DELETE_DEVICE, load=office.device_in_office)
def revocation(request: HttpRequest, device: object) -> HttpResponse:
    """Take its rights away; it acts on the next request."""
    actions.revoke_device(device, by=request.actor)
    messages.success(request, _("The device is revoked. This takes effect with its next request."))
    return redirect(f"../../../{device.gate.code}/")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(UPDATE_DEVICE, load=office.device_in_office)
def loss(request: HttpRequest, device: object) -> HttpResponse:
    """It is lost: what it says from now on is kept and not believed."""
    form = LossForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lose_device(device, by=request.actor, after=form.cleaned_data["after"])
        messages.success(request, _("The device is lost. What it says from now on is kept and not believed."))
        return redirect(f"../../../{device.gate.code}/")
    return _form(request, form, _("The device is lost"), f"../../../{device.gate.code}/")


def _form(request: HttpRequest, form: object, heading: str, back: str) -> HttpResponse:
    shown = {"form": form, "heading": heading, "back": back}
    return render(request, "onsite/form.html", shown, status=422 if form.errors else 200)
