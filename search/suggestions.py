"""When little or nothing is found: which word is not in the archive, what it may be meant for, what stands in the way.

Nothing here is done for a question that found something and asks for all of its words: then all of them are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.engine import (
    And,
    DateBetween,
    Engine,
    Everything,
    FacetIs,
    Keyword,
    Not,
    Prefix,
    Query,
    Term,
    TextField,
)
from index.sought import Sought
from index.suggestions import LONGEST_WORD
from index.words import exact_form
from search.asking import ASKING
from search.diagnostics import Diagnostic, DiagnosticKind
from search.filters import FilterQuery
from search.grammar import ParsedQuery
from search.lexemes import QUOTES
from search.slips import slips
from search.spelling import SPELLED, like, meant_for, stands

MOST_SUGGESTIONS = 3
"""Words offered for one that is nowhere in the archive."""

MOST_WORDS = 5
"""Unknown words of one question of which more is said: each costs a comparison with every word of the archive."""

SHORTEST_PART = 4
"""Letters of a part of a compound: every row of letters can be cut into shorter ones that are words."""

MOST_DROPPED = 8
"""Parts of a question that are left out in turn, to tell which of them stands in the way."""

LONG_PART = 6
"""Letters of a misspelt part of a compound that is put right."""

JOINTS = ("", "s", "e")
"""What stands between the parts of a compound."""

_NO_VALUE = {DiagnosticKind.UNKNOWN_VALUE, DiagnosticKind.BAD_DATE}
"""What is said of a field's value that the archive does not have, or that is none."""

_TEXTLESS = FacetIs | DateBetween | Keyword
"""What asks for a value and not for words of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unknown:
    """A word ``question[start:end]`` that is nowhere, and what may stand instead of it, the likeliest first."""

    word: str
    start: int
    end: int
    instead: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggester:
    """Looks for what may have been meant by one question.

    Attributes:
        engine: the index that was asked.
        parsed: the question.
        filters: what else must hold.
        read: reads another question as this one was read.
        same: rows that are another paper's copy, and of which; such are counted once.
    """

    engine: Engine
    parsed: ParsedQuery
    filters: FilterQuery
    read: Callable[[str], ParsedQuery]
    same: Mapping[int, int] = field(default_factory=dict)

    def remarks(self, total: int) -> tuple[Diagnostic, ...]:
        """What to say of a question that found so many."""
        if total and _asks_for_all(self.parsed):
            return ()
        unknown = tuple(_Unknowns(self.engine, self.parsed).found())
        if unknown:
            corrected = self._corrected(unknown)
            return tuple(
                Diagnostic(
                    kind=DiagnosticKind.SUGGESTION if each.instead else DiagnosticKind.UNKNOWN_WORD,
                    message=each.message,
                    start=each.start,
                    end=each.end,
                    corrected=corrected,
                )
                for each in unknown
            )
        return () if total else tuple(self._in_the_way())

    def _corrected(self, unknown: Sequence[_Unknown]) -> str | None:
        """The question with a word for each unknown one, the first such that finds something."""
        if not all(each.instead for each in unknown) or any(map(self._is_value, unknown)):
            return None
        likeliest = {each: each.instead[0] for each in unknown}
        last = unknown[-1]
        tried = [likeliest] if len(unknown) > 1 else [{last: option} for option in last.instead]
        texts = (_put_instead(self.parsed.text, chosen) for chosen in tried)
        return next((text for text in texts if self._total(self.read(text).tree)), None)

    def _is_value(self, unknown: _Unknown) -> bool:
        """Whether the word is a field's value that is none: another word there would be none either."""
        values = (remark for remark in self.parsed.diagnostics if remark.kind in _NO_VALUE)
        return any(remark.start <= unknown.start and unknown.end <= remark.end for remark in values)

    def _in_the_way(self) -> Iterator[Diagnostic]:
        """All words are there: the filters, or one part of the question, leave nothing."""
        whole = len(self.parsed.text)
        if self.filters.parts and (free := self._number(self.parsed.tree)):
            message = f"Uten filtrene er det {free} treff."
            yield Diagnostic(kind=DiagnosticKind.TOO_NARROW, message=message, start=0, end=whole)
            return
        for entry in self.parsed.sought:
            if _is_of_title(entry.query) and not self._total(entry.query):
                message = f"«{entry.written}» finnes i arkivet, men ikke i noen tittel."
                yield Diagnostic(kind=DiagnosticKind.TOO_NARROW, message=message, start=entry.start, end=entry.end)
                return
        without = [found for found in self._without_one() if found[0]]
        if without:
            total, entry = max(without, key=lambda found: found[0])
            message = f"Ingen sak har alt dette. Uten «{entry.written}» er det {total} treff."
            yield Diagnostic(kind=DiagnosticKind.TOO_NARROW, message=message, start=entry.start, end=entry.end)

    def _without_one(self) -> Iterator[tuple[int, Sought]]:
        tree = self.parsed.tree
        if not isinstance(tree, And) or len(tree.parts) > MOST_DROPPED:
            return
        for entry in self.parsed.sought:
            left = tuple(part for part in tree.parts if part != entry.query)
            if left and len(left) < len(tree.parts):
                yield self._total(And(parts=left)), entry

    def _total(self, tree: Query) -> int:
        return self._number(self.filters.restrict(tree))

    def _number(self, tree: Query) -> int:
        return self.engine.search(tree, limit=0, same=self.same).total


