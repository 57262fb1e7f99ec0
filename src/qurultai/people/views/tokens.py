"""The office's API tokens: made once, shown once, revoked for good."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qurultai.kit.access import guard
from qurultai.people import queries
from qurultai.people.actions.tokens import make_token, revoke_token, scopes_on_offer
from qurultai.people.forms.tokens import TokenForm
from qurultai.people.policies import CREATE_TOKEN, DELETE_TOKEN, LIST_TOKENS


@require_safe
@guard(LIST_TOKENS)
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens that I may see; never their secrets."""
    rows = list(queries.tokens_visible_to(request.actor, request.edition))
    columns = [{"label": _("Name")}, {"label": _("Whose")}, {"label": _("What it may do")}]
    columns += [{"label": _("Valid until")}, {"label": _("Last used")}, {"label": _("Step")}]
    return render(request, "people/tokens.html", {"rows": rows, "columns": columns, "count": len(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@guard(CREATE_TOKEN, recent=True)
def new_token(request: HttpRequest) -> HttpResponse:
    """Make one for myself and show its secret this once."""
    form = TokenForm(request.POST or None, scopes=scopes_on_offer())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = make_token(
            values["name"], values["scopes"], days=values["days"], edition_id=request.edition.id, by=request.actor
        )
        page = render_to_string("people/token_made.html", {"made": made}, request)
        # A streamed answer is not kept with its idempotency key: the secret is written down nowhere.
        return StreamingHttpResponse([page.encode()], status=201, content_type="text/html; charset=utf-8")
    shown = {"form": form, "heading": _("New API token"), "back": "../"}
    return render(request, "people/form.html", shown, status=422 if form.errors else 200)


@require_POST
@guard(DELETE_TOKEN, load=queries.token_visible_to)
def revocation(request: HttpRequest, token: object) -> HttpResponse:
    """Take one away; it acts on the next request."""
    revoke_token(token, by=request.actor)
    messages.success(request, _("The token is revoked. This takes effect with the next request."))
    return redirect("../../")
