"""The lemma of a word form, once its part of speech and features are known: a cascade of tables.

1. what the treebank of that written form says of (form, POS, features), then of (form, POS);
2. for bokmål, the longest tail the treebank has with the same features, then Norsk ordbank of the form or its tail;
3. ending rules learned from the treebank's forms, the longest ending first, preferring a lemma that is a known word.

Proper names keep their form, less a genitive -s. No foreign library is imported here.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from models.lexicon import WordClasses, word_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WrittenForm = Literal["nb", "nn"]

DATA = Path(__file__).parent / "data"
ORDBANK_POS = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}
INFLECTED_IN_ORDER = ("NOUN", "VERB", "ADJ", "ADV")
INFLECTED = frozenset(ORDBANK_POS)
OPEN_AND_CLOSED = (*INFLECTED_IN_ORDER, "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PART", "INTJ")
LONGEST_RULE = 6
# In letters. Tails of the treebank help bokmål a little (.9959 to .9966 with gold tags, dev), nynorsk not (.9925 to .9916).
SHORTEST_TAIL = 4
GENITIVE = "Case=Gen"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a form becomes its lemma: `lost` falls off, `gained` comes on."""

    lost: str
    gained: str

    def apply(self, form: str) -> str | None:
        """The lemma, or None when the form does not end so (the comparison leaves case alone)."""
        if not form.lower().endswith(self.lost) or len(form) <= len(self.lost):
            return None
        return form[: len(form) - len(self.lost)] + self.gained

    @classmethod
    def parse(cls, text: str) -> Ending:
        """Read `en>` or `te>e`."""
        lost, _, gained = text.partition(">")
        return cls(lost, gained)


