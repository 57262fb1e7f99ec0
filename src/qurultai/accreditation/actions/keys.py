"""Badge keys: made here, wrapped at once; the private half is opened for signing and nowhere else."""

import datetime as dt
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qurultai.accreditation.actions.refusals import KeysUsedUp, SpanRefused
from qurultai.accreditation.events import BadgeKeyMade
from qurultai.accreditation.models import BadgeKey, Edition
from qurultai.accreditation.policies import UPDATE_ZONES
from qurultai.kit import access, clock, journal, sealing
from qurultai.kit.access import Actor
from qurultai.kit.action import action

MOST_KEYS = 255
AROUND = dt.timedelta(days=30)
"""A key that nobody gave a span is accepted from so long before a forum until so long after it."""


@action
def make_key(
    edition: Edition, *, by: Actor, accepted_from: dt.datetime | None = None, accepted_until: dt.datetime | None = None
) -> BadgeKey:
    """A new pair; badges made from now on are signed by it, those before it are accepted until their keys' end."""
    access.require(UPDATE_ZONES, by, edition_id=edition.id)
    Edition.objects.select_for_update().get(pk=edition.pk)
    first = dt.datetime.combine(edition.starts_on, dt.time(), edition.tz) - AROUND
    last = dt.datetime.combine(edition.ends_on, dt.time(), edition.tz) + AROUND
    key = _new(edition, accepted_from or min(first, clock.now()), accepted_until or last)
    journal.record(BadgeKeyMade(edition.id, key.number), by=by, edition_id=edition.id)
    return key


def signer_of(key: BadgeKey) -> Ed25519PrivateKey:
    """The private half, to sign with and to forget. Raises Unsealable."""
    return Ed25519PrivateKey.from_private_bytes(sealing.unwrap(bytes(key.sealed), _whose(key.edition_id, key.number)))


def _new(edition: Edition, accepted_from: dt.datetime, accepted_until: dt.datetime) -> BadgeKey:
    if accepted_until <= accepted_from:
        raise SpanRefused
    last = BadgeKey.objects.filter(edition=edition).order_by("-number").first()
    if last and last.number == MOST_KEYS:
        raise KeysUsedUp
    private, number = Ed25519PrivateKey.generate(), last.number + 1 if last else 1
    return BadgeKey.objects.create(
        edition=edition,
        number=number,
        public=private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        sealed=sealing.wrap(private.private_bytes_raw(), _whose(edition.id, number)),
        accepted_from=accepted_from,
        accepted_until=accepted_until,
        made_at=clock.now(),
    )


def _whose(edition_id: UUID, number: int) -> bytes:
    """What a wrapped key is bound to: put into another line of the table it does not open."""
    return b"badge key" + edition_id.bytes + bytes([number])
