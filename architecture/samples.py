"""A real object and a valid body for every address that needs one; an address without a sample is an error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from architecture.bodies import BODIES
from architecture.forum import Forum
from qurultai.people.models import Affiliation, BrowserSession
from qurultai.registration.links import link_for

Parts = Mapping[str, object]
NOTHING: Parts = {}


@dataclass(frozen=True)
class Sample:
    """How an address is filled in for one forum; `foreign` when another forum's object must not be found by it.

    `more` are objects in other states or relations; `mine` is the object that belongs to whoever has a role.
    """

    parts: Callable[[Forum], Parts] = lambda forum: NOTHING
    body: Callable[[Forum], Parts] = lambda forum: NOTHING
    foreign: bool = True
    method: str = ""
    more: list[Callable[[Forum], Parts]] = field(default_factory=list)
    mine: Callable[[Forum, str], Parts] | None = None


def session(state: str) -> Callable[[Forum], Parts]:
    """The code of the session in a state."""
    return lambda forum: {"code": forum.sessions[state].code}


def affiliation(forum: Forum) -> Parts:
    """Somebody's belonging to the company."""
    row = Affiliation.objects.get(person=forum.people["stranger"])
    return {"code": forum.people["stranger"].code, "key": row.id}


def device_of(forum: Forum, role: str) -> UUID:
    """The browser of whoever has a role; nobody is signed in to the other forum."""
    mine = BrowserSession.objects.filter(account__person=forum.people[role]).first()
    return mine.id if mine else UUID(int=0)


def own_device(forum: Forum, role: str) -> Parts:
    """My own browser."""
    return {"key": device_of(forum, role)}


STATES = [session(state) for state in ("draft", "confirmed", "embargoed", "cancelled")]
PERSON = Sample(
    lambda forum: {"code": forum.people["stranger"].code},
    more=[lambda forum: {"code": forum.people["none"].code}],
    mine=lambda forum, role: {"code": forum.people[role].code},
)
COMPANY = Sample(lambda forum: {"code": forum.organisation.code}, foreign=False)
ROOM = Sample(lambda forum: {"code": forum.rooms[0].code})
DRAFT = Sample(session("draft"), more=[session(state) for state in ("confirmed", "published", "cancelled")])
PLAN = Sample(lambda forum: {"run": forum.plan.id})
TOPIC = Sample(lambda forum: {"slug": forum.topic.slug})
VERSION = Sample(lambda forum: {"number": 1}, foreign=False)
MINE = Sample(session("published"), more=STATES)
APPLICATION = Sample(
    lambda forum: {"link": link_for(forum.registration.pk, "mail")},
    more=[
        lambda forum: {"link": link_for(forum.draft.pk, "mail")},
        lambda forum: {"link": link_for(forum.withdrawn.pk, "mail")},
    ],
    mine=lambda forum, role: {"link": "mine"},
)
"""The link is the key: whoever has it is let in."""
INVITATION = Sample(lambda forum: {"link": link_for(forum.invitation.pk, "invitation")})
CATEGORY = Sample(lambda forum: {"code": forum.category.code}, more=[lambda forum: {"code": forum.unused.code}])
FORM = Sample(lambda forum: {"code": forum.form.code})
QUESTION = Sample(lambda forum: {"code": forum.form.code, "key": "second"})
GROUP = Sample(lambda forum: {"code": forum.group.code})
MEMBER = Sample(lambda forum: {"code": forum.group.code, "member": forum.member.code})
PAIR = Sample(lambda forum: {"code": forum.registration.code, "other": forum.member.code})
SENT = Sample(lambda forum: {"code": forum.registration.code})
BADGE = Sample(lambda forum: {"code": forum.badge_code})
PILE = Sample(lambda forum: {"run": forum.pile.id})
CASE = Sample(lambda forum: {"code": forum.letter.case.code})
FILE = Sample(lambda forum: {"kind": "csv"}, foreign=False)
BATCH = Sample(lambda forum: {"number": 1}, foreign=False)
ZONE = Sample(lambda forum: {"number": 1}, foreign=False)
VIEW = Sample(lambda forum: {"key": forum.view.id})
UNDO = Sample(lambda forum: {"key": forum.undo.id})

