"""Choices by name that let other values stay."""

from django import forms
from django.utils import translation

from qurultai.kit.forms import CountryField, LanguageField, WithMore


class Guest(forms.Form):
    country = CountryField()
    language = LanguageField()


class Needs(WithMore, forms.Form):
    lists = {"equipment": ("Equipment", [("sound", "Sound system"), ("stage", "Stage")])}


def ticked(form, name):
    """The values that a field shows as chosen."""
    return [
        group[1][0]["value"]
        for group in form[name].field.widget.optgroups(name, form[name].value())
        if group[1][0]["selected"]
    ]


def test_a_country_is_chosen_by_its_name_in_the_readers_language():
    with translation.override("kk"):
        page = str(Guest()["country"])
    assert '<option value="KZ">Қазақстан</option>' in page
    assert page.index("Өзбекстан") < page.index("Ұлыбритания") < page.index("Филиппин")


def test_values_from_elsewhere_are_shown_and_may_stay():
    page = Guest(initial={"country": "QQ", "language": "tlh"})
    assert '<option value="QQ" selected>QQ</option>' in str(page["country"])
    assert 'value="tlh" selected>' in str(page["language"])
    sent = Guest({"country": "QQ", "language": "tlh"})
    assert sent.is_valid() and sent.cleaned_data == {"country": "QQ", "language": "tlh"}


def test_what_is_no_code_is_refused_and_still_shown():
    sent = Guest({"country": "kazakhstan", "language": "../"})
    assert set(sent.errors) == {"country", "language"}
    assert 'value="kazakhstan" selected' in str(sent["country"])


def test_nothing_is_a_choice_too():
    sent = Guest({"country": "", "language": ""})
    assert sent.is_valid() and sent.cleaned_data == {"country": "", "language": ""}


def test_what_is_ticked_and_what_is_typed_are_one_list_each_thing_once():
    sent = Needs({"equipment": ["sound"], "more_equipment": "a harp, sound ,, a drum"})
    assert sent.is_valid() and sent.cleaned_data == {"equipment": ["sound", "a harp", "a drum"]}
    assert ticked(Needs(initial={"equipment": ["a harp", "stage"]}), "equipment") == ["stage", "a harp"]
