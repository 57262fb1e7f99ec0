"""Django's registration of what happens on site."""

from django.apps import AppConfig


class OnsiteConfig(AppConfig):
    """Gates, devices, scans."""

    name = "qurultai.onsite"
    label = "onsite"
