"""Registering somebody from another program, once whatever happens to the answer."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from qurultai.kit import access, clock
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import LANGUAGES
from qurultai.registration.actions.applying import address_of, check_open, submit_registration
from qurultai.registration.actions.filling import write
from qurultai.registration.actions.places import hold_categories
from qurultai.registration.models import Category, Registration
from qurultai.registration.policies import FILL_REGISTRY
from qurultai.registration.queries.door import made_with


@action
def register_one(
    category: Category, said: Mapping[str, object], *, key: UUID, by: Actor, email: str = "", language: str = "en"
) -> tuple[Registration, bool]:
    """Register somebody with what another program `said` (the head by its names, answers by their keys), and send it.

    `key` is made by that program: the same again changes nothing and returns what there is, with False. By the
    category's rule she is approved, waits, or is to be reviewed. Raises RegistrationClosed, AddressRefused,
    AnswersWrong, AlreadyRegistered.
    """
    access.require(FILL_REGISTRY, by, edition_id=category.edition_id)
    hold_categories({category.pk})
    if there := made_with(key, category.edition_id):
        return there, False
    check_open(category)
    now = clock.now()
    row = Registration(
        edition=category.edition, category=category, client_key=key, source=Registration.Source.API,
        email=address_of(email) if email.strip() else "", language=language if language in LANGUAGES else "en",
        started_at=now, changed_at=now,
    )  # fmt: skip
    write(row, said)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twin:
        there = made_with(key, category.edition_id)
        if there is None:
            raise twin from None
        return there, False
    return submit_registration(row, by=by), True
