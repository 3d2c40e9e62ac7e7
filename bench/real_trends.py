"""Score the way themes go, as the product reads it, on real papers: how much of what it tells is right, how much it misses.

``tests/gold/trend/real.toml`` says which sentences of the papers have been read, each by the number and the hash of its
letters, so that no text of theirs is copied; ``python -m bench.trends`` prints the figures with the others. The papers lie
beside the project (../shared/data); without them nothing is scored.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from ingest.pipeline import Parser
from ingest.themes.annotate import Annotator
from minutes.model import Document
from minutes.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "trend" / "real.toml"
PAPERS = ROOT.parent / "shared" / "data"
FOLDERS = ("minutes-dev/municipal/txt", "minutes-dev/plenum/txt", "seeds")

UNREAD = "unread"
"""Trends told in sentences that nobody has read for the gold."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sentence is known by: how many letters and digits it has, and the hash of these in small letters."""

    letters: int
    digest: str

    @classmethod
    def of(cls, text: str) -> Sign:
        """The sign of a sentence as written."""
        letters = letters_of(text)
        return cls(len(letters), digest_of(letters))

    def ends(self, letters: str) -> bool:
        """Whether a quote, by its letters, ends with the sentence; it may begin with the sentence before."""
        return len(letters) >= self.letters and digest_of(letters[-self.letters :]) == self.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is known of one paper.

    Attributes:
        file: its name.
        judged: the sentences that were read; no theme goes a way in them but as told by the others.
        goes: which way each theme goes in a sentence.
        doubtful: themes of which a sentence may be said to tell a way, or not; they count neither for nor against.
    """

    file: str
    judged: tuple[Sign, ...]
    goes: Mapping[tuple[Sign, str], str]
    doubtful: frozenset[tuple[Sign, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A trend that the product tells: the letters of its quote, the theme, and the way."""

    letters: str
    theme: str
    trend: str


def letters_of(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def digest_of(letters: str) -> str:
    """The first ten figures of their SHA-256."""
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def read_papers(path: Path = GOLD) -> Iterator[Paper]:
    """What the gold knows of each paper."""
    for plain in tomllib.loads(path.read_text(encoding="utf-8"))["paper"]:
        yield Paper(
            file=plain["file"],
            judged=tuple(map(_sign, plain["judged"])),
            goes={(_sign(one["sentence"]), one["theme"]): one["trend"] for one in plain.get("goes", ())},
            doubtful=frozenset((_sign(one["sentence"]), one["theme"]) for one in plain.get("doubtful", ())),
        )


def _sign(written: str) -> Sign:
    letters, digest = written.split(":")
    return Sign(int(letters), digest)


def told_in(document: Document) -> set[Told]:
    """The trends that a document tells, each once."""
    mentions = [*document.mentions, *(mention for item in document.items for mention in item.mentions)]
    return {
        Told(letters_of("".join(place.quote for place in mention.evidence)), mention.theme, str(mention.trend))
        for mention in mentions
        if mention.trend is not None
    }


def columns(read: Sequence[tuple[Paper, set[Told]]], fields: frozenset[str]) -> Mapping[str, float]:
    """How much of what is told is right, and how much of what there is is told: of themes that can go a way, and of all.

    ``fields`` are the themes that are fields of work, which the product lets go nowhere.
    """
    judged = [(_judgement(paper, one), one) for paper, told in read for one in told]
    right = sum(judgement == one.trend for judgement, one in judged)
    wrong = sum(judgement not in {one.trend, UNREAD, None} for judgement, one in judged)
    there = [
        (_has(told, sign, theme, trend), theme) for paper, told in read for (sign, theme), trend in paper.goes.items()
    ]
    own = [found for found, theme in there if theme not in fields]
    return {
        "precision": right / (right + wrong) if right + wrong else 1.0,
        "recall": sum(own) / max(1, len(own)),
        "with fields of work": sum(found for found, _ in there) / max(1, len(there)),
        "told": right + wrong,
        UNREAD: sum(judgement == UNREAD for judgement, _ in judged),
    }


def wrong_in(read: Iterable[tuple[Paper, set[Told]]]) -> list[tuple[str, str, str, str]]:
    """What is told and not so, and what is not told: file, theme, the way told or «», the way it goes."""
    found: list[tuple[str, str, str, str]] = []
    for paper, told in read:
        judged = [(one, _judgement(paper, one)) for one in told]
        found += [(paper.file, one.theme, one.trend, so) for one, so in judged if so is not None and so != one.trend]
        found += [
            (paper.file, theme, "", f"{trend} ({sign.letters} letters)")
            for (sign, theme), trend in paper.goes.items()
            if not _has(told, sign, theme, trend)
        ]
    return found


def _judgement(paper: Paper, told: Told) -> str | None:
    """What is so: a way, «ingen», UNREAD, or None where it counts neither for nor against."""
    sign = next((sign for sign in paper.judged if sign.ends(told.letters)), None)
    if sign is None:
        return UNREAD
    if (sign, told.theme) in paper.doubtful:
        return None
    return paper.goes.get((sign, told.theme), "ingen")


def _has(told: Iterable[Told], sign: Sign, theme: str, trend: str) -> bool:
    return any(one.theme == theme and one.trend == trend and sign.ends(one.letters) for one in told)


def measure(papers: Path = PAPERS) -> tuple[tuple[Paper, set[Told]], ...]:
    """Each paper of the gold that is at hand, and what the product tells of it."""
    at_hand = {path.name: path for folder in FOLDERS for path in (papers / folder).glob("*.txt")}
    parser, annotator = Parser(), Annotator(load_vocabulary())
    return tuple(
        (paper, told_in(annotator.annotate(parser.parse(at_hand[paper.file]))))
        for paper in read_papers()
        if paper.file in at_hand
    )


def fields_of_work() -> frozenset[str]:
    """The themes of the vocabulary that go nowhere."""
    return frozenset(theme.id for theme in load_vocabulary().themes if theme.area)


def figures(values: Mapping[str, float], floors: Mapping[str, float]) -> list[Figure]:
    """The figures with their floors; of trends in sentences that nobody has read, fewer are better."""
    return [
        Figure(name=name, value=value, floor=floors.get(name), at_most=name == UNREAD) for name, value in values.items()
    ]
