"""Where words and phrases of the vocabulary stand in a text: the vocabulary compiled once, each word form looked up once.

A word is matched as a whole in any inflection, as the first part of a compound (``narkotika~``: narkotikasak) or as its
head (``~vold``: familievold); the other part must itself be a word, so that «rus» is never found in «russ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from ingest.language_model import LanguageModel, Lexicon, Word
from minutes.vocabulary import GAP, GAP_WORDS, Cues, Theme, Vocabulary

LINKS = ("", "s", "e", "-")
"""What may stand between the parts of a compound: narkotika-bruk, trafikk-sikkerhet-s-plan, barn-e-vern."""

SHORTEST_PART = 3
"""Letters of a compound's other part; with two, «is», «av» and endings pass for words."""

CLEAR_PART = 6
"""A listed word this long stands out by itself: its compounds need no dictionary (names, dialect, reading errors)."""

SHORTEST_INFLECTED = 3
"""A word of a phrase this long is inflected; shorter ones (av, i, på) are function words that have no forms."""

HEADS = frozenset({"committees", "persons", "staff", "laws", "venues", "areas", "occasions", "matters"})
"""Lists of cues whose words also stand as the head of a compound: «skolesjef», «eldreråd», «leirskole»."""

REMEMBERED_FORMS = 200_000
"""Word forms whose matches are kept; the forms of some thousand meetings, about 40 MB."""


class Rule(StrEnum):
    """Which list of the vocabulary an entry is from; the value is what a reader is shown."""

    WORD = "ord"
    PHRASE = "frase"
    HINT = "stikkord"
    HIDDEN = "feilskriving"
    EXCLUDE = "unntak"
    CUE = "signal"
    TOGETHER = "sammen"


class Way(StrEnum):
    """How a word of the vocabulary stands in a word of the text."""

    WHOLE = "whole"
    FIRST = "first part"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the vocabulary: ``key`` is the theme's id, the name of the cue list, or a Side of words side by side."""

    key: str
    rule: Rule
    text: str

    @property
    def word(self) -> str:
        """The text without the flags of the notation."""
        return self.text.strip("~")


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


@dataclass(frozen=True, slots=True)
class _Fit:
    """A word of the vocabulary, by its number, in one word of the text."""

    part: int
    way: Way
    parts: tuple[str, ...]


