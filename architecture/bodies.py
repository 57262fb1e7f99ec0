"""A valid body for every command, so that what is denied is denied for whoever asks, not for what she sent."""

from collections.abc import Callable, Mapping

from architecture.forum import Forum
from qurultai.programme.models import SessionRole, Wish

Body = Callable[[Forum], Mapping[str, object]]
DAY, HOUR = "2027-09-13", "2027-09-13T15:00"


def words(name: str) -> dict[str, str]:
    """A name in three languages as forms send it."""
    return {f"{name}_{tag}": f"New {name} {tag}" for tag in ("kk", "ru", "en")}


def part(forum: Forum) -> dict[str, str]:
    """Whoever speaks in the draft."""
    row = SessionRole.objects.filter(session=forum.sessions["draft"]).first()
    return {"part": f"{row.person_id}:{row.role}"}


def wish(forum: Forum) -> dict[str, object]:
    """The wish of the draft."""
    return {"wish": Wish.objects.get(first=forum.sessions["draft"]).pk}


SESSION = {**words("title"), "kind": "panel", "minutes": 45}
FRAME = {"opens_at": "09:00", "closes_at": "18:00", "lunch_minutes": 30, "grid_minutes": 15, "change_over_minutes": 5}
CATEGORY = {**words("name"), "colour": "#1a5fb4", "approval": "by_hand", "capacity": "30"}
OFFICE = "office/programme/sessions/<str:code>/"

