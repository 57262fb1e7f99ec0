"""Whom to meet: lists that both sides gain by, kept up to date one person at a time.

Reciprocal: the score is the chance that the one wants the other times the chance of the reverse (Pizzato, Rej, Chung,
Koprinska, Kay, *RECON*, RecSys 2010, for the idea; they take the harmonic mean).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from .chances import Chances
from .exposure import exposure, gini, prices, worths
from .features import Features
from .reasons import link
from .types import Person, Recommendation, Settings, Topic, Vectors, Weights


class Recommender:
    """Everybody's candidates with scores, and prices that share out exposure.

    A no is kept to the two it concerns: neither scores, weights, prices nor anybody else's list depend on it.
    """

    def __init__(
        self,
        topics: Iterable[Topic],
        people: Sequence[Person],
        settings: Settings = Settings(),  # noqa: B008 - frozen
        meaning: Vectors | None = None,
        weights: Weights | None = None,
    ) -> None:
        """Without ``weights`` they are learned from whom people want; ``meaning`` adds a model to the stems."""
        self.settings = settings
        self.people = list(people)
        self.features = Features(topics, self.people, settings, meaning)
        self.chances = Chances(self.features, self.people, weights or Weights())
        if weights is None:
            self.chances.weights = self.chances.learn(settings)
        count = len(self.people)
        width = max(1, min(settings.pool, count - 1))
        self.pool = np.full((count, width), -1, np.int64)
        self.scores = np.full((count, width), -np.inf, np.float32)
        self.floor = np.full(count, -np.inf, np.float32)
        self.refresh()
        self.price = prices(self.pool, self.scores, settings) if count else np.zeros(0, np.float32)

    def _score(self, start: int, end: int) -> None:
        block, width = self.chances.block(start, end), self.pool.shape[1]
        keep = np.argpartition(-block, min(width, block.shape[1] - 1), axis=1)[:, : width + 1]
        values = np.take_along_axis(block, keep, axis=1)
        order = np.lexsort((keep, -values), axis=1)
        keep, values = np.take_along_axis(keep, order, axis=1), np.take_along_axis(values, order, axis=1)
        self.floor[start:end] = values[:, width] if values.shape[1] > width else -np.inf
        self.pool[start:end] = np.where(np.isfinite(values[:, :width]), keep[:, :width], -1)
        self.scores[start:end] = values[:, :width]

    def recommend(self, person: str, length: int | None = None) -> tuple[Recommendation, ...]:
        """The best people for this one to meet whom neither has said no to and this one has not yet said yes to."""
        n = self.chances.number[person]
        own = self.people[n]
        worth = worths(np.array(n), self.pool[n], self.scores[n], self.price)
        found: list[Recommendation] = []
        for at in np.lexsort((self.pool[n], -worth)):
            other = int(self.pool[n, at])
            if other < 0 or not np.isfinite(self.scores[n, at]):
                continue
            them = self.people[other]
            if them.id in own.wants or them.id in own.noes or own.id in them.noes:
                continue
            reason = link(self.features.tree, self.features.stems.rarity, own, them)
            if reason is not None:
                found.append(Recommendation(them.id, float(np.exp(self.scores[n, at])), reason))
            if len(found) == (length or self.settings.length):
                break
        return tuple(found)

    def update(self, person: Person) -> None:
        """The person is new, or has changed what was said: one row, and one place in everybody else's."""
        new = person.id not in self.chances.number
        if new:
            self._room_for(person)
        n = self.chances.number[person.id]
        before, self.people[n] = self.people[n], person
        if not new and (before.says, before.wants) == (person.says, person.wants):
            return
        if new or before.says != person.says:
            self.features.put(n, person)
            self.chances.says[n] = len(person.says)
        self._wants(n, person)
        self._score(n, n + 1)
        row = self.chances.block(n, n + 1)[0]
        for other in range(len(self.people)):
            if other != n:
                self._placed(other, n, float(row[other]))

    def remove(self, person: str) -> None:
        """The person does not come: on nobody's list any more."""
        self.update(replace(self.people[self.chances.number[person]], says=(), wants=frozenset()))

    def refresh(self) -> None:
        """Score everybody anew, with the weights, rarities and popularity there are."""
        for start in range(0, len(self.people), self.settings.block):
            self._score(start, min(start + self.settings.block, len(self.people)))

    def share_out(self) -> None:
        """Find the prices anew, for instance after many changes."""
        self.price = prices(self.pool, self.scores, self.settings)

    @property
    def exposures(self) -> dict[str, int]:
        """On how many lists each person is, not counting noes."""
        shown = exposure(self.pool, self.scores, self.price, self.settings.length)
        return {p.id: int(shown[n]) for n, p in enumerate(self.people)}

    @property
    def gini(self) -> float:
        """How unequal these exposures are (0: all alike)."""
        return gini(np.array(list(self.exposures.values())))

    def _room_for(self, person: Person) -> None:
        self.chances.number[person.id] = len(self.people)
        self.people.append(Person(person.id))
        self.chances.says = np.append(self.chances.says, np.float32(0))
        self.chances.wanted = np.append(self.chances.wanted, np.float32(0))
        self.chances.yes.append(np.zeros(0, np.int64))
        self.chances.wanters.append(set())
        width = self.pool.shape[1]
        self.pool = np.vstack([self.pool, np.full((1, width), -1, np.int64)])
        self.scores = np.vstack([self.scores, np.full((1, width), -np.inf, np.float32)])
        self.floor = np.append(self.floor, np.float32(-np.inf))
        self.price = np.append(self.price, np.float32(0))

    def _wants(self, n: int, person: Person) -> None:
        """Note whom the person wants; how much others are wanted is counted anew when the whole is made again."""
        for w in self.chances.yes[n]:
            self.chances.wanters[w].discard(n)
        wants = sorted(self.chances.number[w] for w in person.wants if w in self.chances.number)
        self.chances.yes[n] = np.array(wants, np.int64)
        for w in wants:
            self.chances.wanters[w].add(n)

    def _placed(self, other: int, n: int, score: float) -> None:
        """Put, move or take out the person in one other's candidates; score that row anew when too few are left."""
        pool, scores = self.pool[other], self.scores[other]
        at = np.flatnonzero(pool == n)
        was_in = len(at) > 0
        if was_in:
            pool[at], scores[at] = -1, -np.inf
        if np.isfinite(score) and score > self.floor[other]:
            worst = int(np.argmin(scores))
            if np.isfinite(scores[worst]):
                self.floor[other] = max(self.floor[other], scores[worst])
            pool[worst], scores[worst] = n, score
        elif was_in and np.isfinite(self.floor[other]) and np.isfinite(scores).sum() < 2 * self.settings.length:
            self._score(other, other + 1)
