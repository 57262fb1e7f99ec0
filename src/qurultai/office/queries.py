"""What the office's own pages show; all else is asked of the contexts."""

from uuid import UUID

from django.db.models import QuerySet

from qurultai.kit.access import Actor, allowed
from qurultai.kit.ids import key_in
from qurultai.kit.models import Delivery, Event
from qurultai.office import words
from qurultai.office.policies import LIST_EVENTS
from qurultai.people.public import names_of, organisations_named_to, people_named_to
from qurultai.programme.public import sessions_named_to


def events_visible_to(actor: Actor, edition_id: UUID, kind: str = "", day: str = "") -> QuerySet[Event]:
    """The journal of one edition, newest first, for those who may see it."""
    if not allowed(LIST_EVENTS, actor, edition_id=edition_id):
        return Event.objects.none()
    found = Event.objects.filter(edition_id=edition_id).order_by("-seq")
    if kind:
        found = found.filter(type=kind)
    return found.filter(happened_at__date=day) if day else found


def event_visible_to(actor: Actor, edition: object, key: UUID) -> Event:
    """One fact of the edition's journal."""
    return events_visible_to(actor, edition.id).get(id=key) if edition else Event.objects.none().get()


def kinds_of_events(edition_id: UUID) -> list[tuple[str, str]]:
    """The types of fact that the journal of an edition holds, each with its name, in the order of names."""
    kinds = Event.objects.filter(edition_id=edition_id).order_by().values_list("type", flat=True).distinct()
    return sorted(((kind, words.fact(kind)) for kind in kinds), key=lambda pair: pair[1])


def with_names(events: list[Event]) -> list[Event]:
    """Put the actor's name and the fact's own on each: one query for all."""
    names = names_of({event.actor_id for event in events if event.actor_id})
    for event in events:
        event.actor_name = names.get(event.actor_id, "")
        event.title = words.fact(event.type)
    return events


def with_subjects(actor: Actor, edition: object, events: list[Event]) -> list[Event]:
    """The same, and what each is about, as far as that exists for the reader; three queries more."""
    about = [_subjects(event) for event in events]
    told = _named(actor, edition, {key for keys in about for key in keys})
    for event, keys in zip(events, about, strict=True):
        event.about = ", ".join(told[key] for key in keys if key in told)
    return with_names(events)


def _subjects(event: Event) -> list[UUID]:
    """The keys that the fact's values hold, in their order."""
    values = event.payload.items()
    return [key for name, value in values if name.endswith("_id") and (key := key_in(value)) is not None]


def _named(actor: Actor, edition: object, keys: set[UUID]) -> dict[UUID, str]:
    """What those sessions, people and organisations are called that exist for the reader."""
    found: dict[UUID, str] = {}
    if keys:
        for named_to in (sessions_named_to, people_named_to, organisations_named_to):
            found |= named_to(actor, edition, keys)
    return found


def stuck_deliveries(edition_id: UUID) -> QuerySet[Delivery]:
    """Facts that could not be delivered and wait for a person."""
    return Delivery.objects.filter(state=Delivery.State.STUCK, event__edition_id=edition_id).select_related("event")
