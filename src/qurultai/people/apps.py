"""Django's registration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "qurultai.people"
    label = "people"
