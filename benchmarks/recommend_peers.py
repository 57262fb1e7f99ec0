"""What others do, on the same data: each gives a matrix of scores, the higher the earlier in its row's list.

- popularity: how many have said they want somebody;
- one-sided cosine: what one says against what the other says, in stems (Salton, Buckley 1988);
- RECON: how often one's wanted people say each thing; the harmonic mean of both directions (Pizzato and others 2010);
- fair transfer matching: the stable matching with transferable utility, by iterated proportional fitting (Choo, Siow,
  *Who marries whom and why*, Journal of Political Economy 114, 2006; Tomita, Togashi, Moriwaki, RecSys 2022);
- Nash welfare by alternation: one side's lists are sorted anew for the other's, weighted by who has little (Tomita,
  Yokoyama, *Fair reciprocal recommendation in matching markets*, RecSys 2024).

The last two need the chances that one wants another; they are given those of this project.
"""

import numpy as np

from benchmarks.recommend_worlds import World
from qurultai.planning.recommend import COMPLEMENT, INTENTS, Stems

TINY = 1e-12


def popularity(world: World) -> np.ndarray:
    """The same list for everybody."""
    return np.broadcast_to(world.revealed.sum(axis=0).astype(float), world.revealed.shape)


def _profiles(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Each person's own sayings, and what would answer them: topic, intent and stems in one row."""
    sayings = [s for p in world.people for s in p.says]
    stems, number = Stems(sayings, 512), {t.id: n for n, t in enumerate(world.topics)}
    size = len(INTENTS) + len(number) + 512
    own, sought = np.zeros((len(world.people), size)), np.zeros((len(world.people), size))
    for n, p in enumerate(world.people):
        for s in p.says:
            row = np.zeros(size)
            if s.topic is not None:
                row[len(INTENTS) + number[s.topic]] = 1
            row[len(INTENTS) + len(number) :] = stems([s])[0]
            answer = row.copy()
            row[INTENTS.index(s.intent)], answer[INTENTS.index(COMPLEMENT[s.intent])] = 1, 1
            own[n] += row
            sought[n] += answer
    return _unit(own), _unit(sought)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)


def cosine(world: World) -> np.ndarray:
    """What one seeks against what the other says."""
    own, sought = _profiles(world)
    return sought @ own.T


def recon(world: World) -> np.ndarray:
    """The harmonic mean of how well each fits what the other has wanted so far (or seeks, before any wish)."""
    own, sought = _profiles(world)
    wanted = world.revealed.astype(float) @ own
    taste = np.where(world.revealed.any(axis=1, keepdims=True), _unit(wanted), sought)
    one = np.maximum(taste @ own.T, 0)
    return 2 * one * one.T / np.maximum(one + one.T, TINY)


def transfer(chances: np.ndarray, half: int, beta: float = 1.0, rounds: int = 200) -> np.ndarray:
    """Expected matches in the stable matching with transferable utility, everybody having as many places as a list."""
    kernel = np.exp((chances[:half, half:] + chances[half:, :half].T) / (2 * beta))
    a, b = np.ones(half), np.ones(kernel.shape[1])
    for _ in range(rounds):
        row = kernel @ b
        a = np.sqrt(1 + (row / 2) ** 2) - row / 2
        column = kernel.T @ a
        b = np.sqrt(1 + (column / 2) ** 2) - column / 2
    scores = np.full(chances.shape, -np.inf)
    scores[:half, half:] = kernel * a[:, None] * b[None, :]
    scores[half:, :half] = scores[:half, half:].T
    return scores


def nash(chances: np.ndarray, half: int, rounds: int = 30) -> np.ndarray:
    """Lists that raise the product of everybody's expected matches, each side in turn."""
    both = chances[:half, half:] * chances[half:, :half].T
    seen_a, seen_b = _attention(both), _attention(both.T)
    for _ in range(rounds):
        for _side in range(2):
            expected = both * seen_a * seen_b.T
            need = 1 / np.maximum(expected.sum(axis=1), TINY)[:, None] + 1 / np.maximum(expected.sum(axis=0), TINY)
            seen_a = 0.5 * seen_a + 0.5 * _attention(both * seen_b.T * need)
            both, seen_a, seen_b = both.T, seen_b, seen_a
    scores = np.full(chances.shape, -np.inf)
    scores[:half, half:], scores[half:, :half] = seen_a, seen_b
    return scores


def _attention(scores: np.ndarray) -> np.ndarray:
    """How likely each place of the list by these scores is looked at."""
    ranks = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
    return 1 / np.log2(ranks + 2)
