"""A transcript's long lines parted again where lines once ended: at labels, numbers of matters, titles in capitals.

A page that has lost its line breaks still tells where most of them were. What is parted once too often does little harm:
only whole labels, numbers and titles are looked for, and what follows them is read as it is in any protocol.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ingest.agenda.drafts import ARCHIVE, CASE, Key, Line, cut, is_page_mark, number_key
from ingest.agenda.marks import DAY
from ingest.agenda.title_ends import find_title_end, shared_start
from ingest.agenda.words import agenda_words, alternatives
from ingest.blocks import Block, BlockKind, Reading
from ingest.decisions.labels import decision_words, find_label
from ingest.layout.sentences import leads_in

# Lines this long hold several paragraphs; measured: the longest paragraph of wrapped minutes is shorter.
_LEAST_LINE = 400
_LEAST_SHARE = 0.8

# As much of two titles must be the same for one to be the agenda's line of the other.
_LEAST_SAME = 8
_MOST_TITLE = 200

# A sentence has ended, and another may begin.
_SENTENCE = re.compile(r"[^\W\d]{2}[.!?](?:\s|$)")

# A number that opens a matter or a row, before its title or its archive number: "Sak 0012/05 BRØYTING", "PS 4/21 Salg".
_NUMBER = re.compile(
    r"(?<![\w/.,(-])(?<!\bsak )(?<!\bsaken )(?<!\bsaka )(?<!\bjf\. )(?<!\bog )(?<!\bi )"
    rf"(?P<number>(?:(?:(?:Utval(?:g)?s)?-?[Ss]ak(?:s)?(?:\s?nr)?|SAK(?:\s?NR)?)\.?\s?:?\s?|(?:PS|RS|DS|FO|OS|KS|FS|BU|MS|REF)\s)?{CASE.pattern})"
    r"(?=\s?[:–-]?\s+(?:[A-ZÆØÅ«”\"]|\d{2,4}/\d{3,6}\b))"
)

# A row of a case's history: "0056/99 Kommunestyret 02.12.99".
_ROW = re.compile(rf"\d{{1,4}}/\d{{2,4}}\s[A-ZÆØÅ][^\d\n]{{3,60}}?\s(?:{DAY.pattern})(?=\s|$)", re.IGNORECASE)

# The number of a case in the archive, behind its label: what follows is another label or the title.
_ARCHIVED = re.compile(rf"(?:[Aa]rkiv-?sak(?:s)?-?(?:nr|id|ID)?|[Ss]aksmappe)\.?\s?:\s?{ARCHIVE.pattern}(?=\s)")

# A page's own count.
_PAGE = re.compile(r"(?<=\s)Side\s+\d+(?:\s+av\s+\d+)?(?=\s)")

# A title or a banner in capitals: "NY ORGANISERING AV UNGDOMSRÅDET".
_CAPITALS = re.compile(
    r"(?<![\w/-])[A-ZÆØÅ][A-ZÆØÅ.,/-]{0,60}(?:\s(?:[–-]\s)?[A-ZÆØÅ0-9«»”\"(§][A-ZÆØÅ0-9.,/:«»”\"()§-]*)+(?![a-zæøå\w])"
)
_LEAST_CAPITALS = 12

# Labels that stand bare behind a sentence or a title: "... utsettes. Votering Enstemmig. Vedtak Saken utsettes.".
_BARE = re.compile(
    r"(?<=\s)(?P<label>(?:Saksprotokoll|Møtebehandling)\s(?:i|fra|frå)\s[^.:\n]{3,60}?\s[-–]\s\d{1,2}\.\d{1,2}\.\d{4}"
    r"|(?:[A-ZÆØÅ][\w-]+(?:s|\ssi|\ssitt)\s)?(?:Behandling|Handsaming|Votering|Avstemning|Røysting|Vedtak|BEHANDLING|HANDSAMING|VOTERING|VEDTAK|[Ii]nnstilling|[Tt]ilråding"
    r"|[Ff]orslag\stil\svedtak|[Ff]ramlegg\stil\svedtak))\s(?=[A-ZÆØÅ«•\d])"
)
_MOST_LABEL = 90
_BEFORE = 24

# "Nr" may be of anything.
_LEAST_COLUMN = 3


@cache
def _banner() -> re.Pattern[str]:
    """A word that stands over an agenda or a paper: "SAKSLISTE", "Saksliste", before a number or a capital."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(agenda_words().parted_banners)})(?=\s[A-ZÆØÅ\d]|$)")


