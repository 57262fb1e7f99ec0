"""A corpus of hostile input, as generators: what people upload, type and send who mean harm (I10)."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEN_MEGABYTES = 10 * 1024 * 1024
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "=cmd|'/c calc'!A0")
"""What spreadsheet programs would calculate."""
NAMES = {
    "RTL override": "Aru\u202etxt.exe",
    "isolates": "Aru\u2066\u2069\u200f",
    "combining marks": "A" + "\u0301" * 400 + "ru",
    "homoglyphs": "\u0410ru \u0391dmin",
    "zero width": "A\u200br\u200cu\ufeff",
    "NUL": "Aru\0Aru",
    "line breaks": "Aru\r\nBcc: all@example.org",
    "markup": "<img src=x onerror=alert(1)>Aru",
    "template": "{{ request }}{% debug %}Aru",
    "quotes": "Aru'); DROP TABLE x;--",
    "very long": "Aru" * 100_000,
    "emoji and tags": "Aru\U0001f3f4\U000e0067\U000e007f",
}
"""Names of people and organisations that hide, pretend or break out."""
FILE_NAMES = (
    "../../../../etc/passwd",
    "C:\\Windows\\x.jpg",
    "a\u202egpj.exe",
    "\0.jpg",
    "x" * 5000 + ".jpg",
    "CON",
)
"""What an uploaded file calls itself."""


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these members, under these very names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
    return file.getvalue()


def workbook(sheet: bytes, **more: bytes) -> bytes:
    """A minimal XLSX around the bytes of its sheet; `more` replaces other parts by name."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = (
        f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>'
    )
    way = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}'
    only = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{SPACE}" xmlns:r="{relations}">{only}</workbook>'
    parts = {
        "[Content_Types].xml": head.encode(),
        "_rels/.rels": f'{way}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": f'{way}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts | more)


def cells(inside: bytes) -> bytes:
    """A sheet with this inside."""
    return f'<worksheet xmlns="{SPACE}"><sheetData>'.encode() + inside + b"</sheetData></worksheet>"


def text_cell(place: str, text: bytes) -> bytes:
    """A cell of words."""
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place.encode(), text)


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG of one bit a pixel that says it is so large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """The head of a JPEG that says it is so large, and nothing more."""
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xd9"


def _row_bomb() -> bytes:
    return workbook(cells(b'<row r="1">' + text_cell("A1", b"x" * 200_000_000) + b"</row>"))


def _cell_bomb() -> bytes:
    """300,000 honest cells: what cost a parser 13 CPU-seconds."""
    row = b"".join(text_cell("A1", b"a") for _ in range(100))
    return workbook(cells((b"<row>" + row + b"</row>") * 3000))


def _far_cell() -> bytes:
    return workbook(cells(b'<row r="1048576">' + text_cell("XFD1048576", b"x") + b"</row>"))


def _nested_zip() -> bytes:
    body = b"\0" * TEN_MEGABYTES
    for _ in range(6):
        body = zipped({f"{n}.zip": body for n in range(8)}) if len(body) < TEN_MEGABYTES else zipped({"x": body})
    return body


def _entities() -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return workbook(f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><worksheet xmlns="{SPACE}">&a9;</worksheet>'.encode())


def _outside() -> bytes:
    start = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet xmlns="{SPACE}"><sheetData>'
    return workbook(start.encode() + b"<row>" + text_cell("A1", b"&e;") + b"</row></sheetData></worksheet>")


def _lying_head() -> bytes:
    body = bytearray(zipped({"xl/workbook.xml": b"\0" * TEN_MEGABYTES}))
    place = body.index(b"PK\x01\x02") + 24
    body[place : place + 4] = struct.pack("<I", 10)
    return bytes(body)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
HTML = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
FILES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b" \r\n\t" * 1000,
    "zeros": lambda: b"\0" * 100_000,
    "an XLSX with one row of 200 MB": _row_bomb,
    "an XLSX with 300,000 cells": _cell_bomb,
    "an XLSX whose cell is the last there can be": _far_cell,
    "an XLSX with entities in entities": _entities,
    "an XLSX that reads a file of the server": _outside,
    "an XLSX without sheets": lambda: zipped({"[Content_Types].xml": b"<Types/>"}),
    "zips in zips": _nested_zip,
    "a zip that leads out of its folder": lambda: zipped({"../../etc/cron.d/x": b"x", "/etc/x": b"x", "..\\x": b"x"}),
    "a zip that lies about its size": _lying_head,
    "half a zip": lambda: zipped({"a": b"b" * 1000})[:60],
    "a PNG of 50,000 × 50,000": lambda: png(50_000, 50_000, b"\0" * (6251 * 200)),
    "a JPEG that says 60,000 × 60,000": lambda: jpeg_claiming(60_000, 60_000),
    "a JPEG that ends at once": lambda: jpeg_claiming(600, 800),
    "a JPEG of zeros": lambda: b"\xff\xd8\xff" + b"\0" * 100_000,
    "a GIF that is a script": lambda: b"GIF89a/*" + b"\0" * 100 + b"*/=1;alert(1)//",
    "a JPEG that is a page": lambda: b"\xff\xd8\xff\xfe\x00\x40" + HTML,
    "a picture that is drawn by script": lambda: SVG,
    "a page that calls itself a PDF": lambda: b"%PDF-1.4\n" + HTML,
    "a page": lambda: HTML,
    "a program": lambda: b"MZ\x90\x00" + b"\0" * 1000,
    "JSON as deep as it goes": lambda: b"[" * 200_000,
    "CSV in quotes that never end": lambda: b'"' + b"a," * 500_000,
    "CSV of one line with a million columns": lambda: b"," * 1_000_000,
    "CSV with NUL": lambda: b"Name,Country\nA\0ru,KZ\n",
    "a table in a wrong encoding": lambda: "Аты,Елі\nАру,KZ".encode("cp1251"),
    "lone surrogates": lambda: b"Name,Country\nA\xed\xa0\x80ru,KZ\n",
    "formulas": lambda: "\n".join(["Name,Country", *(f'"{one}",KZ' for one in FORMULAS)]).encode(),
    "gzip of nothing but zeros": lambda: gzip.compress(b"\0" * TEN_MEGABYTES),
    "more than ten megabytes": lambda: b"\xff\xd8\xff" + b"x" * TEN_MEGABYTES,
    "an old Excel": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
}
"""Files by what they are; each is made when it is asked for."""


def json_bodies(device: str) -> Iterator[tuple[str, bytes]]:
    """Bodies for a machine's door that takes `{"device": …, "scans": […]}`."""
    yield "deep", b'{"device":"%s","scans":' % device.encode() + b"[" * 200_000
    yield "deep and closed", b'{"device":"x","more":' + b"[" * 100_000 + b"]" * 100_000 + b',"scans":[]}'
    yield "deep objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    yield "not JSON", b"\xff\xfe\x00"
    yield "a list", b"[]"
    yield "numbers without end", b'{"device":1e9999,"scans":[]}'
    yield "surrogates", b'{"device":"\\ud800","scans":[]}'
    yield "gzip", gzip.compress(b'{"device":"x","scans":[]}')
    many = [{"scan": "A" * 100, "signature": "B" * 88}] * 20_000
    yield "many that nobody signed", json.dumps({"device": device, "scans": many}).encode()
    yield (
        "scans that are no base64",
        json.dumps({"device": device, "scans": [{"scan": "é", "signature": "="}]}).encode(),
    )
    yield "nothing", b""
