"""What a dossier is made of before it is a file: sections of paragraphs, tables, figures and numbered quotes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from search.table_files import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; a ``note`` is set smaller: what something rests on, or leaves out."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its name, which is also the name of its sheet; ``widths`` are relative, even if not given."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


def without_columns(table: Table, *names: str) -> Table:
    """The table without these columns: those that would be empty, or the same in every row."""
    kept = [place for place, name in enumerate(table.columns) if name not in names]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        widths=tuple(table.widths[place] for place in kept) if table.widths else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, what it shows in a line under it, and for those who cannot see it."""

    png: bytes
    caption: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A numbered quote with its source, and why it is here."""

    number: int
    text: str
    source: str
    why: str


Block = Paragraph | Table | Figure | Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the dossier under a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence: ``document.page(page).text[start:end]``, masked as the export is, is ``quote``.

    Attributes:
        number: by which the text refers to it, from 1.
        document_id: with ``item_id`` where it is found in the archive.
        quote: what stands there, line breaks as blanks.
        whole: whether nothing in the quote is masked or left out.
        meeting: whose meeting and when, in words.
        item: number and title of the item.
        file: name of the file; ``sha256`` of its bytes.
        why: what it proves, each thing once.
    """

    number: int
    document_id: str
    item_id: str | None
    page: int
    start: int
    end: int
    quote: str
    whole: bool
    meeting: str
    item: str
    file: str
    sha256: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A sentence that looks like one person's case, and what has been decided about it; undecided ones are left out."""

    id: str
    sentence: str
    what: str
    who: str
    meeting: str
    item: str
    file: str
    page: int | None
    kept: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The whole of it, ready to be written in any form."""

    title: str
    subtitle: str
    made: dt.date
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    flagged: tuple[Flagged, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Table))
