"""Django's registration of the demonstration: its command."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration."""

    name = "qurultai.demo"
    label = "demo"
