"""Pages that are pictures, read by character recognition: words with their places, laid out like those of any PDF page.

``Recogniser.of_pdf`` takes pages as a PDF reader gives them and gives them back one by one, those without usable text
with the words that were recognised. What comes of it is told afterwards: ``finish`` marks the doubtful words on the
pages and says in warnings which pages were read so, and which were not.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import BlockKind, Reading, ReadPage
from ingest.readers import tesseract
from ingest.readers.pdf_marks import Marks
from ingest.readers.pdf_pictures import Pictures
from ingest.readers.pdf_quality import needs_ocr
from ingest.readers.pdf_watch import current_watch
from ingest.readers.pictures import Picture
from ingest.readers.scan_marks import is_blank
from ingest.readers.scan_page import Scan, doubtful_in, read_scan
from ingest.readers.tesseract import RecognitionFailed
from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning
from minutes.settings import Ocr

if sys.platform != "win32":
    import resource

# One file may take so long (seconds by the clock); the pages after that are listed as unread. 3 s a page are usual.
MOST_SECONDS = 780.0

# A page with few words of text and a picture over most of it is a scan with a stamp on it.
_FEW_WORDS = 40
_LEAST_COVERED = 0.6


@dataclass(slots=True, kw_only=True)
class Recogniser:
    """Reads the pictures of one file. ``deadline`` is when it stops doing so, by the monotonic clock."""

    mode: Ocr
    deadline: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)
    _scans: dict[int, Scan] = field(default_factory=dict)
    _unread: list[int] = field(default_factory=list)

    def of_pdf(self, pages: Iterable[Marks | None], data: bytes) -> Iterator[Marks | None]:
        """The pages of a PDF, as they come, with words on those that are pictures.

        Args:
            pages: as they were read.
            data: the PDF.
        """
        using = None if self.mode is Ocr.NEVER else tesseract.language()
        pictures: Pictures | None = None
        try:
            for page in pages:
                if page is None or self.mode is Ocr.NEVER:
                    yield page
                    continue
                if pictures is None and self._may_need(page):
                    pictures = Pictures(data)
                if pictures is None or not self._needs(page, pictures):
                    yield page
                elif using is None:
                    self._unread.append(page.number)
                    yield page
                else:
                    yield self._read(page, pictures.draw(page.number), using)
        finally:
            if pictures is not None:
                pictures.__exit__()

    def of_pictures(self, pictures: Iterable[Picture]) -> Iterator[Marks | None]:
        """Pages from pictures alone.

        Raises:
            UnreadableFile: Tesseract is not installed.
        """
        using = tesseract.language()
        if using is None:
            raise without_program("Filen er et bilde.")
        for number, picture in enumerate(pictures, start=1):
            height, width = (side * 72 / picture.dots for side in picture.grey.shape)
            page = Marks(number=number, width=width, height=height, words=(), rules=(), ocr=True, bare=False)
            yield self._read(page, picture, using)

    def finish(self, reading: Reading) -> Reading:
        """The reading with its doubtful words marked and the warnings that belong to recognised pages."""
        pages = tuple(self._marked(page) for page in reading.pages)
        return replace(reading, pages=pages, warnings=(*reading.warnings, *self._warnings(pages)))

    def refusal(self, failure: UnreadableFile) -> UnreadableFile:
        """What is to be said of a PDF with no text on any page, for all that was tried."""
        if self._unread and tesseract.language() is None:
            return without_program(failure.message)
        way_out = "Se etter at sidene ikke er tomme, og skann dem ellers på nytt med 300 punkter per tomme."
        return UnreadableFile(Reason.NO_TEXT, "Ingen av sidene har tekst som lar seg lese.", way_out=way_out)

    # ---- which pages ---------------------------------------------------------------------------------------------

    def _may_need(self, page: Marks) -> bool:
        if self.mode is Ocr.ALWAYS:
            return not page.bare
        return not page.bare and (len(page.words) < _FEW_WORDS or needs_ocr(page))

    def _needs(self, page: Marks, pictures: Pictures) -> bool:
        if not self._may_need(page):
            return False
        if self.mode is Ocr.ALWAYS or needs_ocr(page):
            return True
        return not page.ocr and pictures.covered(page.number) > _LEAST_COVERED

    # ---- one page ------------------------------------------------------------------------------------------------

    def _read(self, page: Marks, picture: Picture | None, using: str) -> Marks:
        if picture is None or time.monotonic() > self.deadline:
            self._unread.append(page.number)
            return page
        if is_blank(picture.grey):
            return page if page.words else replace(page, bare=True)
        begun = time.process_time()
        try:
            scan = read_scan(picture, using)
        except (RecognitionFailed, MemoryError):  # one page too many for the machine is one page unread
            self._unread.append(page.number)
            return page
        finally:
            _not_counted(time.process_time() - begun)
        if not scan.words:
            self._unread.append(page.number)
            return page
        self._scans[page.number] = scan
        return Marks(
            number=page.number,
            width=scan.width,
            height=scan.height,
            words=scan.words,
            rules=scan.rules,
            ocr=True,
            bare=False,
        )

    # ---- afterwards ----------------------------------------------------------------------------------------------

    def _marked(self, page: ReadPage) -> ReadPage:
        scan = self._scans.get(page.number)
        if scan is None:
            return page
        return replace(page, ocr=True, rotation=scan.rotation, doubtful=doubtful_in(page.text, scan))

    def _warnings(self, pages: Sequence[ReadPage]) -> Iterator[ReadingWarning]:
        read = [page.number for page in pages if page.number in self._scans]
        if read:
            yield ReadingWarning(
                code="tekstgjenkjent",
                message=f"{_pages(read)} er lest fra bilde med {tesseract.version()} ({tesseract.language()}); "
                "enkelte ord kan være feil.",
            )
        if read and tesseract.language() != tesseract.LANGUAGE:
            yield ReadingWarning(
                code="uten-norske-tegn",
                message="Tekstgjenkjenningen mangler norsk, så æ, ø og å blir ofte feil. " + tesseract.how_to_install(),
            )
        for page in pages:
            if page.number in read and any(block.kind is BlockKind.TABLE_ROW for block in page.blocks):
                yield ReadingWarning(
                    code="skannet-tabell",
                    message=f"Tabellen på side {page.number} er lest fra et bilde; radene og kolonnene kan være feil.",
                    page=page.number,
                )
        if self._unread and tesseract.language() is None:
            yield ReadingWarning(
                code="mangler-tekstgjenkjenning",
                message=f"{_pages(self._unread)} er bilder og er ikke lest. {tesseract.how_to_install()}",
            )
        elif self._unread:
            yield ReadingWarning(
                code="ulest-side",
                message=f"{_pages(self._unread)} er bilder som ikke lot seg lese. Se på dem selv, eller skann dem på nytt "
                "og les inn de sidene for seg.",
            )


def _not_counted(seconds: float) -> None:
    """Recognition is held to a time of its own by the clock: the processor time it took is not the reader's."""
    current_watch().cpu_until += seconds
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        more = soft + math.ceil(seconds)
        if soft != resource.RLIM_INFINITY and (hard == resource.RLIM_INFINITY or more <= hard):
            resource.setrlimit(resource.RLIMIT_CPU, (more, hard))


def without_program(message: str) -> UnreadableFile:
    """The refusal of a file that only character recognition can read, where there is none."""
    return UnreadableFile(Reason.MISSING_PROGRAM, message, way_out=tesseract.how_to_install())


def _pages(numbers: Sequence[int]) -> str:
    """Pages in words: «Side 1–3 og 5»."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return "Side " + (f"{', '.join(said[:-1])} og {said[-1]}" if len(said) > 1 else said[0])