@cache
def _columns() -> re.Pattern[str]:
    """The columns of an agenda or of a case's history, two or more: "Saksnr.: Utvalg Møtedato"."""
    known = agenda_words().agenda_columns | agenda_words().history_columns
    word = rf"(?:{alternatives(name.capitalize() for name in known if len(name) >= _LEAST_COLUMN)})\.?:?"
    return re.compile(rf"(?<!\S){word}(?:\s{word})+(?=\s)")


@cache
def _labels() -> re.Pattern[str]:
    """Words of a label with a capital first, whose it is before them, and at most a few more up to the colon."""
    parts = ("recommendation", "decision", "treatment", "voting", "paper", "motion")
    known = {word for part in parts for word in decision_words()["labels"][part]}
    return re.compile(
        r"(?<![\w/-])(?=[A-ZÆØÅ])(?P<label>"
        r"(?:(?:[A-ZÆØÅ][\wæøå-]*\s){0,3}?(?:(?:og|for|-)\s[\wæøå-]+\s){0,2}?(?:[\wæøåÆØÅ-]*s|s|si|sitt)\s)?"
        rf"(?i:{alternatives({*known, *agenda_words().parted_labels})})(?![\wæøå])"
        r"(?:[^.:;\n]|\.(?=\d|:|,)|(?<=st)\.|(?<=nr)\.|(?<=samr)\.){0,80}?)\s?:"
    )


def is_flat(blocks: Sequence[Block]) -> bool:
    """Whether nearly all the text stands on lines that have lost their breaks, or each page is a line."""
    flat = sum(len(block.text) for block in blocks if not block.cells and len(block.text) >= _LEAST_LINE)
    return flat >= _LEAST_SHARE * sum(len(_text(block)) for block in blocks) or _are_pages(blocks)


def _are_pages(blocks: Sequence[Block]) -> bool:
    """Whether each line is a page with its number in front."""
    return len(blocks) > 1 and all(
        re.match(rf"{number}\.?\s", _text(block)) for number, block in enumerate(blocks, start=1)
    )


def _text(block: Block) -> str:
    return " ".join(f"{block.marker} {block.text}".split())


