"""Invented samples for the gallery: one of each thing that components show."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import pgettext_lazy

from qurultai.kit.text import Text
from qurultai.kit.ui.choosing import ChosenField
from qurultai.kit.ui.schedule import Item, Plan, laid_out

ZONE = ZoneInfo("Asia/Almaty")
DAY = dt.date(2027, 9, 9)
ROOMS = {
    "hall": Text(kk="Үлкен зал", ru="Большой зал", en="Great hall"),
    "baikonur": Text(kk="Байқоңыр залы", ru="Зал «Байконур»", en="Baikonur room"),
    "tulpar": Text(kk="Тұлпар залы", ru="Зал «Тулпар»", en="Tulpar room"),
    "studio": Text(kk="Студия", ru="Студия", en="Studio"),
}
TITLES = {
    "opening": Text(kk="Форумның ашылуы", ru="Открытие форума", en="Opening of the forum"),
    "data": Text(
        kk="Ғарыш деректері шаруаға қалай көмектеседі",
        ru="Как космические данные помогают фермеру",
        en="How data from space helps a farmer",
    ),
    "weather": Text(
        kk="Ғарыш ауа райы және инфрақұрылым",
        ru="Космическая погода и инфраструктура",
        en="Space weather and power lines",
    ),
    "cansat": Text(kk="CanSat: ұшыруға дайындық", ru="CanSat: подготовка к запуску", en="CanSat: ready for launch"),
    "lunch": Text(kk="Түскі ас", ru="Обед", en="Lunch"),
    "launch": Text(
        kk="Бәйтерек кешені: инвесторлармен дөңгелек үстел",
        ru="Комплекс «Байтерек»: круглый стол с инвесторами",
        en="The Baiterek complex: a round table with investors",
    ),
    "film": Text(kk="Деректі фильм көрсетілімі", ru="Показ документального фильма", en="A documentary, shown"),
}
SPECIMENS = (
    ("kk", "Әлемнің елу елінен келген қонақтар Алматыда кездеседі. Қатысу тегін: 0 ₸. ҒғҚқҢңӨөҰұҮүҺһІі"),
    ("ru", "Гости из пятидесяти стран встречаются в Алматы. Участие бесплатное: 0 ₸. Ёё № «кавычки»"),
    ("en", "Guests from fifty countries meet in Almaty. Taking part is free: 0 ₸. 09:30–10:45, 1,234.50"),
)
SPRITE = Path(__file__).parent / "static" / "qurultai" / "icons.svg"
ICONS = re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text("utf-8"))


def at(hour: int, minute: int = 0) -> dt.datetime:
    """A time of the sample day."""
    return dt.datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=ZONE)


def programme() -> Plan:
    """A day with a plenary for all, parallel sessions, a pause and every state."""
    words = {key: str(title) for key, title in TITLES.items()}
    rooms = {key: str(room) for key, room in ROOMS.items()}
    people = "Айгүл Сапарова, John Smith"
    items = (
        Item(words["opening"], at(9, 30), at(10, 15), url="#a", tone=1, state="past"),
        Item(words["data"], at(10, 30), at(11, 30), rooms["hall"], "#b", people, tone=0, state="now"),
        Item(words["weather"], at(10, 30), at(12), rooms["baikonur"], "#c", people, tone=2, state="clash"),
        Item(words["cansat"], at(10, 45), at(11, 15), rooms["tulpar"], "#d", tone=4),
        Item(words["film"], at(11, 20), at(12, 0), rooms["studio"], "#e", tone=5, state="off"),
        Item(words["lunch"], at(12), at(13), state="break"),
        Item(words["launch"], at(13), at(14, 30), rooms["hall"], "#f", people, tone=3),
        Item(words["weather"], at(13), at(13, 40), rooms["tulpar"], "#g", people, tone=6),
    )
    return laid_out(items, tuple(rooms.values()), ZONE)


def page() -> Page:
    """The fifth of twelve pages of a list."""
    return Paginator(range(240), 20).page(5)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=pgettext_lazy("gallery", "Name"),
        help_text=pgettext_lazy("gallery", "As you write it yourself, in any order and script."),
    )
    mail = forms.EmailField(label=pgettext_lazy("gallery", "E-mail"))
    country = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Country"), choices=[("kz", "Қазақстан"), ("tr", "Türkiye"), ("pl", "Polska")]
    )
    arrival = forms.DateField(
        label=pgettext_lazy("gallery", "Arrival"), required=False, widget=forms.DateInput({"type": "date"})
    )
    photo = forms.ImageField(
        label=pgettext_lazy("gallery", "Photograph"),
        required=False,
        help_text=pgettext_lazy("gallery", "JPEG, at least 480 × 640, face visible."),
    )
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("gallery", "Languages you speak"),
        choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
        widget=forms.CheckboxSelectMultiple,
    )
    host = ChosenField(
        label=pgettext_lazy("gallery", "Who receives you"),
        required=False,
        help_text=pgettext_lazy("gallery", "A name in any spelling; proposals come while you write."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("gallery", "You take part"),
        choices=[("room", pgettext_lazy("gallery", "In the hall")), ("line", pgettext_lazy("gallery", "Online"))],
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=pgettext_lazy("gallery", "About you"), required=False, widget=forms.Textarea({"rows": 3})
    )
    consent = forms.BooleanField(label=pgettext_lazy("gallery", "Show me in the list of participants"))
