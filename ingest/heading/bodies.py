"""The body that met: from its label, a title, the sentence that tells of the meeting, or a case's table of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.heading.words import heading_words

_UPPER = "A-ZÆØÅÁČĐŊŠŦŽ"

# Words before a body's name that belong to it: "Kultur- og oppvekststyret", "Plan-, nærings- og miljøutvalget".
_JOINED = r"(?:[\wæøå]+-,?\s+(?:[\wæøå]+-,?\s+)*(?:og|&)\s+)?"

# What a body is for: "Hovedutvalg for oppvekst og kultur", "Utvalg for helse, omsorg og velferd", "Hovedutvalg plan
# næring og miljø" (no "for" after Hovedutvalg).
_LIST = r"[\wæøå-]+(?:,? (?:og )?(?!i\b|den\b|har\b|vedtok\b|holdt\b|behandl)[a-zæøå][\wæøå-]+){0,5}"

# A genitive before what the body does: "Formannskapets behandling av sak", "Arbeidsmiljøutvalgets møte".
_GENITIVE = re.compile(
    r"^(?P<name>.+?)\s?s\s+(?:behandling|møter?|møtet|medlemm?er|medlemm?ar|vedtak|innstilling|innstillingsmøte|handsaming)\b.*$",
    re.IGNORECASE,
)

# What a body in the genitive has: "behandling", "møte". Its s is then no part of the name: "Hovedutvalg miljøs behandling".
_OWNS = re.compile(
    r"\s+(?:behandling|møter?|møtet|medlemm?er|medlemm?ar|vedtak|innstilling|handsaming)\b", re.IGNORECASE
)

# A meeting named by its body: "politirådsmøte", "formannskapsmøtet", "kommunestyremøte".
_MEETING_OF = re.compile(
    r"^(?P<name>[\wæøå-]*(?:skap|råd|utvalg|utval|styre|nemnd|komité|komite|ting))s?møtet?s?$", re.IGNORECASE
)

# A municipality after the name: "Kommunestyret i Lier", "Eldrerådet i Våler kommune".
_OF_PLACE = re.compile(rf"\s+(?:i|på)\s+[{_UPPER}][^\s,]*(?:\s+[{_UPPER}][^\s,]*)*(?:\s+(?:fylkes)?kommune)?$")

# Letters before a group's name: "SLT-styringsgruppa", and between: "SLT styringsgruppe".
_LETTERS = r"(?-i:[A-ZÆØÅ]{2,6})"


# What may stand around a body's name on a line of its own: a date, a number, "Møte i", "i Lier".
_NUMBERS = re.compile(r"[\d\s./:()–-]+")
_LEADS_IN = re.compile(
    r"\s*(?:[^\s,]+(?: [^\s,]+)? (?:fylkes)?kommune\s*[–:,-]?\s*)?(?:møte i|møte)?\s*(?:det )?", re.IGNORECASE
)
# Whose the body is, before it: "Solbakken skule – ", and "Solvik " before a council.
_OF_HOUSE = re.compile(rf"\s*[{_UPPER}][^.:!?\d–—]{{2,50}}\s[–—-]\s+")
_OF_NAME = re.compile(rf"\s*[{_UPPER}]\S+(?: [{_UPPER}]\S+)?\s+")
_TRAILS = re.compile(
    rf"\s*(?:\([A-ZÆØÅ]{{2,5}}\)\s*)?(?:(?i:i|på|ved)\s+\S[^.,:]{{1,30}}"
    rf"|[{_UPPER}]\w+(?: [{_UPPER}]\w+)?(?:\s+(?i:(?:fylkes)?kommune))?)?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBody:
    """A body's name in the form of a name, and where it stands in the text."""

    name: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    words = heading_words().bodies
    endings = "|".join(sorted(map(re.escape, words.endings), key=len, reverse=True))
    first = "(?:hovedutvalg(?:et)?|hovudutval(?:et)?)"
    adjectives = "|".join(map(re.escape, words.adjectives))
    groups = "|".join(map(re.escape, words.groups))
    letters = "|".join(map(re.escape, words.letters))
    wide = "(?:utvalg(?:et)?|utval(?:et)?|råd(?:et)?|komité|komite(?:en)?|styre(?:t)?|nemnd(?:a)?)"
    return re.compile(
        rf"(?<![\w-])(?:{first}\s+(?:for\s+)?{_LIST}|(?:kommunalt\s+|det faste\s+)?{wide}\s+for\s+{_LIST}"
        rf"|(?-i:{letters})(?=-?møtet?\b|\s+(?:ved|på|i)\b|\s*$)"
        rf"|partssammensatt utvalg|partssamansett utval"
        rf"|(?:{_LETTERS}[- ])?(?:{groups})(?:\s+for\s+{_LIST}|\s+{_LETTERS}(?!\w))?"
        rf"|(?:[\wæøå]+-\s+og\s+)?[\wæøå]*(?:forebyggende|førebyggjande)\s+(?:{endings})"
        rf"|(?:{adjectives})\s+[\wæøåáé-]*(?:{endings})"
        rf"|{_JOINED}[\wæøåáé-]*(?:{endings})s?(?:møtet?)?(?:\s+plenum)?)(?![\w-])",
        re.IGNORECASE,
    )


