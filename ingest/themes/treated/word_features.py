"""Features of a theme's word by what it is: what its last part names, how it is written, what stands right beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.themes.context import COLONS
from ingest.themes.forms import Way
from ingest.themes.matching import Rule
from ingest.themes.standing import FIRMS
from ingest.themes.treated.around import OPENING
from ingest.themes.treated.named import Named
from ingest.themes.treated.signals import is_person
from ingest.themes.treated.surroundings import Surroundings

ARTICLES = frozenset({"et", "eit", "en", "ein", "ei"})
TOPICS = frozenset({"om", "mot", "av", "for"})
OPENING_QUOTES, CLOSING_QUOTES = frozenset('«"“'), frozenset('»"”')

ACTORS = frozenset({"person", "body", "fund", "law"})
"""Who or what acts: a word for one that opens a sentence is no matter of its own."""

MEETINGS = frozenset({"møtet", "møtene", "møta", "samlingen", "samlinga"})
"""Sentences that begin with these may tell where they were."""

MET_REACH = 5
"""Words from a meeting in a title to its place: «møte i rom 2 på legevakta»."""

PAPER_REACH, LEAVE_REACH, CLUB_REACH, FIRM_REACH = 6, 6, 4, 4
"""Words between what something is called by, and the name."""


def of_word(item: Surroundings, named: Named) -> Iterator[str]:
    """What the word is: the rule that found it, and what its last part names."""
    match = named.hit.match
    if match.entry.rule in {Rule.PHRASE, Rule.TOGETHER}:
        yield "phrase"
    if match.first != match.last:
        return
    senses, is_first = named.senses, match.way is Way.FIRST
    yield from (f"{'first' if is_first else 'whole'}_{sense}" for sense in senses)
    if is_first:
        yield "first_part"
    if "person" in senses:
        yield from _of_person(named)
    if senses & {"venue", "street"}:
        yield from _of_place(item, named)
    if _is_met_at(named):
        yield "venue_held"
    if "law" in senses and (named.around.says("refer") or "§" in named.around.forms):
        yield "law_ref"
    if "fund" in senses and named.around.says("money"):
        yield "money_head"
    word = named.around.words[match.first]
    if word.pos == "VERB" and not is_first and word.lemma.lower() != match.entry.word:
        yield "verb_form"


def _of_person(named: Named) -> Iterator[str]:
    if named.place is None:
        yield "person_title"
    if named.written(named.last + 1)[:1].isupper():
        yield "person_named"


def _of_place(item: Surroundings, named: Named) -> Iterator[str]:
    somewhere = named.place is not None and _is_certain(named) and bool(named.preposition)
    if somewhere and not item.in_own_field(named.around, named.hit.theme):
        yield "venue_at"
    if named.hit.match.way is Way.FIRST and "street" in named.senses and _is_street_name(named):
        yield "street_name"


def _is_met_at(named: Named) -> bool:
    """Whether it is where a meeting was: «møtet ble holdt på legevakta», «møte på legevakta»."""
    if not named.preposition or not _is_certain(named):
        return False
    around = named.around
    met = around.signals.get("held", ())
    if named.place is None:
        return any(named.first - MET_REACH <= place < named.first and named.pos(place) == "NOUN" for place in met)
    opens = not MEETINGS.isdisjoint(around.forms[: min(OPENING, named.first)])
    return opens and any(place < named.first and named.pos(place) != "NOUN" for place in met)


def _is_certain(named: Named) -> bool:
    """Whether it is one place that is known: «på skolen», «på Fjellheim skole»."""
    word = named.around.words[named.first]
    return "Definite=Def" in word.feats or word.pos == "PROPN" or named.written(named.first - 1)[:1].isupper()


def _is_street_name(named: Named) -> bool:
    word, after = named.written(named.last), named.written(named.last + 1)
    return not word.isupper() and (word[:1].isupper() if named.last else after[:1].isdigit())


def of_form(named: Named) -> Iterator[str]:
    """How the word is written: as a name, in quotation marks, in parentheses, as somebody's title."""
    around, first, last = named.around, named.first, named.last
    before, after = around.forms[:first], around.forms[last + 1 :]
    if not OPENING_QUOTES.isdisjoint(before) and not CLOSING_QUOTES.isdisjoint(after):
        yield "quoted"
    if ")" in after and _is_open(before):
        yield "parenthesis"
    if named.place is None:
        return
    entitled = last + 2 < len(around.words) and named.written(last + 2)[:1].isupper()
    if entitled and is_person(named.form(last + 1), around.words[last + 1].lemma.lower()):
        yield "before_person"
    if named.written(first)[:1].isupper() and any(char.isdigit() for char in named.form(first - 1)):
        yield "behind_number"
    if first and around.words[first].pos == "PROPN":
        yield "name"
    word = named.written(last)
    opens = named.form(first - 1) in {".", "•", "«", '"', *COLONS}
    if first and word[:1].isupper() and word[1:2].islower() and not opens:
        yield "capital"
    named_before = first and named.written(first - 1)[:1].isupper() and named.pos(first - 1) == "PROPN"
    if first and (named_before or named.written(last + 1).istitle()):
        yield "beside_name"
    behind = (named.written(place) for place in range(last + 1, last + 1 + FIRM_REACH))
    if not (FIRMS | {"&"}).isdisjoint(behind):
        yield "firm"


def _is_open(before: tuple[str, ...]) -> bool:
    """Whether a parenthesis is open behind these words."""
    marks = [form for form in before if form in {"(", ")"}]
    return bool(marks) and marks[-1] == "("


def of_neighbours(named: Named) -> Iterator[str]:
    """What stands right beside the word and says what it is, or that it is only a name or a figure of speech."""
    around, first, last = named.around, named.first, named.last
    if around.says("paper", first - PAPER_REACH, first):
        yield "paper_near"
    if around.says("paper", last + 1, last + 3):
        yield "paper_after"
    yield from _of_leave(named)
    if around.says("club", first - CLUB_REACH, first):
        yield "club_before"
    if around.says("like", first - 2, first):
        yield "like"
    if named.form(first - 1) in ARTICLES and _is_measure(named):
        yield "article_of"
    if named.form(first - 1) in TOPICS:
        yield "topic"
    if named.form(last + 1) in {"/", "v", "v/"}:
        yield "before_slash"
    if around.verbs and around.verbs[0] > last and first < OPENING and ACTORS.isdisjoint(named.senses):
        yield "subject"


def _is_measure(named: Named) -> bool:
    """Whether the word counts or measures something else: «eit ras av søknader», «et slagsmål om plassene»."""
    after = named.around.words[named.last + 2 : named.last + 3]
    of_many = named.form(named.last + 1) == "av" and bool(after) and "Definite=Ind|" in after[0].feats
    return named.form(named.last + 1) == "om" or (of_many and "Number=Plur" in after[0].feats)


def _of_leave(named: Named) -> Iterator[str]:
    if _is_away(named):
        yield "leave"
        if named.around.says("attends", 0, named.first):
            yield "attended"


def _is_away(named: Named) -> bool:
    """What somebody is away to learn of: «er på kurs i», «får fri til samling for»."""
    return any(
        not {"på", "til"}.isdisjoint({named.form(place - 1), named.form(place - 2)})
        for place in named.around.signals.get("leave", ())
        if named.first - LEAVE_REACH <= place < named.first
    )
