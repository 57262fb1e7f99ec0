"""How registration forgets a person (I12): as what she took part stays, who she was does not."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from qurultai.kit import access, clock
from qurultai.kit.access import SYSTEM, Actor
from qurultai.kit.action import action
from qurultai.notices.public import forget_addresses
from qurultai.people import public as people
from qurultai.registration.actions.identities import destroyed
from qurultai.registration.actions.refusals import AddressNotProved
from qurultai.registration.actions.withdrawing import withdraw_registration
from qurultai.registration.models import IdentityDocument, Invitation, Registration, SoughtWord, StoredFile
from qurultai.registration.policies import ERASE_APPLICATION

State = Registration.State
NO_ADDRESS = "erased.invalid"


@action
def ask_to_be_forgotten(registration: Registration, *, by: Actor) -> None:
    """Whoever holds the link that only her address got, or is signed in, asks that she be erased whole.

    A draft of which nobody is known yet is thrown away at once. Raises AddressNotProved.
    """
    access.require(ERASE_APPLICATION, by, registration)
    if registration.opened not in {"", "mail"}:
        raise AddressNotProved(email=registration.email)
    if registration.person_id is None:
        _drop_draft(registration)
    else:
        people.ask_erasure(registration.person_id, registration.edition_id, by=SYSTEM)


def _drop_draft(registration: Registration) -> None:
    forget_addresses([registration.email])
    registration.delete()


@action
def forget_person(person_id: UUID) -> dict[str, int]:
    """She takes no part in what is to come; of all her registrations, and of those merged into them, only category,
    country, state and dates stay."""
    rows = list(Registration.objects.filter(person_id=person_id).select_related("edition").order_by("pk"))
    for row in rows:
        if row.edition.ends_on >= clock.now().date() and row.state not in {State.REFUSED, State.MERGED}:
            withdraw_registration(row, by=SYSTEM)
    rows += Registration.objects.filter(merged_into__in=rows).exclude(pk__in=[row.pk for row in rows]).order_by("pk")
    keys, addresses = [row.pk for row in rows], _addresses(rows, person_id)
    letters = forget_addresses(addresses)["letters"]
    counts = {
        "files": StoredFile.objects.filter(registration__in=keys).delete()[0],
        "identities": destroyed(IdentityDocument.objects.filter(registration__in=keys)),
        "words": SoughtWord.objects.filter(registration__in=keys).delete()[0],
        "invitations": _forget_invitations(keys, addresses),
        "drafts": Registration.objects.filter(person=None, email__in=addresses).delete()[0],
        "letters": letters,
    }
    plain = dict.fromkeys(("latin_name", "email", "organisation", "position", "photo", "request", "sound"), "")
    said = {"name": people.WITHHELD, "answers": {}, "withdrawn_at": None}
    counts["registrations"] = Registration.objects.filter(pk__in=keys).update(**plain, **said)
    return counts


def _addresses(rows: Iterable[Registration], person_id: UUID) -> list[str]:
    return sorted(({row.email for row in rows} | {people.addressee(person_id).email}) - {""})


def _forget_invitations(keys: list[UUID], addresses: list[str]) -> int:
    """A number was given and stays; to whom it was given is forgotten."""
    rows = list(Invitation.objects.filter(Q(registration__in=keys) | Q(email__in=addresses)))
    for row in rows:
        row.name, row.rank, row.organisation, row.email = people.WITHHELD, "", "", f"{row.pk.hex}@{NO_ADDRESS}"
    Invitation.objects.bulk_update(rows, ["name", "rank", "organisation", "email"], batch_size=500)
    return len(rows)
