"""How a proposal was voted on and what became of it, read from a sentence or from a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.labels import decision_words, unanimous
from minutes.model import Outcome, Vote

_OUTCOMES = {
    "falt": Outcome.FALT,
    "trukket": Outcome.TRUKKET,
    "utsatt": Outcome.UTSATT,
    "oversendt": Outcome.OVERSENDT,
    "orientering": Outcome.ORIENTERING,
    "vedtatt": Outcome.VEDTATT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteEvent:
    """A vote told in a text: ``start``/``end`` of its sentence, what came of it, and whether it was the main proposal's.

    ``partial`` says that only a point of the proposal was voted on, ``addition`` that it was something added to it.
    """

    start: int
    end: int
    outcome: Outcome
    vote: Vote | None
    main: bool
    partial: bool = False
    addition: bool = False


@cache
def _n() -> str:
    """A number of votes: "11", "én", "fire"."""
    return rf"(\d{{1,3}}|{alternatives(decision_words()['numbers'])})"


_VOTES = r"(?:stemmer?|stemme|st\.?|røyster?|røyst|representanter|representantar)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Patterns for counts; each with two groups gives (for, against), with one what its name says."""

    both: tuple[re.Pattern[str], ...]
    against_first: tuple[re.Pattern[str], ...]
    votes_for: tuple[re.Pattern[str], ...]
    votes_against: tuple[re.Pattern[str], ...]
    each: re.Pattern[str]


@cache
def _counts() -> _Counts:
    n, flags = _n(), re.IGNORECASE
    return _Counts(
        # "2 røyster for kvart framlegg", "3 stemmer til hvert av forslagene".
        each=re.compile(rf"\b{n}\s+{_VOTES}\s+(?:for|til|på)\s+(?:kvart|hvert|kvar|hver|begge)\b", flags),
        both=(
            # "3 stemmer for innstillingen (2 AP), 3 stemmer for forslaget": of two proposals.
            re.compile(
                rf"\b{n}\s+{_VOTES}\s+for\s+(?!og\b|mot\b)[^,.;\d]{{3,60}}?(?:\([^)]*\))?\s*(?:,|og|mot)\s*"
                rf"{n}\s+(?:{_VOTES}\s+)?for\s+\w{{4}}",
                flags,
            ),
            # "11 stemmer for og 7 mot", "11 stemmer for og 7 stemmer i mot", "14 for, 3 mot".
            re.compile(rf"\b{n}\s+(?:{_VOTES}\s+)?for\s*(?:og|,|/|mot)\s*{n}\s+(?:{_VOTES}\s+)?i?\s?mot\b", flags),
            # "12 stemmer og 5 i mot".
            re.compile(rf"\b{n}\s+{_VOTES}\s+og\s+{n}\s+(?:{_VOTES}\s+)?i?\s?mot\b", flags),
            # "med fire mot én stemme", "10 stemmer mot 7 stemmer", "3 mot 2".
            re.compile(rf"\b{n}\s+(?:{_VOTES}\s+)?mot\s+{n}\b(?!\.\s*\w+\s+20)", flags),
            # "(7-0)", "(11–8)".
            re.compile(r"\((\d{1,2})\s*[-–]\s*(\d{1,2})\)"),
        ),
        against_first=(
            # "1 stemme mot og 16 stemmer for", "11 mot og 3 for".
            re.compile(rf"\b{n}\s+(?:{_VOTES}\s+)?i?\s?mot\s*(?:og|,|/)\s*{n}\s+(?:{_VOTES}\s+)?for\b", flags),
        ),
        votes_for=(
            # "For forslaget stemte 34:", "For innstillingen stemte 9".
            re.compile(rf"\bfor\s+(?:\w+\s+){{1,4}}(?:\([^)]*\)\s+)?(?:stemte|røysta)\s+{n}\b", flags),
            # "vedtatt med 7 stemmer", "(7 st.)", "fikk 5 stemmer", "11 stemte for".
            re.compile(rf"\b{n}\s+(?:{_VOTES}\s+|stemte\s+|røysta\s+)for\b", flags),
            re.compile(rf"(?:\(|\bmed\s+|\b(?:fikk|fekk)\s+){n}\s+{_VOTES}(?!\s+(?:i\s?)?mot)\)?", flags),
        ),
        votes_against=(
            # "Imot forslaget stemte 3", "Mot innstillingen stemte 4".
            re.compile(rf"\bi?mot\s+(?:\w+\s+){{1,4}}(?:\([^)]*\)\s+)?(?:stemte|røysta)\s+{n}\b", flags),
            # "7 stemmer mot", "3 stemte mot", "én stemme i mot".
            re.compile(rf"\b{n}\s+(?:{_VOTES}\s+|stemte\s+|røysta\s+)(?:i\s?)?mot\b", flags),
            # "mot 3 st.", "mot 1 stemme", "mot én røyst".
            re.compile(rf"\bmot\s+{n}\s*{_VOTES}", flags),
        ),
    )


