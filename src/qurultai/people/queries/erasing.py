"""Requests for erasure and the acts of erasure; and what people keep of a person, for her own copy."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.keepers import Kept
from qurultai.people.models import Account, Affiliation, ApiToken, BrowserSession, ErasureAct, ErasureRequest, Person
from qurultai.people.policies import LIST_REQUESTS
from qurultai.people.queries.forum import Forum, today
from qurultai.people.queries.organisations import organisation_names_at


def requests_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[ErasureRequest]:
    """What was asked in a forum, newest first, for whoever answers it."""
    if edition is None or not access.allowed(LIST_REQUESTS, actor, edition_id=edition.id):
        return ErasureRequest.objects.none()
    rows = ErasureRequest.objects.filter(edition_id=edition.id).select_related("person", "act")
    return rows.order_by("-asked_at", "-pk")


def request_visible_to(actor: Actor, edition: Forum | None, code: str) -> ErasureRequest:
    """One of them. Raises ErasureRequest.DoesNotExist."""
    return requests_visible_to(actor, edition).get(code=code)


def acts_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[ErasureAct]:
    """The acts of a forum, newest first."""
    if edition is None or not access.allowed(LIST_REQUESTS, actor, edition_id=edition.id):
        return ErasureAct.objects.none()
    return ErasureAct.objects.filter(edition_id=edition.id).select_related("erased_by").order_by("-number")


def act_visible_to(actor: Actor, edition: Forum | None, number: int) -> ErasureAct:
    """One of them. Raises ErasureAct.DoesNotExist."""
    return acts_visible_to(actor, edition).get(number=number)


def open_request_of(person_id: UUID | None) -> ErasureRequest | None:
    """Her request that waits for an answer."""
    rows = ErasureRequest.objects.filter(person_id=person_id, state=ErasureRequest.State.OPEN)
    return rows.first() if person_id else None


def kept_of(person_id: UUID) -> Kept:
    """The person herself, how she signs in and where from, her organisations, and her programs' ways in."""
    person = Person.objects.get(pk=person_id)
    fields = ("code", "name", "latin_name", "email", "phone", "country", "language", "source_key")
    sessions = BrowserSession.objects.filter(account__person_id=person_id).order_by("began_at")
    return Kept(
        {
            "person": {
                **{name: getattr(person, name) for name in fields},
                "position": dict(person.position),
                "biography": dict(person.biography),
                "known_since": person.made_at.isoformat(),
            },
            "accounts": list(Account.objects.filter(person_id=person_id).values_list("email", flat=True)),
            "devices": [{"device": one.device, "began_at": one.began_at.isoformat()} for one in sessions],
            "tokens": list(ApiToken.objects.filter(person_id=person_id).values_list("name", flat=True)),
            "organisations": _organisations(person_id),
        }
    )


def _organisations(person_id: UUID) -> list[dict[str, object]]:
    rows = list(Affiliation.objects.filter(person_id=person_id).order_by("valid_from", "pk"))
    names = organisation_names_at([row.organisation_id for row in rows], today())
    return [
        {
            "name": dict(names.get(row.organisation_id, {})),
            "position": dict(row.position),
            "speaks_for": row.speaks_for,
            "from": row.valid_from.isoformat(),
            "until": row.valid_until.isoformat() if row.valid_until else None,
        }
        for row in rows
    ]
