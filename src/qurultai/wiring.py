"""MAP who reacts to what: each fact and the receivers told of it; who knows the public titles of bookings; and who
keeps what of a person."""

from collections.abc import Callable

from qurultai.accreditation import public as accreditation_door
from qurultai.accreditation.events import (
    BadgeBlocked,
    BadgeIssued,
    BadgeKeyMade,
    BadgeMade,
    ClearanceDecided,
    PileAsked,
    VisaLetterIssued,
    ZonesChanged,
)
from qurultai.accreditation.receivers import following as accreditation
from qurultai.accreditation.receivers import telling as accreditation_telling
from qurultai.calendar import public as calendar
from qurultai.calendar.events import AttendanceClashed, BookingCancelled, BookingMoved
from qurultai.editions import public as editions
from qurultai.editions.events import EditionChanged, VenueChanged
from qurultai.editions.public import undo_withdrawal
from qurultai.kit import traces
from qurultai.kit.journal import Fact
from qurultai.kit.keepers import Keeper
from qurultai.notices import public as notices
from qurultai.notices.events import MessageQueued
from qurultai.notices.receivers import hand_to_mail_server
from qurultai.onsite import public as onsite_door
from qurultai.onsite import receivers as onsite
from qurultai.people import public as people
from qurultai.people.events import Affiliated, AffiliationEnded, OrganisationRenamed, PersonChanged, PersonErased
from qurultai.people.public import undo_end
from qurultai.programme import public as programme
from qurultai.programme.events import (
    NamesRenewed,
    OpeningsChanged,
    PlaceGivenBack,
    PlaceTaken,
    PlanAsked,
    ProgrammePublished,
    WaitingListJoined,
    WaitingPersonPromoted,
)
from qurultai.programme.public import (
    pages_of,
    published_titles,
    undo_change_many,
    undo_part,
    undo_time,
    undo_topic_removal,
    undo_wish_removal,
)
from qurultai.programme.receivers import indexing, naming, planning, telling
from qurultai.registration import public as registration
from qurultai.registration.events import (
    CategoriesChanged,
    InvitationSent,
    MoreAsked,
    PersonSwapped,
    RegistrationApproved,
    RegistrationChanged,
    RegistrationMerged,
    RegistrationRefused,
    RegistrationStarted,
    RegistrationSubmitted,
    RegistrationWaits,
    RegistrationWithdrawn,
)
from qurultai.registration.public import undo_dismissal, undo_merge
from qurultai.registration.receivers import telling as registration_telling
from qurultai.website.receivers import forget_past_pages, render_site

REACTIONS: dict[type[Fact], tuple[Callable, ...]] = {
    AttendanceClashed: (telling.tell_of_clash,),
    BadgeBlocked: (onsite.follow_block,),
    BadgeIssued: (onsite.follow_badge,),
    BadgeKeyMade: (onsite.follow_forum,),
    BadgeMade: (accreditation.make_ready, onsite.follow_badge, accreditation_telling.tell_of_new_badge),
    ZonesChanged: (onsite.follow_forum,),
    BookingCancelled: (telling.tell_of_cancellation,),
    BookingMoved: (telling.tell_of_move,),
    Affiliated: (naming.follow_person,),
    AffiliationEnded: (naming.follow_person,),
    CategoriesChanged: (render_site,),
    ClearanceDecided: (accreditation_telling.tell_of_decision,),
    EditionChanged: (naming.follow_forum, render_site),
    MessageQueued: (hand_to_mail_server,),
    NamesRenewed: (indexing.index_programme, render_site),
    OpeningsChanged: (indexing.index_programme, render_site),
    OrganisationRenamed: (naming.follow_organisation,),
    PersonChanged: (naming.follow_person,),
    PersonErased: (forget_past_pages,),
    PersonSwapped: (accreditation.begin_anew,),
    PileAsked: (accreditation.print_badges,),
    PlaceGivenBack: (telling.tell_of_withdrawal,),
    PlaceTaken: (telling.tell_of_place,),
    PlanAsked: (planning.plan_programme,),
    ProgrammePublished: (indexing.index_programme, render_site),
    InvitationSent: (registration_telling.tell_of_invitation,),
    MoreAsked: (registration_telling.tell_of_question,),
    RegistrationApproved: (registration_telling.tell_of_approval, accreditation.clear),
    RegistrationChanged: (accreditation.follow,),
    RegistrationMerged: (accreditation.stop,),
    RegistrationRefused: (registration_telling.tell_of_refusal, accreditation.stop),
    RegistrationStarted: (registration_telling.tell_of_start,),
    RegistrationSubmitted: (registration_telling.tell_of_receipt,),
    RegistrationWaits: (registration_telling.tell_of_waiting,),
    RegistrationWithdrawn: (registration_telling.tell_of_withdrawal, accreditation.stop),
    VisaLetterIssued: (accreditation_telling.tell_of_letter,),
    VenueChanged: (naming.follow_forum, render_site),
    WaitingListJoined: (telling.tell_of_waiting,),
    WaitingPersonPromoted: (telling.tell_of_promotion,),
}

TITLES: dict[str, Callable] = {"session": published_titles}
"""For each kind of booking, who says its published title to those who may not read more (calendar's disclosure)."""

PAGES: dict[str, Callable] = {"session": pages_of}
"""For each kind of booking, where the office works on it (the calendar's pages lead there)."""

UNDOINGS: dict[str, Callable] = {
    "editions.role": undo_withdrawal,
    "people.affiliation": undo_end,
    "programme.parts": undo_part,
    "programme.sessions": undo_change_many,
    "programme.time": undo_time,
    "programme.topic": undo_topic_removal,
    "programme.wish": undo_wish_removal,
    "registration.merge": undo_merge,
    "registration.twins": undo_dismissal,
}
"""Who takes a step of each kind back (kit.undoing)."""

KEEPERS: dict[str, Keeper] = {
    "onsite": Keeper(onsite_door.kept_of, onsite_door.forget_person),
    "accreditation": Keeper(accreditation_door.kept_of, accreditation_door.forget_person),
    "programme": Keeper(programme.kept_of, programme.forget_person),
    "registration": Keeper(registration.kept_of, registration.forget_person),
    "calendar": Keeper(calendar.kept_of, calendar.forget_person),
    "notices": Keeper(notices.kept_of, notices.forget_person),
    "editions": Keeper(editions.kept_of, editions.forget_person),
    "people": Keeper(people.kept_of, people.forget_person),
    "kit": Keeper(traces.kept_of, traces.forget_person),
}
"""What each context keeps of a person and how it forgets her (kit.keepers); in this order, as each asks those below."""
