"""Sign-in pages: allauth's own views, only those that are needed, each under a guard."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from qurultai.kit.access import OPEN, SIGNED_IN, guard
from qurultai.kit.limits import TooOften
from qurultai.people import queries
from qurultai.people.actions.accounts import use_sign_in_link
from qurultai.people.asking import count_code
from qurultai.people.forms.signin import AskForCode, ConfirmCode, NewPasskey
from qurultai.people.rules import safe_next
from qurultai.people.sessions import prove
from qurultai.people.signin import passkeys_possible, sign_in


class Ask(RequestLoginCodeView):
    """Where a code is asked for. Known and unknown addresses get the same answer, and a mail each."""

    form_class = AskForCode

    def get_form_class(self) -> type:
        """Ours."""
        return self.form_class

    def form_valid(self, form: AskForCode) -> HttpResponse:
        """Send the code, unless it was asked for too often.

        An address without an account is told that it has none, in a mail that only it reads.
        """
        try:
            count_code(self.request, form.cleaned_data["email"])
        except TooOften as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if form._user is None:
            get_adapter().send_mail("account/email/unknown_account", form.cleaned_data["email"], {})
        flows.login_by_code.LoginCodeVerificationProcess.initiate(
            request=self.request, user=form._user, email=form.cleaned_data["email"]
        )
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: object) -> dict:
        """Whether passkeys can be offered here."""
        return super().get_context_data(**kwargs) | {"passkeys": passkeys_possible(self.request)}


class Confirm(ConfirmLoginCodeView):
    """Where the code is typed in."""

    form_class = ConfirmCode

    def get_form_class(self) -> type:
        """Ours."""
        return self.form_class


class AddPasskey(AddWebAuthnView):
    """Where a device becomes a way in."""

    form_class = NewPasskey

    def get_form_class(self) -> type:
        """Ours."""
        return self.form_class

    def form_valid(self, form: NewPasskey) -> HttpResponse:
        """With the new passkey the session is as good as one that a passkey opened."""
        answer = super().form_valid(form)
        prove(self.request, strong=True)
        return answer

    def get_success_url(self) -> str:
        """Back to the list."""
        return reverse("mfa_list_webauthn")

    def get_context_data(self, **kwargs: object) -> dict:
        """The ceremony's options: a key that the device keeps and unlocks by itself."""
        context = super(AddWebAuthnView, self).get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, True)
        return context | {"js_data": {"creation_options": options}, "passkeys": passkeys_possible(self.request)}


class RemovePasskey(RemoveWebAuthnView):
    """Where a device stops being a way in."""

    success_url = reverse_lazy("mfa_list_webauthn")


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Where a passkey proves again who is there."""

    def form_valid(self, form: ReauthenticateWebAuthnForm) -> HttpResponse:
        """She did."""
        answer = super().form_valid(form)
        prove(self.request, strong=True)
        return answer

    def form_invalid(self, form: ReauthenticateWebAuthnForm) -> HttpResponse:
        """Back to the choice of ways."""
        for words in form.errors.get("credential", []):
            get_adapter().add_message(self.request, 40, message=words)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_reauthenticate")))


def own_passkey_first(view):
    """Whoever needs a passkey for her work and has one shows it before she adds or removes any."""

    def shown(request: HttpRequest, **parts: object) -> HttpResponse:
        if request.passkey_missing and auth.get_credentials(request.user):
            return HttpResponseRedirect(reverse("passkey_needed"))
        return view(request, **parts)

    return shown


@require_safe
@guard(OPEN)
def login(request: HttpRequest) -> HttpResponse:
    """The library's name for the first page: leads there."""
    query = urlencode({"next": request.GET["next"]}) if "next" in request.GET else ""
    page = reverse("account_request_login_code")
    return HttpResponseRedirect(f"{page}?{query}" if query else page)


@require_safe
@guard(SIGNED_IN)
def again(request: HttpRequest) -> HttpResponse:
    """Choose how to prove once more who is there: a passkey, or a new code."""
    page = safe_next(request.GET.get("next"), reverse("mfa_list_webauthn"))
    context = {
        "has_passkey": passkeys_possible(request) and bool(auth.get_credentials(request.user)),
        "passkey_url": f"{reverse('mfa_reauthenticate_webauthn')}?{urlencode({'next': page})}",
        "passkey_only": request.passkey_missing,
        "code_url": f"{reverse('account_request_login_code')}?{urlencode({'next': page})}",
    }
    return render(request, "people/again.html", context)


@require_safe
@guard(SIGNED_IN)
def passkey_needed(request: HttpRequest) -> HttpResponse:
    """What a sign-in by code is not enough for, and how to go on: show the passkey, or create the first one."""
    query = urlencode({"next": safe_next(request.GET.get("next"), reverse(settings.LOGIN_REDIRECT_URL))})
    shown = {
        "missing": request.passkey_missing,
        "possible": passkeys_possible(request),
        "has_passkey": bool(auth.get_credentials(request.user)),
        "passkey_url": f"{reverse('mfa_reauthenticate_webauthn')}?{query}",
    }
    return render(request, "people/passkey_needed.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(OPEN)
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """A demonstration's one-time link: looking at it shows whom it signs in, only the button spends it."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        return sign_in(request, use_sign_in_link(secret), method="link")
    name = queries.name_behind_link(secret)
    return render(request, "people/link.html", {"name": name}, status=200 if name else 410)


ask = guard(OPEN)(Ask.as_view())
confirm = guard(OPEN)(Confirm.as_view())
logout = guard(OPEN)(LogoutView.as_view())
passkey = guard(OPEN)(LoginWebAuthnView.as_view())
passkeys = guard(SIGNED_IN)(ListWebAuthnView.as_view())
add_passkey = guard(SIGNED_IN, recent=True)(own_passkey_first(AddPasskey.as_view()))
remove_passkey = guard(SIGNED_IN, recent=True)(own_passkey_first(RemovePasskey.as_view()))
passkey_again = guard(SIGNED_IN)(PasskeyAgain.as_view())
