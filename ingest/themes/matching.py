"""Where words and phrases of the vocabulary stand in a text: each different word is looked up once.

A word is matched by its lemma as the language model gives it, or as written; as the first part of a compound
(``narkotika~``: narkotikasak) or as its head (``~vold``: familievold), where the splitter of compounds cuts it, so that
«rus» is never found in «russ» and «vold» never in «voldgift».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from ingest.language_model import LanguageModel, Word
from ingest.themes.forms import Way, bases_of, may_part, names_of
from minutes.vocabulary import GAP, GAP_WORDS, Cues, Theme, Vocabulary
from models.lemmas import possible_lemmas

SHORTEST_INFLECTED = 3
"""A word of a phrase this long is inflected; shorter ones (av, i, på) are function words that have no forms."""

HEADS = frozenset({"committees", "persons", "staff", "laws", "venues", "areas", "occasions", "matters", "works"})
"""Lists of cues whose words also stand as the head of a compound: «skolesjef», «eldreråd», «leirskole»."""

CLASS = re.compile(r":[a-z]+$")
"""A part of speech behind a word of the vocabulary: «rein:noun» is the animal, not the clean."""

REMEMBERED_WORDS = 200_000
"""Different words whose matches are kept; those of some thousand meetings, about 40 MB."""


class Rule(StrEnum):
    """Which list of the vocabulary an entry is from; the value is what a reader is shown."""

    WORD = "ord"
    PHRASE = "frase"
    HINT = "stikkord"
    TRACE = "spor"
    FAINT = "svakt spor"
    HIDDEN = "feilskriving"
    EXCLUDE = "unntak"
    CUE = "signal"
    TOGETHER = "sammen"


TRACES = frozenset({Rule.TRACE, Rule.FAINT})
"""Lists whose entries say a theme only with others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the vocabulary: ``key`` is the theme's id, the name of the cue list, or a Side of words side by side."""

    key: str
    rule: Rule
    text: str

    @property
    def word(self) -> str:
        """The text without the flags of the notation."""
        return self.text.partition(":")[0].strip("~")


class Side(StrEnum):
    """The list of a rule for words side by side that an entry is from."""

    OF = "of"
    BESIDE = "beside"
    UNLESS = "unless"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A rule for words side by side: its theme, and the keys that the entries of its three lists have."""

    theme: str
    number: int

    def key(self, side: Side) -> str:
        """The key of the entries of this list."""
        return f"{self.theme}.{self.number}.{side}"


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first`` to ``last`` (inclusive, counted in the text's words) match the entry.

    ``way`` and ``parts`` are of a one-word entry: how it matched, and the two parts of a compound.
    """

    entry: Entry
    first: int
    last: int
    way: Way = Way.WHOLE
    parts: tuple[str, ...] = ()

    def covers(self, other: Match) -> bool:
        """Whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last


Trace = tuple[Entry, int, int]
"""A trace of a theme, and its first and last word: too many of them are nothing to make more of each."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """A word of the vocabulary, by its number, in one word of the text."""

    part: int
    way: Way
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """An entry that a word of the text is, or begins: then ``numbers`` are those of the phrase, ``needed`` without gaps."""

    entry: Entry
    way: Way = Way.WHOLE
    parts: tuple[str, ...] = ()
    numbers: tuple[int | None, ...] = ()
    needed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is to know of a word of the text: the entries that it is or begins, traces apart, and all its numbers."""

    steps: tuple[_Step, ...]
    traces: tuple[_Step, ...]
    numbers: frozenset[int]


def _opening(word: Word) -> Word:
    """The first word of a sentence: a noun with a capital that the language model took for a name is the noun."""
    if word.pos != "PROPN" or not word.form.istitle():
        return word
    lemmas = possible_lemmas(word.form.lower())
    return replace(word, lemma=lemmas[0], pos="NOUN") if lemmas and lemmas[0] != word.form.lower() else word


