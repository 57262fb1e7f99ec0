"""A pile of badges with photos and signed codes: `python -m benchmarks.badges [--badges 10000] [--size a6]`.

Every badge has a photo, a name, a code of its own; the pile is cut by desk as the badge desk prints it, each part a PDF
on disk. Pictures for paper are made ready when a badge is made: what that takes is told apart. Prints CPU time, the
highest memory and the bytes written; exit status 1 above 40 CPU-s or 1 GB.
"""

import argparse
import datetime as dt
import io
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from benchmarks import results
from benchmarks.badge_codes import a_badge, a_private_key
from qurultai.accreditation.rules.badge_code import issue, photo_hash
from qurultai.accreditation.rules.pictures import ON_PAPER, smaller
from qurultai.accreditation.rules.piles import Waiting, parts_of
from qurultai.documents.public import BADGE_SIZES, BadgeWords, PaperBadge, badges_pdf

OUT = Path(__file__).parent / "results" / "badges.json"
MOST_CPU_SECONDS, MOST_MEGABYTES = 40, 1024
COLOURS = ("#0f766e", "#b8860b", "#7f1d1d", "#14163f", "#f2c14e")
NAMES = ("Нұрсұлтан", "Aleksandra", "Әйгерім", "Константин", "Wolfgang", "Thảo", "Сәуле", "Muhammad")
FAMILIES = ("Қожахметов", "Преображенская-Вознесенская", "Bergmann", "Nguyen", "Serik", "O'Connor", "Әбішұлы")
WORDS = {
    "kk": BadgeWords("Ғарыш күндері", "13–14 қыркүйек", "Жоғалтсаңыз, бейдж үстеліне хабарлаңыз.", "сурет", "код"),
    "ru": BadgeWords("Дни космоса", "13–14 сентября", "Потеряли? Сообщите стойке бейджей.", "фото", "код"),
    "en": BadgeWords("Space Days", "13–14 September", "Lost it? Tell the badge desk at once.", "photo", "code"),
}


def photos(count: int, rng: random.Random) -> list[bytes]:
    """Distinct portraits of 900 × 1200, as heavy as photographs are."""
    made = []
    for _ in range(count):
        noise = Image.frombytes("RGB", (12, 16), rng.randbytes(12 * 16 * 3)).resize(
            (900, 1200), Image.Resampling.BICUBIC
        )
        grain = Image.effect_noise((900, 1200), 18).convert("RGB")
        file = io.BytesIO()
        Image.blend(noise, grain, 0.12).save(file, "JPEG", quality=88)
        made.append(file.getvalue())
    return made


def paper(serial: int, photo: bytes, rng: random.Random) -> PaperBadge:
    """One badge, its code signed."""
    signed = issue(a_badge(serial, photo=photo_hash(photo)), a_private_key())
    name = f"{rng.choice(NAMES)} {rng.choice(FAMILIES)}"
    return PaperBadge(
        language=("kk", "ru", "en")[serial % 3],
        names=(name, f"Person {serial}"),
        organisation=f"Institute {serial % 700} of Space Research and Technology",
        country="Kazakhstan",
        category=("Делегация мүшесі", "Член делегации", "Delegation member"),
        rgb=COLOURS[serial % 5],
        zones=((1, "Halls"), (2, "Exhibition"), (5, "Press")),
        code=signed,
        number=f"{serial:06}",
        photo=photo,
    )


def pile(count: int, size: str) -> dict[str, float]:
    """Print so many badges into a folder that is thrown away; what it took."""
    rng = random.Random(1)
    originals = photos(100, rng)
    start = time.process_time()
    different = [smaller(photo, ON_PAPER) for photo in originals]
    ready_ms = (time.process_time() - start) * 10
    waiting = [Waiting(serial, f"desk {serial % 8}", f"{rng.choice(FAMILIES)} {serial}") for serial in range(count)]
    at = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
    written, parts = 0, 0
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for part in parts_of(waiting):
            # A byte after a JPEG's end is not looked at, and makes every photo a file of its own, as people's are.
            badges = [paper(key, different[key % 100] + key.to_bytes(8, "big"), rng) for key in part.keys]
            pdf = badges_pdf(badges, size, WORDS, at)
            (Path(folder) / part.name).write_bytes(pdf)
            written, parts = written + len(pdf), parts + 1
    return {
        "badges": count,
        "size": size,
        "cpu_s": round(time.process_time() - start, 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ready_ms_each": round(ready_ms, 1),
        "photo_kb": len(originals[0]) // 1024,
        "picture_kb": len(different[0]) // 1024,
        "written_mb": written >> 20,
        "parts": parts,
    }


def main() -> int:
    """Print one pile, tell, keep the figures, and fail when it took too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--badges", type=int, default=10_000)
    parser.add_argument("--size", choices=BADGE_SIZES, default="a6")
    given = parser.parse_args()
    row = pile(given.badges, given.size)
    print(results.table(tuple(row), [row]))
    rows = results.replaced(results.read(OUT).get("rows", []), [row], ("badges", "size"))
    results.write(OUT, {"machine": results.machine("typst", "segno", "cryptography"), "rows": rows})
    return int(row["cpu_s"] > MOST_CPU_SECONDS or row["memory_mb"] > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
