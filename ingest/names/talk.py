"""What of an item is talk: not lists of papers, not paragraphs of by-laws, not lists of those who voted or came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.names.plain import UPPER
from ingest.names.spots import Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind

# A label alone on its line or before a list: "Vedlegg:", "Utrykte vedlegg".
_LABEL = re.compile(r"\s*(?P<label>[^\W\d][^:.\n]{2,40}?)\s*(?P<colon>:|$)")

# A paragraph of a by-law: "§ 3 Skjenketider".
_BY_LAW = re.compile(r"\s*§\s*\d")

_LONGEST_PAPER = 140
"""Letters of a line that lists a paper; a longer one is a sentence."""

# A word with a capital that does not open the line.
_CAPITAL_INSIDE = re.compile(rf"\S\s+[«\"(]?[{UPPER}]|^[{UPPER}]+\b(?![a-zæøå])")


def talk_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of an item that tell of a matter, and where each begins."""
    start = 0
    among_papers = False
    for line in text.split("\n"):
        label = _LABEL.match(line)
        if label and " ".join(label["label"].casefold().split()) in name_words().talk.papers:
            among_papers = True
        elif among_papers and (line.rstrip().endswith((".", ":")) or len(line) > _LONGEST_PAPER):
            among_papers = False
        if not among_papers and line.strip() and not _BY_LAW.match(line):
            yield start, line
        start += len(line) + 1


def may_hold_names(line: str) -> bool:
    """Whether a line has a capital that no sentence, line or bullet asks for, so that the model is worth its time."""
    return any(_CAPITAL_INSIDE.search(sentence.strip()) for sentence in re.split(r"[.!?:]\s+", line))


# What may stand between two names of a list: a note in brackets, a comma, "og", a line end, a bullet, a number.
_BETWEEN = re.compile(
    r"(?:\([^()\n]{1,40}\)|[\s,;/+•()\d–-]|\b(?:og|samt|repr|representant(?:en)?|medlem|vara)\b\.?){0,40}",
    re.IGNORECASE,
)


@cache
def _lead() -> re.Pattern[str]:
    """Right before a list of voters or of those who came: "Mot forslaget stemte 2:", "For:", "Forfall:"."""
    talk = name_words().talk
    verbs, sides, came = ("|".join(map(re.escape, words)) for words in (talk.votes, talk.sides, talk.attendance))
    return re.compile(
        rf"\b(?:{verbs})\b(?:[^\n.;:]{{0,40}}:)?"
        rf"|(?:^|[\n.;])[\s•-]*(?:{sides})\b[^\n.;:]{{0,40}}:"
        rf"|(?:^|\n)\s*(?:{came})\b[^\n:]{{0,30}}:",
        re.IGNORECASE,
    )


# Such a list: words with capitals, initials, particles, notes in brackets, marks, numbers. A stop or a small word ends it.
_LIST = re.compile(
    rf"(?:[{UPPER}]\.|[{UPPER}][\w'’-]*|(?:og|samt|von|van|de|der|av|fra|frå|repr|representant(?:en)?|medlem|vara)\b"
    r"|\([^()\n]{1,40}\)|[\s,;/+•()\d–-])+"
)


def list_ranges(text: str) -> list[tuple[int, int]]:
    """Where lists of voters and of those who came stand, the words that open them not included."""
    found = []
    for lead in _lead().finditer(text):
        listed = _LIST.match(text, lead.end())
        if listed:
            found.append((lead.end(), listed.end()))
    return found


# Right behind such a list: "Kari Lia og Per Berg stemte mot".
_VOTED = re.compile(
    r"\s*(?:\([^()\n]{1,40}\))?\s*(?:stemte|røysta|røystte|stemde|stemmer)\s+(?:for|mot|i\s?mot)\b", re.IGNORECASE
)

_LEAST_ROWS = 3
"""Lines of nothing but a person in a row that are an attendance list."""


def without_lists(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """The spots without those of voters and of those who came, and without the party in brackets behind a person."""
    kept: list[Spot] = []
    chain: list[Spot] = []
    lists = list_ranges(text)
    for spot in spots:
        if any(start <= spot.start and spot.end <= end for start, end in lists):
            continue
        if chain and not _BETWEEN.fullmatch(text, chain[-1].end, spot.start):
            kept += _spoken_of(text, chain)
            chain = []
        chain.append(spot)
    return kept + (_spoken_of(text, chain) if chain else [])


def _spoken_of(text: str, chain: list[Spot]) -> list[Spot]:
    """A run of names with nothing between them: all or, if it is a list of voters or of those who came, none."""
    listable = all(spot.kind in {NameKind.PERSON, NameKind.PARTY} for spot in chain)
    if listable and (_VOTED.match(text, chain[-1].end) or _is_rows(text, chain)):
        return []
    return [spot for at, spot in enumerate(chain) if not (at and _is_note(text, chain[at - 1], spot))]


def _is_note(text: str, person: Spot, party: Spot) -> bool:
    """Whether a party stands in brackets behind a person: «Kari Lia (Sp)»."""
    between = text[person.end : party.start].strip()
    return person.kind is NameKind.PERSON and party.kind is NameKind.PARTY and between == "("


def _is_rows(text: str, chain: Sequence[Spot]) -> bool:
    people = [spot for spot in chain if spot.kind is NameKind.PERSON]
    lines = [text.count("\n", one.end, other.start) for one, other in pairwise(people)]
    return len(people) >= _LEAST_ROWS and all(lines)
