"""Many questions asked one after another: for each how many items, in how many meetings, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.counted_once import facts
from search.diagnostics import DiagnosticKind
from search.filters import Filters
from search.find import Question, answer, understand
from search.hits import Hit

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.engine import Engine
    from index.record import Record

NO_QUESTION = "Raden har ikke noe spørsmål."
"""What is said of an empty one; searching for it would find everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of one question.

    Attributes:
        question: as it was given.
        interpreted: how it was read, filters included.
        total: items found, each once; None if it was not asked.
        meetings: how many meetings they are of; a document without a date is a meeting of its own.
        first: the day of the first of them, 2021-12-06.
        last: of the last.
        remarks: what was not understood, or may have been meant.
        error: why it was not asked, in bokmål.
        hits: the best of what was found, as many as wished for.
    """

    question: str
    interpreted: str = ""
    total: int | None = None
    meetings: int | None = None
    first: str | None = None
    last: str | None = None
    remarks: tuple[str, ...] = ()
    error: str = ""
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    meeting: str
    date: str | None


class Batch:
    """Asks questions of one archive. What counts the same for all of them is looked up once.

    Args:
        record: the archive's catalogue.
        engine: the search index over it.
        analysis: the one the index was made with.
        filters: what must hold for every question.
        hits: most hits given with a question.
        duplicates: what stands in several papers of one meeting counts in each of them.

    Raises:
        UsageError: a filter's value that the archive does not have, or a date that is none.
    """

    def __init__(
        self,
        record: Record,
        engine: Engine,
        analysis: Analysis,
        *,
        filters: Filters,
        hits: int = 0,
        duplicates: bool = False,
    ) -> None:
        self._record = record
        self._engine = engine
        self._analysis = analysis
        self._filters = filters
        self._most = hits
        self._duplicates = duplicates
        self.restriction = understand(record, analysis, "", filters).interpreted
        self._when: Mapping[int, _When] = {
            fact.unit.row: _When(
                meeting=(
                    f"{fact.unit.municipality}|{fact.unit.body}|{fact.unit.date}" if fact.unit.date else fact.document
                ),
                date=fact.unit.date,
            )
            for fact in facts(record, duplicates=duplicates)
        }

    def ask(self, questions: Iterable[str]) -> Iterator[Asked]:
        """What becomes of each question, in their order."""
        for question in questions:
            yield self._asked(question)

    def _asked(self, question: str) -> Asked:
        if not question.strip():
            return Asked(question=question, error=NO_QUESTION)
        understood = understand(self._record, self._analysis, question, self._filters)
        nothing = _asks_for_nothing(understood)
        if nothing:
            return Asked(question=question, error=nothing)
        result = answer(
            self._record,
            self._engine,
            self._analysis,
            understood,
            limit=self._most,
            duplicates=self._duplicates,
        )
        # A unit that another run has stored since the table was made is counted, but has no meeting here.
        found = [self._when[row] for row in self._engine.rows(understood.tree) if row in self._when]
        days = sorted({when.date for when in found if when.date})
        return Asked(
            question=question,
            interpreted=result.interpreted,
            total=result.total,
            meetings=len({when.meeting for when in found}),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            remarks=tuple(remark.message for remark in result.diagnostics),
            hits=result.hits[: result.total],  # the nearest that come after them do not answer the question
        )


def _asks_for_nothing(understood: Question) -> str:
    """What to say of a question without a word to search for; nothing if it has one."""
    whole = (0, len(understood.parsed.text))
    empty = (
        remark.message
        for remark in understood.parsed.diagnostics
        if remark.kind is DiagnosticKind.EMPTY and (remark.start, remark.end) == whole
    )
    return "Spørsmålet har ingen ord å søke etter." if next(empty, "") else ""
