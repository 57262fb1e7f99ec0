"""Sheets and letters as they went out, read under the keys of the people in them."""

from collections.abc import Sequence

from qurultai.accreditation.models import SecurityBatch, VisaLetter
from qurultai.accreditation.veils import people_in, unveiled
from qurultai.kit import sealing
from qurultai.people.public import keys_of


def spelled(sheets: Sequence[SecurityBatch]) -> list[bytes]:
    """The canonical spelling of each sheet; one query for every 900 people. Raises Unsealable."""
    keys = keys_of(people_in(one.body for one in sheets))
    return [unveiled(one.body, keys) for one in sheets]


def letter_bytes(letter: VisaLetter) -> bytes:
    """A letter as it went out. Raises VisaLetter.DoesNotExist when its person was erased."""
    person_id = letter.case.person_id
    key = keys_of([person_id]).get(person_id)
    if key is None:
        raise VisaLetter.DoesNotExist
    return sealing.unseal(key, bytes(letter.body), person_id.bytes)
