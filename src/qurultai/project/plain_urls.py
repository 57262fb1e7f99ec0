"""Addresses without a language: health, the API, calendar feeds, the language switch."""

from django.urls import include, path

from qurultai.project import views

urlpatterns = [
    path("", views.front),
    path("healthz", views.healthz),
    path("reports/", views.reports),
    path("i18n/language/", views.set_language, name="set_language"),
    path("api/v1/gate/", include("qurultai.onsite.urls.gate_api")),
    path("api/v1/", include("qurultai.project.api_urls")),
    path("gate/", include("qurultai.onsite.urls.gate")),
    path("calendar/", include("qurultai.calendar.urls.feeds")),
    path("", include("qurultai.website.urls.plain")),
]
