"""Builders for tests: keys of wallets as operators have them, made on the spot and good for nothing else."""

import datetime as dt
import json
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

PASS_TYPE, TEAM = "pass.org.example.forum", "A1B2C3D4E5"
ISSUER, ACCOUNT = "3388000000012345678", "wallet@forum.iam.gserviceaccount.com"
AUTHORITIES = ("Root", "Worldwide Developer Relations")
FROM, UNTIL = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def a_private_key() -> rsa.RSAPrivateKey:
    """RSA, 2,048 bits."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(private: rsa.RSAPrivateKey) -> bytes:
    """A private key as PEM, not encrypted."""
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def apple_file(
    folder: Path, *, until: dt.datetime = UNTIL, pass_type: str = PASS_TYPE, leave_out: str = ""
) -> tuple[Path, Path]:
    """An operator's PEM file, and beside it the root certificate that a telephone trusts.

    `leave_out`: "key", "certificate" or "issuer".
    """
    root, between, mine = (a_private_key() for _ in range(3))
    apple, relations = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{who}, invented")]) for who in AUTHORITIES)
    trusted_one = _certificate(apple, apple, root, root, UNTIL, is_ca=True)
    issuer = _certificate(relations, apple, between, root, UNTIL, is_ca=True)
    parts = (NameOID.USER_ID, pass_type), (NameOID.ORGANIZATIONAL_UNIT_NAME, TEAM), (NameOID.COMMON_NAME, pass_type)
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])
    certificate = _certificate(subject, relations, mine, between, until, is_ca=False)
    told = {
        "key": pem(mine),
        "certificate": certificate.public_bytes(Encoding.PEM),
        "issuer": issuer.public_bytes(Encoding.PEM),
    }
    file, trusted = folder / "apple-pass.pem", folder / "trusted.pem"
    file.write_bytes(b"".join(body for name, body in told.items() if name != leave_out))
    trusted.write_bytes(trusted_one.public_bytes(Encoding.PEM))
    return file, trusted


def google_file(folder: Path) -> tuple[Path, rsa.RSAPublicKey]:
    """A service account's key file, and the public half of its key."""
    private, file = a_private_key(), folder / "google-wallet.json"
    told = {"client_email": ACCOUNT, "private_key": pem(private).decode()}
    file.write_text(json.dumps(told))
    return file, private.public_key()


def _certificate(
    subject: x509.Name, issuer: x509.Name, holder: object, signer: object, until: dt.datetime, *, is_ca: bool
) -> x509.Certificate:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(holder.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(until)
    builder = builder.add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    return builder.sign(signer, SHA256())
