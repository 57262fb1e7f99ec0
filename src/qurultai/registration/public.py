"""The door of registration."""

from qurultai.registration.actions.applying import (
    correct_registration,
    save_draft,
    start_draft,
    submit_registration,
    undo_withdrawal,
    withdraw_registration,
)
from qurultai.registration.actions.categories import add_category, change_category
from qurultai.registration.actions.erasing import forget_person
from qurultai.registration.actions.forms import NewField, add_form
from qurultai.registration.actions.groups import add_group
from qurultai.registration.actions.identities import erase_old_identities, keep_identity, unmask_identity
from qurultai.registration.actions.importing import Applicant, register_many
from qurultai.registration.actions.reviewing import approve, ask_for_more, decide_many, refuse
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
from qurultai.registration.queries.finding import called
from qurultai.registration.queries.identities import identity_of
from qurultai.registration.queries.office import counts_of
from qurultai.registration.queries.whole import kept_of

__all__ = [
    "Applicant",
    "BadgeFacts",
    "NewField",
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
    "erase_old_identities",
    "forget_person",
    "identity_of",
    "keep_identity",
    "kept_of",
    "photo_bytes",
    "refuse",
    "register_many",
    "registration_for",
    "save_draft",
    "start_draft",
    "submit_registration",
    "takes_applications",
    "undo_withdrawal",
    "unmask_identity",
    "withdraw_registration",
]
