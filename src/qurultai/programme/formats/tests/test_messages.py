"""Every problem has a sentence, and every sentence is there in Kazakh and Russian."""

import re
from pathlib import Path

import polib
import pytest

from qurultai.programme.formats import messages, xml_faults
from qurultai.programme.formats.messages import SENTENCES, sentence
from qurultai.programme.formats.problems import Problem

FORMATS = Path(messages.__file__).parent
NOTED = re.compile(r'(?:refused|findings\.add|scope\.problem|Problem)\(\s*"([a-z_]+)"')
PASSED = re.compile(r'"((?:bad|unknown)_[a-z]+|all_day|[a-z]+_missing)"')
PLACES = [messages._AT_ROW, messages._AT_LINE, messages._AT_PLACE, messages._AT_PLACE_AND_LINE]


def catalogue(language: str) -> dict[str, str]:
    path = FORMATS.parent / "locale" / language / "LC_MESSAGES" / "django.po"
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete}


def test_exactly_the_codes_that_readers_use_have_a_sentence() -> None:
    sources = [
        path.read_text() for path in FORMATS.rglob("*.py") if path.name != "messages.py" and "tests" not in path.parts
    ]
    used = {code for text in sources for pattern in (NOTED, PASSED) for code in pattern.findall(text)}
    used |= {f"{name}_missing" for name in ("date", "start")} | set(xml_faults.CODES)
    assert used == set(SENTENCES)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_sentence_is_translated_with_the_same_parameters(language: str) -> None:
    translated = catalogue(language)
    for text in [*SENTENCES.values(), *PLACES]:
        found = translated.get(text, "")
        assert found not in ("", text), text
        assert sorted(re.findall(r"%\(\w+\)s", found)) == sorted(re.findall(r"%\(\w+\)s", text))


def test_a_sentence_says_where_it_is() -> None:
    assert sentence(Problem("title_missing", "Sessions", row=7)) == "Sessions, row 7: The title is missing."
    assert sentence(Problem("broken_xml", line=3, params={"column": 9})) == "Line 3: The XML is broken at column 9."
    assert sentence(Problem("too_large", params={"size": 101, "limit": 100})) == (
        "The file has 101 MB; at most 100 MB are read."
    )
