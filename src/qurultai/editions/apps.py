"""Django's registration of editions."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Editions."""

    name = "qurultai.editions"
    label = "editions"
