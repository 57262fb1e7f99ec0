"""Booklets: three forms in three languages, tagged, in our font, and deaf to markup in what people write."""

import datetime as dt
import shutil
import subprocess
from dataclasses import replace

import pytest
import typst

from qurultai.documents.public import FORMS, Booklet, PaperDay, PaperSession, PaperWords, booklet_pdf

AT = dt.datetime(2027, 8, 2, tzinfo=dt.UTC)
HOSTILE = (
    '#include "/etc/passwd" $x^2$ @nobody *bold* _soft_ \\u{41} <label> #sys.inputs `raw` // = - + [x] "q" #panic()'
)
WORDS = PaperWords("Мазмұны", "Бағдарлама", "Спикерлер", "Мақсаты", "Сұрақтар", "1-нұсқа", "")


needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils reads PDFs back")


def session(title: str = "Ғарыш: Ә Ғ Қ Ң Ө Ұ Ү Һ І ₸", **more) -> PaperSession:
    plain = PaperSession(
        "09:00–09:45", title, "Plenary", "Hall", ("Aru Serik",), "Orbit", "Kazakh", "Text", "Aim", ("Why?",)
    )
    return replace(plain, **more)


def booklet(*sessions: PaperSession, **more) -> Booklet:
    plain = Booklet(
        language="kk",
        title="Ғарыш күндері",
        subtitle="",
        dates="13–14 қыркүйек",
        city="Алматы",
        address="https://forum.example/kk/",
        days=(PaperDay("Дүйсенбі, 13 қыркүйек", "13 қыркүйек", sessions or (session(),)),),
        people=(("Aru Serik", "Orbit Institute"),),
        words=WORDS,
    )
    return replace(plain, **more)


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@needs_poppler
@pytest.mark.parametrize("form", FORMS)
def test_a_booklet_is_a_tagged_pdf_with_a_title_and_our_font(form):
    pdf = booklet_pdf(booklet(), form, AT)
    facts = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    fonts = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert [line for line in facts.splitlines() if line.startswith(("Title", "Tagged"))] == [
        "Title:           Ғарыш күндері – Бағдарлама",
        "Tagged:          yes",
    ]
    assert {line.split()[0].split("+")[-1].split("-")[0] for line in fonts.splitlines()[2:]} == {"GolosText"}


@needs_poppler
@pytest.mark.parametrize("form", FORMS)
def test_markup_in_peoples_words_is_printed_and_not_obeyed(form):
    fields = {"title": HOSTILE, "speakers": (HOSTILE,), "room": HOSTILE, "text": HOSTILE, "aim": HOSTILE}
    pdf = booklet_pdf(booklet(session(**fields), title=HOSTILE, people=((HOSTILE, HOSTILE),)), form, AT)
    squeezed = text_of(pdf).replace(" ", "").replace("-", "").replace("\u00ad", "")
    assert '#include"/etc/passwd"$x^2$@nobody*bold*_soft_' in squeezed
    assert "root:x:0" not in squeezed


def test_the_same_content_gives_the_same_bytes():
    assert booklet_pdf(booklet(), "pocket", AT) == booklet_pdf(booklet(), "pocket", AT)


def test_a_word_that_our_font_lacks_is_printed_all_the_same():
    assert booklet_pdf(booklet(session("emoji 🛰️ and 漢字")), "full", AT)[:5] == b"%PDF-"


def test_a_template_sees_no_file_but_templates(tmp_path):
    with pytest.raises(typst.TypstError):
        typst.compile(b'#read("/../README.md")', root=str(tmp_path))


def test_another_form_is_an_error():
    with pytest.raises(ValueError, match="not a form"):
        booklet_pdf(booklet(), "poster", AT)
