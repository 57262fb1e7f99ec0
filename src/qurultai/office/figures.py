"""The forum in figures, each with the page where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qurultai.calendar import public as calendar
from qurultai.editions import public as editions
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.programme import public as programme


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

    if may("people.person_public.list"):
        yield Figure(_("people"), editions.people_count(edition.id), editions.address("people_office:people", edition))
        yield Figure(_("countries"), editions.country_count(edition.id))
    if may("programme.session.create"):
        counts = programme.session_counts(edition.id)
        sessions = editions.address("programme_office:sessions", edition)
        yield Figure(_("sessions"), counts["all"], sessions)
        yield Figure(_("without a time"), counts["unplaced"], sessions, alarm=counts["unplaced"] > 0)
        clashes = len(calendar.soft_claims(edition.id))
        yield Figure(_("clashes"), clashes, editions.address("calendar_office:overview", edition), alarm=clashes > 0)
