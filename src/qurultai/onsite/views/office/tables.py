"""The office's tables of gates, of who is inside, and of problems."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from qurultai.kit.cldr import country_name
from qurultai.kit.text import Text
from qurultai.kit.ui.tables import Column, Filter, Table, badge, link, moment, named
from qurultai.onsite import wording

Zones = Mapping[int, Text]
LOOKS = {"open": "sun", "resolved": "done"}


def zone_name(zones: Zones, number: object) -> str:
    """A zone in words; its number where it has no name."""
    return str(zones.get(int(str(number)), number)) if str(number).isdecimal() else str(number or "—")


def _by_zone(zones: Zones) -> Filter:
    return Filter("zone", _("Zone"), _("All zones"), [(str(number), str(name)) for number, name in zones.items()])


def gates_table(zones: Zones, tz: Any, path: str, files: str) -> Table:
    """Gates; `path` is the list's own address."""
    return Table(
        name="gates",
        caption=_("Gates"),
        columns=[
            Column("name", _("Name"), lambda g: link(f"{path}{g.code}/", g.name, g.code), lambda g: g.name,
                   sortable=True),
            Column("zone", _("Zone"), lambda g: zone_name(zones, g.zone), sortable=True),
            Column("direction", _("Direction"), lambda g: wording.DIRECTIONS[g.direction]),
            Column("devices", _("Devices at work"), lambda g: g.standing, sortable=True, number=True),
            Column("heard", _("Last heard of"), lambda g: moment(g.heard_at, tz) if g.heard_at else "—",
                   lambda g: g.heard_at.astimezone(tz).isoformat(" ", "minutes") if g.heard_at else ""),
            Column("waiting", _("Scans waiting"), lambda g: g.waiting, sortable=True, number=True),
            Column("state", _("State"), _state, lambda g: _("closed") if g.closed_at else _("open")),
        ],
        filters=[_by_zone(zones)],
        search=_("Search by gate or code"),
        key=lambda g: g.code,
        label=lambda g: str(g.name),
        order="name",
        files=files,
    )  # fmt: skip


def _state(gate: Any) -> object:
    return badge(_("closed")) if gate.closed_at else badge(_("open"), "done")


def inside_table(zones: Zones, tz: Any, files: str) -> Table:
    """Who is inside."""
    return Table(
        name="inside",
        caption=_("Who is inside"),
        columns=[
            Column("name", _("Name"), lambda p: named(p.badge.name if p.badge else _("not on the list"), p.serial),
                   lambda p: p.badge.name if p.badge else ""),
            Column("organisation", _("Organisation"), lambda p: (p.badge and p.badge.organisation) or "—"),
            Column("country", _("Country"), lambda p: (p.badge and country_name(p.badge.country)) or "—"),
            Column("zone", _("Zone"), lambda p: zone_name(zones, p.zone)),
            Column("since", _("Since when"), lambda p: moment(p.since, tz),
                   lambda p: p.since.astimezone(tz).isoformat(" ", "minutes"), sortable=True),
            Column("certain", _("Certain"), lambda p: _("yes") if p.certain else badge(_("in doubt"), "sun"),
                   lambda p: _("yes") if p.certain else _("in doubt")),
        ],
        filters=[_by_zone(zones)],
        search=_("Search by name, organisation or serial"),
        key=lambda p: str(p.pk),
        order="-since",
        files=files,
    )  # fmt: skip


def problems_table(zones: Zones, tz: Any, about: Callable[[Any], str], path: str, files: str) -> Table:
    """Incidents and alarms; `about` says whose badge or which scans."""
    return Table(
        name="problems",
        caption=_("Problems"),
        columns=[
            Column("kind", _("What"), lambda p: link(f"{path}{p.pk}/", wording.KINDS[p.kind]),
                   lambda p: wording.KINDS[p.kind]),
            Column("about", _("About"), about),
            Column("gate", _("Gate"), lambda p: named(p.device.gate.name, p.device.code),
                   lambda p: f"{p.device.gate.name} {p.device.code}"),
            Column("zone", _("Zone"), lambda p: zone_name(zones, p.zone)),
            Column("at", _("When"), lambda p: moment(p.at, tz),
                   lambda p: p.at.astimezone(tz).isoformat(" ", "seconds"), sortable=True),
            Column("state", _("State"), lambda p: badge(wording.STATES[p.state], LOOKS[p.state]),
                   lambda p: wording.STATES[p.state]),
            Column("note", _("Note"), lambda p: p.note or "—", by_default=False),
        ],
        filters=[
            Filter("kind", _("What"), _("Everything"), [(key, str(name)) for key, name in wording.KINDS.items()]),
            Filter("state", _("State"), _("All"), [(key, str(name)) for key, name in wording.STATES.items()]),
        ],
        search=_("Search by name, device or note"),
        key=lambda p: str(p.pk),
        order="-at",
        files=files,
    )  # fmt: skip