SENT_PARTS = ("", "decision/", "change/", "identity/")
GATE = Sample(lambda forum: {"code": forum.gate.code})
DEVICE = Sample(lambda forum: {"code": forum.device.code})
PROBLEM = Sample(lambda forum: {"key": forum.problem.pk})

PAGES: dict[str, Sample] = {
    "i18n/language/": Sample(body=lambda forum: {"language": "kk"}),
    "calendar/<str:address>.ics": Sample(lambda forum: {"address": forum.feed.address}, foreign=False),
    "sign-in/passkeys/<int:pk>/remove/": Sample(lambda forum: {"pk": 1}, foreign=False),
    "sign-in/devices/<uuid:key>/end/": Sample(lambda forum: {"key": device_of(forum, "part")}, mine=own_device),
    "sign-in/link/<str:secret>/": Sample(lambda forum: {"secret": "unknown"}, foreign=False),
    "my/sessions/<str:code>/": MINE,
    "my/sessions/<str:code>/mine/": MINE,
    "my/sessions/<str:code>/star/": MINE,
    "my/sessions/<str:code>/unstar/": MINE,
    "my/sessions/<str:code>/place/": MINE,
    "my/sessions/<str:code>/place/withdraw/": MINE,
    "register/as/<slug:code>/": Sample(lambda forum: {"code": forum.category.code}, foreign=False),
    **{
        f"register/application/<str:link>/{part}": APPLICATION
        for part in ("", "corrections/", "withdrawal/", "return/", "my-data.zip", "erasure/")
    },
    "register/application/<str:link>/consents/<slug:purpose>/": Sample(
        lambda forum: {"link": link_for(forum.registration.pk, "mail"), "purpose": "photo"}
    ),
    "register/application/<str:link>/files/<str:sha256>": Sample(
        lambda forum: {"link": link_for(forum.registration.pk, "mail"), "sha256": forum.registration.photo}
    ),
    **{f"register/groups/<str:code>/{part}": GROUP for part in ("", "rows/", "template.xlsx")},
    **{f"register/groups/<str:code>/people/<str:member>/{part}/": MEMBER for part in ("swap", "withdrawal")},
    "register/groups/<str:code>/people/<str:member>/return/": Sample(
        lambda forum: {"code": forum.group.code, "member": forum.left.code}
    ),
    "office/registration/groups/<str:code>/": GROUP,
    "office/registration/categories/<slug:code>/template.xlsx": CATEGORY,
    "my/badge/<str:size>.pdf": Sample(lambda forum: {"size": "a6"}, foreign=False),
    "my/badge/wallets/<str:wallet>/": Sample(lambda forum: {"wallet": "apple"}, foreign=False),
    "my/badge/letters/<int:number>.pdf": BATCH,
    "office/accreditation/list.<str:kind>": FILE,
    **{
        f"office/accreditation/batches/<int:number>/{part}": BATCH
        for part in ("", "supplement/", "decisions/", "documents/")
    },
    "office/accreditation/batches/<int:number>/<int:supplement>/file/": Sample(
        lambda forum: {"number": 1, "supplement": 0}, foreign=False
    ),
    "office/accreditation/zones/<int:number>/": ZONE,
    "office/accreditation/zones/<int:number>/removal/": ZONE,
    "office/accreditation/zones/categories/<str:code>/": Sample(
        lambda forum: {"code": forum.guest.code}, foreign=False
    ),
    "office/accreditation/zones/desks/<uuid:key>/removal/": Sample(lambda forum: {"key": forum.desk.id}),
    "office/badges/all/list.<str:kind>": FILE,
    "office/badges/piles/<uuid:run>/": PILE,
    "office/badges/piles/<uuid:run>/stop/": Sample(lambda forum: {"run": forum.asked.id}),
    "office/badges/piles/<uuid:run>/<str:part>": Sample(
        lambda forum: {"run": forum.pile.id, "part": forum.pile.parts.get().name}
    ),
    **{
        f"office/badges/people/<str:code>/{part}": BADGE
        for part in ("", "photo.jpg", "print/", "handing/", "block/", "anew/")
    },
    "office/visas/list.<str:kind>": FILE,
    "office/visas/letters/<int:number>.pdf": BATCH,
    "office/visas/table/<uuid:key>/removal/": Sample(lambda forum: {"key": forum.rule.id}),
    "office/visas/cases/<str:code>/": CASE,
    "office/visas/cases/<str:code>/letter/": CASE,
    **{
        f"register/invitation/<str:link>/{part}": INVITATION
        for part in ("", "acceptance/", "declining/", "delegation/")
    },
    "office/registration/invitations/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    "office/registration/invitations/waves/<int:number>/": Sample(lambda forum: {"number": 2}, foreign=False),
    "office/undo/<uuid:key>/": UNDO,
    **{f"office/views/<uuid:key>/{part}/": VIEW for part in ("sharing", "removal", "return")},
    "office/journal/<uuid:key>/": Sample(lambda forum: {"key": forum.event.id}),
    "office/edition/places/rooms/<str:code>/": ROOM,
    "office/edition/roles/<uuid:key>/withdrawal/": Sample(lambda forum: {"key": forum.grant.id}),
    "office/people/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    "office/people/organisations/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    "office/people/organisations/<str:code>/": COMPANY,
    "office/people/organisations/<str:code>/change/": COMPANY,
    "office/people/organisations/<str:code>/name/": COMPANY,
    "office/people/tokens/<str:code>/revocation/": Sample(
        lambda forum: {"code": forum.token.code},
        mine=lambda forum, role: {"code": (forum.hers if role == "tokn" else forum.token).code},
    ),
    "office/people/<str:code>/": PERSON,
    "office/people/<str:code>/change/": PERSON,
    "office/people/<str:code>/account/": PERSON,
    "office/people/<str:code>/organisations/": PERSON,
    "office/people/<str:code>/organisations/<int:key>/end/": Sample(affiliation),
    "office/people/<str:code>/organisations/<int:key>/voice/": Sample(affiliation),
    "office/calendar/people/<str:code>/": PERSON,
    "office/calendar/rooms/<str:code>/": ROOM,
    "office/calendar/rooms/<str:code>/tables/<int:number>/": Sample(
        lambda forum: {"code": forum.rooms[2].code, "number": 1}
    ),
    "office/letters/<uuid:key>/": Sample(lambda forum: {"key": forum.message.id}),
    **{
        f"office/programme/sessions/<str:code>/{part}": DRAFT
        for part in (
            "",
            "change/",
            "place/",
            "unplace/",
            "parts/",
            "parts/removal/",
            "state/",
            "cancellation/",
            "removal/",
            "places/",
            "wishes/",
            "wishes/removal/",
        )
    },
    "office/registration/groups/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    "office/registration/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    **{f"office/registration/categories/<slug:code>/{part}/": CATEGORY for part in ("change", "removal")},
    **{f"office/registration/forms/<str:code>/{part}": FORM for part in ("", "order/", "preview/")},
    **{f"office/registration/forms/<str:code>/questions/<str:key>/{part}": QUESTION for part in ("", "removal/")},
    **{
        f"office/registration/registrations/<str:code>/{part}": SENT
        for part in ("", "decision/", "change/", "identity/")
    },
    **{
        f"office/registration/duplicates/<str:code>/<str:other>/{part}": PAIR for part in ("", "merging/", "dismissal/")
    },
    "office/registration/registrations/<str:code>/identity/full/": Sample(
        lambda forum: {"code": forum.passport.code}, more=[lambda forum: {"code": forum.registration.code}]
    ),
    "office/registration/registrations/<str:code>/identity/files/<str:sha256>": Sample(
        lambda forum: {"code": forum.passport.code, "sha256": forum.passport.files.get(kind="identity").sha256}
    ),
    "office/people/erasures/list.<str:kind>": FILE,
    "office/people/erasures/acts/<int:number>/": Sample(lambda forum: {"number": 1}, foreign=False),
    "office/people/erasures/requests/<str:code>/": Sample(lambda forum: {"code": forum.asked_erasure.code}),
    "office/registration/registrations/<str:code>/files/<str:sha256>": Sample(
        lambda forum: {"code": forum.registration.code, "sha256": forum.registration.photo}
    ),
    **{f"office/onsite/gates/<str:code>/{part}": GATE for part in ("", "change/", "closing/", "devices/")},
    **{f"office/onsite/gates/devices/<str:code>/{part}/": DEVICE for part in ("move", "revocation", "loss")},
    **{f"office/onsite/problems/<uuid:key>/{part}": PROBLEM for part in ("", "resolution/")},
    **{f"office/onsite/{part}/list.<str:kind>": FILE for part in ("inside", "problems", "gates")},
    "office/onsite/quotas/<uuid:key>/removal/": Sample(lambda forum: {"key": forum.quota.pk}),
    "office/programme/sessions/list.<str:kind>": Sample(lambda forum: {"kind": "csv"}, foreign=False),
    "office/programme/topics/<str:slug>/": TOPIC,
    "office/programme/topics/<str:slug>/removal/": TOPIC,
    **{f"office/programme/plan/<uuid:run>/{part}": PLAN for part in ("", "acceptance/", "undoing/", "cancellation/")},
    "office/programme/versions/<int:number>/": VERSION,
    "office/programme/versions/<int:number>/export/": VERSION,
    "office/programme/export/<str:kind>/": Sample(lambda forum: {"kind": "json"}, foreign=False),
    "programme/kinds/<str:kind>/": Sample(lambda forum: {"kind": "other"}, foreign=False),
    "programme/sessions/<str:session>/": Sample(lambda forum: {"session": forum.sessions["published"].code}),
    "programme/sessions/<str:session>/session.ics": Sample(lambda forum: {"session": forum.sessions["published"].code}),
    "topics/<str:topic>/": Sample(lambda forum: {"topic": forum.topic.slug}),
    "speakers/<str:speaker>/": Sample(lambda forum: {"speaker": forum.people["stranger"].code}),
    "rooms/<str:room>/": Sample(lambda forum: {"room": forum.rooms[0].slug}, foreign=False),
}
"""By the address without its language."""
for address, body in BODIES.items():
    PAGES[address] = replace(PAGES.get(address, Sample()), body=body)

OPERATIONS: dict[str, Sample] = {
    "read_version": Sample(lambda forum: {"number": 1}, foreign=False),
    "publish_programme": Sample(body=lambda forum: {"note": {"en": "Two"}, "waive": ["languages", "clashes"]}),
    "read_speaker": Sample(lambda forum: {"key": str(forum.people["stranger"].id)}),
    "read_registration": Sample(lambda forum: {"code": forum.registration.code}),
    "register": Sample(
        body=lambda forum: {
            "key": str(forum.edition.id),
            "category": forum.category.code,
            "name": "One",
            "country": "KZ",
        }
    ),
    "read_session": Sample(session("published"), more=STATES),
    "star_session": MINE,
    "unstar_session": MINE,
    "sign_up": Sample(body=lambda forum: {"session": forum.sessions["published"].code}),
    "withdraw_sign_up": MINE,
}
"""By the operation's name; the edition is filled in by the tests."""
