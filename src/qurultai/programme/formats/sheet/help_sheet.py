"""The template's help sheet and its example rows, in Kazakh, Russian and English."""

HELP = (
    (
        "Қалай толтыру керек",
        "Как заполнять",
        "How to fill this in",
    ),
    (
        "Әр жолға бір сессия. Бос жолдар ескерілмейді. Файлды жүктемес бұрын мысал жолдарын жойыңыз.",
        "Одна строка — одна сессия. Пустые строки пропускаются. Удалите строки-примеры перед загрузкой.",
        "One row is one session. Empty rows are skipped. Delete the example rows before you load the file.",
    ),
    (
        "Атауы кемінде бір тілде болуы керек; күні, басталуы және минуты (немесе аяқталуы) міндетті.",
        "Название нужно хотя бы на одном языке; дата, начало и минуты (или окончание) обязательны.",
        "A title in at least one language, the date, the start and the minutes (or the end) are required.",
    ),
    (
        "Күні: 2027-09-08 немесе 08.09.2027. Уақыты: 09:30. Түн ортасынан кейінгі сессияның күні — келесі күн.",
        "Дата: 2027-09-08 или 08.09.2027. Время: 09:30. У сессии после полуночи дата следующего дня.",
        "Date: 2027-09-08 or 08.09.2027. Time: 09:30. A session after midnight has the next day's date.",
    ),
    (
        "Коды қайталанбайды: файлды қайта жүктегенде сессия код арқылы танылады.",
        "Код не повторяется: по нему сессия узнаётся при повторной загрузке.",
        "Each code is used once: by it a session is recognised when the file is loaded again.",
    ),
    (
        "Түрі «Түрлер» парағынан, зал мен тақырып өз парақтарынан алынады (тізімнен таңдаңыз).",
        "Вид берётся с листа «Виды», зал и тема — со своих листов (выбирайте из списка).",
        "The kind comes from the sheet Kinds, room and topic from their sheets (choose from the list).",
    ),
    (
        "Спикерлер нүктелі үтірмен бөлінеді, рөлі тік жақшада: Айгүл Серікова [moderator]; Иван Петров",
        "Спикеры через точку с запятой, роль в квадратных скобках: Айгүл Серікова [moderator]; Иван Петров",
        "Separate speakers by semicolons, the role in square brackets: Айгүл Серікова [moderator]; Иван Петров",
    ),
    (
        "Формуланы емес, мәнін қойыңыз: формуласы бар ұяшық қабылданбайды.",
        "Вставляйте значения, а не формулы: ячейка с формулой не принимается.",
        "Paste values, not formulas: a cell with a formula is refused.",
    ),
    (
        "«Тұрақты белгі» бағанын өзгертпеңіз. Бір ғана қате болса да, файлдан ештеңе алынбайды.",
        "Столбец «Постоянный признак» не меняйте. При любой ошибке из файла не берётся ничего.",
        'Leave the column "Permanent mark" as it is. If there is any mistake, nothing in the file is taken.',
    ),
)
EXAMPLES: dict[str, list[dict[str, str]]] = {
    "days": [
        {"date": "2027-09-08", "start": "2027-09-08 08:00", "end": "2027-09-08 23:00"},
        {"date": "2027-09-09", "start": "2027-09-09 08:00", "end": "2027-09-09 23:00"},
    ],
    "programme": [
        {
            "acronym": "example-2027",
            "title_kk": "Мысал форумы",
            "title_ru": "Форум-пример",
            "title_en": "Example forum",
            "start": "2027-09-08",
            "end": "2027-09-09",
            "zone": "Asia/Almaty",
            "languages": "kk ru en",
            "slot_minutes": "5",
        }
    ],
    "rooms": [
        {"name_kk": "Үлкен зал", "name_ru": "Большой зал", "name_en": "Great hall", "capacity": "400"},
        {"name_kk": "2-зал", "name_ru": "Зал 2", "name_en": "Room 2", "capacity": "80"},
    ],
    "topics": [
        {"name_kk": "Ғарыш және білім", "name_ru": "Космос и образование", "name_en": "Space and education",
         "colour": "#00676b", "slug": "education"},
    ],
    "speakers": [
        {"name": "Айгүл Серікова", "organisation": "Example University", "country": "KZ"},
        {"name": "Иван Петров", "organisation": "Example Agency", "country": "KZ"},
    ],
    "sessions": [
        {"code": "EXAMPLE1", "title_kk": "Ашылуы", "title_ru": "Открытие", "title_en": "Opening", "kind": "plenary",
         "room": "Үлкен зал", "date": "2027-09-08", "start": "09:00", "minutes": "60",
         "speakers": "Айгүл Серікова [moderator]; Иван Петров", "language": "kk"},
        {"code": "EXAMPLE2", "title_kk": "Шағын серіктер", "title_ru": "Малые спутники", "title_en": "Small satellites",
         "kind": "workshop", "topic": "Ғарыш және білім", "room": "2-зал", "date": "2027-09-09", "start": "10:30",
         "end": "12:00", "capacity": "40", "language": "ru"},
    ],
}  # fmt: skip
