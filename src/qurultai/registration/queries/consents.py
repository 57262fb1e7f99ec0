"""What people agreed to. Whoever uses something that needs a consent asks `consenting` at the moment of use."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.text import Text
from qurultai.registration.models import Consent, Edition, Field, Registration
from qurultai.registration.queries.asking import questions_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A purpose for which an application asks consent, in its words; since when it is given, or was withdrawn."""

    purpose: str
    label: Text
    required: bool
    given_at: dt.datetime | None
    withdrawn_at: dt.datetime | None

    @property
    def is_given(self) -> bool:
        """Whether it holds now."""
        return self.given_at is not None and self.withdrawn_at is None


def consent_questions(registration: Registration) -> dict[str, Field]:
    """The questions of consent in her version of the form, by purpose."""
    return {one.purpose or one.key: one for one in questions_of(registration) if one.type == "consent"}


def consents_asked(registration: Registration) -> list[Asked]:
    """Each purpose with its last word."""
    last = {row.purpose: row for row in registration.consents.order_by("given_at", "pk")}
    return [
        Asked(purpose, field.label, field.required, *_days(last.get(purpose)))
        for purpose, field in consent_questions(registration).items()
    ]


def _days(row: Consent | None) -> tuple[dt.datetime | None, dt.datetime | None]:
    return (row.given_at, row.withdrawn_at) if row else (None, None)


def consenting(edition: Edition, purpose: str, person_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these people whose consent for a purpose holds at this moment; one query."""
    rows = Consent.objects.filter(registration__edition=edition, purpose=purpose, withdrawn_at=None)
    return set(
        rows.filter(registration__person_id__in=set(person_ids)).values_list("registration__person_id", flat=True)
    )
