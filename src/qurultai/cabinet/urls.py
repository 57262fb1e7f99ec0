"""A participant's home: what is where. `sessions/` under it belongs to the programme."""

from django.urls import path

from qurultai.cabinet import views

app_name = "cabinet"
urlpatterns = [
    path("", views.home, name="home"),
    path("agenda/", views.agenda, name="agenda"),
    path("me/", views.me, name="me"),
    path("me/language/", views.language, name="language"),
    path("me/data.zip", views.download, name="download"),
    path("me/erasure/", views.erasure, name="erasure"),
    path("me/sign-out/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("feed/", views.feed, name="feed"),
]
