"""Who voted: the people and parties that a count or a line of a roll call names.

"For forslaget stemte 2: Kari Lia (Ap), Per Berg (H).", "mot 3 stemmer (FrP 2, SV 1)", "For: 12 (Ap 5, Sp 7)",
"Ap, Sp og SV stemte for.", "Mot: Hamre, Fonn (A) og Rekdal (H)."
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.decisions.counts import VOTES, number, number_pattern
from ingest.parties import party_of
from minutes.model import PartyVotes, Vote, Voter

# One name: words with capitals, initials, small particles: "Johannes Hembre-Ingul", "Janne K. J. Larsen", "Kari von Lia".
_NAME = re.compile(
    r"[A-ZÆØÅÁÉÖÄŠČ][\w'’.-]*(?:\s+(?:(?:von|van|de|der|den|af|al|el|bin|da)\s+)?[A-ZÆØÅÁÉÖÄŠČ][\w'’.-]*){0,5}"
)

# A word for several people is no name: "Arbeidstakerrepresentantene", "Mindretallet".
_GROUP = re.compile(r"\w+(?:ene|ane|erne|tallet|talet|gruppa|gruppen)|Alle|Ingen|Resten|Øvrige|Andre", re.IGNORECASE)

# What parts the entries of a list, outside parentheses: "Ap, Sp og SV", "Kari Lia (H); Per Berg (V)", "Sp + H".
_BETWEEN = re.compile(r"(?:\s*[,;]\s*(?:og|samt)?\s*|\s+(?:og|samt|&)\s+|\s*\+\s*)(?![^()]*\))")

# What may stand before a name or party: "representantene fra H", "hele Ap", "medlemmene Kari Lia", "repr. Lia".
_LEAD = re.compile(
    r"(?:(?:alle|hele|heile|resten|begge|de|dei|den|andre|øvrige|følgende|desse|disse|ordfører(?:en)?|ordførar(?:en)?|varaordfører(?:en)?|varaordførar(?:en)?|leder(?:en)?|leiar(?:en)?|nestleder(?:en)?|nestleiar(?:en)?|repr\.?|representant(?:en|ene|ane|ar|er)?|"
    r"medlem(?:mene|mer|mar|met|men|mane|er|a)?|gruppa|gruppen)\s+)*(?:(?:fra|frå|i|av)\s+)?",
    re.IGNORECASE,
)

# "Kari Lia (Ap)", "Kari Lia, Ap" is two entries; "Per Berg (H, vara)".
_WITH_NOTE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<note>[^()]*)\)\s*$")

# A party with its votes: "Ap 5", "5 Ap", "2AP", "Ap (5)", "Ap: 5", "5 fra Ap", "Ap 5 stemmer", "Ap-5".
_PARTY_FIRST = re.compile(
    rf"(?P<party>[^\W\d_][^\d():]*?)\s*[:(–-]?\s*(?P<votes>\d{{1,2}})\s*{VOTES}?\s*\)?$", re.IGNORECASE
)
_VOTES_FIRST = re.compile(
    rf"(?P<votes>\d{{1,2}})\s*{VOTES}?\s*(?:(?:fra|frå)\s+)?(?P<party>[^\W\d_][^\d():]*?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """People and parties on one side of a vote."""

    voters: tuple[Voter, ...] = ()
    parties: tuple[PartyVotes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.voters or self.parties)

    def __add__(self, other: Named) -> Named:
        return Named(voters=self.voters + other.voters, parties=self.parties + other.parties)


NOBODY = Named()
"""A side on which nobody is named."""


def read_named(text: str) -> Named:
    """The people and parties of a list; nothing if an entry in it is neither, for then it is no such list."""
    entries: list[Voter | PartyVotes] = []
    group: str | None = None
    for entry in _BETWEEN.split(" ".join(text.split()).strip(" .:;")):
        plain = _LEAD.sub("", entry, count=1).strip(" .:;")
        head, colon, rest = plain.partition(":")
        if colon and rest.strip() and (party := party_of(head)) and not rest.strip().isdigit():
            group, plain = party, rest.strip()
        if not plain:
            continue
        found = _party_votes(plain) or _voter(plain, group)
        if found is None:
            return NOBODY
        entries.append(found)
    entries = _paired(entries)
    return Named(
        voters=tuple(entry for entry in entries if isinstance(entry, Voter)),
        parties=tuple(entry for entry in entries if isinstance(entry, PartyVotes)),
    )


def _paired(entries: list[Voter | PartyVotes]) -> list[Voter | PartyVotes]:
    """Names each with their party behind a comma as one entry: "Kari Lia, H, Per Berg, V"."""
    paired: list[Voter | PartyVotes] = []
    for name, party in zip(entries[::2], entries[1::2], strict=False):
        if not isinstance(name, Voter) or name.party or not isinstance(party, PartyVotes) or party.votes:
            return entries
        paired.append(replace(name, party=party.party))
    return paired if len(entries) == len(paired) * 2 else entries


def _party_votes(entry: str) -> PartyVotes | None:
    if party := party_of(entry):
        return PartyVotes(party=party)
    for pattern in (_PARTY_FIRST, _VOTES_FIRST):
        if (found := pattern.match(entry)) and (party := party_of(found["party"])):
            return PartyVotes(party=party, votes=int(found["votes"]))
    return None


def _voter(entry: str, group: str | None) -> Voter | None:
    noted = _WITH_NOTE.match(entry)
    name, note = (noted["name"].strip(), noted["note"]) if noted else (entry, "")
    if not _NAME.fullmatch(name) or _GROUP.fullmatch(name):
        return None
    party = next((party for piece in note.split(",") if (party := party_of(piece))), group)
    return Voter(name=name, party=party)


# ---- lines and sentences that name one side -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a vote as a roll call tells it: what was voted on as written, for or against, how many, and who."""

    proposal: str
    is_for: bool
    count: int | None
    named: Named


