"""Where the sentences of an item's text are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.layout.sentences import is_finished
from minutes.months import MONTHS

# Where one sentence ends and the next begins; an abbreviation before the blank is checked for.
_BREAK = re.compile(r"(?<=[.!?])[”\"»)]?\s+(?=[A-ZÆØÅ«”\"–•§(\d])|(?<=[a-zæøå]{4}[.])(?=[A-ZÆØÅ][a-zæøå])")


# A bullet or a number before a line's first sentence: "• ", "2. ", "a) ".
_LEAD = re.compile(r"[ \t]*(?:•[ \t]*)?(?:\d{1,2}[.)][ \t]+|[a-zæøå]\)[ \t]+)?")


# What a number with a full stop may end besides a sentence: a list's number at the start, a day before its month.
_ORDINAL = re.compile(r"(?P<before>^|\s)\d{1,2}\.$")
_MONTH = re.compile(rf"(?:{'|'.join(month[:3] for month in MONTHS)})\w*\b", re.IGNORECASE)


LONGEST_SENTENCE = 2000
"""Characters. Longer is a table or a list without line breaks, and is cut: who reads a sentence compares its words with each
other. The longest of 30,000 sentences of real papers has 971."""


_NEAR = 80
"""Characters before and after a full stop by which it is judged."""


# Where a sentence without end is cut: after a mark and a blank, or else after a blank.
_CUT_AT = (re.compile(r".*[;,:]\s", re.DOTALL), re.compile(r".*\s", re.DOTALL))


def _is_ordinal(before: str, after: str) -> bool:
    """Whether a number's full stop is no sentence's: "3. Mai", but "i uke 43 og 44. Teknisk drift ..." begins another."""
    found = _ORDINAL.search(before)
    if found is None:
        return False
    return not found["before"] or not after[:1].isalpha() or _MONTH.match(after) is not None


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the sentences in ``text[start:end]``; a line never shares a sentence with another.

    None is longer than LONGEST_SENTENCE.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        low = position + _LEAD.match(line).end()  # type: ignore[union-attr] # it matches the empty string
        stop = position + len(line)
        for gap in _BREAK.finditer(text, low, stop):
            before = text[max(low, gap.start() - _NEAR) : gap.start()]
            if is_finished(before) and not _is_ordinal(before, text[gap.end() : min(stop, gap.end() + _NEAR)]):
                found += _of_bearable_length(text, low, gap.start())
                low = gap.end()
        if low < stop:
            found += _of_bearable_length(text, low, stop)
        position = stop + 1
    return found


def _of_bearable_length(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, as a rule whole; one without end in pieces, none within a word that has one."""
    while end - start > LONGEST_SENTENCE:
        most = start + LONGEST_SENTENCE
        cuts = (pattern.match(text, start + LONGEST_SENTENCE // 2, most) for pattern in _CUT_AT)
        cut = next((found.end() for found in cuts if found), most)
        if piece := text[start:cut].rstrip():
            yield start, start + len(piece)
        start = cut
    if start < end:
        yield start, end
