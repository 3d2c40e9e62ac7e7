"""Sentences that tell who came and who did not: «Kari Lia og Per Berg møtte», «Eva Sand var bortreist»."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Absence told in a sentence: "Det var meldt forfall fra Kari Lia", "Kari Lia og Per Berg hadde meldt forfall".
_FORFALL_FROM = re.compile(r"\b(?i:forfall|fråfall|avbud)\s+(?:fra|frå)\s+(?P<names>[A-ZÆØÅ][^.;:]*)")
_HAD_FORFALL = re.compile(
    r"(?P<names>[A-ZÆØÅ][^.;:]*?)\s+(?:hadde|har)\s+(?:meldt\s+|meld\s+|sendt\s+)?(?:forfall|fråfall|avbud|permisjon)\b"
)

# Everyone but some: "Alle møtte unntatt Kari Lia og Per Berg".
_ALL_BUT = re.compile(
    r"\balle\b.{0,30}\b(?:unntatt|unnateke|bortsett fra|foruten|med unntak av)\s+(?P<names>[A-ZÆØÅ][^.;:]*)",
    re.IGNORECASE,
)

# Where or what somebody was who did not come: "bortreist", "på fiske", "i permisjon"; not "på Teams", "i mot".
_ELSEWHERE = (
    r"(?:bortreist|bortreiste|reist|sjuk\w*|syk\w*|forhindr\w+|hindra|opptatt|oppteken|fraværende|fråverande|borte"
    r"|heime|hjemme|(?:ikke|ikkje)\s+(?:til\s?stede|til\s?stades|med|der)|i\s+(?:permisjon|utlandet|arbeid|begravelse|gravferd)"
    r"|på\s+(?!(?i:plass|teams|skype|zoom|telefon|nett|skjerm|video|møte|talarstol|talerstol))[\wÆØÅæøå]+)"
)

# Absence by a verb: "Eva Sand kunne ikke komme", "Eva Sand var på reise", "Eva Sand og Per Berg møtte ikke".
_AWAY = re.compile(
    r"(?:^(?!.*\bat\s+[A-ZÆØÅ])|\bat\s+|[,;]\s+(?:(?:og|men)\s+)?)(?P<names>[A-ZÆØÅ][^.;:]*?),?\s+(?:"
    r"(?:kunne|kunde|hadde|fikk|fekk)\s+(?:ikke|ikkje)\s+(?:høve\s+til\s+å\s+|anledning\s+til\s+å\s+)?"
    r"(?:komme|kome|koma|møte|møta|delta|deltake|deltaka|være|vere|vera)|(?:møtte|kom|deltok|stilte)\s+(?:heller\s+)?(?:ikke|ikkje)"
    rf"|var\s+{_ELSEWHERE}|meldte\s+(?:forfall|fråfall|avbud)|visste\s+(?:ikke|ikkje)\s+om\s+møtet|hadde\s+(?:ikke|ikkje)\s+(?:anledning|høve))(?!\w)"
)

# Presence with the names first: "Kari Lia, Per Berg og Ola Moen møtte", "Ordfører Kari Lia og Per Berg var til stede".
_CAME = re.compile(
    r"^(?P<names>[^A-ZÆØÅ\n]*[A-ZÆØÅ].*?)\s+(?:møtte|deltok|stilte|var\s+(?:til\s?stede|til\s?stades|med|representert))\b"
    r"(?!\s+(?:ikke|ikkje|for|om|hverandre|kvarandre))"
)

# Presence with the names last: "Til stades på møtet var Kari Lia og Per Berg", "Fra politiet møtte lensmann Ola Moen".
_THERE_WERE = re.compile(
    r"^(?:Til\s?stede|Til\s?stades|Fra|Frå|For|På|I|Med|Av|Som|Ellers|Elles|Dessuten|Dessutan|Også|Møtende|Frammøtte|Her)\b[^.:;,]{0,50}?"
    r"(?<!\w)(?:var|møtte|deltok|stilte)(?:\s+også|\s+òg|\s+og)?\s*:?\s+(?P<names>.+)"
)

# A sentence on the same line as a list: "Kari Lia. Varamedlem Per Berg møtte ikke heller."
THEN_SENTENCE = re.compile(
    r"(?<=[a-zæøåé)])\.\s+(?=[A-ZÆØÅ][^.;]*\s(?:møtte|kom|hadde|har|kunne|deltok|meldte|gikk|gjekk|ble|vart)\s)"
)

# Under those absent, a sentence of others who came: "Rådmann Kari Lia var også til stede".
THEY_CAME = re.compile(r"^[A-ZÆØÅ].*\s(?:(?:var|møtte|deltok)\s+(?:også|òg|og|dessuten|til\s?sted|til\s?stad)|førte\s)")

# Only a part of the meeting: "var ikkje til stades før sak 33/08", "var borte under sak 4", "var ikke med fra kl. 12".
_PARTLY = re.compile(r"\s+(?:før|fr[aå]|under|ved|i|til|etter)\s+(?:kl|sak|behandling|handsaming|dei\b|de\b|\d)")


# The verbs of _AWAY and the nouns of leave: most sentences have neither, and need no closer look.
_AWAY_VERB = re.compile(r"\b(?:kunne|kunde|hadde|fikk|fekk|møtte|kom|deltok|stilte|var|meldte|visste)\s")
_LEAVE = re.compile(r"forfall|fråfall|avbud|permisjon|\balle\b", re.IGNORECASE)


def _away(text: str) -> re.Match[str] | None:
    return _AWAY.search(text) if _AWAY_VERB.search(text) else None


def away_in(text: str) -> tuple[int, int] | None:
    """Where the names stand in a sentence that says somebody did not come."""
    away = _away(text)
    return None if away and _PARTLY.match(text, away.end()) else _names(away)


def late_in(text: str) -> tuple[int, int] | None:
    """Where the names stand in a sentence that says somebody was away from a part of the meeting."""
    away = _away(text)
    return _names(away) if away and _PARTLY.match(text, away.end()) else None


def came_in(text: str) -> tuple[int, int] | None:
    """Where the names stand in a sentence that says who came."""
    return None if _away(text) else _names(_THERE_WERE.match(text) or _CAME.match(text))


def guests_in(text: str) -> tuple[int, int] | None:
    """Where the names stand in a sentence beside the lists: «Fra skolen møtte rektor Kari Lia fram til kl. 13»."""
    return _names(_THERE_WERE.match(text))


def forfall_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the names stand in phrases of leave: «forfall fra Kari Lia», «alle unntatt Per Berg»."""
    if _LEAVE.search(text) is None:
        return
    for pattern in (_FORFALL_FROM, _HAD_FORFALL, _ALL_BUT):
        if found := _names(pattern.search(text)):
            yield _last_told_of(text, *found)


def _last_told_of(text: str, start: int, end: int) -> tuple[int, int]:
    """In «Kari Lia, vara for Per Berg som hadde meldt forfall» only the last named."""
    relative = re.search(r"\bfor\s+(?=[A-ZÆØÅ])(?!.*\bfor\s+[A-ZÆØÅ])", text[start:end])
    return (start + relative.end(), end) if relative and text[start:end].endswith(" som") else (start, end)


def _names(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span("names") if match else None
