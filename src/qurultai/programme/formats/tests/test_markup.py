"""HTML of other systems is shown as plain text; what only speaks of tags stays as it is."""

import pytest

from qurultai.programme.formats.jsonld import event_of
from qurultai.programme.formats.markup import readable

from .samples import read_text
from .test_more_dialects import event, schedule


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One &amp; two.</p>\n<p>Three</p>", "One & two.\n\nThree"),
        ("First<br/>second", "First\nsecond"),
        ("<p>Bring:</p><ul><li>water</li>\n<li><b>a hat</b></li></ul>", "Bring:\n\n• water\n• a hat"),
        ('<p>See <a href="javascript:x()">this</a></p>', "See this"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style>", "a"),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>", "<script>x</script>"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("The tag <b> makes bold", "The tag <b> makes bold"),
        ("Lines\n\nstay", "Lines\n\nstay"),
        ("<p>never closed <a href=", "never closed <a href="),
    ],
)
def test_paragraphs_and_points_stay_and_tags_go(text: str, plain: str) -> None:
    assert readable(text) == plain


def test_the_document_keeps_the_markup_and_search_engines_get_the_words() -> None:
    text = "&lt;p&gt;Hello&lt;/p&gt;"
    found = read_text(schedule(event(f"<start>09:00</start><duration>00:30</duration><abstract>{text}</abstract>")))
    assert found.items[0].abstract == {"en": "<p>Hello</p>"}
    assert event_of(found, "en")["subEvent"][0]["description"] == "Hello"
