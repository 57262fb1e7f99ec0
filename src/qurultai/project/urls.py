"""MAP what is where. A further edition's pages stand at the same addresses under its slug (editions.middleware)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("qurultai.project.plain_urls")),
    *i18n_patterns(
        path("sign-in/", include("qurultai.people.urls.signin")),
        path("register/", include("qurultai.registration.urls.guest")),
        path("my/", include("qurultai.cabinet.urls")),
        path("my/", include("qurultai.programme.urls.participant")),
        path("my/badge/", include("qurultai.accreditation.urls.mine")),
        path("office/", include("qurultai.office.urls")),
        path("office/edition/", include("qurultai.editions.urls")),
        path("office/people/", include("qurultai.people.urls.office")),
        path("office/calendar/", include("qurultai.calendar.urls.office")),
        path("office/registration/", include("qurultai.registration.urls.office")),
        path("office/programme/", include("qurultai.programme.urls.office")),
        path("office/accreditation/", include("qurultai.accreditation.urls.security")),
        path("office/badges/", include("qurultai.accreditation.urls.badges")),
        path("office/visas/", include("qurultai.accreditation.urls.visas")),
        path("office/onsite/", include("qurultai.onsite.urls.office")),
        path("office/letters/", include("qurultai.notices.urls")),
        path("", include("qurultai.website.urls")),
    ),
]

handler400 = "qurultai.project.errors.bad_request"
handler403 = "qurultai.project.errors.forbidden"
handler404 = "qurultai.project.errors.not_found"
handler500 = "qurultai.project.errors.server_error"
