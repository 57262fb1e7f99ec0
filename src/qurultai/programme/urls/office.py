"""The office's addresses of the programme."""

from django.urls import path

from qurultai.programme.views.office import importing, planning, session, sessions, versions

app_name = "programme_office"
urlpatterns = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/list.<str:kind>", sessions.sessions_file, name="list"),
    path("sessions/together/", sessions.bulk, name="bulk"),
    path("sessions/new/", sessions.new_session, name="new_session"),
    path("sessions/choices/", sessions.choices, name="session_choices"),
    path("sessions/<str:code>/", session.session, name="session"),
    path("sessions/<str:code>/change/", session.change, name="change"),
    path("sessions/<str:code>/place/", session.place, name="place"),
    path("sessions/<str:code>/unplace/", session.unplace, name="unplace"),
    path("sessions/<str:code>/parts/", session.part, name="part"),
    path("sessions/<str:code>/parts/removal/", session.part_removal, name="part_removal"),
    path("sessions/<str:code>/state/", session.state, name="state"),
    path("sessions/<str:code>/cancellation/", session.cancel, name="cancel"),
    path("sessions/<str:code>/removal/", session.removal, name="removal"),
    path("sessions/<str:code>/places/", session.places, name="places"),
    path("sessions/<str:code>/wishes/", session.wish, name="wish"),
    path("sessions/<str:code>/wishes/removal/", session.wish_removal, name="wish_removal"),
    path("topics/", sessions.topics, name="topics"),
    path("topics/<str:slug>/", sessions.topic, name="topic"),
    path("topics/<str:slug>/removal/", sessions.topic_removal, name="topic_removal"),
    path("import/", importing.upload, name="import"),
    path("import/confirmation/", importing.confirmation, name="confirmation"),
    path("import/template.xlsx", importing.template, name="template"),
    path("plan/", planning.plan, name="plan"),
    path("plan/hours/", planning.frame, name="frame"),
    path("plan/<uuid:run>/", planning.run, name="run"),
    path("plan/<uuid:run>/acceptance/", planning.accept, name="accept"),
    path("plan/<uuid:run>/undoing/", planning.undo, name="undo"),
    path("plan/<uuid:run>/cancellation/", planning.cancel, name="cancel_run"),
    path("versions/", versions.all_versions, name="versions"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/export/", versions.version_export, name="version_export"),
    path("export/<str:kind>/", versions.export, name="export"),
]