class Matcher:
    """A compiled vocabulary: its ``themes`` by id, its ``pairings``, and where its entries stand in a text."""

    def __init__(self, vocabulary: Vocabulary, model: LanguageModel) -> None:
        self.themes = {theme.id: theme for theme in vocabulary.themes}
        self.pairings = tuple(
            Pairing(theme.id, number) for theme in vocabulary.themes for number, _ in enumerate(theme.together)
        )
        entries = [
            *_theme_entries(vocabulary.themes),
            *_side_entries(vocabulary.themes),
            *_cue_entries(vocabulary.cues),
        ]
        notations = {entry: tuple(_split(entry.text, model)) for entry in entries}
        bases = {part.strip("~") for parts in notations.values() for part in parts if part != GAP}
        self._lexicon: Lexicon = model.lexicon(bases)
        self._numbers: dict[str, int] = {}
        self._forms: defaultdict[str, list[int]] = defaultdict(list)
        self._firsts: defaultdict[str, list[int]] = defaultdict(list)
        self._heads: defaultdict[str, list[int]] = defaultdict(list)
        self._single: defaultdict[int, list[Entry]] = defaultdict(list)
        self._phrases: defaultdict[int, list[tuple[Entry, tuple[int | None, ...]]]] = defaultdict(list)
        for entry, parts in notations.items():
            self._add(entry, parts)
        self._fits: dict[str, tuple[_Fit, ...]] = {}

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """All matches in these words, in the order of their first word; entries that overlap are all given."""
        fits = [self._fits_of(word.form) for word in words]
        found = []
        for place, here in enumerate(fits):
            for fit in here:
                found += [Match(entry, place, place, fit.way, fit.parts) for entry in self._single.get(fit.part, ())]
                for entry, numbers in self._phrases.get(fit.part, ()):
                    last = _last_word(numbers, fits, place)
                    if last is not None:
                        found.append(Match(entry, place, last))
        return found

    def base(self, form: str) -> str | None:
        """The dictionary word of a form, if it is known."""
        return self._lexicon.base(form)

    # ---- compiling ----

    def _add(self, entry: Entry, parts: tuple[str, ...]) -> None:
        inflect = len(parts) == 1
        numbers = [None if part == GAP else self._number(part, inflect=inflect) for part in parts]
        if len(numbers) == 1 and numbers[0] is not None:
            self._single[numbers[0]].append(entry)
        elif numbers[0] is not None:
            self._phrases[numbers[0]].append((entry, tuple(numbers)))

    def _number(self, part: str, *, inflect: bool) -> int:
        base = part.strip("~")
        inflected = inflect or len(base) >= SHORTEST_INFLECTED or part != base
        name = part if inflected else f"={part}"
        if name not in self._numbers:
            number = self._numbers[name] = len(self._numbers)
            forms = self._lexicon.forms[base] if inflected else {base}
            for form in forms:
                self._forms[form].append(number)
                if part.startswith("~"):
                    self._heads[form].append(number)
            if part.endswith("~"):
                self._firsts[base].append(number)
        return self._numbers[name]

    # ---- looking up a word ----

    def _fits_of(self, form: str) -> tuple[_Fit, ...]:
        known = self._fits.get(form)
        if known is None:
            if len(self._fits) >= REMEMBERED_FORMS:
                self._fits.clear()
            known = self._fits[form] = tuple(self._find(form))
        return known

    def _find(self, form: str) -> Iterator[_Fit]:
        seen = set()
        for number in self._forms.get(form, ()):
            seen.add(number)
            yield _Fit(number, Way.WHOLE, ())
        for cut in range(2, len(form)):
            numbers = [number for number in self._firsts.get(form[:cut], ()) if number not in seen]
            if numbers and (rest := self._other_part(form[cut:], cut)):
                seen.update(numbers)
                yield from (_Fit(number, Way.FIRST, (form[:cut], rest)) for number in numbers)
        for cut in range(2, len(form) - 1):
            numbers = [number for number in self._heads.get(form[cut:], ()) if number not in seen]
            if numbers and (rest := self._first_part(form, cut)):
                seen.update(numbers)
                yield from (_Fit(number, Way.HEAD, (rest, form[cut:])) for number in numbers)

    def _other_part(self, rest: str, listed: int) -> str | None:
        """The part after a listed first part, without what links them; None if it is no word."""
        if rest in {"-", "s-"}:
            return rest
        words = [
            rest[len(link) :] for link in LINKS if rest.startswith(link) and len(rest) - len(link) >= SHORTEST_PART
        ]
        for known in (self._lexicon.base, self._lexicon.compound):
            for word in words:
                if (base := known(word)) is not None:
                    return base
        return rest if listed >= CLEAR_PART and len(rest) > SHORTEST_PART else None

    def _first_part(self, form: str, cut: int) -> str | None:
        """The part of the form before a listed head; None if it is no word."""
        rest, listed = form[:cut], len(form) - cut
        ends = [len(rest) - len(link) for link in LINKS if rest.endswith(link)]
        words = [rest[:end] for end in ends if end >= SHORTEST_PART - 1]
        for known in (self._lexicon.base, self._lexicon.compound):
            for word in words:
                if known(word) is not None:
                    return word
        if rest.endswith("-"):
            return rest
        # «beiteområdene» is «beite» + «områdene», so «rådene» is no head of it, whatever «beiteom» may be.
        clear = listed >= CLEAR_PART - 1 and len(rest) > SHORTEST_PART and self._lexicon.compound(form) is None
        return rest if clear else None


def _theme_entries(themes: Sequence[Theme]) -> Iterator[Entry]:
    for theme in themes:
        for rule, texts in (
            (Rule.WORD, theme.words),
            (Rule.PHRASE, theme.phrases),
            (Rule.HINT, theme.hints),
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
        if part == GAP or "~" in part:
            yield part.lower()
        else:
            yield from model.words_of_entry(part)


def _last_word(numbers: tuple[int | None, ...], fits: Sequence[tuple[_Fit, ...]], start: int) -> int | None:
    """The last word of the shortest match of a phrase that starts at this word; a gap is tried short first."""
    place = start
    position = 1
    while position < len(numbers):
        number = numbers[position]
        reach = 1
        if number is None:
            position += 1
            number = numbers[position]
            reach = GAP_WORDS + 1
        step = next((step for step in range(1, reach + 1) if _fits_at(fits, place + step, number)), None)
        if step is None:
            return None
        place += step
        position += 1
    return place


def _fits_at(fits: Sequence[tuple[_Fit, ...]], place: int, number: int | None) -> bool:
    return place < len(fits) and any(fit.part == number for fit in fits[place])
