"""Django's registration of the components and layouts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, layouts and static files; no tables."""

    name = "qurultai.kit.ui"
    label = "ui"
