"""Noting which registrations may be of one person, when they are sent or changed: each looks for its like only."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from qurultai.kit import clock
from qurultai.kit.prepared import first, prepared
from qurultai.registration import rules
from qurultai.registration.models import IdentityDocument, Registration, Twins
from qurultai.registration.rules.twins import LIVE, Applicant

MOST = 50
"""So many of one sound are looked at: of a name that hundreds have nothing is learnt."""
BATCH = 500
_COLUMNS = ("pk", "sound", "email", "trace", "country", "organisation")


def note_twins(registration: Registration) -> None:
    """Note whom a registration is like now, and forget whom it was like before; what was dismissed stays so."""
    document = first(_document_of(registration.pk))
    me = _applicant(registration, document.trace if document else "")
    found = {
        key: why for key, *rest in _like(registration, me.trace) if (why := rules.twins.common(me, Applicant(*rest)))
    }
    known = {
        (pair.second_id if pair.first_id == registration.pk else pair.first_id): (pair.pk, pair.why, pair.dismissed_at)
        for pair in _pairs_with(registration.pk)
    }
    stale = [key for other, (key, why, at) in known.items() if at is None and found.get(other) != why]
    if stale:
        Twins.objects.filter(pk__in=stale).delete()
    new = [(other, why) for other, why in found.items() if other not in known or known[other][0] in stale]
    _note(registration.edition_id, [(registration.pk, other, why) for other, why in new])


def note_twins_of_many(edition_id: UUID, rows: Sequence[Registration]) -> None:
    """The same for many new ones without documents, in a few statements."""
    mine = {row.pk: _applicant(row, "") for row in rows}
    by: dict[tuple[str, str], list[tuple[UUID, Applicant]]] = {}
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        sounds, emails = {row.sound for row in part}, {row.email for row in part if row.email}
        for key, *rest in _compared(_live(edition_id).filter(Q(sound__in=sounds) | Q(email__in=emails))):
            one = Applicant(*rest)
            for place in (("sound", one.sound), ("email", one.email)):
                there = by.setdefault(place, [])
                if len(there) < MOST:
                    there.append((key, one))
    pairs: dict[tuple[UUID, UUID], str] = {}
    for key, me in mine.items():
        for other, one in {*by.get(("sound", me.sound), ()), *by.get(("email", me.email), ())}:
            why = rules.twins.common(me, one) if other != key else None
            if why:
                pairs[min(key, other), max(key, other)] = why
    _note(edition_id, [(first, second, why) for (first, second), why in pairs.items()])


def _applicant(row: Registration, trace: str) -> Applicant:
    return Applicant(row.sound, row.email, trace, row.country, row.organisation)


def _live(edition_id: UUID) -> QuerySet[Registration]:
    return Registration.objects.filter(edition_id=edition_id, submitted_at__isnull=False, state__in=LIVE).order_by()


def _compared(rows: QuerySet[Registration]) -> QuerySet:
    return rows.annotate(trace=Coalesce(F("identity__trace"), Value(""))).values_list(*_COLUMNS)


def _like(registration: Registration, trace: str) -> set[tuple]:
    """Who has its sound, address or document; a query for each that it has."""
    edition_id, key = registration.edition_id, registration.pk
    found: set[tuple] = set()
    if registration.sound:
        found.update(_with_sound(edition_id, key, registration.sound))
    if registration.email:
        found.update(_with_email(edition_id, key, registration.email))
    if trace:
        found.update(_with_trace(edition_id, key, trace))
    return found


@prepared
def _with_sound(edition_id: UUID, key: UUID, sound: str) -> QuerySet:
    return _compared(_live(edition_id).filter(~Q(pk=key), sound=sound).order_by("-pk")[:MOST])


@prepared
def _with_email(edition_id: UUID, key: UUID, email: str) -> QuerySet:
    return _compared(_live(edition_id).filter(~Q(pk=key), email=email))


@prepared
def _with_trace(edition_id: UUID, key: UUID, trace: str) -> QuerySet:
    return _compared(_live(edition_id).filter(~Q(pk=key), identity__trace=trace))


@prepared
def _document_of(registration_id: UUID) -> QuerySet[IdentityDocument]:
    return IdentityDocument.objects.filter(registration_id=registration_id).only("trace")


@prepared
def _pairs_with(key: UUID) -> QuerySet[Twins]:
    return Twins.objects.filter(Q(first_id=key) | Q(second_id=key))


def _note(edition_id: UUID, pairs: Sequence[tuple[UUID, UUID, str]]) -> None:
    now = clock.now()
    Twins.objects.bulk_create(
        (
            Twins(edition_id=edition_id, first_id=min(one, other), second_id=max(one, other), why=why, noted_at=now)
            for one, other, why in pairs
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
