"""What every answer says, whatever its status, and where no answer ever leads."""

import logging
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from architecture.calls import call, own_and_foreign, ways
from qurultai.kit import middleware
from qurultai.onsite.views import gate

OURS = re.compile(r"/(?![/\\])|\.\.?/|\.$|\?")
"""Where an answer may lead: a path of this site."""
EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\thttps://evil.example/", "/a\r\nX-Evil: 1"]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": middleware.PERMISSIONS,
    "Reporting-Endpoints": 'reports="/reports/"',
}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types default", "report-uri /reports/",
    "report-to reports",
}  # fmt: skip


GATE = {"headers": {"Permissions-Policy": gate.CAMERA}, "policy": {
    "script-src 'self'": "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'": "worker-src 'self'",
}}  # fmt: skip
"""The one page that may use the camera, read codes with a compiled program, and start without a network."""
OF_FILES = {"default-src 'none'", "sandbox"}
"""What a file may do that somebody gave us: nothing at all."""


def lacking(answer, at: str = "") -> list[str]:
    """What an answer should say and does not."""
    headers, policy = ALWAYS, POLICY
    if at == "/gate/" and answer.status_code == 200:
        headers, policy = ALWAYS | GATE["headers"], POLICY - GATE["policy"].keys() | set(GATE["policy"].values())
    if "/files/" in at and answer.status_code == 200:
        policy = OF_FILES
    found = [name for name, value in headers.items() if answer.get(name) != value]
    if {part.strip() for part in answer.get("Content-Security-Policy", "").split(";")} != policy:
        found.append("Content-Security-Policy")
    kept = answer.get("Cache-Control", "")
    public = kept.startswith(("public", "no-cache")) or answer.get("ETag")
    if public and answer.cookies:
        found.append("a cookie on what everybody gets")
    if not public and "no-store" not in kept:
        found.append(f"Cache-Control: {kept}")
    found += [f"cookie {name}" for name, cookie in answer.cookies.items() if cookie["samesite"] != "Lax"]
    return found


@pytest.mark.parametrize("role", ["anon", "part", "admn"])
def test_every_answer_of_every_address_says_what_a_browser_must_not_do(cast, role):
    found, statuses = [], set()
    for way in ways():
        for _what, place, parts, forum in own_and_foreign(cast, way, role):
            answer = call(cast.clients[role], way, way.path(place, parts), forum).response
            statuses.add(answer.status_code)
            at = way.path(place, parts)
            found += [f"{way.method} {at} {answer.status_code}: {name}" for name in lacking(answer, at)]
    assert found == []
    assert {200, 302, 404, 405} <= statuses


def test_answers_to_what_went_wrong_say_it_too(cast, monkeypatch):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answers = [
        client.get("/en/nowhere/"),
        client.post("/en/sign-in/", {"email": "x@example.org"}),
        client.get("/en/", headers={"Host": "evil.example"}),
        client.get("/static/qurultai/theme.js"),
        client.get("/api/v1/nowhere"),
    ]
    monkeypatch.setattr("qurultai.people.views.signin.Ask.get", lambda *args, **more: 1 / 0)
    answers.append(client.get("/en/sign-in/"))
    assert [answer.status_code for answer in answers] == [404, 403, 400, 404, 404, 500]
    assert [lacking(answer) for answer in answers] == [[]] * len(answers)


def test_mutant_without_its_middleware_an_answer_lacks_them(cast, settings):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith("Fences")]
    assert "Permissions-Policy" in lacking(Client().get("/en/sign-in/"))


@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Host": "testserver.evil.example"}])
def test_another_host_is_a_bad_request(cast, header):
    assert Client().get("/en/my/", headers=header).status_code == 400


@pytest.mark.parametrize("role", ["anon", "admn"])
def test_no_answer_leads_to_another_site_whatever_an_address_or_a_form_asks(cast, role):
    found = []
    for way in ways():
        if "<" in way.address or "{" in way.address:
            continue
        for evil in EVIL:
            path = way.path(cast.own, {})
            with_query = f"{path}?next={evil}".replace("\r\n", "%0d%0a").replace("\t", "%09")
            client = cast.clients[role]
            client.defaults["HTTP_REFERER"] = evil
            answer = call(client, way, with_query, cast.own, {**way.sample.body(cast.own), "next": evil}).response
            del client.defaults["HTTP_REFERER"]
            if not OURS.match(answer.get("Location", "/")):
                found.append(f"{way.method} {with_query}: {answer['Location']}")
            if "X-Evil" in answer:
                found.append(f"{way.method} {with_query}: a header of its own")
    assert found == []


def _installation(tmp_path, *command: str) -> subprocess.CompletedProcess:
    env = os.environ | {
        "QURULTAI_DATA": str(tmp_path),
        "QURULTAI_BASE_URL": "https://forum.example.org",
        "QURULTAI_HOSTS": "forum.example.org",
        "QURULTAI_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
        "DJANGO_SETTINGS_MODULE": "qurultai.project.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", "django", *command], env=env, capture_output=True, text=True, check=False
    )


def test_an_installation_behind_https_passes_djangos_own_check_without_a_warning(tmp_path):
    done = _installation(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_behind_https_every_cookie_is_bound_to_the_host_and_everything_is_sent_to_https(tmp_path):
    code = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KEPT_COOKIE_NAME)
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY)
from django.test import Client
host = {"HTTP_HOST": "forum.example.org"}
there = Client().get("/en/programme/", **host)
print(there.status_code, there["Location"])
print(Client().get("/healthz", secure=True, **host)["Strict-Transport-Security"])
"""
    _installation(tmp_path, "migrate", "-v0")
    done = _installation(tmp_path, "shell", "--no-imports", "-c", code)
    assert done.stdout.splitlines() == [
        "__Host-session __Host-csrf __Host-kept",
        "True True True True",
        "301 https://forum.example.org/en/programme/",
        "max-age=31536000; includeSubDomains; preload",
    ], done.stderr


def test_a_browsers_report_is_one_line_of_the_log_without_anybodys_data(cast, caplog):
    logging.disable(logging.NOTSET)
    body = '{"csp-report": {"document-uri": "https://x/?secret", "violated-directive": "script-src\\nFORGED"}}'
    good = '[{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "documentURL": "https://x/?secret"}}]'
    for text in (body, good, "x" * 100_000, "\0"):
        answer = Client(enforce_csrf_checks=True).post("/reports/", text, content_type="application/csp-report")
        assert answer.status_code == 204
    said = [record.getMessage() for record in caplog.records if record.name == "qurultai.project.views"]
    assert said == ["a browser held something back on a page of ours: " + name for name in ("script-src", "img-src")]
