"""A person of an attendance list, and what a note beside the name says of them: role, party, absence, deputy.

«Kari Lia (H) - Ordfører», «Per Berg (vara for Kari Lia)», «Siri Holm – ikke møtt»: what stands around the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.heading.names import NAME_TOKEN, is_given, is_surname, looks_like_name
from ingest.heading.words import heading_words, name_words
from ingest.parties import is_party

# One person of a list of names: tokens with capitals or initials, small particles between them ("Kari von Lia").
NAME_RUN = re.compile(rf"{NAME_TOKEN}(?:[ \t]+(?:(?:von|van|de|der|den|af|al|el|bin|da|dos|la)[ \t]+)?{NAME_TOKEN})*")

_LONGEST_ROLE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as written at ``text[start:end]``. ``absent`` is None where the entry itself does not say."""

    name: str
    start: int
    end: int
    role: str | None = None
    party: str | None = None
    deputy: bool = False
    deputy_for: str | None = None
    absent: bool | None = None


# Several of a kind: "representantene", "styremedlemmene", "leiarane".
_PLURAL = re.compile(r"(?:mene|ene|ane|mer|er|ar)$")


def is_role_word(word: str) -> bool:
    """Whether a word tells what somebody is: «rådmann», «SLT-koordinator», «beredskapsleder»."""
    roles = heading_words().roles
    folded = word.casefold().strip(".,()")
    if folded in roles.words or (len(folded) > 5 and folded.endswith(roles.endings) and not is_given(word)):  # noqa: PLR2004
        return True
    singular = _PLURAL.sub("", folded)
    return singular != folded and len(singular) > 5 and (singular in roles.words or singular.endswith(roles.endings))  # noqa: PLR2004


def is_role(text: str) -> bool:
    """Whether a stretch is a role and no name: «kommunalsjef oppvekst», «leder for forebyggende enhet»."""
    words = text.split()
    return bool(words) and len(text) <= _LONGEST_ROLE and any(is_role_word(word) for word in words[:4])


@cache
def _deputy_for() -> re.Pattern[str]:
    words = "|".join(map(re.escape, heading_words().roles.deputy_for))
    return re.compile(rf"(?<!\w)(?i:{words})\s+(?P<name>{NAME_RUN.pattern})")


# A party or list by its letters, known or not: "GDL", "ÅaSG", "NSR/SáB".
_LETTERS_OF_PARTY = re.compile(r"[A-ZÆØÅÁ]{1,2}[a-zá]?[A-ZÆØÅÁ]{1,3}(?:/[\wáÁ]{1,4})?")


def with_note(person: Person, note: str) -> Person:
    """A person with what a note says: a role, a party, absence, whom they stand in for; other notes are dropped."""
    for inner in [*re.findall(r"\(([^)]*)\)", note), re.sub(r"\([^)]*\)", " ", note)]:
        for piece in re.split(r"\s+[–—-]\s+|^[\s–—:,.-]+|,\s*|;\s*|\s{2,}", inner):
            if piece.strip():
                person = _with_piece(person, piece.strip(" .:–—-"))
    return person


def _with_piece(person: Person, piece: str) -> Person:
    """A person with what one piece of a note says."""
    folded = " ".join(piece.casefold().split())
    roles = heading_words().roles
    if folded.startswith(("ingen", "uten ")) or folded in roles.present_marks:
        return person
    member = _member_stood_in_for(piece)
    if member or folded in roles.deputy:
        return replace(person, deputy=True, deputy_for=member or person.deputy_for)
    if _FOR_A_PART.search(folded):
        return replace(person, absent=False)
    if says_absent(piece):
        return replace(person, absent=True)
    return _with_office(person, piece)


def stands_in_for(note: str) -> bool:
    """Whether a note begins by saying whom somebody stands in for: «vara for Kari Lia»."""
    return bool(_deputy_for().match(note.strip())) and _member_stood_in_for(note) is not None


def _member_stood_in_for(piece: str) -> str | None:
    found = _deputy_for().search(piece)
    if not found or not found["name"][0].isupper() or not _may_be_member(found["name"].split()):
        return None
    return tidy(found["name"])


def _may_be_member(words: list[str]) -> bool:
    """Whether the words after «vara for» begin a name; a surname alone is enough."""
    return is_given(words[0]) or (len(words) == 1 and is_surname(words[0]))


