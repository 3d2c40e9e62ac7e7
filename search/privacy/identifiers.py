"""Numbers and addresses that belong to one person, found in running text so that they can be masked.

Fødselsnummer and D-nummer (synthetic ones too), dates of birth, telephone numbers, e-mail addresses, bank accounts,
registration plates and private addresses. Recall comes first: a number too many masked costs a word, one too
few costs a person. The form is looked at, never the check digits: a number misread from a scan is private all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from minutes.months import MONTHS
from search.privacy.addresses import find_addresses
from search.privacy.words import cue_before, privacy_words, right_before, unit_behind

BEFORE = 48
"""Letters looked at before a number for what tells what it is."""


class IdentifierKind(StrEnum):
    """What an identifier is, as its mask is named in privacy.toml."""

    BIRTH_NUMBER = "birth_number"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    PLATE = "plate"
    ADDRESS = "address"

    @property
    def mask(self) -> str:
        """What stands in its place: «[telefonnummer]»."""
        return str(privacy_words()["masks"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One in a text: ``text[start:end]``."""

    kind: IdentifierKind
    start: int
    end: int


_BLANK = r"[  .\u2009\u202f]"

# Eleven digits, the first six a day of birth: "010275 33412", "05.09.61 40187", "290888-45612"
BIRTH_NUMBER = re.compile(
    rf"(?<![\d/])(?P<day>\d\d){_BLANK}?(?P<month>\d\d){_BLANK}?\d\d(?:{_BLANK}|[-–]|\n)?\d{{5}}(?![\d/])"
)
# The last five alone, after a word for them: "personnr. 33412"
LAST_FIVE = re.compile(r"(?<![\d/])\d{5}(?![\d/])")
# Eleven digits parted anyhow, for after a word that tells.
ELEVEN = re.compile(rf"(?<![\d/])\d(?:(?:{_BLANK}|-)?\d){{10}}(?![\d/])")
# "12.03.2007", "1.2.71", "12/3-07", "120307", "4. mai 1956"
DATE = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./]\s?\d{{1,2}}[./-]\s?(?:\d{{4}}|\d\d)|\d{{6}}|\d{{1,2}}\.?\s+(?:{'|'.join(MONTHS)})\s+\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# The country before a number: "(+47) ", "0047".
_COUNTRY = rf"(?:\(?(?:\+|00)47\)?{_BLANK}?)"
# "912 34 567", "22 33 44 55", "46801234", "412.34.567"
PHONE = re.compile(
    rf"(?<![\d/§,+-])(?<!\d[  .])(?P<country>{_COUNTRY})?"
    rf"(?P<number>\d{{3}}{_BLANK}\d\d{_BLANK}\d{{3}}|\d\d(?:{_BLANK}\d\d){{3}}|\d{{8}}"
    r"|\d{4} \d{4}|\d{3} \d{5}|\d\d \d{6})"
    r"(?![\d/]|[  .,-]\d)"
)
# "kari.nes@eksempel.no"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# "1234.56.78903"
ACCOUNT = re.compile(rf"(?<![\d/.])\d{{4}}{_BLANK}\d\d{_BLANK}\d{{5}}(?![\d/])")
# "AB 12345"; four digits only after a word that tells (a moped's).
PLATE = re.compile(r"(?<![\w/-])[ABCDEFHJKLNPRSTUVXYZ]{2}[  ]?\d{4,5}(?![\w/])")
# "20211206" and "06122021": a date written solid, as numbers of documents are.
SOLID_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d")
MOBILE = re.compile(r"[49]")


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers in a text, in order; where two overlap, the one that begins first, of those the longest."""
    finders = (_birth_numbers, _birth_dates, _accounts, _emails, find_addresses_in, _phones, _plates)
    found = sorted(chain.from_iterable(find(text) for find in finders), key=lambda one: (one.start, -one.end))
    kept: list[Identifier] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def mask_identifiers(text: str) -> str:
    """The text with each identifier replaced by what it is.

    >>> mask_identifiers("Ring 912 34 567.")
    'Ring [telefonnummer].'
    """
    parts: list[str] = []
    at = 0
    for one in find_identifiers(text):
        parts += (text[at : one.start], one.kind.mask)
        at = one.end
    return "".join((*parts, text[at:]))


def find_addresses_in(text: str) -> Iterator[Identifier]:
    """The private addresses in a text."""
    for start, end in find_addresses(text):
        yield Identifier(kind=IdentifierKind.ADDRESS, start=start, end=end)


def _one(kind: IdentifierKind, found: re.Match[str]) -> Identifier:
    return Identifier(kind=kind, start=found.start(), end=found.end())


def _told(text: str, cue: str, start: int) -> bool:
    return cue_before(cue).search(text, max(0, start - BEFORE), start) is not None


def _birth_numbers(text: str) -> Iterator[Identifier]:
    for found in BIRTH_NUMBER.finditer(text):
        if _is_day_of_birth(int(found["day"]), int(found["month"])):
            yield _one(IdentifierKind.BIRTH_NUMBER, found)
    for found in chain(ELEVEN.finditer(text), LAST_FIVE.finditer(text)):
        if _told(text, "birth_number", found.start()):
            yield _one(IdentifierKind.BIRTH_NUMBER, found)


def _is_day_of_birth(day: int, month: int) -> bool:
    """A D-nummer adds 40 to the day; synthetic numbers add 40, 65 or 80 to the month."""
    return (day - 40 if day > 40 else day) in range(1, 32) and any(  # noqa: PLR2004 - as said
        month - added in range(1, 13) for added in (0, 40, 65, 80)
    )


def _birth_dates(text: str) -> Iterator[Identifier]:
    for found in DATE.finditer(text):
        if right_before("birth_date").search(text, max(0, found.start() - BEFORE), found.start()):
            yield _one(IdentifierKind.BIRTH_DATE, found)


def _accounts(text: str) -> Iterator[Identifier]:
    for found in ACCOUNT.finditer(text):
        yield _one(IdentifierKind.ACCOUNT, found)
    for found in ELEVEN.finditer(text):
        if _told(text, "account", found.start()):
            yield _one(IdentifierKind.ACCOUNT, found)


def _emails(text: str) -> Iterator[Identifier]:
    for found in EMAIL.finditer(text):
        yield _one(IdentifierKind.EMAIL, found)


def _phones(text: str) -> Iterator[Identifier]:
    for found in PHONE.finditer(text):
        if found["country"] or _told(text, "phone", found.start()) or _looks_like_phone(text, found):
            yield _one(IdentifierKind.PHONE, found)


def _looks_like_phone(text: str, found: re.Match[str]) -> bool:
    """Whether eight digits that nothing names are grouped, or begin, as telephone numbers do and money does not."""
    number = found["number"]
    if unit_behind().match(text, found.end()) or number[0] in "01":
        return False
    if right_before("other_number").search(text, max(0, found.start() - BEFORE), found.start()):
        return False
    if number.isdecimal():
        return bool(MOBILE.match(number)) and not SOLID_DATE.fullmatch(number)
    return number[2:3] != "." and len(number) > len("4680 1234") - 1 + (number[4:5] == " ")


def _plates(text: str) -> Iterator[Identifier]:
    for found in PLATE.finditer(text):
        if found.group()[-5:].isdecimal() or _told(text, "plate", found.start()):
            yield _one(IdentifierKind.PLATE, found)
