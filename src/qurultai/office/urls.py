"""The organisers' home: what is where."""

from django.urls import path

from qurultai.kit.access import guard
from qurultai.kit.ui.views import gallery
from qurultai.office.policies import READ_HOME
from qurultai.office.views import home, journal

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("gallery/", guard(READ_HOME)(gallery), name="gallery"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export.csv", journal.export, name="journal_export"),
    path("journal/retrial/", journal.retrial, name="retrial"),
    path("journal/<uuid:key>/", journal.event, name="event"),
]
