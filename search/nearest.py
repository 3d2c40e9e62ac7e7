"""The nearest, where few units have all the words of a question: those that have the most of it, and what each lacks.

The words of a question must all be there, so that what is counted is what was asked for. When that leaves less than a
page, units that have some of them follow after those that have all, ranked by how much they have and how rare it is
(``index.engine.Some``); also by the words inside a compound, «salg av øl» for «ølsalg», by the kin of a word, «vedtatt»
for «vedtok», and by what one that stands nowhere may be meant for. They are no part of the total or of any facet.
Quotations, fields, parentheses, IKKE and what OG or ELLER join bind here too.

docs/ranking.md tells what this is worth, as measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.analysis import Analysis
from index.engine import And, Engine, EngineHit, Not, Or, Query, Some, Wanted
from index.sought import Sought
from index.words import exact_form
from search.asking import asking
from search.diagnostics import Diagnostic, DiagnosticKind
from search.filters import FilterQuery
from search.grammar import ParsedQuery
from search.passages import FUNCTION_WORDS, words_of
from search.spelling import SPELLED, meant_for

SHORTEST_MISSPELT = 4
"""Letters of a word that is taken for a misspelt one: shorter ones are like too many."""

MOST_MISSPELT = 5
"""Unknown words of one question for which others are looked for: each is compared with every word of the archive."""

ENOUGH = 10
"""Hits with all the words that need no others after them: what is read of a list, and what nDCG@10 looks at."""

LEAST_SHARE = 0.05
"""Of the best score, what is still near. Measured on the development needs: .05 costs .014 of nDCG@10 and takes away most
of the units that have one common word only; .15 costs .028."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What follows after the hits that have all the words.

    Attributes:
        hits: in order; none of them has all the words.
        parsed: the question as these answer it: with the words inside compounds, and only what binds needed.
        remark: what to tell the reader; None if nothing follows.
    """

    hits: tuple[EngineHit, ...]
    parsed: ParsedQuery
    remark: Diagnostic | None = None


def find_nearest(
    engine: Engine,
    analysis: Analysis,
    parsed: ParsedQuery,
    filters: FilterQuery,
    *,
    complete: Sequence[EngineHit],
    same: Mapping[int, int],
) -> Nearest:
    """The nearest to a question that ``complete`` are all the full answers to; none if those are enough.

    Args:
        engine: the index.
        analysis: the one it was made with.
        parsed: the question.
        filters: what else must hold.
        complete: the hits that have all the words, fewer than ENOUGH.
        same: see ``index.engine.Engine.search``.
    """
    nothing = Nearest(hits=(), parsed=parsed)
    if len(complete) >= ENOUGH:
        return nothing
    words = _with_parts_and_kin(engine, analysis, parsed.words, unknown=not complete)
    if len(words) < 2 and not any(entry.inside or entry.akin for entry in words):  # noqa: PLR2004 a pair
        return nothing
    tree = filters.restrict(And(parts=(*parsed.binding, *_telling(words), Some(wanted=_wanted(words)))))
    by_place = {(entry.start, entry.end): entry for entry in words}
    sought = tuple(by_place.get((entry.start, entry.end), entry) for entry in parsed.sought)
    found = engine.search(tree, limit=ENOUGH + len(complete), same=same, mark=words_of(sought)).hits
    known = {hit.row for hit in complete}
    near = tuple(hit for hit in found if hit.row not in known and hit.score >= LEAST_SHARE * found[0].score)
    if not near:
        return nothing
    return Nearest(
        hits=near[: ENOUGH - len(complete)],
        parsed=replace(parsed, tree=And(parts=parsed.binding), sought=sought),
        remark=_remark(len(complete), words),
    )


def _with_parts_and_kin(
    engine: Engine, analysis: Analysis, words: Sequence[Sought], *, unknown: bool
) -> tuple[Sought, ...]:
    """The words of a question with what is inside them and akin to them; ``unknown``: some may stand nowhere."""
    found = []
    looked_up = 0
    for entry, only_asks in zip(words, asking(words), strict=True):
        says_little = only_asks or exact_form(entry.written) in FUNCTION_WORDS
        akin: tuple[Query, ...] = () if says_little else analysis.akin(entry)
        inside = analysis.inside(entry)
        may_be_unknown = unknown and not says_little and not inside and looked_up < MOST_MISSPELT
        if may_be_unknown and _is_unknown(engine, analysis, entry):
            looked_up += 1
            likeliest = meant_for(engine, exact_form(entry.written))[:1]
            akin = (*akin, *(other.query for word in likeliest for other in analysis.question(word)))
        found.append(replace(entry, inside=inside, akin=akin))
    return tuple(found)


def _is_unknown(engine: Engine, analysis: Analysis, entry: Sought) -> bool:
    """Whether it is a word that may be misspelt: no language has it, and it stands nowhere, in no form."""
    is_word = len(entry.written) >= SHORTEST_MISSPELT and SPELLED.fullmatch(entry.written) is not None
    return is_word and not analysis.knows(exact_form(entry.written)) and not engine.search(entry.query, limit=0).total


def _wanted(words: Sequence[Sought]) -> tuple[Wanted, ...]:
    asks = asking(words)
    if all(asks):
        asks = (False,) * len(words)
    return tuple(
        Wanted(whole=entry.query, inside=entry.inside, akin=entry.akin, asks=only_asks)
        for entry, only_asks in zip(words, asks, strict=True)
    )


def _telling(words: Sequence[Sought]) -> tuple[Query, ...]:
    """What the nearest must have one of: a word that is more than a function word. Most units have some «i» or «på»."""
    pairs = zip(words, asking(words), strict=True)
    telling = [entry for entry, only_asks in pairs if not only_asks and exact_form(entry.written) not in FUNCTION_WORDS]
    parts = tuple(query for entry in telling for query in (entry.query, *entry.inside, *entry.akin))
    return (Not(part=Not(part=Or(parts=parts))),) if parts else ()  # denied twice: it chooses, and does not score


def _remark(complete: int, words: Sequence[Sought]) -> Diagnostic:
    what = "alle ordene" if len(words) > 1 else f"«{words[0].written}»"
    some = "har noe av det" if len(words) > 1 else f"har {_partly(words[0])}"
    if not complete:
        message = f"Ingen saker har {what}. De nærmeste vises, de som {some}; ved hver står det hva som mangler."
    else:
        number = "Bare én sak" if complete == 1 else f"Bare {complete} saker"
        message = f"{number} har {what}. Etter dem vises de nærmeste, som {some}; ved hver står det hva som mangler."
    start, end = words[0].start, words[-1].end
    return Diagnostic(kind=DiagnosticKind.NEAREST, message=message, start=start, end=end)


def _partly(entry: Sought) -> str:
    """What those have that come near one word."""
    return "ord som er deler av det" if entry.inside else "ord som ligner det"


def missing_words(parsed: ParsedQuery, held: frozenset[int]) -> tuple[str, ...]:
    """The words of a question that a unit with the parts ``held`` lacks; those that say little, if it lacks no others."""
    places = {(entry.start, entry.end) for entry in parsed.words}
    parts = [(part, entry) for part, entry in enumerate(parsed.sought) if (entry.start, entry.end) in places]
    asks = asking([entry for _, entry in parts])
    missing = {
        " ".join(entry.written.split()): only_asks or exact_form(entry.written) in FUNCTION_WORDS
        for (part, entry), only_asks in zip(parts, asks, strict=True)
        if part not in held
    }
    return tuple(word for word, says_little in missing.items() if not says_little) or tuple(missing)
