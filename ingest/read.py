"""From a file to a Reading: find out by its contents what it is, and give it to the reader of that format.

The file's name decides only between formats that its bytes allow. Each reader imports its library at the top of its own
module; here a reader is imported when the first file of its format comes.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ingest.layout.mend import mend
from ingest.parcels import kind_of
from ingest.readers.encoding import is_text
from minutes.errors import Reason, UnreadableFile
from minutes.settings import Given, Ocr

if TYPE_CHECKING:
    from ingest.blocks import Reading

# A whole meeting with all its papers scanned in colour is about 200 MB.
MOST_BYTES = 400 * 1024 * 1024
_MOST_TEXT_BYTES = 40 * 1024 * 1024

_HEAD = 2048

# The beginning of a web page, after a declaration or comments: "<!DOCTYPE html>", "<?xml ...?><html", "<!-- x --><head>".
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE | re.DOTALL
)

# What only a web page has, wherever it begins; asked for only when the name says HTML: "<div class=...>", "<p>".
_HTML_TAG = re.compile(rb"</?(?:html|body|div|p|h[1-6]|table|ul|article|section|span)\b[^<>]*>", re.IGNORECASE)

_SAVE_AS = "Lagre filen som .docx eller PDF og les den inn på nytt."

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_RTF = b"{\\rtf"

_FOREIGN = (
    (b"GIF8", "et bilde (GIF)", "Lagre det som PNG eller PDF og les det inn på nytt."),
    (b"\xffWPC", "WordPerfect", _SAVE_AS),
    (b"%!PS", "PostScript", _SAVE_AS),
    (b"\x1f\x8b", "et arkiv (gzip)", "Pakk det ut og les inn filene i det."),
    (b"7z\xbc\xaf", "et arkiv (7z)", "Pakk det ut og les inn filene i det."),
    (b"Rar!", "et arkiv (RAR)", "Pakk det ut og les inn filene i det."),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_WORD = "WordDocument".encode("utf-16-le")

_WITH_OCR = "Les den inn på nytt med --ocr auto --again."

_UNKNOWN_WAY_OUT = "Lagre den som PDF, .docx, .odt, .html eller .txt og les den inn på nytt."


class Format(StrEnum):
    """A format we read; the value is the name of its reader's module."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    TEXT = "text"
    PICTURE = "picture"
    OFFICE = "office"


class _Reader(Protocol):
    def read(self, data: bytes) -> Reading: ...


def read_bytes(data: bytes, *, name: str, given: Given | None = None) -> Reading:
    """Read a file that is already in memory.

    Args:
        data: the whole file.
        name: its file name, which decides where the contents leave a doubt.
        given: whether pictures are to be read, and where files made over already may lie.

    Raises:
        UnreadableFile: with a stable reason and, in bokmål, what is wrong and what to do.
    """
    if len(data) > MOST_BYTES:
        raise _too_large(MOST_BYTES)
    file_format = detect(data, name=name)
    reading = mend(_read(data, file_format, given or Given()))
    if not any(page.text.strip() for page in reading.pages):
        raise UnreadableFile(
            Reason.NO_TEXT,
            "Filen inneholder ingen tekst.",
            way_out="Se etter at det er riktig fil.",
        )
    return reading


def _read(data: bytes, file_format: Format, given: Given) -> Reading:
    match file_format:
        case Format.PDF:
            return _read_pdf(data, given.ocr)
        case Format.PICTURE:
            return _read_picture(data, given.ocr)
        case Format.OFFICE:
            from ingest.readers import office

            return office.read(data, given.converted)
        case _:
            reader = cast("_Reader", import_module(f"ingest.readers.{file_format.value}"))
            return reader.read(data)


def _read_pdf(data: bytes, ocr: Ocr) -> Reading:
    from ingest.readers import pdf

    if ocr is Ocr.NEVER:
        try:
            return pdf.read(data)
        except UnreadableFile as failure:
            if failure.reason is not Reason.NO_TEXT:
                raise
            raise UnreadableFile(failure.reason, failure.message, way_out=_WITH_OCR) from failure
    from ingest.readers.ocr import Recogniser

    recogniser = Recogniser(mode=ocr)
    try:
        reading = pdf.read(data, recognise=lambda pages: recogniser.of_pdf(pages, data))
    except UnreadableFile as failure:
        if failure.reason is not Reason.NO_TEXT:
            raise
        raise recogniser.refusal(failure) from failure
    return recogniser.finish(reading)


