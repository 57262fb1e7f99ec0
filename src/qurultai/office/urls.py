"""The organisers' home: what is where."""

from django.urls import path

from qurultai.kit.access import guard
from qurultai.kit.ui.views import gallery
from qurultai.office.policies import READ_HOME
from qurultai.office.views import home, journal, saved_views, undoing

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("gallery/", guard(READ_HOME)(gallery), name="gallery"),
    path("undo/<uuid:key>/", undoing.undo, name="undo"),
    path("views/", saved_views.save, name="save_view"),
    path("views/<uuid:key>/sharing/", saved_views.sharing, name="share_view"),
    path("views/<uuid:key>/removal/", saved_views.removal, name="remove_view"),
    path("views/<uuid:key>/return/", saved_views.bring_back, name="bring_view_back"),
    path("journal/", journal.journal, name="journal"),
    path("journal/export.csv", journal.export, name="journal_export"),
    path("journal/retrial/", journal.retrial, name="retrial"),
    path("journal/<uuid:key>/", journal.event, name="event"),
]
