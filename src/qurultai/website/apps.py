"""Django's registration of the website."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Website."""

    name = "qurultai.website"
    label = "website"
