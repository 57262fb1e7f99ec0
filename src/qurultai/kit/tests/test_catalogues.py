"""The interface is complete in Kazakh and Russian, and says one thing for one string."""

from pathlib import Path

import polib

from qurultai.kit import catalogues


def test_every_string_is_translated_and_none_is_left_over():
    assert list(catalogues.problems()) == []


def test_packages_agree_on_strings_that_they_share():
    assert list(catalogues.disagreements()) == []


def test_two_packages_that_differ_are_named(tmp_path: Path, monkeypatch):
    for home, words in (("seats", "Места"), ("venue", "Площадки")):
        folder = tmp_path / home / "locale" / "ru" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.append(polib.POEntry(msgid="Places", msgstr=words))
        catalogue.append(polib.POEntry(msgid="Room", msgstr="Зал"))
        catalogue.save(str(folder / "django.po"))
        (tmp_path / home / "__init__.py").touch()
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    monkeypatch.setattr(catalogues, "LANGUAGES", ("ru",))
    assert list(catalogues.disagreements()) == ["ru: 'Places' differs: {'seats': 'Места', 'venue': 'Площадки'}"]


def test_words_given_to_a_filter_are_translated_too(tmp_path: Path):
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text('{% load i18n %}{{ device|default:_("Another program") }} {% translate "Sign out" %}')
    assert catalogues.messages_in(tmp_path) == {(None, "Another program", None), (None, "Sign out", None)}
