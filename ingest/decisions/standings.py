"""The vote that a sentence tells, however it tells it: counts, shares, names on both sides, the chair's casting vote.

"Rådmannens forslag fikk 3 stemmer, Lias forslag 4.", "Hamre og Fonn var for, Rekdal mot.", "vedtatt mot SVs stemme".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.decisions.counts import VOTES, number, number_pattern, read_vote
from ingest.decisions.rolls import gathered
from ingest.decisions.voters import Named, Side, casting_vote, read_named, read_side, with_names
from minutes.model import Vote

# What a proposal goes by; who gets votes otherwise stands for election.
_PROPOSAL = re.compile(r"\w*(?:forslag|framlegg|innstilling|tilråding|alternativ|utsettelse|utset)\w*", re.IGNORECASE)

# Where somebody got something, or a colon says so; what is searched lies about it, for a long text is long to search.
_GOT = re.compile(r"\b(?:fikk|fekk|får|oppnådde)\s|:\s")
_REACH = 200


@cache
def _share() -> re.Pattern[str]:
    """Whose, how many, who: "Lias forslag fikk 3 stemmer (H)", "... fikk Lias forslag 3 stemmer (H)"."""
    n = number_pattern()
    return re.compile(
        rf"(?P<whose>[^.:;,\n]{{2,80}}?)(?:\s+(?:fikk|fekk|får|oppnådde)|\s*:)\s+(?P<count>{n})\s+{VOTES}(?!\w)(?:\s*\((?P<who>[^()]*)\))?"
        rf"|(?:fikk|fekk)\s+(?P<after>[^.:;,\n\d]{{2,60}}?)\s+(?P<votes>{n})\s+{VOTES}(?!\w)(?:\s*\((?P<which>[^()]*)\))?"
    )


@cache
def _next_share() -> re.Pattern[str]:
    """The same without the verb: ", Lias forslag 4", " og rådmannens forslag 2 stemmer (SP)", ", Åse Vik 3"."""
    return re.compile(
        rf"\s*(?:,|og|mens|medan)\s+(?:mens\s+|medan\s+)?(?P<whose>[^.:;,\n\d]{{2,60}}?)\s+(?:(?:fikk|fekk)\s+)?"
        rf"(?P<count>{number_pattern()})\b(?:\s+{VOTES})?(?:\s*\((?P<who>[^()]*)\))?(?=\s*(?:[.,;]|og\b|$))"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one of several got: whose it is as written, at ``start``/``end`` of the text, how many, and who stood for it."""

    whose: str
    start: int
    end: int
    count: int
    who: str


def shares(text: str) -> list[Share]:
    """What each of several got: proposals set against each other, or those who stood for election."""
    found: list[Share] = []
    position = 0
    for got in _GOT.finditer(text):
        share = _share().search(text, max(position, got.start() - _REACH), got.end() + _REACH)
        while share is not None and share.start() >= position:
            found.append(_as_share(share))
            position = share.end()
            share = _next_share().match(text, position)
            if share and not (_PROPOSAL.search(share["whose"]) or share["whose"][0].isupper()):
                share = None
    return found


def _as_share(found: re.Match[str]) -> Share:
    groups = found.groupdict()
    name = "whose" if groups["whose"] else "after"
    return Share(
        whose=found[name].strip(),
        start=found.start(name),
        end=found.end(name),
        count=number(groups["count"] or groups["votes"]),
        who=groups["who"] or groups.get("which") or "",
    )


def of_proposals(sentence: str) -> list[int]:
    """The shares of proposals: not of people in an election."""
    got = shares(sentence)
    return [share.count for share in got] if any(_PROPOSAL.search(share.whose) for share in got) else []


def elected(told: str, words: str) -> Vote | None:
    """The vote by which somebody named in a decision was elected: "Lia fikk 6 stemmer, Åse Vik 3, 1 blank."."""
    got = [share for share in shares(told) if not _PROPOSAL.search(share.whose)]
    for share in got:
        last = share.whose.split()[-1]
        if last[0].isupper() and re.search(rf"\b{re.escape(last)}\b", words):
            others = any(other.count and other is not share for other in got)
            return Vote(votes_for=share.count, unanimous=False if others else None)
    return None


_STOOD = r"(?:var|stemte|røysta|gikk|gjekk|sto|stod|gikk\s+inn|gjekk\s+inn)"

# "Hovland og Tveit var for, Aase og Breidvik mot.", "Ap og Sp stemte for forslaget, mens H stemte imot."
_BOTH_SIDES = re.compile(
    rf"(?P<pro>[A-ZÆØÅ][^.:;\n]{{1,200}}?)\s+{_STOOD}\s+for\b[^.,;:\n]{{0,60}}?(?:\s*[,;]\s*|\s+)(?:og\s+|mens\s+|medan\s+|men\s+)?"
    rf"(?P<contra>[A-ZÆØÅ][^.:;\n]{{1,200}}?)\s+(?:{_STOOD}\s+)?(?:i\s?)?mot\b"
)

# "mot SVs stemme", "mot SV si røyst", "mot røystene til Ap og SV", "mot stemmen fra Kari Lia (H)".
_AGAINST_WHOSE = re.compile(
    r"\b[Ii]?\s?[Mm]ot\s+(?:(?P<owner>[A-ZÆØÅ][^.:;\n]{0,80}?)(?:s|['’]s?|\s+sin|\s+sine|\s+si)?\s+(?P<one>stemme|røyst)(?:r|er)?\b"
    r"|(?:stemmene|stemmen|stemmer|røystene|røysta|røyster)\s+(?:til|fra|frå|av)\s+(?P<from>[A-ZÆØÅ][^.:;\n]{0,100}))"
)


def _named_sides(sentence: str) -> Iterator[Side]:
    """The sides whose people or parties a sentence names."""
    if (side := read_side(sentence)) is not None:
        yield side
    elif both := _BOTH_SIDES.match(sentence):
        pro, contra = read_named(both["pro"]), read_named(both["contra"])
        if pro and contra:
            yield _side(pro, is_for=True)
            yield _side(contra, is_for=False)
    elif whose := _AGAINST_WHOSE.search(sentence):
        named = read_named(whose["owner"] or whose["from"] or "")
        if named:
            yield _side(named, is_for=False)


def _side(named: Named, *, is_for: bool) -> Side:
    return Side(proposal="", is_for=is_for, count=None if named.parties else len(named.voters), named=named)


def told_vote(sentence: str) -> Vote | None:
    """The vote that a sentence tells; None when it tells none."""
    sentence = sentence.strip()
    vote = with_names(read_vote(sentence), sentence)
    got = of_proposals(sentence)
    if len(got) == 2 and (vote is None or vote.votes_against is None):  # noqa: PLR2004 - both of two proposals
        vote = Vote(unanimous=False, votes_for=max(got), votes_against=min(got))
    if vote is None and (sides := list(_named_sides(sentence))):
        vote = gathered(sides, sentence, None)
        if vote is not None and not all(side.is_for for side in sides):
            vote = replace(vote, unanimous=False)
    if casting := casting_vote(sentence):
        vote = replace(vote or Vote(), casting_vote=casting)
    return vote