def ending_between(form: str, lemma: str) -> str:
    """`skolen`, `skole` -> `n>`."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{form[same:]}>{lemma[same:]}"


NOTHING_KNOWN: Mapping[str, Ending] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class LemmaTables:
    """What the treebank of one written form teaches.

    `known`: (POS, features) and (POS, "") to forms and how they become their lemmas. `rules`: (POS, features) to tails
    of forms and endings, the commonest first.
    """

    known: Mapping[tuple[str, str], Mapping[str, Ending]]
    rules: Mapping[tuple[str, str], Mapping[str, tuple[Ending, ...]]]

    def lemma(self, form: str, pos: str, feats: str) -> str | None:
        """What the treebank says of this very form."""
        ending = self.known.get((pos, feats), NOTHING_KNOWN).get(form)
        return None if ending is None else form[: len(form) - len(ending.lost)] + ending.gained

    def forms(self, lemma: str) -> Iterator[str]:
        """The inflected forms that the treebank has of a lemma, itself among them."""
        for pos, by_gained in self._endings.items():
            known = self.known[pos, ""]
            for length in range(len(lemma)):
                stem = lemma[: len(lemma) - length]
                for ending in by_gained.get(lemma[len(stem) :], ()):
                    form = stem + ending.lost
                    if known.get(form) == ending:
                        yield form

    @cached_property
    def _endings(self) -> Mapping[str, Mapping[str, frozenset[Ending]]]:
        """By part of speech the endings there are, by what comes on when they fall off."""
        found: dict[str, dict[str, set[Ending]]] = {}
        for pos in INFLECTED_IN_ORDER:
            for ending in self.known.get((pos, ""), {}).values():
                found.setdefault(pos, {}).setdefault(ending.gained, set()).add(ending)
        return {pos: {gained: frozenset(each) for gained, each in of.items()} for pos, of in found.items()}

    def lemmas(self, pos: str) -> frozenset[str]:
        """All lemmas of a part of speech that the treebank has."""
        return frozenset(
            form[: len(form) - len(ending.lost)] + ending.gained
            for (of, _), endings in self.known.items()
            if of == pos
            for form, ending in endings.items()
        )


class CascadeLemmatizer:
    """The cascade for one written form."""

    def __init__(self, tables: LemmaTables, classes: WordClasses, written_form: WrittenForm) -> None:
        """Take the tables of the written form, and the word classes of Norsk ordbank."""
        self._tables = tables
        self._lemmas: dict[str, frozenset[str]] = {}
        self._classes = classes
        self._trust_ordbank = written_form == "nb"

    def lemmatize(self, form: str, pos: str, feats: str) -> str:
        """The lemma of `form` as a UPOS `pos` with UD features `feats` (`Number=Sing|...` or empty)."""
        if pos == "PROPN":
            return self._name(form, feats)
        lowered = form.lower()
        known = self._tables.lemma
        found = known(lowered, pos, feats) or known(lowered, pos, "")
        if found is not None:
            return found
        if pos not in INFLECTED:
            return lowered
        if is_name_tagged_as_noun(form, pos, feats):
            return self._name(form, feats)
        kept = keep_capitals(form)
        if pos == "NOUN" and GENITIVE in feats and lowered.endswith("s"):
            kept = kept[:-1]
            found = known(kept.lower(), pos, "")
            if found is not None:
                return found
        return self._unknown(kept, pos, feats)

    def possible(self, form: str) -> tuple[str, ...]:
        """Every lemma the form may have, whatever its part of speech; for text too short to be tagged, as queries are."""
        lowered = form.lower()
        known = (self._tables.lemma(lowered, pos, "") for pos in OPEN_AND_CLOSED)
        found = dict.fromkeys(lemma.lower() for lemma in known if lemma is not None)
        if self._trust_ordbank:
            _, readings = self._classes.look_up_tail(lowered)
            by_ordbank = (self._by_readings(lowered, pos, readings) for pos in INFLECTED_IN_ORDER)
            found.update(dict.fromkeys(lemma for lemma in by_ordbank if lemma is not None))
        return tuple(found)

    def forms(self, lemma: str) -> Iterator[str]:
        """The inflected forms that the treebank has of a lemma."""
        return self._tables.forms(lemma)

    def _name(self, form: str, feats: str) -> str:
        found = self._tables.lemma(form, "PROPN", feats)
        if found is not None:
            return found
        if GENITIVE not in feats:
            return form
        return form[:-1] if form.endswith("s") else form.rstrip("'’")

    def _unknown(self, form: str, pos: str, feats: str) -> str:
        by_tables = self._by_tables(form, pos, feats) if self._trust_ordbank else None
        return by_tables or self._by_rules(form, pos, feats) or form

    def _by_tables(self, form: str, pos: str, feats: str) -> str | None:
        known_tail, readings = self._classes.look_up_tail(form)
        by_ordbank = self._by_readings(form, pos, readings)
        by_treebank = self._by_tail(form, pos, feats, at_least=known_tail if by_ordbank else 0)
        return by_treebank or by_ordbank

    def _by_tail(self, form: str, pos: str, feats: str, *, at_least: int) -> str | None:
        """By the longest tail the treebank has with these very features: `skuterløypestyret` as `styret`."""
        lowered = form.lower()
        shortest = max(SHORTEST_TAIL, at_least)
        for start in range(1, len(lowered) - shortest + 1):
            tail = lowered[start:]
            found = self._tables.lemma(tail, pos, feats) or self._tables.lemma(tail, pos, "")
            if found is not None:
                return form[:start] + found
        return None

    def _by_readings(self, form: str, pos: str, readings: str) -> str | None:
        wanted = ORDBANK_POS[pos]
        for reading in readings.split(" "):
            kind, _, ending = reading.partition(":")
            if kind.partition(".")[0] == wanted and ending != "*":
                return Ending.parse(ending).apply(form)
        return None

    def _by_rules(self, form: str, pos: str, feats: str) -> str | None:
        lowered = form.lower()
        first: str | None = None
        rules = self._tables.rules.get((pos, feats), {})
        for length in range(min(LONGEST_RULE, len(lowered) - 1), -1, -1):
            for ending in rules.get(lowered[len(lowered) - length :], ()):
                lemma = ending.apply(form)
                if lemma is None:
                    continue
                if self._is_word(lemma, pos):
                    return lemma
                first = first or lemma
        return first

    def _is_word(self, lemma: str, pos: str) -> bool:
        if pos not in self._lemmas:
            self._lemmas[pos] = self._tables.lemmas(pos)
        if lemma in self._lemmas[pos]:
            return True
        wanted = ORDBANK_POS[pos]
        return any(
            reading.partition(":")[0].partition(".")[0] == wanted and reading.endswith(":>")
            for reading in self._classes.look_up(lemma).split(" ")
        )


def is_name_tagged_as_noun(form: str, pos: str, feats: str) -> bool:
    """Whether a NOUN is a name: capitalised, with a gender or abbreviated, but of no number.

    So the nynorsk half of the treebank tags given names and the names of parties; bokmål has PROPN for them.
    """
    return pos == "NOUN" and form[:1].isupper() and "Number=" not in feats and ("Gender=" in feats or "Abbr=" in feats)


def keep_capitals(form: str) -> str:
    """The form in lower case, but for a part before a hyphen that is a name or letters: `NATO-landet`, `Ap-velger`."""
    head, hyphen, tail = form.rpartition("-")
    return f"{head}{hyphen}{tail.lower()}" if hyphen and any(map(str.isupper, head)) else form.lower()


def read_tables(written_form: WrittenForm, folder: Path = DATA) -> LemmaTables:
    """Read the shipped tables of a written form.

    A line is tab-parted. `K POS FEATS ENDING forms`: what these forms become. `R POS FEATS endings tails`: what forms
    with these tails become, the likeliest first (`-` is the empty tail).
    """
    known: dict[tuple[str, str], dict[str, Ending]] = {}
    rules: dict[tuple[str, str], dict[str, tuple[Ending, ...]]] = {}
    text = gzip.decompress((folder / f"lemmas-{written_form}.txt.gz").read_bytes()).decode("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, pos, feats, endings, members = line.split("\t")
        if kind == "K":
            known.setdefault((pos, feats), {}).update(dict.fromkeys(members.split(" "), Ending.parse(endings)))
        else:
            parsed = tuple(Ending.parse(ending) for ending in endings.split(" "))
            tails = ("" if tail == "-" else tail for tail in members.split(" "))
            rules.setdefault((pos, feats), {}).update(dict.fromkeys(tails, parsed))
    return LemmaTables(known=known, rules=rules)


@lru_cache(maxsize=50_000)
def possible_lemmas(form: str) -> tuple[str, ...]:
    """Every lemma a form may have in either written form, bokmål's first; empty for a word no table knows."""
    return tuple(dict.fromkeys((*lemmatizer("nb").possible(form), *lemmatizer("nn").possible(form))))


@lru_cache(maxsize=50_000)
def known_forms(lemma: str) -> tuple[str, ...]:
    """The inflected forms of a lemma that the treebank has in either written form, bokmål's first."""
    return tuple(dict.fromkeys((*lemmatizer("nb").forms(lemma), *lemmatizer("nn").forms(lemma))))


@cache
def lemmatizer(written_form: WrittenForm) -> CascadeLemmatizer:
    """The shipped lemmatizer of a written form, read once a process and only when it is asked for."""
    return CascadeLemmatizer(read_tables(written_form), word_classes(), written_form)
