"""One topic for the office."""

from qurultai.kit import access
from qurultai.kit.access import Actor
from qurultai.programme.models import Edition, Topic
from qurultai.programme.policies import CREATE_SESSION


def topic_in_office(actor: Actor, edition: Edition | None, slug: str) -> Topic:
    """A topic by its slug, for whoever makes the programme. Raises Topic.DoesNotExist."""
    if edition is None or not access.allowed(CREATE_SESSION, actor, edition_id=edition.id):
        raise Topic.DoesNotExist
    return Topic.objects.get(edition=edition, slug=slug)
