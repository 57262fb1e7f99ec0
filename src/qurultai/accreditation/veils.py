"""What may never change is kept so that a person can be forgotten all the same (I6, I12): each person's line of a
sheet, and each letter, is sealed under her own key. Without her key the sheet still says how many it lists and under
which hash it went out, and the next sheet still follows it."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from uuid import UUID

from qurultai.accreditation.rules.batches import PEOPLE, Listed, Sheet, canonical, withheld
from qurultai.kit import sealing

Keys = Mapping[UUID, bytes]


def veiled(sheet: Sheet, keys: Keys) -> str:
    """A sheet as it is kept. `keys` has the wrapped key of everybody whom it lists."""
    told = asdict(sheet)
    for name in PEOPLE:
        told[name] = [_sealed(one, keys) for one in told[name]]
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def unveiled(body: str, keys: Keys) -> bytes:
    """The canonical spelling of a sheet; whoever has no key any more is withheld in it. Raises Unsealable."""
    told = json.loads(body)
    for name in PEOPLE:
        told[name] = tuple(_opened(one, keys) for one in told[name])
    return canonical(Sheet(**told | {"removed": tuple(told["removed"])}))


def people_in(bodies: Iterable[str]) -> set[UUID]:
    """Whom sheets list, as they are kept."""
    return {person_in(one["key"]) for body in bodies for name in PEOPLE for one in json.loads(body)[name]}


def person_in(key: str) -> UUID:
    """The person in a line's key, which is `registration.person`."""
    return UUID(key.partition(".")[2])


def _sealed(one: dict[str, str], keys: Keys) -> dict[str, str]:
    person = person_in(one["key"])
    sealed = sealing.seal(keys[person], json.dumps(one, ensure_ascii=False).encode(), person.bytes)
    return {"key": one["key"], "sealed": base64.b64encode(sealed).decode()}


def _opened(one: dict[str, str], keys: Keys) -> Listed:
    person = person_in(one["key"])
    if person not in keys:
        return withheld(one["key"])
    return Listed(**json.loads(sealing.unseal(keys[person], base64.b64decode(one["sealed"]), person.bytes)))
