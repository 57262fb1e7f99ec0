"""Gates follow those who make badges, name zones and block."""

from uuid import UUID

from qurultai.accreditation import public as accreditation
from qurultai.accreditation.events import BadgeBlocked, BadgeIssued, BadgeKeyMade, BadgeMade, ZonesChanged
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.onsite.actions.roster import Key, Listed, Zone, block_badge, put_badges, renew_roster
from qurultai.onsite.models import Edition
from qurultai.onsite.queries.evidence import ms_of


def follow_badge(fact: BadgeMade | BadgeIssued, event: Event) -> None:
    """Gates know a badge as soon as it is made."""
    edition = Edition.objects.get(pk=fact.edition_id)
    put_badges(edition.id, map(_listed, accreditation.gate_badges(edition, [fact.serial])), by=SYSTEM)


def follow_block(fact: BadgeBlocked, event: Event) -> None:
    """No gate lets it in after its next contact."""
    block_badge(fact.edition_id, fact.serial, by=SYSTEM)


@long
def follow_forum(fact: ZonesChanged | BadgeKeyMade, event: Event) -> None:
    """Zones, what they open, or keys changed: everything is told anew; what is the same stays as it is."""
    renew_from_badges(fact.edition_id)


def renew_from_badges(edition_id: UUID) -> None:
    """Let gates know all badges, keys and zones as they are."""
    edition = Edition.objects.get(pk=edition_id)
    renew_roster(
        edition_id,
        map(_listed, accreditation.gate_badges(edition)),
        forum=accreditation.forum_number(edition_id),
        keys=[
            Key(number, key.public, ms_of(key.accepted_from), ms_of(key.accepted_until))
            for number, key in accreditation.badge_keys(edition).items()
        ],
        zones=[Zone(zone.number, zone.name, zone.kind) for zone in accreditation.zones_of(edition)],
        by=SYSTEM,
    )


def _listed(badge: accreditation.GateBadge) -> Listed:
    """A badge as gates know it."""
    return Listed(**{name: getattr(badge, name) for name in badge.__slots__})
