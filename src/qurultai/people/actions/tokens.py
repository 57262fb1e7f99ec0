"""Writing API tokens: made once, shown once, revoked for good."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from qurultai.kit import access, clock, journal
from qurultai.kit.access import SIGNED_IN, Actor
from qurultai.kit.action import action
from qurultai.kit.errors import Invalid
from qurultai.kit.ids import secret_address
from qurultai.people import rules
from qurultai.people.events import TokenMade, TokenRevoked
from qurultai.people.models import ApiToken
from qurultai.people.policies import CREATE_TOKEN, DELETE_TOKEN

LONGEST_DAYS = 366


class ScopesRefused(Invalid):
    """Nothing chosen, or something that is no permission."""

    code = "token_scopes"
    text = _("Choose what the program may do.")


class TokenNameRefused(Invalid):
    """No name."""

    code = "token_name"
    text = _("Give the token a name of at most 80 characters, so that you recognise it.")


class TokenDaysRefused(Invalid):
    """Too long, or not at all."""

    code = "token_days"
    text = _("A token is valid for 1 to 366 days.")


def scopes_on_offer() -> list[str]:
    """Every permission that a program may be given: all but those over tokens, and to act as myself (my own agenda)."""
    return sorted({name for name in access.grants() if not name.startswith("people.api_token.")} | {SIGNED_IN.name})


@dataclass(frozen=True)
class MadeToken:
    """A token with its secret, which exists nowhere else and is shown once."""

    token: ApiToken
    secret: str


@action
def make_token(name: str, scopes: Collection[str], *, edition_id: UUID, by: Actor, days: int = 90) -> MadeToken:
    """Make a token for myself in one forum: it can do what I can, within the scopes, as long as I can."""
    access.require(access.SIGNED_IN, by if by.person_id else access.NOBODY)
    access.require(CREATE_TOKEN, by, edition_id=edition_id)
    name = rules.clean_name(name)
    if not name or len(name) > 80:
        raise TokenNameRefused
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenDaysRefused
    if not scopes or not set(scopes) <= set(scopes_on_offer()):
        raise ScopesRefused
    now = clock.now()
    secret = rules.TOKEN_PREFIX + secret_address()
    token = ApiToken.objects.create(
        edition_id=edition_id,
        person_id=by.person_id,
        name=name,
        secret_hash=rules.hash_of(secret),
        scopes=sorted(set(scopes)),
        made_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    journal.record(TokenMade(token.id, token.person_id, tuple(token.scopes)), by=by, edition_id=edition_id)
    return MadeToken(token, secret)


@action
def revoke_token(token: ApiToken, *, by: Actor) -> None:
    """Take a token away for good; it is refused from the next request on (I9). Twice is no error."""
    access.require(DELETE_TOKEN, by, token)
    gone, _rows = ApiToken.objects.filter(id=token.id).delete()
    if gone:
        journal.record(TokenRevoked(token.id, token.person_id), by=by, edition_id=token.edition_id)


@action
def note_token_use(token: ApiToken) -> None:
    """Remember the day on which a token was last used: one write a day."""
    ApiToken.objects.filter(id=token.id).update(last_used_on=clock.now().date())
