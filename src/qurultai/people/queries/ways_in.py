"""All reading of accounts, sign-in links and tokens; secrets are compared by their hashes and never returned."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from qurultai.kit import access, clock
from qurultai.kit.access import NOBODY, Actor
from qurultai.kit.prepared import first, prepared
from qurultai.people import rules
from qurultai.people.models import Account, ApiToken, BrowserSession, Person, SignInLink
from qurultai.people.policies import LIST_TOKENS
from qurultai.people.queries.forum import Forum


def account_of(person: Person) -> Account | None:
    """How somebody signs in; None when she cannot."""
    return Account.objects.filter(person=person).first()


def person_of_address(email: str) -> Person | None:
    """Who signs in with an address."""
    account = first(_account_with_person(email.strip().lower()))
    return account.person if account else None


@prepared
def _account_with_person(email: str) -> QuerySet[Account]:
    return Account.objects.select_related("person").filter(email=email)


def people_of_addresses(emails: Iterable[str]) -> dict[str, Person]:
    """Who signs in with each of these addresses; one query for every thousand."""
    wanted = sorted({email.strip().lower() for email in emails if email})
    found = {}
    for start in range(0, len(wanted), 1000):
        accounts = Account.objects.select_related("person").filter(email__in=wanted[start : start + 1000])
        found |= {account.email: account.person for account in accounts}
    return found


def language_of_address(email: str) -> str | None:
    """The language of whoever signs in with an address; None for nobody."""
    return Account.objects.filter(email=email.lower()).values_list("person__language", flat=True).first()


def my_sessions(actor: Actor) -> QuerySet[BrowserSession]:
    """The browsers in which I am signed in, last used first."""
    mine = BrowserSession.objects.filter(account__person_id=actor.person_id)
    return mine.filter(session_key__in=Session.objects.values("session_key"))


def my_session(actor: Actor, edition: Forum | None, key: UUID) -> BrowserSession:
    """One of them."""
    return my_sessions(actor).get(id=key)


def person_of_session(session_key: str) -> UUID | None:
    """Whose browser a key was, also when its session is over by now."""
    was = BrowserSession.objects.filter(session_key=session_key)
    return was.values_list("account__person_id", flat=True).first() if session_key else None


def name_behind_link(secret: str) -> str | None:
    """Whom a sign-in link would sign in, while it is good; looking does not spend it."""
    now, spent = clock.now(), Q(used_at__isnull=False)
    good = SignInLink.objects.exclude(spent).filter(secret_hash=rules.hash_of(secret), expires_at__gt=now)
    return good.values_list("person__name", flat=True).first()


def tokens_visible_to(actor: Actor, edition: Forum | None) -> QuerySet[ApiToken]:
    """The forum's tokens for its owner, my own for me; the secret is nowhere."""
    if edition is None or not actor.signed_in:
        return ApiToken.objects.none()
    tokens = ApiToken.objects.filter(edition_id=edition.id).select_related("person")
    all_of_them = access.allowed(LIST_TOKENS, actor, ApiToken(edition_id=edition.id))
    return tokens if all_of_them else tokens.filter(person_id=actor.person_id)


def token_visible_to(actor: Actor, edition: Forum | None, code: str) -> ApiToken:
    """One of them."""
    return tokens_visible_to(actor, edition).get(code=code)


def token_of(header: str) -> ApiToken | None:
    """The good token behind an `Authorization: Bearer …` header, read anew on every request (I9); None for any other.

    Whoever composes the actor takes the roles of its person in its edition only, and its scopes.
    """
    scheme, _space, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.startswith(rules.TOKEN_PREFIX):
        return None
    return first(_good_tokens(rules.hash_of(secret.strip()), clock.now()))


@prepared
def _good_tokens(secret_hash: str, now: dt.datetime) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(secret_hash=secret_hash, expires_at__gt=now, person__account__is_active=True)


def actor_of_token(token: ApiToken, owner: Actor) -> Actor:
    """The owner narrowed to what a token may: her roles in its forum, its scopes. Nobody when it is not hers."""
    if owner.person_id != token.person_id:
        return NOBODY
    roles = {edition: held for edition, held in owner.roles.items() if edition == token.edition_id}
    return Actor(owner.person_id, roles, frozenset(token.scopes))
