"""Keys are kept wrapped under a master key that is not in the data folder."""

import base64

import pytest

from qurultai.kit import sealing


def test_another_master_key_opens_nothing(settings):
    whose = b"w" * 16
    key = sealing.new_key(whose)
    sealed = sealing.seal(key, b"words", whose)
    sealing._master.cache_clear()
    settings.IDENTITY_KEY = base64.b64encode(b"x" * 32).decode()
    try:
        with pytest.raises(sealing.Unsealable):
            sealing.unseal(key, sealed, whose)
    finally:
        sealing._master.cache_clear()


def test_without_a_variable_the_key_is_made_once_beside_the_data_folder_and_not_in_it(settings, tmp_path):
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FILE = "", tmp_path / "data.identity-key"
    sealing._master.cache_clear()
    try:
        first = sealing._master()
        sealing._master.cache_clear()
        assert (sealing._master(), len(first)) == (first, 32)
        assert [(file.name, oct(file.stat().st_mode)[-3:]) for file in tmp_path.iterdir()] == [
            ("data.identity-key", "600")
        ]
    finally:
        sealing._master.cache_clear()


def test_a_wrapped_key_opens_only_for_what_it_belongs_to_and_unchanged():
    key = b"k" * 32
    wrapped = sealing.wrap(key, b"one")
    assert (sealing.unwrap(wrapped, b"one"), key in wrapped) == (key, False)
    for changed, whose in ((wrapped, b"other"), (wrapped[:-1] + bytes([wrapped[-1] ^ 1]), b"one")):
        with pytest.raises(sealing.Unsealable):
            sealing.unwrap(changed, whose)