def find_bodies(text: str) -> Iterator[FoundBody]:
    """All bodies named in a text, in order."""
    words = heading_words().bodies
    for match in _pattern().finditer(text):
        last = match.group().casefold().split()[-1]
        if (last in words.not_bodies and " " not in match.group()) or last.removesuffix("s").endswith(
            words.not_body_endings
        ):
            continue
        owner = _OWNS.match(text, match.end()) and match.group().endswith("s")
        name = name_body(match.group().removesuffix("s") if owner else match.group())
        if name:
            yield FoundBody(name=name, start=match.start(), end=match.end())


def name_body(written: str) -> str | None:
    """A body's name as a name: «Formannskapets behandling» -> «Formannskapet», «POLITIRÅDET» -> «Politirådet».

    Args:
        written: the value of a label or a phrase; None comes back when nothing is left of it.
    """
    name = " ".join(written.split()).strip(' .:;,–-_*«»"')
    if name.isupper() and len(name) > 4:  # noqa: PLR2004  AMU and the like stay
        name = name.lower()
    genitive = _GENITIVE.match(name)
    if genitive:
        name = genitive["name"]
    meeting = _MEETING_OF.match(name.split()[-1]) if name else None
    if meeting:
        name = " ".join([*name.split()[:-1], _definite(meeting["name"])])
    name = _OF_PLACE.sub("", name)
    if name.endswith(("ets", "nets", "ens")) and " " not in name.rstrip():
        name = name.removesuffix("s")
    if not any(char.isalpha() for char in name):
        return None
    if is_bare(name):
        name = _definite(name)
    return name[0].upper() + name[1:]


# One word, or words joined by hyphens: "Formannskap", "Kultur- og oppvekststyre". "Kommunalt beredskapsråd" is not: what
# stands before its noun wants the plain form.
_BARE = re.compile(rf"{_JOINED}[\wæøåáé-]+", re.IGNORECASE)


def is_bare(name: str) -> bool:
    """Whether a name is a body's noun alone, which has a definite form: «Formannskap», not «Hovedutvalg for oppvekst»."""
    folded = name.casefold()
    bodies = heading_words().bodies
    return (
        bool(_BARE.fullmatch(name)) and folded not in bodies.not_bodies and not folded.endswith(bodies.not_body_endings)
    )


def without_place(name: str, municipality: str | None) -> str:
    """A body's name without its municipality's before it: «Solvik kommunestyre» -> «Kommunestyret»."""
    place, _, body = name.partition(f"{municipality} ") if municipality else ("", "", "")
    if place or not body or not is_bare(body):
        return name
    return name_body(body) or name


def _definite(name: str) -> str:
    for ending, definite in heading_words().bodies.definite.items():
        if name.casefold().endswith(ending):
            return name[: -len(ending)] + definite
    return name


def is_national(name: str) -> bool:
    """Whether a body is the nation's (Sametinget), so that no municipality need be looked for."""
    return name.casefold().startswith(heading_words().bodies.national)


def is_of_county(name: str) -> bool:
    """Whether a body is a county's: «Fylkesutvalget», «Fylkestinget»."""
    return name.casefold().startswith("fylkes")


def sole_body(text: str) -> FoundBody | None:
    """The body when a line is its name and little else: «Formannskapet», «Kommunestyret i Lier 25.04.02»."""
    found = list(find_bodies(text))
    if len(found) != 1:
        return None
    before, after = text[: found[0].start], _NUMBERS.sub(" ", text[found[0].end :])
    leads = _LEADS_IN.fullmatch(_NUMBERS.sub(" ", before)) or _OF_HOUSE.fullmatch(before)
    of_name = _OF_NAME.fullmatch(before) and _is_council(found[0].name)
    return found[0] if (leads or of_name) and _TRAILS.fullmatch(after) else None


def _is_council(name: str) -> bool:
    return name.casefold().startswith(heading_words().bodies.councils)
