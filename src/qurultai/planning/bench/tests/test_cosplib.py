"""The command reads CoSPLib's form, answers in the checker's form and draws the programme."""

import json
from pathlib import Path

import pytest

from qurultai.planning.bench import main
from qurultai.planning.bench.cosplib import problem_of
from qurultai.planning.tracks import CONFLICTS, PARTS, PENALTIES, Cell, check

TINY = {
    "name": "tiny",
    "sessions": [{"slots": 2}, {"slots": 1}],
    "rooms": [{}, {}],
    "tracks": [{}, {}],
    "submissions": [
        {"track": 0, "slots": 2, "order": 0},
        {"track": 1, "slots": 1, "order": 2},
        {"track": 1, "slots": 1, "order": 1},
    ],
    "weights": dict.fromkeys(PARTS, 0) | {"submission_order": 5, "submission_session": 1, "track_room": 1},
    "penalties": {name: [] for name in PENALTIES} | {"submission_session": [[2, 0, 3]], "track_room": [[0, 0, 7]]},
    "conflicts": {name: [] for name in CONFLICTS},
}


def test_the_answer_is_in_the_checkers_form_with_its_proof(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(TINY))
    assert main(["cosplib", str(file), "--seconds", "20", "--out", str(tmp_path / "out")]) == 0
    answer = json.loads((tmp_path / "out" / "tiny.json").read_text())
    assert (answer["status"], answer["value"], answer["bound"], answer["parts"]) == (
        "optimal", 3, 3, {"submission_session": 3},
    )  # fmt: skip
    assert answer["grid"][0][1] == {"track": 0, "slots": [0, 0]}
    assert answer["grid"][0][0] == {"track": 1, "slots": [2, 1]}
    assert "tiny" in capsys.readouterr().out
    assert (tmp_path / "out" / "tiny.svg").read_text().count("<rect") == 1 + 2 * 2


def test_what_others_found_stands_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file, known = tmp_path / "tiny.json", tmp_path / "known.json"
    file.write_text(json.dumps(TINY))
    known.write_text(json.dumps({"source": "who says so", "tiny": {"published": None, "peer": 4711, "trial": 0}}))
    main(["cosplib", str(file), "--seconds", "20", "--out", str(tmp_path / "out"), "--known", str(known)])
    row = capsys.readouterr().out.splitlines()[-1]
    assert [cell.strip() for cell in row.split("|")[1:7]] == ["tiny", "–", "4711", "0", "3", "3"]


def test_every_part_is_counted_as_its_authors_do() -> None:
    given = TINY | {
        "weights": {part: 10**n for n, part in enumerate(PARTS)},
        "penalties": {
            "track_session": [[0, 0, 1]], "track_room": [[0, 1, 2]], "session_room": [[0, 0, 3]],
            "similar_tracks": [[0, 1, 4]], "submission_session": [[0, 0, 1]], "submission_timezone": [[0, 0, 2]],
            "submission_room": [[0, 1, 3]],
        },
        "conflicts": {"presenters": [[1, 0]], "attendees": [[0, 2]], "chairs": [[0, 1]]},
    }  # fmt: skip
    grid = ((Cell(1, (2, 1)), Cell(0, (0, 0))), (None, Cell(1, (None,))))
    broken, score = check(problem_of(given), grid)
    units = {part: value // 10 ** PARTS.index(part) for part, value in score.items()}
    assert broken == []
    assert units == {
        "track_session": 1, "track_room": 2, "session_room": 3, "similar_tracks": 4, "rooms_per_track": 1,
        "submission_timezone": 4, "submission_session": 2, "submission_room": 6, "presenters_same_session": 1,
        "attendees_same_session": 1, "chairs_same_session": 1, "presenters_same_slot": 1, "attendees_same_slot": 1,
    }  # fmt: skip