def read_vote(text: str) -> Vote | None:
    """The vote that a label's tail or a sentence tells; None when it tells none."""
    counts = _counts()
    votes_for = votes_against = None
    if even := counts.each.search(text):
        return Vote(unanimous=False, votes_for=_number(even[1]), votes_against=_number(even[1]))
    for pattern in counts.both:
        if found := pattern.search(text):
            votes_for, votes_against = _number(found[1]), _number(found[2])
            break
    if votes_for is None:
        for pattern in counts.against_first:
            if found := pattern.search(text):
                votes_against, votes_for = _number(found[1]), _number(found[2])
    if votes_for is None and votes_against is None:
        votes_for = _first(counts.votes_for, text)
        votes_against = _first(counts.votes_against, text)
    said = True if unanimous(text) and not votes_against else None
    if said is None and votes_against:
        said = False
    if said is None and votes_for is None and votes_against is None:
        return None
    return Vote(unanimous=said, votes_for=votes_for, votes_against=votes_against)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    for pattern in patterns:
        if found := pattern.search(text):
            return _number(found[1])
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(decision_words()["numbers"][text.casefold()])


@cache
def _outcome_patterns() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    groups = decision_words()["outcomes"]
    return tuple(
        (_OUTCOMES[name], re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE))
        for name, words in groups.items()
    )


def read_outcome(text: str) -> Outcome | None:
    """What a sentence says became of a proposal."""
    for outcome, pattern in _outcome_patterns():
        if pattern.search(text):
            return outcome
    return None


# What became of a matter is said where its decision begins; later words are of its contents.
_FIRST_SENTENCE = re.compile(r".{0,240}?(?:[.;](?=\s+[A-ZÆØÅ•]|\s*$)|\n|$)", re.DOTALL)

# "Saken utsettes", "Behandling av saken utsettes": the matter itself, not something it is about.
_MATTER = re.compile(
    r"\b(?:sake?[na]|sakene|sakane|behandlingen?|handsaminga?|spørsmålet|punktet|møtet|forslaget|framlegget)\b",
    re.IGNORECASE,
)


# A decision of one or two words is of the matter itself: "Utsatt.", "Enstemmig utsatt."
_ALONE = 2


def decided(text: str) -> Outcome:
    """The outcome of a decision by its own words: what is decided is adopted, unless it puts off, notes, or withdraws."""
    found = _FIRST_SENTENCE.match(text)
    sentence = found.group() if found else text
    outcome = read_outcome(sentence)
    if outcome in (Outcome.UTSATT, Outcome.TRUKKET) and len(sentence.split()) <= _ALONE:
        return outcome
    if outcome in (Outcome.UTSATT, Outcome.TRUKKET, Outcome.OVERSENDT, Outcome.FALT):
        return outcome if _MATTER.search(sentence) or outcome is Outcome.OVERSENDT else Outcome.VEDTATT
    return outcome if outcome is Outcome.ORIENTERING else Outcome.VEDTATT


# A sentence that tells of a vote: "Formannskapets innstilling ble enstemmig vedtatt.", "Dermed ble forslag 1 vedtatt."
_SENTENCE = re.compile(r"[^\n]+?(?:(?<!\bst)(?<!\bnr)(?<!\bpkt)[.](?=\s|$)|(?=\n)|$)")


@cache
def _proposal_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\w*(?:{alternatives(decision_words()['proposals']['words'])})(?:ets?|ens?|a|s)?\b", re.IGNORECASE
    )


def names_proposal(text: str) -> bool:
    """Whether a text names a proposal by any of the words it goes by: "Punkt 2", "Tilleggsframlegget"."""
    return _proposal_pattern().search(text) is not None


@cache
def _main_pattern() -> re.Pattern[str]:
    return re.compile(rf"\w*(?:{alternatives(decision_words()['proposals']['main'])})", re.IGNORECASE)


# Names behind a count are no part of it: "For forslaget stemte 4: Kari Lia (AP), Per Berg (H)."
STOOD_FOR = re.compile(r"(?:For|I?mot)\s[^:\n]{3,60}?(?:stemte|røysta)\s[^:\n]{1,20}", re.IGNORECASE)


# "Innstillingens punkt 1 ble enstemmig vedtatt", "Resten av innstillingen ble vedtatt".
_PARTIAL = re.compile(r"\b(?:punkt|pkt\.?|ledd|avsnitt)\s*\d|\b(?:resten|øvrige|øvrege)\b", re.IGNORECASE)

# "Tilleggsframlegget vart samrøystes vedteke"
_ADDITION = re.compile(r"\btillegg\w*", re.IGNORECASE)

# "... ble vedtatt med leders dobbeltstemme": both sides had as many.
_CASTING = re.compile(r"\b(?:dobbelt|dobbel|avgjørende\s+|avgjerande\s+)\s?(?:stemme|røyst)", re.IGNORECASE)


