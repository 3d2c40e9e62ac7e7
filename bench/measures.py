"""How near a prediction comes to a document marked by hand: the rules of matching, and the counts they give.

Items match by number ("0013/02", "PS 13/02" and "Sak 13/2002" are one), the rest by title. A second prediction of the
same item is a false one. A matter that is only on the agenda is optional where the document also treats matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

Plain = dict[str, Any]

SAME_TITLE = 0.8
SAME_FIELD = 0.85
SAME_KIND = 0.99
SAME_NAME = 0.88
SAME_WORDS = 0.9
SAME_WHO = 0.7
ACTION_SHARE = 0.5
ACTION_SLACK = 2
DECISION_WINDOW = 40

HEADER = ("kind", "municipality", "body", "date", "place", "start", "end")

# Staff may be listed as present or not.
_STAFF = frozenset({"tolk", "sekretær", "rådmann", "P/O-sjef", "ass. rådmann", "rådgiver personal"})

# Quotation marks and apostrophes of all kinds.
_QUOTES = re.compile(r"[“”„\"«»'’`´]")

# What is no letter, digit, slash, per cent or paragraph sign.
_OTHER = re.compile(r"[^\wæøå/%§]+")

# "0013/02", "13 / 2002".
_NUMBER = re.compile(r"(\d+)\s*/\s*(\d{2,4})")

# "09:00", "9.00".
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})")

_VOTE_FIELDS = (("unanimous", "unanimous"), ("for", "votes_for"), ("against", "votes_against"))


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
    fields: dict[str, Share] = field(default_factory=dict)

    def add(self, other: Scores) -> None:
        """Take in another's counts."""
        for name in ("head", "seg", "title", "att", "abs", "dec", "ved", "outc", "vote", "act", "actf", "theme"):
            getattr(self, name).add(getattr(other, name))
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


def score_document(gold: Plain, predicted: Plain) -> Scores:
    """Score one document's prediction (the product's JSON; empty when it could not be read) against its gold."""
    scores = Scores()
    _score_header(gold, predicted, scores)
    _score_people(gold, predicted, scores)
    items: list[Plain] = predicted.get("items") or []
    pairs = pair_items(gold["items"], items)
    treated = any(not item.get("agenda_only") for item in gold["items"])
    for position, item in enumerate(gold["items"]):
        if item.get("agenda_only") and treated:
            continue
        match = items[pairs[position]] if position in pairs else None
        if match is None:
            scores.seg.missed += 1
        else:
            scores.seg.right += 1
            scores.title.put(right=alike(item["title"], match.get("title")) >= SAME_TITLE)
        _score_item(item, match or {}, scores)
    for item in _unpaired(gold, items, set(pairs.values())):
        scores.seg.false += 1
        _score_item({"decisions": [], "actions": [], "themes": []}, item, scores)
    return scores


def _score_item(item: Plain, match: Plain, scores: Scores) -> None:
    _score_decisions(item["decisions"], match.get("decisions") or [], scores)
    _score_actions(item["actions"], match.get("actions") or [], scores)
    want, may, have = set(item["themes"]), set(item.get("themes_optional") or []), set(match.get("themes") or [])
    scores.theme.add(Found(right=len(want & have), missed=len(want - have), false=len(have - want - may)))


# ---- comparing ----------------------------------------------------------------------------------------------------


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


# ---- heading and people -------------------------------------------------------------------------------------------


def _score_header(gold: Plain, predicted: Plain, scores: Scores) -> None:
    meeting = predicted.get("meeting") or {}
    for name in HEADER:
        have = predicted.get(name) if name in ("kind", "municipality", "body") else meeting.get(name)
        want = [gold.get(name), *(gold.get(f"{name}_alt") or [])]
        if name == "kind" and gold.get(name) is None:
            continue
        right = _same_field(name, want, have)
        scores.head.put(right=right)
        scores.fields.setdefault(name, Share()).put(right=right)


def _same_field(name: str, want: Sequence[object], have: object) -> bool:
    if name in ("start", "end"):
        return time_of(have) == time_of(want[0])
    if name == "date":
        return (str(have)[:10] if have else None) == want[0]
    if not have:
        return None in want
    least = SAME_KIND if name == "kind" else SAME_FIELD
    return any(bool(one) and alike(one, have) >= least for one in want)


def _score_people(gold: Plain, predicted: Plain, scores: Scores) -> None:
    meeting = predicted.get("meeting") or {}
    there = [person["name"] for person in gold["attendees"] if person.get("role") not in _STAFF]
    staff = [person["name"] for person in gold["attendees"] if person.get("role") in _STAFF]
    scores.att = _names(there, _named(meeting.get("attendees")), staff)
    scores.abs = _names(gold["absent"], _named(meeting.get("absent")))


def _named(people: Sequence[object] | None) -> list[str]:
    return [str(person.get("name")) if isinstance(person, dict) else str(person) for person in people or [] if person]


def _names(gold: Sequence[str], predicted: Sequence[str], optional: Sequence[str] = ()) -> Found:
    left = [normal(name) for name in predicted if name]
    total = len(left)
    used: set[int] = set()

    def take(name: str) -> bool:
        best, place = max(
            ((ratio(normal(name).replace(" ", ""), other.replace(" ", "")), at) for at, other in enumerate(left) if at not in used),
            default=(0.0, -1),
        )
        if best >= SAME_NAME:
            used.add(place)
        return best >= SAME_NAME

    right = sum(take(name) for name in gold)
    for name in optional:
        take(name)
    return Found(right=right, missed=len(gold) - right, false=total - len(used))


