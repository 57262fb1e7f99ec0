"""A second calendar, as plain as can be: sets of minutes instead of ranges, slots, locks and queries."""

from dataclasses import dataclass, field

WALK = 10
ROOMS_OF_OTHER_HOUSE = frozenset({"far"})
YIELDING = "attendee"


@dataclass
class Known:
    """A booking as the oracle knows it: minutes after nine, names of people and rooms."""

    start: int
    end: int
    people: dict[str, str]
    rooms: tuple[str, ...]
    change_over: int = 0
    pending: bool = False
    cancelled: bool = False
    changes: int = 0
    firm: dict[str, bool] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)

    def names(self):
        """Everybody and everything whose time it wants."""
        return [*self.people, *self.rooms]

    def minutes(self, name, more=0):
        """The minutes it takes of one of them, widened on both sides."""
        after = 0 if name in self.people else self.change_over
        return set(range(self.start - more, self.end + after + more))


class Oracle:
    """What the calendar must say and look like after each step."""

    def __init__(self):
        self.bookings = {}
        self._clock = 0

    def walk(self, one, other):
        """Minutes on foot between two bookings."""
        apart = any((a in ROOMS_OF_OTHER_HOUSE) != (b in ROOMS_OF_OTHER_HOUSE) for a in one.rooms for b in other.rooms)
        return WALK if apart else 0

    def blocked(self, key, wanted, name):
        """Whether another booking's firm claim is in the way."""
        for other_key, other in self.bookings.items():
            if other_key == key or not other.firm.get(name):
                continue
            reach = self.walk(wanted, other) if name in wanted.people else 0
            if wanted.minutes(name, reach) & other.minutes(name):
                return True
        return False

    def would_block(self, key, wanted, names=None, but=frozenset()):
        """Which of its claims cannot be firm."""
        names = wanted.names() if names is None else names
        return [name for name in names if name not in but and self.blocked(key, wanted, name)]

    def put(self, key, wanted, names=None):
        """Let it claim what is free firmly and the rest softly."""
        self.bookings[key] = wanted
        for name in wanted.names() if names is None else names:
            self._clock += 1
            wanted.since.setdefault(name, self._clock)
            wanted.firm[name] = not wanted.pending and not self.blocked(key, wanted, name)

    def free(self, names, but=frozenset()):
        """Time came free: soft claims that fit turn firm, the oldest first."""
        soft = sorted(
            (known.since[name], key, name)
            for key, known in self.bookings.items()
            for name in names
            if key not in but and not (known.pending or known.cancelled) and known.firm.get(name) is False
        )
        for _, key, name in soft:
            if not self.blocked(key, self.bookings[key], name):
                self.bookings[key].firm[name] = True

    def claims(self):
        """All claims: (booking, name, start, end, firm)."""
        return {
            (key, name, min(known.minutes(name)), max(known.minutes(name)) + 1, known.firm[name])
            for key, known in self.bookings.items()
            for name in known.names()
        }
