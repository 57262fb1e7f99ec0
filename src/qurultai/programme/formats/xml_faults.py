"""What libxml2 says of a broken XML file, as codes of ours: its own words are English and its reader may not be."""

from lxml import etree

from .limits import DEEPEST
from .problems import Unreadable, refused

CODES = {
    "xml_closing": {"ERR_TAG_NAME_MISMATCH", "ERR_LTSLASH_REQUIRED"},
    "xml_unfinished": {"ERR_TAG_NOT_FINISHED", "ERR_GT_REQUIRED", "ERR_CDATA_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED"},
    "xml_mark": {
        "ERR_NAME_REQUIRED",
        "ERR_ENTITYREF_NO_NAME",
        "ERR_ENTITYREF_SEMICOL_MISSING",
        "ERR_UNDECLARED_ENTITY",
        "WAR_UNDECLARED_ENTITY",
        "ERR_INVALID_CHARREF",
    },
    "xml_attribute": {
        "ERR_ATTRIBUTE_NOT_STARTED",
        "ERR_ATTRIBUTE_NOT_FINISHED",
        "ERR_ATTRIBUTE_WITHOUT_VALUE",
        "ERR_ATTRIBUTE_REDEFINED",
        "ERR_LT_IN_ATTRIBUTE",
        "ERR_SPACE_REQUIRED",
    },
    "xml_characters": {
        "ERR_INVALID_CHAR",
        "ERR_INVALID_ENCODING",
        "ERR_UNKNOWN_ENCODING",
        "ERR_UNSUPPORTED_ENCODING",
        "I18N_CONV_FAILED",
    },
}
_BY_NUMBER = {
    getattr(etree.ErrorTypes, name): code
    for code, names in CODES.items()
    for name in names
    if hasattr(etree.ErrorTypes, name)
}


def fault_of(error: etree.XMLSyntaxError) -> Unreadable:
    """The refusal for a file that libxml2 cannot parse, with line and column."""
    line, column = error.position if error.position else (error.lineno, 0)
    if "depth" in (error.msg or ""):
        return refused("too_deep", line=line or 1, limit=DEEPEST)
    return refused(_BY_NUMBER.get(error.code, "broken_xml"), line=line or 1, column=max(column or 1, 1))
