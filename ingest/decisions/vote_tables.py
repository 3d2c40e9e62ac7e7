"""Votes in a small table: a row for each proposal, or for each party, with a column for and one against.

Cells stand in one line with tabs between them. A row of a proposal is read as the sentence it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parties import party_of

# What the columns are called.
_FOR = re.compile(r"(?:stemmer\s+|røyster\s+)?(?:for|ja)$", re.IGNORECASE)
_AGAINST = re.compile(r"(?:stemmer\s+|røyster\s+)?(?:i?mot|nei)$", re.IGNORECASE)

# The row that adds up the others.
_SUM = re.compile(r"(?:sum|totalt?|i\s+alt|til\s+sammen|tilsammen)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of such a table: its place in the text and the sentence that it stands for."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    name: str
    pro: int
    contra: int


def table_rows(text: str) -> Iterator[Row]:
    """The votes that the tables of a text tell, each with its place; the rows of parties as one vote."""
    position = 0
    columns: tuple[int, int] | None = None
    parties: list[_Counted] = []
    first = 0
    for line in (*text.split("\n"), ""):
        cells = [cell.strip() for cell in line.split("\t")]
        counted = _counted(cells, columns) if columns else None
        if counted is None:
            if parties:
                yield Row(start=first, end=position - 1, sentence=_sentence_of_parties(parties))
            columns, parties = _columns(cells), []
        elif party_of(counted.name) or (parties and _SUM.match(counted.name)):
            first = first if parties else position
            parties.append(counted)
        else:
            sentence = f"{counted.name}: {counted.pro} stemmer for og {counted.contra} mot."
            yield Row(start=position, end=position + len(line), sentence=sentence)
        position += len(line) + 1


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Which columns hold the votes for and against, if these cells are such a table's head."""
    pro = [place for place, cell in enumerate(cells) if _FOR.match(cell)]
    contra = [place for place, cell in enumerate(cells) if _AGAINST.match(cell)]
    return (pro[0], contra[0]) if len(pro) == len(contra) == 1 and min(pro[0], contra[0]) > 0 else None


def _counted(cells: Sequence[str], columns: tuple[int, int]) -> _Counted | None:
    if len(cells) <= max(columns) or not cells[0]:
        return None
    pro, contra = (cells[place] or "0" for place in columns)
    if not (pro.isdigit() and contra.isdigit()):
        return None
    return _Counted(name=cells[0], pro=int(pro), contra=int(contra))


def _sentence_of_parties(rows: Sequence[_Counted]) -> str:
    """The vote of rows of parties in a sentence: "5 stemmer for (Ap 3, Sp 2) og 2 stemmer mot (H 2)."."""
    named = [row for row in rows if not _SUM.match(row.name)]
    pro = ", ".join(f"{row.name} {row.pro}" for row in named if row.pro)
    contra = ", ".join(f"{row.name} {row.contra}" for row in named if row.contra)
    sides = (sum(row.pro for row in named), pro), (sum(row.contra for row in named), contra)
    (votes_for, who_for), (votes_against, who_against) = sides
    told = f"{votes_for} stemmer for" + f" ({who_for})" * bool(who_for)
    return f"{told} og {votes_against} stemmer mot" + f" ({who_against})." * bool(who_against)