# Leave for a part of the meeting: "forfall frå kl. 14", "permisjon under sak 12".
_FOR_A_PART = re.compile(
    r"(?:forfall|permisjon|fråfall)\s+(?:fr[aå]|til|etter|før|under|i|på)\s+(?:og med\s+)?(?:kl|sak|lunsj|\d)"
)


def says_absent(piece: str) -> bool:
    """Whether a note says that somebody did not come: «ikke møtt», «Forfall», «meldt forfall pga. sykdom»."""
    absent = heading_words().roles.absent
    folded = " ".join(piece.casefold().split()).strip(" .()")
    opens = (word for word in absent if " " in word or word == "forfall")
    if _FOR_A_PART.search(folded):
        return False
    return folded in absent or any(folded.startswith(f"{word} ") for word in opens)


def _with_office(person: Person, piece: str) -> Person:
    """A person with a party or a role."""
    if is_party(piece) or (person.party is None and _LETTERS_OF_PARTY.fullmatch(piece) and not is_role_word(piece)):
        return replace(person, party=person.party or piece)
    words = piece.split()
    if len(words) > 1 and is_party(words[-1]) and person.party is None:
        return _with_piece(replace(person, party=words[-1]), " ".join(words[:-1]))
    if len(words) > 1 and is_party(words[0]) and is_role_word(words[1]) and person.party is None:
        return _with_piece(replace(person, party=words[0]), " ".join(words[1:]))
    return with_role(person, piece) if _may_be_role(piece) else person


# A remark on when or how somebody attended, and no role: "fra kl. 10", "på Teams", "etter lunsj", "sak 12/02".
_REMARK = re.compile(
    r"\d|^(?:fra|frå|til|på|via|etter|før|kl|teams|skype|digital\w*|permisjon|under|deltok|møtte|kom|gikk|gjekk|sak"
    r"|delvis|unntatt|syk\w*|sjuk\w*|ferie|reise|observatør fra)\b",
    re.IGNORECASE,
)


def _may_be_role(piece: str) -> bool:
    return len(piece) <= _LONGEST_ROLE and not find_next_name(piece) and not _REMARK.search(piece)


def with_role(person: Person, role: str) -> Person:
    """A person with a role, unless there is one; «vara» makes a deputy."""
    role = re.sub(r"\s+(?:for|i|på)$", "", " ".join(role.split()).strip(" .:–—,-"))
    if role.casefold() in heading_words().roles.deputy:
        return replace(person, deputy=True)
    if not role or person.role:
        return person
    return replace(person, role=role) if len(role) > 2 else person  # noqa: PLR2004  not "v/"


def tidy(name: str) -> str:
    """A name with single blanks; capitals become small, and «LIA Kari» is Kari Lia."""
    words = name.split()
    not_names = name_words().not_names
    while words and words[-1].casefold() in not_names:
        words.pop()
    if len(words) > 1 and words[0].casefold().strip(".") in name_words().honorifics:
        del words[0]
    if len(words) > 1 and words[0].isupper() and not words[1].isupper() and len(words[0]) > 2 and is_given(words[1]):  # noqa: PLR2004
        words = [*words[1:], words[0]]
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words).rstrip(",;:")  # noqa: PLR2004


def without_notes(row: str) -> str:
    """A row of capitalised words up to the first that is a role or a party: «Kari Lia Ordfører AP»."""
    for match in list(re.finditer(r"\S+", row))[2:]:
        word = match.group()
        if (
            is_role_word(word)
            or word.casefold() in heading_words().roles.absent | name_words().not_names
            or (is_party(word) and (word.isupper() or len(word) > 1) and not is_given(word) and not is_surname(word))
        ):
            return row[: match.start()].rstrip()
    return row


# Before a name that belongs to the note: "vara for Kari Lia", "leder i Kari Lias minnefond".
_OF_ANOTHER = re.compile(r"(?:for|i|på|av|ved|fra|frå)\s+$")


def find_next_name(text: str) -> int:
    """Where a next person begins inside what follows a name; 0 if nowhere. It must have a first name and a surname."""
    for match in NAME_RUN.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        while len(words) > 1 and not is_given(words[0].group()):
            del words[0]
        start = match.start() + words[0].start()
        name = without_notes(text[start : match.end()])
        if len(words) > 1 and looks_like_name(name) and not _OF_ANOTHER.search(text, 0, start):
            return start
    return 0
