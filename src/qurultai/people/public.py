"""The door of people."""

from qurultai.people.actions.accounts import close_account, end_all_sessions, make_sign_in_link, open_account
from qurultai.people.actions.organisations import (
    NewOrganisation,
    add_organisation,
    add_organisations,
    affiliate,
    change_organisation,
    end_affiliation,
    let_speak_for,
    rename_organisation,
)
from qurultai.people.actions.persons import (
    NewPerson,
    add_people,
    add_person,
    change_person,
    choose_language,
    find_or_add_speaker,
    find_or_add_speakers,
)
from qurultai.people.actions.tokens import make_token, note_token_use, revoke_token
from qurultai.people.policies import UPDATE_PERSON
from qurultai.people.queries import (
    actor_of_token,
    affiliations_of,
    found,
    languages_of,
    myself,
    names_of,
    organisation_name_at,
    organisation_names_at,
    people_visible_to,
    speaks_for,
    token_of,
)
from qurultai.people.rules import clean_name, clean_words, safe_cell, safe_next

__all__ = [
    "UPDATE_PERSON",
    "NewOrganisation",
    "NewPerson",
    "actor_of_token",
    "add_organisation",
    "add_organisations",
    "add_people",
    "add_person",
    "affiliate",
    "affiliations_of",
    "change_organisation",
    "change_person",
    "choose_language",
    "clean_name",
    "clean_words",
    "close_account",
    "end_affiliation",
    "end_all_sessions",
    "find_or_add_speaker",
    "find_or_add_speakers",
    "found",
    "languages_of",
    "let_speak_for",
    "make_sign_in_link",
    "make_token",
    "myself",
    "names_of",
    "note_token_use",
    "open_account",
    "organisation_name_at",
    "organisation_names_at",
    "people_visible_to",
    "rename_organisation",
    "revoke_token",
    "safe_cell",
    "safe_next",
    "speaks_for",
    "token_of",
]
