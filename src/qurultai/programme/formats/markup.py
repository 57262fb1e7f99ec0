"""Texts that other systems wrote as HTML, made plain for reading; stored and exported is what the file had."""

import re
from html.parser import HTMLParser

_MARKUP = re.compile(r"</(?:p|div|ul|ol|li|h[1-6]|a|blockquote|pre|table)\s*>|<(?:br|hr)\s*/?>|<p[\s>]", re.IGNORECASE)
_BREAKS = re.compile(r"\n{3,}")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BLOCKS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "section", "article"}
_LINES = {"br", "li", "tr", "hr", "dt", "dd"}
_SILENT = {"script", "style", "head", "title", "template", "iframe", "object"}


def readable(text: str) -> str:
    """The text without tags, paragraphs parted by an empty line and points on lines of their own.

    A text that is no HTML comes back as it is, even when it speaks of tags; the answer is plain text to be escaped.
    """
    if "<" not in text or not _MARKUP.search(text):
        return text
    reader = _Plain()
    reader.feed(text)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return _BREAKS.sub("\n\n", "\n".join(lines)).strip()


class _Plain(HTMLParser):
    """Gathers the words of an HTML text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._exact = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._exact += tag == "pre"
        self._break(tag)
        if tag == "li":
            self.parts.append("• ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._exact = max(0, self._exact - (tag == "pre"))
        if tag not in _LINES:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data if self._exact else _BLANKS.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "pre":
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n")
