"""Who keeps what of a person (I12): every context says it for her own copy, and forgets it when she is erased.

`wiring.KEEPERS` names them, those who know most of the others first. Nothing a context keeps may be missing here.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qurultai.kit.wired import wired


@dataclass(frozen=True, slots=True)
class Kept:
    """What one context keeps of one person: plain values, and files as names and bytes."""

    facts: Mapping[str, object]
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True)
class Keeper:
    """How a context tells what it keeps of a person, and how it forgets it.

    `forget` stands inside the transaction of the erasure, says how many things of each kind it erased, and may refuse.
    """

    told: Callable[[UUID], Kept]
    forget: Callable[[UUID], Mapping[str, int]]


def archive_of(person_id: UUID) -> bytes:
    """Everything that is kept of her as one ZIP: a JSON file for each context, files beside it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, keeper in wired("KEEPERS").items():
            kept = keeper.told(person_id)
            archive.writestr(f"{name}.json", json.dumps(kept.facts, ensure_ascii=False, indent=1))
            for number, (file, body) in enumerate(kept.files, 1):
                archive.writestr(f"{name}/{number}-{file}", body)
    return packed.getvalue()


def forget_all(person_id: UUID) -> dict[str, int]:
    """Let every context forget her, inside the action that erases; how many things of which kind are gone.

    Raises the Refusal of a context that must not forget her yet.
    """
    return {
        f"{name}.{what}": count
        for name, keeper in wired("KEEPERS").items()
        for what, count in keeper.forget(person_id).items()
        if count
    }
