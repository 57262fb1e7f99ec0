"""Registrations that may be of one person: the list, and two side by side."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration import rules
from qurultai.registration.models import Edition, Field, IdentityDocument, Registration, Twins
from qurultai.registration.policies import READ_TWINS
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.queries.finding import called
from qurultai.registration.rules.answers import HEAD
from qurultai.registration.rules.twins import LIVE

DOCUMENT = "document"
NOT_CHOSEN = frozenset({"heading", "consent", "document"})
"""A heading has no answer; a consent stays with her who gave it; the document is chosen as a whole."""


def twins_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Twins]:
    """The pairs of which both still count, for those who keep the registry."""
    if edition is None or not access.allowed(READ_TWINS, actor, edition_id=edition.id):
        return Twins.objects.none()
    return Twins.objects.filter(edition=edition, first__state__in=LIVE, second__state__in=LIVE)


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of them, the newest first; two queries whatever their number, and one more for words."""
    rows = twins_visible_to(actor, edition).select_related("first", "second")
    rows = rows.filter(dismissed_at__isnull=asked["seen"] != "dismissed")
    if asked["why"]:
        rows = rows.filter(why=asked["why"])
    if asked.words:
        rows = rows.filter(called(edition, asked.words, "first") | called(edition, asked.words, "second"))
    return sliced(rows, "noted_at", asked, size, downwards=asked.downwards)


def twins_of(row: Registration) -> list[Registration]:
    """Whom one registration may be as well; one query."""
    rows = Twins.objects.filter(Q(first=row) | Q(second=row), dismissed_at=None, first__state__in=LIVE)
    pairs = rows.filter(second__state__in=LIVE).select_related("first", "second")
    return [pair.second if pair.first_id == row.pk else pair.first for pair in pairs]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations side by side; `twins` is None when nothing says that they are alike."""

    one: Registration
    other: Registration
    twins: Twins | None
    edition_id: object


def pair_in_office(actor: Actor, edition: Edition | None, code: str, other: str) -> Pair:
    """Two that still count. Raises Registration.DoesNotExist."""
    if edition is None or code == other or not access.allowed(READ_TWINS, actor, edition_id=edition.id):
        raise Registration.DoesNotExist
    rows = Registration.objects.select_related("category", "group", "person", "edition")
    found = {row.code: row for row in rows.filter(edition=edition, code__in=[code, other], state__in=LIVE)}
    if len(found) < 2:
        raise Registration.DoesNotExist
    for row in found.values():
        row.person.edition_id = edition.id
    keys = sorted(row.pk for row in found.values())
    twins = Twins.objects.filter(first=keys[0], second=keys[1]).first()
    return Pair(found[code], found[other], twins, edition.id)


def choosable(one: Registration, other: Registration) -> dict[str, Field | None]:
    """What both have and may differ: the head, answers to questions of one kind in both forms, the document."""
    theirs = {field.key: field for field in questions_of(other)}
    fields = [
        field for field in questions_of(one)
        if field.type not in NOT_CHOSEN and field.key in theirs and theirs[field.key].type == field.type
    ]  # fmt: skip
    fits = [field for field in fields if _fits(field, other) and _fits(theirs[field.key], one)]
    return dict.fromkeys(HEAD) | {field.key: field for field in fits} | {DOCUMENT: None}


def _fits(field: Field, row: Registration) -> bool:
    """Whether her answer can stand where the question is asked in this form."""
    given = row.answers.get(field.key)
    return given in (None, "", []) or rules.answers.problem(field.question, given) is None


def differing(one: Registration, other: Registration) -> dict[str, Field | None]:
    """Those of them in which the two differ; one query for the documents."""
    ours = {row.registration_id: row.trace for row in IdentityDocument.objects.filter(registration__in=[one, other])}
    same = len(ours) == 0 or (len(ours) == 2 and len(set(ours.values())) == 1)
    return {
        key: field
        for key, field in choosable(one, other).items()
        if (not same if key == DOCUMENT else value_of(one, key) != value_of(other, key))
    }


def value_of(row: Registration, key: str) -> object:
    """What stands in a part of the head, or what was answered; nothing at all is ""."""
    given = getattr(row, key) if key in HEAD else row.answers.get(key)
    return "" if given is None else given


def with_documents(*rows: Registration) -> set[object]:
    """The keys of those who gave an identity document."""
    return set(IdentityDocument.objects.filter(registration__in=rows).values_list("registration_id", flat=True))


def survivor_of(row: Registration) -> Registration:
    """The registration into which this one was merged, or itself."""
    if row.merged_into_id is None:
        return row
    return Registration.objects.select_related("category", "group", "edition").get(pk=row.merged_into_id)
