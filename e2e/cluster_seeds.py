"""What the cluster's test begins with: the forum of the access tests, a token and a browser session."""

from django.test import Client

from architecture.cast import make_cast
from qurultai.editions.public import actor_of, grant_role
from qurultai.kit import clock
from qurultai.kit.access import SIGNED_IN, SYSTEM
from qurultai.kit.models import Delivery
from qurultai.kit.text import Text
from qurultai.people.models import Person
from qurultai.people.public import make_token
from qurultai.people.testing import browser_of
from qurultai.programme.models import Session
from qurultai.programme.public import change_session, sign_up, withdraw_sign_up

SCOPES = ["programme.session.transition", "programme.session.read", "programme.session_draft.list", SIGNED_IN.name]


def forum() -> dict[str, str]:
    """Two forums; the owner of the first makes its programme, too, by a token and in a browser."""
    cast = make_cast(clock.now())
    owner = cast.own.people["admn"]
    grant_role(cast.own.edition, owner.id, "prog", by=SYSTEM)
    token = make_token("cluster", SCOPES, edition_id=cast.own.edition.id, by=actor_of(owner.id)).secret
    browser = Client()
    browser_of(owner, browser)
    return {"token": token, "session": browser.cookies["session"].value}


def rename(title: str) -> None:
    """Give the published session another title, as the command line would."""
    session = Session.objects.get(code="O3")
    change_session(session, {"title": Text(kk=title, ru=title, en=title)}, by=SYSTEM)


def sign_up_somebody() -> None:
    """Somebody gives a place back and takes it again, which is told to her by mail."""
    person = Person.objects.get(name="own part")
    session = Session.objects.get(code="O3")
    withdraw_sign_up(session, person.id, by=actor_of(person.id))
    Delivery.objects.update(state=Delivery.State.DONE)
    sign_up(session, person.id, by=actor_of(person.id))
