"""Where a meeting was, as a sentence tells it: «Det innkalles til møte i Rådhuset, møterom 3, tirsdag 4. november»."""

from __future__ import annotations

import re
from functools import cache

from ingest.heading.bodies import find_bodies
from ingest.heading.words import heading_words

_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag(?:en)?"

# Somebody's home, or a house or room after its preposition: "heime hjå Kari på Haugen", "i kantina på sykehjemmet".
_WHERE = r"(?P<place>(?:(?:heime|hjemme)\s+)?(?:hos|hjå)\s+{what}|(?:i|på|ved)\s+(?P<room>{what}))"

# The place stands right before the date: "… til møte i Rådhuset, møterom 3, tirsdag den ".
_BEFORE_DATE = re.compile(rf"(?<!\w){_WHERE.format(what='[^.;:]{2,70}?')}[,\s]*(?:{_WEEKDAY}\s*)?(?:den\s*)?$")

# The same after a comma: "Referat fra møte i Solvik eldreråd, rådhuset 24. mai".
_AFTER_COMMA = re.compile(rf",\s*(?P<room>[^.,;:\d]{{2,50}}?)[,\s]*(?:{_WEEKDAY}\s*)?(?:den\s*)?$")

# Where a place ends inside a sentence, a room after its house taken along: "Rådhuset, møterom 2, kl. 10".
_ROOM = r"(?:,\s*[^.,;:]{2,30})?"
_WITHIN = re.compile(
    rf"(?<!\w){_WHERE.format(what='[^.,;:()]{2,60}?')}"
    rf"(?P<more>{_ROOM})(?=\s*(?:[.,;:(]|$|\b(?:kl|klokka|klokken|fra|frå|med|av|og|den|{_WEEKDAY})\b|\d))"
)

# A sentence of the meeting itself: "Møtet ble satt …", "Møtet fant sted …", "Vi satt …", "Me var samla …".
TELLS_OF_MEETING = re.compile(
    r"^(?:Møtet?|Styremøtet|Vi|Me)\s+(?:(?:ble|blei|vart|var|er|blir|vert)\s+)?"
    r"(?:(?:av)?holdt|(?:av)?halde|satt|sett|lagt|lagd|varte|varer|varde|åpnet|åpna|opna|fant\s+sted|fann\s+stad|startet|starta|begynte|byrja"
    r"|sat|møttes|møttest|samlet|samla|samlast|samles|var|holdes|blir\s+holdt|vert\s+halde)\b"
)


def is_place(text: str) -> bool:
    """Whether a text names a house or a room: «Rådhuset», «kantina på sykehjemmet», not «Solvik»."""
    endings = heading_words().places.endings
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return any(word.endswith(endings) for word in words)


def place_before_date(text: str) -> str | None:
    """The place in what a sentence says before the date of its meeting."""
    start = max((body.end for body in find_bodies(text) if not is_place(text[body.start : body.end])), default=0)
    found = _named(_BEFORE_DATE.search(text, start))
    after = _AFTER_COMMA.search(text, start)
    return found or (after["room"] if after and is_place(after["room"]) else None)


def place_within(text: str) -> str | None:
    """The first place that a sentence names, whatever else it says."""
    return next((place for match in _WITHIN.finditer(text) if (place := _named(match))), None)


def _named(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    groups = match.groupdict()
    more = groups.get("more") or ""
    if groups["room"] is None:
        return match["place"].strip(" ,")
    if not is_place(groups["room"]) or any(
        not is_place(groups["room"][b.start : b.end]) for b in find_bodies(groups["room"])
    ):
        return None
    return (groups["room"] + (more if is_place(more) else "")).strip(" ,")


# What is left of a date and a time whose figures are lost, before the place: ". november Kl. . – . ".
@cache
def _remnants() -> re.Pattern[str]:
    months = "jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des"
    return re.compile(
        rf"^(?=[^\w]|{_WEEKDAY}|kl\b)(?:[\W\d]+|(?:{months})[a-z]*\b|{_WEEKDAY}\b|(?:kl|klokka|til|fra|frå|den)\b)+(?=[^\W\d])",
        re.IGNORECASE,
    )


def without_lost_figures(text: str) -> int:
    """How many characters of a date and a time without their figures a value begins with; 0 if it begins otherwise."""
    match = _remnants().match(text)
    return match.end() if match and re.search(r"[^\W\d]", match.group()) else 0
