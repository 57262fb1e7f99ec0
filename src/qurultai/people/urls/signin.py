"""Signing in: the library's own views under our addresses and its names; nothing else of it is reachable."""

from django.urls import path

from qurultai.people.views import devices, signin

urlpatterns = [
    path("", signin.ask, name="account_request_login_code"),
    path("code/", signin.confirm, name="account_confirm_login_code"),
    path("login/", signin.login, name="account_login"),
    path("out/", signin.logout, name="account_logout"),
    path("passkey/", signin.passkey, name="mfa_login_webauthn"),
    path("passkeys/", signin.passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", signin.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", signin.remove_passkey, name="mfa_remove_webauthn"),
    path("again/", signin.again, name="account_reauthenticate"),
    path("again/passkey/", signin.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("staff/", signin.passkey_needed, name="passkey_needed"),
    path("devices/", devices.devices, name="devices"),
    path("devices/others/end/", devices.end_others, name="end_other_sessions"),
    path("devices/<uuid:key>/end/", devices.end, name="end_session"),
    path("kept/", devices.kept_form, name="kept_form"),
    path("link/<str:secret>/", signin.link, name="sign_in_link"),
]
