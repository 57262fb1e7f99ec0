"""Choosing a person, an organisation or a session by writing: what is typed is looked up, with or without JavaScript.

The field takes a code, `Name · CODE` as the list of proposals writes it, or a name that only one has. When several
have it, the error names them and the input proposes them; what was typed stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST = 10
"""So many proposals at once; look-ups read one more to know that there are more."""
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its code, its name, and what tells it from its namesakes."""

    code: str
    name: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}{BETWEEN}{self.code}"


LookUp = Callable[[str], list[Choice]]
"""From what was typed to at most MOST + 1 choices that exist for whoever asks."""


class Combobox(forms.TextInput):
    """A text input that proposes what fits while one writes."""

    template_name = "ui/combobox.html"

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false"})
        self.url = ""
        self.options: list[Choice] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the address of the proposals, and those that an error left open."""
        context = super().get_context(name, value, attrs)
        if self.options:
            context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-options"
        return context | {"url": self.url, "options": self.options}


class ChosenField(forms.CharField):
    """What was chosen, as a Choice; None when nothing is asked for. `ask` before use."""

    widget = Combobox

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=300, **more)
        self.look_up: LookUp = lambda words: []

    def ask(self, url: str, look_up: LookUp) -> None:
        """Where proposals come from while one writes, and who knows what was meant in the end."""
        self.widget.url, self.look_up = url, look_up

    def prepare_value(self, value: Any) -> Any:
        """A choice as it is written."""
        return str(value) if isinstance(value, Choice) else value

    def clean(self, value: Any) -> Choice | None:
        """The one that is meant. Raises ValidationError when there is none or more than one."""
        words = super().clean(value)
        if not words:
            return None
        code = words.rsplit(BETWEEN.strip(), 1)[-1].strip()
        found = self.look_up(code)
        meant = [choice for choice in found if choice.code.upper() == code.upper()] or found
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise forms.ValidationError(_("Nothing is found. Try another spelling, a part of the name, or the code."))
        self.widget.options = meant[:MOST]
        names = "; ".join(str(choice) for choice in meant[:5])
        raise forms.ValidationError(
            _("Several fit: %(names)s. Choose one, or write more of it."), params={"names": names}
        )


def proposals(request: HttpRequest, look_up: LookUp) -> HttpResponse:
    """What fits the words in the address, as the options of a list box."""
    words = request.GET.get("q", "")[:200].replace("\0", "").strip()
    found = look_up(words) if words else []
    return render(request, "ui/choices.html", {"choices": found[:MOST], "more": len(found) > MOST})
