"""Noting which registrations may be of one person, when they are sent or changed: each looks for its like only."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from qurultai.kit import clock
from qurultai.registration import rules
from qurultai.registration.models import IdentityDocument, Registration, Twins
from qurultai.registration.rules.twins import LIVE, Applicant

MOST = 50
"""So many of one sound are looked at: of a name that hundreds have nothing is learnt."""
BATCH = 500
_COLUMNS = ("pk", "sound", "email", "trace", "country", "organisation")


def note_twins(registration: Registration) -> None:
    """Note whom a registration is like now, and forget whom it was like before; what was dismissed stays so."""
    document = IdentityDocument.objects.filter(registration=registration).values_list("trace", flat=True).first()
    me = _applicant(registration, document or "")
    found = {
        key: why for key, *rest in _like(registration, me.trace) if (why := rules.twins.common(me, Applicant(*rest)))
    }
    known = {
        (second if first == registration.pk else first): (key, why, dismissed_at)
        for key, first, second, why, dismissed_at in Twins.objects.filter(
            Q(first=registration) | Q(second=registration)
        ).values_list("pk", "first_id", "second_id", "why", "dismissed_at")
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
    """Who has its sound, address or document; two queries."""
    rows = _live(registration.edition_id).exclude(pk=registration.pk)
    found = set(_compared(rows.filter(sound=registration.sound).exclude(sound="").order_by("-pk")[:MOST]))
    by_mail, by_trace = rows.filter(email=registration.email), rows.filter(identity__trace=trace)
    asked = [_compared(one) for one, given in ((by_mail, registration.email), (by_trace, trace)) if given]
    return found.union(asked[0].union(*asked[1:])) if asked else found


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
