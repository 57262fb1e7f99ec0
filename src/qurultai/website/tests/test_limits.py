"""Search and exports are given so often a client: in words, with the time to wait, and never to spoofed addresses."""

import datetime as dt

import pytest
from django.test import RequestFactory
from redis.exceptions import RedisError

from qurultai.kit import clock, limits
from qurultai.programme.testing import NINE, a_participant, signed_in
from qurultai.website.queries import Results

AT = NINE - dt.timedelta(days=3)


def searches(client, count, **headers):
    """How many of so many searches were answered."""
    answers = [client.get("/ru/search/?q=orbits", headers=headers).status_code for _ in range(count)]
    return answers.count(200)


@pytest.fixture(autouse=True)
def cheap_search(monkeypatch):
    """The limit is what is tried here, not the search."""
    monkeypatch.setattr("qurultai.website.views.queries.found", lambda site, words: Results())


def as_nobody(address, forwarded=""):
    """A request from an address, with what somebody wrote on the way."""
    return RequestFactory(REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded).get("/")


def test_a_person_may_search_sixty_times_a_minute_and_is_told_when_again(client, on_air):
    person, _actor = a_participant(on_air)
    with clock.frozen(AT):
        signed_in(client, person)
        assert searches(client, 62) == 60
        answer = client.get("/kk/search/?q=orbits")
        assert (answer.status_code, answer["Retry-After"]) == (429, "1")
        assert "1 секунд" in answer.content.decode()
        assert client.get("/en/search/").status_code == 200
    with clock.frozen(AT + dt.timedelta(seconds=1)):
        assert searches(client, 3) == 1


def test_a_hall_behind_one_address_may_search_six_hundred_times_a_minute(client, on_air):
    with clock.frozen(AT):
        assert searches(client, 602) == 600


def test_a_forwarded_address_is_not_believed_unless_a_proxy_of_ours_wrote_it(settings):
    request = as_nobody("203.0.113.9", forwarded="198.51.100.7, 192.0.2.44")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert limits.network_of(request) == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert limits.network_of(request) == "192.0.2.44"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert limits.network_of(request) == "203.0.113.9"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("x", "unknown"),
    ],
)
def test_a_network_is_an_ipv4_address_or_an_ipv6_prefix(address, network):
    assert limits.network_of(as_nobody(address)) == network


def test_the_same_export_is_given_five_times_an_hour_and_another_one_still(client, on_air):
    person, _actor = a_participant(on_air)
    with clock.frozen(AT):
        signed_in(client, person)
        answers = [client.get("/en/my/me/data.zip").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_the_api_answers_with_a_problem(client, on_air, monkeypatch):
    monkeypatch.setattr(limits, "SEARCH", limits.Limit("search", 1, 1, 60))
    path = f"/api/v1/editions/{on_air.edition.slug}/search?q=orbits"
    with clock.frozen(AT):
        answers = [client.get(path) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert (answers[1].json()["code"], answers[1]["Retry-After"]) == ("too_many_requests", "60")


def test_nobody_is_stopped_when_the_cache_is_down(client, on_air, monkeypatch):
    class Unreachable:
        def get(self, *_words):
            raise RedisError

    monkeypatch.setattr(limits, "buckets", Unreachable())
    monkeypatch.setattr(limits, "SEARCH", limits.Limit("search", 1, 1, 60))
    assert searches(client, 3) == 3


def test_without_the_bucket_everybody_would_search_for_ever(client, on_air, monkeypatch):
    monkeypatch.setattr(limits, "spend", lambda *_words: None)
    person, _actor = a_participant(on_air)
    with clock.frozen(AT):
        signed_in(client, person)
        assert searches(client, 62) == 62
