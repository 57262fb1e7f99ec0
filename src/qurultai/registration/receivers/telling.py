"""Tells applicants what becomes of their applications, once each, in the language that they chose."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qurultai.editions.public import address
from qurultai.kit.models import Event
from qurultai.notices import public as notices
from qurultai.registration.events import (
    InvitationSent,
    MoreAsked,
    RegistrationApproved,
    RegistrationRefused,
    RegistrationStarted,
    RegistrationSubmitted,
    RegistrationWaits,
    RegistrationWithdrawn,
)
from qurultai.registration.links import link_for
from qurultai.registration.models import Registration
from qurultai.registration.queries.invitations import invitation_for_letter
from qurultai.registration.queries.telling import reader_of, registration_for_letter

Occasion = tuple[Promise, Promise, Promise]
STARTED = (
    _("Your registration"),
    _("You began to register. Everything you write is kept: with this link you go on at any time, on any device."),
    _("Go on with my registration"),
)
RECEIVED = (
    _("We have received your application"),
    _("Thank you. We will look at it and write to you. With this link you see where it stands and can correct it."),
    _("My application"),
)
APPROVED = (
    _("You are registered"),
    _("Your application is approved: you take part in the forum. We look forward to seeing you."),
    _("My registration"),
)
WAITS = (
    _("You are on the waiting list"),
    _("All places are taken now. As soon as one comes free and it is your turn, it is yours and we write to you."),
    _("My application"),
)
ASKED = (
    _("A question about your application"),
    _("Before we can decide we need to know more:"),
    _("Answer the question"),
)
REFUSED = (
    _("Your application"),
    _("Thank you for your interest. We are sorry that we cannot offer you a place at the forum."),
    _("My application"),
)
WITHDRAWN = (
    _("You have withdrawn"),
    _("You take no part in the forum. If that was a mistake, you can take it back within an hour with this link."),
    _("My application"),
)


def tell_of_invitation(fact: InvitationSent, event: Event) -> None:
    """The letter itself, with its number and the link that answers it."""
    row = invitation_for_letter(fact.invitation_id)
    if row is None:
        return
    with translation.override(row.language):
        page = address("registration:invitation", row.edition, link=link_for(row.pk, "invitation"))
    notices.send(
        key=f"invitation:{event.id}",
        stranger=notices.Stranger(row.name, row.email, row.language),
        template="registration/mail/invitation",
        facts={"forum": row.edition.name, "edition": row.edition, "row": row, "url": f"{settings.BASE_URL}{page}"},
        edition_id=row.edition_id,
        zone=row.edition.tz,
    )


def tell_of_start(fact: RegistrationStarted, event: Event) -> None:
    """The link with which she goes on, and which proves her address."""
    _tell(fact.registration_id, STARTED, event)


def tell_of_receipt(fact: RegistrationSubmitted, event: Event) -> None:
    """A confirmation for those whose application is reviewed; the others hear at once what became of it."""
    _tell(fact.registration_id, RECEIVED, event, while_state=Registration.State.SUBMITTED)


def tell_of_approval(fact: RegistrationApproved, event: Event) -> None:
    """Good news."""
    _tell(fact.registration_id, APPROVED, event)


def tell_of_waiting(fact: RegistrationWaits, event: Event) -> None:
    """She waits for a place."""
    _tell(fact.registration_id, WAITS, event)


def tell_of_question(fact: MoreAsked, event: Event) -> None:
    """What the secretariat needs to know."""
    _tell(fact.registration_id, ASKED, event, while_state=Registration.State.NEEDS_INFO)


def tell_of_refusal(fact: RegistrationRefused, event: Event) -> None:
    """A neutral letter, without any reason."""
    _tell(fact.registration_id, REFUSED, event)


def tell_of_withdrawal(fact: RegistrationWithdrawn, event: Event) -> None:
    """A confirmation, with the way back."""
    _tell(fact.registration_id, WITHDRAWN, event)


def _tell(key, occasion: Occasion, event: Event, *, while_state: str = "") -> None:
    row = registration_for_letter(key)
    if row is None or (while_state and row.state != while_state):
        return
    heading, sentence, way = occasion
    reader = reader_of(row)
    if reader is None:
        return
    with translation.override(reader.language):
        page = address("registration:application", row.edition, link=link_for(row.pk, "mail"))
    notices.send(
        key=f"registration:{event.id}",
        person_id=reader.person_id,
        stranger=reader.stranger,
        template="registration/mail/letter",
        facts={
            "forum": row.edition.name,
            "heading": heading,
            "sentence": sentence,
            "way": way,
            "url": f"{settings.BASE_URL}{page}",
            "code": row.code,
            "category": row.category.name,
            "request": row.request if while_state == Registration.State.NEEDS_INFO else "",
        },
        edition_id=row.edition_id,
        zone=row.edition.tz,
    )
