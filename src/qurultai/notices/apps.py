"""Django's registration of the notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "qurultai.notices"
    label = "notices"
