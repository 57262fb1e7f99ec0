"""The chance that one wants the other, both ways, and how its weights are learned from whom people said they want.

A logistic regression over what fits and how much the other is wanted, drawn towards the given weights: with nobody's
wishes known it is these. Noes take no part in it.
"""

import numpy as np

from .features import Features
from .types import Person, Settings, Weights

_STEPS = 12
_PULL = 4.0
_OTHERS = 20


class Chances:
    """Chances between everybody, a block of rows at a time."""

    def __init__(self, features: Features, people: list[Person], weights: Weights) -> None:
        self.features, self.weights = features, weights
        self.number = {p.id: n for n, p in enumerate(people)}
        self.says = np.array([len(p.says) for p in people], np.float32)
        self.wanted = np.zeros(len(people), np.float32)
        self.yes: list[np.ndarray] = []
        for p in people:
            wants = np.array(sorted(self.number[w] for w in p.wants if w in self.number), np.int64)
            self.wanted[wants] += 1
            self.yes.append(wants)
        self.wanters: list[set[int]] = [set() for _ in people]
        for n, wants in enumerate(self.yes):
            for w in wants:
                self.wanters[w].add(n)

    def parts(self, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        """What fits of topics and of words, for rows ``start`` to ``end`` and everybody."""
        return self.features.fit(start, end, len(self.says))

    def one_way(self, start: int, end: int) -> np.ndarray:
        """The logarithm of the chance that each of these rows wants each of all."""
        return self._there(start, end, *self.parts(start, end))

    def block(self, start: int, end: int) -> np.ndarray:
        """The logarithm of the chance that both want it; minus infinity where no intents answer each other."""
        topics, words = self.parts(start, end)
        w, wanted = self.weights, self.wanted[start:end]
        theirs = topics * (w.topic * _patience(self.says))[None, :]
        back = _log_logistic(theirs + w.words * words + (w.base + w.wanted * np.log1p(wanted))[:, None])
        for n in range(start, end):
            back[n - start, sorted(self.wanters[n])] = 0
            back[n - start, n] = -np.inf
        back += self._there(start, end, topics, words)
        back[topics <= 0] = -np.inf
        return back

    def _there(self, start: int, end: int, topics: np.ndarray, words: np.ndarray) -> np.ndarray:
        w = self.weights
        mine = topics * (w.topic * _patience(self.says[start:end]))[:, None]
        there = _log_logistic(mine + w.words * words + (w.base + w.wanted * np.log1p(self.wanted))[None, :])
        for n in range(start, end):
            there[n - start, self.yes[n]] = 0
        return there

    def learn(self, settings: Settings) -> Weights:
        """The weights that explain best whom people want, seen against others drawn by lot."""
        dice = np.random.default_rng(settings.seed)
        rows, said, given = [], [], _vector(self.weights)
        for start in range(0, len(self.says), settings.block):
            end = min(start + settings.block, len(self.says))
            wanting = [n for n in range(start, end) if len(self.yes[n])]
            if not wanting:
                continue
            topics, words = self.parts(start, end)
            for n in wanting:
                others = dice.integers(0, len(self.says), _OTHERS)
                others = others[~np.isin(others, self.yes[n]) & (others != n)]
                seen = np.concatenate([self.yes[n], others])
                liked = np.arange(len(seen)) < len(self.yes[n])
                fit = topics[n - start, seen] * _patience(self.says[n : n + 1])
                popular = np.log1p(np.maximum(self.wanted[seen] - liked, 0))
                rows.append(np.stack([np.ones(len(seen)), fit, words[n - start, seen], popular], axis=1))
                said.append(liked)
        if not rows:
            return self.weights
        x, y = np.concatenate(rows), np.concatenate(said).astype(float)
        found = given.copy()
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
            slope = x.T @ (chance - y) + _PULL * (found - given)
            curve = (x * (chance * (1 - chance))[:, None]).T @ x + _PULL * np.eye(4)
            found -= np.linalg.solve(curve, slope)
        found[1:] = np.maximum(found[1:], 0)
        return Weights(*(float(v) for v in found))


def _patience(says: np.ndarray) -> np.ndarray:
    """Who says much is met in part by everybody: what fits counts by the root of the number of sayings."""
    return 1 / np.sqrt(np.maximum(says, 1))


def _log_logistic(x: np.ndarray) -> np.ndarray:
    return -np.logaddexp(np.float32(0), -x.astype(np.float32))


def _vector(w: Weights) -> np.ndarray:
    return np.array([w.base, w.topic, w.words, w.wanted], float)
