"""Somebody is found among many speakers: by the letters of the reader's alphabet, by a word, by any spelling."""

import pytest
from bs4 import BeautifulSoup

from qurultai.kit.journal.deliver import deliver_all
from qurultai.people.models import Person
from qurultai.programme.testing import placed, published
from qurultai.website.tests.conftest import forget

NAMES = {"Қайрат": "Qairat", "Кирилл": "Kirill", "Аңсар": "Ansar", "Édith": "", "Aino": "", "Ян": "Yan"}
LETTERS = {
    "kk": [("А", ["Аңсар"]), ("К", ["Кирилл"]), ("Қ", ["Қайрат"]), ("Я", ["Ян"]), ("A", ["Aino"]), ("E", ["Édith"])],
    "en": [("A", ["Aino", "Ansar"]), ("E", ["Édith"]), ("K", ["Kirill"]), ("Q", ["Qairat"]), ("Y", ["Yan"])],
}


@pytest.fixture
def speakers(venue):
    people = [Person.objects.create(name=name, latin_name=latin) for name, latin in NAMES.items()]
    placed(venue, "Orbits", *people)
    published(venue)
    deliver_all()
    forget()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_they_stand_under_their_letters_and_a_strip_leads_to_each(client, speakers, language):
    page = BeautifulSoup(client.get(f"/{language}/speakers/").content, "html.parser")
    parts = page.select("[data-sift-part]")
    shown = [(part.h2.get_text(), [link.get_text() for link in part.select("li a")]) for part in parts]
    assert shown == LETTERS[language]
    strip = [link["href"].removeprefix("#") for link in page.select(".letters a")]
    assert strip == [part.h2["id"] for part in parts]


def test_other_spellings_are_there_to_be_looked_for_and_without_scripts_the_form_searches_the_site(client, speakers):
    page = BeautifulSoup(client.get("/kk/speakers/").content, "html.parser")
    assert [place["data-also"] for place in page.select("[data-also]")] == ["Ansar", "Kirill", "Qairat", "Yan"]
    assert (page.select_one("form.sift")["action"], page.select_one("form.sift input")["name"]) == ("/kk/search/", "q")
