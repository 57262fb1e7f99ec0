"""Named permissions of people. A person is read in the forum in which a query found her (`edition_id`)."""

from qurultai.kit.access import Actor, Noun
from qurultai.kit.clock import now
from qurultai.people.models import Affiliation, ApiToken, ErasureRequest, Person


def _herself(actor: Actor, person: Person) -> bool:
    return actor.person_id == person.id


def _shared(actor: Actor, person: Person, **of_actor: object) -> bool:
    today = now().date()
    mine = Affiliation.objects.on(today).filter(person_id=actor.person_id, **of_actor).values("organisation_id")
    return Affiliation.objects.on(today).filter(person_id=person.id, organisation_id__in=mine).exists()


def colleagues(actor: Actor, person: Person) -> bool:
    """Whether both belong to one organisation today."""
    return _shared(actor, person)


def spoken_for(actor: Actor, person: Person) -> bool:
    """Whether the actor speaks today for an organisation to which the person belongs."""
    return _shared(actor, person, speaks_for=True)


PERSON = Noun("people.person_public", own=_herself, grp=spoken_for)
LIST_PEOPLE = PERSON.verb("list")
READ_PERSON = PERSON.verb("read")
UPDATE_PERSON = PERSON.verb("update")
CREATE_PERSON = PERSON.verb("create")

CONTACT = Noun("people.person_contact", own=_herself, grp=colleagues)
READ_CONTACT = CONTACT.verb("read")
EXPORT_CONTACT = CONTACT.verb("export")
UPDATE_CONTACT = Noun("people.person_contact", own=_herself, grp=spoken_for).verb("update")

ACCOUNT = Noun("people.account", own=_herself)
UPDATE_ACCOUNT = ACCOUNT.verb("update")

READ_REGISTRY = Noun("people.registry").verb("read")

ORGANISATION = Noun("people.organisation", edition=lambda organisation: organisation.edition_id)
LIST_ORGANISATIONS = ORGANISATION.verb("list")
UPDATE_ORGANISATION = ORGANISATION.verb("update")


def _holder(actor: Actor, token: ApiToken) -> bool:
    return actor.person_id == token.person_id


TOKEN = Noun("people.api_token", own=_holder)
LIST_TOKENS = TOKEN.verb("list")
CREATE_TOKEN = TOKEN.verb("create")
DELETE_TOKEN = TOKEN.verb("delete")


def _asked_by(actor: Actor, request: ErasureRequest) -> bool:
    return actor.person_id == request.person_id


SUBJECT_REQUEST = Noun("people.subject_request", own=_asked_by)
CREATE_REQUEST = SUBJECT_REQUEST.verb("create")
READ_REQUEST = SUBJECT_REQUEST.verb("read")
LIST_REQUESTS = SUBJECT_REQUEST.verb("list")
TRANSITION_REQUEST = SUBJECT_REQUEST.verb("transition")
