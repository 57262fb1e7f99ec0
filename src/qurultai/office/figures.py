"""The forum in figures, each with the page where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from qurultai.calendar import public as calendar
from qurultai.editions import public as editions
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.programme import public as programme
from qurultai.registration import public as registration


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the page that lists it."""

    label: str
    value: int
    url: str = ""
    alarm: bool = False


def of(edition: object, actor: Actor) -> list[Figure]:
    """What this person may know about the forum's state."""
    return list(_figures(edition, actor))


def _figures(edition: object, actor: Actor) -> Iterator[Figure]:
    def may(name: str) -> bool:
        return access.allowed(access.PERMISSIONS[name], actor, edition_id=edition.id)

    if may("people.registry.read"):
        people, lands = editions.people_count(edition.id), editions.country_count(edition.id)
        yield Figure(
            npgettext("figure", "person", "people", people), people, editions.address("people_office:people", edition)
        )
        yield Figure(npgettext("figure", "country", "countries", lands), lands)
    if may("registration.registry.read"):
        counts = registration.counts_of(edition)
        table = editions.address("registration_office:registrations", edition)
        approved, sent = counts.get("approved", 0), counts.get("submitted", 0)
        yield Figure(_("registered"), approved, f"{table}?state=approved")
        yield Figure(_("to decide on"), sent, f"{table}?state=submitted", alarm=sent > 0)
    if may("programme.session.create"):
        counts = programme.session_counts(edition.id)
        sessions = editions.address("programme_office:sessions", edition)
        yield Figure(npgettext("figure", "session", "sessions", counts["all"]), counts["all"], sessions)
        yield Figure(_("without a time"), counts["unplaced"], sessions, alarm=counts["unplaced"] > 0)
        clashes = len(calendar.soft_claims(edition.id))
        yield Figure(
            npgettext("figure", "clash", "clashes", clashes),
            clashes,
            editions.address("calendar_office:overview", edition),
            alarm=clashes > 0,
        )
