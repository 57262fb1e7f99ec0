"""The office's people, organisations and tokens: what is where."""

from django.urls import path

from qurultai.people.views import belonging, choosing, erasures, organisations, people, tokens

app_name = "people_office"
urlpatterns = [
    path("", people.people, name="people"),
    path("new/", people.new_person, name="new_person"),
    path("list.<str:kind>", people.export, name="export"),
    path("choices/", choosing.people, name="choices"),
    path("organisations/choices/", choosing.organisations, name="organisation_choices"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/list.<str:kind>", organisations.export, name="export_organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/<str:code>/", organisations.organisation, name="organisation"),
    path("organisations/<str:code>/change/", organisations.change, name="change_organisation"),
    path("organisations/<str:code>/name/", organisations.rename, name="rename_organisation"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new_token, name="new_token"),
    path("tokens/<str:code>/revocation/", tokens.revocation, name="revoke_token"),
    path("erasures/", erasures.erasures, name="erasures"),
    path("erasures/list.<str:kind>", erasures.acts_file, name="erasure_acts"),
    path("erasures/acts/<int:number>/", erasures.act, name="erasure_act"),
    path("erasures/requests/<str:code>/", erasures.answer, name="erasure"),
    path("<str:code>/", people.person, name="person"),
    path("<str:code>/change/", people.change, name="change_person"),
    path("<str:code>/account/", belonging.account, name="account"),
    path("<str:code>/organisations/", belonging.belong, name="affiliate"),
    path("<str:code>/organisations/<int:key>/end/", belonging.end, name="end_affiliation"),
    path("<str:code>/organisations/<int:key>/voice/", belonging.speak, name="let_speak"),
]
