"""Django's registration of the calendar."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """The calendar."""

    name = "qurultai.calendar"
    label = "calendar"
