"""Search follows publication: the entries of an edition are replaced as one, by those of the version on air."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from qurultai.kit.journal.deliver import long
from qurultai.kit.models import Event
from qurultai.programme.events import NamesRenewed, OpeningsChanged, ProgrammePublished
from qurultai.programme.formats.document import Item, Programme, in_language
from qurultai.programme.formats.markup import readable
from qurultai.programme.models import Edition, SearchEntry
from qurultai.programme.queries.search import HIDDEN_ROLES, LANGUAGES, VOCABULARY
from qurultai.programme.queries.versions import versions_ahead
from qurultai.stems import grams, plain, plain_stem, sound, spans, stem

LONGEST_TEXT = 20_000
MOST_WORDS = 20_000
BATCH = 500
_TAG = re.compile(r"<[^<>]{1,300}>")
_SPACES = re.compile(r"\s+")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something public: its title and texts by language, the people it is found by, and whether it is one itself.

    It is found by what is `said` too, which no text shows.
    """

    kind: str
    key: str
    code: str
    title: Words
    texts: tuple[Words, ...] = ()
    people: tuple[str, ...] = ()
    said: str = ""
    is_person: bool = False


@long
def index_programme(fact: ProgrammePublished | OpeningsChanged | NamesRenewed, event: Event) -> None:
    """Make the entries of the version on air and of those that will follow it, each in one transaction with the end of
    older ones.

    Told twice, or late, it changes nothing: only versions that are not indexed yet are put in, or have other names.
    """
    anew = isinstance(fact, NamesRenewed)
    for ahead in versions_ahead(fact.edition_id):
        if not anew and SearchEntry.objects.filter(version_id=ahead.id).exists():
            continue
        entries = entries_of(ahead.id, ahead.document)
        with transaction.atomic():
            Edition.objects.select_for_update().get(pk=fact.edition_id)
            mine = SearchEntry.objects.filter(version__edition_id=fact.edition_id)
            wanted = {one.id for one in versions_ahead(fact.edition_id)}
            mine.exclude(version_id__in=wanted - {ahead.id} if anew else wanted).delete()
            if ahead.id in wanted and not mine.filter(version_id=ahead.id).exists():
                SearchEntry.objects.bulk_create(entries, batch_size=BATCH)


def entries_of(version_id: UUID, document: Programme) -> list[SearchEntry]:
    """Everything public of a version in every language that it has, and the words for suggestions."""
    found = list(things(document))
    entries = [
        SearchEntry(version_id=version_id, **row) for thing in found for row in rows_of(thing, document.languages)
    ]
    frame = {"version_id": version_id, "language": VOCABULARY, "kind": "word", "key": ""}
    words = [SearchEntry(**frame, title=word, title_stems=" ".join(grams(word))) for word in vocabulary(found)]
    return entries + words


def things(document: Programme) -> Iterator[Thing]:
    """The sessions, the people who contribute in public, the rooms and the topics of a published programme."""
    names = {person.key: person.name for person in document.persons}
    halls = {room.guid: room.name for room in document.rooms}
    topics = {topic.key: topic.name for topic in document.topics}
    public: dict[str, None] = {}
    for item in document.items:
        speaking = [part.person for part in item.contributors if part.role not in HIDDEN_ROLES]
        public |= dict.fromkeys(speaking)
        people = tuple(dict.fromkeys(names[key] for key in speaking if key in names))
        texts = (*_texts_of(item), topics.get(item.topic, {}), halls.get(item.room, {}))
        yield Thing("session", item.guid, item.code, item.title, texts, people, said=item.code)
    for person in document.persons:
        if person.key in public:
            extra = person.extra
            texts = (person.biography, _words(extra.get("position")), _words(extra.get("organisation")))
            name = dict.fromkeys(document.languages, person.name)
            yield Thing("speaker", person.key, person.code, name, texts, (), person.organisation, is_person=True)
    for room in document.rooms:
        texts = (room.description, _words(room.extra.get("building")))
        yield Thing("room", room.guid, room.slug, room.name, texts)
    for topic in document.topics:
        yield Thing("topic", topic.key, topic.slug, topic.name, (_words(topic.extra.get("description")),))


def _texts_of(item: Item) -> tuple[Words, ...]:
    questions = item.extra.get("questions")
    more = questions if isinstance(questions, list | tuple) else ()
    aim = _words(item.extra.get("aim"))
    return (item.subtitle, item.abstract, item.description, aim, *map(_words, more))


def _words(value: Any) -> Words:
    return {tag: text for tag, text in value.items() if isinstance(text, str)} if isinstance(value, Mapping) else {}


def rows_of(thing: Thing, fallback: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """A thing's entries: one for each language of the three that it has words in, and one for all others."""
    tags = {tag for words in (thing.title, *thing.texts) for tag, text in words.items() if text}
    others = sorted(tags - set(LANGUAGES))
    for language in (*(tag for tag in LANGUAGES if tag in tags), *(others[:1] and [""])):
        spoken = language or others[0]
        title = clean(in_language(thing.title, spoken, fallback))
        tongue = next((tag for tag, text in thing.title.items() if clean(text) == title), spoken)
        said = [words.get(tag, "") for words in thing.texts for tag in ([language] if language else others)]
        text = " · ".join(filter(None, map(clean, said)))[:LONGEST_TEXT]
        names = title if thing.is_person else ""
        yield {
            "language": language,
            "kind": thing.kind,
            "key": thing.key,
            "code": thing.code,
            "title": title,
            "text": text,
            "title_stems": name_keys([names]) if names else keys(title, tongue),
            "people_stems": name_keys(thing.people),
            "text_stems": keys(f"{text} {thing.said}".strip(), spoken),
        }


def clean(text: str) -> str:
    """One line of NFC text as it is read: without tags, NUL and what PostgreSQL cannot store."""
    text = unicodedata.normalize("NFC", _TAG.sub(" ", readable(text))).replace("\0", "")
    return _SPACES.sub(" ", text.encode("utf-8", "ignore").decode()).strip()


def keys(text: str, language: str) -> str:
    """The stem of each word in its place, and after the last one the plain stems that differ."""
    words = [word for _start, _end, word in spans(text)]
    own = [stem(word, language) for word in words]
    bare = (plain_stem(word, language) for word in words)
    return " ".join([*own, *dict.fromkeys(key for key, word in zip(bare, own, strict=True) if key and key != word)])


def name_keys(names: Iterable[str]) -> str:
    """Each word of these names as it is written, without its accents, and by its sound."""
    words = [word for name in names for _start, _end, word in spans(clean(name))]
    return " ".join(dict.fromkeys(key for word in words for key in (word, plain(word), sound(word)) if key))


def vocabulary(found: Iterable[Thing]) -> list[str]:
    """The words that a typing error may have meant: all of titles and names, and those that texts use twice."""
    named: dict[str, str] = {}
    titled: dict[str, str] = {}
    texts: Counter[str] = Counter()
    for thing in found:
        for line in map(clean, thing.title.values() if thing.is_person else thing.people):
            named.update((word, line[start:end]) for start, end, word in spans(line))
        for line in map(clean, () if thing.is_person else thing.title.values()):
            titled.update((word, word) for *_, word in spans(line))
        texts.update(word for words in thing.texts for text in words.values() for *_, word in spans(clean(text)))
    titles = titled | named
    often = (word for word, times in texts.most_common(MOST_WORDS) if times > 1 and word not in titles)
    return [word for word in (*titles.values(), *often) if len(word) > 3 and word.isalpha()][:MOST_WORDS]
