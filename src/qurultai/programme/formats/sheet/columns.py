"""The sheets, columns and closed lists of the forum's spreadsheet, each with its names in kk, ru and en."""

import re
from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code (accepted as a heading too), its headings, whether its words are per language, its width."""

    code: str
    kk: str
    ru: str
    en: str
    translated: bool = False
    width: int = 16

    def heading(self, language: str = "") -> str:
        """What the template writes: the code and the three names, a line each."""
        if not language:
            return "\n".join((self.code, self.kk, self.ru, self.en))
        return "\n".join((f"{self.code}_{language}", *(f"{name} ({language})" for name in (self.kk, self.ru, self.en))))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its code, its names, and its columns."""

    code: str
    kk: str
    ru: str
    en: str
    columns: tuple[Column, ...]


SESSIONS = Sheet(
    "sessions", "Сессиялар", "Сессии", "Sessions",
    (
        Column("code", "Коды", "Код", "Code", width=12),
        Column("title", "Атауы", "Название", "Title", translated=True, width=40),
        Column("subtitle", "Қосымша атауы", "Подзаголовок", "Subtitle", translated=True, width=24),
        Column("kind", "Түрі", "Вид", "Kind"),
        Column("topic", "Тақырыбы", "Тема", "Topic", width=24),
        Column("room", "Зал", "Зал", "Room", width=20),
        Column("date", "Күні", "Дата", "Date", width=12),
        Column("start", "Басталуы", "Начало", "Start", width=10),
        Column("end", "Аяқталуы", "Окончание", "End", width=10),
        Column("minutes", "Минут", "Минут", "Minutes", width=10),
        Column("speakers", "Спикерлер", "Спикеры", "Speakers", width=32),
        Column("language", "Тілі", "Язык", "Language", width=10),
        Column("capacity", "Орын саны", "Число мест", "Places", width=10),
        Column("abstract", "Аңдатпа", "Аннотация", "Abstract", translated=True, width=40),
        Column("description", "Сипаттамасы", "Описание", "Description", translated=True, width=40),
        Column("url", "Сілтеме", "Ссылка", "Link", width=24),
        Column("recording_license", "Жазба лицензиясы", "Лицензия записи", "Recording licence"),
        Column("do_not_record", "Жазбаға түсірмеу", "Не записывать", "Do not record"),
        Column("number", "Нөмірі", "Номер", "Number", width=10),
        Column("guid", "Тұрақты белгі", "Постоянный признак", "Permanent mark", width=38),
    ),
)  # fmt: skip
SPEAKERS = Sheet(
    "speakers", "Спикерлер", "Спикеры", "Speakers",
    (
        Column("name", "Аты-жөні", "Имя", "Name", width=30),
        Column("organisation", "Ұйым", "Организация", "Organisation", width=30),
        Column("country", "Ел", "Страна", "Country"),
        Column("biography", "Өмірбаяны", "Биография", "Biography", translated=True, width=40),
        Column("url", "Сілтеме", "Ссылка", "Link", width=24),
        Column("avatar", "Сурет", "Фотография", "Photograph", width=24),
        Column("guid", "Тұрақты белгі", "Постоянный признак", "Permanent mark", width=38),
    ),
)  # fmt: skip
ROOMS = Sheet(
    "rooms", "Залдар", "Залы", "Rooms",
    (
        Column("name", "Атауы", "Название", "Name", translated=True, width=30),
        Column("capacity", "Орын саны", "Число мест", "Places", width=10),
        Column("description", "Сипаттамасы", "Описание", "Description", translated=True, width=40),
        Column("guid", "Тұрақты белгі", "Постоянный признак", "Permanent mark", width=38),
    ),
)  # fmt: skip
TOPICS = Sheet(
    "topics", "Тақырыптар", "Темы", "Topics",
    (
        Column("name", "Атауы", "Название", "Name", translated=True, width=30),
        Column("colour", "Түсі", "Цвет", "Colour"),
        Column("slug", "Қысқа атауы", "Краткое имя", "Short name"),
    ),
)  # fmt: skip
DAYS = Sheet(
    "days", "Күндер", "Дни", "Days",
    (
        Column("date", "Күні", "Дата", "Date", width=14),
        Column("start", "Басталуы", "Начало", "Start", width=20),
        Column("end", "Аяқталуы", "Окончание", "End", width=20),
    ),
)  # fmt: skip
PROGRAMME = Sheet(
    "programme", "Бағдарлама", "Программа", "Programme",
    (
        Column("acronym", "Қысқаша атауы", "Краткое название", "Short name"),
        Column("title", "Форумның атауы", "Название форума", "Forum's title", translated=True),
        Column("start", "Бірінші күні", "Первый день", "First day"),
        Column("end", "Соңғы күні", "Последний день", "Last day"),
        Column("zone", "Уақыт белдеуі", "Часовой пояс", "Time zone"),
        Column("languages", "Тілдер", "Языки", "Languages"),
        Column("version", "Нұсқасы", "Версия", "Version"),
        Column("url", "Сайты", "Сайт", "Website"),
        Column("base_url", "Бағдарлама беті", "Страница программы", "Programme page"),
        Column("slot_minutes", "Кесте қадамы, минут", "Шаг сетки, минут", "Grid step, minutes"),
    ),
)  # fmt: skip
KINDS_SHEET = Sheet(
    "kinds", "Түрлер", "Виды", "Kinds", (Column("kind", "Түрі", "Вид", "Kind", width=30),)
)  # fmt: skip
SHEETS = (PROGRAMME, DAYS, SESSIONS, SPEAKERS, ROOMS, TOPICS, KINDS_SHEET)
REQUIRED = {
    "sessions": ("title", "date", "start"),
    "speakers": ("name",),
    "rooms": ("name",),
    "topics": ("name",),
    "days": ("date",),
    "kinds": ("kind",),
}
KINDS = {
    "plenary": ("Пленарлық отырыс", "Пленарное заседание", "Plenary"),
    "panel": ("Панельдік пікірталас", "Панельная дискуссия", "Panel"),
    "round_table": ("Дөңгелек үстел", "Круглый стол", "Round table"),
    "workshop": ("Шеберлік сабағы", "Мастер-класс", "Workshop"),
    "seminar": ("Семинар", "Семинар", "Seminar"),
    "symposium_talk": ("Симпозиум баяндамасы", "Доклад на симпозиуме", "Symposium talk"),
    "press_conference": ("Баспасөз конференциясы", "Пресс-конференция", "Press conference"),
    "ceremony": ("Салтанатты рәсім", "Церемония", "Ceremony"),
    "film_screening": ("Фильм көрсетілімі", "Показ фильма", "Film screening"),
    "side_meeting": ("Қосымша кездесу", "Встреча на полях", "Side meeting"),
    "other": ("Басқа", "Другое", "Other"),
}
YES = {"yes", "true", "1", "иә", "да", "x", "х", "+"}
NO = {"no", "false", "0", "жоқ", "нет", "-"}
_SUFFIX = re.compile(r"(?P<name>.+?)[ _]?[(\[_ ](?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)[)\]]?")
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """The text as headings, kinds and names of sheets are compared: one case, single spaces, no marks around it."""
    return _SPACE.sub(" ", text).strip(" *:").casefold()


def kind_codes() -> dict[str, str]:
    """Every spelling of the closed list's kinds → its code."""
    return {folded(name): code for code, names in KINDS.items() for name in (code, code.replace("_", " "), *names)}


def sheet_named(name: str) -> Sheet | None:
    """The sheet of that name in any language."""
    wanted = folded(name)
    return next((sheet for sheet in SHEETS if wanted in map(folded, (sheet.code, sheet.kk, sheet.ru, sheet.en))), None)


def column_code(sheet: Sheet, heading: str) -> str | None:
    """The column's code that a heading means in any language and line of it.

    "title_kk" for a translated one, "title_" when its heading names no language; None for an unknown heading.
    """
    for part in heading[:400].splitlines() or [""]:
        wanted = folded(part)
        for column in sheet.columns:
            names = {folded(name) for name in (column.code, column.kk, column.ru, column.en)}
            if wanted in names:
                return f"{column.code}_" if column.translated else column.code
            match = _SUFFIX.fullmatch(wanted)
            if column.translated and match and folded(match["name"]) in names:
                return f"{column.code}_{match['language']}"
    return None
