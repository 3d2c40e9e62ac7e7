"""The whole archive at a glance: what is in it and what is not, and a plain row for every unit, for counting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.record import Record

SEPARATOR = "\x1f"
"""Between values that SQLite joins into one: the control character made for it, in no word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFile:
    """A file that could not be read, and what to do about it."""

    path: str
    reason: str
    message: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The newest run; ``ended`` is None if it was broken off, or goes on."""

    started: str
    ended: str | None
    program: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is in the archive. The ``by`` counts are of documents; a value of None is one the text does not give.

    ``copies`` are the items that stand in another paper of the same meeting too, less one for each such matter.
    """

    documents: int
    items: int
    files: int
    pages: int
    by_kind: tuple[tuple[str | None, int], ...]
    by_municipality: tuple[tuple[str | None, int], ...]
    by_body: tuple[tuple[str | None, int], ...]
    by_year: tuple[tuple[int | None, int], ...]
    failures: tuple[FailedFile, ...]
    undated: tuple[str, ...]
    without_text: tuple[tuple[str, int], ...]
    without_items: tuple[str, ...]
    copies: int
    pending: int
    last_run: LastRun | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in plain values; dates are 2021-12-06.

    ``themes`` are those that count, with the number of mentions; ``main_themes`` those it is mainly about; ``trends`` are
    theme, direction and number of the mentions among these that say which way it goes.
    """

    row: int
    unit_id: str
    document_id: str
    is_item: bool
    number: str | None
    case_number: str | None
    title: str | None
    date: str | None
    year: int | None
    municipality: str | None
    body: str | None
    kind: str | None
    item_kind: str | None
    language: str | None
    themes: tuple[tuple[str, int], ...]
    responsible: tuple[str, ...]
    main_themes: frozenset[str] = frozenset()
    trends: tuple[tuple[str, str, int], ...] = ()


def overview(record: Record) -> Overview:
    """What is in the archive, what could not be read, and what the documents do not say."""

    def number(table: str) -> int:
        return int(record.query(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 a name of ours

    def by(column: str) -> tuple[tuple[str | None, int], ...]:
        sql = f"SELECT {column}, count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 a name of ours
        return tuple((value, count) for value, count in record.query(sql))

    years = record.query("SELECT year, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    return Overview(
        documents=number("documents"),
        items=number("items"),
        files=number("files"),
        pages=number("pages"),
        by_kind=by("kind"),
        by_municipality=by("municipality"),
        by_body=by("body"),
        by_year=tuple((year, count) for year, count in years),
        failures=_failures(record),
        undated=_paths(record, "date IS NULL"),
        without_text=_pages_without_text(record),
        without_items=_paths(record, "NOT EXISTS (SELECT 1 FROM items WHERE items.document_id = documents.id)"),
        copies=int(record.query("SELECT count(*) FROM same_as JOIN items USING (row) WHERE row <> shown")[0][0]),
        pending=number("pending"),
        last_run=_last_run(record),
    )


def _failures(record: Record) -> tuple[FailedFile, ...]:
    found = record.query("SELECT path, reason, message, way_out FROM failures ORDER BY path")
    return tuple(FailedFile(path=path, reason=why, message=what, way_out=out) for path, why, what, out in found)


def _paths(record: Record, condition: str) -> tuple[str, ...]:
    sql = f"SELECT path FROM files JOIN documents ON id = document_id WHERE {condition} ORDER BY path"  # noqa: S608 conditions of ours
    return tuple(path for (path,) in record.query(sql))


def _pages_without_text(record: Record) -> tuple[tuple[str, int], ...]:
    found = record.query(
        "SELECT path, number FROM pages JOIN files USING (document_id)"
        " WHERE trim(text, ' ' || char(9, 10, 12, 13, 160)) = '' ORDER BY path, number"
    )
    return tuple((path, number) for path, number in found)


def _last_run(record: Record) -> LastRun | None:
    for started, ended, program, counts in record.query(
        "SELECT started, ended, program, counts FROM runs ORDER BY id DESC LIMIT 1"
    ):
        return LastRun(started=started, ended=ended, program=program, counts=json.loads(counts))
    return None


def unit_table(record: Record, *, every_mention: bool = False) -> Iterator[UnitRow]:
    """A row for every unit, by row number; some tens of thousands a second.

    Args:
        record: the open catalogue.
        every_mention: themes are also those that are denied, only a heading, or named in passing.
    """
    sql = """
        SELECT units.row, unit_id, units.document_id, items.row IS NOT NULL, number, case_number,
               coalesce(items.title, documents.title), date, year, municipality, body, documents.kind, items.kind,
               language,
               (SELECT group_concat(theme || ':' || coalesce(trend, ''), char(31)) FROM
                   (SELECT theme, trend FROM mentions
                    WHERE mentions.row = units.row AND (standing = 'counts' OR ?) ORDER BY place)),
               (SELECT group_concat(responsible, char(31)) FROM
                   (SELECT responsible FROM actions WHERE actions.row = units.row ORDER BY place)),
               (SELECT group_concat(DISTINCT theme) FROM mentions WHERE mentions.row = units.row AND main = 1)
        FROM units JOIN documents ON documents.id = units.document_id LEFT JOIN items ON items.row = units.row
        ORDER BY units.row
    """
    for found in record.query(sql, every_mention):
        row, unit_id, document, is_item, *about, mentions, responsible, main = found
        named = [(theme, trend) for theme, _, trend in (mention.partition(":") for mention in _split(mentions))]
        number, case_number, title, date, year, municipality, body, kind, item_kind, language = about
        yield UnitRow(
            row=row,
            unit_id=unit_id,
            document_id=document,
            is_item=bool(is_item),
            number=number,
            case_number=case_number,
            title=title,
            date=date,
            year=year,
            municipality=municipality,
            body=body,
            kind=kind,
            item_kind=item_kind,
            language=language,
            themes=tuple(Counter(theme for theme, _ in named).items()),
            responsible=tuple(dict.fromkeys(_split(responsible))),
            main_themes=frozenset(main.split(",")) if main else frozenset(),
            trends=tuple((theme, trend, number) for (theme, trend), number in Counter(named).items() if trend),
        )


def _split(joined: str | None) -> list[str]:
    return joined.split(SEPARATOR) if joined else []
