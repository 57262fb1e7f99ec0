"""How tests call the API: by token, and what a problem says."""

from django.test import Client

from qurultai.editions.models import Grant
from qurultai.editions.public import actor_of
from qurultai.people.public import make_token

OWN = "/api/v1/editions/own"


def said(answer: object) -> tuple[int, str]:
    """Status and stable code of a problem."""
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"]


def bearer(cast: object, *scopes: str, role: str = "admn") -> tuple[Client, object]:
    """A client that sends a token of somebody, narrowed to scopes; tokens are made by forum owners."""
    person = cast.own.people[role]
    Grant.objects.get_or_create(edition=cast.own.edition, person=person, role="admn")
    made = make_token("test", scopes, edition_id=cast.own.edition.id, by=actor_of(person.id))
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {made.secret}"}), made.token
