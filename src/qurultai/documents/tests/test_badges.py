"""Badges on paper: whatever the names are, everything is there, in its language, and the code can be read back."""

import datetime as dt
import random
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
import segno

from qurultai.documents import codes
from qurultai.documents.public import BADGE_SIZES, BadgeWords, PaperBadge, badges_pdf, qr_drawing
from qurultai.documents.tests.test_booklets import HOSTILE

AT = dt.datetime(2027, 8, 2, tzinfo=dt.UTC)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CODE = "QURULTAI2" * 17 + "ABCDEF"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils reads PDFs back")
WORDS = {
    "kk": BadgeWords("Ғарыш күндері", "13–14 қыркүйек", "Жоғалса, хабарлаңыз.", "Сурет", "Код"),
    "ru": BadgeWords("Дни космоса", "13–14 сентября", "Потеряли? Сообщите.", "Фото", "Код"),
    "en": BadgeWords("Space Days", "13–14 September", "Lost it? Tell us.", "Photo", "Code"),
}
LONGEST = (
    "Wolfeschlegelsteinhausenbergerdorff",
    "Александра-Константиновна Преображенская-Вознесенская",
    "Нұрсұлтан Әбішұлы Қожахметов",
    "Nguyễn Thị Phương Thảo",
    "José María de la Santísima Trinidad Fernández-Ordóñez y Borbón-Dos Sicilias",
    "Uvuvwevwevwe Onyetenyevwe Ugwemuhwem Osas",
    "Ὀδυσσεύς Παπαδιαμαντόπουλος",
    "Ё",
)


def badge(language: str = "en", name: str = "Aru Serik", **more) -> PaperBadge:
    plain = PaperBadge(
        language=language,
        names=(name, ""),
        organisation="Orbit Institute",
        country="Kazakhstan",
        category=("Speaker", "Спикер"),
        rgb="#0f766e",
        zones=((1, "Halls"), (5, "Press")),
        code=CODE,
        number="K7QX",
    )
    return replace(plain, **more)


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def bare(words: str) -> str:
    return re.sub(r"[\s\-\u200b\u2010]", "", words)


@needs_poppler
@pytest.mark.parametrize("size", BADGE_SIZES)
@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_names_stand_whole_on_one_page(size, name):
    pdf = badges_pdf([badge(name=name)], size, WORDS, AT)
    facts = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert re.search(r"Pages:\s+(\d+)", facts)[1] == "1"
    assert bare(text_of(pdf)).count(bare(name)) == 1


@needs_poppler
@pytest.mark.parametrize("name", LONGEST)
def test_no_letter_of_a_name_leaves_its_box(name):
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=badges_pdf([badge(name=name)], "a6", WORDS, AT),
        capture_output=True,
        check=True,
    )
    found = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<', done.stdout.decode())
    boxes = [[float(edge) / 72 * 25.4 for edge in edges] for *edges, word in found if bare(word) in bare(name)]
    outside = [box for box in boxes if box[0] < 7.9 or box[2] > 97.1 or box[1] < 22 or box[3] > 46]
    assert (bool(boxes), outside) == (True, [])


@needs_poppler
@pytest.mark.parametrize("language", WORDS)
def test_each_badge_speaks_its_own_language(language):
    pdf = badges_pdf([badge("ru"), badge(language)], "a6", WORDS, AT)
    pages = text_of(pdf).split("\f")
    assert [bare(WORDS[told].forum) in bare(page) for told, page in zip(("ru", language), pages, strict=False)] == [
        True
    ] * 2
    assert bare(WORDS[language].notice) in bare(pages[1])


@needs_poppler
@pytest.mark.parametrize("size", BADGE_SIZES)
def test_markup_in_names_is_printed_and_not_obeyed(size):
    read = bare(text_of(badges_pdf([badge(names=("Aru", HOSTILE[:90]), organisation=HOSTILE[:90])], size, WORDS, AT)))
    assert (bare('#include "/etc/passwd" $x^2$ @nobody *bold*') in read, "root:x:0" in read) == (True, False)


@pytest.mark.parametrize(("size", "wide", "high"), [("a6", 105, 148), ("cr80", 85.6, 54)])
def test_a_page_is_as_large_as_its_sheet(size, wide, high):
    pdf = badges_pdf([badge()], size, WORDS, AT)
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [round(float(side) / 72 * 25.4, 1) for side in box.groups()] == [wide, high]


def test_another_size_is_an_error():
    with pytest.raises(ValueError, match="not a size"):
        badges_pdf([badge()], "a4", WORDS, AT)


def test_many_codes_are_summed_and_are_the_codes_that_the_library_makes():
    rng = random.Random(4)
    signs = [LETTERS, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"]
    texts = ["".join(rng.choices(signs[number % 2], k=codes.CHARACTERS)) for number in range(20)]
    assert codes.qr_drawings(texts) == [qr_drawing(text) for text in texts]


def test_a_drawing_has_the_dark_modules_of_the_code_and_no_others():
    found = re.findall(r"M(\d+) (\d+)\.5h(\d+)", qr_drawing(CODE))
    dark = {(int(x) + step, int(y)) for x, y, length in found for step in range(int(length))}
    code = segno.make(CODE, version=7, error="m", boost_error=False, mode="alphanumeric", mask=3)
    assert dark == {(x, y) for y, line in enumerate(code.matrix) for x, module in enumerate(line) if module}


@pytest.mark.parametrize("text", [CODE[:-1], CODE + "A", CODE[:-1] + "a"])
def test_what_is_no_badges_code_is_refused_in_a_pile(text):
    with pytest.raises(ValueError, match=r".+"):
        codes.qr_drawings([text])
