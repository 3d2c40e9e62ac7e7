"""The table of minutes (Nr | Sak | Følger opp): a row an item, its first line the title, lists and paragraphs below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agenda.drafts import Draft, Line, cut
from ingest.agenda.words import agenda_words, plain
from ingest.blocks import Block, BlockKind
from ingest.layout.sentences import is_finished

# Where the treatment begins on the title's own line: "Referat fra møte 03.05.2020 Godkjent med merknad".
_TREATMENT = re.compile(
    r"\s+(?=(?:Godkjent|Godkjend|Tatt\s+til|Teke\s+til|Utsatt|Utsett|Vedtatt|Vedteke|Enstemmig|Samrøystes|Ingen\s+merknad|Ikkje\s+merknad|Intet\s+nytt|Ikke\s+noe\s+nytt|Ikkje\s+noko\s+nytt|Ingen\s+saker|Ingen\s+innmeldte)(?!\w))"
)

# A row's number as written: "1.", "12", "3)", "PS 4/21", "Sak 2".
_NUMBER = re.compile(r"(?:[Ss]ak\s*)?(?P<number>(?:[A-ZÆØÅ]{1,4}\s*)?\d{1,4}(?:\s?/\s?\d{2,4})?)\s*[.):]*$")

# Where a sentence ends and another begins: "Godkjenning av referat. Ingen merknader."
_SENTENCE_END = re.compile(r"(?<=[^\W\d]{2}[.!?])\s+(?=[A-ZÆØÅ«])")

_LEAST_TITLE = 4

# A table without a number column has at least matter, treatment, and who follows it up.
_LEAST_BARE_CELLS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table is which; None where it has none. Without a number column the matter's list number is it."""

    matter: int
    number: int | None = None
    treatment: int | None = None
    responsible: int | None = None
    due: int | None = None
    case: int | None = None


def split_table(lines: Sequence[Line]) -> list[Draft]:
    """The items of all tables of minutes in a document; empty when there is none."""
    drafts: list[Draft] = []
    columns: Columns | None = None
    table: int | None = None
    for line in lines:
        if not line.block.cells:
            continue
        if line.block.table != table:
            table = line.block.table
            columns = columns if drafts and columns and _is_rest(line.block, columns) else None
        if (header := read_columns(line.block)) is not None:
            columns = header
        elif columns is not None:
            _take_row(drafts, line.block, columns)
    return drafts


def read_columns(row: Block) -> Columns | None:
    """The columns of a table whose header is this row; None when it is no header of minutes."""
    words = agenda_words()
    names = [plain(" ".join(block.text for block in cell)) for cell in row.cells]
    number = _first(names, words.number_column)
    matter = _first(names, words.matter_column, skip=number)
    treatment = _first(names, words.treatment_column, skip=(number, matter))
    responsible = _first(names, words.responsible_column, skip=(number, matter))
    if number is None or matter is None:
        number, matter = None, _first(names, words.matter_column)
        treatment = _first(names, words.treatment_column, skip=matter)
        if matter is None or treatment is None or (responsible is None and not _all_known(names)):
            return None
    if number is not None and treatment is None and responsible is not None and responsible == matter + 2:
        # Whatever stands between the matter and who follows it up is the treatment: "Hva vi sa".
        treatment = matter + 1
    return Columns(
        number=number,
        matter=matter,
        treatment=treatment,
        responsible=responsible,
        due=_first(names, words.due_column, skip=(number, matter, treatment)),
        case=_first(names, words.case_column, skip=(number, matter, treatment)),
    )


def _all_known(names: Sequence[str]) -> bool:
    """Whether a row is made of nothing but names of columns, at least two: "Sak | Handsaming"."""
    words = agenda_words()
    known = words.matter_column | words.treatment_column | words.due_column | words.responsible_column
    return len(names) > 1 and all(name in known for name in names)


def _first(
    names: Sequence[str], words: frozenset[str], *, skip: int | tuple[int | None, ...] | None = None
) -> int | None:
    taken = skip if isinstance(skip, tuple) else (skip,)
    return next((place for place, name in enumerate(names) if name in words and place not in taken), None)


