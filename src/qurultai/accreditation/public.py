"""The door of accreditation."""

from qurultai.accreditation.actions.badges import block_badge, issue_badge, make_badge, reissue_badge
from qurultai.accreditation.actions.batches import decide, make_batch, make_supplement
from qurultai.accreditation.actions.erasing import forget_person
from qurultai.accreditation.actions.keys import make_key
from qurultai.accreditation.actions.visas import set_visa_rule
from qurultai.accreditation.actions.zones import add_desk, add_zone, set_policy
from qurultai.accreditation.queries.clearances import keys_by_code
from qurultai.accreditation.queries.erasing import kept_of, serials_of
from qurultai.accreditation.queries.gates import GateBadge, badge_keys, badge_of_code, gate_badges, zones_of
from qurultai.accreditation.queries.pictures import thumbnail
from qurultai.accreditation.queries.whole import forum_number
from qurultai.accreditation.rules import badge_code
from qurultai.accreditation.rules.visas import Rule

__all__ = [
    "GateBadge",
    "Rule",
    "add_desk",
    "add_zone",
    "badge_code",
    "badge_keys",
    "badge_of_code",
    "block_badge",
    "decide",
    "forget_person",
    "forum_number",
    "gate_badges",
    "issue_badge",
    "kept_of",
    "keys_by_code",
    "make_badge",
    "make_batch",
    "make_key",
    "make_supplement",
    "reissue_badge",
    "serials_of",
    "set_policy",
    "set_visa_rule",
    "thumbnail",
    "zones_of",
]