def part_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, the long ones parted."""
    titles = _title_ends([line.block.text for line in lines])
    parted: list[Line] = []
    for line, ends in zip(lines, titles, strict=True):
        if line.block.cells:
            parted.append(line)
            continue
        pieces = part_block(line.block, ends=ends)
        parted += [Line(text=_text(piece), block=piece, strong=False, place=line.place) for piece in pieces]
    return [line for position, line in enumerate(parted) if not is_page_mark(parted, position)]


def part_block(block: Block, *, ends: Collection[int] = ()) -> Iterator[Block]:
    """A long line as blocks."""
    return part_stretch(block, sorted({*find_breaks(block.text), *ends}), 0, len(block.text))


def part_stretch(block: Block, breaks: Sequence[int], start: int, end: int) -> Iterator[Block]:
    """A stretch of a long line as blocks, parted at those of the places, in order, that are inside it."""
    text = block.text
    inside = breaks[bisect_right(breaks, start) : bisect_left(breaks, end)]
    for low, high in pairwise((start, *inside, end)):
        middle = _after_title(text[low:high])
        for piece in (cut(block, low, low + middle), cut(block, low + middle, high)):
            if piece.text.strip():
                yield piece


def _after_title(text: str) -> int:
    """Where the title ends in a stretch that begins with a number and goes on with sentences; 0 where it does not."""
    found = _NUMBER.match(text)
    if found is None or not (_SENTENCE.search(text) or len(text) > _MOST_TITLE):
        return 0
    title = len(text) - len(text[found.end() :].lstrip(" :–-"))
    return title + find_title_end(text[title : title + 2 * _MOST_TITLE])


def _title_ends(texts: Sequence[str]) -> list[set[int]]:
    """Where, in each text, a title ends that stands behind its number elsewhere too: on the agenda, over its treatment."""
    ends: list[set[int]] = [set() for _ in texts]
    first: dict[Key | None, str] = {}
    for place, text in enumerate(texts):
        for found in _NUMBER.finditer(text):
            key = number_key(found["number"])
            title = text[found.end() : found.end() + _MOST_TITLE]
            shared = shared_start(first.setdefault(key, title), title) if key in first else 0
            first.setdefault(key, title)
            if _LEAST_SAME <= shared < len(title):
                ends[place].add(found.end() + shared)
    return ends


def find_breaks(text: str) -> Iterator[int]:
    """Where lines once ended or began, in no order."""
    for found in _labels().finditer(text):
        if (at := _label_start(found)) is not None:
            yield at
    for found in _BARE.finditer(text):
        if find_label(found["label"]) is not None:
            yield from (found.start("label"), found.end("label"))
    yield from _set_apart(text)
    for found in _NUMBER.finditer(text):
        yield found.start("number")
    for pattern in (_ROW, _ARCHIVED):
        for found in pattern.finditer(text):
            yield found.end()
    yield from _titled(text)
    yield from (found.start() + 1 for found in re.finditer(r"\s•\s", text))


def _set_apart(text: str) -> Iterator[int]:
    """Where banners, names of columns and counts of pages begin and end.

    A word that others lead to stands in a title: "GODKJENNING AV MØTEPROTOKOLL FRA 17.03.2011".
    """
    for pattern in (_banner(), _columns(), _PAGE):
        for found in pattern.finditer(text):
            if not leads_in(text[max(0, found.start() - _BEFORE) : found.start()].rstrip()):
                yield from (found.start(), found.end())


def _label_start(found: re.Match[str]) -> int | None:
    """Where a label begins; None where the words before the colon are none."""
    label = found["label"]
    words = agenda_words()
    whole = f"{label}:"
    if len(label) > _MOST_LABEL or "\t" in label:
        return None
    if (
        words.meta.match(whole)
        or words.recipients.match(whole)
        or words.front.match(whole)
        or find_label(whole) is not None
    ):
        return found.start("label")
    return None


def _titled(text: str) -> Iterator[int]:
    """Where titles in capitals begin, unless behind their number, and end."""
    for found in _CAPITALS.finditer(text):
        if sum(letter.isupper() for letter in found.group()) < _LEAST_CAPITALS:
            continue
        before = text[max(0, found.start() - 24) : found.start()]
        if not re.search(r"\d[:\s–-]*$|\b[A-ZÆØÅ]{2,4}\s*$", before):
            yield found.start()
        yield found.end()


def part_reading(reading: Reading) -> Reading:
    """A transcript's reading with its long lines parted; any other as it is."""
    if not is_flat([block for block in reading.blocks if block.kind is not BlockKind.FURNITURE]):
        return reading
    pages = tuple(
        replace(page, blocks=tuple(piece for block in page.blocks for piece in _pieces_of(block)))
        for page in reading.pages
    )
    return replace(reading, pages=pages)


def _pieces_of(block: Block) -> Iterator[Block]:
    if block.cells or block.kind is BlockKind.FURNITURE:
        yield block
    else:
        yield from part_block(block)
