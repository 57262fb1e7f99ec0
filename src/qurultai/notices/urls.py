"""The office's page of letters: what is where."""

from django.urls import path

from qurultai.notices import views

app_name = "notices_office"
urlpatterns = [
    path("", views.messages, name="messages"),
    path("<uuid:key>/", views.message, name="message"),
]
