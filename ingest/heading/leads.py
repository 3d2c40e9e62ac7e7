"""What stands before a name in a list of people: a party («H: Kari Lia») or a role («Konst. rådmann Per Berg»)."""

from __future__ import annotations

import re

from ingest.heading.names import NAME_TOKEN, is_given, is_surname
from ingest.heading.person import is_role_word
from ingest.heading.words import heading_words
from ingest.parties import is_party

# A party before a name: "H: Kari Lia", "Ap – Kari Lia", "SP Kari Lia".
_PARTY_FIRST = re.compile(r"^(?P<party>[A-ZÆØÅ][\wÆØÅæøå/]{0,14})\s*(?P<sep>:|–|-|\s)\s*(?=[A-ZÆØÅ])")

# Two columns of parties over two columns of names: "SP: SL: JL:".
_PARTY_HEADS = re.compile(r"(?<![\w])[A-ZÆØÅ][A-Za-zÆØÅæøå/]{0,5}\s*:")


def leading_party(part: str) -> tuple[str, int] | None:
    """A party at the head of an entry and how many characters it takes; heads of further columns are skipped."""
    heads = list(_PARTY_HEADS.finditer(part))
    if heads and heads[0].start() == len(part) - len(part.lstrip()) and is_party(heads[0].group(), colon=True):
        end = heads[0].end()
        single = True
        for head in heads[1:]:
            if part[end : head.start()].strip():
                break
            end, single = head.end(), False
        return (heads[0].group().rstrip(" :") if single else "", end)
    match = _PARTY_FIRST.match(part.lstrip())
    if match and is_party(match["party"]) and not (match["sep"].isspace() and len(match["party"]) == 1):
        return match["party"], match.end() + len(part) - len(part.lstrip())
    return None


# What somebody is by a word that no list has, before a whole name: "Kommunepolitikar Per Berg".
_UNKNOWN_ROLE = re.compile(rf"\s*(?P<role>[\wæøå-]{{5,}})\s+(?P<first>{NAME_TOKEN})\s+{NAME_TOKEN}")


def _is_agent(word: str, following: str) -> bool:
    """Whether a word before a first name tells what somebody is, by how it ends."""
    return (
        word.casefold().endswith(heading_words().roles.agents)
        and is_given(following)
        and not is_given(word)
        and not is_surname(word)
    )


def leading_role(text: str) -> int:
    """How many characters of role words a name is preceded by: «Konst. rådmann Per Berg»."""
    end = 0
    for match in re.finditer(r"\s*([^\s:]+:?)", text):
        word = match[1].rstrip(":")
        is_part = word.endswith("-") or word.casefold() in heading_words().roles.before or (end and word[0].islower())
        if not (is_role_word(word) or is_part):
            break
        end = match.end()
    tail = text[:end].split()
    if not end and (unknown := _UNKNOWN_ROLE.match(text)) and _is_agent(unknown["role"], unknown["first"]):
        return unknown.end("role")
    return end if tail and any(is_role_word(word.rstrip(":")) for word in tail) else 0
