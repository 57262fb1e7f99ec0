"""Signing in without a password: how allauth is told of our people, our words and our rules.

A passkey is another way in, not a second step after the code. Whatever changes the ways in asks for a fresh sign-in.
"""

import ipaddress
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.login import perform_login as allauth_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qurultai.kit.errors import Refusal
from qurultai.people import queries
from qurultai.people.asking import remember_browser
from qurultai.people.models import Account
from qurultai.people.rules import safe_next
from qurultai.people.sessions import begin, is_recent

STRONG_WAYS = frozenset({"mfa", "link"})
"""A passkey; and the link of a demonstration, which stands in for it (`use_sign_in_link` refuses elsewhere)."""
CODE_STAGE = "allauth.account.stages.LoginByCodeStage"


class MailNotSent(Refusal):
    """The mail server did not take it."""

    code = "mail_not_sent"
    text = _("The mail could not be sent just now. Please try again in a few minutes.")
    status = 503


class Adapter(DefaultAccountAdapter):
    """Accounts are made by the forum, not by strangers."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Please write to the organisers."),
        "incorrect_code": _("That is not the code that we sent. Look at the newest mail from us."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and ask for a new code."),
        "rate_limited": _("Too many attempts. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs herself up: registration makes persons."""
        return False

    def get_login_stages(self) -> list[str]:
        """The code, and nothing after it."""
        return [CODE_STAGE]

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this very site."""
        return safe_next(url, "") == url

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whether the last sign-in is too long ago to change the ways in."""
        return not is_recent(context.request)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Every way in ends here: the session is renewed, and says when and by what it was opened."""
        records = get_authentication_records(request, user)
        super().login(request, user)
        begin(request, user, strong=bool(records) and records[-1]["method"] in STRONG_WAYS)

    def post_login(self, request: HttpRequest, user: Account, **more: object) -> HttpResponse:
        """Go on, in a browser that is known from now on."""
        answer = super().post_login(request, user, **more)
        remember_browser(answer, user.email)
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """Back to the first page with the reason, which only the holder of a key or a code gets to see."""
        messages.error(request, self.error_messages["account_inactive"])
        return HttpResponseRedirect(reverse("account_request_login_code"))

    def format_email_subject(self, subject: str) -> str:
        """As it is written in the template."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send in the reader's language; who has no account gets the language of the page."""
        language = queries.language_of_address(email) or translation.get_language()
        with translation.override(language):
            try:
                super().send_mail(template_prefix, email, context)
            except OSError as outage:
                raise MailNotSent from outage

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict | None = None, email: str | None = None
    ) -> None:
        """Tell the holder of an account that its ways in changed."""
        self.send_mail(template_prefix, user.email, context or {})


class PasskeyAdapter(DefaultMFAAdapter):
    """What a passkey is called and whom it names."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This passkey did not work here. Try again, or ask for a code by mail."),
    }

    def _get_site_name(self) -> str:
        return str(getattr(context.request, "edition", None) or "Qurultai")

    def get_public_key_credential_user_entity(self, user: Account) -> dict:
        """The person's name as the device shows it, and a key that says nothing about her."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.person.name}

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """A name to begin with."""
        return gettext("My device")


def sign_in(request: HttpRequest, account: Account, method: str) -> HttpResponse:
    """The one way in for every method that is not allauth's own: checks the account and renews the session."""
    record_authentication(request, account, method=method)
    return allauth_login(request, Login(user=account))


def passkeys_possible(request: HttpRequest) -> bool:
    """Whether a browser would bind a passkey to this address: to a name it does, to a number never."""
    try:
        ipaddress.ip_address(request.get_host().rsplit(":", 1)[0].strip("[]"))
    except ValueError:
        return True
    return False
