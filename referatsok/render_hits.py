"""A search answer as text and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

import click

from referatsok.render import (
    NARROW,
    SHORT_ID,
    as_argument,
    date_in_words,
    highlighted,
    number_of,
    seconds_in_words,
    shown_path,
    wrapped,
)
from referatsok.render_document import also_in_words
from search.table_files import defused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.copies import Neighbour
    from search.facets import FacetCount
    from search.find import SearchResult
    from search.hits import Hit

FACET_LABELS = {
    "year": "År",
    "municipality": "Kommune",
    "body": "Utvalg",
    "theme": "Tema",
    "kind": "Slag",
    "place": "Sted",
}
SHOWN_VALUES = 6
SHOWN_NEIGHBOURS = 3
INDENT = "   "

WORD = re.compile(r"\S+")
"""What stands between blanks."""

CSV_COLUMNS = (
    *("rank", "score", "item_id", "date", "municipality", "body", "kind", "number", "title", "page"),
    *("snippet", "matched", "themes", "source", "also_in", "neighbours", "missing"),
)


def hits_in_words(result: SearchResult, offset: int, labels: Mapping[str, str]) -> str:
    """The answer as a reader wants it: what was asked, the hits, how they are spread, the way on."""
    lines = [_text(f"Tolket som: {result.interpreted}")]
    lines += [click.style(_text(remark.message), fg="cyan") for remark in result.diagnostics]
    for meant in dict.fromkeys(remark.corrected for remark in result.diagnostics if remark.corrected):
        # What begins with a minus would be taken for an option.
        typed = f"-- {as_argument(meant)}" if meant.startswith("-") else as_argument(meant)
        lines.append(click.style(f"Prøv: referatsok search {typed}", fg="cyan"))
    lines.append(f"{number_of(result.total, 'treff', 'treff')} på {seconds_in_words(result.seconds)}")
    for hit in result.hits:
        lines += ["", *_hit_lines(hit)]
    spread = [
        _facet_line(name, counts, labels if name == "theme" else {}) for name, counts in result.facets.items() if counts
    ]
    if spread:
        lines += ["", *spread]
    complete = sum(not hit.missing for hit in result.hits)
    left = result.total - offset - complete
    if complete and left > 0:
        lines += ["", f"{number_of(left, 'treff til', 'treff til')}: --offset {offset + complete}"]
    elif result.total and not result.hits:
        lines += ["", f"Det er bare {number_of(result.total, 'treff', 'treff')}; --offset {offset} er forbi det siste."]
    return "\n".join(lines)


def _text(text: str, *, indent: str = "", hanging: str = "  ") -> str:
    return wrapped(text, indent=indent, width=NARROW, hanging=hanging)


def _hit_lines(hit: Hit) -> list[str]:
    number = f"sak {hit.number}" if hit.number and hit.number.isdigit() else hit.number
    where = " · ".join(part for part in (hit.municipality, hit.body, date_in_words(hit.date), number) if part)
    title = f"{hit.rank}. {' '.join(hit.title.split()) or '(uten tittel)'}"
    page = f", side {hit.page}" if hit.page else ""
    shown_id = hit.item_id[:SHORT_ID] if hit.item_id == hit.document_id else hit.item_id
    told = [
        ("Treff", "; ".join(hit.matched)),
        ("Mangler", "; ".join(hit.missing)),
        ("Samme sak i andre møter", _neighbours(hit.neighbours)),
    ]
    return [
        click.style(_text(title, hanging="   "), bold=True),
        _text(where, indent=INDENT),
        *([folded] if (folded := folded_snippet(hit.snippet, hit.highlights)) else []),
        *(_text(f"{label}: {said}", indent=INDENT) for label, said in told if said),
        click.style(f"{INDENT}{shown_path(hit.source)}{page}   [{shown_id}]", dim=True),
        *([click.style(f"{INDENT}Finnes også i: {also_in_words(hit.also_in)}", dim=True)] if hit.also_in else []),
    ]


def _neighbours(neighbours: Sequence[Neighbour]) -> str:
    """«Formannskapet 6. desember 2021 (PS 12/21); …»: the newest, and how many more."""
    shown = [_meeting(found) for found in neighbours[:SHOWN_NEIGHBOURS]]
    more = len(neighbours) - SHOWN_NEIGHBOURS
    return "; ".join([*shown, *([f"og {more} til"] if more > 0 else [])])


def _meeting(found: Neighbour) -> str:
    day = date_in_words(dt.date.fromisoformat(found.date) if found.date else None)
    return " ".join(part for part in (found.body, day, f"({found.number})" if found.number else None) if part)


def folded_snippet(snippet: str, highlights: Sequence[tuple[int, int]]) -> str:
    """The snippet in lines of a terminal's width, with its highlights where its words have come to stand.

    Folded first, highlighted after: escape codes would count as width.
    """
    lines: list[str] = []
    placed: dict[int, int] = {}
    line = INDENT
    before = 0
    for word in WORD.finditer(snippet):
        if line.strip() and len(line) + 1 + len(word[0]) > NARROW:
            lines.append(line)
            before += len(line) + 1
            line = INDENT
        line += " " if line.strip() else ""
        placed |= {word.start() + at: before + len(line) + at for at in range(len(word[0]))}
        line += word[0]
    folded = "\n".join([*lines, *([line] if line.strip() else [])])
    inside = ([placed[at] for at in range(start, end) if at in placed] for start, end in highlights)
    return highlighted(folded, [stretch for places in inside for stretch in _stretches(places, folded)])


def _stretches(places: Sequence[int], folded: str) -> Iterator[tuple[int, int]]:
    """The places as stretches, blanks between them in the same line included."""
    start = end = -1
    for place in places:
        if end >= 0 and folded[end:place].strip(" "):
            yield start, end
            end = -1
        start, end = (place if end < 0 else start), place + 1
    if end >= 0:
        yield start, end


def _facet_line(name: str, counts: Sequence[FacetCount], labels: Mapping[str, str]) -> str:
    """The values most found have; what was chosen comes first and is marked, whatever it has."""
    in_order = sorted(counts, key=lambda value: not value.chosen)
    most = max(SHOWN_VALUES, sum(value.chosen for value in counts))
    shown = [
        f"{'✓ ' if value.chosen else ''}{labels.get(value.value, value.value)} ({value.count})"
        for value in in_order[:most]
    ]
    more = [f"og {len(counts) - most} til"] if len(counts) > most else []
    return _text(f"{FACET_LABELS.get(name, name)}: {', '.join([*shown, *more])}")


def hits_as_csv(hits: Sequence[dict[str, Any]]) -> str:
    """A row a hit; cells that a spreadsheet would run are defused, lists are joined by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for hit in hits:
        writer.writerow([_cell(hit[column]) for column in CSV_COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str | float:
    if value is None:
        return ""
    if isinstance(value, list):
        return defused("; ".join(_entry(entry) for entry in value))
    return defused(value)


def _entry(value: str | dict[str, Any]) -> str:
    """Of another paper its file, of another meeting's item its id."""
    return value if isinstance(value, str) else str(value.get("source") or value["item_id"])
