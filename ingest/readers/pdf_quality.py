"""Whether the letters of a PDF page can be trusted, or its picture must be read instead."""

from __future__ import annotations

import re

from ingest.readers.pdf_marks import Marks

# Letters with no meaning: the private areas of Unicode, unknown characters, controls. The bullets of the Symbol and
# Wingdings fonts lie in a private area too, and are read: they count only in numbers.
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd\0-\x08\x0e-\x1f\U000f0000-\U0010fffd]")

# What other programs write for a glyph without a name: "(cid:12)".
_UNNAMED = re.compile(r"\(cid:\d+\)")

# By how often Norwegian has them: the first few are mostly enough to tell.
_VOWELS = "eaioåuøyæáéèêóòôäöü"

_MOST_STRANGE = 0.3

# Norwegian text has 33 to 42 % vowels, and Sámi and Finnish up to 50 %. A font whose letters are shifted by a number (the
# usual fault of "Identity-H" without a table) has 18 %. Asked only of as many letters as make a share mean something.
_FEWEST_VOWELS = 0.24
_LEAST_LETTERS = 150


def needs_ocr(page: Marks) -> bool:
    """Whether a page that shows something has no text, or text whose letters are not those that are seen."""
    if not page.words:
        return not page.bare
    text = "".join([word.text for word in page.words])
    strange = len(_NO_LETTER.findall(text)) + sum(map(len, _UNNAMED.findall(text))) + page.lost
    if strange > _MOST_STRANGE * (len(text) + page.lost):
        return True
    small = text.lower()
    vowels, enough = 0, _FEWEST_VOWELS * len(text)
    for vowel in _VOWELS:
        vowels += small.count(vowel)
        if vowels >= enough:
            return False
    letters = sum(map(str.isalpha, text))
    return letters >= _LEAST_LETTERS and vowels < _FEWEST_VOWELS * letters
