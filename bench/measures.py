"""Counts of right, false and missed, and how two texts are compared before they are counted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from rapidfuzz import fuzz

# Quotation marks and apostrophes of all kinds.
_QUOTES = re.compile(r"[“”„\"«»'’`´]")

# What is no letter, digit, slash, per cent or paragraph sign.
_OTHER = re.compile(r"[^\wæøå/%§]+")

# "0013/02", "13 / 2002".
_NUMBER = re.compile(r"(\d+)\s*/\s*(\d{2,4})")

# "09:00", "9.00".
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})")


@dataclass(slots=True)
class Found:
    """Right, false and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: Found) -> None:
        """Take in another's counts."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    @property
    def precision(self) -> float | None:
        """Share of the predicted that is right; None when there is nothing to find and nothing was found."""
        if self.f1 is None:
            return None
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float | None:
        """Share of the marked that was found."""
        if self.f1 is None:
            return None
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float | None:
        """Their harmonic mean."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    asked: int = 0

    def put(self, *, right: bool) -> None:
        """Count one answer."""
        self.asked += 1
        self.right += right

    def add(self, other: Share) -> None:
        """Take in another's counts."""
        self.right += other.right
        self.asked += other.asked

    @property
    def value(self) -> float | None:
        """The share; None of none."""
        return self.right / self.asked if self.asked else None


@dataclass(slots=True)
class Scores:
    """All measures of one document, or of many added up."""

    head: Share = field(default_factory=Share)
    seg: Found = field(default_factory=Found)
    title: Share = field(default_factory=Share)
    att: Found = field(default_factory=Found)
    abs: Found = field(default_factory=Found)
    dec: Found = field(default_factory=Found)
    ved: Found = field(default_factory=Found)
    outc: Share = field(default_factory=Share)
    vote: Share = field(default_factory=Share)
    act: Found = field(default_factory=Found)
    actf: Share = field(default_factory=Share)
    theme: Found = field(default_factory=Found)
    themes: dict[str, Found] = field(default_factory=dict)
    fields: dict[str, Share] = field(default_factory=dict)

    def add(self, other: Scores) -> None:
        """Take in another's counts."""
        for name in ("head", "seg", "title", "att", "abs", "dec", "ved", "outc", "vote", "act", "actf", "theme"):
            getattr(self, name).add(getattr(other, name))
        for theme, found in other.themes.items():
            self.themes.setdefault(theme, Found()).add(found)
        for name, share in other.fields.items():
            self.fields.setdefault(name, Share()).add(share)

    def columns(self) -> dict[str, float | None]:
        """The figures by their names in the table of results."""
        return {
            "head": self.head.value,
            "segP": self.seg.precision,
            "segR": self.seg.recall,
            "segF1": self.seg.f1,
            "title": self.title.value,
            "decF1": self.dec.f1,
            "vedF1": self.ved.f1,
            "outc": self.outc.value,
            "vote": self.vote.value,
            "attF1": self.att.f1,
            "absF1": self.abs.f1,
            "actF1": self.act.f1,
            "actf": self.actf.value,
            "theF1": self.theme.f1,
        }

    @property
    def theme_macro(self) -> float | None:
        """The mean of the themes' own F1, each theme that the gold or the prediction has counting as much as any other."""
        each = [f1 for found in self.themes.values() if (f1 := found.f1) is not None]
        return sum(each) / len(each) if each else None


def normal(text: object) -> str:
    """A text for comparison: lower case, no quotation marks, one blank for all that is no letter or digit."""
    plain = unicodedata.normalize("NFC", str(text or "")).casefold()
    return _OTHER.sub(" ", _QUOTES.sub("", plain)).strip()


def number_of(text: object) -> tuple[int, str] | None:
    """A number of a matter for comparison."""
    found = _NUMBER.search(str(text or ""))
    return (int(found.group(1)), found.group(2)[-2:]) if found else None


def ratio(one: str, other: str) -> float:
    """Likeness of two strings, 0 to 1."""
    return float(fuzz.ratio(one, other)) / 100.0


def alike(one: object, other: object) -> float:
    """Likeness of two texts, in their order or with their words sorted."""
    first, second = normal(one), normal(other)
    if not first or not second:
        return 0.0
    return max(ratio(first, second), float(fuzz.token_sort_ratio(first, second)) / 100.0)


def time_of(text: object) -> str | None:
    """A time of day for comparison."""
    found = _TIME.search(str(text or ""))
    return f"{int(found.group(1)):02d}:{found.group(2)}" if found else None
