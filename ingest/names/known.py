"""What a document knows of its own names: who was there, by what names and offices, and where it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.heading.municipalities import load_places
from ingest.heading.names import is_given
from ingest.names.offices import is_office, office_forms, office_pattern
from ingest.names.plain import UPPER, opens_sentence
from ingest.names.spots import Source, Spot
from ingest.names.words import name_words
from minutes.kinds import NameKind
from minutes.model import Attendee

_PARTICLES = frozenset({"von", "van", "de", "der", "af", "al", "el", "bin", "da"})

_LEAST_INITIALS = 2

_LEAST_WORDS = 2
"""Words of a person's name; of more than these some may be left out: «Berit Inga Dahl» is «Berit Inga»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person the document knows, by full name."""

    name: str
    role: str | None = None
    attendee: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.name.split())


class People:
    """The persons of a document: its attendance, and those whom its text tells in full.

    A short form is a person's only if no other person of the list has it; the attendance goes before those told.
    """

    def __init__(self, attendees: Iterable[Attendee], told: Iterable[str] = ()) -> None:
        came = tuple(attendees)
        self.parties = frozenset(person.party for person in came if person.party)
        """What the attendance calls the parties, as written: a list of the place is known by its letters there."""
        listed = {person.name: person for person in map(_person, came) if len(person.words) > 1}
        self._listed = tuple(listed.values())
        self._by_surname: defaultdict[str, list[Person]] = defaultdict(list)
        for person in self._listed:
            self._by_surname[person.words[-1]].append(person)
        self._told = tuple(Person(name=name) for name in self._others(told))
        self._offices = _unique((form, person) for person in self._listed for form in office_forms(person.role))
        self._short = _unique((form, person) for person in self._told for form in _end_forms(person))
        self._short |= _unique((form, person) for person in self._listed for form in _short_forms(person))
        self._full = {" ".join(person.words): person for person in (*self._told, *self._listed)}
        self._surnames = {person.words[-1] for person in self._full.values()}
        self._initialled = _initialled(self._by_surname)
        self._pattern = _pattern({*self._full, *self._short})
        self._office_pattern = office_pattern(self._offices)

    def named(self, written: str) -> Person | None:
        """The person whom a name means that stands alone, whole or short: «Kari Lia», «K. Lia», «Lia», «KL»."""
        words = " ".join(written.split())
        return self._full.get(words) or self._same(words) or self._short.get(words)

    def is_surname(self, word: str) -> bool:
        """Whether any of the persons, one or several, has this surname."""
        return word in self._surnames

    def find(self, text: str) -> Iterator[Spot]:
        """Where the text names the persons, by whatever form, or by an office that one of them has."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            written = found["name"]
            full = written in self._full
            person = self._full.get(written) or self._short[written]
            if full or _stands_alone(text, found.start(), found.end(), written):
                yield _spot(person, found.start(), found.end(), Source.FULL_NAME if full else Source.SHORT_NAME)
        for found in self._initialled.finditer(text) if self._initialled else ():
            known = self._by_initials("".join(filter(str.isalpha, found["initials"])), found["surname"])
            if known:
                yield _spot(known, found.start(), found.end("surname"), Source.SHORT_NAME)
        for found in self._office_pattern.finditer(text) if self._office_pattern else ():
            word = found["office"]
            bare = word.casefold() in name_words().persons.bare_offices
            if not (bare and (word[0].islower() or not opens_sentence(text, found.start()))):
                person = self._offices[word.casefold()]
                yield _spot(person, found.start(), found.end(), Source.SHORT_NAME)

    def _same(self, written: str) -> Person | None:
        """The person of the attendance with this first name, or initial, and surname, whatever stands between."""
        words = written.split()
        if len(words) < 2:  # noqa: PLR2004  a full name has two
            return None
        if all(_INITIAL.search(word) for word in words[:-1]):
            return self._by_initials("".join(filter(str.isalpha, "".join(words[:-1]))), words[-1])
        given, surname = words[0].rstrip("."), words[-1]
        fits = [
            person
            for person in self._by_surname.get(surname, ())
            if person.words[0] == given
            or (len(given) == 1 and person.words[0][0] == given)
            or person.words[0].replace("-", " ") == " ".join(words[:-1]).replace("-", " ")
        ]
        return fits[0] if len(fits) == 1 else None

    def _others(self, told: Iterable[str]) -> Iterator[str]:
        """The full names told of those who are not in the attendance; «Vik Dahl» is none where «Berit Vik Dahl» is told."""
        names = tuple(dict.fromkeys(told))
        parts = {part for name in (*names, *(person.name for person in self._listed)) for part in _parts(name)}
        for name in names:
            if name not in parts and self._same(name) is None and not name.endswith("."):
                yield name

    def _by_initials(self, initials: str, surname: str) -> Person | None:
        """The one of the attendance whose given names begin with these letters: «I. M. A. Lia», «T.K. Rismo»."""
        fits = [
            person
            for person in self._by_surname.get(surname, ())
            if any(letters.startswith(initials) for letters in _given_letters(person))
        ]
        return fits[0] if len(fits) == 1 else None


def _given_letters(person: Person) -> Iterator[str]:
    """The first letters of the given names; a double one has one or two: «Odd-Arne» is «O.» and «O.-A.»."""
    given = " ".join(person.words[:-1])
    for names in (given, given.replace("-", " ")):
        yield "".join(name[0] for name in names.split())


def _parts(name: str) -> Iterator[str]:
    """What is left of a name when words of its beginning or its end are: two words or more."""
    words = name.split()
    for length in range(_LEAST_WORDS, len(words)):
        yield " ".join(words[:length])
        yield " ".join(words[-length:])


def _person(attendee: Attendee) -> Person:
    return Person(name=" ".join(attendee.name.split()), role=attendee.role, attendee=True)


def _spot(person: Person, start: int, end: int, source: Source) -> Spot:
    return Spot(
        kind=NameKind.PERSON,
        name=person.name,
        start=start,
        end=end,
        source=source,
        role=person.role,
        attendee=person.attendee,
    )


def _unique(pairs: Iterable[tuple[str, Person]]) -> dict[str, Person]:
    """The forms that only one person has."""
    found: defaultdict[str, dict[str, Person]] = defaultdict(dict)
    for form, person in pairs:
        found[form][person.name] = person
    return {form: next(iter(people.values())) for form, people in found.items() if len(people) == 1}


def _short_forms(person: Person) -> Iterator[str]:
    """First name, surname and initials, as minutes call people that they have named in full."""
    words = person.words
    yield from _end_forms(person)
    if is_given(words[0]):
        yield words[0]
        yield f"{words[0]} {words[-1][0]}."
    capitals = [word for word in words if word not in _PARTICLES]
    for initials in {"".join(word[0] for word in capitals), capitals[0][0] + capitals[-1][0]}:
        if len(initials) >= _LEAST_INITIALS and initials not in name_words().organisations.letters:
            yield initials


def _end_forms(person: Person) -> Iterator[str]:
    """The surname, and any two or more words from either end: «Dahl», «Haugland Dahl», «Berit Inga»."""
    yield person.words[-1]
    for part in _parts(person.name):
        if not part.endswith(".") and len(part.rpartition(" ")[2]) > 1:
            yield part


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the names, with or without a genitive: "Lia", "Lias", "KN"."""
    made = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<name>{made})(?:s|'s|’s|')?(?![\w-])") if made else None


