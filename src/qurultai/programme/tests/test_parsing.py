"""Files from outside are parsed in a process with little memory and time."""

import pytest

from qurultai.kit import limited
from qurultai.kit.limited import TooCostly
from qurultai.programme import parsing
from qurultai.programme.formats.assumed import Assumed
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.problems import Unreadable
from qurultai.programme.formats.reading import read
from qurultai.programme.formats.testing import generated
from qurultai.programme.parsing import parse


def test_a_file_is_read_as_without_the_process():
    body, assumed = write_json(generated(talks=6, rooms=2, days=1), "en"), Assumed(zone="Asia/Almaty")
    assert parse("../../x.json", body, assumed) == read("x.json", body, assumed)


def test_problems_come_back_with_their_places():
    with pytest.raises(Unreadable) as no:
        parse("x.json", b'{"schedule": ')
    assert [problem.code for problem in no.value.problems] == ["broken_json"]


def test_too_large_is_said_before_anything_is_started(monkeypatch):
    monkeypatch.setattr(limited.subprocess, "run", None)
    with pytest.raises(Unreadable) as no:
        parse("x.json", b"[" * (100 * 1024 * 1024 + 1))
    assert [problem.code for problem in no.value.problems] == ["too_large"]


@pytest.mark.parametrize(("limit", "value"), [("MEMORY_BYTES", 64 * 1024 * 1024), ("CPU_SECONDS", 0)])
def test_a_limit_ends_the_parsing_and_not_the_server(monkeypatch, limit, value):
    source = f"import qurultai.programme.parsing as p; p.{limit} = {value}; import sys; p.main(*sys.argv[1:3])"
    real = limited.subprocess.run

    def cut(command, **more):
        return real([command[0], "-c", source, *command[3:]], **more)

    monkeypatch.setattr(limited.subprocess, "run", cut)
    with pytest.raises(TooCostly):
        parse("x.json", write_json(generated(), "en"))


def test_time_on_the_wall_is_limited_too(monkeypatch):
    monkeypatch.setattr(parsing, "WALL_SECONDS", 0.01)
    with pytest.raises(TooCostly):
        parse("x.json", b"{}")
