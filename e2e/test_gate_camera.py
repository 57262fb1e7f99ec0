"""A gate's camera, as chromium plays it: the page reads codes by itself, also without a network, or says what to do."""

import io

import pytest
import segno
from PIL import Image
from playwright.sync_api import expect

from e2e.conftest import CHROMIUM, FLAGS
from e2e.gate_steps import paired, say, waiting

FRAME = (1280, 720)
LONGER_THAN_ONCE = 6_000
NO_READER = "delete window.BarcodeDetector"
REFUSED = {"en": "Tap the sign before the address", "ru": "Нажмите на значок перед адресом", "kk": "рұқсат беріңіз де"}


def film_of(code: str) -> bytes:
    """A badge's square code as it lies before a camera: small, a little turned, on grey."""
    picture = io.BytesIO()
    segno.make_qr(code, error="m").save(picture, kind="png", scale=6, border=4)
    badge = Image.open(picture).convert("L").rotate(7, expand=True, fillcolor=255)
    frame = Image.new("L", FRAME, 128)
    frame.paste(badge, ((FRAME[0] - badge.width) // 2, (FRAME[1] - badge.height) // 2))
    still = io.BytesIO()
    frame.convert("RGB").save(still, "JPEG", quality=90)
    return still.getvalue() * 5


@pytest.fixture
def camera(browser, tmp_path):
    """A browser whose camera shows a badge's code and may be used, or may not."""
    opened = []

    def with_camera(code: str, allowed: bool = True):
        film = tmp_path / "film.mjpeg"
        film.write_bytes(film_of(code))
        flags = [*FLAGS, "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
        flags += ["--use-fake-ui-for-media-stream"] if allowed else []
        opened.append(browser.browser_type.launch(executable_path=CHROMIUM, args=flags))
        return opened[-1]

    yield with_camera
    for one in opened:
        one.close()


def test_the_camera_reads_a_badge_once_with_the_pages_own_reader_also_alone(site, camera, axe, fits):
    codes = site.call("e2e.gate_seeds:badges")
    page = paired(site, camera(codes[0]), site.call("e2e.gate_seeds:gate", name="Camera", zone=3)["pairing"])
    page.add_init_script(NO_READER)
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.reload()
    assert page.evaluate("'BarcodeDetector' in window") is False
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator(".gate-word")).to_have_text("Go in", timeout=30_000)
    expect(page.locator(".gate-name")).to_have_text("Айгүл Сапарова")
    assert (axe(page), fits(page)) == ([], True)
    page.wait_for_timeout(LONGER_THAN_ONCE)
    expect(page.locator(".gate-word")).to_have_text("Go in")
    waiting(page, 1)
    page.get_by_role("button", name="Turn the camera off").click()
    expect(page.locator("video")).to_be_hidden()


def test_a_camera_that_is_refused_says_what_to_do_in_three_languages(site, camera, axe, fits):
    codes = site.call("e2e.gate_seeds:badges")
    page = paired(
        site, camera(codes[0], allowed=False), site.call("e2e.gate_seeds:gate", name="Refused", zone=3)["pairing"]
    )
    for language, words in REFUSED.items():
        say(page, language)
        page.locator("#camera").click()
        expect(page.locator("#gate-result")).to_contain_text(words)
        assert (axe(page), fits(page)) == ([], True)


def test_a_device_without_a_camera_says_so(site, browser):
    page = paired(site, browser, site.call("e2e.gate_seeds:gate", name="Blind", zone=3)["pairing"])
    page.context.grant_permissions(["camera"])
    page.locator("#camera").click()
    expect(page.locator("#gate-result")).to_contain_text("This device has no camera.")
    page.context.close()
