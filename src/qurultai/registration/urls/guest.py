"""A guest's addresses: choose a category, fill in, see what became of it."""

from django.urls import path

from qurultai.registration.views import application, groups, guest, invitation

app_name = "registration"
urlpatterns = [
    path("", guest.categories, name="categories"),
    path("as/<slug:code>/", guest.start, name="start"),
    path("application/<str:link>/", application.application, name="application"),
    path("application/<str:link>/corrections/", application.corrections, name="corrections"),
    path("application/<str:link>/files/<str:sha256>", application.file, name="file"),
    path("application/<str:link>/withdrawal/", guest.withdrawal, name="withdrawal"),
    path("application/<str:link>/return/", guest.take_back, name="take_back"),
    path("application/<str:link>/my-data.zip", guest.my_data, name="my_data"),
    path("application/<str:link>/consents/<slug:purpose>/", guest.consent, name="consent"),
    path("application/<str:link>/erasure/", guest.erasure, name="erasure"),
    path("invitation/<str:link>/", invitation.invitation, name="invitation"),
    path("invitation/<str:link>/acceptance/", invitation.acceptance, name="acceptance"),
    path("invitation/<str:link>/declining/", invitation.declining, name="declining"),
    path("invitation/<str:link>/delegation/", invitation.delegation, name="delegation"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<str:code>/", groups.group, name="group"),
    path("groups/<str:code>/rows/", groups.rows, name="group_rows"),
    path("groups/<str:code>/template.xlsx", groups.group_template, name="group_template"),
    path("groups/<str:code>/people/<str:member>/swap/", groups.swap, name="swap"),
    path("groups/<str:code>/people/<str:member>/withdrawal/", groups.leave, name="member_leave"),
    path("groups/<str:code>/people/<str:member>/return/", groups.take_back, name="member_return"),
]
