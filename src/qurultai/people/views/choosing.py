"""Proposals for inputs in which the office chooses a person or an organisation."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qurultai.kit.access import guard
from qurultai.kit.ui.choosing import proposals
from qurultai.people import queries
from qurultai.people.policies import READ_REGISTRY


@require_safe
@guard(READ_REGISTRY)
def people(request: HttpRequest) -> HttpResponse:
    """People that fit what is being written."""
    return proposals(request, queries.people_to_choose(request.actor, request.edition))


@require_safe
@guard(READ_REGISTRY)
def organisations(request: HttpRequest) -> HttpResponse:
    """Organisations that fit it."""
    return proposals(request, queries.organisations_to_choose(request.actor, request.edition))
