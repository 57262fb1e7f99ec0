"""What the office sees of registrations: a table of those that were sent, and one with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.text import Text
from qurultai.kit.ui.tables import Asked, Slice, sliced
from qurultai.registration.models import Category, Consent, Edition, Group, Registration, Step, StoredFile
from qurultai.registration.policies import READ_REGISTRY
from qurultai.registration.queries.finding import called

SORTS = {"name": "latin_name", "organisation": "organisation", "country": "country", "when": "changed_at"}
_COLUMNS = (
    "edition_id", "code", "name", "latin_name", "country", "organisation", "position", "email", "state", "category_id",
    "group_id", "source", "changed_at", "submitted_at",
)  # fmt: skip


def counts_of(edition: Edition) -> dict[str, int]:
    """How many registrations are in each state; drafts are not counted."""
    rows = Registration.objects.filter(edition=edition).exclude(state=Registration.State.DRAFT).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def sent_to(actor: Actor, edition: Edition | None) -> QuerySet[Registration]:
    """The registrations of a forum that were sent, for those who keep its registry; nobody sees anybody's draft."""
    if edition is None or not access.allowed(READ_REGISTRY, actor, edition_id=edition.id):
        return Registration.objects.none()
    return Registration.objects.filter(edition=edition, submitted_at__isnull=False)


def matching(actor: Actor, edition: Edition, asked: Asked) -> QuerySet[Registration]:
    """Those that fit the words and filters."""
    rows = sent_to(actor, edition)
    rows = rows.filter(**{name: asked[name] for name in ("state", "country", "source") if asked[name]})
    if asked["category"]:
        rows = rows.filter(category__in=Category.objects.filter(edition=edition, code=asked["category"]))
    if asked["group"]:
        rows = rows.filter(group__in=Group.objects.filter(edition=edition, code=asked["group"]))
    return rows.filter(called(edition, asked.words)) if asked.words else rows


def listed(actor: Actor, edition: Edition, asked: Asked, size: int) -> Slice:
    """A page of them; two queries whatever their number."""
    rows = matching(actor, edition, asked).only(*_COLUMNS)
    return sliced(rows, SORTS[asked.by], asked, size, downwards=asked.downwards)


def all_listed(actor: Actor, edition: Edition, asked: Asked) -> Iterable[Registration]:
    """All of them, for a file."""
    way = "-" if asked.downwards else ""
    rows = matching(actor, edition, asked).only(*_COLUMNS)
    return rows.order_by(f"{way}{SORTS[asked.by]}", f"{way}pk").iterator(chunk_size=2000)


def category_names(edition: Edition) -> dict[UUID, tuple[str, str]]:
    """Code and name of each category, in their order; one query."""
    rows = Category.objects.filter(edition=edition).values_list("pk", "code", "name")
    return {key: (code, str(name)) for key, code, name in rows}


def registration_in_office(actor: Actor, edition: Edition | None, code: str) -> Registration:
    """One that was sent. Raises Registration.DoesNotExist."""
    rows = sent_to(actor, edition).select_related("category", "group", "person", "form", "edition", "merged_into")
    return rows.get(code=code)


def registration_with_file(actor: Actor, edition: Edition | None, code: str, sha256: str) -> Registration:
    """One with a file of hers as `file`, which is no copy of an identity document. Raises DoesNotExist of either."""
    found = registration_in_office(actor, edition, code)
    found.file = found.files.exclude(kind=StoredFile.IDENTITY).get(sha256=sha256)
    return found


def steps_of(registration: Registration) -> list[Step]:
    """What happened to it, in order; two queries whatever their number."""
    return list(Step.objects.filter(registration=registration).select_related("person"))


def consents_of(registration: Registration) -> list[Consent]:
    """What she agreed to, with its dates."""
    return list(registration.consents.select_related("form"))


@dataclass(frozen=True, slots=True)
class Quota:
    """How many took part, wait and are to be reviewed in a category."""

    category: Category
    to_review: int
    waiting: int

    @property
    def name(self) -> Text:
        """What it is called."""
        return self.category.name

    @property
    def left(self) -> int | None:
        """Free places; None when there is no limit."""
        capacity = self.category.capacity
        return None if capacity is None else capacity - self.category.used


def quotas_of(edition: Edition) -> list[Quota]:
    """All categories with their figures, in their order; two queries."""
    open_states = Registration.objects.filter(edition=edition, submitted_at__isnull=False)
    counted = open_states.order_by().values("category_id").annotate(
        to_review=Count("pk", filter=Q(state__in=("submitted", "needs_info"))),
        waiting=Count("pk", filter=Q(state="waiting")),
    )  # fmt: skip
    figures = {row["category_id"]: row for row in counted}
    nothing = {"to_review": 0, "waiting": 0}
    return [
        Quota(category, figures.get(category.pk, nothing)["to_review"], figures.get(category.pk, nothing)["waiting"])
        for category in Category.objects.filter(edition=edition).select_related("form")
    ]
