"""The words and ruled lines of a PDF's pages, by pdfium. Measured: 1 to 2 ms a page, by asking once a word, not a letter."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Self

from ingest.readers import pdfium_calls as calls
from ingest.readers.pdf_marks import ARTIFACT, LOOSE, Marks, Word
from ingest.readers.pdf_watch import Watch
from ingest.readers.pdfium_calls import PdfDocument, PdfiumError, pdfium_c
from ingest.readers.pdfium_paths import rules_of
from ingest.readers.pdfium_styles import OBLIQUE, Style, Styles
from minutes.errors import Reason, UnreadableFile

# A word of pdfium's page text; U+FFFE is its mark for a hyphen at a line end, and a new line begins after it.
_WORD = re.compile("[^\\s\0\ufffe]+\ufffe?|\ufffe")

# The same where the page has neither hyphens at line ends nor letters without a character: twice as fast.
_PLAIN_WORD = re.compile(r"\S+")

# Places where a blank may have been too narrow for pdfium, after which the second part begins: "UtvalgMøtedato",
# "Dato:06.12", "Sak12". Seen from the capital or digit, because there are few of them.
_SUSPECT = re.compile(r"[A-ZÆØÅ\d](?:(?<=[a-zæøå:;,)][A-ZÆØÅ])|(?<=[:;)]\d)|(?<=[^\W\d_]{3}\d))")

# LibreOffice sets some tabs no wider than this share of the size; kerning is never so wide.
_LEAST_BLANK = 0.07

# The fullest page of minutes at hand has 9,000 letters.
MOST_LETTERS = 400_000

# So much of a page's text may be unknown to its structure tree, and so much of it may be no content.
_MOST_LOOSE = 0.02
_MOST_ARTIFACT = 0.5
_USUAL_ARTIFACT = 600

_SIZE_BOLD_OWNER = tuple(itemgetter(Style._fields.index(name)) for name in ("size", "bold", "owner"))

# Makes a Word of its values as Word._make does, without a call of Python's for each.
_word_of: Callable[[tuple[Any, ...]], Word] = partial(tuple.__new__, Word)


class Document:
    """An open PDF; use as a context."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF.

        Raises:
            UnreadableFile: encrypted or damaged.
        """
        try:
            self._pdf = PdfDocument(data)
            self._count = len(self._pdf)
        except PdfiumError as error:
            raise _refusal(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return self._count

    @property
    def title(self) -> str | None:
        """The title in the document's properties."""
        title: str = self._pdf.get_metadata_value("Title")
        return title.strip() or None

    @property
    def tagged(self) -> bool:
        """Whether the document says that it has a structure tree."""
        return bool(self._pdf.is_tagged())

    def pages(self, watch: Watch, owners: Sequence[Mapping[int, int]] = ()) -> Iterator[Marks | None]:
        """Every page in order; None for one that pdfium cannot open, or that is not to be read.

        Args:
            watch: hears of every page before it is read.
            owners: for each page, the leaf of the structure tree by marked content; empty where there is no tree.
        """
        return watch.pages(self._count, lambda number: self.page(number, owners[number - 1] if owners else None))

    def page(self, number: int, owners: Mapping[int, int] | None = None) -> Marks | None:
        """A page by its number from 1; None when pdfium cannot open it.

        Args:
            number: from 1.
            owners: the leaf of the structure tree for the page's marked contents, where there is a tree.
        """
        try:
            page = self._pdf[number - 1]
            text = page.get_textpage()
        except PdfiumError:
            return None
        try:
            return _PageReader(page, text, owners).marks(number)
        finally:
            text.close()
            page.close()


def _refusal(error: Any) -> UnreadableFile:
    if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return UnreadableFile(
            Reason.ENCRYPTED,
            "PDF-filen er beskyttet med passord.",
            way_out="Åpne den med passordet, lagre en kopi uten passord, og les inn kopien.",
        )
    return UnreadableFile(
        Reason.DAMAGED,
        "PDF-filen er skadet eller bare delvis lastet ned.",
        way_out="Hent filen på nytt fra der den kom fra.",
    )


def is_covered(words: Sequence[Word]) -> bool:
    """Whether a page's structure tree knows nearly all of its text, and calls no large part of it no content."""
    letters = Counter[int]()
    for word in words:
        letters[min(word.owner, 0)] += len(word.text)
    whole = sum(letters.values())
    if not letters[0] or letters[LOOSE] > _MOST_LOOSE * whole:
        return False
    return letters[ARTIFACT] <= max(_USUAL_ARTIFACT, _MOST_ARTIFACT * whole)


