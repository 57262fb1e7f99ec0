"""A code has one spelling, one signer, one forum and one span."""

import base64
import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.badge_codes import (
    ALPHABET,
    CLOSES,
    FORUM,
    NOON,
    OPENS,
    a_badge,
    a_private_key,
    accepted,
    key_of,
    mutated,
    raw_of,
    respelled,
    spelled,
)
from qurultai.accreditation.rules import badge_code
from qurultai.accreditation.rules.badge_code import BadgeRefused, issue, photo_hash, read

PRIVATE = a_private_key()
KEYS = {1: key_of(PRIVATE)}
CODE = issue(a_badge(), PRIVATE)
SECOND = dt.timedelta(seconds=1)
QR_M_ALPHANUMERIC = {5: 122, 6: 154, 7: 178}
"""Characters in alphanumeric mode at level M by version (ISO/IEC 18004, table 7)."""
QR_SIGNS = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def refusal(text, keys=KEYS, forum=FORUM, now=NOON):
    with pytest.raises(BadgeRefused) as refused:
        read(text, keys, forum, now)
    return refused.value.reason


def instants(least=OPENS - dt.timedelta(days=1), most=CLOSES):
    return st.integers(int(least.timestamp()), int(most.timestamp())).map(
        lambda second: dt.datetime.fromtimestamp(second, dt.UTC)
    )


@given(
    st.integers(0, 2**64 - 1),
    st.integers(0, 255),
    st.integers(0, 2**32 - 1),
    st.binary(min_size=8, max_size=8),
    instants(most=NOON),
    instants(least=NOON + SECOND),
)
def test_what_is_issued_is_read(serial, category, zones, photo, since, until):
    badge = a_badge(serial, category=category, zones=zones, photo=photo, valid_from=since, valid_until=until)
    code = issue(badge, PRIVATE)
    assert read(code, KEYS, FORUM, NOON) == badge
    assert (len(code), set(code) - set(ALPHABET)) == (badge_code.CHARACTERS, set())


def test_it_fits_a_qr_code_of_version_7_at_level_m_in_alphanumeric_mode():
    assert set(CODE) - QR_SIGNS == set()
    assert min(version for version, most in QR_M_ALPHANUMERIC.items() if len(CODE) <= most) == 7


def test_the_bytes_on_the_badge_stay_as_they_are():
    assert raw_of(CODE)[:35].hex() == (
        "0101000007eb000000000000004d0300000005"
        + f"{int(OPENS.timestamp()):08x}{int(CLOSES.timestamp()):08x}"
        + b"8 bytes!".hex()
    )


def test_zones_are_bits():
    assert [zone for zone in range(32) if a_badge(zones=0b101).opens(zone)] == [0, 2]


def test_it_is_valid_from_its_first_second_to_before_its_last():
    keys = {1: key_of(PRIVATE, OPENS - SECOND, CLOSES + SECOND)}
    assert read(CODE, keys, FORUM, OPENS) == read(CODE, keys, FORUM, CLOSES - SECOND) == a_badge()
    assert refusal(CODE, keys, now=OPENS - SECOND) == "not_yet"
    assert refusal(CODE, keys, now=CLOSES) == "expired"


def test_another_forum_another_version_and_another_key_are_told_apart():
    assert refusal(CODE, forum=FORUM + 1) == "other_forum"
    assert refusal(spelled(b"\x02" + raw_of(CODE)[1:])) == "not_a_code"
    assert refusal(CODE, keys={2: KEYS[1]}) == "unknown_key"
    assert refusal(CODE, keys={1: key_of(a_private_key(2))}) == "bad_signature"


def test_keys_in_rotation_are_accepted_side_by_side_each_in_its_span():
    new = a_private_key(2)
    keys = {1: key_of(PRIVATE, OPENS, NOON), 2: key_of(new, NOON - SECOND, CLOSES)}
    newer = issue(a_badge(78, key=2), new)
    assert read(CODE, keys, FORUM, NOON - SECOND).serial == 77
    assert read(newer, keys, FORUM, NOON - SECOND).serial == 78
    assert refusal(CODE, keys, now=NOON) == "unknown_key"
    assert refusal(newer, keys, now=NOON - 2 * SECOND) == "unknown_key"
    assert refusal(issue(a_badge(79, key=2), PRIVATE), keys, now=NOON - SECOND) == "bad_signature"


@pytest.mark.parametrize("text", ["", "A" * 159, "=" * 159, "é" * 159, CODE[:-1], CODE + "A", CODE[:156] + "==="])
def test_anything_else_is_not_a_code(text):
    assert refusal(text) == "not_a_code"


@pytest.mark.parametrize("raw", [raw_of(CODE)[:94], raw_of(CODE) + b"12345", raw_of(CODE)[:34]])
def test_other_lengths_are_not_codes_however_well_spelled(raw):
    assert refusal(spelled(raw)) == "not_a_code"


def test_a_signature_for_anything_else_is_none_for_a_badge():
    fields = raw_of(CODE)[:35]
    assert refusal(spelled(fields + PRIVATE.sign(fields))) == "bad_signature"


def test_no_mutated_code_gets_in():
    assert accepted(mutated(CODE, 2000, random.Random(1)), CODE, KEYS) == []


def test_no_other_spelling_gets_in():
    assert accepted(respelled(CODE, 1000, random.Random(1)), CODE, KEYS) == []


@pytest.mark.parametrize(
    "field",
    [
        {"key": 256},
        {"category": -1},
        {"zones": 2**32},
        {"serial": 2**64},
        {"photo": b"7 bytes"},
        {"valid_until": OPENS},
        {"valid_from": OPENS.replace(tzinfo=None), "valid_until": CLOSES.replace(tzinfo=None)},
        {"valid_until": CLOSES.replace(microsecond=1)},
        {"valid_until": dt.datetime(2107, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_a_field_that_does_not_fit_is_not_issued(field):
    with pytest.raises(ValueError, match=r".+"):
        issue(dataclasses.replace(a_badge(), **field), PRIVATE)


def test_a_photo_is_known_by_the_beginning_of_its_sha_256():
    assert photo_hash(b"abc").hex() == "ba7816bf8f01cfea"


def lenient(text):
    """A decoder as one finds it: blanks and case forgiven, padding added."""
    try:
        raw = base64.b32decode(text.strip().strip("\ufeff=") + "=", casefold=True)
    except ValueError as error:
        raise BadgeRefused("not_a_code") from error
    if len(raw) != 99:
        raise BadgeRefused("not_a_code")
    return raw


def test_mutant_a_lenient_decoder_is_seen(monkeypatch):
    monkeypatch.setattr(badge_code, "_bytes_of", lenient)
    assert len(accepted(respelled(CODE, 1000, random.Random(1)), CODE, KEYS)) > 100


def test_mutant_without_writing_it_again_there_are_eight_spellings(monkeypatch):
    class Equal(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __ne__(self, other):
            return False

    monkeypatch.setattr(badge_code, "_spelled", Equal)
    assert len(accepted(respelled(CODE, 14, random.Random(1)), CODE, KEYS)) == 7


def test_mutant_a_signature_that_nobody_checks_is_seen(monkeypatch):
    monkeypatch.setattr(badge_code, "_signed", lambda public, signature, fields: True)
    assert len(accepted(mutated(CODE, 2000, random.Random(1)), CODE, KEYS)) > 500
