"""The passage of an item that shows best why it was found, and what in it answers the question.

The item's text is analysed again, so that every matched form can be marked in the original text: inflected, synonym,
concept. Found by the engine, shown from here: no engine's own highlighting is used.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.engine import And, Near, Or, Prefix, Query, Term, TextField, Token, TokenKind
from index.sought import Sought
from minutes.model import Span

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.answers import Answers

PASSAGE_LENGTH = 280
"""Characters of a passage: some three lines of a terminal, two or three sentences."""

FUNCTION_WORDS = frozenset(
    {"i", "på", "og", "av", "til", "for", "med", "som", "er", "en", "et", "ei", "å", "om", "at", "den", "det", "de"}
    | {"vi", "jeg", "fra", "ved", "seg", "har", "var", "ble", "kan", "skal", "eller", "men", "så", "der", "når"}
    | {"blir", "være", "ein", "eit", "eg", "frå", "dei", "me", "vart", "hadde"}
)
"""Words that are found and weighed like others, but marked only where nothing else of the question is: a passage full
of marked «i» says nothing."""

KIND_WORTH = {
    TokenKind.EXACT: 1.0,
    TokenKind.INFLECTED: 0.9,
    TokenKind.COMPOUND: 0.7,
    TokenKind.SYNONYM: 0.7,
    TokenKind.CONCEPT: 0.7,
}
"""What a match is worth in the choice of passage; the order is that of ranking."""

SENTENCE_END = re.compile(r"[.!?:;]\s+|\n+|[•\u2022\uf0b7]\s*")
"""Where a passage may begin: after a sentence, a line, a bullet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stretch ``text[start:end]`` that answers ``sought[part]`` of the question, by its least far-fetched form.

    ``inside``: it answers only a word inside that part. ``akin``: that is, a word akin to it.
    """

    start: int
    end: int
    part: int
    kind: TokenKind
    inside: bool = False
    akin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch ``text[start:end]`` of an item.

    Attributes:
        snippet: the stretch, line breaks as blanks; as long as the stretch.
        highlights: (start, end) of what answers the question, in the snippet.
        page: the page it stands on, where the item says.
    """

    snippet: str
    highlights: tuple[tuple[int, int], ...]
    start: int
    end: int
    page: int | None


def find_matches(sought: Sequence[Sought], tokens: Sequence[Token], field: TextField) -> tuple[Match, ...]:
    """All that answers the question among the tokens of a field's text, in order of place."""
    found: dict[tuple[int, int, int], Match] = {}
    index = _ByTerm(tokens)
    for part, entry in enumerate(sought):
        for token in _answers(entry.query, index, field):
            place = (token.start, token.end, part)
            if place not in found or token.kind < found[place].kind:
                found[place] = Match(start=token.start, end=token.end, part=part, kind=token.kind)
        for token in (token for term in entry.inside for token in index.of(term)):
            match = Match(start=token.start, end=token.end, part=part, kind=TokenKind.COMPOUND, inside=True)
            found.setdefault((token.start, token.end, part), match)
        for token in (token for query in entry.akin for token in _answers(query, index, field)):
            match = Match(start=token.start, end=token.end, part=part, kind=TokenKind.COMPOUND, inside=True, akin=True)
            found.setdefault((token.start, token.end, part), match)
    in_order = sorted(found.values(), key=lambda match: (match.start, -match.end, match.part))
    return tuple(_outermost(in_order))


def words_of(sought: Sequence[Sought]) -> tuple[Term | Prefix, ...]:
    """The words that are looked for, those inside others and akin to them too; what only restricts has none."""
    queries = (query for entry in sought for query in (entry.query, *entry.inside, *entry.akin))
    return tuple(part for query in queries for part in _words_of(query))


def answers_to(analysis: Analysis, sought: Sequence[Sought]) -> Answers:
    """What finds the tokens of texts that answer a question, and no others."""
    words = words_of(sought)
    terms = frozenset(form for word in words if isinstance(word, Term) for form in word.terms)
    return analysis.answers(terms, tuple(word.prefix for word in words if isinstance(word, Prefix)))


def tokens_asked_for(analysis: Analysis, sought: Sequence[Sought], text: str) -> tuple[Token, ...]:
    """The tokens of a text that no index knows, among them all that answer a question."""
    forms = (form for word in words_of(sought) if isinstance(word, Term) for form in word.terms)
    return analysis.tokens(text, frozenset(term for term, kind in forms if kind is TokenKind.COMPOUND))


def _words_of(query: Query) -> Iterator[Term | Prefix]:
    if isinstance(query, And | Or | Near):
        for part in query.parts:
            yield from _words_of(part)
    elif isinstance(query, Term | Prefix):
        yield query


def _outermost(in_order: Iterable[Match]) -> Iterator[Match]:
    """Without those that lie inside another of the same part: the words of «under 18» in the age it is."""
    end: dict[int, int] = {}
    for match in in_order:
        if match.end > end.get(match.part, -1):
            end[match.part] = match.end
            yield match


class _ByTerm:
    """The tokens of one text by term and by position."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._by_term: dict[tuple[str, TokenKind], list[Token]] = {}
        for token in tokens:
            self._by_term.setdefault((token.term, token.kind), []).append(token)

    def of(self, term: Term) -> list[Token]:
        return [token for key in term.terms for token in self._by_term.get(key, ())]


def _answers(query: Query, index: _ByTerm, field: TextField) -> Iterator[Token]:
    """The tokens that answer what is looked for; what only restricts (facets, dates, «not») has none."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _answers(part, index, field)
    elif isinstance(query, Term | Prefix | Near) and query.field not in {None, field}:
        return
    elif isinstance(query, Term):
        yield from index.of(query)
    elif isinstance(query, Prefix):
        yield from (
            token for token in index.tokens if token.kind is TokenKind.EXACT and token.term.startswith(query.prefix)
        )
    elif isinstance(query, Near):
        yield from _near(query, index)


