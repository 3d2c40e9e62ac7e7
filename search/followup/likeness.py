"""How much a passage of a later meeting has of a task: rare words in common, whom it names, and how it tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.inflection import normal_form
from index.words import WordKind, find_words, plain_case
from models.lemmas import possible_lemmas
from search.followup.model import Shared
from search.followup.series import Item, Passage, Series, Task, fingerprint, passages_of, sentences_of
from search.followup.signs import asks_sign, list_sign, report_sign
from search.followup.topics import KEPT_IN_CACHE, Rarity, Topic, first_topic, root, topic_of, with_openings

AROUND_WORTH = 0.5
"""What a word beside the sentence (before it on its line, or in the title) weighs beside one in it."""

LEAST_SHARED = 1.0
"""Weight in common below which a pair is not looked at any closer."""

MOST_PASSAGES = 400
"""A term that more passages of a body have than this is not looked up by; it is in any case no rare one."""


DEED_WITHIN = 2
"""Words after whoever has the task among which its verb stands: «Politiet også tar», «vurderer»."""

MORE_IN_COMPOUND = 3
"""Signs that a definite form may be shorter than the word in the task: «skrivet» of «informasjonsskriv»."""

UNTELLING = frozenset(
    root(normal_form(verb)) for verb in ("være", "ha", "bli", "skulle", "kunne", "måtte", "ville", "burde")
)
"""Verbs that say nothing of what is done."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A text's own topic, and that of what stands around it."""

    own: Topic
    around: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A task and a passage of a later meeting, with what they have in common and the figures it is judged by."""

    task: int
    passage: int
    shared: tuple[Shared, ...]
    names_responsible: bool
    features: Mapping[str, float]
    weight: float


class Reading:
    """A series made ready for comparing: topics of its tasks and passages, and how rare each term is in it."""

    def __init__(self, series: Series) -> None:
        self.series = series
        tasks: dict[int, set[str]] = defaultdict(set)
        for task in series.tasks:
            tasks[task.item.row].add(fingerprint(task.text))
        self.passages = tuple(
            passage for item in series.items if item.date for passage in passages_of(item, tasks[item.row])
        )
        self.crowd = Counter(passage.item.date for passage in self.passages)
        topics = [_item_topic(item) for item in series.items]
        known = frozenset(term for topic in topics for term in topic.terms)
        self.rarity = Rarity([frozenset(with_openings(topic, known).terms) for topic in topics])
        self.names = [_names_of(task, series.roles) for task in series.tasks]
        self.heads = [with_openings(_head_of(task), known) for task in series.tasks]
        self.deeds = [_deed_of(task) for task in series.tasks]
        self.tasks = [_opened(_task_sides(task), known) for task in series.tasks]
        self.told = [_opened(_passage_sides(passage), known) for passage in self.passages]
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for place, sides in enumerate(self.told):
            for term in {**sides.around.terms, **sides.own.terms}:
                self._by_term[term].append(place)

    def pairs(self, task: int) -> list[Pair]:
        """The passages of later meetings that have enough in common with a task."""
        opened = self.series.tasks[task].item.date
        if opened is None:
            return []
        sides = self.tasks[task]
        near: set[int] = set()
        for term in {**sides.around.terms, **sides.own.terms}:
            places = self._by_term.get(term, [])
            if len(places) <= MOST_PASSAGES:
                near.update(places)
        later = [place for place in sorted(near) if (self.passages[place].item.date or opened) > opened]
        return [pair for place in later if (pair := self._pair(task, place)) is not None]

    def _pair(self, task: int, place: int) -> Pair | None:
        mine, other, rarity = self.tasks[task], self.told[place], self.rarity
        own = _common(mine.own, other.own, rarity)
        to_title = _common(mine.own, other.around, rarity, but=own)
        from_around = _common(mine.around, other.own, rarity, but=own)
        weight = sum(own.values()) + AROUND_WORTH * (sum(to_title.values()) + sum(from_around.values()))
        if weight < LEAST_SHARED:
            return None
        passage = self.passages[place]
        asks = asks_sign().search(self.series.tasks[task].text) is not None
        if asks != (passage.start is None):
            return None
        named = self.names[task] & other.own.terms.keys()
        features = {
            "own": sum(own.values()) / 10,
            "from_around": sum(from_around.values()) / 10,
            "one_word": float(len(own) <= 1),
            "names": max((rarity[name] for name in named), default=0.0) / 4,
            "deed": float(self._deed_again(task, passage)),
            "head": _head_weight(self.heads[task], other.own, rarity) / 4,
            "definite": _definite_weight(mine.own, other.own, own) / 4,
            "both": _both(sum(own.values()), _whole(mine.own, rarity), _whole(other.own, rarity)),
            "reports": float(report_sign().search(passage.text) is not None),
            "listed": float(list_sign().search(passage.item.title) is not None),
            "is_task": float(passage.task),
            "clash": float(_clash(mine.own, other.own)),
            "case": float(_case_of(self.series.tasks[task].item) in other.own.terms),
            "meetings": min(self._meetings_between(task, place), 4) / 4,
        }
        words = _shared(mine, other, own | to_title | from_around)
        return Pair(
            task=task, passage=place, shared=words, names_responsible=bool(named), features=features, weight=weight
        )

    def _deed_again(self, task: int, passage: Passage) -> bool:
        return bool(self.deeds[task] & _lemmas_of(passage.text))

    def _meetings_between(self, task: int, place: int) -> int:
        first, last = self.series.tasks[task].item.date, self.passages[place].item.date
        if first is None or last is None:
            return 0
        return sum(first < day < last for day in self.series.meetings)


def _head_of(task: Task) -> Topic:
    """The first word of a task, behind whoever has it, that carries a topic: what is to be made, asked or seen to."""
    at = task.text.find(task.responsible) if task.responsible else -1
    rest = task.text[at + len(task.responsible) :] if task.responsible and at >= 0 else task.text
    return first_topic(rest)


def _head_weight(head: Topic, passage: Topic, rarity: Rarity) -> float:
    common = head.terms.keys() & passage.terms.keys()
    return max((rarity[term] * min(head.terms[term][1], passage.terms[term][1]) for term in common), default=0.0)


# How a noun ends that is known already: "rutinen", "lista", "møtet", "lysene", "skriva", "patruljane".
DEFINITE = re.compile(r"(?:en|a|et|ene|ane|ne|i)$")


def _definite_weight(task: Topic, passage: Topic, shared: Mapping[str, float]) -> float:
    """The heaviest common word that the task brings up («en rutine») and the passage has as known («rutinen»)."""
    return max((weight for term, weight in shared.items() if _made_known(task, passage, term)), default=0.0)


def _made_known(task: Topic, passage: Topic, term: str) -> bool:
    here, there = task.terms[term][0].lower(), passage.terms[term][0].lower()
    return bool(DEFINITE.search(there)) and len(there) > len(here) - MORE_IN_COMPOUND and not here.endswith(there[-2:])


def _deed_of(task: Task) -> frozenset[str]:
    """What its verb may be: the word after whoever has the task, else the first word of the text."""
    at = task.text.find(task.responsible) if task.responsible else -1
    rest = task.text[at + len(task.responsible) :] if task.responsible and at >= 0 else task.text
    words = [word.exact for word in find_words(rest) if word.kind is WordKind.PLAIN][:DEED_WITHIN]
    return frozenset(lemma for word in words for lemma in _verbs_of(word)) - UNTELLING


@lru_cache(maxsize=KEPT_IN_CACHE)
def _lemmas_of(text: str) -> frozenset[str]:
    return frozenset(
        lemma for word in find_words(text) if word.kind is WordKind.PLAIN for lemma in _verbs_of(word.exact)
    )


@lru_cache(maxsize=KEPT_IN_CACHE)
def _verbs_of(word: str) -> frozenset[str]:
    """The normal forms of what a word may be a form of, where that ends as verbs do."""
    lemmas = possible_lemmas(word) or ((word,) if word[-1:] == "e" else ())
    return frozenset(root(normal_form(lemma)) for lemma in lemmas if lemma[-1:] in "eåa")


def _both(shared: float, task: float, passage: float) -> float:
    """How much of task and passage together is shared, from 0 to 1."""
    return 2 * shared / (task + passage) if task + passage else 0.0


def _item_topic(item: Item) -> Topic:
    return topic_of(f"{item.title}\n{item.text}")


def _opened(sides: Sides, known: frozenset[str]) -> Sides:
    return Sides(with_openings(sides.own, known), with_openings(sides.around, known))


def _names_of(task: Task, roles: Mapping[str, str]) -> frozenset[str]:
    """The words that name who has a task: as the task does, and by the name or the role that the attendance adds."""
    if not task.responsible:
        return frozenset()
    said = _all_terms(task.responsible)
    more: set[str] = set()
    for name, role in roles.items():
        called, office = _all_terms(name), _all_terms(role)
        if called & said:
            more |= office
        elif office and office <= said | _all_terms(task.responsible.replace("-", "")):
            more |= called
    return said | more


def _all_terms(text: str) -> frozenset[str]:
    return frozenset(topic_of(text).terms)


def _task_sides(task: Task) -> Sides:
    at = task.item.text.find(task.text)
    before = _just_before(task.item.text[task.item.text.rfind("\n", 0, at) + 1 : at]) if at > 0 else ""
    text = task.text.replace(task.due_text, " ") if task.due_text else task.text
    said = frozenset(topic_of(task.responsible).terms) if task.responsible else frozenset()
    own = topic_of(text, without=said)
    if len(own.terms) < FEWEST_TERMS or PRONOUN.search(text):
        own = _lent(own, topic_of(before, without=said))
    return Sides(own, topic_of(f"{task.item.title}. {before}"))


def _passage_sides(passage: Passage) -> Sides:
    around = (
        topic_of(f"{passage.item.title}. {_just_before(passage.before)}") if passage.start is not None else topic_of("")
    )
    own = topic_of(passage.text)
    return Sides(own if own.terms else _lent(own, around), around)


def _just_before(text: str) -> str:
    """The last sentences of what stands before one on its line: a long paragraph is about many things."""
    places = [text[start:end] for start, end, _ in sentences_of(text)]
    return " ".join(places[-SENTENCES_BEFORE:])


SENTENCES_BEFORE = 2

FEWEST_TERMS = 2
"""A task of fewer terms («Politiet setter ny dato») is about what the sentence before it is about."""

# A word that stands for something said before: "Den tas opp igjen", "holder et innlegg om dette".
PRONOUN = re.compile(r"\b(?:den|det|dei|dette|disse|desse|henne|slike?)\b(?!\s+(?:som|at|er|kan)\b)", re.IGNORECASE)

LENT_WORTH = 0.7
"""What a word of the sentence before weighs in one that is about the same."""


def _lent(own: Topic, lender: Topic) -> Topic:
    lent = {term: (written, worth * LENT_WORTH) for term, (written, worth) in lender.terms.items()}
    return Topic(terms={**lent, **own.terms}, counted=own.counted | lender.counted)


def _common(one: Topic, other: Topic, rarity: Rarity, but: Mapping[str, float] | None = None) -> dict[str, float]:
    found = {
        term: rarity[term] * min(one.terms[term][1], other.terms[term][1])
        for term in one.terms.keys() & other.terms.keys()
        if not but or term not in but
    }
    return {term: weight for term, weight in sorted(found.items()) if weight > 0}


def _whole(topic: Topic, rarity: Rarity) -> float:
    return sum(rarity[term] * worth for term, (_, worth) in topic.terms.items())


def _case_of(item: Item) -> str | None:
    """The number of the task's own item as a passage may cite it: «sak 2/00» for «0002/00»."""
    return next((plain_case(word.exact) for word in find_words(item.number or "") if word.kind is WordKind.CASE), None)


def _clash(one: Topic, other: Topic) -> bool:
    """Whether both number the same thing, and no number is the same: «9. trinn» and «10. trinn»."""
    numbered = {noun for noun, _ in one.counted} & {noun for noun, _ in other.counted}
    return bool(numbered) and not one.counted & other.counted


def _shared(mine: Sides, other: Sides, weights: Mapping[str, float]) -> tuple[Shared, ...]:
    """The common terms as words, each pair of words once."""
    best: dict[tuple[str, str], float] = {}
    for term, weight in weights.items():
        words = (_written(mine, term), _written(other, term))
        best[words] = max(weight, best.get(words, 0.0))
    ordered = sorted(best.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Shared(task=task, mention=mention, weight=round(weight, 2)) for (task, mention), weight in ordered)


def _written(sides: Sides, term: str) -> str:
    return (sides.own.terms.get(term) or sides.around.terms[term])[0]
