"""Where the sentences of an item's text are."""

from __future__ import annotations

import re

from ingest.layout.sentences import is_finished

# Where one sentence ends and the next begins; an abbreviation before the blank is checked for.
_BREAK = re.compile(r"(?<=[.!?])[”\"»)]?\s+(?=[A-ZÆØÅ«”\"–•§(\d])|(?<=[a-zæøå]{4}[.])(?=[A-ZÆØÅ][a-zæøå])")


# A bullet or a number before a line's first sentence: "• ", "2. ", "a) ".
_LEAD = re.compile(r"[ \t]*(?:•[ \t]*)?(?:\d{1,2}[.)][ \t]+|[a-zæøå]\)[ \t]+)?")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the sentences in ``text[start:end]``; a line never shares a sentence with another."""
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        low = position + _LEAD.match(line).end()  # type: ignore[union-attr] # it matches the empty string
        stop = position + len(line)
        for gap in _BREAK.finditer(text, low, stop):
            if is_finished(text[low : gap.start()]) and not re.search(r"(?:^|\s)\d{1,2}\.$", text[low : gap.start()]):
                found.append((low, gap.start()))
                low = gap.end()
        if low < stop:
            found.append((low, stop))
        position = stop + 1
    return found
