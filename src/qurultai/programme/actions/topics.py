"""Topics of an edition."""

from collections.abc import Mapping

from django.utils.text import slugify

from qurultai.kit import access, journal
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.text import Text
from qurultai.programme.actions.refusals import TopicNameTaken
from qurultai.programme.events import TopicsChanged
from qurultai.programme.models import Edition, Topic
from qurultai.programme.policies import CREATE_SESSION

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
def remove_topic(topic: Topic, *, by: Actor) -> None:
    """Its sessions stay, without a topic."""
    access.require(CREATE_SESSION, by, edition_id=topic.edition_id)
    journal.record(TopicsChanged(topic.edition_id), by=by, edition_id=topic.edition_id)
    topic.delete()
