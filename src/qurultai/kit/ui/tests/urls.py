"""One page at an address per language, so that components are tried without the product's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from qurultai.kit.ui.views import gallery

urlpatterns = i18n_patterns(path("gallery/", gallery))
