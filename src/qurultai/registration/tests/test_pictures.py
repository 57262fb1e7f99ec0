"""I10: photographs are decoded apart, written anew, and what is none is refused with one clear sentence."""

import io

import pytest
from PIL import Image

from qurultai.registration import pictures
from qurultai.registration.actions.files import FileRefused, kept_form, plain_name
from qurultai.registration.tests.pictures import jpeg, jpeg_that_says, png, png_bomb

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def test_a_photograph_is_kept_upright_small_and_without_metadata():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "CNRY-home-address"
    kept = pictures.photograph(jpeg(2000, 1500, exif=exif))
    picture = Image.open(io.BytesIO(kept))
    assert (picture.size, dict(picture.getexif()), b"CNRY" in kept) == ((900, 1200), {}, False)


def test_what_is_hidden_behind_a_photograph_is_not_kept():
    kept = pictures.photograph(jpeg() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (png(), "not_jpeg"),
        (SVG, "not_jpeg"),
        (b"", "not_jpeg"),
        (b"GIF89a" + SVG, "not_jpeg"),
        (jpeg(479, 800), "small"),
        (jpeg(800, 639), "small"),
        (jpeg()[:200], "broken"),
        (b"\xff\xd8\xff" + b"\0" * 5000, "broken"),
        (jpeg_that_says(60_000, 60_000), "large"),
        (b"\xff\xd8\xff" + b"x" * (10 * 1024 * 1024), "large"),
    ],
)
def test_what_is_no_photograph_is_refused_and_says_why(body, why):
    with pytest.raises(FileRefused) as refused:
        kept_form("photo", body)
    assert refused.value.places == {"why": why}


def test_480_by_640_is_enough():
    assert Image.open(io.BytesIO(pictures.photograph(jpeg(480, 640)))).size == (480, 640)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"%PDF-1.7", "application/pdf"), (png(), "image/png"), (jpeg(), "image/jpeg")],
)
def test_papers_are_known_by_how_they_begin(body, kind):
    assert kept_form("file", body) == (body, kind)


@pytest.mark.parametrize("body", [SVG, b"<html><script>", b"MZ\x90", b"PK\x03\x04", b""])
def test_other_files_are_refused(body):
    with pytest.raises(FileRefused):
        kept_form("file", body)


def test_a_bomb_that_nobody_opens_is_only_a_file():
    body = png_bomb()
    assert kept_form("file", body) == (body, "image/png")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\secret\\letter.pdf", "letter.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\0\n.pdf", "pdf"),
        ("..", "file"),
        ("", "file"),
        ('x"y<z>.pdf', "xyz.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 116 + ".pdf"),
    ],
)
def test_names_of_files_lead_nowhere(name, plain):
    assert plain_name(name) == plain
