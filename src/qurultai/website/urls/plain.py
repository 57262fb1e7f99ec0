"""What robots, browsers and researchers look for at fixed addresses without a language."""

from django.urls import path

from qurultai.website import plain

urlpatterns = [
    path("robots.txt", plain.robots),
    path("sitemap.xml", plain.sitemap),
    path("manifest.webmanifest", plain.manifest, name="manifest"),
    path("favicon.ico", plain.favicon),
    path(".well-known/security.txt", plain.security),
]
