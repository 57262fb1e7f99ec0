"""Badges for wallets: signed so that a telephone believes them, and only while the operator's keys are good."""

import base64
import datetime as dt
import hashlib
import io
import json
import subprocess
import zipfile
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.management import call_command
from PIL import Image

from qurultai.documents.public import NoWallet, WalletBadge, apple_pass, google_link, wallets_offered
from qurultai.documents.testing import ACCOUNT, ISSUER, PASS_TYPE, TEAM, apple_file, google_file
from qurultai.documents.wallets import google, keys
from qurultai.documents.wallets.offers import check_wallets

TAGS = ("kk", "ru", "en")
FORUM = {"kk": "Қазақстандағы ғарыш күндері", "ru": "Дни космоса в Казахстане", "en": 'Space "Days" \\ in Kazakhstan'}
BADGE = WalletBadge(
    language="ru",
    event="0192f3c4d5e6",
    place="0192aaaa",
    badge="1f2e3d4c5b6a7988",
    forum=FORUM,
    category={"kk": "Спикер", "ru": "Докладчик", "en": "Speaker"},
    days=dict.fromkeys(TAGS, "13–14.09.2027"),
    notice=dict.fromkeys(TAGS, "Tell the desk."),
    labels={
        name: {tag: f"{name} {tag}" for tag in TAGS}
        for name in ("person", "category", "organisation", "days", "number", "notice")
    },
    name="Әйгерім Сәрсенбай",
    organisation="Орбита",
    code="A" * 159,
    number="ABCDE-FGHJ-KLMN",
    rgb="#1a5fb4",
    valid_from=dt.datetime(2027, 9, 12, 19, tzinfo=dt.UTC),
    valid_until=dt.datetime(2027, 9, 14, 19, tzinfo=dt.UTC),
)


@pytest.fixture
def apple(settings, tmp_path):
    """Apple's keys are set up; the certificate that telephones trust."""
    file, trusted = apple_file(tmp_path)
    settings.APPLE_PASS_FILE = str(file)
    return trusted


@pytest.fixture
def account(settings, tmp_path):
    """Google's keys are set up; the public half."""
    file, public = google_file(tmp_path)
    settings.GOOGLE_WALLET_FILE, settings.GOOGLE_WALLET_ISSUER = str(file), ISSUER
    return public


def files_of(body):
    archive = zipfile.ZipFile(io.BytesIO(body))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def is_believed(files, trusted, folder):
    """What a telephone does: every file has the sum that the manifest says, and the manifest is signed."""
    for name in ("manifest.json", "signature"):
        (folder / name).write_bytes(files[name])
    asked = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "signature")]
    asked += ["-content", str(folder / "manifest.json"), "-CAfile", str(trusted), "-purpose", "any"]
    if subprocess.run([*asked, "-out", "/dev/null"], capture_output=True, check=False).returncode:
        return False
    sums = {name: hashlib.sha1(body).hexdigest() for name, body in files.items()}
    return json.loads(files["manifest.json"]) == {
        name: sums[name] for name in files if name not in {"manifest.json", "signature"}
    }


def test_a_pass_is_believed_and_no_file_of_it_can_be_changed(apple, tmp_path):
    files = files_of(apple_pass(BADGE))
    assert is_believed(files, apple, tmp_path)
    believed = []
    for name, body in files.items():
        changed = files | {name: body[:-1] + bytes([body[-1] ^ 1])}
        believed += [name] if is_believed(changed, apple, tmp_path) else []
    assert believed == []


