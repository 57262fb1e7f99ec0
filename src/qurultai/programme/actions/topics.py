"""Topics of an edition."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from qurultai.kit import access, journal, undoing
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.actions.refusals import TopicNameTaken
from qurultai.programme.events import TopicsChanged
from qurultai.programme.models import Edition, Session, Topic
from qurultai.programme.policies import CREATE_SESSION

REMOVAL = "programme.topic"
FIELDS = ("name", "colour", "position")


@action
def add_topic(edition: Edition, name: Text, *, by: Actor, colour: str = "", slug: str = "") -> Topic:
    """A thematic area; its address part is made from its English or first name."""
    access.require(CREATE_SESSION, by, edition_id=edition.id)
    slugs = set(Topic.objects.filter(edition=edition).values_list("slug", flat=True))
    slug = slug or slugify(name.best("en"), allow_unicode=True)[:110] or "topic"
    if slug in slugs:
        raise TopicNameTaken(name=str(name))
    topic = Topic.objects.create(edition=edition, slug=slug, name=name, colour=colour, position=len(slugs))
    journal.record(TopicsChanged(edition.id), by=by, edition_id=edition.id)
    return topic


@action
def change_topic(topic: Topic, changes: Mapping[str, object], *, by: Actor) -> Topic:
    """Another name, colour or position; nothing is recorded when nothing changes."""
    access.require(CREATE_SESSION, by, edition_id=topic.edition_id)
    changed = [field for field in FIELDS if field in changes and getattr(topic, field) != changes[field]]
    for field in changed:
        setattr(topic, field, changes[field])
    if changed:
        topic.save(update_fields=changed)
        journal.record(TopicsChanged(topic.edition_id), by=by, edition_id=topic.edition_id)
    return topic


@action
def remove_topic(topic: Topic, *, by: Actor) -> UUID | None:
    """Its sessions stay, without a topic; and how to undo it."""
    access.require(CREATE_SESSION, by, edition_id=topic.edition_id)
    journal.record(TopicsChanged(topic.edition_id), by=by, edition_id=topic.edition_id)
    before = {
        "topic": {"id": str(topic.id), "slug": topic.slug, "name": dict(topic.name), "colour": topic.colour},
        "position": topic.position,
        "sessions": [str(key) for key in topic.sessions.values_list("pk", flat=True)],
    }
    edition_id = topic.edition_id
    topic.delete()
    return undoing.offer(REMOVAL, before, by=by, edition_id=edition_id)


@action
def undo_topic_removal(before: Mapping[str, Any], *, by: Actor, edition_id: UUID) -> None:
    """The topic is back, and those of its sessions that have none now have it again."""
    access.require(CREATE_SESSION, by, edition_id=edition_id)
    if Topic.objects.filter(edition=edition_id, slug=before["topic"]["slug"]).exists():
        raise TopicNameTaken(name=Text(before["topic"]["name"]))
    topic = Topic.objects.create(edition_id=edition_id, position=before["position"], **before["topic"])
    Session.objects.filter(edition=edition_id, pk__in=before["sessions"], topic=None).update(topic=topic)
    journal.record(TopicsChanged(edition_id), by=by, edition_id=edition_id)
