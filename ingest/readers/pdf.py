"""PDF: words, ruled lines and the structure tree to tables, paragraphs and list items; no page is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ingest.blocks import Reading, ReadPage
from ingest.layout.hyphens import words_of
from ingest.readers import pdfium
from ingest.readers.pdf_marks import Marks
from ingest.readers.pdf_quality import needs_ocr
from ingest.readers.pdf_sheets import Sheet, lay_out_sheet, learn_leading, lines_on, set_edges
from ingest.readers.pdf_structure import Leaf, structure_of
from ingest.readers.pdf_tagged import is_sound, is_tagged, pieces_of, write_pieces, write_rest
from ingest.readers.pdf_watch import current_watch
from ingest.readers.pdf_writer import Writer
from ingest.readers.pdfium import MOST_LETTERS
from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning

MEDIA_TYPE = "application/pdf"
Recognise = Callable[[Iterator[Marks | None]], Iterator[Marks | None]]


def read(data: bytes, *, recognise: Recognise = iter) -> Reading:
    """Read a PDF.

    Args:
        data: the whole file.
        recognise: may put words on pages that are pictures; takes the pages as they come and gives as many.

    Raises:
        UnreadableFile: encrypted, damaged, or no page has text.
    """
    leaves: tuple[Leaf, ...] = ()
    with pdfium.Document(data) as document:
        title, count = document.title, len(document)
        structure = structure_of(data, tagged=document.tagged)
        watch = current_watch()
        pages: Iterator[Marks | None] = document.pages(watch)
        if structure is not None and structure.leaves and structure.pages == count:
            marks = list(document.pages(watch, structure.owners))
            if is_sound(structure.leaves, marks):
                leaves, pages = structure.leaves, iter(marks)
        marks = list(recognise(pages))
    if not any(page is not None and page.words for page in marks):
        if watch.unread:
            raise watch.refusal()
        raise UnreadableFile(
            Reason.NO_TEXT,
            "PDF-filen inneholder bare bilder av sider, ingen tekst.",
            way_out="Kjør tekstgjenkjenning (OCR) på den og les inn resultatet.",
        )
    warnings = [*watch.warnings(count), *_warnings(marks, frozenset(watch.unread))]
    if structure is not None and structure.pages != count:
        warnings.append(_miscounted(count, structure.pages))
    return Reading(media_type=MEDIA_TYPE, pages=lay_out(marks, data, leaves), title=title, warnings=tuple(warnings))


def lay_out(marks: Sequence[Marks | None], data: bytes | None, leaves: Sequence[Leaf] = ()) -> tuple[ReadPage, ...]:
    """Pages of blocks from what stands on them.

    Args:
        marks: page after page; None for one that is lost.
        data: the PDF itself, where there is one to ask again.
        leaves: of the structure tree; used for the pages that it covers.
    """
    pieces = pieces_of(leaves, marks)
    sheets = [_sheet(page, data, tagged=bool(pieces)) for page in marks]
    plain = [sheet for sheet in sheets if sheet.parts]
    set_edges(plain)
    lines = [line.text for sheet in plain for line in lines_on(sheet)]
    lines += [line.text for piece in pieces for line in piece.lines]
    writer = Writer(leading=learn_leading(plain), words=words_of("\n".join(lines)))
    tagged = [bool(pieces) and is_tagged(page) for page in marks]
    for sheet, by_tree in zip(sheets, tagged, strict=True):
        if by_tree:
            write_rest(writer, sheet, top=True)
    write_pieces(writer, sheets, pieces)
    for _number, (page, sheet, by_tree) in enumerate(zip(marks, sheets, tagged, strict=True), start=1):
        if by_tree:
            write_rest(writer, sheet, top=False)
            writer.turn()
        elif page is not None:
            writer.page(sheet)
    return tuple(
        sheet.read() if page is not None else ReadPage(number=number, text="", blocks=())
        for number, (page, sheet) in enumerate(zip(marks, sheets, strict=True), start=1)
    )


def _sheet(page: Marks | None, data: bytes | None, *, tagged: bool) -> Sheet:
    if page is None:
        return Sheet(marks=_NO_MARKS)
    return Sheet(marks=page) if tagged and is_tagged(page) else lay_out_sheet(page, data)


_NO_MARKS = Marks(number=0, width=0.0, height=0.0, words=(), rules=(), ocr=False, bare=True)


def _warnings(pages: Sequence[Marks | None], unread: frozenset[int]) -> Iterator[ReadingWarning]:
    for number, page in enumerate(pages, start=1):
        if page is None:
            if number in unread:
                continue
            message = f"Side {number} er skadet og kunne ikke leses."
            yield ReadingWarning(code="skadet-side", message=message, page=number)
        elif not page.words and not page.bare:
            message = f"Side {number} har ingen tekst; den er trolig et bilde og må tekstgjenkjennes (OCR)."
            yield ReadingWarning(code="side-uten-tekst", message=message, page=number)
        elif page.cut:
            message = f"Side {number} har mer enn {MOST_LETTERS} tegn; resten av siden er ikke lest."
            yield ReadingWarning(code="avkortet-side", message=message, page=number)
        elif not page.ocr and needs_ocr(page):
            message = f"Skriften på side {number} sier ikke hvilke bokstaver den viser; teksten kan være feil."
            yield ReadingWarning(code="uleselig-skrift", message=message, page=number)


def _miscounted(ours: int, theirs: int) -> ReadingWarning:
    message = (
        f"To måter å telle sidene på gir ulikt svar: {ours} og {theirs}. Filen kan være skadet, og sider kan mangle; "
        "se på antall sider i en PDF-leser."
    )
    return ReadingWarning(code="ulikt-sidetall", message=message)