def _near(near: Near, index: _ByTerm) -> Iterator[Token]:
    """The tokens of places where the parts stand after one another or near each other."""
    parts = [index.of(part) for part in near.parts]
    if near.slop == 0:
        by_position = [{token.position: token for token in part} for part in parts]
        for start in by_position[0]:
            places = [places.get(start + step) for step, places in enumerate(by_position)]
            yield from (token for token in places if token) if all(places) else ()
        return
    positions = [sorted({token.position for token in part}) for part in parts]
    for part in parts:
        for token in part:
            low, high = token.position - near.slop, token.position + near.slop
            if all(bisect_right(others, high) > bisect_left(others, low) for others in positions):
                yield token


def best_passage(
    text: str,
    matches: Sequence[Match],
    spans: Sequence[Span],
    sought: Sequence[Sought],
    *,
    length: int = PASSAGE_LENGTH,
) -> Passage:
    """The stretch of a text that holds most of the question; its beginning if it holds nothing of it."""
    marked = _worth_marking(text, matches)
    if not marked:
        start, end = 0, _end(text, 0, length)
        return _passage(text, start, end, (), spans, anchor=0)
    first, last = _best_window(marked, _weights(matches, len(sought)), length)
    start = _start(text, marked[first].start, marked[last].end, length)
    end = max(_end(text, start, length), marked[first].end)
    within = [match for match in marked if match.start >= start and match.end <= end]
    return _passage(text, start, end, _merged(within), spans, anchor=marked[first].start)


def _worth_marking(text: str, matches: Sequence[Match]) -> Sequence[Match]:
    telling = [match for match in matches if text[match.start : match.end].lower() not in FUNCTION_WORDS]
    return telling or matches


def _weights(matches: Sequence[Match], parts: int) -> tuple[float, ...]:
    """What each part of the question weighs: the rarer in this text, the more."""
    counts = Counter(match.part for match in matches)
    return tuple(1.0 / (1 + counts[part]) ** 0.5 for part in range(parts))


def _best_window(matches: Sequence[Match], weights: Sequence[float], length: int) -> tuple[int, int]:
    """First and last match of the stretch of ``length`` whose parts of the question weigh most; the earliest of equals."""
    best, best_score = (0, 0), -1.0
    last = 0
    held: Counter[tuple[int, TokenKind]] = Counter()
    for first, match in enumerate(matches):
        while last < len(matches) and (last <= first or matches[last].end - match.start <= length):
            held[matches[last].part, matches[last].kind] += 1
            last += 1
        score = _score(held, weights)
        if score > best_score + 1e-9:
            best, best_score = (first, last - 1), score
        held[match.part, match.kind] -= 1
    return best


REPEATED_WORTH = 0.1
"""What further matches of a part add, for each: enough to choose between stretches that hold the same parts."""


def _score(held: Counter[tuple[int, TokenKind]], weights: Sequence[float]) -> float:
    worth: dict[int, float] = {}
    repeated = 0.0
    for (part, kind), count in held.items():
        if count > 0:
            worth[part] = max(worth.get(part, 0.0), KIND_WORTH[kind] * weights[part])
            repeated += REPEATED_WORTH * weights[part] * min(count - 1, 3)
    return sum(worth.values()) + repeated


def _start(text: str, first: int, last: int, length: int) -> int:
    """Where the passage begins: the start of the sentence, or some words before the first match."""
    room = max(length - (last - first), 0)
    earliest = max(0, first - room)
    ends = [found.end() for found in SENTENCE_END.finditer(text, earliest, first) if found.end() <= first]
    if ends:
        return ends[-1] if first - ends[-1] > length // 4 else ends[max(0, len(ends) - 2)]
    if earliest == 0:
        return 0
    near = max(earliest, first - room // 2)
    blank = text.find(" ", near, first)
    return blank + 1 if blank >= 0 else near


def _end(text: str, start: int, length: int) -> int:
    """Where a passage from ``start`` ends: after a word, at most ``length`` on."""
    end = min(len(text), start + length)
    if end == len(text):
        return len(text.rstrip()) if start < len(text.rstrip()) else end
    blank = max(text.rfind(" ", start, end + 1), text.rfind("\n", start, end + 1))
    return blank if blank > start else end


def _merged(matches: Iterable[Match]) -> tuple[tuple[int, int], ...]:
    """The stretches of the matches, overlapping ones as one."""
    stretches: list[tuple[int, int]] = []
    for match in matches:
        if stretches and match.start < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], match.end))
        else:
            stretches.append((match.start, match.end))
    return tuple(stretches)


LINE_BREAK = re.compile(r"[\r\n\t\f\v\u2028\u2029]")
"""What becomes a blank in a snippet, sign for sign, so that places stay."""


def _passage(
    text: str, start: int, end: int, stretches: Sequence[tuple[int, int]], spans: Sequence[Span], *, anchor: int
) -> Passage:
    return Passage(
        snippet=LINE_BREAK.sub(" ", text[start:end]),
        highlights=tuple((low - start, high - start) for low, high in stretches),
        start=start,
        end=end,
        page=page_at(spans, anchor),
    )


def page_at(spans: Sequence[Span], place: int) -> int | None:
    """The page that ``text[place]`` stands on: of the run that holds it, else of the last before it, else of the first."""
    if not spans:
        return None
    before = bisect_right([span.at for span in spans], place) - 1
    return spans[max(before, 0)].page
