"""Links that save a badge in Google Wallet: a JSON Web Token signed by a service account (RFC 7519, RS256 of RFC 7518),
with the forum as a class and the badge as its object (Google Wallet, "Event tickets").

Browsers cut addresses, so Google calls a token of up to 1,800 characters safe: texts are shortened until it is.
"""

import base64
import datetime as dt
import json
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from qurultai.documents.wallets.content import WalletBadge, Words
from qurultai.documents.wallets.keys import GoogleKeys
from qurultai.kit import clock

SAVE = "https://pay.google.com/gp/v/save/"
SAFE = 1800
TRIED = ((200, 3), (60, 3), (40, 3), (60, 1), (40, 1), (25, 1), (10, 1))
"""How long a text may be, and in how many languages the forum's name is told: the first that fits is taken."""


def save_link(badge: WalletBadge, keys: GoogleKeys, origin: str) -> str:
    """The address that saves the badge; `origin` is the site's own."""
    for most, languages in TRIED:
        token = _token(_claims(badge, keys, origin, most, languages), keys)
        if len(token) <= SAFE:
            break
    return SAVE + token


def _claims(badge: WalletBadge, keys: GoogleKeys, origin: str, most: int, languages: int) -> dict[str, object]:
    kind = f"{keys.issuer}.{badge.event}"
    forum = {
        "id": kind,
        "issuerName": _cut(badge.forum[badge.language], most),
        "eventName": _localized(badge.forum, badge.language, most, languages),
        "reviewStatus": "UNDER_REVIEW",
        "hexBackgroundColor": badge.rgb,
    }
    shown = {
        "id": f"{keys.issuer}.{badge.badge}",
        "classId": kind,
        "state": "ACTIVE",
        "ticketHolderName": _cut(badge.name, most),
        "ticketType": _localized(badge.category, badge.language, most, 1),
        "validTimeInterval": {"end": {"date": f"{badge.valid_until.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"}},
        "barcode": {"type": "QR_CODE", "value": badge.code, "alternateText": badge.number},
    }
    return {
        "iss": keys.account,
        "aud": "google",
        "typ": "savetowallet",
        "iat": int(clock.now().timestamp()),
        "origins": [origin],
        "payload": {"eventTicketClasses": [forum], "eventTicketObjects": [shown]},
    }


def _localized(words: Words, language: str, most: int, languages: int) -> dict[str, object]:
    tags = [language, *(tag for tag in words if words[tag] != words[language])][:languages]
    first, *others = ({"language": tag, "value": _cut(words[tag], most)} for tag in tags)
    return {"defaultValue": first} | ({"translatedValues": others} if others else {})


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _token(claims: Mapping[str, object], keys: GoogleKeys) -> str:
    head = {"alg": "RS256", "typ": "JWT"}
    signed = ".".join(_part(_json(one)) for one in (head, claims))
    return f"{signed}.{_part(keys.private.sign(signed.encode(), PKCS1v15(), SHA256()))}"


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