def _initialled(surnames: Iterable[str]) -> re.Pattern[str] | None:
    """One of the surnames behind initials: "T.K. Rismo", "I. M. A. Lia"."""
    made = "|".join(re.escape(name) for name in sorted(surnames, key=len, reverse=True))
    letters = rf"(?P<initials>[{UPPER}]\.(?:[ -]?[{UPPER}]\.){{0,3}})"
    return re.compile(rf"(?<![\w.-]){letters}[ ]?(?P<surname>{made})s?(?![\w-])") if made else None


# What stands right before a word: another word with a capital ("Berit Lia"), an initial, a preposition of places.
_WORD_BEFORE = re.compile(r"(?P<word>[\w.-]+)[ ]$")
_WORD_BEHIND = re.compile(r"[ ](?P<word>[\w-]+)")

# Before a place, and not a person.
_AT = frozenset({"i", "på", "forbi", "langs", "rundt", "gjennom", "utenfor", "utanfor"})

# An initial before a surname: "B.", "A.L.".
_INITIAL = re.compile(rf"(?:^|[.-])[{UPPER}]\.$")

# A word with the stop of its sentence: "rådet.", not the initial "K.".
_ENDS_SENTENCE = re.compile(r"\w{3,}\.$")


def _stands_alone(text: str, start: int, end: int, written: str) -> bool:
    """Whether a short form is a name by itself: not «Berit Lia», «Lia skole», «på Lia», nor «Ola» of «Ola Dunk»."""
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    behind = _WORD_BEHIND.match(text, end)
    if behind and behind["word"][0].isupper() and not written.isupper():
        return False
    if before is None or _ENDS_SENTENCE.search(before["word"]):
        return True
    word = before["word"]
    if _INITIAL.search(word):
        return False
    place = start - len(word) - 1
    if word in _AT and not is_given(written) and not written.isupper():
        return False
    return not word[0].isupper() or is_office(word) or (opens_sentence(text, place) and not is_given(word))


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places known whatever the model says: the document's own municipality, and those of the country."""

    own: str | None

    def find(self, text: str) -> Iterator[Spot]:
        """Municipalities and counties that stand alone; one that is also a plain word or a surname, after a preposition."""
        for found in self._matches(text):
            name = found[1]
            before = _WORD_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
            behind = _WORD_BEHIND.match(text, found.end())
            if behind and behind["word"][0].isupper():
                continue
            if (
                before
                and before["word"][0].isupper()
                and not opens_sentence(text, found.start() - len(before["word"]) - 1)
            ):
                continue
            led = before is not None and before["word"].casefold() in name_words().places.prepositions
            if led or name == self.own or name not in load_places().common:
                yield Spot(
                    kind=NameKind.PLACE, name=name, start=found.start(), end=found.end(), source=Source.GAZETTEER
                )

    def _matches(self, text: str) -> Sequence[re.Match[str]]:
        found = list(load_places().pattern.finditer(text))
        if self.own:
            own = re.compile(rf"(?<![\w-])({re.escape(self.own)})(s?)(?![\w-])")
            found += [match for match in own.finditer(text) if all(match.start() != other.start() for other in found)]
        return found

    def is_known(self, name: str) -> bool:
        """Whether a name is a place's by the lists."""
        places = load_places()
        return name == self.own or name in places.municipalities or name in places.counties

    def is_sure(self, name: str) -> bool:
        """Whether it is, and neither a plain word nor a surname too."""
        return self.is_known(name) and name not in load_places().common
