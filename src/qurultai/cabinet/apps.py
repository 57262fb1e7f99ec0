"""Django's registration of the cabinet."""

from django.apps import AppConfig


class CabinetConfig(AppConfig):
    """Cabinet."""

    name = "qurultai.cabinet"
    label = "cabinet"
