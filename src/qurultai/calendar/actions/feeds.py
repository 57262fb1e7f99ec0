"""The secret address of a person's iCal feed."""

from uuid import UUID

from qurultai.calendar.models import FeedAddress
from qurultai.calendar.policies import READ_FEED, UPDATE_FEED, FeedOf
from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.kit.action import action
from qurultai.kit.ids import secret_address


@action
def feed_address(person_id: UUID, *, by: Actor, edition_id: UUID | None) -> str:
    """Her address, made when she asks for the first time. Raises Denied for anybody else's."""
    access.require(READ_FEED, by, FeedOf(person_id, edition_id))
    return FeedAddress.objects.get_or_create(person_id=person_id)[0].address


@action
def renew_feed_address(person_id: UUID, *, by: Actor, edition_id: UUID | None) -> str:
    """A new address; the old one answers no longer. Raises Denied for anybody else's."""
    access.require(UPDATE_FEED, by, FeedOf(person_id, edition_id))
    feed, _ = FeedAddress.objects.update_or_create(person_id=person_id, defaults={"address": secret_address()})
    return feed.address