# ---- items --------------------------------------------------------------------------------------------------------


def pair_items(gold: Sequence[Plain], predicted: Sequence[Plain]) -> dict[int, int]:
    """Which predicted item is which marked one: by number first, then by title."""
    pairs: dict[int, int] = {}
    used: set[int] = set()

    def best(item: Plain, *, by_number: bool) -> tuple[float, int] | None:
        rated = (
            (alike(item["title"], other.get("title")), -place)
            for place, other in enumerate(predicted)
            if place not in used and (not by_number or (number_of(other.get("number")) and number_of(other.get("number")) == number_of(item["number"])))
        )
        return max(rated, default=None)

    for by_number in (True, False):
        for position, item in enumerate(gold):
            if position in pairs:
                continue
            found = best(item, by_number=by_number)
            if found and (by_number or found[0] >= SAME_TITLE):
                pairs[position] = -found[1]
                used.add(-found[1])
    return pairs


def _unpaired(gold: Plain, predicted: Sequence[Plain], used: set[int]) -> Iterator[Plain]:
    """Predicted items that are none: not matched, and no heading such as Referater or Eventuelt without a number."""
    optional = [normal(title) for title in gold.get("optional_titles") or []]
    for place, item in enumerate(predicted):
        standing = not number_of(item.get("number")) and any(normal(item.get("title")).startswith(title) for title in optional)
        if place not in used and not standing:
            yield item


# ---- decisions and actions ----------------------------------------------------------------------------------------


def _score_decisions(gold: Sequence[Plain], predicted: Sequence[Plain], scores: Scores) -> None:
    used: set[int] = set()
    pairs: list[tuple[Plain, Plain]] = []
    for marked in sorted(gold, key=lambda decision: bool(decision.get("optional"))):
        candidates = [place for place, decision in enumerate(predicted) if place not in used and _same_decision(marked, decision)]
        place = max(candidates, key=lambda at: (_agreement(marked, predicted[at]), -at), default=None)
        if place is not None:
            used.add(place)
        if marked.get("optional"):
            continue
        counts = (scores.dec, scores.ved) if marked["kind"] == "vedtak" else (scores.dec,)
        for count in counts:
            count.right += place is not None
            count.missed += place is None
        if place is not None:
            pairs.append((marked, predicted[place]))
    for place, decision in enumerate(predicted):
        if place not in used:
            scores.dec.false += 1
            scores.ved.false += decision.get("kind") == "vedtak"
    for marked, decision in pairs:
        scores.outc.put(right=_same_outcome(marked, decision))
        vote = decision.get("vote") or {}
        for ours, theirs in _VOTE_FIELDS:
            if marked.get(theirs) is not None:
                scores.vote.put(right=vote.get(ours) == marked[theirs])


def _same_decision(marked: Plain, decision: Plain) -> bool:
    if not marked.get("optional") and (decision.get("kind") or "") != marked["kind"]:
        return False
    words = normal(marked["first_words"]).split()
    text = normal(decision.get("text")).split()[:DECISION_WINDOW]
    if not words or not text:
        return False
    wanted = " ".join(words)
    if wanted in " ".join(text):
        return True
    windows = range(max(1, len(text) - len(words) + 1))
    return any(ratio(wanted, " ".join(text[at : at + len(words)])) >= SAME_WORDS for at in windows)


def _agreement(marked: Plain, decision: Plain) -> int:
    vote = decision.get("vote") or {}
    return _same_outcome(marked, decision) + sum(vote.get(ours) == marked.get(theirs) for ours, theirs in _VOTE_FIELDS)


def _same_outcome(marked: Plain, decision: Plain) -> bool:
    outcome = decision.get("outcome") or None
    return outcome == marked["outcome"] or outcome in (marked.get("outcome_alt") or [])


def _score_actions(gold: Sequence[Plain], predicted: Sequence[Plain], scores: Scores) -> None:
    used: set[int] = set()
    for marked in sorted(gold, key=lambda action: bool(action.get("optional"))):
        place = next((at for at, action in enumerate(predicted) if at not in used and _same_action(marked, action)), None)
        if place is not None:
            used.add(place)
        if marked.get("optional"):
            continue
        scores.act.right += place is not None
        scores.act.missed += place is None
        if place is not None:
            for name in ("responsible", "due"):
                if marked.get(name):
                    scores.actf.put(right=_same_detail(marked[name], predicted[place].get(name)))
    scores.act.false += len(predicted) - len(used)


def _same_detail(want: object, have: object) -> bool:
    return alike(want, have) >= SAME_WHO or normal(want) in normal(have)


def _same_action(marked: Plain, action: Plain) -> bool:
    words = normal(marked["text_first_words"]).split()
    text = normal(action.get("text")).split()
    if not words or not text:
        return False
    size = len(words) + ACTION_SLACK
    for at in range(max(1, len(text) - size + 1)):
        window = text[at : at + size]
        found = 0
        for word in words:
            if word in window:
                window.remove(word)
                found += 1
        if found / len(words) >= ACTION_SHARE:
            return True
    return False