_FOR = r"(?P<side>for|i?\s?mot)"


@cache
def _side_patterns() -> tuple[re.Pattern[str], ...]:
    n = number_pattern()
    return (
        # "For forslaget (med vedtatt endring) stemte 34: ...", "Imot forslag 1 stemte 3 representanter: ...".
        re.compile(
            rf"{_FOR}\s+(?P<proposal>[^:\n]{{0,90}}?)\s*(?:stemte|stemmer|røysta|røyster)\s*(?P<count>{n})?\s*(?:{VOTES}|medlemmer|medlemer)?\s*(?:\([^()]{{0,12}}\))?\s*[:–-]?\s*(?P<who>.*)$",
            re.IGNORECASE,
        ),
        # "Stemte for: ...", "Stemmer mot (3): ...", "Følgende stemte for innstillingen: ...", "Desse røysta mot: ...".
        re.compile(
            rf"(?:(?:følgende|desse|disse)\s+)?(?:(?P<first>{n})\s+)?(?:stemte|stemmer|røysta|røyster|stemt)\s+{_FOR}\b(?P<proposal>[^:\n()]{{0,60}}?)\s*(?:\(?(?P<count>{n})\)?)?\s*:\s*(?P<who>.*)$",
            re.IGNORECASE,
        ),
        # "For: 12 (Ap 5, Sp 7)", "Mot: Hamre og Fonn (A)", "Imot (3): FrP".
        re.compile(
            rf"(?-i:(?P<side>For|Imot|Mot))\s*(?:\((?P<first>{n})\))?\s*:\s*(?P<count>{n})?\s*{VOTES}?\s*[:–-]?\s*(?P<who>.*)$",
            re.IGNORECASE,
        ),
        # "For innstillingen: 14 stemmer (Ap, Sp)", "Mot forslaget frå SV: 3".
        re.compile(
            rf"(?-i:(?P<side>For|Imot|Mot))\s+(?P<proposal>[^:\n]{{3,60}}?)\s*:\s*(?P<count>{n})\b\s*{VOTES}?\s*[:–-]?\s*(?P<who>.*)$",
            re.IGNORECASE,
        ),
        # "Ap, Sp og SV stemte for.", "Representantene fra H og FrP stemte mot forslaget.".
        re.compile(
            rf"(?P<who>[A-ZÆØÅ][^.:\n]{{0,400}}?)\s+(?:stemte|røysta)\s+{_FOR}\b(?P<proposal>[^:\n]*)$", re.IGNORECASE
        ),
    )


def read_side(sentence: str) -> Side | None:
    """The side of a vote that a sentence names, if it is one of a roll call."""
    words = " ".join(sentence.split())
    for pattern in _side_patterns():
        found = pattern.match(words)
        if found is None:
            continue
        groups = found.groupdict()
        count = groups.get("count") or groups.get("first")
        named = read_named(_unwrapped(groups["who"]))
        if count is None and not named:
            continue
        side = groups.get("side") or words
        return Side(
            proposal=(groups.get("proposal") or "").strip(" ."),
            is_for=side.casefold().startswith("for"),
            count=number(count) if count else _counted(named),
            named=named,
        )
    return None


def _unwrapped(who: str) -> str:
    """A list without the parenthesis around the whole of it."""
    who = who.strip(" .")
    if who.startswith("(") and who.endswith(")") and who.count("(") == 1:
        return who[1:-1]
    return who.removesuffix(")") if who.count(")") > who.count("(") else who


