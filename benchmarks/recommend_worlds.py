"""Invented people of two sides with latent offers, needs and popularity, of which they say only a part.

The truth is known: whom each would really want. What the methods see: the sayings, and a fifth of the wishes.
"""

from dataclasses import dataclass

import numpy as np

from qurultai.planning.recommend import Person, Saying, Topic

PAIRS = (("seller", "buyer"), ("investor", "project"), ("employer", "student"), ("launch", "payload"))
ROOTS, LEAVES = 8, 5
ENDINGS = {"en": ("", "s", "ing"), "ru": ("", "ами", "ов", "ах"), "kk": ("", "лар", "дың", "да")}
LETTERS = {"en": ("bdfgklmnprstv", "aeiou"), "ru": ("бвгдзклмнпрст", "аеиоу"), "kk": ("бгдзқлмнпрст", "аеоұы")}
WANTED, REVEALED, SAID = 0.10, 0.2, 0.75


@dataclass(frozen=True)
class World:
    """People of the first and the second side (``half`` each); wants and revealed are matrices over all people."""

    topics: tuple[Topic, ...]
    people: tuple[Person, ...]
    half: int
    wants: np.ndarray
    revealed: np.ndarray

    @property
    def hidden(self) -> np.ndarray:
        """Pairs that both want and the first has not yet said: what a list should hold."""
        return self.wants & self.wants.T & ~self.revealed


def world(seed: int, half: int, popularity: float = 1.0) -> World:
    """A world of twice ``half`` people."""
    dice = np.random.default_rng(seed)
    topics = [Topic(f"t{r}") for r in range(ROOTS)]
    topics += [Topic(f"t{r}.{n}", f"t{r}") for r in range(ROOTS) for n in range(LEAVES)]
    leaves = ROOTS * LEAVES
    words = {tongue: [_words(dice, tongue) for _ in range(leaves)] for tongue in ENDINGS}
    common = [_words(dice, tongue, 30) for tongue in ENDINGS]
    latent = np.zeros((2 * half, len(PAIRS), leaves))
    for n in range(2 * half):
        for kind in dice.choice(len(PAIRS), 1 + (dice.random() < 0.3), replace=False):
            for leaf in dice.choice(leaves, dice.integers(1, 4), replace=False):
                latent[n, kind, leaf] = dice.uniform(0.5, 1)
    fit = _fit(latent, half)
    liked = dice.normal(0, popularity, 2 * half)
    utility = 2.5 * fit + liked[None, :] + dice.normal(0, 0.7, fit.shape)
    utility[_same_side(half)] = -np.inf
    wants = np.zeros(fit.shape, bool)
    best = np.argsort(-utility, axis=1)[:, : max(2, int(WANTED * half))]
    np.put_along_axis(wants, best, True, axis=1)
    revealed = wants & (dice.random(fit.shape) < REVEALED)
    people = []
    for n in range(2 * half):
        says = tuple(_says(dice, latent[n], n >= half, words, common))
        people.append(Person(f"p{n}", says, frozenset(f"p{m}" for m in np.flatnonzero(revealed[n]))))
    return World(tuple(topics), tuple(people), half, wants, revealed)


def _same_side(half: int) -> np.ndarray:
    side = np.arange(2 * half) < half
    return side[:, None] == side[None, :]


def _fit(latent: np.ndarray, half: int) -> np.ndarray:
    leaves = latent.shape[2]
    near = np.eye(leaves) + 0.3 * (np.arange(leaves)[:, None] // LEAVES == np.arange(leaves)[None, :] // LEAVES)
    one = sum(latent[:half, k] @ near @ latent[half:, k].T for k in range(len(PAIRS)))
    fit = np.zeros((2 * half, 2 * half))
    fit[:half, half:], fit[half:, :half] = one, one.T  # type: ignore[union-attr]
    return fit


def _words(dice: np.random.Generator, tongue: str, count: int = 6) -> list[str]:
    hard, soft = (list(letters) for letters in LETTERS[tongue])

    def word() -> str:
        return "".join(dice.choice(hard) + dice.choice(soft) for _ in range(3)) + str(dice.choice(hard))

    return [word() for _ in range(count)]


def _says(dice: np.random.Generator, latent: np.ndarray, second: bool, words: dict, common: list):
    tongue = dice.choice(list(ENDINGS))
    for n, (kind, leaf) in enumerate(np.argwhere(latent > 0)):
        if n and dice.random() > SAID:
            continue
        chosen = [str(dice.choice(words[tongue][leaf])) for _ in range(4)]
        chosen += [str(dice.choice(common[list(ENDINGS).index(tongue)])) for _ in range(4)]
        text = " ".join(w + str(dice.choice(ENDINGS[tongue])) for w in chosen)
        topic = f"t{leaf // LEAVES}" + (f".{leaf % LEAVES}" if dice.random() < 0.7 else "")
        yield Saying(PAIRS[kind][second], topic if dice.random() < 0.8 else None, text, str(tongue))
