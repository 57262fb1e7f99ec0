"""`qurultai import | export | template | plan`: what is printed, what is written, how it ends."""

import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import CommandError

from qurultai.calendar.testing import NINE
from qurultai.kit.access import SYSTEM
from qurultai.programme import public as programme
from qurultai.programme.formats.testing import generated
from qurultai.programme.management.asking import language_of
from qurultai.programme.models import Session, Version
from qurultai.programme.testing import a_session, a_venue, placed, published

pytestmark = pytest.mark.django_db


def run(*words, **more):
    out = StringIO()
    call_command(*words, stdout=out, **more)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "schedule.json"
    path.write_bytes(programme.write_json(generated(talks=5, rooms=2, days=1), "en"))
    return path


@pytest.mark.parametrize(("lang", "language"), [("kk_KZ.UTF-8", "kk"), ("ru_RU", "ru"), ("C", "en"), ("de_DE", "en")])
def test_the_readers_language_is_that_of_the_environment(monkeypatch, lang, language):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", lang)
    assert (language_of(None), language_of("ru")) == (language, "ru")


def test_a_file_is_read_and_the_same_again_changes_nothing(file):
    first = run("import", str(file), language="en")
    again = run("import", str(file), language="en")
    assert (Session.objects.count(), again) == (5, "space-days-2027: nothing has changed.\n")
    assert first.splitlines()[:2] == ["space-days-2027, a new edition:", "  sessions: 5 added, 0 changed"]


def test_a_dry_run_writes_nothing(file):
    said = run("import", str(file), "--dry-run", language="en")
    assert (Session.objects.count(), said.splitlines()[0]) == (0, "Nothing is written: this is only what would change.")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nothing was read."), ("ru", "Ничего не прочитано."), ("kk", "Ештеңе оқылмады.")],
)
def test_a_broken_file_is_told_in_the_readers_language(tmp_path, language, words):
    broken = tmp_path / "schedule.json"
    broken.write_text('{"schedule": ')
    with pytest.raises(CommandError) as no:
        run("import", str(broken), language=language)
    assert (str(no.value).splitlines()[0], no.value.returncode) == (words, 1)


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        run("import", str(tmp_path / "none.xml"), language="en")
    with pytest.raises(CommandError, match="is a folder"):
        run("import", str(tmp_path), language="en")


def test_a_file_above_the_limit_is_told_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", None)
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(101 * 2**20)
    with pytest.raises(CommandError, match="at most 100 MB"):
        run("import", str(large), language="en")


def test_a_zone_that_there_is_not_is_told(file):
    with pytest.raises(CommandError, match="no time zone"):
        run("import", str(file), zone="Mars/Base", language="en")


@pytest.mark.parametrize(
    ("command", "words"),
    [("import", "Что нужно"), ("export", "опубликованную версию"), ("template", "Записать таблицу")],
)
def test_the_help_is_in_the_readers_language_and_about_nothing_else(monkeypatch, capsys, command, words):
    monkeypatch.setattr(sys, "argv", ["qurultai", command, "--help", "--language=ru"])
    with pytest.raises(SystemExit):
        execute_from_command_line(sys.argv)
    said = capsys.readouterr().out
    assert (words in said, "--pythonpath" in said) == (True, False)


def test_a_refusal_at_the_command_line_is_only_its_sentence(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "argv", ["qurultai", "import", str(tmp_path / "none.xml"), "--language", "en"])
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(sys.argv)
    assert (end.value.code, capsys.readouterr().err.splitlines()[-1]) == (
        1,
        f"There is no file {tmp_path / 'none.xml'}.",
    )


def test_the_template_is_never_written_over_a_file(tmp_path):
    filled = tmp_path / "programme.xlsx"
    filled.write_text("weeks of work")
    with pytest.raises(CommandError, match="already"):
        run("template", out=filled, language="en")
    assert filled.read_text() == "weeks of work"


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    placed(a_venue())
    for out, words in ((tmp_path, "is a folder"), (tmp_path / "none" / "x", "There is no folder")):
        with pytest.raises(CommandError, match=words):
            run("export", "xml", out=out, language="en")


def test_an_unknown_edition_is_told_with_those_there_are():
    a_venue()
    with pytest.raises(CommandError, match="There are: test"):
        run("export", "xml", edition="nope", language="en")


@pytest.mark.parametrize("kind", sorted(programme.FORMATS))
def test_a_programme_is_written_in_every_format(tmp_path, kind):
    placed(a_venue())
    out = tmp_path / "file"
    run("export", kind, out=out, language="en")
    assert out.stat().st_size > 100


def test_the_published_version_is_written_unless_the_draft_is_asked_for(tmp_path):
    venue = a_venue()
    session = placed(venue)
    published(venue)
    programme.place_session(session, NINE.replace(hour=8), venue.hall, by=SYSTEM)
    starts = []
    for more in ({}, {"draft": True}, {"number": 1}):
        run("export", "json", out=tmp_path / "x.json", language="en", **more)
        starts.append(programme.read("x.json", (tmp_path / "x.json").read_bytes()).items[0].starts_at)
    assert starts == [NINE, NINE.replace(hour=8), NINE]
    with pytest.raises(CommandError, match="no version 7"):
        run("export", "json", number=7, language="en")


def test_the_template_is_read_back(tmp_path):
    run("template", out=tmp_path / "t.xlsx", language="ru")
    assert len(programme.read("t.xlsx", (tmp_path / "t.xlsx").read_bytes()).items) > 0


def test_a_plan_is_made_and_accepted(tmp_path):
    venue = a_venue()
    session = a_session(venue)
    said = run("plan", "programme", "--accept", seconds=2, out=tmp_path / "plan.json", language="en")
    session.refresh_from_db()
    assert (session.booking is not None, said.splitlines()[-1]) == (True, "The plan is accepted.")
    assert (tmp_path / "plan.json").stat().st_size > 0


def test_contradictions_end_with_their_own_status():
    venue = a_venue()
    for title in ("One", "Two"):
        session = a_session(venue, title)
        programme.place_session(session, NINE, venue.hall, by=SYSTEM, on_clash="soft")
        programme.change_session(session, {"fixed": True}, by=SYSTEM)
    with pytest.raises(CommandError) as no:
        run("plan", "programme", seconds=2, language="en")
    assert (no.value.returncode, Version.objects.count()) == (3, 0)
