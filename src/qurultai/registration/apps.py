"""Django's registration of the context."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Registration."""

    name = "qurultai.registration"
    label = "registration"
