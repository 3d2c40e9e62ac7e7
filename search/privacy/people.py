"""People in an export by their office or as «Person 1», the same person by the same words in all of it.

Who is who comes from the documents themselves: the attendance, the names read in the items, who voted, proposed and
is responsible. A pair of names that begins with a first name known so is taken for a person too. Office-holders may stand
by their office; of two with the same office the second is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from minutes.kinds import NameKind
from minutes.model import Document
from search.privacy.words import any_of, privacy_words

LEAST_SURNAME = 3
"""Letters of a surname that is masked where it stands alone."""

_UPPER = "A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ"
# Two to four words with capitals, initials among them: "Kari Nes", "Ola A. Berg-Moen".
_NAME_LIKE = re.compile(rf"(?<![\w-])[{_UPPER}][\w'’-]+(?: [{_UPPER}]\.)?(?: [{_UPPER}][\w'’-]+){{1,3}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody a document names: the fullest name, the forms it is written in, and the office if one is told."""

    name: str
    role: str | None = None
    written: tuple[str, ...] = ()
    attendee: bool = False


def people_of(document: Document) -> tuple[Person, ...]:
    """Everybody a document names, in the order of the document; one with more told of comes before the same with less."""
    found: dict[str, Person] = {}
    for person in _named(document):
        known = found.get(_key(person.name))
        if known is None:
            found[_key(person.name)] = person
            continue
        found[_key(person.name)] = Person(
            name=known.name,
            role=known.role or person.role,
            written=tuple(dict.fromkeys((*known.written, *person.written))),
            attendee=known.attendee or person.attendee,
        )
    return tuple(found.values())


def _named(document: Document) -> Iterator[Person]:
    for attendee in (*document.meeting.attendees, *document.meeting.absent):
        yield Person(name=attendee.name, role=attendee.role, attendee=True)
        if attendee.deputy_for:
            yield Person(name=attendee.deputy_for, attendee=True)
    for item in document.items:
        for name in item.names:
            if name.kind is NameKind.PERSON:
                yield Person(name=name.name, role=name.role, written=name.written, attendee=name.attendee)
        for decision in (*item.decisions, *item.proposals):
            if decision.proposer and " " in decision.proposer:
                yield Person(name=decision.proposer, attendee=True)
            if decision.vote:
                for voter in (*decision.vote.voters_for, *decision.vote.voters_against):
                    yield Person(name=voter.name, attendee=True)


def office_of(role: str | None) -> str | None:
    """The office a role tells, in small letters; None where it is no office.

    >>> office_of("Ordfører (Sp)"), office_of("medlem"), office_of("SLT-koordinator")
    ('ordfører', None, 'slt-koordinator')
    """
    for word in re.findall(r"[\w-]+", (role or "").casefold()):
        if word.endswith(tuple(privacy_words()["people"]["offices"])):
            return str(word)
    return None


class StandIns:
    """What people are called in one export; documents must be shown to it in the same order to get the same names.

    Args:
        keep_offices: those who hold an office stand by it; otherwise everybody has a number.
    """

    def __init__(self, *, keep_offices: bool = True) -> None:
        self._keep_offices = keep_offices
        self._called: dict[str, str] = {}
        self._first_names: set[str] = set()
        self._people = 0
        self._holders: dict[str, int] = {}

    def of(self, name: str, role: str | None = None) -> str:
        """What stands for a person, now and later."""
        key = _key(name)
        if key not in self._called:
            self._called[key] = self._new(office_of(role) if self._keep_offices else None)
            first, _, rest = name.partition(" ")
            if rest and len(first) > 1:
                self._first_names.add(first)
        return self._called[key]

    def _new(self, office: str | None) -> str:
        words = privacy_words()["people"]
        if office is None:
            self._people += 1
            return str(words["person"]).format(number=self._people)
        number = self._holders[office] = self._holders.get(office, 0) + 1
        return str(words["office" if number == 1 else "office_again"]).format(office=office, number=number)

    def masker(self, people: Iterable[Person]) -> Callable[[str], str]:
        """What masks the texts of a document that names these people."""
        forms: dict[str, str] = {}
        surnames: dict[str, set[str]] = {}
        for person in people:
            called = self.of(person.name, person.role)
            for form in (person.name, *person.written):
                forms[" ".join(form.split())] = called
            surname = person.name.rsplit(" ", 1)[-1]
            if " " in person.name and len(surname) >= LEAST_SURNAME:
                surnames.setdefault(surname, set()).add(called)
        for surname, called_so in surnames.items():
            # Of two with one surname it is not told who is meant.
            forms.setdefault(surname, next(iter(called_so)) if len(called_so) == 1 else _unsaid())
        return lambda text: self._unknown(_replaced(text, forms))

    def _unknown(self, text: str) -> str:
        def called(found: re.Match[str]) -> str:
            first = found.group().split(" ", 1)[0]
            return self.of(found.group()) if first in self._first_names else found.group()

        return _NAME_LIKE.sub(called, text)


def _replaced(text: str, forms: dict[str, str]) -> str:
    """The text with every form replaced, also in capitals and over a line end; genitives keep their s."""
    if not forms:
        return text
    told = {form.casefold(): called for form, called in forms.items()}
    cased = {variant for form in forms for variant in (form, form.upper())}
    one = any_of(cased).replace(r"\ ", r"\s+")
    # A form that stands as a word, its genitive with it: "Kari Nes", "KARI NES", "Nes’".
    pattern = re.compile(rf"(?<![\w-])(?P<form>{one})(?P<genitive>s|[’'](?!\w))?(?![\w-])")

    def called(found: re.Match[str]) -> str:
        name = told[" ".join(found["form"].split()).casefold()]
        office = name.strip("[]0123456789 ")
        before = text[max(0, found.start() - len(office) - 1) : found.start()]
        if before.strip().casefold() == office:
            name = _unsaid()
        return name + (found["genitive"] or "")

    return pattern.sub(called, text)


def _unsaid() -> str:
    return str(privacy_words()["people"]["unsaid"])


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
