"""How near a prediction comes to a document marked by hand: the rules of matching.

Items match by number ("0013/02", "PS 13/02" and "Sak 13/2002" are one), the rest by title. A second prediction of the
same item is a false one. A matter that is only on the agenda is optional where the document also treats matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.measures import Found, Scores, Share, alike, normal, number_of, ratio, time_of

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

_HEADER = ("kind", "municipality", "body", "date", "place", "start", "end")

# Staff may be listed as present or not.
_STAFF = frozenset({"tolk", "sekretær", "rådmann", "P/O-sjef", "ass. rådmann", "rådgiver personal"})

_VOTE_FIELDS = (("unanimous", "unanimous"), ("for", "votes_for"), ("against", "votes_against"))


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
    for theme in want | (have - may):
        found = Found(
            right=int(theme in want & have), missed=int(theme in want - have), false=int(theme in have - want)
        )
        scores.themes.setdefault(theme, Found()).add(found)


# ---- heading and people -------------------------------------------------------------------------------------------


def _score_header(gold: Plain, predicted: Plain, scores: Scores) -> None:
    meeting = predicted.get("meeting") or {}
    for name in _HEADER:
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
            (
                (ratio(normal(name).replace(" ", ""), other.replace(" ", "")), at)
                for at, other in enumerate(left)
                if at not in used
            ),
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
            if place not in used
            and (
                not by_number
                or (number_of(other.get("number")) and number_of(other.get("number")) == number_of(item["number"]))
            )
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
        standing = not number_of(item.get("number")) and any(
            normal(item.get("title")).startswith(title) for title in optional
        )
        if place not in used and not standing:
            yield item


# ---- decisions and actions ----------------------------------------------------------------------------------------


def _score_decisions(gold: Sequence[Plain], predicted: Sequence[Plain], scores: Scores) -> None:
    pairs = _pair_decisions(gold, predicted)
    for place, marked in enumerate(gold):
        if marked.get("optional"):
            continue
        hit = pairs.get(place)
        counts = (scores.dec, scores.ved) if marked["kind"] == "vedtak" else (scores.dec,)
        for count in counts:
            count.right += hit is not None
            count.missed += hit is None
        if hit is not None:
            _score_outcome(marked, predicted[hit], scores)
    for place, decision in enumerate(predicted):
        if place not in pairs.values():
            scores.dec.false += 1
            scores.ved.false += decision.get("kind") == "vedtak"


def _pair_decisions(gold: Sequence[Plain], predicted: Sequence[Plain]) -> dict[int, int]:
    """Which predicted decision is which marked one, those that count first; of several, the one that agrees best."""
    pairs: dict[int, int] = {}
    for place in sorted(range(len(gold)), key=lambda at: bool(gold[at].get("optional"))):
        marked = gold[place]
        candidates = [
            at for at, decision in enumerate(predicted) if at not in pairs.values() and _same_decision(marked, decision)
        ]
        if candidates:
            pairs[place] = max(candidates, key=lambda at: (_agreement(marked, predicted[at]), -at))
    return pairs


def _score_outcome(marked: Plain, decision: Plain, scores: Scores) -> None:
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
    agreeing = [vote.get(ours) == marked.get(theirs) for ours, theirs in _VOTE_FIELDS]
    return agreeing.count(True) + int(_same_outcome(marked, decision))


def _same_outcome(marked: Plain, decision: Plain) -> bool:
    outcome = decision.get("outcome") or None
    return outcome == marked["outcome"] or outcome in (marked.get("outcome_alt") or [])


def _score_actions(gold: Sequence[Plain], predicted: Sequence[Plain], scores: Scores) -> None:
    used: set[int] = set()
    for marked in sorted(gold, key=lambda action: bool(action.get("optional"))):
        place = next(
            (at for at, action in enumerate(predicted) if at not in used and _same_action(marked, action)), None
        )
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
