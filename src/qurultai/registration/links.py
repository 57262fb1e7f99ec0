"""Secret links to an application: who has one reads and fills it in, without an account.

A link says how it was given: `browser`, to the browser that began; `mail`, in a letter to the address, which alone
proves that the address is hers. Nothing is stored: a link is the application's key, signed.
"""

from collections.abc import Sequence
from uuid import UUID

from django.core import signing

KINDS = ("mail", "browser")
MINE = "mine"
"""In place of a link, for whoever is signed in."""


def link_for(key: UUID, kind: str) -> str:
    """The part of an address that opens an application."""
    return _signer(kind).sign(key.hex)


def opened_by(link: str, kinds: Sequence[str] = KINDS) -> tuple[UUID, str] | None:
    """What a link opens (an application, unless other kinds are asked for), and its kind; None when nobody gave it."""
    for kind in kinds:
        try:
            return UUID(_signer(kind).unsign(link)), kind
        except signing.BadSignature:
            continue
    return None


def _signer(kind: str) -> signing.Signer:
    return signing.Signer(salt=f"registration.{kind}", sep="~")
