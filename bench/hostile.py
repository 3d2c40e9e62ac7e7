"""Hostile files of our own making: ``python -m bench.hostile FOLDER`` builds them among good ones and reads them all.

Nothing here is taken from anywhere: each file is made from the description of its format, to break one assumption of a
reader. ``build`` says of each what must become of it; the figures printed are what did, how long it took, and the
largest process that read.
"""

from __future__ import annotations

import argparse
import io
import os
import struct
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf

from ingest.workers import WorkerPool
from minutes.settings import MEBIBYTE, Limits

_GIB = 1024 * MEBIBYTE
GOOD_TEXT = """Referat fra møte i Storvik politiråd 06.12.2021

Sak 1 Godkjenning av innkalling
Godkjent.

Sak 2 Lys
Rådet ber om lys.
"""

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F 12 Tf 72 700 Td (Sak 1 Lys langs elva) Tj ET\n"


# ---- PDF by hand -------------------------------------------------------------------------------------------------------


def pdf_of(objects: Sequence[bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of numbered objects (from 1), with a table of where they are."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (len(objects) + 1, root, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def stream(content: bytes, head: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object, deflated unless it is already."""
    data = zlib.compress(content) if packed else content
    filters = b"/Filter/FlateDecode" if packed else b""
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream" % (head, filters, len(data), data)


def one_page(contents: bytes, *more: bytes, resources: bytes = b"", page: bytes = b"") -> list[bytes]:
    """The objects of a PDF with one page: 1 catalogue, 2 pages, 3 page, 4 contents, 5 font, then ``more``."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (resources, page),
        contents,
        _FONT,
        *more,
    ]


def bomb(letter: bytes, size: int) -> bytes:
    """A zlib stream that unpacks to ``size`` times a letter, made without packing all of it."""
    packer = zlib.compressobj(9)
    head = packer.compress(letter * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    chunk = packer.compress(letter * MEBIBYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + chunk * (size // MEBIBYTE - 1) + packer.flush()


def bomb_stream(letter: bytes, size: int, head: bytes = b"") -> bytes:
    """A stream object packed twice over a bomb."""
    data = zlib.compress(bomb(letter, size), 9)
    return b"<<%s/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def _form(content: bytes, calls: bytes) -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>>>" % calls)


def _self_calling_form() -> bytes:
    return pdf_of(one_page(stream(_TEXT + b"/X Do"), _form(b"/X Do", b"/X 6 0 R"), resources=b"/XObject<</X 6 0 R>>"))


def _doubling_forms(depth: int = 40) -> bytes:
    forms = [_form(b"/A Do /A Do", b"/A %d 0 R" % (7 + place)) for place in range(depth)]
    return pdf_of(one_page(stream(_TEXT + b"/A Do"), *forms, _form(b"", b""), resources=b"/XObject<</A 6 0 R>>"))


def _cyclic_pages() -> bytes:
    objects = one_page(stream(_TEXT))
    objects[1] = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"
    return pdf_of(objects)


def _many_pages(count: int) -> bytes:
    objects = one_page(stream(_TEXT))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * count, count)
    return pdf_of(objects)


def _claimed_pages() -> bytes:
    objects = one_page(stream(_TEXT))
    objects[1] = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return pdf_of(objects)


def _endless_xref() -> bytes:
    data = pdf_of(one_page(stream(_TEXT)))
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % data.rindex(b"xref\n0"))


def _nested_arrays(depth: int = 200_000) -> bytes:
    return pdf_of(one_page(stream(_TEXT), page=b"/Deep " + b"[" * depth + b"]" * depth))


def _object_stream_bomb() -> bytes:
    objects = one_page(stream(_TEXT), bomb_stream(b" ", 2 * _GIB, b"/Type/ObjStm/N 1/First 10"))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R>>"
    return pdf_of(objects)


def _image(width: int, height: int) -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (width, height)
    return bomb_stream(b"\x7f", width * height // MEBIBYTE * MEBIBYTE, head)


def _large_image() -> bytes:
    draw = stream(b"595 0 0 842 0 0 cm /I Do")
    return pdf_of(one_page(draw, _image(60_000, 60_000), resources=b"/XObject<</I 6 0 R>>"))


def _cyclic_tree() -> bytes:
    objects = one_page(
        stream(b"/P <</MCID 0>> BDC " + _TEXT + b"EMC"),
        b"<</Type/StructTreeRoot/K 7 0 R/ParentTree 8 0 R>>",
        b"<</Type/StructElem/S/P/Pg 3 0 R/P 6 0 R/K[0 7 0 R 7 0 R]>>",
        b"<</Nums[0[7 0 R]]>>",
        page=b"/StructParents 0",
    )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>"
    return pdf_of(objects)


def _page_that_kills() -> bytes:
    """Three pages, the second with a content stream that unpacks to more than a process may hold."""
    objects = one_page(stream(_TEXT))
    objects[1] = b"<</Type/Pages/Kids[3 0 R 7 0 R 3 0 R]/Count 3>>"
    second = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R>>"
    return pdf_of([*objects, bomb_stream(b" ", 4 * _GIB), second])


def _encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(one_page(stream(_TEXT))))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eier", user="bruker"))
    return out.getvalue()


# ---- archives, text, pictures ------------------------------------------------------------------------------------------


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def docx_of(document: bytes, *more: tuple[str, bytes]) -> bytes:
    """A Word file around its main part."""
    parts = (("[Content_Types].xml", _CONTENT_TYPES.encode()), ("_rels/.rels", _RELATIONS.encode()))
    return zip_of([*parts, ("word/document.xml", document), *more])


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _docx_bomb() -> bytes:
    return docx_of(_WORD.format(_paragraph("Sak 1") + " " * (310 * MEBIBYTE)).encode())


def _docx_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10 if place else "ha" * 10}">' for place in range(12))
    text = f'<?xml version="1.0"?><!DOCTYPE w:document [{entities}]>' + _WORD.format(_paragraph("&a11;"))
    return docx_of(text.encode())


def _docx_outsider() -> bytes:
    doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx_of(('<?xml version="1.0"?>' + doctype + _WORD.format(_paragraph("Sak 1 &x;"))).encode())


def _nested_zip() -> bytes:
    data = zip_of([("a.txt", GOOD_TEXT.encode())])
    for depth in range(30):
        data = zip_of([(f"{depth}.zip", data)])
    return data


def _climbing_zip() -> bytes:
    return zip_of([("../../../../tmp/klatret.txt", b"Sak 1"), ("/tmp/klatret.txt", b"Sak 1")])


def _zip_bomb() -> bytes:
    return zip_of([(f"{number}.txt", b" " * (40 * MEBIBYTE)) for number in range(4)])


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = bomb(b"\0", width * height // 64 // MEBIBYTE * MEBIBYTE)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# ---- the folder --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """A file and what must become of it: ``good`` is in, ``bad`` is a failure with a reason, ``either`` is one of them."""

    name: str
    make: Callable[[], bytes]
    end: str = "bad"


FILES = (
    Hostile(name="god.txt", make=GOOD_TEXT.encode, end="good"),
    Hostile(name="god.pdf", make=lambda: pdf_of(one_page(stream(_TEXT))), end="good"),
    Hostile(name="god.docx", make=lambda: docx_of(_WORD.format(_paragraph("Sak 1 Lys")).encode()), end="good"),
    Hostile(name="navn\nmed\nlinjer.txt", make=lambda: GOOD_TEXT.encode() + b"1", end="good"),
    Hostile(name="\u202efdp.txt", make=lambda: GOOD_TEXT.encode() + b"2", end="good"),
    Hostile(name="word-fil.pdf", make=lambda: docx_of(_WORD.format(_paragraph("Sak 2 Vei")).encode()), end="good"),
    Hostile(name="form-kaller-seg-selv.pdf", make=_self_calling_form, end="good"),
    Hostile(name="former-dobler.pdf", make=_doubling_forms, end="either"),
    Hostile(name="sider-i-ring.pdf", make=_cyclic_pages, end="either"),
    Hostile(name="to-milliarder-sider.pdf", make=_claimed_pages, end="either"),
    Hostile(name="tjue-tusen-sider.pdf", make=lambda: _many_pages(20_000), end="good"),
    Hostile(name="xref-uten-ende.pdf", make=_endless_xref, end="good"),
    Hostile(name="dype-lister.pdf", make=_nested_arrays, end="either"),
    Hostile(name="objektstrøm-bombe.pdf", make=_object_stream_bomb, end="either"),
    Hostile(name="stort-bilde.pdf", make=_large_image),
    Hostile(name="tre-i-ring.pdf", make=_cyclic_tree, end="good"),
    Hostile(name="side-to-dreper.pdf", make=_page_that_kills, end="good"),
    Hostile(name="innhold-bombe.pdf", make=lambda: pdf_of(one_page(bomb_stream(b" ", 6 * _GIB)))),
    Hostile(
        name="million-operatorer.pdf",
        make=lambda: pdf_of(one_page(stream(_TEXT + b"0 0 m 9 9 l S\n" * 1_000_000))),
        end="good",
    ),
    Hostile(name="million-ord.pdf", make=lambda: pdf_of(one_page(stream(_TEXT * 300_000))), end="either"),
    Hostile(name="kryptert.pdf", make=_encrypted),
    Hostile(name="halv.pdf", make=lambda: pdf_of(one_page(stream(_TEXT)))[:300]),
    Hostile(name="tom.pdf", make=lambda: b""),
    Hostile(name="bare-hodet.pdf", make=lambda: b"%PDF-1.7\n"),
    Hostile(name="program.docx", make=lambda: b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 40),
    Hostile(name="docx-bombe.docx", make=_docx_bomb),
    Hostile(name="docx-latter.docx", make=_docx_laughs, end="either"),
    Hostile(name="docx-henter-utenfra.docx", make=_docx_outsider, end="either"),
    Hostile(name="zip-i-zip.zip", make=_nested_zip, end="either"),
    Hostile(name="zip-klatrer.zip", make=_climbing_zip, end="either"),
    Hostile(name="zip-bombe.zip", make=_zip_bomb, end="either"),
    Hostile(name="stort-bilde.png", make=lambda: _png(60_000, 60_000)),
    Hostile(name="dyp.html", make=lambda: b"<html><body>" + b"<div>" * 300_000 + b"Sak 1"),
    Hostile(
        name="dyp.docx",
        make=lambda: docx_of(
            _WORD.format(
                "<w:tbl><w:tr><w:tc>" * 20_000 + _paragraph("Sak 1") + "</w:tc></w:tr></w:tbl>" * 20_000
            ).encode()
        ),
    ),
    Hostile(
        name="hundre-tusen-avsnitt.docx",
        make=lambda: docx_of(_WORD.format(_paragraph("Rådet ber om lys langs elva.") * 100_000).encode()),
        end="good",
    ),
    Hostile(name="to-millioner-bokstaver.txt", make=(GOOD_TEXT + "Det er lyst. " * 160_000).encode, end="either"),
    Hostile(name="en-lang-linje.txt", make=lambda: b"a" * (8 * MEBIBYTE), end="either"),
)


def build(folder: Path, files: Iterable[Hostile] = FILES) -> dict[Path, str]:
    """Write the files, a folder with a file's name and one that may not be read; returns what must become of each."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for file in files:
        path = folder / file.name
        path.write_bytes(file.make())
        found[path] = file.end
    (folder / "mappe.pdf").mkdir(exist_ok=True)
    locked = folder / "uten-tilgang.pdf"
    locked.write_bytes(pdf_of(one_page(stream(_TEXT + _TEXT))))
    locked.chmod(0)
    found[locked] = "good" if os.access(locked, os.R_OK) else "bad"
    return found


class PeakMemory:
    """The largest resident size of any process below this one, in bytes, watched from a thread; use as a context."""

    def __init__(self) -> None:
        self.bytes = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            for number in _descendants(os.getpid()):
                with suppress(OSError, ValueError, StopIteration):
                    lines = Path(f"/proc/{number}/status").read_text(encoding="ascii", errors="replace").splitlines()
                    peak = next(line for line in lines if line.startswith("VmHWM"))
                    self.bytes = max(self.bytes, 1024 * int(peak.split()[1]))


def _descendants(number: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{number}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text(encoding="ascii").split():
                    yield int(child)
                    yield from _descendants(int(child))


def main() -> int:
    """Build and read, each file by itself, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    found = build(folder)
    wrong = 0
    with PeakMemory() as peak, WorkerPool(jobs=1, limits=Limits()) as pool:
        for path, end in found.items():
            peak.bytes, begun = 0, time.monotonic()
            outcome = next(iter(pool.parse([path])))
            failure, document = outcome.failure, outcome.document
            became = "bad" if document is None else "good"
            mark = " " if end in {became, "either"} else "!"
            wrong += mark == "!"
            said = str(failure) if document is None else "; ".join(warning.code for warning in document.warnings)
            cost = f"{time.monotonic() - begun:6.1f} s {peak.bytes / MEBIBYTE:6.0f} MiB"
            print(f"{mark} {became:4} {cost}  {path.name!r}: {said[:150]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
