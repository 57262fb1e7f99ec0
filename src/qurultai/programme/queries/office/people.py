"""Whom the office means by a code."""

from qurultai.kit.access import Actor
from qurultai.people.public import people_visible_to
from qurultai.programme.models import Edition, Person


def person_with_code(code: str, actor: Actor, edition: Edition) -> Person | None:
    """The person of a code, if she exists for this actor."""
    return people_visible_to(actor, edition).filter(code=code.strip().upper()).first()
