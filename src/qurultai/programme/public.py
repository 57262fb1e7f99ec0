"""The door of the programme."""

from qurultai.programme.actions.bulk import undo_change_many
from qurultai.programme.actions.erasing import SpeaksStill, forget_person, kept_of
from qurultai.programme.actions.giving_back import undo_part, undo_time
from qurultai.programme.actions.importing import ImportReport, import_programme, try_import
from qurultai.programme.actions.openings import settle_openings
from qurultai.programme.actions.placing import Part, place_session, set_parts, unplace_session
from qurultai.programme.actions.planning import (
    accept_plan,
    ask_plan,
    cancel_plan,
    run_plan,
    set_plan_frame,
    undo_plan,
)
from qurultai.programme.actions.publishing import publish_programme
from qurultai.programme.actions.refusals import NothingNew, NotPublishable
from qurultai.programme.actions.sessions import (
    cancel_session,
    change_session,
    change_state,
    create_session,
    remove_session,
)
from qurultai.programme.actions.sign_ups import set_places, sign_up, withdraw_sign_up
from qurultai.programme.actions.stars import star_many, star_session, unstar_session
from qurultai.programme.actions.topics import add_topic, change_topic, remove_topic, undo_topic_removal
from qurultai.programme.actions.wishes import add_wish, remove_wish, undo_wish_removal
from qurultai.programme.formats.document import Contributor, Day, Item, Programme, in_language
from qurultai.programme.formats.frab_json import write_json
from qurultai.programme.formats.frab_xml import write_xml
from qurultai.programme.formats.ical import write_ical
from qurultai.programme.formats.jsonld import write_jsonld
from qurultai.programme.formats.markup import readable
from qurultai.programme.formats.reading import Unreadable, read
from qurultai.programme.formats.sheet.xlsx_writing import template_xlsx, write_csv, write_xlsx
from qurultai.programme.formats.writing import FORMATS, Occasion, write
from qurultai.programme.formats.xcal import write_xcal
from qurultai.programme.queries.blocks import blocks_of
from qurultai.programme.queries.counting import session_counts
from qurultai.programme.queries.documents import draft_document
from qurultai.programme.queries.office.importing import kinds_of
from qurultai.programme.queries.office.session import pages_of
from qurultai.programme.queries.participant import Starred, starred_by
from qurultai.programme.queries.planning.proposals import runs_of, shifts_of
from qurultai.programme.queries.planning.words import said
from qurultai.programme.queries.planning.worth import nearness
from qurultai.programme.queries.search import Hit, Piece, SearchResult, search
from qurultai.programme.queries.sessions import sessions_named_to
from qurultai.programme.queries.versions import (
    PublishedVersion,
    VersionLine,
    current_version,
    numbered_version,
    published_titles,
    versions,
    versions_ahead,
    versions_until,
)
from qurultai.programme.rules.sequences import item_changes

__all__ = [
    "FORMATS",
    "Contributor",
    "Day",
    "Hit",
    "ImportReport",
    "Item",
    "NotPublishable",
    "NothingNew",
    "Occasion",
    "Part",
    "Piece",
    "Programme",
    "PublishedVersion",
    "SearchResult",
    "SpeaksStill",
    "Starred",
    "Unreadable",
    "VersionLine",
    "accept_plan",
    "add_topic",
    "add_wish",
    "ask_plan",
    "blocks_of",
    "cancel_plan",
    "cancel_session",
    "change_session",
    "change_state",
    "change_topic",
    "create_session",
    "current_version",
    "draft_document",
    "forget_person",
    "import_programme",
    "in_language",
    "item_changes",
    "kept_of",
    "kinds_of",
    "nearness",
    "numbered_version",
    "pages_of",
    "place_session",
    "publish_programme",
    "published_titles",
    "read",
    "readable",
    "remove_session",
    "remove_topic",
    "remove_wish",
    "run_plan",
    "runs_of",
    "said",
    "search",
    "session_counts",
    "sessions_named_to",
    "set_parts",
    "set_places",
    "set_plan_frame",
    "settle_openings",
    "shifts_of",
    "sign_up",
    "star_many",
    "star_session",
    "starred_by",
    "template_xlsx",
    "try_import",
    "undo_change_many",
    "undo_part",
    "undo_plan",
    "undo_time",
    "undo_topic_removal",
    "undo_wish_removal",
    "unplace_session",
    "unstar_session",
    "versions",
    "versions_ahead",
    "versions_until",
    "withdraw_sign_up",
    "write",
    "write_csv",
    "write_ical",
    "write_json",
    "write_jsonld",
    "write_xcal",
    "write_xlsx",
    "write_xml",
]
