"""The public site: what is where."""

from django.urls import path

from qurultai.website import views

app_name = "website"
urlpatterns = [
    path("", views.public("home"), name="home"),
    path("programme/", views.programme, name="programme"),
    path("programme/grid/", views.public("grid"), name="grid"),
    path("programme/topics/", views.public("topics"), name="topics"),
    path("programme/kinds/", views.public("kinds"), name="kinds"),
    path("programme/kinds/<str:kind>/", views.public("kind"), name="kind"),
    path("programme/versions/", views.public("versions"), name="versions"),
    path("programme/schedule.xml", views.public("schedule_xml"), name="schedule_xml"),
    path("programme/schedule.json", views.public("schedule_json"), name="schedule_json"),
    path("programme/schedule.ics", views.public("schedule_ics"), name="schedule_ics"),
    path("programme/schedule.xcs", views.public("schedule_xcs"), name="schedule_xcs"),
    path("programme/schedule.jsonld", views.public("schedule_jsonld"), name="schedule_jsonld"),
    path("programme/schedule.xlsx", views.public("schedule_xlsx"), name="schedule_xlsx"),
    path("programme/short.pdf", views.public("short_pdf"), name="short_pdf"),
    path("programme/full.pdf", views.public("full_pdf"), name="full_pdf"),
    path("programme/pocket.pdf", views.public("pocket_pdf"), name="pocket_pdf"),
    path("programme/sessions/<str:session>/", views.public("session"), name="session"),
    path("programme/sessions/<str:session>/session.ics", views.public("session_ics"), name="session_ics"),
    path("topics/<str:topic>/", views.public("topic"), name="topic"),
    path("speakers/", views.public("speakers"), name="speakers"),
    path("speakers/<str:speaker>/", views.public("speaker"), name="speaker"),
    path("rooms/", views.public("rooms"), name="rooms"),
    path("rooms/<str:room>/", views.public("room"), name="room"),
    path("past/", views.public("past"), name="past"),
    path("search/", views.search, name="search"),
    path("about/", views.public("about"), name="about"),
]
