"""The gate's page, without a language and without a forum: a device belongs to one."""

from django.urls import path

from qurultai.onsite.views import gate

app_name = "gate"
urlpatterns = [
    path("", gate.page, name="page"),
    path("worker.js", gate.worker, name="worker"),
    path("manifest.webmanifest", gate.manifest, name="manifest"),
]
