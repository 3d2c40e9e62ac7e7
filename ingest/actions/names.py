"""The names that tasks are given to, of the attendance or told in full; and those of the body that decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.decisions.labels import is_body


def short_names(names: Iterable[str]) -> frozenset[str]:
    """First names and surnames, by which minutes call people after their full name."""
    parts = (part for name in names for part in name.split()[:1] + name.split()[-1:])
    return frozenset(part for part in parts if len(part) > 1 and part[0].isupper())


def initials(names: Iterable[str]) -> dict[str, str]:
    """The full name for the initials that only one of those present has: "AF" is "Anne Foss", or "A. Foss"."""
    called: dict[str, set[str]] = {}
    for name in names:
        first = [part[0] for part in name.replace("-", " ").split() if part[0].isupper()]
        for short in {"".join(first), "".join(first[:1] + first[-1:])} if len(first) > 1 else ():
            called.setdefault(short, set()).add(name)
    return {short: next(iter(found)) for short, found in called.items() if len(found) == 1}


def full_names(names: Iterable[str]) -> dict[str, str]:
    """The full name for each first name and surname that only one of those present has: "Eva" is "Eva Vik"."""
    names = tuple(names)
    called: dict[str, set[str]] = {}
    for name in names:
        parts = name.split()
        for part in {parts[0], parts[-1], f"{parts[0]} {parts[-1]}"} if len(parts) > 1 else ():
            called.setdefault(part, set()).add(name)
    return initials(names) | {part: next(iter(found)) for part, found in called.items() if len(found) == 1}


# A full name in a sentence, after a word in lower case: "Avdelingsleder Eva Dal", "møter Per Vik i kommunen".
_TOLD_NAME = re.compile(
    r"(?:^|\n|[a-zæøå)]\s|[.:,]\s|\b[A-ZÆØÅ][a-zæøå]+(?:leder|sjef|leiar|mann|lege|direktør|koordinator)\s)"
    r"[A-ZÆØÅ][a-zæøåéè-]+(?:[ ][A-ZÆØÅ][a-zæøåéè-]+)?[ ](?P<surname>[A-ZÆØÅ][a-zæøåéè-]+)(?=[\s,.()])"
)


def names_told(texts: Iterable[str]) -> frozenset[str]:
    """Surnames of those whom the items' texts name in full, known from then on where they stand alone."""
    return frozenset(found["surname"] for text in texts for found in _TOLD_NAME.finditer(text))


# What only the body that decides does in a decision: "Kommunestyret vedtar ...", "Regiontinget tek ... til orientering".
_DECIDES = re.compile(
    r"(?:^|(?<=[.:]\s)|\n)\W{0,20}(?:[A-ZÆØÅ]\w{1,60}\s)?(?P<body>\w{1,60})\s"
    r"(?:vedtar|vedtek|vedtok|godkjenner|godkjenn|godkjende|godkjente|slutter|sluttar|tiltrer|tilrår|tilrår|tar|tek|tok|ber|bed|bad|ba|gir|gjev|gav|ga"
    r"|støtter|støttar|mener|meiner|viser|ønsker|ynskjer|ønskjer|anbefaler|velger|vel|avslår|seier|sier|finner|finn|bevilger|løyver)\b"
)


def own_bodies(decisions: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, for the body whose decisions these are: those that decide in them; else the commonest."""
    found = (match["body"] for text in decisions for match in _DECIDES.finditer(text))
    deciding = frozenset(word.lower() for word in found if is_body(word))
    if deciding:
        return deciding
    bodies = Counter(word.lower() for text in texts for word in _CAPITAL.findall(text) if is_body(word))
    return frozenset(word for word, _ in bodies.most_common(1))


_CAPITAL = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+\b")
