"""Django's registration of the programme."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The programme."""

    name = "qurultai.programme"
    label = "programme"
