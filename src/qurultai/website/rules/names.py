"""How a person is called on a page of some language."""

import unicodedata


def name_for(language: str, own: str, latin: object) -> str:
    """Her own spelling; on English pages the Latin one when her own has letters that its readers cannot read."""
    return latin if language == "en" and isinstance(latin, str) and latin and not _in_latin(own) else own


def _in_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(sign, "") for sign in name if sign.isalpha())
