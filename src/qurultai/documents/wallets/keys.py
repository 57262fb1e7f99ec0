"""The keys by which wallets know who made a badge, in files that the operator keeps outside the data folder.

Apple: one PEM file with the private key, the Pass Type ID certificate, whose subject says the pass type and the team,
and the certificate of Apple's that signed it. Google: the JSON file of a service account, and the issuer's number.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qurultai.kit import clock

Keys = TypeVar("Keys")
LARGEST = 100_000
NOT_A_FILE = _("There is no such file, or it cannot be read.")
INSIDE = _("It is in the data folder. Keep it elsewhere: whoever copies the folder could make badges for wallets.")
NOT_PEM = _(
    "It must hold as PEM: the private key, the Pass Type ID certificate, and Apple’s certificate that signed it."
)
NOT_OF_A_PASS = _("The certificate is not of a Pass Type ID: its subject has no pass type or no team.")
ANOTHER_KEY = _("The private key is not the certificate’s.")
NOT_SIGNED = _("Apple’s certificate that signed the Pass Type ID certificate is missing.")
OVER = _("The certificate is not valid today. Ask Apple for a new one.")
NOT_AN_ACCOUNT = _("It must be the JSON key file of a service account.")
NOT_AN_ISSUER = _("QURULTAI_GOOGLE_WALLET_ISSUER must be the issuer’s number, digits only.")
_PRIVATE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.S)


class KeysRefused(Exception):
    """Keys that make no badge for a wallet; says why."""

    def __init__(self, why: Promise) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class AppleKeys:
    """What signs a pass, and who it is."""

    private: RSAPrivateKey | EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate
    pass_type: str
    team: str


@dataclass(frozen=True, slots=True)
class GoogleKeys:
    """What signs a link, and who it is."""

    private: RSAPrivateKey
    account: str
    issuer: str = ""


def apple_keys() -> AppleKeys | None:
    """The keys of Apple's wallet; None where none are set up. Raises KeysRefused."""
    keys = _of(settings.APPLE_PASS_FILE, _apple)
    if keys and not keys.certificate.not_valid_before_utc <= clock.now() < keys.certificate.not_valid_after_utc:
        raise KeysRefused(OVER)
    return keys


def google_keys() -> GoogleKeys | None:
    """The keys of Google's wallet; None where none are set up. Raises KeysRefused."""
    keys, issuer = _of(settings.GOOGLE_WALLET_FILE, _google), settings.GOOGLE_WALLET_ISSUER
    if keys and not issuer.isdecimal():
        raise KeysRefused(NOT_AN_ISSUER)
    return keys and replace(keys, issuer=issuer)


def _of(name: str, read: Callable[[bytes], Keys]) -> Keys | None:
    if not name:
        return None
    file = Path(name).resolve()
    if file.is_relative_to(settings.DATA):
        raise KeysRefused(INSIDE)
    try:
        changed_at = file.stat().st_mtime_ns
        return _read(file, changed_at, read)
    except OSError as error:
        raise KeysRefused(NOT_A_FILE) from error


@lru_cache(maxsize=8)
def _read(file: Path, changed_at: int, read: Callable[[bytes], Keys]) -> Keys:
    """Read again when the file has changed."""
    with file.open("rb") as opened:
        return read(opened.read(LARGEST))


def _apple(body: bytes) -> AppleKeys:
    try:
        found = _PRIVATE.search(body)
        private = load_pem_private_key(found[0], password=None) if found else None
        certificates = x509.load_pem_x509_certificates(body)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeysRefused(NOT_PEM) from error
    if not isinstance(private, (RSAPrivateKey, EllipticCurvePrivateKey)):
        raise KeysRefused(NOT_PEM)
    mine = next((one for one in certificates if one.public_key() == private.public_key()), None)
    if mine is None:
        raise KeysRefused(ANOTHER_KEY)
    pass_type, team = (_in_subject(mine, oid) for oid in (NameOID.USER_ID, NameOID.ORGANIZATIONAL_UNIT_NAME))
    if not pass_type.startswith("pass.") or not team:
        raise KeysRefused(NOT_OF_A_PASS)
    issuer = next((one for one in certificates if one is not mine and _signed(mine, one)), None)
    if issuer is None:
        raise KeysRefused(NOT_SIGNED)
    return AppleKeys(private, mine, issuer, pass_type, team)


def _in_subject(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    return next((str(one.value) for one in certificate.subject.get_attributes_for_oid(oid)), "")


def _signed(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _google(body: bytes) -> GoogleKeys:
    try:
        told = json.loads(body)
        private = load_pem_private_key(told["private_key"].encode(), password=None)
        account = str(told["client_email"])
    except (ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm) as error:
        raise KeysRefused(NOT_AN_ACCOUNT) from error
    if not isinstance(private, RSAPrivateKey):
        raise KeysRefused(NOT_AN_ACCOUNT)
    return GoogleKeys(private, account)
