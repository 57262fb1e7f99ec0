"""What every benchmark writes: the figures, with the machine, the versions and the time they were measured at."""

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def machine(*packages: str) -> dict:
    """Where and with what it was measured."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": [round(x, 1) for x in os.getloadavg()],
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
    }


def table(columns: tuple[str, ...], rows: list[dict]) -> str:
    """The rows as lines of text."""
    lines = [columns, *(tuple(str(row.get(c, "")) for c in columns) for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in lines)


def read(out: Path) -> dict:
    """The figures measured before, if any."""
    return json.loads(out.read_text()) if out.exists() else {}


def replaced(old: list[dict], new: list[dict], keys: tuple[str, ...]) -> list[dict]:
    """The old rows with the new ones, which take the place of those that have the same keys."""
    rows = {tuple(row[key] for key in keys): row for row in [*old, *new]}
    return [rows[key] for key in sorted(rows)]


def write(out: Path, figures: dict) -> None:
    """The figures as a file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
