"""Which proposal a sentence speaks of: "tilleggsforslaget fra SV", "forslag 2", "Hammers forslag", "innstillingen"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.decisions.labels import core, officer
from ingest.decisions.proposers import Proposer
from ingest.decisions.sections import same_body
from ingest.parties import party_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A proposal that can be voted on: where its text stands, what it is called, its number, whose it is.

    ``owner`` is the body or office whose recommendation it is, as its label has it. ``recommended`` tells a
    recommendation (innstilling) from a proposal made in the meeting. ``order`` is its place
    among the proposals of the item.
    """

    order: int
    label: int
    start: int
    end: int
    name: str | None
    number: str | None
    proposer: Proposer = field(default_factory=Proposer)
    recommended: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for a proposal, at ``start``/``end`` of a sentence."""

    start: int
    end: int
    words: str
    form: str
    number: str | None
    who: frozenset[str]
    parties: frozenset[str]
    recommended: bool
    owner: str = ""


# Tokens with a capital, as in names and parties, with what joins them.
_INITIAL = (
    # No full stop before the next sentence: "K. J. Larsen", but "frå V. Framlegget fekk ...".
    r"[A-ZÆØÅ]\.(?!\s+(?:\w*(?i:forslag|framlegg|innstilling|tilråding)|Det|Dermed|Dette|Så|For|Imot|Mot|Punkt|Sak)\w*)"
)
_CAPITAL = rf"(?:{_INITIAL}|[A-ZÆØÅ][\w/-]*|\([A-ZÆØÅ][^()]{{0,30}}\))"
_CAPITALS = rf"{_CAPITAL}(?:(?:\s*,\s*|\s+og\s+|\s+v/|\s+){_CAPITAL})*"

# "Hammers forslag", "Ap sitt framlegg", "tilleggsforslaget fra SV og R", "forslag nr. 2", "formannskapets innstilling".
_MENTION = re.compile(
    rf"(?:(?P<owner>{_CAPITALS}|\b[a-zæøå]{{5,40}}(?:ets|ens)|\b[a-zæøå]{{4,40}}(?=\s+(?:sitt|si|sin)\s))(?:\s+sitt|\s+si|\s+sin|\s+sine)?\s+)?"
    r"(?P<word>\b(?i:(?:(?:alternativ|felles|omforen)\w*\s+)?"
    r"[\w-]*(?:forslag|framlegg|innstilling|tilråding|tilrådning|anbefaling)\w*))"
    r"(?P<vedtak>\s+til\s+vedtak)?(?:\s+(?:nr\.?\s*|nummer\s+)?(?P<number>\d{1,2}|[A-F])(?![\w/])(?!\s+(?:st|rø)))?"
    rf"(?:\s+(?:(?:fremmet|fremja|framsett|fremsatt|framsatt)\s+)?(?:fra|frå|av|til|v/)\s+(?P<maker>{_CAPITALS}))?",
)

_FORMS = (
    ("tillegg", ("tillegg",)),
    ("endring", ("endring",)),
    ("utsettelse", ("utset",)),
    ("alternativ", ("alternativ", "motforslag")),
    ("oversendelse", ("oversend",)),
    ("felles", ("felles", "omforen")),
    ("verbal", ("verbal",)),
    ("avvisning", ("avvis", "tilbakesend")),
)
_RECOMMENDED = re.compile(r"innstilling|tilråding|tilrådning|anbefaling", re.IGNORECASE)

# Words with a capital at the start of a sentence that name nobody.
_NOBODY = frozenset(
    {"det", "dette", "først", "deretter", "så", "dermed", "votering", "ved", "alternativt", "forslag", "framlegg"}
)


def form_of(words: str) -> str:
    """Which sort of proposal it is called: "tillegg", "endring"; empty for a plain one."""
    folded = words.casefold()
    return next((form for form, stems in _FORMS if any(stem in folded for stem in stems)), "")


def find_mentions(sentence: str) -> list[Mention]:
    """The proposals that a sentence speaks of, in order."""
    found = []
    for match in _MENTION.finditer(sentence):
        owner, word = match["owner"] or "", match["word"]
        tokens = re.findall(r"[A-ZÆØÅ][\w.-]*(?:/[\w]+)?", f"{owner} {match['maker'] or ''}")
        parties = {party for token in tokens if (party := _party(token))}
        who = {_bare(token) for token in tokens if not _party(token)} - _NOBODY
        main = bool(
            _RECOMMENDED.search(word) or match["vedtak"] or officer(owner) or officer(owner[:1].upper() + owner[1:])
        )
        found.append(
            Mention(
                start=match.start(),
                end=match.end(),
                words=match.group().strip(),
                form=form_of(word),
                number=match["number"],
                who=frozenset(who) if not main else frozenset(),
                parties=frozenset(parties),
                recommended=main and not form_of(word),
                owner=owner if main else "",
            )
        )
    return found


def _party(token: str) -> str | None:
    """The party of a token, with the genitive's s or without: "Høyres", "APs"."""
    return party_of(token) or (party_of(token[:-1]) if token.endswith("s") else None)


