"""A web article that tells of a treated case: one item, titled by the headline, with the areas it lists as points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ingest.agenda.drafts import CASE, Draft, Line
from ingest.agenda.words import agenda_words
from ingest.blocks import BlockKind
from ingest.decisions.told import tells_decision

# A number of a case in an article: it has its letters or the word sak before it: "PS 91/2022", "sak 12/21".
_CASE = re.compile(rf"\b(?P<prefix>[A-ZÆØÅ]{{2,4}}|[Ss]ak(?:\s+nr\.?)?)\s+(?P<number>{CASE.pattern})")

# A heading that is a matter with its number: "Sak 33/22: Helsesykepleier på skolene", "PS 12/21 – Budsjett".
_MATTER = re.compile(
    rf"(?:[Ss]ak(?:\s+nr\.?)?|[A-ZÆØÅ]{{2,4}})\s+(?P<number>{CASE.pattern})\s*[:.–-]?\s*(?P<title>\S.*)$"
)
_LEAST_MATTERS = 2

# A heading over the rest of a list whose first part is the section before: "Andre samarbeidsområder", "Øvrige tiltak".
_OTHERS = re.compile(r"(?:De\s+|Dei\s+)?(?:Andre|Øvrige|Øvrege|Resten)\b", re.IGNORECASE)

# What a web page hangs on the end of an article: "Til toppen", "Les hele planen (PDF, 90 kB)", "Publisert 3. mai".
_FURNITURE = re.compile(
    r"(?:Til\s+toppen|Skriv\s+ut|Del\s+på|Publisert|Sist\s+(?:endret|oppdatert)|Tips\s+en\s+venn|Fant\s+du)\b|.*\((?:PDF|DOCX|XLSX),\s*\d+",
    re.IGNORECASE,
)


def split_article(lines: Sequence[Line], *, title: str | None) -> list[Draft]:
    """The one item of an article, or none when it tells neither a case number, nor a decision, nor a meeting held.

    A summary of a meeting with its matters as headings has an item for each.
    """
    kept = [line for line in lines if not _FURNITURE.match(line.text)]
    if not kept:
        return []
    if matters := _split_summary(kept):
        return matters
    whole = "\n".join(line.text for line in kept)
    numbers = list(_CASE.finditer(whole))
    if not numbers and not tells_decision(whole) and not tells_meeting(whole):
        return []
    start = next(
        (place for place, line in enumerate(kept) if line.text == title or line.block.kind is BlockKind.HEADING), 0
    )
    headline = title if title and kept[start].text != title and kept[start].block.level > 1 else kept[start].text
    body = [
        line for line in kept[start + (headline == kept[start].text) :] if not agenda_words().dropped.match(line.text)
    ]
    number = _number(numbers[0]) if numbers else None
    return [Draft(number=number, title=headline, body=tuple(line.block for line in body), sections=_sections(body))]


def _split_summary(lines: Sequence[Line]) -> list[Draft]:
    """The matters of a summary whose headings are numbered, with the headings between and after them of the same level."""
    headings = [place for place, line in enumerate(lines) if line.block.kind is BlockKind.HEADING]
    numbered = [place for place in headings if _MATTER.match(lines[place].text)]
    if len(numbered) < _LEAST_MATTERS:
        return []
    level = lines[numbered[0]].block.level
    heads = [place for place in headings if place >= numbered[0] and lines[place].block.level == level]
    drafts = []
    for place in heads:
        end = next((other for other in headings if other > place and lines[other].block.level <= level), len(lines))
        below = [other for other in headings if place < other < end and place == heads[-1]]
        end = below[0] if below else end
        found = _MATTER.match(lines[place].text)
        drafts.append(
            Draft(
                number=re.sub(r"\s", "", found["number"]) if found else None,
                title=found["title"] if found else lines[place].text,
                body=tuple(line.block for line in lines[place + 1 : end]),
            )
        )
    return drafts


def tells_meeting(text: str) -> bool:
    """Whether a text tells in a sentence what a body treated: "Politirådet brukte heile møtet måndag på skulevegen"."""
    return _meeting_told().search(text) is not None


@cache
def _meeting_told() -> re.Pattern[str]:
    words = agenda_words()
    return re.compile(
        rf"\w*(?:{words.article_bodies})(?!\w)[^.!?\n]{{0,80}}?\s(?:{words.article_verbs})(?!\w)", re.IGNORECASE
    )


def _number(found: re.Match[str]) -> str:
    number = re.sub(r"\s", "", found["number"])
    return number if found["prefix"].casefold().startswith("sak") else f"{found['prefix']} {number}"


def _sections(body: Sequence[Line]) -> tuple[tuple[int, int, str], ...]:
    """The section before a heading that begins with Andre or Øvrige and has a list below: the list's first point."""
    headings = [place for place, line in enumerate(body) if line.block.kind is BlockKind.HEADING or _is_short(line)]
    found: list[tuple[int, int, str]] = []
    for before, heading in pairwise(headings):
        below = body[heading + 1 : heading + 4]
        if _OTHERS.match(body[heading].text) and any(line.block.kind is BlockKind.LIST_ITEM for line in below):
            found.append((before, heading, body[before].text))
    return tuple(found)


def _is_short(line: Line) -> bool:
    return line.strong and line.block.kind is BlockKind.PARAGRAPH
