"""Generated cases are solved by their own engines, written in plain JSON, recounted and drawn."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qurultai.planning.bench import main, scale
from qurultai.planning.bench.cases import matching, meetings, timetables
from qurultai.planning.bench.schedule import Box, _axis
from qurultai.planning.matching import bilaterals, couples, interviews
from qurultai.planning.meetings import Place, check

RECT = "{http://www.w3.org/2000/svg}rect"


def answer(folder: Path, name: str, seconds: int = 5, seed: int = 3) -> dict:
    """What the command writes about one case."""
    order = ["scale", "--cases", name, "--seconds", str(seconds), "--seed", str(seed), "--out", str(folder)]
    assert main(order) == 0
    return json.loads((folder / f"{name}.json").read_text())


def boxes(folder: Path, name: str) -> int:
    """How many boxes at places of their own the picture holds beside its ground."""
    found = ElementTree.parse(folder / f"{name}.svg").getroot().findall(RECT)
    return len({(box.get("x"), box.get("y")) for box in found}) - 1


def test_bilaterals(tmp_path: Path) -> None:
    made = answer(tmp_path, "bilaterals-60")
    assert made["status"] in ("optimal", "feasible")
    assert made["bound"] <= made["value"]
    assert boxes(tmp_path, "bilaterals-60") == len(made["plan"])
    problem = matching.PROTOCOLS["bilaterals 60"](3)
    plan = {
        i: bilaterals.Meeting(bilaterals.Span(**m["slot"]), m["room"], m["interpreter"], tuple(m["heads"]))
        for i, m in made["plan"].items()
    }
    verdict = bilaterals.check(problem, plan)
    assert (verdict.violations, verdict.value) == ((), made["value"])


def test_interviews(tmp_path: Path) -> None:
    made = answer(tmp_path, "fair-200-x-20")
    plan = {(m["student"], m["recruiter"]): m["start"] for m in made["plan"]}
    verdict = interviews.check(matching.FAIRS["fair 200 x 20"](3), plan)
    assert (verdict.violations, verdict.value) == ((), made["value"])
    assert boxes(tmp_path, "fair-200-x-20") == len({(m["recruiter"], m["start"]) for m in made["plan"]})


def test_people_in_groups(tmp_path: Path) -> None:
    made = answer(tmp_path, "couples-100-30", 8)
    verdict = couples.check(matching.CROWDS["couples 100 + 30"](3), made["plan"])
    assert (verdict.violations, verdict.value) == ((), made["value"])
    assert boxes(tmp_path, "couples-100-30") == len(made["plan"])


def test_a_forum_of_meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = meetings.Size(60, 150, 8, 20, 5)
    one = scale._Scale("hall", scale.meetings, small.problem, scale.meetings_picture)
    monkeypatch.setitem(scale.CASES, "meetings-hall", lambda seed: scale._case(one, seed))
    made = answer(tmp_path, "meetings-hall")
    verdict = check(small.problem(3), {i: Place(**at) for i, at in made["plan"].items()})
    assert (verdict.violations, verdict.value) == ((), made["value"])
    assert boxes(tmp_path, "meetings-hall") == 60 * 8


def test_a_timetable_of_talks(tmp_path: Path) -> None:
    made = answer(tmp_path, "timetable-demo-70", 6)
    assert set(made["plan"]["s010"]) == {"start", "room"}
    assert boxes(tmp_path, "timetable-demo-70") == len(made["plan"]) == 70


def test_every_size_is_named_once_and_needs_its_own_time() -> None:
    assert {"timetable-large-320", "meetings-hall", "meetings-large", "fair-1000-x-70", "bilaterals-150"} <= set(
        scale.CASES
    )
    assert [scale.CASES[name](1).seconds for name in ("meetings-hall", "bilaterals-60")] == [20, 60]


def test_the_same_seed_gives_the_same_problem() -> None:
    makers: list[Callable[[int], object]] = [timetables.FORUMS["demo-70"], meetings.SIZES["hall"].problem]
    for make in (*makers, *matching.PROTOCOLS.values()):
        assert make(1) == make(1) != make(2)


def test_a_night_is_drawn_as_half_an_hour() -> None:
    at, long = _axis([Box("r", 2000, 2060, ""), Box("r", 540, 600, ""), Box("r", 700, 720, "")])
    assert [at(minute) for minute in (540, 720, 2000, 2060)] == [30, 210, 240, 300]
    assert long == 300