def test_whoever_changes_a_file_and_the_manifest_has_no_signature_for_it(apple, tmp_path):
    files = files_of(apple_pass(BADGE))
    files["pass.json"] = files["pass.json"].replace(b"A" * 159, b"B" * 159)
    listed = json.loads(files["manifest.json"]) | {"pass.json": hashlib.sha1(files["pass.json"]).hexdigest()}
    assert not is_believed(files | {"manifest.json": json.dumps(listed).encode()}, apple, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    assert not is_believed(files_of(apple_pass(BADGE)), apple_file(other)[1], tmp_path)


def test_a_pass_shows_the_badge_and_is_of_the_operators_type_and_team(apple):
    told = json.loads(files_of(apple_pass(BADGE))["pass.json"])
    assert (told["passTypeIdentifier"], told["teamIdentifier"], told["serialNumber"]) == (PASS_TYPE, TEAM, "0192aaaa")
    assert told["barcodes"] == [
        {
            "format": "PKBarcodeFormatQR",
            "message": "A" * 159,
            "messageEncoding": "iso-8859-1",
            "altText": "ABCDE-FGHJ-KLMN",
        }
    ]
    assert (told["expirationDate"], told["backgroundColor"]) == ("2027-09-14T19:00:00+00:00", "rgb(26, 95, 180)")
    fields = [one for part in told["eventTicket"].values() for one in part]
    assert {one["key"]: one["value"] for one in fields} == {
        "person": "Әйгерім Сәрсенбай",
        "category": "badge.category.value",
        "organisation": "Орбита",
        "days": "badge.days.value",
        "number": "ABCDE-FGHJ-KLMN",
        "notice": "badge.notice.value",
    }


def test_what_a_pass_looks_up_stands_in_each_language(apple):
    files = files_of(apple_pass(BADGE))
    looked_up = set(keys_in(json.loads(files["pass.json"])))
    tables = {tag: files[f"{tag}.lproj/pass.strings"].decode("utf-16") for tag in TAGS}
    for table in tables.values():
        assert {line.split('"')[1] for line in table.splitlines()} == looked_up
    assert '"badge.forum" = "Space \\"Days\\" \\\\ in Kazakhstan";' in tables["en"].splitlines()
    assert '"badge.category.value" = "Спикер";' in tables["kk"].splitlines()


def keys_in(told):
    if isinstance(told, str):
        yield from [told] if told.startswith("badge.") else []
    elif isinstance(told, (dict, list)):
        for one in told.values() if isinstance(told, dict) else told:
            yield from keys_in(one)


def test_a_pass_has_its_pictures_and_the_photo_when_there_is_one(apple):
    photo = io.BytesIO()
    Image.new("RGB", (300, 400), "grey").save(photo, "JPEG")
    files = files_of(apple_pass(replace(BADGE, photo=photo.getvalue())))
    sizes = {name: Image.open(io.BytesIO(body)).size for name, body in files.items() if name.endswith(".png")}
    assert sizes == {
        "icon.png": (29, 29),
        "icon@2x.png": (58, 58),
        "icon@3x.png": (87, 87),
        "logo.png": (50, 50),
        "logo@2x.png": (100, 100),
        "thumbnail@2x.png": (180, 240),
    }
    assert "thumbnail@2x.png" not in files_of(apple_pass(BADGE))


def claims_of(link, public):
    """What a link says, when the account has signed it. Raises InvalidSignature."""
    head, body, signature = link.removeprefix(google.SAVE).split(".")
    raw = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in (head, body, signature)]
    public.verify(raw[2], f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    return json.loads(raw[0]), json.loads(raw[1])


def test_a_link_is_signed_by_the_account_and_shows_the_badge(account):
    head, claims = claims_of(google_link(BADGE), account)
    assert head == {"alg": "RS256", "typ": "JWT"}
    assert (claims["iss"], claims["aud"], claims["typ"]) == (ACCOUNT, "google", "savetowallet")
    [forum], [shown] = claims["payload"].values()
    assert (forum["id"], shown["classId"]) == (f"{ISSUER}.0192f3c4d5e6",) * 2
    assert shown["barcode"] == {"type": "QR_CODE", "value": "A" * 159, "alternateText": "ABCDE-FGHJ-KLMN"}
    assert (shown["ticketHolderName"], forum["eventName"]["defaultValue"]["language"]) == ("Әйгерім Сәрсенбай", "ru")


def test_a_link_that_was_changed_is_not_signed(account):
    link = google_link(BADGE)
    place = link.index(".", len(google.SAVE)) + 40
    with pytest.raises((InvalidSignature, ValueError)):
        claims_of(f"{link[:place]}{'A' if link[place] != 'A' else 'B'}{link[place + 1 :]}", account)


@pytest.mark.parametrize("length", [1, 60, 200])
def test_a_link_is_never_longer_than_browsers_carry(account, length):
    long = replace(
        BADGE,
        name="Ә" * length,
        forum=dict(zip(TAGS, ("Қ" * length, "Д" * length, "S" * length), strict=True)),
        category=dict.fromkeys(TAGS, "Ж" * length),
        event="f" * 32,
    )
    link = google_link(long)
    assert len(link) - len(google.SAVE) <= google.SAFE
    shown = claims_of(link, account)[1]["payload"]["eventTicketObjects"][0]
    assert (shown["barcode"]["value"], shown["ticketHolderName"][0]) == (BADGE.code, "Ә")


def test_without_keys_no_wallet_is_offered_and_nothing_is_wrong():
    assert (wallets_offered(), check_wallets()) == ((), [])
    for make in (apple_pass, google_link):
        with pytest.raises(NoWallet):
            make(BADGE)


def test_with_keys_both_are_offered(apple, account):
    assert (wallets_offered(), check_wallets()) == (("apple", "google"), [])


def said(capsys):
    call_command("check")
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({"leave_out": "key"}, keys.NOT_PEM),
        ({"leave_out": "certificate"}, keys.ANOTHER_KEY),
        ({"leave_out": "issuer"}, keys.NOT_SIGNED),
        ({"pass_type": ""}, keys.NOT_OF_A_PASS),
        ({"until": dt.datetime(2021, 1, 1, tzinfo=dt.UTC)}, keys.OVER),
    ],
)
def test_keys_of_apple_that_make_no_pass_are_told_at_the_start_and_offer_nothing(settings, tmp_path, capsys, made, why):
    settings.APPLE_PASS_FILE = str(apple_file(tmp_path, **made)[0])
    assert (wallets_offered(), f"QURULTAI_APPLE_PASS_FILE: {why}" in said(capsys)) == ((), True)


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"{}", b"[]", b'{"private_key": 1}', b"-----BEGIN PRIVATE KEY-----"]
)
def test_a_file_that_is_none_is_told_in_words(settings, tmp_path, capsys, body):
    file = tmp_path / "file"
    file.write_bytes(body)
    settings.APPLE_PASS_FILE = settings.GOOGLE_WALLET_FILE = str(file)
    words = said(capsys)
    assert (f"QURULTAI_APPLE_PASS_FILE: {keys.NOT_PEM}" in words, str(keys.NOT_AN_ACCOUNT) in words) == (True, True)
    assert wallets_offered() == ()


def test_keys_in_the_data_folder_or_nowhere_are_told(settings, tmp_path, capsys):
    settings.DATA = tmp_path
    settings.APPLE_PASS_FILE, settings.GOOGLE_WALLET_FILE = str(apple_file(tmp_path)[0]), "/nowhere/at/all.json"
    words = said(capsys)
    assert (str(keys.INSIDE) in words, str(keys.NOT_A_FILE) in words, wallets_offered()) == (True, True, ())


def test_an_issuer_that_is_no_number_is_told(settings, account, capsys):
    settings.GOOGLE_WALLET_ISSUER = "forum"
    assert (str(keys.NOT_AN_ISSUER) in said(capsys), wallets_offered()) == (True, ())


def test_a_new_file_counts_at_once(settings, apple, tmp_path):
    first = json.loads(files_of(apple_pass(BADGE))["pass.json"])["passTypeIdentifier"]
    apple_file(tmp_path, pass_type="pass.org.example.other")
    assert (first, json.loads(files_of(apple_pass(BADGE))["pass.json"])["passTypeIdentifier"]) == (
        PASS_TYPE,
        "pass.org.example.other",
    )
