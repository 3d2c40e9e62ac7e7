"""How much something changed, in a sentence's own words: «fra 14 til 9 saker», «med 20 prosent», «halvert»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from ingest.language_model import Word
from ingest.themes.trend.numbers import numbers_in

SHARE = re.compile(
    r"\b(?:med|på) (?:(?:om lag|rundt|omkring|over|nær|nesten|drøyt|ca\.?) )?\d{1,3}(?:,\d+)? (?:prosentpoeng|prosent|%)"
)
"""«med 20 prosent», «på om lag 5,5 %»."""

TIMES = re.compile(r"\b(?:halvert|halvera|doblet|dobla|fordoblet|fordobla|tredoblet|tredobla|firedoblet|firedobla)\b")
"""«er halvert», «nesten doblet»."""

FROM_TO = re.compile(r"\b(?:fra|frå) \S+(?: [^\W\d]+){0,4}? til \S+")
"""The words around two numbers that are set against each other by them; other pairs stand in the text as they are."""


def amount_in(words: Sequence[Word]) -> tuple[int, int] | None:
    """The first and the last word that say how much something changed; None if no words do."""
    forms = [word.form.lower() for word in words]
    text = " ".join(forms)
    found = SHARE.search(text) or TIMES.search(text)
    if found is None and numbers_in(words) is not None:
        found = FROM_TO.search(text)
    if found is None:
        return None
    starts = [0, *accumulate(len(form) + 1 for form in forms)]
    inside = [place for place, start in enumerate(starts[:-1]) if found.start() <= start < found.end()]
    return inside[0], inside[-1]
