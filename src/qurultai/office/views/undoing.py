"""The button that takes one's last step back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qurultai.kit import undoing
from qurultai.kit.access import guard
from qurultai.kit.errors import Refusal
from qurultai.office.policies import READ_HOME
from qurultai.office.views.back import back_where_she_came_from


@require_POST
@guard(READ_HOME, load=undoing.my_undo)
def undo(request: HttpRequest, step: object) -> HttpResponse:
    """Take a step back, if its while is not over."""
    try:
        undoing.undo(step, by=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone."))
    return back_where_she_came_from(request)
