"""The iCal feed behind a secret address: no sign-in, nothing shared."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from qurultai.calendar.queries.feeds import Feed, feed_at
from qurultai.kit.access import OPEN, guard


@require_safe
@guard(OPEN, load=feed_at)
def agenda(request: HttpRequest, feed: Feed) -> HttpResponse:
    """The agenda as iCalendar; 304 while nothing has changed; 404 for an address that nobody has."""
    answer = get_conditional_response(request, etag=feed.etag) or HttpResponse(
        feed.as_ical(), content_type="text/calendar; charset=utf-8"
    )
    answer["ETag"] = feed.etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
