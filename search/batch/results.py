"""What became of many questions, as a table: the columns of the file they came from, and ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.codec import to_plain
from search.batch.ask import Asked
from search.batch.questions import QuestionRow, Questions, unique
from search.hits import Hit
from search.table_files import Cell, TableFormat, json_text, table_to_csv, write_tables

ANSWER_COLUMNS = ("interpreted", "total", "meetings", "first_date", "last_date", "remarks", "error")
HIT_COLUMNS = (
    *("rank", "item_id", "date", "municipality", "body", "kind", "number", "title", "page"),
    *("snippet", "matched", "themes", "source"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The rows of a file of questions, and what became of each; ``hits`` tells whether hits were wished for."""

    questions: Questions
    asked: tuple[Asked, ...]
    hits: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns: those of the file as they are, ours numbered where theirs is called the same."""
        return unique((*self.questions.columns, *ANSWER_COLUMNS, *(HIT_COLUMNS if self.hits else ())))

    @property
    def failed(self) -> int:
        """How many questions could not be asked."""
        return sum(bool(each.error) for each in self.asked)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """A row a question; with hits, a row for each of them, and one for a question without any."""
        for row, asked in zip(self.questions.rows, self.asked, strict=True):
            told = (*row.cells, *_answer_cells(asked))
            if not self.hits:
                yield told
                continue
            for hit in asked.hits:
                yield (*told, *_hit_cells(hit))
            if not asked.hits:
                yield (*told, *(None for _ in HIT_COLUMNS))

    def plain(self) -> list[dict[str, Any]]:
        """The same as JSON: an object a question, its hits in a list."""
        columns = self.columns[: len(self.questions.columns) + len(ANSWER_COLUMNS)]
        objects = []
        for row, asked in zip(self.questions.rows, self.asked, strict=True):
            told: dict[str, Any] = dict(zip(columns, (*row.cells, *_answer_cells(asked)), strict=True))
            told[columns[-2]] = list(asked.remarks)
            objects.append({**told, "hits": to_plain(asked.hits)} if self.hits else told)
        return objects


def answered(questions: Questions, asked: Iterable[Asked], *, hits: bool) -> Answered:
    """The answers beside the rows; a row that could not be read has its own error."""
    each = tuple(map(_with_error, questions.rows, asked))
    return Answered(questions=questions, asked=each, hits=hits)


def _with_error(row: QuestionRow, asked: Asked) -> Asked:
    return Asked(question=row.question, error=row.error) if row.error else asked


def _answer_cells(asked: Asked) -> tuple[Cell, ...]:
    remarks = " ".join(asked.remarks)
    return (asked.interpreted, asked.total, asked.meetings, asked.first, asked.last, remarks, asked.error)


def _hit_cells(hit: Hit) -> tuple[Cell, ...]:
    values = (getattr(hit, name) for name in HIT_COLUMNS)
    return tuple(_hit_cell(value) for value in values)


def _hit_cell(value: Any) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def write_answers(
    answers: Answered, path: Path, form: TableFormat, *, about: Mapping[str, Any], excel: bool = False
) -> None:
    """Write the table to a file, and beside it what it holds (``FILE.meta.json``).

    Raises:
        UsageError: the file cannot be written, or XLSX is asked for and openpyxl is not installed.
    """
    sheets = {"Svar": [answers.columns, *answers.rows()]}
    write_tables(path, form, sheets, plain=answers.plain, about=about, about_title="Om svarene", excel=excel)


def answers_as_text(answers: Answered, form: TableFormat, *, excel: bool = False) -> str:
    """The table as JSON or CSV."""
    if form is TableFormat.JSON:
        return json_text(answers.plain())
    return table_to_csv(answers.columns, answers.rows(), excel=excel)
