"""What gates need: the list of badges with what they open today, the public keys, and who a code is."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from qurultai.accreditation.models import Badge, BadgeKey, Edition, Zone, ZonePolicy
from qurultai.accreditation.queries.whole import forum_number, whole_forum
from qurultai.accreditation.rules import badge_code, zones
from qurultai.kit.text import Text

_COLUMNS = (
    "serial", "category", "registration__name", "registration__latin_name", "registration__organisation",
    "registration__country", "registration__category__name", "registration__category__colour", "photo", "state",
    "registration__group_id", "code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GateBadge:
    """One badge as a gate knows it: what it opens is what its category's policy says today, not what was printed."""

    serial: int
    category: int
    zones: int
    valid_from: dt.datetime
    valid_until: dt.datetime
    name: str
    organisation: str
    country: str
    category_name: Text
    colour: str
    photo: str | None
    blocked: bool
    organisation_id: UUID | None
    code: str


def gate_badges(edition: Edition, serials: Collection[int] | None = None) -> Iterator[GateBadge]:
    """All badges of a forum, blocked ones too, or those of these serials; two queries, read row by row."""
    policies, whole = policies_of(edition), whole_forum(edition)
    badges = Badge.objects.filter(edition=edition).order_by("pk")
    if serials is not None:
        badges = badges.filter(serial__in=serials)
    for row in badges.values_list(*_COLUMNS).iterator():
        serial, category, name, latin, organisation, country, category_name, colour, photo, state, group, code = row
        opens = zones.grant(policies, category, whole)
        yield GateBadge(
            serial, category, zones.mask_of(opens.zones), opens.valid_from, opens.valid_until, name or latin,
            organisation, country, Text(category_name), colour, photo or None, state == Badge.State.BLOCKED, group,
            code,
        )  # fmt: skip


def policies_of(edition: Edition) -> dict[int, zones.Policy]:
    """What each category opens, by the category's number; one query."""
    rows = ZonePolicy.objects.filter(edition=edition)
    told = rows.values_list("category__number", "zones", "valid_from", "valid_until")
    return {number: zones.Policy(frozenset(zones.zones_in(mask)), *span) for number, mask, *span in told}


def badge_keys(edition: Edition) -> dict[int, badge_code.BadgeKey]:
    """The public keys by number, each with the span in which it is accepted."""
    rows = BadgeKey.objects.filter(edition=edition).values_list("number", "public", "accepted_from", "accepted_until")
    return {number: badge_code.BadgeKey(bytes(public), *span) for number, public, *span in rows}


def zones_of(edition: Edition) -> list[Zone]:
    """The zones by number."""
    return list(Zone.objects.filter(edition=edition))


def badge_of_code(edition: Edition, text: str, now: dt.datetime) -> badge_code.Badge:
    """What a scanned text says. Raises rules.badge_code.BadgeRefused."""
    return badge_code.read(text, badge_keys(edition), forum_number(edition.id), now)
