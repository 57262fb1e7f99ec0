"""Where tracks and submissions are, before cells are filled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Key = tuple[int, int]


@dataclass
class Draft:
    """Where tracks and submissions are: `cells[t, s]` rooms (or only how many), `counts[k, s]` of each kind."""

    number: dict[tuple[int, int], int] = field(default_factory=dict)
    rooms: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    counts: dict[tuple[int, int], int] = field(default_factory=dict)

    def with_part(
        self, before: "Draft", part: "Draft", free: Collection[Key], track_of: Sequence[int]
    ) -> "Draft | None":
        """This draft with a part that was made anew in `before`; None where it has changed since, or rooms are taken.

        `track_of` names each kind's track.
        """

        def joined(mine: Mapping, old: Mapping, new: Mapping, by_kind: bool = False) -> dict | None:
            inside = {key for key in {**mine, **old, **new} if ((track_of[key[0]], key[1]) if by_kind else key) in free}
            if any(mine.get(key) != old.get(key) for key in inside):
                return None
            others = {key: value for key, value in mine.items() if key not in inside}
            return others | {key: value for key, value in new.items() if key in inside}

        number, rooms = joined(self.number, before.number, part.number), joined(self.rooms, before.rooms, part.rooms)
        counts = joined(self.counts, before.counts, part.counts, by_kind=True)
        if number is None or rooms is None or counts is None:
            return None
        taken = [(s, r) for (_t, s), here in rooms.items() for r in here]
        return Draft(number, rooms, counts) if len(taken) == len(set(taken)) else None
