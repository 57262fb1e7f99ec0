"""What an applicant sees: the categories that are open, and her own application."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.access import Actor
from qurultai.kit.prepared import first, prepared
from qurultai.registration import rules
from qurultai.registration.links import MINE, opened_by
from qurultai.registration.models import Category, Edition, Registration, StoredFile
from qurultai.registration.queries.asking import questions_of
from qurultai.registration.queries.consents import consent_questions
from qurultai.registration.queries.files import bytes_of
from qurultai.registration.queries.twins import survivor_of


def application_in_hand(actor: Actor, edition: Edition | None, link: str) -> Registration:
    """The application that a link opens, or one's own for `mine`. Raises Registration.DoesNotExist."""
    if edition is None:
        raise Registration.DoesNotExist
    if link == MINE:
        found, kind = my_application(actor, edition), ""
    else:
        key, kind = opened_by(link) or (None, "")
        found = first(_by_key(edition.id, key)) if key else None
    if found is None:
        raise Registration.DoesNotExist
    if found.merged_into_id is not None:
        found, kind = survivor_of(found), kind or "browser"
    found.edition, found.opened = edition, kind
    found.link = link
    return found


def application_with_file(actor: Actor, edition: Edition | None, link: str, sha256: str) -> Registration:
    """An application with one of its files as `file`. Raises DoesNotExist of either."""
    found = application_in_hand(actor, edition, link)
    found.file = found.files.get(sha256=sha256)
    return found


def application_with_consent(actor: Actor, edition: Edition | None, link: str, purpose: str) -> Registration:
    """An application that asks consent for this `purpose`. Raises Registration.DoesNotExist."""
    found = application_in_hand(actor, edition, link)
    if purpose not in consent_questions(found):
        raise Registration.DoesNotExist
    found.purpose = purpose
    return found


def my_application(actor: Actor, edition: Edition | None) -> Registration | None:
    """One's own, whatever became of it."""
    return first(_of_person(edition.id, actor.person_id)) if edition and actor.signed_in else None


def is_open(registration: Registration) -> bool:
    """Whether it is still filled in."""
    return registration.state in rules.states.OPEN


def is_correctable(registration: Registration) -> bool:
    """Whether it is sent and not decided yet."""
    return registration.state in {Registration.State.SUBMITTED, Registration.State.WAITING}


@prepared
def _by_key(edition_id: UUID, key: UUID) -> QuerySet[Registration]:
    rows = Registration.objects.select_related("category", "group")
    return rows.filter(edition_id=edition_id, pk=key).order_by()


@prepared
def _of_person(edition_id: UUID, person_id: UUID) -> QuerySet[Registration]:
    rows = Registration.objects.select_related("category", "group")
    return rows.filter(edition_id=edition_id, person_id=person_id).order_by()


def open_categories(edition: Edition) -> list[Category]:
    """As what somebody may apply who was not invited, in their order."""
    return list(_open(edition).defer("form"))


def open_with_forms(edition: Edition) -> list[Category]:
    """The same, with the keys of their forms."""
    return list(_open(edition))


def takes_applications(edition: Edition) -> bool:
    """Whether there is any."""
    return _open(edition).exists()


def _open(edition: Edition) -> QuerySet[Category]:
    return Category.objects.filter(edition=edition).exclude(approval=Category.Approval.INVITATION_ONLY)


def open_category(actor: Actor, edition: Edition | None, code: str) -> Category:
    """One of them. Raises Category.DoesNotExist."""
    rows = Category.objects.exclude(approval=Category.Approval.INVITATION_ONLY).select_related("edition")
    return rows.get(edition=edition, code=code)


def waiting_before(registration: Registration) -> int:
    """How many get a place before her."""
    rows = Registration.objects.filter(category_id=registration.category_id, state=Registration.State.WAITING)
    earlier = rows.filter(asked_at__lt=registration.asked_at)
    return earlier.count() + rows.filter(asked_at=registration.asked_at, pk__lt=registration.pk).count()


@dataclass(frozen=True, slots=True)
class FileName:
    """A file without its bytes."""

    sha256: str
    name: str
    kind: str


def files_of(registration: Registration) -> dict[str, FileName]:
    """The files that she gave, by digest; one query."""
    rows = registration.files.values_list("sha256", "name", "kind")
    return {row[0]: FileName(*row) for row in rows}


def bodies_of(registration: Registration) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that she gave."""
    rows = StoredFile.objects.filter(registration=registration).order_by("stored_at", "id")
    return [(row.name, bytes_of(row)) for row in rows]


def all_of(registration: Registration) -> dict[str, object]:
    """Everything that is kept of an application, as plain values for her own copy."""
    head = ("name", "latin_name", "country", "organisation", "position")
    plain = ("code", "state", "email", *head, "language", "answers")
    moments = ("started_at", "changed_at", "submitted_at", "decided_at", "withdrawn_at")
    return {
        **{name: getattr(registration, name) for name in plain},
        **{name: _iso(getattr(registration, name)) for name in moments},
        "category": dict(registration.category.name),
        "questions": {field.key: dict(field.label) for field in questions_of(registration)},
        "consents": [
            {"purpose": row.purpose, "given_at": _iso(row.given_at), "withdrawn_at": _iso(row.withdrawn_at)}
            for row in registration.consents.all()
        ],
        "files": [{"name": one.name, "sha256": one.sha256} for one in files_of(registration).values()],
    }


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None
