"""The normal form of a Norwegian word: what all its inflections, in bokmål and nynorsk, have in common.

Snowball's Norwegian stemmer does the work; it knows bokmål, and most nynorsk endings happen to be among its own. Around
it stand a table of written forms (written_forms.toml), folding of foreign letters, and a few endings it leaves. Measured
on the development half of NorQuAD (BM25, nDCG@10): plain words .773, the stemmer alone .806, all of it .808.

A normal form is a key, not a word: «skol» for «skole» and «skulane».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from index.words import Word, WordKind, plain_case
from minutes.tables import read_table

KEPT_IN_CACHE = 200_000
"""Normal forms kept: about the distinct words of ten thousand documents, some 40 MB."""

SHORTEST_STEM = 3
"""Letters that an ending of ours must leave; the stemmer has the same rule."""

FOREIGN = str.maketrans({"ö": "ø", "ä": "æ", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ß": "s"})
"""Letters that are written for a Norwegian one, or that keyboards lack, and that have no accent to take away."""

SOFTENED = re.compile(r"(?<=\w\w)([gk])j(?=[ea])")
"""The j of nynorsk after g and k: «følgje», «søkjar», «ikkje»."""

LONG_E = re.compile(r"(?<=\w{3})ee(?:n|r|ne)$")
"""Inflections of words in stressed e, which the stemmer takes for something else: «komiteen», «armeer»."""

AGENT = re.compile(r"(?<=\w{3})(?:er|ar)(?:n)?$")
"""What the stemmer leaves of persons and doers in the plural: «ordfører» of «ordføreren», «lærern» of «lærerne»."""

QUALITY = re.compile(r"(?<=\w{3})(?:leik|heit|het)$")
"""The nynorsk sisters of -het, which the stemmer takes away: «tryggleik», «hemmelegheit», «verksemda»."""

AFTER_VOWEL = re.compile(
    r"(?<=\w[aeiouyæøå]{2})(?:en|er|ene|et|ar|ane)$|(?<=[^aeiouyæøå]{2}[oyøåi])(?:en|er|ene|et|ar|ane)$"
)
"""Endings after a vowel in words so short that the stemmer leaves them: «veien», «sjøen», «broene»."""

NEUTER = re.compile(r"(?<=\w{2}al)t$|(?<=\w{2}(?:iv|ær))t$|(?<=\w(?:iøs|som|bar|løs))t$|(?<=\wfull)t$|(?<=\w{3}el)t$")
"""The t of adjectives in the neuter, which the stemmer leaves after these endings: «kommunalt», «aktivt», «spesielt»."""

BEFORE_NEUTER = re.compile(r"(?<=\w{3}el)l$")
"""What those in -elt have without it: «spesiell»."""

HALF_STEMMED = re.compile(
    r"(?<=it)et$|(?<=ves)en$|(?<=\w{4})ens$|(?<=\w{3})(?:ert|ast|est|e?l?igst)$|(?<=\w{3}b)ar$|(?<=\w{2}[mnd])a$|(?<=\w{3}t)r$"
)
"""What the stemmer takes from some forms of a word and not from others: it leaves «aktivitet» of «aktiviteten» and
«aktivit» of «aktivitet»; so «konsekvensen», «eksperten», «utkastet», «viktigste», «temaet», «sentre»."""

DOUBLED = re.compile(r"mm$")
"""No Norwegian word ends in mm, so the stem of «ungdommer» is that of «ungdom»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """A word that has another base form only where its neighbours allow it."""

    base: str
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenForms:
    """The table: whole words, stretches of letters with the expression that finds them, and words that are two."""

    version: str
    words: dict[str, str]
    parts: dict[str, str]
    finder: re.Pattern[str]
    ambiguous: dict[str, Ambiguous]


@cache
def written_forms() -> WrittenForms:
    """The table that comes with the program, read once."""
    plain = read_table("index", "written_forms.toml")
    parts = plain["parts"]
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    finder = re.compile("|".join(part if part.startswith("^") else re.escape(part) for part in longest_first))
    return WrittenForms(
        version=plain["version"],
        words=plain["words"],
        parts={part.removeprefix("^"): base for part, base in parts.items()},
        finder=finder,
        ambiguous={
            entry["word"]: Ambiguous(
                base=entry["base"],
                not_after=frozenset(entry["not_after"]),
                not_before=frozenset(entry["not_before"]),
            )
            for entry in plain["ambiguous"]
        },
    )


def fold(word: str) -> str:
    """The word with ö and ä as ø and æ and without foreign accents; æ, ø and å stay.

    >>> fold("möte"), fold("idé"), fold("får")
    ('møte', 'ide', 'får')
    """
    if word.isascii():
        return word
    letters = word.translate(FOREIGN)
    return "".join(letter if letter in "æøå" else _without_accents(letter) for letter in letters)


def _without_accents(letter: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=KEPT_IN_CACHE)
def normal_form(word: str) -> str:
    """The normal form of a lower-case word in NFC.

    >>> normal_form("skulane") == normal_form("skolene"), normal_form("tryggleiken") == normal_form("trygghet")
    (True, True)
    """
    table = written_forms()
    folded = fold(word)
    base = table.words.get(word) or table.words.get(folded)
    if base is None:
        base = table.finder.sub(lambda found: table.parts[found[0]], folded)
        base = table.words.get(base, base)
    stem = _stemmer().stemWord(LONG_E.sub("e", SOFTENED.sub(r"\1", base)))
    shorter = AGENT.sub("", stem)
    if shorter != stem:
        stem = _stemmer().stemWord(shorter)
    stem = BEFORE_NEUTER.sub("", NEUTER.sub("", AFTER_VOWEL.sub("", QUALITY.sub("", stem))))
    stem = HALF_STEMMED.sub("", stem)
    return DOUBLED.sub("m", stem) or folded


def is_ambiguous(word: str) -> bool:
    """Whether the word is two, which its neighbours tell apart."""
    return word in written_forms().ambiguous


def base_in_context(word: str, before: str, after: str) -> str:
    """The word itself, or its other base form where it is a word that is two and its neighbours allow it.

    >>> base_in_context("vald", "mot", "og"), base_in_context("vald", "vart", "til")
    ('vold', 'vald')
    """
    entry = written_forms().ambiguous.get(word)
    if entry is None or before in entry.not_after or after in entry.not_before:
        return word
    return entry.base


CLOCK = re.compile(r"\d{1,2}\.\d\d")
"""A time of day with a full stop, «10.00», which others write «10:00»."""


def keys_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The normal form of each word where it stands; of numbers, case numbers and dates a plain form of the same thing."""
    keys = []
    ambiguous = written_forms().ambiguous
    for position, word in enumerate(words):
        if word.kind is WordKind.PLAIN and word.exact not in ambiguous:
            keys.append(_key(word.exact))
        elif word.kind is WordKind.PLAIN:
            before = words[position - 1].exact if position else ""
            after = words[position + 1].exact if position + 1 < len(words) else ""
            keys.append(_key(base_in_context(word.exact, before, after)))
        elif word.kind is WordKind.CASE:
            keys.append(plain_case(word.exact))
        elif word.kind is WordKind.NUMBER and CLOCK.fullmatch(word.exact):
            keys.append(word.exact.replace(".", ":"))
        else:
            keys.append(word.exact)
    return tuple(keys)


@lru_cache(maxsize=KEPT_IN_CACHE)
def _key(word: str) -> str:
    """«e-post» and «epost» are one word; «13-16» stays."""
    joined = word.replace("-", "")
    return word if joined.isdecimal() else normal_form(joined)
