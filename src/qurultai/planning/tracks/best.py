"""The best programme, or the best draft in numbers of rooms, that was found so far."""

import math
from dataclasses import dataclass, field

from ..watch import Watch
from .check import check
from .drafts import Draft
from .frame import Frame
from .packing import Unpackable, draft_of, pack
from .prices import price_of
from .types import Grid


@dataclass
class Best:
    """The best programme so far, and the draft that it was made of."""

    frame: Frame
    watch: Watch
    draft: Draft = field(default_factory=Draft)
    grid: Grid = ()
    value: int | None = None
    score: dict[str, int] = field(default_factory=dict)

    def begin(self, grid: Grid) -> bool:
        """Begin with a programme, unless it breaks something here; says whether it does not."""
        broken, score = check(self.frame.problem, grid)
        if broken:
            return False
        self.draft = draft_of(self.frame, grid)
        self.grid, self.value, self.score = grid, sum(score.values()), score
        self.watch.found(self.value)
        return True

    def take(self, draft: Draft | None) -> bool:
        """Take a draft whose programme is as good, and say whether it is better; lengths that fit in no rooms are
        remembered."""
        if draft is None:
            return False
        try:
            grid = pack(self.frame, draft)
        except Unpackable as tight:
            self.frame.tight.add(tight.where)
            return False
        broken, score = check(self.frame.problem, grid)
        if broken:
            raise AssertionError(f"a programme breaks: {broken[0]}")
        value = sum(score.values())
        better = self.value is None or value < self.value
        if self.value is None or value <= self.value:
            self.draft, self.grid, self.value, self.score = draft, grid, value, score
            self.watch.found(value)
        return better


@dataclass
class Numbers:
    """The best draft in numbers of rooms, by its price; with nothing in it, none at all."""

    frame: Frame
    draft: Draft = field(default_factory=Draft)
    price: float = math.inf

    def take(self, draft: Draft | None) -> bool:
        """Take a draft that costs as little, and say whether it costs less."""
        price = math.inf if draft is None else price_of(self.frame, draft)
        better = price < self.price
        if draft is not None and price <= self.price:
            self.draft, self.price = draft, price
        return better
