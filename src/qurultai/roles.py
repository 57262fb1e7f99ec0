"""MAP who may do what. Everything not granted here is denied.

A grant is `role@relation/state+state`: `own` (my own), `grp` (my delegation, company, session), `for` (the whole forum,
also when nothing is said); no states: in every state. `pub` is everybody.

pub everybody · anon not signed in · part participant · head delegation head · spkr speaker or moderator · comp company
admin · memb company member · seek job seeker · recr recruiter · jour journalist · team, capt CanSat · oper check-in ·
gate device · prot protocol · visa visa officer · secu security · agen agency · prog programme manager · pres press ·
b2bm business manager · lega legal · jury judge · supp support · admn forum owner · plat platform operator · dpo data
protection · tokn API token.
"""

ROLES = [
    "pub",
    "anon",
    "part",
    "head",
    "spkr",
    "comp",
    "memb",
    "seek",
    "recr",
    "jour",
    "team",
    "capt",
    "gsta",
    "oper",
    "gate",
    "prot",
    "visa",
    "secu",
    "agen",
    "prog",
    "pres",
    "b2bm",
    "lega",
    "jury",
    "supp",
    "admn",
    "plat",
    "dpo",
    "tokn",
]

STAFF = frozenset({"prot", "visa", "secu", "prog", "pres", "b2bm", "lega", "supp", "admn", "plat", "dpo"})
"""Who works for the forum: their sessions end after half an hour without a request and after twelve hours."""
WITH_PASSKEY = frozenset({"visa", "secu", "lega", "admn", "plat"})
"""Who gets to do staff's work only in a session that a passkey opened (decision 8)."""

GRANTS = {
    # editions
    "editions.forum_settings.read": "admn dpo",
    "editions.forum_settings.update": "admn",
    "editions.role_grant.list": "admn dpo",
    "editions.role_grant.create": "admn",
    "editions.role_grant.delete": "admn",
    # people
    "people.person_public.list": "part comp memb jour prog prot b2bm supp admn",
    "people.person_public.read": "part head spkr comp memb jour prog prot b2bm supp admn",
    "people.person_public.update": "part@own head@grp supp",
    "people.person_contact.read": "part@own head@grp comp@grp memb@grp prot visa secu supp b2bm",
    "people.person_contact.update": "part@own head@grp",
    "people.person_contact.export": "prot b2bm",
    "people.person_public.create": "prog prot supp admn",
    "people.registry.read": "prog prot b2bm supp admn",
    "people.account.update": "supp admn",
    "people.organisation.list": "part comp memb jour prog prot b2bm supp admn",
    "people.organisation.update": "prog prot b2bm supp admn",
    # calendar
    "calendar.booking.read": "prog admn",
    "calendar.free_busy.read": "prot prog admn",
    "calendar.feed.read": "part@own spkr@own",
    "calendar.feed.update": "part@own spkr@own",
    # registration
    "registration.own_application.create": "pub",
    "registration.own_application.read": "pub@own",
    "registration.own_application.update": "pub@own",
    "registration.own_application.withdraw": "pub@own",
    "registration.registration.list": "head@grp prot supp admn",
    "registration.registration.read": "part@own head@grp prot supp admn",
    "registration.registration.create": "anon@own part@own head@grp supp",
    "registration.registration.update": "part@own head@grp supp",
    "registration.registration.transition": "prot admn",
    "registration.registration.delete": "part@own admn",
    "registration.registration.export": "prot admn",
    "registration.registry.read": "prot supp admn",
    "registration.registry.create": "supp",
    "registration.passport.read": "part@own visa secu@grp",
    "registration.passport.unmask": "visa secu@grp",
    "registration.passport.create": "part@own head@grp",
    "registration.invitation.read": "prot supp admn",
    "registration.invitation.create": "prot admn",
    "registration.invitation.send": "prot admn",
    "registration.own_invitation.update": "pub@own",
    "registration.group.read": "head@own prot supp admn",
    "registration.group.create": "prot supp admn",
    "registration.group.fill": "head@own supp",
    "registration.group_member.withdraw": "head@grp",
    "registration.category.read": "prot supp admn",
    "registration.category.update": "prot admn",
    # programme
    "programme.session.list": "pub/published spkr@grp prog pres admn",
    "programme.session.read": "pub/published spkr@grp prog pres admn",
    "programme.session.create": "prog",
    "programme.session.update": "prog spkr@grp/draft+confirmed",
    "programme.session.transition": "prog",
    "programme.session.delete": "prog/draft+cancelled",
    "programme.session.export": "prog pub/published",
    "programme.session_draft.list": "spkr@grp prog pres admn",
    "programme.session_booking.list": "prog part@own",
    "programme.session_booking.read": "part@own head@grp prog",
    "programme.session_booking.create": "part@own head@grp",
    "programme.session_booking.delete": "part@own head@grp prog",
    "programme.speaker_profile.list": "pub/published prog",
    "programme.speaker_profile.read": "pub/published spkr@own prog",
    "programme.speaker_profile.update": "spkr@own prog",
    "programme.speaker_profile.transition": "prog",
    # kit
    "kit.audit_log.list": "dpo admn",
    "kit.audit_log.read": "dpo admn",
    "kit.audit_log.export": "dpo",
    # notices
    "notices.message_outbox.list": "supp dpo",
    "notices.message_outbox.read": "supp",
    # API tokens
    "people.api_token.list": "tokn@own admn",
    "people.api_token.create": "admn",
    "people.api_token.delete": "admn tokn@own",
    # the office's door
    "office.home.read": "prot prog pres supp admn dpo",
}