def _counted(named: Named) -> int | None:
    """How many a side has that is told by names alone, or by parties that all have their votes."""
    if not named or any(party.votes is None for party in named.parties):
        return None
    return len(named.voters) + sum(party.votes or 0 for party in named.parties)


# ---- what stands in parentheses behind a count --------------------------------------------------------------------


@cache
def _behind_count() -> re.Pattern[str]:
    """A count and the parenthesis behind it: "mot 3 stemmer (FrP)", "4 mot 2 stemmer (FrP 1, H 1)", "13 (Ap, Sp)"."""
    n = number_pattern()
    return re.compile(
        rf"(?P<before>\b(?:i?\s?mot|for)\s+)?\b(?P<count>{n})\s*(?:{VOTES})?(?P<after>\s+(?:i?\s?mot|for)\b[^().;,]{{0,60}}?)?\s*\((?P<who>[^()]*(?:\([^()]*\)[^()]*)*)\)",
        re.IGNORECASE,
    )


# "(SV, R og MDG stemte for)": the parenthesis says itself which side it is of.
_STOOD = re.compile(r"\s+(?:stemte|røysta|stemmer)\s+(?:for|i?\s?mot)\b\s*$", re.IGNORECASE)


def with_names(vote: Vote | None, sentence: str) -> Vote | None:
    """A vote with the people and parties that stand in parentheses behind its counts."""
    if vote is None:
        return None
    for found in _behind_count().finditer(sentence):
        stood = _STOOD.search(found["who"])
        if not (named := read_named(_STOOD.sub("", found["who"]))):
            continue
        count = number(found["count"])
        against = _is_against(vote, found, count) if stood is None else "mot" in stood.group().casefold()
        if against is True and not (vote.voters_against or vote.parties_against):
            vote = replace(vote, voters_against=named.voters, parties_against=named.parties)
        elif against is False and not (vote.voters_for or vote.parties_for):
            vote = replace(vote, voters_for=named.voters, parties_for=named.parties)
    return vote


def _is_against(vote: Vote, found: re.Match[str], count: int) -> bool | None:
    """Which side a count is of: by the word beside it, else by the number."""
    after = (found["after"] or "").strip().casefold()
    if after.startswith("for"):
        return False if count != vote.votes_against or count == vote.votes_for else None
    if after or found["before"]:
        words = (after or found["before"]).strip().casefold()
        return "mot" in words
    if count == vote.votes_for and count != vote.votes_against:
        return False
    if count == vote.votes_against and count != vote.votes_for:
        return True
    return None


# ---- the casting vote ---------------------------------------------------------------------------------------------

# "med leders dobbeltstemme", "ordførerens dobbeltstemme avgjorde", "leiaren si dobbeltrøyst", "møteleders avgjørende stemme"
_OFFICE = r"(?:leder|leiar|ordfører|ordførar|formann)\w{0,40}?"
_CASTING = re.compile(
    rf"(?:(?P<who>\b\w{{0,40}}{_OFFICE})(?:s|ens|ens'|\s+si(?:n|tt)?)?\s+)?"
    r"(?:(?:dobbelt?|dobbel)[\s-]?(?:stemme|røyst)|avgj(?:ø|e)rande\s+(?:stemme|røyst)|avgjørende\s+stemme)"
    # "Leiaren si røyst avgjorde.", "Lederens stemme var utslagsgivende.", "Røysta til leiaren avgjorde."
    rf"|(?P<whose>\b\w{{0,40}}{_OFFICE})(?:s|\s+si(?:n)?)?\s+(?:stemme|røyst)\s+(?:avgjorde|var\s+(?:avgjørende|avgjerande|utslags\w+)|gjorde\s+utslaget)"
    rf"|(?:stemmen|røysta)\s+til\s+(?P<of>\w{{0,40}}{_OFFICE})\s+(?:avgjorde|var\s+(?:avgjørende|avgjerande|utslags\w+)|gjorde\s+utslaget)",
    re.IGNORECASE,
)

# One of these is in each of them; most sentences have none.
_MAY_CAST = re.compile(r"dobbel|avgj|utslag", re.IGNORECASE)

_WHOSE = (("ordfører", "ordfører"), ("ordførar", "ordførar"), ("møteleder", "møteleder"), ("møteleiar", "møteleiar"))


def casting_vote(text: str) -> str | None:
    """Whose double vote decided, where a text says that one did; "møteleder" where it does not say whose."""
    found = _CASTING.search(text) if _MAY_CAST.search(text) else None
    if found is None:
        return None
    who = (found["who"] or found["whose"] or found["of"] or "").casefold()
    for stem, office in _WHOSE:
        if stem in who:
            return office
    if "leiar" in who:
        return "leiar"
    return "leder" if who else "møteleder"