@cache
def _side() -> re.Pattern[str]:
    """What one of two proposals got, as in "Tilrådinga fekk 3 røyster"."""
    return re.compile(rf"\b(?:fikk|fekk)\s+{_n()}\s+{_VOTES}", re.IGNORECASE)


def _opposed(event: VoteEvent, sentence: str, sides: list[int]) -> VoteEvent:
    """The event with the counts of both proposals, told in sentences before it."""
    if event.outcome is Outcome.FALT or not sides:
        return event
    if event.vote is not None:
        alone = len(sides) == 1 and event.vote.unanimous is None and event.vote.votes_against is None
        return _answered(event, sides[0]) if alone and sides[0] <= (event.vote.votes_for or 0) else event
    if len(sides) == 1 and not _CASTING.search(sentence):
        return event
    vote = Vote(unanimous=False, votes_for=max(sides), votes_against=min(sides))
    return replace(event, vote=vote)


def _answered(event: VoteEvent, against: int) -> VoteEvent:
    """The event of a proposal that was carried, with what the other got, told in the next sentence."""
    vote = event.vote
    if event.outcome is Outcome.FALT or vote is None or vote.votes_for is None or vote.votes_against is not None:
        return event
    return replace(event, vote=Vote(unanimous=False, votes_for=vote.votes_for, votes_against=against))


def _votes_for_only(event: VoteEvent) -> int | None:
    """How many a proposal got that is told of with those for it only: "Utsettelsen fikk 2 stemmer og falt."."""
    return event.vote.votes_for if event.vote is not None and event.vote.votes_against is None else None


def vote_events(text: str, offset: int = 0) -> list[VoteEvent]:
    """The votes told in a text, in order; counts that stand in lines before "Dermed ble ..." belong to it."""
    events: list[VoteEvent] = []
    waiting = ""
    sides: list[int] = []
    for found in _SENTENCE.finditer(text):
        sentence = found.group()
        if STOOD_FOR.match(sentence.strip()):
            waiting += " " + sentence
            continue
        event = _event(sentence, waiting, offset + found.start(), offset + found.end())
        side = _side().search(sentence)
        if event is not None:
            event = _opposed(event, sentence, sides)
            if events and events[-1].outcome is Outcome.FALT and (lost := _votes_for_only(events[-1])) is not None:
                event = _answered(event, lost)
            events.append(event)
            waiting, sides = "", []
        elif side is not None and events and not sides:
            events[-1] = _answered(events[-1], _number(side[1]))
            sides = [_number(side[1])]
        elif side is not None:
            sides.append(_number(side[1]))
    return events


def _event(sentence: str, waiting: str, start: int, end: int) -> VoteEvent | None:
    vote = read_vote(sentence)
    outcome = read_outcome(sentence)
    names = names_proposal(sentence)
    follows = re.match(r"\s*Dermed\b", sentence) is not None
    if follows and waiting:
        vote = _gathered(waiting, sentence) or vote
    if outcome is not None and vote is None and _CASTING.search(sentence):
        return _casting(sentence, outcome, start, end)
    if not (names or vote is not None) or (outcome is None and vote is None):
        return None
    counted = vote is not None and vote.votes_for is not None and vote.votes_against is not None
    if outcome is None and not counted and not (vote and unanimous(sentence)):
        return None
    if (
        vote is None
        and not follows
        and not re.search(r"\b(?:ble|blei|blir|vart|vert|er|tiltres|vedtas|falt)\b", sentence)
    ):
        return None
    main = _main_pattern().search(sentence) is not None or _main_pattern().search(waiting) is not None
    return VoteEvent(
        start=start,
        end=end,
        outcome=outcome or Outcome.VEDTATT,
        vote=vote,
        main=main,
        partial=_PARTIAL.search(sentence) is not None,
        addition=_ADDITION.search(sentence) is not None,
    )


def _casting(sentence: str, outcome: Outcome, start: int, end: int) -> VoteEvent:
    """A vote that the leader's own decided, its counts told before it or not at all."""
    main = _main_pattern().search(sentence) is not None
    return VoteEvent(start=start, end=end, outcome=outcome, vote=None, main=main)


def _gathered(waiting: str, sentence: str) -> Vote | None:
    """The vote of counts written one a line; of two alternatives, those for the one that lost are against."""
    won = re.search(r"forslag\s+(\d+)\s+vedtatt", sentence)
    sides = re.findall(rf"\bfor\s+(?:forslag\s+(\d+)|[^:]*?)\s+(?:stemte|røysta)\s+{_n()}\b", waiting, re.IGNORECASE)
    if won and sides and any(side for side, _ in sides):
        votes_for = sum(_number(count) for side, count in sides if side == won[1])
        votes_against = sum(_number(count) for side, count in sides if side != won[1])
        return Vote(unanimous=False if votes_against else None, votes_for=votes_for, votes_against=votes_against)
    return read_vote(waiting)
