"""Django's registration of accreditation."""

from django.apps import AppConfig


class AccreditationConfig(AppConfig):
    """Accreditation."""

    name = "qurultai.accreditation"
    label = "accreditation"
