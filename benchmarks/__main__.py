"""Runs every benchmark, each with the command that gives it alone: `python -m benchmarks [NAME…]`."""

import subprocess
import sys

COMMANDS = {
    "public_pages": ["-m", "benchmarks.public_pages"],
    "agenda": ["-m", "benchmarks.agenda"],
    "formats": ["-m", "benchmarks.formats"],
    "search": ["-m", "benchmarks.search"],
    "timetable": ["-m", "benchmarks.timetable", "--seconds", "60", "--seeds", "1", "2", "3"],
    "timetable_repairs": ["-m", "benchmarks.timetable_repairs"],
    "meetings": ["-m", "benchmarks.meetings", "--seeds", "1", "2", "3", "4", "5"],
    "tracks": ["-m", "benchmarks.tracks", "--only", "repairs", "--seeds", "1", "2", "3"],
    "tracks_plans": ["-m", "benchmarks.tracks", "--only", "plans", "--plans", "60", "--seeds", "1", "2", "3", "4", "5"],
    "b2b": ["-m", "benchmarks.b2b", "--seeds", "1", "2", "3", "4", "5"],
    "matching": ["-m", "benchmarks.matching", "--seconds", "60", "--seeds", "1", "2", "3"],
    "contradictions": ["-m", "benchmarks.contradictions", "--each", "60"],
    "recommend": ["-m", "benchmarks.recommend", "--half", "300", "--seeds", "1", "2", "3", "--scale", "5000"],
    "races": ["-m", "benchmarks.races", "--attempts", "20000"],
    "gates": ["-m", "benchmarks.gates", "--universes", "20000"],
    "registrations": ["-m", "benchmarks.registrations"],
    "scans": ["-m", "benchmarks.scans"],
    "scans_at_a_rate": ["-m", "benchmarks.scans", "--scans", "60000", "--queued", "0", "--rate", "100"],
    "badge_codes": ["-m", "benchmarks.badge_codes"],
    "badges": ["-m", "benchmarks.badges"],
    "badge_desk": ["-m", "benchmarks.badge_desk"],
    "sign_ups": ["-m", "benchmarks.sign_ups"],
    "sign_ups_at_a_rate": ["-m", "benchmarks.sign_ups", "--people", "2500", "--places", "2000", "--rate", "100"],
    "sign_ups_killed": ["-m", "benchmarks.sign_ups", "--kills", "3"],
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; exit status 1 when one of them failed."""
    failed = []
    for name, command in COMMANDS.items():
        if names and name not in names:
            continue
        print(f"\n== {name}: python {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, *command], check=False).returncode:
            failed.append(name)
    print(f"\nfailed: {', '.join(failed) or 'none'}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
