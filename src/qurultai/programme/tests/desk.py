"""Where the office works on the programme, and what its pages say."""

OFFICE = "/en/office/programme"


def text(answer: object) -> str:
    """A page's markup."""
    return answer.content.decode()
