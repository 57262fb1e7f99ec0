"""The door of registration."""

from qurultai.registration.actions.applying import (
    correct_registration,
    save_draft,
    start_draft,
    submit_registration,
)
from qurultai.registration.actions.categories import add_category, change_category
from qurultai.registration.actions.documents import found_by_document
from qurultai.registration.actions.erasing import forget_person
from qurultai.registration.actions.forms import NewField, add_form
from qurultai.registration.actions.groups import add_group
from qurultai.registration.actions.handing_over import unmask_identities
from qurultai.registration.actions.identities import erase_old_identities, keep_identity, unmask_identity
from qurultai.registration.actions.importing import Applicant, register_many
from qurultai.registration.actions.merging import (
    dismiss_twins,
    merge_registrations,
    undo_dismissal,
    undo_merge,
)
from qurultai.registration.actions.reviewing import approve, ask_for_more, decide_many, refuse
from qurultai.registration.actions.walking_up import walk_up
from qurultai.registration.actions.withdrawing import undo_withdrawal, withdraw_registration
from qurultai.registration.queries.applications import takes_applications
from qurultai.registration.queries.badges import (
    BadgeFacts,
    approved,
    badge_facts,
    categories_of,
    codes_of,
    photo_bytes,
    registration_for,
)
from qurultai.registration.queries.consents import consenting
from qurultai.registration.queries.door import OpenAtDoor, open_at_door
from qurultai.registration.queries.finding import called
from qurultai.registration.queries.identities import identities_of, identity_of
from qurultai.registration.queries.office import counts_of
from qurultai.registration.queries.telling import reader_of
from qurultai.registration.queries.whole import kept_of

__all__ = [
    "Applicant",
    "BadgeFacts",
    "NewField",
    "OpenAtDoor",
    "add_category",
    "add_form",
    "add_group",
    "approve",
    "approved",
    "ask_for_more",
    "badge_facts",
    "called",
    "categories_of",
    "change_category",
    "codes_of",
    "consenting",
    "correct_registration",
    "counts_of",
    "decide_many",
    "dismiss_twins",
    "erase_old_identities",
    "forget_person",
    "found_by_document",
    "identities_of",
    "identity_of",
    "keep_identity",
    "kept_of",
    "merge_registrations",
    "open_at_door",
    "photo_bytes",
    "reader_of",
    "refuse",
    "register_many",
    "registration_for",
    "save_draft",
    "start_draft",
    "submit_registration",
    "takes_applications",
    "undo_dismissal",
    "undo_merge",
    "undo_withdrawal",
    "unmask_identities",
    "unmask_identity",
    "walk_up",
    "withdraw_registration",
]
