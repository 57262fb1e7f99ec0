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
from qurultai.registration.actions.forms import NewField, add_form
from qurultai.registration.actions.reviewing import approve, ask_for_more, refuse
from qurultai.registration.queries.badges import (
    BadgeFacts,
    approved,
    badge_facts,
    categories_of,
    photo_bytes,
    registration_for,
)

__all__ = [
    "BadgeFacts",
    "NewField",
    "add_category",
    "add_form",
    "approve",
    "approved",
    "ask_for_more",
    "badge_facts",
    "categories_of",
    "change_category",
    "correct_registration",
    "photo_bytes",
    "refuse",
    "registration_for",
    "save_draft",
    "start_draft",
    "submit_registration",
    "undo_withdrawal",
    "withdraw_registration",
]
