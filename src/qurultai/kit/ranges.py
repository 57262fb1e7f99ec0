"""Half-open ranges of time."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class During:
    """From `starts_at` up to, but not including, `ends_at`; both aware instants. Raises ValueError otherwise."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("a range of time needs aware instants")
        if self.ends_at <= self.starts_at:
            raise ValueError("a range of time ends after it starts")

    @classmethod
    def of(cls, starts_at: dt.datetime, minutes: int) -> "During":
        """The range of so many minutes from an instant."""
        return cls(starts_at, starts_at + dt.timedelta(minutes=minutes))

    @property
    def minutes(self) -> int:
        """Length in whole minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def overlaps(self, other: "During") -> bool:
        """Whether the two share an instant; touching ends do not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def contains(self, other: "During") -> bool:
        """Whether the other lies wholly inside."""
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def slots(self, minutes: int = 5) -> range:
        """Numbers of the slots of so many minutes since 1970 that it fills; its ends are rounded to the nearest."""
        size = minutes * 60
        first, last = (round(at.timestamp() / size) for at in (self.starts_at, self.ends_at))
        return range(first, last)
