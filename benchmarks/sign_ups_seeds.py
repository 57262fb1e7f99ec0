"""What the sign-up benchmark begins with, and what must be there afterwards; called inside the installation."""

import datetime as dt

from qurultai.calendar.models import Capacity, Claim
from qurultai.editions.models import Edition, Grant
from qurultai.kit import clock
from qurultai.kit.access import SYSTEM
from qurultai.kit.ids import secret_address
from qurultai.people import rules
from qurultai.people.models import Account, ApiToken, Person
from qurultai.programme import public as programme
from qurultai.programme.models import SignUp
from qurultai.programme.testing import a_venue, placed, published

SCOPES = ["programme.session_booking.create", "programme.session.read"]


def forum(people: int, places: int) -> dict[str, object]:
    """A published session with so many places tomorrow, and people with a token each."""
    venue = a_venue()
    session = placed(venue, "Wanted by all")
    programme.set_places(session, places, by=SYSTEM)
    published(venue)
    made = Person.objects.bulk_create([Person(name=f"P{number}") for number in range(people)], batch_size=500)
    Grant.objects.bulk_create([Grant(edition=venue.edition, person=one, role="part") for one in made], batch_size=500)
    accounts = (Account(person=one, email=f"{one.id.hex}@example.org", password="!") for one in made)
    Account.objects.bulk_create(accounts, batch_size=500)
    secrets = {str(one.id): rules.TOKEN_PREFIX + secret_address() for one in made}
    now = clock.now()
    ApiToken.objects.bulk_create(
        (
            ApiToken(
                edition_id=venue.edition.id,
                person=one,
                name="bench",
                secret_hash=rules.hash_of(secrets[str(one.id)]),
                scopes=SCOPES,
                made_at=now,
                expires_at=now + dt.timedelta(days=1),
                last_used_on=now.date(),
            )
            for one in made
        ),
        batch_size=500,
    )
    return {"code": session.code, "tokens": secrets}


def counted() -> dict[str, int]:
    """Places given, from three kinds of rows."""
    assert Edition.objects.count() == 1
    return {
        "confirmed": SignUp.objects.filter(state="confirmed").count(),
        "used": Capacity.objects.get().used,
        "claims": Claim.objects.filter(purpose="attendee", firm=True).count(),
    }
