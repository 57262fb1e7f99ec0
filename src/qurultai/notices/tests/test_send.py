"""A notice is told once, in the reader's language, and never before its transaction stands."""

import pytest
from django.core import mail
from django.template import engines

from qurultai.kit.journal import deliver
from qurultai.notices import actions, rules
from qurultai.notices.models import Message
from qurultai.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(tmp_path, settings):
    """A template on disk: subject, text and page."""
    folder = tmp_path / "test"
    folder.mkdir()
    (folder / "greeting.subject.txt").write_text("{{ forum }}: {{ word }}\n")
    (folder / "greeting.txt").write_text('{% extends "notices/letter.txt" %}{% block body %}{{ word }}{% endblock %}')
    (folder / "greeting.html").write_text(
        '{% extends "notices/letter.html" %}{% block body %}<p>{{ word }}</p>{% endblock %}'
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]
    engines.__init__()
    yield "test/greeting"
    engines.__init__()


def a_reader(language="en", email="aigerim@example.org"):
    return Person.objects.create(name="Әйгерім Сәтова", email=email, language=language)


def greet(person, letter, key="greeting:1", word="Hello"):
    return actions.send(key=key, person_id=person.id, template=letter, facts={"forum": "Space Days", "word": word})


def test_a_notice_is_sent_once_however_often_it_is_asked_for(letter):
    reader = a_reader()
    assert greet(reader, letter) is not None
    assert greet(reader, letter) is None
    deliver.deliver_all()
    deliver.deliver_all()
    assert [m.subject for m in mail.outbox] == ["Space Days: Hello"]
    assert [m.state for m in Message.objects.all()] == ["sent"]


def test_without_the_key_the_same_occasion_would_be_told_twice(letter):
    reader = a_reader()
    greet(reader, letter, key="greeting:1")
    greet(reader, letter, key="greeting:2")
    deliver.deliver_all()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("language", "salutation"), [("en", "Dear"), ("ru", "Здравствуйте"), ("kk", "Құрметті")])
def test_the_letter_speaks_the_readers_language(letter, language, salutation):
    message = greet(a_reader(language), letter)
    assert message.text.split()[0].rstrip(",") == salutation
    assert message.language == language


def test_nobody_is_written_to_without_an_address(letter):
    assert greet(a_reader(email=""), letter) is None
    assert Message.objects.count() == 0


def test_a_stranger_is_written_to_once_and_called_as_she_calls_herself(letter):
    stranger = actions.Stranger("Aru", "aru@example.org", "kk")
    facts = {"forum": "Space Days", "word": "Hello"}
    for _twice in range(2):
        actions.send(key="stranger:1", stranger=stranger, template=letter, facts=facts)
    deliver.deliver_all()
    (sent,) = mail.outbox
    message = Message.objects.get()
    assert (sent.to, sent.body.split("\n")[0], message.reader) == (
        ["aru@example.org"],
        "Құрметті Aru!",
        "a…@example.org",
    )


def test_markup_in_a_word_stays_a_word(letter):
    message = greet(a_reader(), letter, word='<a href="https://evil.example">win</a>')
    assert "<a href" not in message.html
    assert '<a href="https://evil.example">' in message.text


def test_a_subject_is_one_line():
    assert rules.one_line("Space\r\nBcc: all@example.org") == "Space Bcc: all@example.org"
    assert rules.one_line("a\u202eb") == "a b"
    assert len(rules.one_line("x" * 500)) == rules.LONGEST_SUBJECT


def test_the_message_keeps_its_identity_when_it_is_sent_again(letter):
    message = greet(a_reader(), letter)
    deliver.deliver_all()
    Message.objects.update(state="queued")
    from qurultai.notices.events import MessageQueued
    from qurultai.notices.receivers import hand_to_mail_server

    hand_to_mail_server(MessageQueued(message.id), None)
    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second
