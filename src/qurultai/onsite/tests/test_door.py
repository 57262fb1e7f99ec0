"""Who stands at a gate without a badge is registered there by its device, once, and has no badge without clearance."""

import uuid

import msgspec
import pytest

from qurultai.accreditation.models import Badge
from qurultai.editions.testing import an_edition
from qurultai.kit.access import SYSTEM
from qurultai.kit.journal.deliver import deliver_all
from qurultai.kit.models import Event
from qurultai.onsite.actions.gates import revoke_device
from qurultai.registration.models import Category, Registration
from qurultai.registration.public import NewField
from qurultai.registration.testing import a_category, a_form, in_three

PATH = "/api/v1/gate/door/people"
CONSENT = NewField(type="consent", key="photo", purpose="photo", label=in_three("Photographs"), required=True)


@pytest.fixture
def category(edition):
    form = a_form(edition, CONSENT)
    return a_category(edition, form=form, walk_up=True)


def comes(client, phone, category, language="en", **more):
    told = {
        "key": str(uuid.uuid4()), "category": str(category.pk), "name": "Aru Kim", "country": "KZ",
        "consents": ["photo"],
    } | more  # fmt: skip
    body = msgspec.json.encode(told)
    headers = phone.header("POST", PATH, body) | {"Accept-Language": language}
    return client.post(PATH, body, content_type="application/json", headers=headers)


def test_the_door_tells_what_is_open_and_what_it_asks(client, phone, category, edition):
    a_category(edition, "Head of state")
    for language, kazakhstan in (("kk", "Қазақстан"), ("ru", "Казахстан"), ("en", "Kazakhstan")):
        headers = phone.header("GET", "/api/v1/gate/door") | {"Accept-Language": language}
        told = client.get("/api/v1/gate/door", headers=headers).json()
        assert [(one["id"], one["left"]) for one in told["categories"]] == [(str(category.pk), None)]
        assert dict(told["countries"])["KZ"] == kazakhstan
    asked = [(one["key"], one["words"]["en"], one["needed"]) for one in told["categories"][0]["consents"]]
    assert asked == [("photo", "Photographs", True)]


def test_she_is_registered_once_by_the_device_and_has_no_badge_yet(client, phone, category):
    key = str(uuid.uuid4())
    answers = [comes(client, phone, category, "ru", key=key, organisation="Orbit") for _ in range(2)]
    row = Registration.objects.get()
    assert [(one.status_code, one.json()) for one in answers] == [
        (201, {"code": row.code, "name": "Aru Kim", "state": "approved"})
    ] * 2
    assert (row.source, row.organisation, row.language, row.answers["photo"]) == ("walk_up", "Orbit", "ru", True)
    kinds = list(Event.objects.filter(actor_id=phone.row.id).values_list("type", flat=True))
    assert [one for one in kinds if "Registration" in one] == [
        "registration.RegistrationSubmitted",
        "registration.RegistrationApproved",
    ]
    deliver_all()
    assert not Badge.objects.exists()


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"name": "42"}, 422, "registration_answers"),
        ({"consents": []}, 422, "registration_answers"),
        ({"country": ""}, 422, "registration_answers"),
        ({"key": "7"}, 422, "invalid"),
    ],
)
def test_what_is_not_right_is_refused_in_words_and_nobody_is_registered(client, phone, category, more, status, code):
    answer = comes(client, phone, category, **more)
    assert (answer.status_code, answer.json()["code"], Registration.objects.count()) == (status, code, 0)


def test_a_category_that_is_not_open_at_the_door_or_of_another_forum_takes_nobody(client, phone, category, edition):
    elsewhere = a_category(an_edition(slug="other"), walk_up=True)
    closed = a_category(edition, "Closed")
    assert [comes(client, phone, one).json()["code"] for one in (elsewhere, closed)] == ["no_walk_up"] * 2
    assert not Registration.objects.exists()


def test_told_again_after_the_door_was_closed_it_is_what_was_done(client, phone, category):
    key = str(uuid.uuid4())
    first = comes(client, phone, category, key=key).json()
    Category.objects.update(walk_up=False)
    assert (comes(client, phone, category, key=key).json(), Registration.objects.count()) == (first, 1)
    assert comes(client, phone, category).json()["code"] == "no_walk_up"


def test_a_revoked_device_and_a_stranger_register_nobody(client, phone, category):
    revoke_device(phone.row, by=SYSTEM)
    assert comes(client, phone, category).status_code == 401
    assert client.post(PATH, "{}", content_type="application/json").status_code == 404
    assert not Registration.objects.exists()
