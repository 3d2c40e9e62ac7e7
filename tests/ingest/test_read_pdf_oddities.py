"""PDF pages with letters nobody can read, text across the page or on its side, and pages that stop their reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.hostile import one_page, pdf_of, stream
from ingest.blocks import BlockKind
from ingest.layout.hyphens import words_of
from ingest.readers import pdf
from ingest.readers.pdf_marks import Marks, Word
from ingest.readers.pdf_quality import needs_ocr
from ingest.readers.pdf_watch import MOST_PAGES, Watch, watched
from ingest.readers.pdfium import _SUSPECT
from minutes.errors import Reason, UnreadableFile

BODY = b"BT /F 11 Tf 72 700 Td (Sak 1 gjelder lys langs elva.) Tj ET\n"


def page_of(text: str, *, bare: bool = False, lost: int = 0) -> Marks:
    words = tuple(Word(word, 0, 1, 10, 11, bold=False) for word in text.split())
    return Marks(number=1, width=595, height=842, words=words, rules=(), ocr=False, bare=bare, lost=lost)


SENTENCE = "Teknisk sjef orienterte om at lysene langs elva skal skiftes ut i løpet av høsten. " * 3


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        pytest.param(page_of(SENTENCE), False, id="Norwegian text"),
        pytest.param(page_of("• \uf0b7 Punkt en • \uf0b7 Punkt to og mer"), False, id="bullets of a symbol font"),
        pytest.param(
            page_of("".join(chr(ord(c) - 29) if c > " " else c for c in SENTENCE)), True, id="shifted letters"
        ),
        pytest.param(page_of("\ue001\ue002\ue003 \ue004\ue005"), True, id="private letters"),
        pytest.param(page_of("(cid:12)(cid:44) (cid:3)(cid:9)"), True, id="glyphs without a name"),
        pytest.param(page_of("Sak", lost=40), True, id="letters without a character"),
        pytest.param(page_of("KS NTB SLT 1234567"), False, id="a few abbreviations"),
        pytest.param(page_of(""), True, id="a picture"),
        pytest.param(page_of("", bare=True), False, id="an empty page"),
    ],
)
def test_pages_whose_letters_cannot_be_trusted_need_to_be_read_as_pictures(page: Marks, *, needed: bool) -> None:
    assert needs_ocr(page) is needed


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (UTKAST) Tj ET", id="across the page"),
        pytest.param(b"0.8 g BT /F 60 Tf 150 690 Td (UTKAST) Tj ET", id="large and pale"),
        pytest.param(b"BT /F 9 Tf 0 1 -1 0 30 300 Tm (UTKAST) Tj ET", id="on its side in the margin"),
    ],
)
def test_watermarks_and_stamps_are_furniture_and_break_no_sentence(mark: bytes) -> None:
    blocks = pdf.read(pdf_of(one_page(stream(BODY + mark)))).blocks
    assert [(block.kind is BlockKind.FURNITURE, block.text) for block in blocks] == [
        (False, "Sak 1 gjelder lys langs elva."),
        (True, "UTKAST"),
    ]


def test_a_dark_large_title_is_no_watermark() -> None:
    title = b"BT /F 40 Tf 72 760 Td (Referat) Tj ET\n"
    assert pdf.read(pdf_of(one_page(stream(title + BODY)))).blocks[0].text == "Referat"


def test_a_page_printed_lying_is_read_from_its_side() -> None:
    lines = b"".join(b"BT /F 11 Tf 0 1 -1 0 %d 72 Tm (Linje %d om lys) Tj ET\n" % (100 + 13 * n, n) for n in range(4))
    assert pdf.read(pdf_of(one_page(stream(lines)))).pages[0].text.split("\n") == [
        f"Linje {n} om lys" for n in range(4)
    ]


@pytest.mark.parametrize(
    ("text", "place"), [("UtvalgMøtedato", 6), ("Dato:06.12", 5), ("Sak12", 3), ("NAVet", None), ("e12", None)]
)
def test_where_a_blank_may_have_been_too_narrow(text: str, place: int | None) -> None:
    found = _SUSPECT.search(text)
    assert (found.start() if found else None) == place


def three_pages() -> bytes:
    objects = one_page(stream(BODY))
    objects[1] = b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>"
    return pdf_of(objects)


def read_under(watch: Watch) -> tuple[list[bool], list[str]]:
    """Which pages have text, and the codes of the warnings."""
    with watched(watch):
        reading = pdf.read(three_pages())
    return [bool(page.text) for page in reading.pages], [warning.code for warning in reading.warnings]


def test_a_page_to_be_skipped_keeps_its_number_and_the_document_says_that_it_is_incomplete() -> None:
    told: list[int] = []
    assert read_under(Watch(tell=told.append, skip=frozenset({2}))) == ([True, False, True], ["ufullstendig"])
    assert told == [1, 3, 0]


def clock(*times: float) -> Callable[[], float]:
    ticks = iter(times)
    return lambda: next(ticks)


def test_a_file_that_takes_too_long_is_kept_as_far_as_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf_watch.time.process_time", clock(1.0, 2.0, 9.0))
    assert read_under(Watch(cpu_until=5.0)) == ([True, True, False], ["ufullstendig"])


def test_a_file_of_which_nothing_could_be_read_is_a_failure_that_says_why() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_under(Watch(skip=frozenset({1, 2, 3})))
    assert refusal.value.reason is Reason.CRASHED


def test_pages_beyond_the_most_there_can_be_are_listed_and_not_read() -> None:
    watch = Watch()
    read: list[int] = []

    def page(number: int) -> None:
        read.append(number)

    assert len(list(watch.pages(MOST_PAGES + 2, page))) == MOST_PAGES + 2
    assert len(read) == MOST_PAGES
    assert "sidene 5001–5002 av 5002" in next(watch.warnings(MOST_PAGES + 2)).message


def test_words_are_counted_when_first_asked_for() -> None:
    words = words_of("E-post og e-post")
    assert (words["e-post"], len(words), "post" in words, sorted(words)) == (2, 2, False, ["e-post", "og"])
