"""Erasing a person (I12): she asks, the data protection officer carries it out, an act says what was erased."""

import hashlib
from collections.abc import Iterable, Mapping
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, clock, journal, keepers
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.text import Text
from qurultai.kit.traces import overwrite_free_space
from qurultai.people.events import ErasureAsked, ErasureSetAside, PersonErased
from qurultai.people.models import (
    Account,
    Affiliation,
    ApiToken,
    BrowserSession,
    ErasureAct,
    ErasureRequest,
    Person,
    PersonKey,
    SignInLink,
)
from qurultai.people.policies import CREATE_REQUEST, TRANSITION_REQUEST
from qurultai.people.rules import WITHHELD, sweeping_is_due

State = ErasureRequest.State


class RequestAnswered(Refusal):
    """It was carried out or set aside before."""

    code = "erasure_answered"
    text = _("This request was answered already.")


class OwnRequest(Refusal):
    """Nobody decides on what she asked herself."""

    code = "erasure_own"
    text = _("Somebody else must carry out what you asked for yourself.")


@action
def ask_erasure(person_id: UUID, edition_id: UUID, *, by: Actor) -> ErasureRequest:
    """Ask that all that is kept of her be erased; while a request is open, asking again changes nothing.

    Raises RequestAnswered when she is erased already.
    """
    asked = ErasureRequest(person_id=person_id, edition_id=edition_id, asked_at=clock.now())
    access.require(CREATE_REQUEST, by, asked)
    if Person.objects.select_for_update().get(pk=person_id).erased_at:
        raise RequestAnswered
    if known := ErasureRequest.objects.filter(person_id=person_id, state=State.OPEN).first():
        return known
    asked.save(force_insert=True)
    journal.record(ErasureAsked(asked.id, person_id), by=by, edition_id=edition_id)
    return asked


@action
def set_request_aside(request: ErasureRequest, *, by: Actor) -> ErasureRequest:
    """Do not do what was asked. Raises RequestAnswered, OwnRequest."""
    request = _locked(request, by)
    request.state, request.answered_at = State.SET_ASIDE, clock.now()
    request.save(update_fields=["state", "answered_at"])
    journal.record(ErasureSetAside(request.id, request.person_id), by=by, edition_id=request.edition_id)
    return request


@action
def erase_person(request: ErasureRequest, *, by: Actor) -> ErasureAct:
    """Erase what every context keeps of her, all of it or nothing, and leave an act.

    Raises RequestAnswered, OwnRequest, and what a context refuses that must not forget her yet.
    """
    request = _locked(request, by)
    counts = keepers.forget_all(request.person_id)
    act = leave_act(request.edition_id, "person", counts, [request.person_id], by=by)
    request.state, request.answered_at, request.act = State.DONE, act.erased_at, act
    request.save(update_fields=["state", "answered_at", "act"])
    journal.record(PersonErased(request.person_id, act.id), by=by, edition_id=request.edition_id)
    return act


def _locked(request: ErasureRequest, by: Actor) -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    access.require(TRANSITION_REQUEST, by, request)
    if request.state != State.OPEN:
        raise RequestAnswered
    if request.person_id == by.person_id:
        raise OwnRequest
    return request


@action
def leave_act(edition_id: UUID, kind: str, counts: Mapping[str, int], keys: Iterable[UUID], *, by: Actor) -> ErasureAct:
    """The next act of a forum: how much of what was erased, when and by whom; of whose only a digest of the keys."""
    last = ErasureAct.objects.select_for_update().filter(edition_id=edition_id).order_by("-number").first()
    digest = hashlib.sha256("\n".join(sorted(key.hex for key in keys)).encode()).hexdigest()
    return ErasureAct.objects.create(
        edition_id=edition_id, number=last.number + 1 if last else 1, kind=kind, counts=dict(counts), digest=digest,
        erased_at=clock.now(), erased_by_id=by.person_id,
    )  # fmt: skip


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """Her name, address, words, ways in and key; the row stays, for figures that count it."""
    accounts = Account.objects.filter(person_id=person_id)
    sessions = BrowserSession.objects.filter(account__in=accounts)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    EmailAddress.objects.filter(user__in=accounts).delete()
    counts = {
        "sessions": sessions.delete()[0],
        "organisations": Affiliation.objects.filter(person_id=person_id).delete()[0],
        "tokens": ApiToken.objects.filter(person_id=person_id).delete()[0],
        "links": SignInLink.objects.filter(person_id=person_id).delete()[0],
        "accounts": accounts.count(),
        "keys": PersonKey.objects.filter(person_id=person_id).delete()[0],
    }
    accounts.delete()
    plain = dict.fromkeys(("latin_name", "email", "phone", "country", "sought"), "")
    words = {"name": WITHHELD, "position": Text(), "biography": Text(), "source_key": None}
    counts["persons"] = Person.objects.filter(pk=person_id).update(**plain, **words, erased_at=clock.now())
    return counts


def sweep() -> None:
    """Overwrite free space in the night after an erasure; a chore, harmless when done twice."""
    waiting = ErasureRequest.objects.filter(state=State.DONE, swept_at=None)
    if sweeping_is_due(clock.now().hour) and waiting.exists():
        sweep_now()


def sweep_now() -> None:
    """Overwrite free space, and remember for which erasures that was done."""
    waiting = list(ErasureRequest.objects.filter(state=State.DONE, swept_at=None).values_list("pk", flat=True))
    overwrite_free_space()
    ErasureRequest.objects.filter(pk__in=waiting).update(swept_at=clock.now())