class _PageReader:
    """Reads one page. pdfium counts from the bottom left of the unturned page; we from the top left of what is seen."""

    def __init__(self, page: Any, text: Any, owners: Mapping[int, int] | None) -> None:
        self._page, self._text = calls.address_of(page.raw), calls.address_of(text.raw)
        self._raw_text = text.raw
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turned = page.get_rotation() // 90 % 4
        self._styles = Styles(self._text, owners)
        self._tagged = owners is not None

    def marks(self, number: int) -> Marks:
        text = self._page_text()
        spans = self._spans(text)
        styles = self._styles.of([first for first, _ in spans])
        lying = self._lie_down(styles)
        words, aside = self._upright(self._words(text, spans, styles), styles)
        count = pdfium_c.FPDFPage_CountObjects(ctypes.cast(self._page, pdfium_c.FPDF_PAGE))
        width, height = self._right - self._left, self._top - self._bottom
        if self._turned % 2:
            width, height = height, width
        tagged = self._tagged and is_covered(words)
        shown = self._styles.seen
        visible = len(styles) if all(style.visible for style in shown) else sum(style.visible for style in styles)
        return Marks(
            number=number,
            width=width,
            height=height,
            words=tuple(words),
            rules=() if tagged else tuple(rules_of(self._page, count, self._place)),
            aside=aside,
            ocr=2 * visible < len(styles),
            bare=count == 0,
            tagged=tagged,
            turned=lying,
            lost=text.count("\0"),
            cut=len(text) >= MOST_LETTERS,
        )

    def _place(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen: the page turned, counted from its top left."""
        if self._turned == 1:
            return y - self._bottom, x - self._left
        if self._turned == 2:  # noqa: PLR2004  quarter turns
            return self._right - x, y - self._bottom
        if self._turned == 3:  # noqa: PLR2004  quarter turns
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _page_text(self) -> str:
        """The text of the page, one character for each of pdfium's."""
        count = min(pdfium_c.FPDFText_CountChars(self._raw_text), MOST_LETTERS)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium_c.FPDFText_GetText(self._raw_text, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace").rstrip("\0")
        if len(text) == count:
            return text
        codes = (pdfium_c.FPDFText_GetUnicode(self._raw_text, place) for place in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\0" for code in codes)  # noqa: PLR2004  the end of Unicode

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where words begin and end, parted where there is a gap in them or another leaf of the tree begins."""
        word = _WORD if "\ufffe" in text or "\0" in text else _PLAIN_WORD
        spans = list(map(re.Match.span, word.finditer(text)))
        cuts = self._gaps(text)
        if self._tagged:
            cuts = sorted({*cuts, *self._seams(spans)})
        if not cuts:
            return spans
        parted: list[tuple[int, int]] = []
        for first, after in spans:
            inside = cuts[bisect_right(cuts, first) : bisect_left(cuts, after)]
            edges = [first, *inside, after]
            parted.extend(pairwise(edges))
        return parted

    def _gaps(self, text: str) -> list[int]:
        boxes = (ctypes.c_float * 8)()
        before = ctypes.addressof(boxes)
        gaps = []
        for suspect in _SUSPECT.finditer(text):
            place = suspect.start()
            calls.loose_char_box(self._text, place - 1, before)
            calls.loose_char_box(self._text, place, before + 16)
            if boxes[4] - boxes[2] > self._styles.at(place - 1).size * _LEAST_BLANK:
                gaps.append(place)
        return gaps

    def _seams(self, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
        for first, after in spans:
            owner = self._styles.at(first).owner
            if after - first > 1 and self._styles.at(after - 1).owner != owner:
                for place in range(first + 1, after):
                    if self._styles.at(place).owner != owner:
                        owner = self._styles.at(place).owner
                        yield place

    def _lie_down(self, styles: Sequence[Style]) -> bool:
        """Whether most words stand on one side; the page is then seen from there."""
        if all(style.turn == self._turned for style in self._styles.seen):
            return False
        turns = Counter(style.turn for style in styles if style.turn != OBLIQUE)
        turn = max(turns, key=lambda found: turns[found], default=self._turned)
        lying = turn != self._turned and turns[turn] * 2 > len(styles)
        if lying:
            self._turned = turn
        return lying

    def _words(self, text: str, spans: Sequence[tuple[int, int]], styles: Sequence[Style]) -> list[Word]:
        """Words in pdfium's order, as many as spans; measured in bulk, for a call costs more than what it does."""
        origins, boxes = (ctypes.c_double * (2 * len(spans)))(), (ctypes.c_float * (4 * len(spans)))()
        origin, box = ctypes.addressof(origins), ctypes.addressof(boxes)
        char_origin, char_box, page = calls.char_origin, calls.loose_char_box, self._text
        for first, after in spans:
            char_origin(page, first, origin, origin + 8)
            char_box(page, after - 1, box)
            origin += 16
            box += 16
        xs, ys, edges = origins[::2], origins[1::2], boxes[:]
        texts = [text[first:after] for first, after in spans]
        if "\ufffe" in text:
            texts = [word.replace("\ufffe", "-") for word in texts]
        if self._turned == 0:
            left, top = self._left, self._top
            starts = [x - left for x in xs]
            ends = [right - left if right > x else x - left for x, right in zip(xs, edges[2::4], strict=True)]
            sizes, bold, owners = (map(value_of, styles) for value_of in _SIZE_BOLD_OWNER)
            return list(
                map(_word_of, zip(texts, starts, ends, [top - y for y in ys], sizes, bold, owners, strict=True))
            )
        words = []
        for place, (word, style) in enumerate(zip(texts, styles, strict=True)):
            x0, y = self._place(xs[place], ys[place])
            left, top, right, bottom = edges[4 * place : 4 * place + 4]
            x1 = max(self._place(right, bottom)[0], self._place(left, top)[0])
            words.append(Word(word, x0, max(x0, x1), y, style.size, style.bold, style.owner))
        return words

    def _upright(self, words: list[Word], styles: Sequence[Style]) -> tuple[list[Word], tuple[str, ...]]:
        """The words of the text, and what stands across it or on its side in the margin, a line for each."""
        if not any(style.turn != self._turned or style.pale for style in self._styles.seen):
            return words, ()
        odd = [style.turn != self._turned or style.pale for style in styles]
        upright = [word for word, is_odd in zip(words, odd, strict=True) if not is_odd]
        left, right = min((word.x0 for word in upright), default=0.0), max((word.x1 for word in upright), default=0.0)
        kept, aside = [], []
        for word, style, is_odd in zip(words, styles, odd, strict=True):
            inside = style.turn != OBLIQUE and not style.pale and left <= word.x0 <= right
            if not is_odd or (inside and upright):
                kept.append(word)
            else:
                aside.append((style, word.text))
        lines = groupby(aside, key=lambda found: (found[0].turn, found[0].size))
        return kept, tuple(" ".join(text for _, text in line) for _, line in lines)
