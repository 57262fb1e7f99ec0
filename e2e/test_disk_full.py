"""F3, I3: the disk is full. Writing is refused in words with a time to try again, reading goes on, nothing is lost."""

import json
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

from e2e.server import REPOSITORY, Site, free_port

pytestmark = [
    pytest.mark.embedded,
    pytest.mark.skipif(not shutil.which("cc"), reason="a C compiler makes the full disk"),
]
SHIM = REPOSITORY / "src" / "qurultai" / "kit" / "testing" / "disk_full.c"
OWN = "/api/v1/editions/own"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An installation on a disk that can be filled, with its token and its session."""
    folder = tmp_path_factory.mktemp("full")
    library = folder / "disk_full.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True)
    data = folder / "data"
    data.mkdir()
    installation = Site(data, free_port(), {"LD_PRELOAD": str(library), "FULL_FOLDER": str(data)})
    installation.start()
    try:
        installation.seeds = installation.call("e2e.cluster_seeds:forum")
        yield installation
    finally:
        (data / "FULL").unlink(missing_ok=True)
        installation.stop()


def ask(made, path, method="GET", form=None, **headers):
    """Status, headers and body of one request."""
    sent = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(f"{made.url}{path}", method=method, headers=headers, data=sent)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as no:
        return no.code, no.headers, no.read()


def star(made, method="PUT"):
    """Star the published session, or take the star back."""
    return ask(made, f"{OWN}/my/stars/O3", method, Authorization=f"Bearer {made.seeds['token']}")


def stars(made):
    """What is starred, as the database has it."""
    with sqlite3.connect(made.data / "qurultai.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return database.execute("SELECT count(*) FROM programme_star").fetchone()[0]


@pytest.fixture
def full(made):
    """A full disk, with one star that was there before."""
    assert star(made)[0] == 204
    (made.data / "FULL").touch()
    yield stars(made)
    (made.data / "FULL").unlink(missing_ok=True)


def test_writing_to_a_full_disk_is_refused_with_a_time_to_try_again_and_goes_on_without_a_restart(made, full):
    for _ in range(20):
        status, headers, body = star(made, "DELETE")
        assert (status, headers["Retry-After"], json.loads(body)["code"]) == (503, "3", "busy")
    assert stars(made) == full
    (made.data / "FULL").unlink()
    assert star(made, "DELETE")[0] == 204
    assert stars(made) == full - 1


def test_reading_goes_on_while_the_disk_is_full(made, full):
    session = f"session={made.seeds['session']}"
    pages = ["/en/", "/en/programme/", f"{OWN}/sessions", "/en/my/", "/en/my/agenda/", "/en/office/", "/healthz"]
    pages += ["/en/sign-in/"]
    answers = {page: ask(made, page, Cookie=session)[0] for page in pages}
    assert answers == dict.fromkeys(pages, 200)
    token = {"Authorization": f"Bearer {made.seeds['token']}"}
    assert ask(made, f"{OWN}/my/stars", **token)[0] == 200


FORM = {"csrfmiddlewaretoken": "a" * 32, "idempotency_key": "one"}


@pytest.mark.parametrize(
    ("path", "signed_in", "typed"),
    [("/ru/my/me/language/", True, {"language": "ru"}), ("/ru/sign-in/", False, {"email": "own@example.org"})],
)
def test_a_form_sent_to_a_full_disk_is_answered_with_a_page_in_words(made, full, path, signed_in, typed):
    cookies = f"csrf={'a' * 32}" + (f"; session={made.seeds['session']}" if signed_in else "")
    status, headers, body = ask(made, path, "POST", FORM | typed, Cookie=cookies)
    assert (status, headers["Retry-After"]) == (503, "3")
    assert "Попробуйте" in body.decode()
