"""Who made a proposal, read from the words that bring it in.

"Anita Lund (Senterpartiet) fremmet følgende forslag:", "Forslag fra SV v/Eva Vik:", "Fellesforslag fra H og FrP:".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.decisions.voters import read_named
from ingest.parties import party_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """Who made a proposal: the people as written, their party, and all parties that stand behind it."""

    name: str | None = None
    party: str | None = None
    parties: tuple[str, ...] = ()


MADE = (
    r"(?:fremm?et|fremma|fremjet|fremja|fremmer|fremjar|foreslo|foreslår|føreslo|føreslår|la\s+(?:fram|frem)|sette\s+fram|satte\s+fr[ae]m"
    r"|fremsatte|framsatte|framla|fremla|kom\s+med|leverte|rettet|retta|gjorde\s+(?:\w+\s+)?(?:framlegg|forslag))"
)

# The words before the verb: "Kari Lia (Ap) fremmet ...", "På vegne av H og FrP fremmet Per Berg (H) ...".
_SUBJECT = re.compile(rf"(?P<who>[A-ZÆØÅ][^:\n]{{1,160}}?)\s+{MADE}\b")
_INVERTED = re.compile(
    rf"(?:På\s+veg(?:ne|ner)\s+av|Vegne\s+av)\s+(?P<behalf>[^:\n]{{1,120}}?)\s+{MADE}\s+(?P<who>[^:\n]{{2,80}}?)\s+(?:følgende|fylgjande|slikt|dette|et|eit|forslag|framlegg|\w+forslag)\b"
)

# The words after the preposition: "Forslag fra Kari Lia (Ap):", "Framlegg frå SV v/Eva Vik", "Forslag 2 fremmet av ...".
_FROM = re.compile(
    r"\b(?:fra|frå|av|v/|ved)\s*(?=[A-ZÆØÅ])(?P<who>[^:\n]{1,160}?)(?=\s+(?:om|til|på\s+veg\w*|som|med|i\s+møte|vedr)\b|\s*[:–]|$)"
)

# "Forslag nr. 3 fra Ap og SV, fremmet av Eva Vik (Ap):", "Framlegg fremja av Kari Lia (V)".
_MADE_BY = re.compile(
    r"\b(?:fremmet|fremja|fremma|fremsatt|framsatt|framsett)\s+av\s+(?P<who>[A-ZÆØÅ][^:\n]{1,100}?)(?=\s+(?:om|til|på\s+veg\w*|i\s+møte)\b|\s*[:–]|$)"
)

# A party or name in parentheses alone: "Forslag 2 (Sp):", "Tilleggsforslag (Eva Vik, SV):".
_IN_PARENTHESES = re.compile(r"\((?P<who>[A-ZÆØÅ][^()]*)\)")

# "... på vegne av H, FrP og KrF", "på vegner av Sp".
_BEHALF = re.compile(
    r"\bpå\s+veg(?:ne|ner)\s+av\s+(?P<who>[^:\n]+?)(?=\s+(?:om|følgende|fylgjande|slikt|la|fremmet|fremja|fremma|foreslo)\b|\s*[:.]|$)",
    re.IGNORECASE,
)

# "SV v/Eva Vik", "Senterpartiet ved Per Berg".
_BY = re.compile(r"^(?P<party>.+?)\s*(?:,\s*)?(?:\bv/|\bved\b)\s*(?P<name>.+)$")

# An office without a name: "Ordføreren", "Utvalgsleder"; it is the proposer.
_OFFICE = re.compile(
    r"(?:\w*(?:ordfører|ordførar)(?:en)?|\w*(?:leder|leiar)(?:en)?|\w*komiteen|\w*nemnda|møtet)$", re.IGNORECASE
)


def read_proposer(words: str) -> Proposer:
    """Who made the proposal that these words bring in; empty where they do not say."""
    behalf = _behind(words)
    if found := _INVERTED.match(words):
        return _of(found["who"], (*behalf, *_parties(found["behalf"])))
    if found := _MADE_BY.search(words):
        others = _FROM.search(words[: found.start()])
        return _of(found["who"], (*behalf, *(_parties(others["who"]) if others else ())))
    if found := _SUBJECT.match(words):
        return _of(_BEHALF.sub("", found["who"]), behalf)
    for pattern in (_FROM, _IN_PARENTHESES):
        if found := pattern.search(words):
            return _of(_BEHALF.sub("", found["who"]), behalf)
    return Proposer(party=_joined(behalf), parties=behalf)


def read_signed(words: str) -> Proposer:
    """Who stands behind "Forslagsstiller:": "Kari Lia, Arbeiderpartiet", "SV v/Eva Vik", "H og FrP"."""
    return _of(words, ())


def _of(who: str, behalf: tuple[str, ...]) -> Proposer:
    who = who.strip(" ,.:")
    if by := _BY.match(who):
        named = read_named(by["name"])
        parties = (party,) if (party := party_of(by["party"])) else _parties(by["party"])
        name = _joined(voter.name for voter in named.voters)
        return Proposer(name=name, party=_joined(parties), parties=(*parties, *behalf))
    named = read_named(who)
    if not named and _OFFICE.match(who):
        return Proposer(name=who, parties=behalf)
    parties = tuple(
        dict.fromkeys([voter.party for voter in named.voters if voter.party] + [party.party for party in named.parties])
    )
    name = _joined(voter.name for voter in named.voters)
    return Proposer(
        name=name, party=_joined(parties) or (None if name else _joined(behalf)), parties=(*parties, *behalf)
    )


def _behind(words: str) -> tuple[str, ...]:
    found = _BEHALF.search(words)
    return _parties(found["who"]) if found else ()


def _parties(who: str) -> tuple[str, ...]:
    named = read_named(who.strip(" ,."))
    return (
        *(party.party for party in named.parties),
        *(voter.party for voter in named.voters if voter.party),
    )


def _joined(names: Iterable[str]) -> str | None:
    return ", ".join(names) or None
