"""A guest puts her badge into a wallet: the same code as on paper, only while it is good, and where keys are set up."""

import base64
import datetime as dt
import io
import json
import zipfile

import pytest
from PIL import Image

from qurultai.accreditation.actions.badges import reissue_badge
from qurultai.accreditation.models import Badge, BadgeKey
from qurultai.accreditation.queries.gates import badge_of_code
from qurultai.accreditation.testing import NOON, a_badge, a_category, a_photo, an_edition, block
from qurultai.accreditation.tests.desk import browser, guest, text
from qurultai.documents.testing import ISSUER, apple_file, google_file
from qurultai.editions.models import Edition
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM

pytestmark = pytest.mark.django_db
PAGE = "/en/my/badge/"
APPLE, GOOGLE = f"{PAGE}wallets/apple/", f"{PAGE}wallets/google/"


@pytest.fixture
def badge():
    edition = an_edition("here")
    Edition.objects.filter(pk=edition.pk).update(at_root=True)
    return a_badge(a_category(edition, "Speaker", number=7), "Aru", organisation="Orbit")


@pytest.fixture
def mine(badge):
    return guest(badge.registration)


@pytest.fixture
def keys(settings, tmp_path):
    settings.APPLE_PASS_FILE = str(apple_file(tmp_path)[0])
    settings.GOOGLE_WALLET_FILE, settings.GOOGLE_WALLET_ISSUER = str(google_file(tmp_path)[0]), ISSUER


def apple(answer):
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return json.loads(archive.read("pass.json")), {name: archive.read(name) for name in archive.namelist()}


def google(answer):
    body = answer["Location"].split(".")[3]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["payload"]["eventTicketObjects"][0]


def offered(answer):
    return [words in text(answer) for words in ("Add to Apple Wallet", "Save to Google Wallet")]


def statuses(mine):
    return [mine.get(address).status_code for address in (APPLE, GOOGLE)]


def test_both_wallets_hold_the_code_that_gates_read(keys, mine, badge):
    passed, saved = mine.get(APPLE), mine.get(GOOGLE)
    codes = [apple(passed)[0]["barcodes"][0]["message"], google(saved)["barcode"]["value"]]
    assert codes == [badge.code, badge.code]
    assert badge_of_code(badge.edition, codes[0], NOON).serial == badge.serial
    assert (passed["Content-Type"], saved.status_code, saved["Location"][:35]) == (
        "application/vnd.apple.pkpass",
        302,
        "https://pay.google.com/gp/v/save/ey",
    )


def test_a_pass_shows_name_category_and_photo_in_three_languages(keys, mine, badge):
    file = io.BytesIO()
    Image.new("RGB", (900, 1200), "blue").save(file, "JPEG")
    Badge.objects.filter(pk=badge.pk).update(photo=a_photo(badge.registration, file.getvalue()))
    told, files = apple(mine.get(APPLE))
    shown = {one["key"]: one["value"] for one in told["eventTicket"]["primaryFields"]}
    tables = {tag: files[f"{tag}.lproj/pass.strings"].decode("utf-16") for tag in ("kk", "ru", "en")}
    names = badge.registration.category.name
    assert (shown, "thumbnail@2x.png" in files) == ({"person": "Aru"}, True)
    assert [f'"badge.category.value" = "{names[tag]}"' in table for tag, table in tables.items()] == [True] * 3
    assert ['"badge.person" = "' + word in tables[tag] for tag, word in (("kk", "Аты"), ("en", "Name"))] == [True] * 2


def test_buttons_are_there_where_keys_are_set_up_and_only_there(mine, settings, tmp_path):
    assert (offered(mine.get(PAGE)), statuses(mine)) == ([False, False], [404, 404])
    settings.APPLE_PASS_FILE = str(apple_file(tmp_path)[0])
    assert (offered(mine.get(PAGE)), statuses(mine)) == ([True, False], [200, 404])
    assert mine.get(f"{PAGE}wallets/samsung/").status_code == 404


def test_a_blocked_badge_is_in_no_wallet(keys, mine, badge):
    assert statuses(mine) == [200, 302]
    block(badge)
    assert (offered(mine.get(PAGE)), statuses(mine)) == ([False, False], [404, 404])


def test_a_badge_whose_time_is_over_is_in_no_wallet(keys, badge):
    seen = []
    for moment in (badge.valid_until - dt.timedelta(seconds=1), badge.valid_until):
        with clock.frozen(moment):
            mine = guest(badge.registration)
            seen.append((offered(mine.get(PAGE)), statuses(mine)))
    assert seen == [([True, True], [200, 302]), ([False, False], [404, 404])]


def test_a_new_badge_takes_the_old_ones_place_in_apples_wallet_and_is_another_in_googles(keys, mine, badge):
    before = apple(mine.get(APPLE))[0], google(mine.get(GOOGLE))
    new = reissue_badge(badge, "lost", by=SYSTEM)
    after = apple(mine.get(APPLE))[0], google(mine.get(GOOGLE))
    assert (before[0]["serialNumber"], before[1]["id"]) == (after[0]["serialNumber"], f"{ISSUER}.{badge.serial:x}")
    assert (after[0]["barcodes"][0]["message"], after[1]["id"]) == (new.code, f"{ISSUER}.{new.serial:x}")


def test_nobody_else_gets_it(keys, badge):
    others = [browser(badge.edition, role) for role in ("part", "prot", "secu", "admn")]
    assert [statuses(other) for other in others] == [[404, 404]] * 4
    assert BadgeKey.objects.count() == 1
