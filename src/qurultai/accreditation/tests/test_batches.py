"""Security batches: one spelling, one hash, and after any supplements the list is what it should be."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qurultai.accreditation.rules.batches import (
    BrokenChain,
    Listed,
    Sheet,
    canonical,
    current,
    digest,
    read,
    supplement_to,
)

ARU = Listed("1", "ARUA", "Ару Серік", "Aru Serik", "KZ", "Orbit", "speaker")
BEK = replace(ARU, key="2", code="BEKB", name="Бек", latin_name="Bek")
FIRST = Sheet("space-days", 1, 0, "", added=(ARU, BEK))
keys = st.integers(0, 8).map(str)
people = st.dictionaries(keys, st.sampled_from(["Aru", "Bek", "=cmd()", "Ә\u202e"]), max_size=8)


def listed(names):
    return [replace(ARU, key=key, name=name) for key, name in names.items()]


@given(people, st.lists(people, max_size=6))
def test_the_current_list_is_what_was_wanted_last_however_many_supplements_there_were(first, later):
    sheets = [canonical(Sheet("f", 1, 0, "", added=tuple(listed(first))))]
    for wanted in later:
        sheet = supplement_to(sheets, listed(wanted), "f", 1)
        if sheet:
            sheets.append(canonical(sheet))
        assert dict(current(sheets)) == {one.key: one for one in listed(wanted)}


def test_one_sheet_has_one_spelling_whatever_the_order_it_was_made_in():
    turned = replace(FIRST, added=(BEK, ARU))
    assert canonical(turned) == canonical(FIRST)
    assert read(canonical(turned)) == FIRST


def test_the_hash_is_the_one_that_anybody_computes_from_the_file():
    spelled = canonical(Sheet("f", 1, 0, "", added=(replace(ARU, name="A"),)))
    assert spelled.decode() == (
        '{"added":[{"category":"speaker","code":"ARUA","country":"KZ","key":"1","latin_name":"Aru Serik","name":"A",'
        '"organisation":"Orbit"}],"changed":[],"forum":"f","number":1,"previous":"","removed":[],"supplement":0}'
    )
    assert digest(spelled) == hashlib.sha256(spelled).hexdigest()


def test_a_supplement_says_who_is_added_changed_and_removed():
    moved = replace(BEK, organisation="Nebula")
    cem = replace(ARU, key="3", code="CEMC")
    sheet = supplement_to([canonical(FIRST)], [moved, cem], "space-days", 1)
    assert sheet == Sheet("space-days", 1, 1, digest(canonical(FIRST)), added=(cem,), changed=(moved,), removed=("1",))


def test_nothing_to_say_is_no_supplement():
    assert supplement_to([canonical(FIRST)], [BEK, ARU], "space-days", 1) is None


def chain():
    second = supplement_to([canonical(FIRST)], [ARU], "space-days", 1)
    sheets = [canonical(FIRST), canonical(second)]
    return [*sheets, canonical(supplement_to(sheets, [], "space-days", 1))]


@pytest.mark.parametrize("broken", ["exchanged", "left out", "turned round", "altered"])
def test_a_chain_in_which_a_sheet_is_exchanged_or_left_out_is_no_list(broken):
    sheets = chain()
    altered = canonical(replace(FIRST, added=(ARU, replace(BEK, name="Other"))))
    told = {
        "exchanged": [altered, *sheets[1:]],
        "left out": [sheets[0], sheets[2]],
        "turned round": [sheets[0], sheets[2], sheets[1]],
        "altered": [sheets[0], sheets[1].replace(b'"2"', b'"1"'), sheets[2]],
    }
    with pytest.raises(BrokenChain):
        current(told[broken])


def test_a_supplement_that_does_not_fit_is_refused():
    wrong = Sheet("space-days", 1, 1, digest(canonical(FIRST)), removed=("9",))
    with pytest.raises(BrokenChain, match="does not fit"):
        current([canonical(FIRST), canonical(wrong)])
