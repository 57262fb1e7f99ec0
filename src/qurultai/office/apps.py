"""Django's registration of the office."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Office."""

    name = "qurultai.office"
    label = "office"
