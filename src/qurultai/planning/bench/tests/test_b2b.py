"""The command reads the public form, answers in the checker's form and draws the plan."""

import json
from pathlib import Path

import pytest

from qurultai.planning.bench import main

TINY = {
    "name": "tiny",
    "participants": 4,
    "tables": 2,
    "slots": 4,
    "morning": 2,
    "meetings": [[0, 1, 3], [0, 2, 2], [2, 3, 1]],
    "forbidden": [[1], [], [], []],
    "fixed": [0, None, None],
    "before": [[], [], []],
}


def run(folder: Path, **changes) -> dict:
    """The command's answer to the tiny instance with these changes."""
    file = folder / "tiny.json"
    file.write_text(json.dumps(TINY | changes))
    assert main(["b2b", str(file), "--seconds", "60", "--out", str(folder / "out")]) == 0
    return json.loads((folder / "out" / "tiny.json").read_text())


def test_the_answer_is_in_the_checkers_form_with_its_proof(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    answer = run(tmp_path)
    assert answer["status"] == "optimal"
    assert answer["slots"][0] == 0
    assert answer["slots"][1] in (2, 3)
    assert answer["slots"][2] in (0, 1)
    assert answer["value"] == answer["bound"] == 1  # participant 0: in slot 0, away in 1, and again in the afternoon
    assert "tiny" in capsys.readouterr().out
    assert (tmp_path / "out" / "tiny.svg").read_text().count("<rect") == 1 + 4 * 4


def test_orders_and_tables_are_read(tmp_path: Path) -> None:
    late = run(tmp_path, before=[[], [2], []], fixed=[None, 2, None], meetings=[[0, 1, 3], [0, 2, 2], [2, 3, 3]])
    assert late["slots"][2] < 2
    alone = run(tmp_path, tables=1)
    assert len(set(alone["slots"])) == 3


def test_what_has_no_plan_is_said_to_have_none(tmp_path: Path) -> None:
    answer = run(tmp_path, fixed=[1, None, None])
    assert answer == answer | {"status": "infeasible", "slots": None, "value": None, "bound": None}
