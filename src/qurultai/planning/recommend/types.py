"""Who offers and seeks what, whom they have said yes or no to, and what a recommendation is: frozen values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

COMPLEMENT = MappingProxyType(
    {
        "seller": "buyer",
        "buyer": "seller",
        "investor": "project",
        "project": "investor",
        "employer": "student",
        "student": "employer",
        "laboratory": "laboratory",
        "launch": "payload",
        "payload": "launch",
    }
)
"""Which intent answers which."""

INTENTS = tuple(sorted(COMPLEMENT))


class WorldError(ValueError):
    """Something names a topic, an intent or a person that is not there."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of the topic tree; ``parent`` None is a root."""

    id: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One offer or need: what its author is (``intent``), on which topic, in free words of a language (kk, ru, en)."""

    intent: str
    topic: str | None = None
    text: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may meet others.

    ``wants`` are those the person must or wants to meet, ``noes`` those never to be met: a no is silent and final, and
    nothing that is computed about anybody else depends on it.
    """

    id: str
    says: tuple[Saying, ...] = ()
    wants: frozenset[str] = frozenset()
    noes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two should meet, in what they said: the two sayings, the narrowest topic of both, the words of both."""

    mine: Saying
    theirs: Saying
    topic: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Somebody to meet; ``score`` is the estimated chance that both want it, ``reason`` what they said that fits."""

    person: str
    score: float
    reason: Link


Vectors = Callable[[Sequence[Saying]], np.ndarray]
"""The meaning of texts: one row of length 1 (or 0 for a text that says nothing) for each, float32."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How lists are made.

    ``pool`` candidates are kept for each person, ``length`` of them shown. Nobody's exposure (the lists they are shown
    on) should be above ``most`` times the mean or below ``least`` times it; in at most ``rounds`` rounds prices are
    found that see to it. ``block`` rows are scored at a time, which bounds the memory; ``words`` is the number of
    hashed word dimensions.
    """

    pool: int = 64
    length: int = 10
    most: float = 3.0
    least: float = 0.3
    rounds: int = 8
    block: int = 512
    words: int = 512
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """The chance that one wants another, as a logistic function: base, topics and words in common, being wanted."""

    base: float = -3.0
    topic: float = 3.0
    words: float = 2.0
    wanted: float = 0.5