BODIES: dict[str, Body] = {
    "sign-in/": lambda forum: {"email": "somebody@example.org"},
    "my/me/language/": lambda forum: {"language": "kk"},
    "my/me/": lambda forum: {"name": "Айгүл", "language": "kk"},
    "register/as/<slug:code>/": lambda forum: {"email": "guest@example.org"},
    "register/application/<str:link>/": lambda forum: {"name": "Somebody", "country": "KZ", "do": "save"},
    "register/application/<str:link>/corrections/": lambda forum: {"name": "Somebody", "country": "KZ"},
    "register/invitation/<str:link>/delegation/": lambda forum: {"name": "Dana", "email": "dana@example.org"},
    "office/registration/invitations/new/": lambda forum: {
        "category": forum.category.code, "wave": "1", "language": "en",
        "rows": "Name\tE-mail\tCountry\nSomebody\tsomebody@example.org\tKZ",
    },
    "register/groups/<str:code>/rows/": lambda forum: {"rows": "Name\tCountry\nSomebody\tKZ"},
    "register/groups/<str:code>/people/<str:member>/swap/": lambda forum: {"name": "Somebody Else", "country": "KZ"},
    "office/registration/rows/": lambda forum: {"category": forum.category.code, "rows": "Name\tCountry\nOne\tKZ"},
    "office/registration/groups/": lambda forum: {
        "kind": "company", "name": "Launch", "category": forum.category.code, "capacity": "3",
        "head_name": "Dana", "head_email": "dana@example.org",
    },
    "office/registration/groups/<str:code>/": lambda forum: {"name": "Renamed", "capacity": "7"},
    "office/registration/together/": lambda forum: {"what": "approve", "ticked": forum.registration.code},
    "office/registration/categories/new/": lambda forum: CATEGORY,
    "office/registration/categories/order/": lambda forum: {"up": forum.category.code},
    "office/registration/categories/<slug:code>/change/": lambda forum: CATEGORY,
    "office/registration/forms/": lambda forum: words("name"),
    "office/registration/forms/<str:code>/": lambda forum: {**words("label"), "type": "text"},
    "office/registration/forms/<str:code>/order/": lambda forum: {"up": "second"},
    "office/registration/forms/<str:code>/questions/<str:key>/": lambda forum: words("label"),
    "office/registration/duplicates/<str:code>/<str:other>/merging/": lambda forum: {"lives": forum.registration.code},
    "office/registration/registrations/<str:code>/decision/": lambda forum: {"what": "approve"},
    "office/registration/registrations/<str:code>/change/": lambda forum: {"name": "Somebody Else", "country": "KZ"},
    "office/accreditation/decisions/": lambda forum: {"ticked": [forum.badge_code], "outcome": "refused", "query": ""},
    "office/accreditation/batches/<int:number>/supplement/": lambda forum: {"with_waiting": "on"},
    "office/accreditation/batches/<int:number>/<int:supplement>/file/": lambda forum: {"kind": "csv"},
    "office/accreditation/zones/new/": lambda forum: {**words("name"), "number": 7, "kind": "C"},
    "office/accreditation/zones/<int:number>/": lambda forum: {**words("name"), "kind": "B"},
    "office/accreditation/zones/categories/<str:code>/": lambda forum: {
        "zones": ["1"], "valid_from_0": DAY, "valid_from_1": "08:00", "valid_until_0": DAY, "valid_until_1": "20:00",
    },
    "office/accreditation/zones/desks/": lambda forum: {"name": "New desk", "first": "A", "last": "Z"},
    "office/badges/by-document/": lambda forum: {"document": "N1234567"},
    "office/badges/piles/": lambda forum: {"size": "a6", "again": "on"},
    "office/badges/people/<str:code>/print/": lambda forum: {"size": "a6"},
    "office/badges/people/<str:code>/block/": lambda forum: {"reason": "lost"},
    "office/badges/people/<str:code>/anew/": lambda forum: {"reason": "lost"},
    "office/visas/letters/": lambda forum: {"ticked": [forum.letter.case.code], "language": "en"},
    "office/visas/table/": lambda forum: {"country": "BR", "need": "visa", "since": DAY},
    "office/visas/cases/<str:code>/": lambda forum: {"state": "submitted", "enters_on": DAY, "leaves_on": DAY},
    "office/visas/cases/<str:code>/letter/": lambda forum: {"language": "en"},
    "office/edition/change/": lambda forum: {
        **words("name"), "starts_on": DAY, "ends_on": "2027-09-14", "zone": "Asia/Almaty",
    },
    "office/edition/copy/": lambda forum: {
        **words("name"), "slug": "next", "starts_on": "2028-09-13", "ends_on": "2028-09-14",
    },
    "office/edition/phases/": lambda forum: {"kind": "live", "starts_at": HOUR, "ends_at": "2027-09-13T16:00"},
    "office/edition/places/buildings/new/": lambda forum: words("name"),
    "office/edition/places/rooms/new/": lambda forum: {**words("name"), "capacity": 9},
    "office/edition/places/rooms/<str:code>/": lambda forum: {**words("name"), "capacity": 60},
    "office/edition/places/tables/": lambda forum: {"room": forum.rooms[0].id, "first": 50, "last": 51, "seats": 4},
    "office/edition/places/ways/": lambda forum: {
        "origin": forum.buildings[0].id, "destination": forum.buildings[1].id, "minutes": 7,
    },
    "office/edition/roles/new/": lambda forum: {"person": forum.people["none"].code, "role": "part"},
    "office/views/": lambda forum: {"table": "people", "name": "Mine", "query": "sort=name"},
    "office/people/erasures/requests/<str:code>/": lambda forum: {
        "do": "erase", "sure": forum.asked_erasure.code,
    },
    "office/people/new/": lambda forum: {"name": "Somebody New", "language": "en"},
    "office/people/<str:code>/change/": lambda forum: {"name": "Somebody Else", "language": "en"},
    "office/people/<str:code>/account/": lambda forum: {"close": "yes"},
    "office/people/<str:code>/organisations/": lambda forum: {"organisation": forum.company_b.code},
    "office/people/organisations/new/": lambda forum: {**words("name"), "kind": "company"},
    "office/people/organisations/<str:code>/change/": lambda forum: {"kind": "agency", "country": "KZ"},
    "office/people/organisations/<str:code>/name/": lambda forum: {**words("name"), "since": "2027-01-01"},
    "office/people/tokens/new/": lambda forum: {"name": "Robot", "days": 9, "scopes": "programme.session_draft.list"},
    "office/onsite/gates/new/": lambda forum: {**words("name"), "zone": 3, "direction": "in"},
    "office/onsite/gates/<str:code>/change/": lambda forum: {**words("name"), "zone": 2, "direction": "out"},
    "office/onsite/gates/<str:code>/devices/": lambda forum: {"label": "Phone 9"},
    "office/onsite/gates/devices/<str:code>/move/": lambda forum: {"gate": forum.gate.code},
    "office/onsite/gates/devices/<str:code>/loss/": lambda forum: {"after": 1},
    "office/onsite/problems/<uuid:key>/resolution/": lambda forum: {"note": "Looked at"},
    "office/onsite/quotas/": lambda forum: {"organisation": forum.company_b.id, "zone": 3, "most": 5},
    "office/programme/sessions/new/": lambda forum: SESSION,
    f"{OFFICE}change/": lambda forum: SESSION,
    f"{OFFICE}place/": lambda forum: {"starts_at": HOUR, "room": forum.rooms[1].id},
    f"{OFFICE}parts/": lambda forum: {"part-person": forum.people["none"].code, "part-role": "speaker"},
    f"{OFFICE}parts/removal/": part,
    f"{OFFICE}places/": lambda forum: {"places": 30},
    f"{OFFICE}wishes/": lambda forum: {"wish-kind": "same_day", "wish-other": forum.sessions["published"].code},
    f"{OFFICE}wishes/removal/": wish,
    f"{OFFICE}state/": lambda forum: {"state": "confirmed"},
    f"{OFFICE}cancellation/": lambda forum: {"sure": forum.sessions["draft"].code},
    f"{OFFICE}removal/": lambda forum: {"sure": forum.sessions["draft"].code},
    "office/programme/sessions/together/": lambda forum: {"what": "fixed:yes", "ticked": forum.sessions["draft"].code},
    "office/programme/topics/": lambda forum: {**words("name"), "colour": "#1a5fb4"},
    "office/programme/topics/<str:slug>/": lambda forum: {**words("name"), "colour": "#1a5fb4"},
    "office/programme/plan/": lambda forum: {"seconds": 1, "seed": 1, "within_percent": 2},
    "office/programme/plan/hours/": lambda forum: FRAME,
    "office/programme/versions/": lambda forum: {**words("note"), "languages": "on", "clashes": "on"},
}  # fmt: skip
"""By the address without its language."""
