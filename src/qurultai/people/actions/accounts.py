"""Writing accounts: who can sign in, who no longer, and the one-time links of a demonstration."""

import datetime as dt
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, clock, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Refusal
from qurultai.kit.ids import secret_address
from qurultai.people.actions.persons import AddressKnown
from qurultai.people.events import AccountClosed, AccountOpened, AllSessionsEnded, PasskeysForgotten
from qurultai.people.models import Account, Person, SignInLink
from qurultai.people.policies import UPDATE_ACCOUNT
from qurultai.people.rules import hash_of

LINK_DAYS = 7


class LinkSpent(Refusal):
    """Used, too old, or never made."""

    code = "sign_in_link_spent"
    text = _("This link was used already or is too old. Each link signs in once.")


class NoDemonstration(Refusal):
    """Links are for demonstrations only."""

    code = "sign_in_link_demo_only"
    text = _("Sign-in links exist in demonstrations only.")


@action
def open_account(person: Person, email: str, *, by: Actor) -> Account:
    """Let a person sign in with an address; an account that was closed opens again."""
    access.require(UPDATE_ACCOUNT, by, person)
    email = email.strip().lower()
    if Account.objects.filter(email=email).exclude(person=person).exists():
        raise AddressKnown(email=email)
    account = Account.objects.select_for_update().filter(person=person).first()
    if account is None:
        account = Account.objects.create_user(email, person)
    elif account.is_active and account.email == email:
        return account
    else:
        account.email, account.is_active = email, True
        account.save(update_fields=["email", "is_active"])
    Person.objects.filter(id=person.id).update(email=email)
    journal.record(AccountOpened(person.id), by=by, edition_id=person.edition_id)
    return account


@action
def close_account(person: Person, *, by: Actor) -> None:
    """Sign a person out at her next request and let her in no more, until the account is opened again (I9)."""
    access.require(UPDATE_ACCOUNT, by, person)
    closed = Account.objects.filter(person=person, is_active=True).update(is_active=False, password=make_password(None))
    if closed:
        journal.record(AccountClosed(person.id), by=by, edition_id=person.edition_id)


@action
def end_all_sessions(*, by: Actor) -> None:
    """Sign me out on every device: each session carries a mark of this value, which changes."""
    access.require(access.SIGNED_IN, by)
    Account.objects.filter(person_id=by.person_id).update(password=make_password(None))
    journal.record(AllSessionsEnded(by.person_id), by=by)


@action
def forget_passkeys(person: Person, *, owner: str, second: str, reason: str, by: Actor) -> int:
    """Let a person who lost her passkeys create new ones; for the command line only, on the word of two others.

    She is signed out everywhere.
    """
    if not by.system:
        raise access.Denied("people.passkey.forget")
    gone, _rows = Authenticator.objects.filter(user__person=person).delete()
    Account.objects.filter(person=person).update(password=make_password(None))
    journal.record(PasskeysForgotten(person.id, owner, second, reason), by=by)
    return gone


@action
def make_sign_in_link(person_id: UUID, *, by: Actor, days: int = LINK_DAYS) -> str:
    """A fresh secret that signs this person in once; for the command line of a demonstration, never for a page."""
    if not by.system:
        raise access.Denied("people.sign_in_link.create")
    if not settings.DEMO:
        raise NoDemonstration
    secret = secret_address()
    until = clock.now() + dt.timedelta(days=days)
    SignInLink.objects.create(person_id=person_id, secret_hash=hash_of(secret), expires_at=until)
    return secret


@action
def use_sign_in_link(secret: str) -> Account:
    """Spend a link and return the account it signs in; of two who press at once only one gets in."""
    if not settings.DEMO:
        raise LinkSpent
    now = clock.now()
    link = SignInLink.objects.select_for_update().filter(secret_hash=hash_of(secret)).first()
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise LinkSpent
    account = Account.objects.filter(Q(is_active=True), person_id=link.person_id).first()
    if account is None:
        raise LinkSpent
    link.used_at = now
    link.save(update_fields=["used_at"])
    return account