def _put_instead(text: str, chosen: Mapping[_Unknown, str]) -> str:
    for unknown, word in sorted(chosen.items(), key=lambda pair: -pair[0].start):
        text = text[: unknown.start] + word + text[unknown.end :]
    return text


def _asks_for_all(parsed: ParsedQuery) -> bool:
    """Whether what answers the question has all of its words: it has no ELLER of its own."""
    parts = parsed.tree.parts if isinstance(parsed.tree, And) else (parsed.tree,)
    words = [entry.query for entry in parsed.sought]
    return all(isinstance(part, Not | Everything) or part in words for part in parts)


def _is_of_title(query: Query) -> bool:
    return isinstance(query, Term | Prefix) and query.field is TextField.TITLE


def _in_any_field(query: Query) -> Query:
    return replace(query, field=None) if isinstance(query, Term | Prefix) else query


class _Unknowns:
    """The words of a question that are nowhere in the archive."""

    def __init__(self, engine: Engine, parsed: ParsedQuery) -> None:
        self._engine = engine
        self._parsed = parsed
        self._looked_up = 0

    def found(self) -> Iterator[_Unknown]:
        """The words that are nowhere, with what to say of each."""
        for entry in self._parsed.sought:
            if isinstance(entry.query, _TEXTLESS) or self._number(_in_any_field(entry.query)):
                continue
            at = max(self._parsed.text.find(entry.written, entry.start, entry.end), entry.start)
            if entry.written.endswith("*"):
                message = f"Ingen ord i arkivet begynner med «{entry.written[:-1]}»."
                yield _Unknown(word=entry.written, start=at, end=entry.end, instead=(), message=message)
                continue
            if exact_form(entry.written) in ASKING:
                continue
            alone = SPELLED.fullmatch(entry.written) is not None
            is_quoted = at > 0 and self._parsed.text[at - 1] in QUOTES
            for word in SPELLED.finditer(entry.written):
                if alone or not stands(self._engine, exact_form(word[0])):
                    instead = self._instead(word[0], alone=alone and not is_quoted)
                    if instead is not None:
                        yield replace(instead, start=at + word.start(), end=at + word.end())

    def _number(self, query: Query) -> int:
        return self._engine.search(query, limit=0).total

    def _instead(self, written: str, *, alone: bool) -> _Unknown | None:
        """What to say of a word that is not there; None if there is nothing to say. ``alone``: not one of a quotation."""
        self._looked_up += 1
        if self._looked_up > MOST_WORDS:
            return None
        exact = exact_form(written)
        longer = self._number(Prefix(prefix=exact)) if alone else 0
        if longer:
            number = "1 sak" if longer == 1 else f"{longer} saker"
            message = (
                f"«{written}» finnes ikke som eget ord, men {number} har ord som begynner slik; søk på «{written}*»."
            )
            return _Unknown(word=written, start=0, end=0, instead=(f"{written}*",), message=message)
        near = meant_for(self._engine, exact)[:MOST_SUGGESTIONS]
        may_be_compound = alone and len(exact) <= LONGEST_WORD and self._are_far(exact, near)
        parts = self._parts(exact, guess=not near) if may_be_compound else None
        if near and not parts:
            meant = " eller ".join(f"«{word}»" for word in near)
            message = f"«{written}» finnes ikke i arkivet. Mente du {meant}?"
            return _Unknown(word=written, start=0, end=0, instead=near, message=message)
        if parts:
            message = f"«{written}» finnes ikke i arkivet, men delene gjør det; søk på «{parts}»."
            return _Unknown(word=written, start=0, end=0, instead=(parts,), message=message)
        return _Unknown(word=written, start=0, end=0, instead=(), message=f"«{written}» finnes ikke i arkivet.")

    def _are_far(self, exact: str, near: Sequence[str]) -> bool:
        return not near or slips(exact, near[0]) > 1

    def _parts(self, exact: str, *, guess: bool) -> str | None:
        """Two words of the archive that make up this one; with ``guess`` also one, and what the rest is nearly."""
        cuts = range(SHORTEST_PART, len(exact) - SHORTEST_PART + 1)
        heads = [cut for cut in cuts if stands(self._engine, exact[:cut])]
        tails = [cut for cut in cuts if stands(self._engine, exact[cut:])]
        both = [(head, tail) for head in heads for tail in tails if exact[head:tail] in JOINTS and head <= tail]
        if both:
            head, tail = min(both, key=lambda cut: (abs(len(exact) - cut[0] - cut[1]), cut[1] - cut[0]))
            return f"{exact[:head]} {exact[tail:]}"
        if not guess:
            return None
        if tails and (near := self._like_part(exact[: min(tails)])):
            return f"{near} {exact[min(tails) :]}"
        if heads and (near := self._like_part(exact[max(heads) :])):
            return f"{exact[: max(heads)]} {near}"
        return None

    def _like_part(self, exact: str) -> str | None:
        """A word for the misspelt part of a compound; only where it can hardly be another word."""
        near = like(self._engine, exact) if len(exact) >= LONG_PART else []
        return near[0] if near and near[0][0] == exact[0] and slips(exact, near[0]) == 1 else None
