"""Prices that keep everybody's exposure within bounds: nobody floods the lists, nobody starves.

A transfer in the sense of Shapley and Shubik, *The assignment game I*, International Journal of Game Theory 1 (1971):
to be shown costs those shown too often and is paid to those shown too rarely; each list is then its owner's best at
these prices. One after the other gets the price that puts that one on the right number of lists, as bidders do in the
auction algorithm (Bertsekas, Annals of Operations Research 14, 1988).
"""

import numpy as np

from .types import Settings

_HAIR = 1e-4
_DITHER = 0.1
_MIXES = np.uint64(1009)


def prices(pool: np.ndarray, scores: np.ndarray, settings: Settings) -> np.ndarray:
    """One price for each person, from everybody's candidates (-1: none) and their scores."""
    price = np.zeros(len(pool), np.float32)
    owners = np.arange(len(pool))[:, None]
    base = np.where(pool >= 0, worths(owners, pool, scores, price), -np.inf).astype(np.float32)
    mean = float(exposure(pool, scores, price, settings.length).mean())
    low, high = int(np.ceil(settings.least * mean)), max(1, int(settings.most * mean))
    order = np.argsort(pool, axis=None, kind="stable")
    edges = np.searchsorted(pool.ravel()[order], np.arange(len(pool) + 1))
    best, least = price.copy(), np.inf
    for turn in range(settings.rounds + 1):
        shown = exposure(pool, scores, price, settings.length)
        off = np.maximum(shown - high, 0) + np.maximum(low - shown, 0)
        if off.sum() < least:
            best, least = price.copy(), float(off.sum())
        if not least or turn == settings.rounds:
            break
        wrong = np.flatnonzero(off)
        for j in wrong[np.argsort(-shown[wrong], kind="stable")]:
            places = order[edges[j] : edges[j + 1]]
            if len(places):
                price[j] += _step(base, price, pool, places, (low, high, settings.length))
    return best


def _step(
    base: np.ndarray, price: np.ndarray, pool: np.ndarray, places: np.ndarray, limits: tuple[int, int, int]
) -> float:
    """By how much the price of whoever sits in these places must change to be on ``low`` to ``high`` lists."""
    low, high, length = limits
    rows, columns = np.divmod(places, pool.shape[1])
    worth = base[rows] - price[pool[rows]]
    own = worth[np.arange(len(rows)), columns].copy()
    worth[np.arange(len(rows)), columns] = -np.inf
    k = min(length, worth.shape[1]) - 1
    needed = -np.partition(-worth, k, axis=1)[:, k]
    margins = -np.sort(-np.where(np.isfinite(needed), own - needed, np.inf))
    shown = int((margins > 0).sum())
    if shown > high and np.isfinite(margins[high]):
        return float(margins[high]) + _HAIR
    if shown < min(low, len(margins)):
        return float(margins[min(low, len(margins)) - 1]) - _HAIR
    return 0.0


def exposure(pool: np.ndarray, scores: np.ndarray, price: np.ndarray, length: int) -> np.ndarray:
    """On how many lists each person is."""
    worth = np.where(pool >= 0, worths(np.arange(len(pool))[:, None], pool, scores, price), -np.inf)
    k = min(length, pool.shape[1])
    chosen = np.argpartition(-worth, k - 1, axis=1)[:, :k]
    ids = np.take_along_axis(pool, chosen, axis=1)
    ids = ids[np.isfinite(np.take_along_axis(worth, chosen, axis=1))]
    return np.bincount(ids, minlength=len(pool)).astype(np.float32)


def worths(owner: np.ndarray, others: np.ndarray, scores: np.ndarray, price: np.ndarray) -> np.ndarray:
    """What candidates are worth to the owners of the lists at these prices; equals differ a little for each owner."""
    mixed = (owner.astype(np.uint64) * np.uint64(2654435761) + others.astype(np.uint64) * np.uint64(40503)) % _MIXES
    return scores - price[others] + (_DITHER / float(_MIXES)) * mixed.astype(np.float32)


def gini(exposures: np.ndarray) -> float:
    """How unequal exposures are: 0 when all are alike, near 1 when one has all (Gini 1912)."""
    ordered = np.sort(np.asarray(exposures, float))
    total = ordered.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * total))