def _bare(token: str) -> str:
    return token.casefold().strip(".").removesuffix("s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The proposals printed before a vote, in order, and the orders of those voted on already."""

    motions: tuple[Motion, ...]
    voted: frozenset[int]


# What speaks for and against a proposal being the one that is meant. A number or a name decides; the sort of proposal and
# whether it has been voted on weigh less. Chosen on the protocols of the development sets.
_NUMBER, _NAME, _PARTY, _KIND, _FORM, _OPEN = 10.0, 6.0, 5.0, 5.0, 4.0, 2.0
_LEAST = 0.0


def resolve(mention: Mention, printed: Printed) -> Motion | None:
    """The proposal that is meant, of those printed before; None when none of them can be."""
    rated = [(_rating(mention, motion, printed), motion.order, motion) for motion in printed.motions]
    best = max(rated, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] > _LEAST else None


def _rating(mention: Mention, motion: Motion, printed: Printed) -> float:
    rating = 1.0 + (_OPEN if motion.order not in printed.voted else 0.0)
    said = bool(mention.who or mention.parties)
    if mention.number and (number := motion.number or (None if said else _place(motion, printed))):
        rating += _NUMBER if number == mention.number else -_NUMBER
    numbered = bool(mention.number and motion.number)
    if mention.recommended:
        rating += _KIND if motion.recommended else -_KIND * (not numbered)
        if mention.owner and motion.owner:
            rating += _NAME if same_body(core(mention.owner), core(motion.owner)) else -_KIND
    elif motion.recommended and not mention.number:
        rating -= _KIND if mention.form or mention.who or mention.parties else 1.0
    rating += _form_rating(mention, form_of(motion.name or ""))
    if mention.who or mention.parties:
        rating += _maker_rating(mention, motion.proposer)
    return rating


def _place(motion: Motion, printed: Printed) -> str | None:
    """The number of a proposal that has none printed: its place among those of the meeting that wait for a vote."""
    if any(other.number for other in printed.motions):
        return None
    waiting = [other.order for other in printed.motions if other.order not in printed.voted]
    return str(waiting.index(motion.order) + 1) if motion.order in waiting else None


def _form_rating(mention: Mention, form: str) -> float:
    if mention.form == form:
        return _FORM if form else 0.5
    if mention.form and form:
        return -_FORM
    return -0.5 if mention.form else 0.0


def _maker_rating(mention: Mention, proposer: Proposer) -> float:
    names = {_bare(word) for word in re.findall(r"\w[\w.-]*", proposer.name or "")}
    if mention.who & names:
        return _NAME
    behind = set(proposer.parties)
    if mention.parties & behind:
        return _PARTY + len(mention.parties & behind) / 10 - len(behind - mention.parties) / 10
    return -_NAME if names or behind else -1.0
