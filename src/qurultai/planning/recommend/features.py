"""Everybody's sayings as rows of numbers by intent, so that what fits is one product of matrices.

A topic is its path from the root, the deeper the heavier: the same topic gives 1, sisters what their common path
weighs, topics of different trees 0.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from .meaning import Ranks, Stems, unit
from .types import COMPLEMENT, INTENTS, Person, Saying, Settings, Topic, Vectors, WorldError

ANSWERS = np.float32(1e-6)
"""What it is worth that the intents answer each other and nothing else fits: a trace, so that it can be seen."""


class Tree:
    """The topic tree."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.parent = {t.id: t.parent for t in topics}
        self.number = {t: n for n, t in enumerate(self.parent)}
        for t in self.parent:
            self.path(t)

    def path(self, topic: str) -> tuple[str, ...]:
        """The topics from the root to this one."""
        found: list[str] = []
        at: str | None = topic
        while at is not None:
            if at not in self.parent or at in found:
                raise WorldError(f"topic {at} is unknown or its own ancestor")
            found.append(at)
            at = self.parent[at]
        return tuple(reversed(found))

    def common(self, a: str | None, b: str | None) -> str | None:
        """The narrowest topic that holds both."""
        if a is None or b is None:
            return None
        both = [x for x, y in zip(self.path(a), self.path(b), strict=False) if x == y]
        return both[-1] if both else None

    def row(self, topic: str) -> np.ndarray:
        """The topic's path, of length 1."""
        row = np.zeros(len(self.parent), np.float32)
        path = self.path(topic)
        shares = np.array([2.0**n for n in range(len(path))])
        row[[self.number[t] for t in path]] = np.sqrt(shares / shares.sum())
        return row


class Features:
    """By intent: who has it (numbers of people, ascending), their topics, their words, and the model's meaning."""

    def __init__(
        self, topics: Iterable[Topic], people: Sequence[Person], settings: Settings, meaning: Vectors | None
    ) -> None:
        self.tree = Tree(topics)
        self.meaning = meaning
        said = [s for p in people for s in p.says]
        for s in said:
            sensible(self.tree, s)
        self.stems = Stems(said, settings.words)
        self.who: dict[str, np.ndarray] = {}
        self.topics: dict[str, np.ndarray] = {}
        self.words: dict[str, np.ndarray] = {}
        self.sense: dict[str, np.ndarray] = {}
        for intent in INTENTS:
            having = [n for n, p in enumerate(people) if any(s.intent == intent for s in p.says)]
            rows = [self.rows(people[n], intent) for n in having]
            self.who[intent] = np.array(having, np.int64)
            self.topics[intent] = _stacked([r[0] for r in rows], len(self.tree.parent))
            self.words[intent] = _stacked([r[1] for r in rows], settings.words)
            self.sense[intent] = _stacked([r[2] for r in rows], 384)
        everything = np.concatenate([self.sense[i] for i in INTENTS]) if meaning else np.zeros((0, 1), np.float32)
        self.ranks = Ranks(everything, settings.seed) if meaning else None

    def rows(self, person: Person, intent: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The person's topics, words and meaning under one intent."""
        says = [s for s in person.says if s.intent == intent]
        topics = np.zeros(len(self.tree.parent), np.float32)
        for s in says:
            if s.topic is not None:
                topics += self.tree.row(s.topic)
        words = unit(self.stems(says).sum(axis=0, keepdims=True))[0]
        sense = np.zeros(384, np.float32)
        if self.meaning is not None:
            sense = unit(self.meaning(says).sum(axis=0, keepdims=True))[0]
        return topics, words, sense

    def put(self, n: int, person: Person) -> None:
        """The person with number ``n`` now says this."""
        for s in person.says:
            sensible(self.tree, s)
        for intent in INTENTS:
            at = int(np.searchsorted(self.who[intent], n))
            if at < len(self.who[intent]) and self.who[intent][at] == n:
                for table in (self.who, self.topics, self.words, self.sense):
                    table[intent] = np.delete(table[intent], at, axis=0)
            if any(s.intent == intent for s in person.says):
                topics, words, sense = self.rows(person, intent)
                self.who[intent] = np.insert(self.who[intent], at, n)
                for table, row in ((self.topics, topics), (self.words, words), (self.sense, sense)):
                    table[intent] = np.insert(table[intent], at, row, axis=0)

    def fit(self, start: int, end: int, count: int) -> tuple[np.ndarray, np.ndarray]:
        """How well the topics, and the words, of people ``start`` to ``end`` fit everybody's."""
        topics = np.zeros((end - start, count), np.float32)
        words = np.zeros((end - start, count), np.float32)
        for intent in INTENTS:
            a, b = np.searchsorted(self.who[intent], [start, end])
            other = COMPLEMENT[intent]
            if a == b or not len(self.who[other]):
                continue
            where = np.ix_(self.who[intent][a:b] - start, self.who[other])
            topics[where] += _products(self.topics[intent][a:b], self.topics[other]) + ANSWERS
            alike = np.maximum(_products(self.words[intent][a:b], self.words[other]), 0)
            if self.ranks is not None:
                alike += self.ranks(_products(self.sense[intent][a:b], self.sense[other]))
            words[where] += alike
        return topics, words


def _products(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Each row's product with each of the columns' rows.

    Kernels for small matrices compute beyond their edges and throw that away; what memory holds there may be no number,
    and the processor then says so of the whole product.
    """
    with np.errstate(invalid="ignore"):
        return rows @ columns.T


def sensible(tree: Tree, saying: Saying) -> None:
    """WorldError when the saying names an intent or a topic that is not there."""
    if saying.intent not in COMPLEMENT:
        raise WorldError(f"intent {saying.intent} is unknown")
    if saying.topic is not None:
        tree.path(saying.topic)


def _stacked(rows: list[np.ndarray], width: int) -> np.ndarray:
    return np.stack(rows) if rows else np.zeros((0, width), np.float32)
