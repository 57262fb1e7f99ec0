"""A run tells of every file, good or bad, in one table; its exit status says whether all is decided."""

import io
import json
from pathlib import Path

import pytest

from qurultai.planning.bench import b2b, main, table
from qurultai.planning.bench.case import Case, WrongPlanError, solved
from qurultai.planning.bench.progress import Progress
from qurultai.planning.common import Budget

from .test_b2b import TINY


def run(folder: Path, *more: str, **files: str) -> int:
    """The command over these files, in this order."""
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text)
    paths = [str(folder / f"{name}.json") for name in files]
    return main(["b2b", *paths, "--seconds", "20", "--out", str(folder / "out"), *more])


def cells(folder: Path) -> dict[str, list[str]]:
    """The rows of the table, by the case's name."""
    lines = (folder / "out" / "table.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert tuple(rows[0]) == table.COLUMNS
    return {row[0]: row[1:] for row in rows[2:]}


def test_a_bad_file_is_told_and_ends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    fine, short = json.dumps(TINY), json.dumps({k: v for k, v in TINY.items() if k != "tables"})
    assert run(tmp_path, torn="{", short=short, list="[]", fine=fine) == 1
    rows = cells(tmp_path)
    assert [rows[name][5] for name in ("torn", "short", "list", "fine")] == ["error"] * 3 + ["optimal"]
    assert rows["torn"] == ["–"] * 5 + ["error"] + ["–"] * 2
    told = capsys.readouterr().err
    assert "'tables' is missing" in told
    assert "give a file of this family" in told
    assert not (tmp_path / "out" / "torn.json").exists()
    assert (tmp_path / "out" / "fine.json").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["b2b", str(tmp_path / "gone.json"), "--out", str(tmp_path / "out")]) == 1
    assert "gone.json: not read as b2b (No such file or directory)" in capsys.readouterr().err


def test_proven_infeasible_is_an_answer(tmp_path: Path) -> None:
    assert run(tmp_path, none=json.dumps(TINY | {"fixed": [1, None, None]})) == 0
    assert cells(tmp_path)["none"][3:6] == ["–", "–", "infeasible"]


def test_unknown_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(b2b, "plan", lambda *_: b2b.Plan("unknown"))
    assert run(tmp_path, hard=json.dumps(TINY)) == 1
    assert cells(tmp_path)["hard"][3:6] == ["–", "0", "unknown"]
    assert json.loads((tmp_path / "out" / "hard.json").read_text())["slots"] is None


def test_what_others_say_stands_beside_it(tmp_path: Path) -> None:
    known = {"one": {"optimum": 7, "seconds_in_a_quick_trial": 1.5}, "two": {"optimum": None, "status": "infeasible"}}
    (tmp_path / "known").write_text(json.dumps(known))
    run(tmp_path, "--known", str(tmp_path / "known"), one=json.dumps(TINY), two=json.dumps(TINY))
    rows = cells(tmp_path)
    assert [rows[name][:4] for name in ("one", "two")] == [["7", "in 1.5 s", "–", "1"], ["infeasible", "–", "–", "1"]]


@pytest.mark.parametrize("text", ["{", "[]", '{"one": 3}', '{"one": {"best": 3}}'])
def test_known_values_that_cannot_be_read_are_told_before_the_work(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "known").write_text(text)
    with pytest.raises(SystemExit):
        run(tmp_path, "--known", str(tmp_path / "known"), one=json.dumps(TINY))
    assert "give a JSON file with an object for each case" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["", "."])
def test_answers_never_overwrite_the_files(tmp_path: Path, out: str) -> None:
    file = tmp_path / "tiny.json"
    file.write_text("kept")
    with pytest.raises(SystemExit):
        main(["b2b", str(file), "--out", str(tmp_path / out)])
    assert file.read_text() == "kept"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(tmp_path, one=json.dumps(TINY)) == 1
    assert "name a folder that can be made" in capsys.readouterr().err


def test_no_seconds_are_not_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def idle(_: object, budget: Budget, *__: object) -> b2b.Plan:
        given.append(budget.seconds)
        return b2b.Plan("unknown")

    monkeypatch.setattr(b2b, "plan", idle)
    run(tmp_path, "--seconds", "0", one=json.dumps(TINY))
    main(["b2b", str(tmp_path / "one.json"), "--out", str(tmp_path / "out")])
    assert given == [0, 60]


def test_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["b2b", str(tmp_path / "a" / "x.json"), str(tmp_path / "b" / "x.json"), "--out", str(tmp_path / "out")])


def test_a_plan_that_its_recount_contradicts_is_not_written() -> None:
    case = Case(lambda *_: b2b.Plan("feasible", value=3), lambda _: (0, 4), lambda _: {}, lambda _: "")
    with pytest.raises(WrongPlanError, match="counts 4 where 3"):
        solved(case, 1, 0)


def test_long_values_are_shown_by_their_size() -> None:
    assert "| 1.00e+400 |".replace(" ", "") in table.row({"ours": 10**400}).replace(" ", "")


def test_a_terminal_sees_one_line_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stderr", screen := Terminal())
    progress = Progress("tiny", 60)
    progress(None, 0, 0.4)
    progress(12, 7, 5.2)
    progress.over()
    assert screen.getvalue().split("\r\x1b[K")[1:] == [
        "tiny, of 60 s: no plan yet, bound 0, 0 s", "tiny, of 60 s: best 12, bound 7, 5 s", "",
    ]  # fmt: skip
    monkeypatch.setattr("sys.stderr", file := io.StringIO())
    Progress("tiny", 60)(12, 7, 5.2)
    assert file.getvalue() == ""
