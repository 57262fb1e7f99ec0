"""Choosing by writing: a code, a proposal, a name that only one has; nothing else is guessed."""

import pytest
from bs4 import BeautifulSoup
from django import forms

from qurultai.kit.ui.choosing import MOST, Choice, ChosenField

ARU, ARUZHAN = Choice("AB2345", "Ару Омарова", "KZ"), Choice("CD2345", "Аружан Омарова")
ALL = [ARU, ARUZHAN]


def look_up(words):
    return [one for one in ALL if words.casefold() in one.name.casefold() or words.upper() == one.code]


class Form(forms.Form):
    who = ChosenField()

    def __init__(self, *args, ask=look_up):
        super().__init__(*args)
        self.fields["who"].ask("/en/office/people/choices/", ask)


@pytest.mark.parametrize("typed", ["AB2345", " ab2345 ", "Ару Омарова · AB2345", "Another name · AB2345"])
def test_a_code_or_a_proposal_is_the_one_meant(typed):
    form = Form({"who": typed})
    assert (form.is_valid(), form.cleaned_data["who"]) == (True, ARU)


def test_a_name_that_only_one_has_is_enough():
    form = Form({"who": "аружан"})
    assert (form.is_valid(), form.cleaned_data["who"]) == (True, ARUZHAN)


def test_several_are_named_and_proposed_and_what_was_typed_stays():
    form = Form({"who": "омарова"})
    assert form.errors["who"] == [
        "Several fit: Ару Омарова · AB2345; Аружан Омарова · CD2345. Choose one, or write more of it."
    ]
    page = BeautifulSoup(str(form["who"]), "html.parser")
    field = page.find("input")
    assert (field["value"], field["list"], field["aria-invalid"]) == ("омарова", "id_who-options", "true")
    assert [one["value"] for one in page.select("#id_who-options option")] == [str(ARU), str(ARUZHAN)]
    assert page.select_one("[data-combobox]")["data-combobox"] == "/en/office/people/choices/"


def test_nobody_is_an_error_and_nothing_is_proposed():
    form = Form({"who": "нет такой"})
    assert list(form.errors) == ["who"]
    assert "datalist" not in str(form["who"])


def test_never_more_are_proposed_than_one_can_look_through():
    form = Form({"who": "x"}, ask=lambda words: [Choice(f"X{n}", "x") for n in range(50)])
    assert str(form["who"]).count("<option") == MOST


def test_proposals_of_one_form_are_not_those_of_the_next():
    Form({"who": "омарова"}).is_valid()
    assert "datalist" not in str(Form()["who"])
