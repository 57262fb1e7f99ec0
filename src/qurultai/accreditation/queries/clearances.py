"""Clearances, batches and decisions as security sees them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from qurultai.accreditation.models import Badge, Clearance, Edition, SecurityBatch
from qurultai.accreditation.models.badges import LIVE
from qurultai.accreditation.policies import LIST_CLEARANCES, READ_RESULT
from qurultai.kit.access import Actor, allowed
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration.public import called, identities_of

ORDERS = {
    "name": "registration__latin_name",
    "category": "registration__category__number",
    "country": "registration__country",
    "batch": "batch_number",
    "since": "since",
}
NO_BATCH = 0


def clearances_visible_to(actor: Actor, edition: Edition | None) -> QuerySet[Clearance]:
    """The clearances of an edition that exist for whoever lists them."""
    if edition is None or not allowed(LIST_CLEARANCES, actor, Clearance(edition=edition)):
        return Clearance.objects.none()
    return Clearance.objects.filter(edition=edition).select_related("registration__category")


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of those that fit; three queries whatever their number."""
    return sliced(matching(actor, edition, asked), ORDERS[asked.by], asked, size, downwards=asked.downwards)


def all_listed(actor: Actor, edition: Edition, asked: Asked) -> list[Clearance]:
    """All of them, for a file."""
    way = "-" if asked.downwards else ""
    return list(matching(actor, edition, asked).order_by(f"{way}{ORDERS[asked.by]}", f"{way}pk"))


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Clearance]:
    """The clearances that fit the words and filters."""
    rows = clearances_visible_to(actor, edition).annotate(batch_number=Coalesce(F("batch"), NO_BATCH))
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    if asked["batch"]:
        rows = rows.filter(batch_number=asked["batch"]) if asked["batch"].isdecimal() else rows.none()
    if asked["category"]:
        rows = rows.filter(registration__category__code=asked["category"])
    return rows.filter(called(edition, asked.words, "registration")) if asked.words else rows


def my_standing(actor: Actor, edition: Edition | None) -> tuple[Clearance | None, Badge | None]:
    """One's own clearance and live badge, as far as there are any; two queries."""
    mine = Clearance.objects.select_related("registration").filter(
        edition=edition, registration__person_id=actor.person_id
    )
    row = next((one for one in mine if allowed(READ_RESULT, actor, one)), None)
    if row is None:
        return None, None
    badges = Badge.objects.select_related("registration__category").filter(clearance=row, state__in=LIVE)
    return row, badges.filter(person_id=actor.person_id).first()


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch in the list of all."""

    number: int
    supplements: int
    made_at: object
    people: int
    undecided: int


def batches_of(edition: Edition) -> list[BatchLine]:
    """All batches, the last first; two queries."""
    sheets = SecurityBatch.objects.filter(edition=edition).values("number").order_by("-number")
    rows = sheets.annotate(supplements=Max("supplement"), at=Max("made_at")).values_list("number", "supplements", "at")
    people = Clearance.objects.filter(edition=edition, batch__isnull=False).exclude(state=Clearance.State.WITHDRAWN)
    open_ones = Count("pk", filter=Q(state=Clearance.State.IN_BATCH))
    counts = people.values("batch").order_by().annotate(all=Count("pk"), undecided=open_ones)
    counted = {row["batch"]: (row["all"], row["undecided"]) for row in counts}
    return [BatchLine(number, *more, *counted.get(number, (0, 0))) for number, *more in rows]


@dataclass(frozen=True, slots=True)
class BatchInOffice:
    """A batch with its supplements, in order."""

    edition_id: UUID
    number: int
    sheets: list[SecurityBatch]


def batch_in_office(actor: Actor, edition: Edition | None, number: int) -> BatchInOffice:
    """One batch. Raises SecurityBatch.DoesNotExist."""
    found = list(_sheets(actor, edition).filter(number=number).order_by("supplement"))
    if not found:
        raise SecurityBatch.DoesNotExist
    return BatchInOffice(edition.id, number, found)


def sheet_in_office(actor: Actor, edition: Edition | None, number: int, supplement: int) -> SecurityBatch:
    """One sheet. Raises SecurityBatch.DoesNotExist."""
    return _sheets(actor, edition).get(number=number, supplement=supplement)


def _sheets(actor: Actor, edition: Edition | None) -> QuerySet[SecurityBatch]:
    if edition is None or not allowed(LIST_CLEARANCES, actor, edition_id=edition.id):
        return SecurityBatch.objects.none()
    return SecurityBatch.objects.filter(edition=edition).select_related("made_by")


def asked_about(edition: Edition, number: int) -> dict[UUID, str]:
    """Whom security is asked about in a batch now: by registration, the key on its sheets."""
    rows = Clearance.objects.filter(edition=edition, batch=number).exclude(state=Clearance.State.WITHDRAWN)
    return {key: f"{key}.{person}" for key, person in rows.values_list("registration_id", "person_id")}


def masked_documents(actor: Actor, edition: Edition, number: int) -> dict[str, dict[str, str]]:
    """The identity documents of a batch's people, masked, by their key on its sheets; two queries for a thousand."""
    keys = asked_about(edition, number)
    return {keys[key]: values for key, values in identities_of(edition, keys.keys(), actor).items()}


def waiting_count(edition: Edition) -> int:
    """How many wait for a batch."""
    return Clearance.objects.filter(edition=edition, state=Clearance.State.WAITING).count()


def keys_by_code(edition: Edition, number: int) -> dict[str, UUID]:
    """The clearances of a batch by registration code, to read decisions by."""
    rows = Clearance.objects.filter(edition=edition, batch=number).exclude(state=Clearance.State.WITHDRAWN)
    return dict(rows.values_list("registration__code", "pk"))
