"""Django's registration of the kit's few tables."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The kit: journal, idempotency keys and ready pages."""

    name = "qurultai.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"
