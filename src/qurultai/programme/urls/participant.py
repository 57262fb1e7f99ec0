"""A participant's addresses: the published programme with her own marks and places."""

from django.urls import path

from qurultai.programme.views import participant

app_name = "programme_participant"
urlpatterns = [
    path("sessions/", participant.sessions, name="sessions"),
    path("sessions/<str:code>/", participant.session, name="session"),
    path("sessions/<str:code>/mine/", participant.mine, name="mine"),
    path("sessions/<str:code>/star/", participant.star, name="star"),
    path("sessions/<str:code>/unstar/", participant.unstar, name="unstar"),
    path("sessions/<str:code>/place/", participant.sign_up, name="sign_up"),
    path("sessions/<str:code>/place/withdraw/", participant.withdraw, name="withdraw"),
]
