"""Django's registration of the installation: its commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The installation."""

    name = "qurultai.project"
    label = "project"
