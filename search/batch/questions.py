"""Questions from a file (CSV, XLSX, JSON, or a line each), and what became of them as CSV, XLSX or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minutes.errors import UsageError, system_error_in_words
from search.table_files import spreadsheets

QUESTION_COLUMNS = ("query", "spørsmål", "sporsmal", "spørjing", "spørring", "søk", "sok", "søkeord", "question", "q")
"""What the column of questions may be called, in small letters; the first one that is there is taken."""

DELIMITERS = ";\t,"
"""Between the cells of a CSV file; that of Norwegian Excel first."""

NO_DELIMITER = "\x1f"
"""In no text: of a file with one column."""

NOT_CSV = "Raden er ikke gyldig CSV: sett anførselstegn rundt cellen, og doble dem som står i den."
TOO_MANY_CELLS = "Raden har flere celler enn det er kolonner: sett anførselstegn rundt celler med skilletegnet i."


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A row of the file: its cells, the question among them, and what is wrong with it if something is."""

    cells: tuple[str, ...]
    question: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The rows of a file, and what its columns are called."""

    columns: tuple[str, ...]
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]


def read_questions(path: Path, column: str | None = None) -> Questions:
    """The questions in a file.

    Args:
        path: .csv, .tsv, .xlsx, .json (a list of questions, or of objects), or anything else with a question a line.
        column: the column of the questions; if not given it is the only one, or one called so (QUESTION_COLUMNS).

    Raises:
        UsageError: the file cannot be read or has no questions, or it is not clear which column they are in.
    """
    table = _table(path)
    head = tuple(name.strip() or f"kolonne {place}" for place, name in enumerate(table.head, start=1))
    rows = table.rows
    if len(head) == 1 and column is None and head[0].casefold() not in QUESTION_COLUMNS:
        rows = (((table.head[0],), ""), *rows)  # a file of questions only, without a header
        head = ("query",)
    if not rows:
        raise UsageError(f"«{path}» har ingen spørsmål.", way_out="Skriv ett spørsmål i hver rad, under overskriften.")
    place = _place_of(head, column, path)
    return Questions(columns=unique(head), rows=tuple(_row(cells, error, head, place) for cells, error in rows))


def _row(cells: tuple[str, ...], error: str, head: Sequence[str], place: int) -> QuestionRow:
    if not error and any(cells[len(head) :]):
        error = TOO_MANY_CELLS
    full = (*cells, *("" for _ in range(len(head) - len(cells))))[: len(head)]
    return QuestionRow(cells=full, question="" if error else full[place], error=error)


def _place_of(head: Sequence[str], column: str | None, path: Path) -> int:
    names = [name.casefold() for name in head]
    for wanted in (column.strip().casefold(),) if column is not None else QUESTION_COLUMNS:
        if wanted in names:
            return names.index(wanted)
    if column is None and len(names) == 1:
        return 0
    raise UsageError(
        f"Det er ikke klart hvilken kolonne i «{path}» spørsmålene står i.",
        way_out=f"Velg med --column blant {', '.join(f'«{name}»' for name in head)}.",
    )


def unique(head: Sequence[str]) -> tuple[str, ...]:
    """The names, numbered where one is there more than once."""
    names: list[str] = []
    for name in head:
        number, found = 1, name
        while found in names:
            number += 1
            found = f"{name} {number}"
        names.append(found)
    return tuple(names)


def _table(path: Path) -> _Table:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"Kan ikke lese «{path}»: {system_error_in_words(error)}.", way_out="Sjekk at filen finnes der."
        ) from error
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _of_workbook(content, path)
    text = _decoded(content)
    if "\0" in text:
        # No text has this sign; pictures, PDF and Word files have it soon.
        raise UsageError(
            f"«{path}» er ikke en tekstfil.", way_out="Bruk CSV, XLSX, JSON eller ett spørsmål i hver linje."
        )
    if ending == ".json":
        return _of_json(text, path)
    if ending in {".csv", ".tsv"}:
        return _of_csv(text)
    lines = tuple(((line.strip(),), "") for line in text.splitlines() if line.strip())
    return _Table(head=("query",), rows=lines)


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes are that, else what Norwegian Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _of_csv(text: str) -> _Table:
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0].strip() if lines else ""
    if first.strip('"').casefold() in QUESTION_COLUMNS or not any(sign in first for sign in DELIMITERS):
        return _of_one_column(lines)
    delimiter = max(DELIMITERS, key=first.count)
    rows = tuple(_csv_rows(text, delimiter))
    return _Table(head=rows[0][0] if rows else (), rows=rows[1:])


def _of_one_column(lines: Sequence[str]) -> _Table:
    """A cell a line: what stands between blanks and commas is the question's own, and so are quotation marks in it."""
    cells = tuple(((_only_cell(line),), "") for line in lines)
    return _Table(head=cells[0][0] if cells else (), rows=cells[1:])


def _only_cell(line: str) -> str:
    try:
        return next(csv.reader([line.strip()], delimiter=NO_DELIMITER, strict=True))[0].strip()
    except csv.Error:
        return line.strip()  # «"vold i nære relasjoner" skole», as it is typed in a search


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rows that are not empty; of one that is no CSV, what can be had of its cells, with what is wrong."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start, error = reader.line_num, ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            odd = "".join(lines[start : reader.line_num])
            cells, error = next(csv.reader([odd], delimiter=delimiter), []), NOT_CSV
        if any(cell.strip() for cell in cells):
            yield tuple(cell.strip() for cell in cells), error


def _of_json(text: str, path: Path) -> _Table:
    way_out = 'Skriv en liste av spørsmål, ["rus", "vold"], eller av objekter, [{"query": "rus"}].'
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise UsageError(f"«{path}» er ikke gyldig JSON.", way_out=way_out) from error
    if not isinstance(entries, list) or not all(isinstance(entry, str | dict) for entry in entries):
        raise UsageError(f"«{path}» har ikke en liste av spørsmål.", way_out=way_out)
    objects = [entry if isinstance(entry, dict) else {"query": entry} for entry in entries]
    head = tuple(dict.fromkeys(name for entry in objects for name in entry))
    return _Table(head=head, rows=tuple((tuple(_text(entry.get(name)) for name in head), "") for entry in objects))


def _of_workbook(content: bytes, path: Path) -> _Table:
    library = spreadsheets()
    try:
        book = library.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = [tuple(_text(cell).strip() for cell in row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises nearly anything for what is no workbook
        raise UsageError(
            f"«{path}» kan ikke leses som regneark.", way_out="Lagre den på nytt som XLSX eller CSV."
        ) from error
    filled = [row for row in rows if any(row)]
    head = filled[0] if filled else ()
    while head and not head[-1]:
        head = head[:-1]
    return _Table(head=head, rows=tuple((row, "") for row in filled[1:]))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')
