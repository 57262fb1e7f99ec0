"""I4 in simulated forums: `python -m benchmarks.gates [--universes 20000] [--first 0] [--json FILE]`.

Runs universes by seed, checks rules (a) to (e) after each, then shows at which seed each mutant is found. Prints
universes, scans, incidents by kind, violations (must be 0) and universes a CPU-second; exit status 1 when a rule was
broken or a mutant not found.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.gates_mutants import MUTANTS
from benchmarks.gates_oracle import violations
from benchmarks.gates_universe import Universe

MOST_SHOWN = 20
MUTANT_SEEDS = 1000


def found_at(mutant: type[Universe], seeds: int) -> tuple[int, str] | None:
    """The first seed in whose universe the mutant breaks a rule, and the rule; None when there is none."""
    for seed in range(seeds):
        if broken := violations(mutant(seed).run()):
            return seed, broken[0]
    return None


def run(first: int, universes: int) -> dict:
    """What so many universes showed; broken rules are printed with their seed."""
    counts: Counter[str] = Counter()
    started = time.process_time()
    for seed in range(first, first + universes):
        universe = Universe(seed).run()
        for broken in violations(universe):
            counts["violations"] += 1
            if counts["violations"] <= MOST_SHOWN:
                print(f"seed {seed}: {broken}")
        counts["scans"] += len(universe.truth)
        counts.update(incident.kind for incident in universe.server.merge.outcome(universe.now).incidents)
    seconds = time.process_time() - started
    return {"universes": universes, "violations": 0, **counts, "a_cpu_second": round(universes / seconds)}


def main() -> int:
    """Run, print, and fail when anything is broken or a mutant lives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--universes", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    row = run(given.first, given.universes)
    print(" ".join(f"{name} {count}" for name, count in row.items()))
    found = {mutant.__name__: found_at(mutant, MUTANT_SEEDS) for mutant in MUTANTS}
    for name, at in found.items():
        print(f"mutant {name}: " + (f"seed {at[0]}: {at[1]}" if at else "NOT FOUND"))
    if given.json:
        given.json.write_text(json.dumps(row | {"mutants": found}, indent=1))
    return int(row["violations"] > 0 or None in found.values())


if __name__ == "__main__":
    sys.exit(main())
