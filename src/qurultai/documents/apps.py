"""Django's registration of the documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "qurultai.documents"
    label = "documents"
