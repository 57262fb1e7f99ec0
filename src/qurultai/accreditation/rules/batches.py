"""Security batches: numbered lists in one canonical spelling with a hash, and the supplements that change them.

A sheet is a batch or a supplement to one. It names the hash of the sheet before it, so that none can be exchanged or
left out; the current list of a batch is its first sheet with its supplements carried out in order.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One person as security is told of her; `key` stays the same whatever else changes."""

    key: str
    code: str
    name: str
    latin_name: str
    country: str
    organisation: str
    category: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet says: who is added, who is changed (as she is now), and the keys of those removed."""

    forum: str
    number: int
    supplement: int
    previous: str
    added: tuple[Listed, ...] = ()
    changed: tuple[Listed, ...] = ()
    removed: tuple[str, ...] = ()


WITHHELD = "—"
PEOPLE = ("added", "changed")
"""What of a sheet lists people."""


def withheld(key: str) -> Listed:
    """Somebody who was erased since: that she was listed, and nothing else."""
    return Listed(key, "", WITHHELD, WITHHELD, "", "", "")


class BrokenChain(ValueError):
    """Sheets that do not follow one another, or that do not fit what stood in the list before."""


def canonical(sheet: Sheet) -> bytes:
    """The one spelling of a sheet: JSON with sorted keys and sorted people, UTF-8, no blanks."""
    told = asdict(sheet)
    for name in PEOPLE:
        told[name] = sorted(told[name], key=lambda one: one["key"])
    told["removed"] = sorted(told["removed"])
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(spelled: bytes) -> Sheet:
    """The sheet that a canonical spelling says."""
    told = json.loads(spelled)
    people = {name: tuple(Listed(**one) for one in told.pop(name)) for name in PEOPLE}
    return Sheet(**told | people | {"removed": tuple(told["removed"])})


def digest(spelled: bytes) -> str:
    """The SHA-256 by which a sheet is named, in hexadecimal."""
    return hashlib.sha256(spelled).hexdigest()


def supplement_to(
    sheets: Iterable[bytes], wanted: Iterable[Listed], forum: str, number: int, digests: Sequence[str] = ()
) -> Sheet | None:
    """The sheet that makes the current list the wanted one; None when it is that already."""
    sheets = list(sheets)
    now, then = current(sheets, digests), {one.key: one for one in wanted}
    sheet = Sheet(
        forum=forum,
        number=number,
        supplement=len(sheets),
        previous=digests[-1] if digests else digest(sheets[-1]),
        added=tuple(then[key] for key in sorted(then.keys() - now.keys())),
        changed=tuple(then[key] for key in sorted(then.keys() & now.keys()) if then[key] != now[key]),
        removed=tuple(sorted(now.keys() - then.keys())),
    )
    return sheet if sheet.added or sheet.changed or sheet.removed else None


def current(sheets: Iterable[bytes], digests: Sequence[str] = ()) -> Mapping[str, Listed]:
    """The list as it stands after a batch and its supplements, by key. Raises BrokenChain.

    `digests` are the hashes under which the sheets went out; a sheet in which somebody is withheld by now is known by
    that hash only, any other must still have it.
    """
    people: dict[str, Listed] = {}
    before = ""
    for place, spelled in enumerate(sheets):
        sheet = read(spelled)
        if sheet.supplement != place or (place and sheet.previous != before):
            raise BrokenChain(f"sheet {place} does not follow the one before it")
        _carry_out(sheet, people)
        before = digests[place] if digests else digest(spelled)
        if before != digest(spelled) and not _is_withheld(sheet):
            raise BrokenChain(f"sheet {place} is not the one that went out")
    return people


def _is_withheld(sheet: Sheet) -> bool:
    return any(one == withheld(one.key) for one in (*sheet.added, *sheet.changed))


def _carry_out(sheet: Sheet, people: dict[str, Listed]) -> None:
    added, changed = ({one.key: one for one in told} for told in (sheet.added, sheet.changed))
    gone = set(sheet.removed)
    if added.keys() & people.keys() or changed.keys() - people.keys() or gone - people.keys():
        raise BrokenChain(f"supplement {sheet.supplement} does not fit the list before it")
    people.update(added)
    people.update(changed)
    for key in gone:
        del people[key]
