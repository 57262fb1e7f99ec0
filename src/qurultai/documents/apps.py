"""Django's registration of the documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "qurultai.documents"
    label = "documents"

    def ready(self) -> None:
        """The keys of wallets are looked at when the installation starts."""
        from qurultai.documents.wallets import offers  # noqa: F401
