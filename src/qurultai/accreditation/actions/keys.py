"""Badge keys: made here, sealed at once; the private half is opened for signing and nowhere else."""

import base64
import datetime as dt
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from qurultai.accreditation.actions.refusals import KeysUsedUp, SpanRefused
from qurultai.accreditation.events import BadgeKeyMade
from qurultai.accreditation.models import BadgeKey, Edition
from qurultai.accreditation.policies import UPDATE_ZONES
from qurultai.kit import access, clock, journal
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
    """The private half, to sign with and to forget."""
    return Ed25519PrivateKey.from_private_bytes(_seal().decrypt(bytes(key.sealed)))


def _new(edition: Edition, accepted_from: dt.datetime, accepted_until: dt.datetime) -> BadgeKey:
    if accepted_until <= accepted_from:
        raise SpanRefused
    last = BadgeKey.objects.filter(edition=edition).order_by("-number").first()
    if last and last.number == MOST_KEYS:
        raise KeysUsedUp
    private = Ed25519PrivateKey.generate()
    return BadgeKey.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        public=private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        sealed=_seal().encrypt(private.private_bytes_raw()),
        accepted_from=accepted_from,
        accepted_until=accepted_until,
        made_at=clock.now(),
    )


def _seal() -> MultiFernet:
    """A key of its own for this purpose, from the installation's secret; after a rotation old seals still open."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(f"badge keys:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