def _read_picture(data: bytes, ocr: Ocr) -> Reading:
    if ocr is Ocr.NEVER:
        raise UnreadableFile(Reason.NO_TEXT, "Filen er et bilde.", way_out=_WITH_OCR)
    from ingest.readers import picture
    from ingest.readers.ocr import Recogniser

    return picture.read(data, Recogniser(mode=ocr))


def detect(data: bytes, *, name: str) -> Format:
    """The format of a file by its contents.

    Raises:
        UnreadableFile: empty, or in a format we do not read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile(Reason.EMPTY, "Filen er tom.", way_out="Hent filen på nytt fra der den kom fra.")
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return Format.PDF
    if kind_of(data, name) in {"mail", "msg"}:
        raise UnreadableFile(
            Reason.UNSUPPORTED,
            "Filen er en e-post, og kan holde flere dokumenter.",
            way_out="Les den inn med «referatsok ingest», eller lagre vedleggene for seg.",
        )
    if head.startswith(b"PK"):
        return _zip_format(data)
    if head.startswith(_PICTURES):
        return Format.PICTURE
    if head.startswith(_RTF):
        return Format.OFFICE
    if head.startswith(_OLE):
        return _ole_format(data)
    for magic, called, way_out in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableFile(Reason.UNSUPPORTED, f"Filen er {called}, som ikke kan leses.", way_out=way_out)
    return _text_format(data, name)


def _text_format(data: bytes, name: str) -> Format:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    elif not is_text(data):
        raise UnreadableFile(Reason.UNSUPPORTED, "Filen er i et format som ikke kan leses.", way_out=_UNKNOWN_WAY_OUT)
    if len(data) > _MOST_TEXT_BYTES:
        raise _too_large(_MOST_TEXT_BYTES)
    if _HTML_START.match(head):
        return Format.HTML
    if head.lstrip().startswith(b"<?xml"):
        raise UnreadableFile(
            Reason.UNSUPPORTED, "Filen er XML av et slag som ikke kan leses.", way_out=_UNKNOWN_WAY_OUT
        )
    if name.lower().endswith((".html", ".htm", ".xhtml")) and _HTML_TAG.search(head):
        return Format.HTML
    return Format.TEXT


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in members else b""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableFile(
            Reason.DAMAGED,
            "Filen er skadet eller bare delvis lastet ned.",
            way_out="Hent filen på nytt fra der den kom fra.",
        ) from error
    if any(member.lower() in {"word/document.xml", "word/document2.xml"} for member in members):
        return Format.DOCX
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    if any(member.startswith(("xl/", "ppt/")) for member in members) or mimetype.startswith(b"application/vnd.oasis"):
        raise UnreadableFile(
            Reason.UNSUPPORTED,
            "Filen er et regneark eller en presentasjon.",
            way_out="Lagre den som PDF og les den inn på nytt.",
        )
    raise UnreadableFile(
        Reason.UNSUPPORTED,
        "Filen er et arkiv (zip) med flere filer.",
        way_out="Les det inn med «referatsok ingest», eller pakk det ut.",
    )


def _ole_format(data: bytes) -> Format:
    if _OLE_ENCRYPTED in data:
        raise UnreadableFile(
            Reason.ENCRYPTED,
            "Filen er beskyttet med passord.",
            way_out="Åpne den i Word, fjern passordet, lagre, og les den inn på nytt.",
        )
    if _OLE_WORD in data:
        return Format.OFFICE
    raise UnreadableFile(Reason.UNSUPPORTED, "Filen er i et gammelt Office-format.", way_out=_SAVE_AS)


def _too_large(limit: int) -> UnreadableFile:
    return UnreadableFile(
        Reason.TOO_LARGE,
        f"Filen er større enn {limit // 1024 // 1024} MB.",
        way_out="Del den opp i mindre filer og les dem inn på nytt.",
    )
