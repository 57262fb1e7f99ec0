"""Passes for Apple Wallet: a ZIP of pass.json, pictures and strings, a manifest with the SHA-1 of each, and a detached
PKCS #7 signature of the manifest by the Pass Type ID certificate (Apple, Wallet Passes: "Creating the source for a
pass", "Building a pass"; RFC 5652)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from PIL import Image

from qurultai.documents.wallets.content import WalletBadge
from qurultai.documents.wallets.keys import AppleKeys

CONTENT_TYPE = "application/vnd.apple.pkpass"
IMAGES = Path(__file__).parent / "images"
THUMBNAIL = (180, 270)
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
"""The least that a ZIP can say: what is in a pass does not depend on when it was packed."""


def pkpass(badge: WalletBadge, keys: AppleKeys) -> bytes:
    """The pass, signed; one with the same `place` takes the place of an older one in a wallet."""
    files = {**_pictures(), **_strings(badge), "pass.json": _json(_pass(badge, keys))}
    if badge.photo:
        files["thumbnail@2x.png"] = _png(badge.photo)
    manifest = _json({name: hashlib.sha1(body).hexdigest() for name, body in files.items()})
    files |= {"manifest.json": manifest, "signature": _signature(manifest, keys)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _ZIPPED_AT), body, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _pass(badge: WalletBadge, keys: AppleKeys) -> dict[str, object]:
    white = "rgb(255, 255, 255)"
    return {
        "formatVersion": 1,
        "passTypeIdentifier": keys.pass_type,
        "teamIdentifier": keys.team,
        "serialNumber": badge.place,
        "organizationName": badge.forum[badge.language],
        "description": _key("badge"),
        "logoText": _key("forum"),
        "backgroundColor": badge.colour(),
        "foregroundColor": white,
        "labelColor": white,
        "relevantDate": badge.valid_from.isoformat(),
        "expirationDate": badge.valid_until.isoformat(),
        "sharingProhibited": True,
        "barcodes": [
            {
                "format": "PKBarcodeFormatQR",
                "message": badge.code,
                "messageEncoding": "iso-8859-1",
                "altText": badge.number,
            }
        ],
        "eventTicket": {
            "primaryFields": [_field("person", badge.name)],
            "secondaryFields": [_field("category", _key("category.value"))],
            "auxiliaryFields": [
                *([_field("organisation", badge.organisation)] if badge.organisation else []),
                _field("days", _key("days.value")),
            ],
            "backFields": [_field("number", badge.number), _field("notice", _key("notice.value"))],
        },
    }


def _field(name: str, value: str) -> dict[str, str]:
    return {"key": name, "label": _key(name), "value": value}


def _key(name: str) -> str:
    """What a telephone looks up in the strings of its language."""
    return f"badge.{name}"


def _strings(badge: WalletBadge) -> dict[str, bytes]:
    shown = {"forum": badge.forum, "badge": badge.forum, **badge.labels}
    shown |= {"category.value": badge.category, "days.value": badge.days, "notice.value": badge.notice}
    return {
        f"{language}.lproj/pass.strings": _table({_key(name): words[language] for name, words in shown.items()})
        for language in badge.forum
    }


def _table(words: Mapping[str, str]) -> bytes:
    """Apple's table of strings; UTF-16 with its mark, as Apple advises."""
    return "".join(f"{_quoted(key)} = {_quoted(value)};\n" for key, value in words.items()).encode("utf-16")


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@cache
def _pictures() -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in IMAGES.glob("*.png")}


def _png(photo: bytes) -> bytes:
    with Image.open(io.BytesIO(photo), formats=["JPEG"]) as picture:
        small = picture.convert("RGB")
        small.thumbnail(THUMBNAIL)
        file = io.BytesIO()
        small.save(file, "PNG")
    return file.getvalue()


def _signature(manifest: bytes, keys: AppleKeys) -> bytes:
    builder = PKCS7SignatureBuilder().set_data(manifest).add_signer(keys.certificate, keys.private, SHA256())
    options = [PKCS7Options.DetachedSignature, PKCS7Options.Binary]
    return builder.add_certificate(keys.issuer).sign(Encoding.DER, options)


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
