"""`qurultai forget-passkeys`: somebody lost her passkeys and two others vouch for her."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from qurultai.editions.public import actor_of
from qurultai.kit.access import SYSTEM, staff_roles
from qurultai.people.public import forget_passkeys, person_of_address

OWNER = "admn"


class Command(BaseCommand):
    """Forget the passkeys of a person, so that she can create new ones after a sign-in by code."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, who vouches, and why."""
        parser.add_argument("email", help="the address with which she signs in")
        parser.add_argument("--owner", required=True, help="the address of a forum's owner who vouches")
        parser.add_argument("--second", required=True, help="the address of a second member of staff who vouches")
        parser.add_argument("--because", required=True, help="why, for the journal")

    def handle(self, *args: object, email: str, owner: str, second: str, because: str, **options: object) -> None:
        """Forget them; refuses unless two different other people of the staff vouch, one of them an owner."""
        people = [person_of_address(address) for address in (email, owner, second)]
        if None in people:
            raise CommandError("One of the addresses belongs to nobody who signs in.")
        lost, first, other = people
        if len({person.id for person in people}) < 3:
            raise CommandError("Three different people are needed: she, a forum's owner, and a second person.")
        if OWNER not in _roles_of(first.id) or not _roles_of(other.id) & staff_roles():
            raise CommandError("The first who vouches must own a forum, the second must be of its staff.")
        gone = forget_passkeys(lost, owner=first.code, second=other.code, reason=because, by=SYSTEM)
        self.stdout.write(f"{gone} passkeys of {lost.name} are forgotten; she is signed out everywhere.")


def _roles_of(person_id: object) -> frozenset[str]:
    return frozenset().union(*actor_of(person_id).roles.values())
