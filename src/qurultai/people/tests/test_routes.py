"""Nothing of the sign-in library is reachable but what is meant to be, and all of it is guarded."""

from django.urls import NoReverseMatch, get_resolver, reverse

from qurultai.kit.access import OPEN, SIGNED_IN
from qurultai.people.urls import office, signin

KEPT_AWAY = [
    "account_signup",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "mfa_index",
    "mfa_authenticate",
    "mfa_generate_recovery_codes",
    "mfa_activate_totp",
    "mfa_signup_webauthn",
]


def test_only_meant_pages_of_the_library_are_reachable():
    reachable = []
    for name in KEPT_AWAY:
        try:
            reachable.append(reverse(name))
        except NoReverseMatch:
            continue
    assert reachable == []
    assert get_resolver().reverse_dict.getlist("account_signup") == []


def test_every_route_declares_its_access():
    unguarded = [
        route.name for route in [*signin.urlpatterns, *office.urlpatterns] if not hasattr(route.callback, "guard")
    ]
    assert unguarded == []


def test_passkeys_are_for_those_who_are_signed_in_and_signing_in_is_open():
    guards = {route.name: route.callback.guard for route in signin.urlpatterns}
    open_to_all = {name for name, permission in guards.items() if permission is OPEN}
    assert open_to_all == {
        "account_request_login_code",
        "account_confirm_login_code",
        "account_login",
        "account_logout",
        "mfa_login_webauthn",
        "sign_in_link",
    }
    assert {permission for name, permission in guards.items() if name not in open_to_all} == {SIGNED_IN}