class Matcher:
    """A compiled vocabulary: its ``themes`` by id, its ``pairings``, and where its entries stand in a text."""

    def __init__(self, vocabulary: Vocabulary, model: LanguageModel) -> None:
        self._model = model
        self.themes = {theme.id: theme for theme in vocabulary.themes}
        self.pairings = tuple(
            Pairing(theme.id, number) for theme in vocabulary.themes for number, _ in enumerate(theme.together)
        )
        self._numbers: dict[str, int] = {}
        self._wholes: defaultdict[str, list[int]] = defaultdict(list)
        self._firsts: defaultdict[str, list[int]] = defaultdict(list)
        self._heads: defaultdict[str, list[int]] = defaultdict(list)
        self._classes: dict[int, str] = {}
        self._single: defaultdict[int, list[Entry]] = defaultdict(list)
        self._phrases: defaultdict[int, list[tuple[Entry, tuple[int | None, ...]]]] = defaultdict(list)
        for entry in (
            *_theme_entries(vocabulary.themes),
            *_side_entries(vocabulary.themes),
            *_cue_entries(vocabulary.cues),
        ):
            self._add(entry)
        self._known: dict[tuple[str, str, str], _Known] = {}

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """All matches in these words, traces apart, in the order of their first word; entries that overlap are all given."""
        return self.read(words)[0]

    def read(self, words: Sequence[Word]) -> tuple[list[Match], list[Trace]]:
        """All matches in these words, and the traces, in the order of their first word."""
        known = [self._known_of(word if place else _opening(word)) for place, word in enumerate(words)]
        parts = [one.numbers for one in known]
        present = frozenset().union(*parts)
        found: list[Match] = []
        traces: list[Trace] = []
        for place, one in enumerate(known):
            for step in one.steps:
                if not step.numbers:
                    found.append(Match(step.entry, place, place, step.way, step.parts))
                elif step.needed <= present:
                    last = _last_word(step.numbers, parts, place)
                    if last is not None:
                        found.append(Match(step.entry, place, last))
            for step in one.traces:
                if not step.numbers:
                    traces.append((step.entry, place, place))
                elif step.needed <= present and (end := _last_word(step.numbers, parts, place)) is not None:
                    traces.append((step.entry, place, end))
        return found, traces

    # ---- compiling ----

    def _add(self, entry: Entry) -> None:
        parts = list(_split(entry.text.lower(), self._model))
        alone = len(parts) == 1
        numbers = [None if part == GAP else self._number(part, alone=alone) for part in parts]
        if alone and numbers[0] is not None:
            self._single[numbers[0]].append(entry)
        elif numbers[0] is not None:
            self._phrases[numbers[0]].append((entry, tuple(numbers)))

    def _number(self, part: str, *, alone: bool) -> int:
        notation, _, word_class = part.partition(":")
        base = notation.strip("~")
        # A word alone is listed in its base form; what is another form of it («volder») is meant as written.
        inflected = not alone and len(base) >= SHORTEST_INFLECTED
        name = f"{part} {alone}"
        if name in self._numbers:
            return self._numbers[name]
        number = self._numbers[name] = len(self._numbers)
        if word_class:
            self._classes[number] = word_class.upper()
        for base_form in bases_of(base, inflected=inflected):
            self._wholes[base_form].append(number)
            if notation.startswith("~"):
                self._heads[base_form].append(number)
            if notation.endswith("~"):
                self._firsts[base_form.rstrip("-")].append(number)
        return number

    # ---- looking up a word ----

    def _known_of(self, word: Word) -> _Known:
        key = (word.form, word.lemma, word.pos)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED_WORDS:
                self._known.clear()
            fits = tuple(self._find(word))
            steps = [step for fit in fits for step in self._steps_of(fit)]
            known = self._known[key] = _Known(
                tuple(step for step in steps if step.entry.rule not in TRACES),
                tuple(step for step in steps if step.entry.rule in TRACES),
                frozenset(fit.part for fit in fits),
            )
        return known

    def _steps_of(self, fit: _Fit) -> Iterator[_Step]:
        for entry in self._single.get(fit.part, ()):
            yield _Step(entry, fit.way, fit.parts)
        for entry, numbers in self._phrases.get(fit.part, ()):
            yield _Step(entry, numbers=numbers, needed=frozenset(number for number in numbers if number is not None))

    def _find(self, word: Word) -> Iterator[_Fit]:
        seen: set[int] = set()
        tables = {Way.WHOLE: self._wholes, Way.FIRST: self._firsts, Way.HEAD: self._heads}
        for way, name, parts in names_of(word, self._may_part):
            for number in tables[way].get(name, ()):
                if number not in seen and self._classes.get(number, word.pos) == word.pos:
                    seen.add(number)
                    yield _Fit(number, way, parts)

    def _may_part(self, lemma: str) -> bool:
        return may_part(lemma, self._firsts, self._heads)


def _theme_entries(themes: Sequence[Theme]) -> Iterator[Entry]:
    for theme in themes:
        for rule, texts in (
            (Rule.WORD, theme.words),
            (Rule.PHRASE, theme.phrases),
            (Rule.HINT, theme.hints),
            (Rule.TRACE, theme.traces),
            (Rule.FAINT, theme.faint),
            (Rule.HIDDEN, theme.hidden),
            (Rule.EXCLUDE, theme.exclude),
        ):
            yield from (Entry(theme.id, rule, text) for text in texts)


def _side_entries(themes: Sequence[Theme]) -> Iterator[Entry]:
    for theme in themes:
        for number, together in enumerate(theme.together):
            pairing = Pairing(theme.id, number)
            for side, texts in (
                (Side.OF, together.of),
                (Side.BESIDE, together.beside),
                (Side.UNLESS, together.unless),
            ):
                yield from (Entry(pairing.key(side), Rule.TOGETHER, text) for text in texts)


def _cue_entries(cues: Cues) -> Iterator[Entry]:
    for field in fields(cues):
        heads = field.name in HEADS
        for text in getattr(cues, field.name):
            yield Entry(field.name, Rule.CUE, f"~{text}" if heads else text)


def _split(text: str, model: LanguageModel) -> Iterator[str]:
    """The words of an entry, cut as the words of a text are, with their flags."""
    for part in text.split():
        if part == GAP or "~" in part or CLASS.search(part):
            yield part
        else:
            yield from model.split(part)


def _last_word(numbers: tuple[int | None, ...], parts: Sequence[frozenset[int]], start: int) -> int | None:
    """The last word of the shortest match of a phrase that starts at this word; a gap is tried short first."""
    place = start
    reach = 1
    for number in numbers[1:]:
        if number is None:
            reach = GAP_WORDS + 1
            continue
        for step in range(place + 1, min(place + reach + 1, len(parts))):
            if number in parts[step]:
                place = step
                break
        else:
            return None
        reach = 1
    return place