def _is_rest(row: Block, columns: Columns) -> bool:
    """Whether a new table goes on with the columns of the one before: as many cells, and a number where one belongs."""
    cell = _cell(row, columns.number)
    if columns.number is None and len(row.cells) < _LEAST_BARE_CELLS:
        return False
    return columns.matter < len(row.cells) and (not cell or _number(cell) is not None)


def _cell(row: Block, column: int | None) -> tuple[Block, ...]:
    return row.cells[column] if column is not None and column < len(row.cells) else ()


def _number(cell: tuple[Block, ...]) -> str | None:
    """The number in a cell; a number that Word or a reader took for a list's marker is one too."""
    text = " ".join(f"{block.marker} {block.text}".strip() for block in cell).strip()
    found = _NUMBER.match(text)
    return re.sub(r"\s*/\s*", "/", found["number"]) if found else None


def _take_row(drafts: list[Draft], row: Block, columns: Columns) -> None:
    number_cell, matter = _cell(row, columns.number), _filled(_cell(row, columns.matter))
    treatment = _filled(_cell(row, columns.treatment))
    number = _number(number_cell)
    if columns.treatment is None and number is None and _filled(number_cell):
        # The column called Sak or Punkt holds the title, and the one beside it the treatment.
        matter, treatment, number_cell = _filled(number_cell), matter, ()
    if number is None and matter and (columns.number is None or not _filled(number_cell)):
        number = _list_number(matter[0])
    if number is None and len(matter) > 1 and (above := _number(matter[:1])) is not None:
        # The number stands over the title in the same cell.
        number, matter = above, matter[1:]
    responsible, due = _cell(row, columns.responsible), _cell(row, columns.due)
    if number is None and drafts and not _names_matter(matter) and not (matter and treatment):
        drafts[-1] = _continued(drafts[-1], (*matter, *treatment), responsible, due)
        return
    if not matter:
        return
    title, body = split_title(matter) if not treatment else (_tidy(" ".join(block.text for block in matter)), treatment)
    case = " ".join(block.text for block in _cell(row, columns.case)) or None
    drafts.append(Draft(number=number, title=title, body=body, case_number=case, responsible=responsible, due=due))


def _filled(cell: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in cell if block.text.strip())


def _list_number(block: Block) -> str | None:
    """The number that Word gave a matter as a list's: "2." before the title."""
    return block.marker.rstrip(".)") if re.fullmatch(r"\d{1,3}[.)]?", block.marker) else None


def _names_matter(matter: Sequence[Block]) -> bool:
    """Whether a row without a number begins a matter of its own: its first line is a heading or bold."""
    return bool(matter) and (matter[0].kind is BlockKind.HEADING or matter[0].bold)


def _continued(draft: Draft, matter: Sequence[Block], responsible: tuple[Block, ...], due: tuple[Block, ...]) -> Draft:
    return replace(
        draft,
        body=(*draft.body, *matter),
        responsible=(*draft.responsible, *(block for block in responsible if block.text)),
        due=(*draft.due, *(block for block in due if block.text)),
    )


def split_title(matter: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The title, which is the first line of a matter, and the blocks of its treatment."""
    first = matter[0]
    if first.kind is BlockKind.LIST_ITEM:
        return first.text, tuple(matter[1:])
    text = first.text
    ends = [place for place in (text.find("\n"), _treatment(text)) if place >= _LEAST_TITLE]
    if not ends and len(matter) == 1 and (sentence := _first_sentence(text)):
        ends = [sentence]
    if not ends:
        return _tidy(text), tuple(matter[1:])
    end = min(ends)
    return _tidy(text[:end]), (cut(first, end), *matter[1:])


def _treatment(text: str) -> int:
    found = _TREATMENT.search(text)
    return found.start() if found else -1


def _first_sentence(text: str) -> int:
    """Where the first of several sentences ends; 0 when there is only one."""
    for gap in _SENTENCE_END.finditer(text):
        if is_finished(text[: gap.start()]) and gap.start() >= _LEAST_TITLE:
            return gap.start()
    return 0


def _tidy(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip(" :–.")
