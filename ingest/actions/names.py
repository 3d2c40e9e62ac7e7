"""The names that tasks are given to: those of the attendance, and those that the treatment tells in full."""

from __future__ import annotations

import re
from collections.abc import Iterable


def short_names(names: Iterable[str]) -> frozenset[str]:
    """First names and surnames, by which minutes call people after their full name."""
    return frozenset(
        part for name in names for part in name.split()[:1] + name.split()[-1:] if len(part) > 1 and part[0].isupper()
    )


# A full name in a sentence, after a word in lower case: "Avdelingsleder Eva Dal", "møter Per Vik i kommunen".
_TOLD_NAME = re.compile(
    r"(?:^|\n|[a-zæøå)]\s|[.:,]\s|\b[A-ZÆØÅ][a-zæøå]+(?:leder|sjef|leiar|mann|lege|direktør|koordinator)\s)"
    r"[A-ZÆØÅ][a-zæøåéè-]+(?:[ ][A-ZÆØÅ][a-zæøåéè-]+)?[ ](?P<surname>[A-ZÆØÅ][a-zæøåéè-]+)(?=[\s,.()])"
)


def names_told(texts: Iterable[str]) -> frozenset[str]:
    """Surnames of those whom the items' texts name in full, known from then on where they stand alone."""
    return frozenset(found["surname"] for text in texts for found in _TOLD_NAME.finditer(text))
