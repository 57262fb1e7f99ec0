"""Badges for tests: a key of the forum, and badges with their codes on the roster of its gates."""

import datetime as dt
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qurultai.accreditation.rules.badge_code import Badge, BadgeKey, issue
from qurultai.kit.access import SYSTEM
from qurultai.onsite.actions.roster import Key, Listed, Zone, renew_roster
from qurultai.onsite.queries.evidence import ms_of

FROM = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
ALWAYS, NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
UNTIL = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


class Mint:
    """Who makes badges in tests: a key of the forum, and badges with their codes."""

    FORUM = 77

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.key = Key(1, public, 0, ms_of(NEVER))
        self.badge_key = BadgeKey(public, ALWAYS, NEVER)

    def badge(self, serial: int, name: str = "Aigul Saparova", zones: int = 0xFF, **more: object) -> Listed:
        """A badge of two days with everything that a test does not care about."""
        fields = {
            "category": 1, "valid_from": FROM, "valid_until": UNTIL, "organisation": "Ghalam", "country": "KZ",
            "category_name": {"kk": "Қонақ", "ru": "Гость", "en": "Guest"}, "colour": "#1a5fb4",
        } | more  # fmt: skip
        photo = bytes(8)
        made = Badge(
            1, self.FORUM, serial, fields["category"], zones, fields["valid_from"], fields["valid_until"], photo
        )
        return Listed(serial=serial, zones=zones, name=name, code=issue(made, self.private), **fields)


ZONES = [
    Zone(1, {"kk": "Үкімет залы", "ru": "Правительственный зал", "en": "State hall"}, "A"),
    Zone(2, {"kk": "Залдар", "ru": "Залы", "en": "Halls"}, "B"),
    Zone(3, {"kk": "Көрме", "ru": "Выставка", "en": "Exhibition"}, "C"),
]


def a_roster(edition: object, badges: Iterable[Listed], mint: Mint) -> None:
    """Let the gates of a forum know these badges."""
    renew_roster(edition.id, badges, by=SYSTEM, forum=mint.FORUM, keys=[mint.key], zones=ZONES)
