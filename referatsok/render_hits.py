"""A search answer as text and as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click

from referatsok.render import date_in_words, highlighted, number_of, seconds_in_words, shown_path, wrapped
from referatsok.render_document import also_in_words
from search.table_files import defused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
CSV_COLUMNS = (
    *("rank", "score", "item_id", "date", "municipality", "body", "kind", "number", "title", "page"),
    *("snippet", "matched", "themes", "source", "also_in", "missing"),
)


def hits_in_words(result: SearchResult, offset: int, labels: Mapping[str, str]) -> str:
    """The answer as a reader wants it: what was asked, the hits, how they are spread, the way on."""
    lines = [f"Tolket som: {result.interpreted}"]
    lines += [click.style(remark.message, fg="cyan") for remark in result.diagnostics]
    lines.append(f"{number_of(result.total, 'treff', 'treff')} på {seconds_in_words(result.seconds)}")
    for hit in result.hits:
        lines += ["", *_hit_lines(hit)]
    if result.total:
        lines += [
            "",
            *(
                _facet_line(name, counts, labels if name == "theme" else {})
                for name, counts in result.facets.items()
                if counts
            ),
        ]
    complete = sum(not hit.missing for hit in result.hits)
    left = result.total - offset - complete
    if complete and left > 0:
        lines += ["", f"{number_of(left, 'treff til', 'treff til')}: --offset {offset + complete}"]
    return "\n".join(lines)


def _hit_lines(hit: Hit) -> list[str]:
    number = f"sak {hit.number}" if hit.number and hit.number.isdigit() else hit.number
    where = " · ".join(part for part in (hit.municipality, hit.body, date_in_words(hit.date), number) if part)
    title = click.style(hit.title or "(uten tittel)", bold=True)
    page = f", side {hit.page}" if hit.page else ""
    return [
        f"{hit.rank}. {title}",
        f"   {where}",
        *([highlighted_lines] if (highlighted_lines := _snippet(hit)) else []),
        *([f"   Treff: {'; '.join(hit.matched)}"] if hit.matched else []),
        *([f"   Mangler: {'; '.join(hit.missing)}"] if hit.missing else []),
        click.style(f"   {shown_path(hit.source)}{page}   [{hit.item_id}]", dim=True),
        *([click.style(f"   Finnes også i: {also_in_words(hit.also_in)}", dim=True)] if hit.also_in else []),
    ]


def _snippet(hit: Hit) -> str:
    """Wrapped first, highlighted after: escape codes would count as width."""
    plain = " ".join(hit.snippet.split())
    if plain != hit.snippet:
        return wrapped(plain)
    folded = wrapped(plain)
    marks, at = [], 0
    for start, end in hit.highlights:
        word = hit.snippet[start:end]
        place = folded.find(word, at)
        if place >= 0:
            marks.append((place, place + len(word)))
            at = place + len(word)
    return highlighted(folded, marks)


def _facet_line(name: str, counts: Sequence[FacetCount], labels: Mapping[str, str]) -> str:
    shown = [f"{labels.get(value.value, value.value)} ({value.count})" for value in counts[:SHOWN_VALUES]]
    more = [f"og {len(counts) - SHOWN_VALUES} til"] if len(counts) > SHOWN_VALUES else []
    return f"{FACET_LABELS.get(name, name)}: {', '.join([*shown, *more])}"


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
        return defused("; ".join(entry["source"] if isinstance(entry, dict) else entry for entry in value))
    return defused(value)
