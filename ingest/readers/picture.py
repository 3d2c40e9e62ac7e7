"""Picture files (PNG, JPEG, TIFF): scanned pages that come without a PDF around them."""

from __future__ import annotations

from ingest.blocks import Reading
from ingest.readers.ocr import Recogniser
from ingest.readers.pdf import lay_out
from ingest.readers.pictures import decode
from minutes.errors import Reason, UnreadableFile

MEDIA_TYPES = {b"\x89PN": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def read(data: bytes, recogniser: Recogniser) -> Reading:
    """Read a picture; a TIFF may hold several pages.

    Raises:
        UnreadableFile: damaged, too large, or nothing on it could be read.
    """
    marks = list(recogniser.of_pictures(decode(data)))
    if not any(page is not None and page.words for page in marks):
        raise UnreadableFile(
            Reason.NO_TEXT,
            "Bildet har ingen tekst som lar seg lese.",
            way_out="Skann arket på nytt, rett og med 300 punkter per tomme, og les det inn igjen.",
        )
    media_type = MEDIA_TYPES.get(data[:3], "image/tiff")
    return recogniser.finish(Reading(media_type=media_type, pages=lay_out(marks, None)))
