"""Mails of the sign-in, word for word, in three languages, as text and as HTML."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from qurultai.people.testing import a_person

SNAPSHOTS = Path(__file__).parent / "mails"
SUBJECT = {"kk": "Кіру кодыңыз", "ru": "Ваш код для входа", "en": "Your code to sign in"}
UNKNOWN = {"kk": "Сіз кіргіңіз келді", "ru": "Вы хотели войти", "en": "You asked to sign in"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_code_is_written_in_the_readers_language_whatever_the_page(forum, language):
    a_person(email="reader@example.org", language=language)
    Client().post("/en/sign-in/", {"email": "reader@example.org"})
    (letter,) = mail.outbox
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.M).group()
    expected = (SNAPSHOTS / f"login_code.{language}.txt").read_text().removesuffix("\n")
    assert (letter.subject, letter.body.replace(code, "CODE")) == (SUBJECT[language], expected)
    ((html, kind),) = letter.alternatives
    page = BeautifulSoup(html, "html.parser")
    assert (kind, page.html["lang"]) == ("text/html", language)
    words = [part.get_text() for part in page.select("p")]
    assert words == [part for part in letter.body.replace("-- \n", "").split("\n\n")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_unknown_address_is_written_to_in_the_language_of_the_page(forum, language):
    Client().post(f"/{language}/sign-in/", {"email": "nobody@example.org"})
    assert (mail.outbox[0].subject, mail.outbox[0].body.count("nobody@example.org")) == (UNKNOWN[language], 1)


def test_an_address_cannot_smuggle_markup_into_a_mail(forum):
    Client().post("/en/sign-in/", {"email": '"<b>evil</b>"@example.org'})
    assert [
        BeautifulSoup(html, "html.parser").select("b") for letter in mail.outbox for html, _kind in letter.alternatives
    ] == [[]]
