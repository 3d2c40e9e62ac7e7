"""The features of a theme's word that tell whether the theme is treated there, each named for what it says.

A word stands in a heading (the title, or the label of a line) or in a running sentence. Of a heading the words under it
tell; of a sentence, what else it says and what the next one does. What these do not name the words themselves tell
(words.py). The weights are in weights.tsv (judge.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from ingest.themes.matching import Rule
from ingest.themes.standing import Reason
from ingest.themes.treated.around import CURT, SHORT, Around
from ingest.themes.treated.clause_features import of_clause, of_next, of_sentence
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings
from ingest.themes.treated.word_features import of_form, of_neighbours, of_word
from ingest.themes.treated.words import of_words

SPEAKERS = frozenset({"v", "v/", "ved"})

LONG_UNDER = 40
"""Words under a heading from which one that is put off among them says little of the heading."""

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "NUM"})
PLAN = ("agenda", "off", "asked", "came", "later", "anyone")
"""Lists whose words are of a meeting's plan, and tell nothing of a matter."""

BY_RULE = "rule:"
"""Before the reason that the rules of standing.py have against a word."""

Features = dict[str, float]


def features_of(item: Surroundings, named: Named) -> Features:
    """All that holds of a theme's word; what is not among them does not hold."""
    mark = named.label_mark
    found = dict.fromkeys((*of_word(item, named), *of_form(named), *_elsewhere(item, named)), 1.0)
    if named.place is None:
        if "venue_held" not in found:  # what was treated in a place says nothing of it
            found |= _under(item.under_title(), named)
    elif mark >= 0:
        found |= _under(item.under_label(named.place, mark), named)
    else:
        found |= dict.fromkeys((*of_clause(named), *of_sentence(named), *of_neighbours(named)), 1.0)
        found |= dict.fromkeys(of_next(item, named, named.place), 1.0)
    if named.place is not None:
        found |= _line(item, named)
    if named.hit.reason is not Reason.COUNTS:
        found[f"{BY_RULE}{named.hit.reason}"] = 1.0
    return found | dict.fromkeys(of_words(item, named), 1.0)


def _elsewhere(item: Surroundings, named: Named) -> Iterator[str]:
    """Where else the item names the theme, and what its title is."""
    theme, title = named.hit.theme, named.place is None
    if item.is_varied(theme):
        yield "varied"
    if theme in item.denied and (title or named.label_mark >= 0):
        yield "denied_elsewhere"
    if title:
        if "formal" in item.title_signals:
            yield "formal_title"
        if named.around.says("open") and any(form in {"fast", "faste"} for form in named.around.forms):
            yield "fixed_title"
        return
    if theme in item.titled:
        yield "in_title_too"
    yield from (f"title_{signal}" for signal in ("formal", "open", "paper") if signal in item.title_signals)


def _under(scope: list[tuple[Around, int]], named: Named) -> Features:
    """What stands under a heading: whether anything is told there, and whether it is of the theme."""
    words = sum(around.length_from(start) for around, start in scope)
    opening, opening_start = scope[0] if scope else (None, 0)
    good = [(around, start) for around, start in scope if not around.is_empty(start)]
    short = words <= LONG_UNDER
    first = scope[:1] if short else []
    others = [hit for around, _ in scope if around is not named.around for hit in around.hits]
    own = any(
        hit.theme == named.hit.theme and hit.reason is Reason.COUNTS
        for around, _ in good
        if around is not named.around
        for hit in around.hits
    )
    empty = [around for around, start in scope if around is not named.around and around.is_empty(start)]
    holds = {
        "nothing": not words,
        "short": 0 < words <= CURT,
        "denied": opening is not None and words <= 2 * SHORT and opening.denies(opening_start),
        "denied_at_once": opening is not None and not good and opening.denies(opening_start, opening_start + 2),
        "off": short and any(around.says("off", start) for around, start in scope[:2]),
        "agenda": short and any(around.says("agenda", start) for around, start in scope[:2]),
        "came": short and any(around.says("came", start) for around, start in scope[:2]),
        "asked": any(around.says("asked", start) for around, start in first),
        "moved": short and any(place >= start for around, start in scope[:2] for place in around.moves),
        "first_empty": opening is not None and opening.is_empty(opening_start),
        "all_empty": bool(scope) and not good,
        "treat": any(around.says("treat", start) for around, start in scope),
        "staffing": "person" in named.senses and any(around.says("staffing", start) for around, start in good),
        "number": any(word.pos == "NUM" for around, start in scope for word in around.words[start:]),
        "own": own,
        "own_empty": not own and any(hit.theme == named.hit.theme for around in empty for hit in around.hits),
        "other": not own
        and any(hit.theme != named.hit.theme and hit.match.entry.rule is not Rule.HINT for hit in others),
        "paper": named.place is not None and any(around.says("paper", start, start + 2) for around, start in scope[:1]),
        "role": any(named.form(place) in SPEAKERS for place in range(named.last + 1, len(named.around.words))),
    }
    found = {f"under_{name}": 1.0 for name, held in holds.items() if held}
    return {**found, "under_good": math.log1p(len(good)), "under_content": math.log1p(_content(good))}


def _content(good: list[tuple[Around, int]]) -> int:
    """Words that tell something, those of a meeting's plan left out."""
    content = 0
    for around, start in good:
        plan = {place for signal in PLAN for place in around.signals.get(signal, ())}
        content += sum(
            place >= start and word.pos in CONTENT and place not in plan for place, word in enumerate(around.words)
        )
    return content


def _line(item: Surroundings, named: Named) -> Features:
    """What else the line is about, and the title."""
    theme = named.hit.theme
    line = item.line_of(named.around)
    mine = line.named[theme]
    found: dict[str, float] = {"rest": math.log1p(line.sentences - mine)}
    if max(line.sure.values(), default=0) > mine:
        found["other_stronger"] = 1.0
    if item.title_is_sure and theme not in item.titled and not item.in_points:
        found["title_other"] = 1.0
    return found
