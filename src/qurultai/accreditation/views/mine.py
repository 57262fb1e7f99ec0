"""A guest's pages: how her accreditation stands, her badge, her letters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from qurultai.accreditation.policies import READ_BADGE, READ_VISA_LETTER
from qurultai.accreditation.queries.badges import my_badge
from qurultai.accreditation.queries.clearances import my_standing
from qurultai.accreditation.queries.desks import desks_of
from qurultai.accreditation.queries.paper import paper_of
from qurultai.accreditation.queries.visas import letter_visible_to, my_letters
from qurultai.accreditation.queries.wallets import my_badge_for_wallets, opens_yet, wallet_badge
from qurultai.accreditation.rules.badges import spoken
from qurultai.accreditation.rules.desks import desk_of
from qurultai.accreditation.wording import SIZES, STANDING, WALLETS
from qurultai.documents.public import PKPASS, apple_pass, google_link, qr_drawing, wallets_offered
from qurultai.kit import clock
from qurultai.kit.access import SIGNED_IN, guard


@require_safe
@guard(SIGNED_IN)
def badge(request: HttpRequest) -> HttpResponse:
    """How my accreditation stands; when I have a badge, its code to show at a gate."""
    clearance, live = my_standing(request.actor, request.edition)
    shown = {"standing": STANDING[clearance.state] if clearance else "", "clearance": clearance, "live": live}
    if live:
        row = live.registration
        shown |= {
            "number": spoken(live.serial),
            "code": mark_safe(qr_drawing(live.code)),
            "desk": desk_of(desks_of(request.edition), row.category.number, row.latin_name or row.name),
            "sizes": list(SIZES.items()),
            "wallets": [(wallet, WALLETS[wallet]) for wallet in wallets_offered() if opens_yet(live)],
        }
    shown["letters"] = my_letters(request.actor, request.edition)
    return render(request, "accreditation/mine/badge.html", shown)


@require_safe
@guard(READ_BADGE, load=lambda actor, edition, size: my_badge(actor, edition))
def badge_file(request: HttpRequest, found: object) -> HttpResponse:
    """My badge as a PDF."""
    size = request.resolver_match.kwargs["size"]
    if size not in SIZES:
        raise Http404
    body = paper_of(request.edition, [found.pk], size, clock.now())
    return HttpResponse(body, content_type="application/pdf")


@require_safe
@guard(READ_BADGE, load=lambda actor, edition, wallet: my_badge_for_wallets(actor, edition))
def wallet(request: HttpRequest, found: object) -> HttpResponse:
    """My badge for a wallet: Apple's as a file, Google's by the address that saves it."""
    kind = request.resolver_match.kwargs["wallet"]
    if kind not in wallets_offered():
        raise Http404
    made = wallet_badge(request.edition, found)
    if kind == "google":
        return redirect(google_link(made))
    answer = HttpResponse(apple_pass(made), content_type=PKPASS)
    answer["Content-Disposition"] = 'attachment; filename="badge.pkpass"'
    return answer


@require_safe
@guard(READ_VISA_LETTER, load=letter_visible_to)
def letter(request: HttpRequest, found: object) -> HttpResponse:
    """My letter of invitation."""
    return HttpResponse(found.pdf, content_type="application/pdf")
