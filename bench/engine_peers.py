"""Peers of our engines, asked the same over the same units in the same run: what one gets by using them as they come.

* Whoosh with its analyser of Norwegian (stop list and stemmer), its own facets (``groupedby``) and highlights;
* SQLite's FTS5 with BM25, facets by GROUP BY and its ``snippet``;
* tantivy with its own Norwegian stemmer, facets by its aggregations and its snippets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import tantivy
import whoosh.index
from whoosh import fields, highlight, sorting
from whoosh.analysis.analyzers import LanguageAnalyzer
from whoosh.qparser.default import MultifieldParser

from index.engine import Facet, TextField, Unit

FACETS = (Facet.YEAR, Facet.MUNICIPALITY, Facet.BODY, Facet.THEME, Facet.KIND)
"""The five facets that everybody counts; of several themes a peer takes the first."""

LIMIT = 10

Ask = Callable[[str, bool], int]
"""A question (plain words, perhaps in quotes), and whether facets and passages are wanted: how many were found."""


def _values(unit: Unit) -> dict[str, str]:
    return {str(facet): next(iter(unit.facets.get(facet, ())), "") for facet in FACETS}


def _text(unit: Unit) -> str:
    return "\n".join(unit.texts.get(field, "") for field in (TextField.DECISION, TextField.TEXT))


def write_whoosh(folder: Path, units: Iterable[Unit]) -> None:
    """Index the units with Whoosh as it comes."""
    analyser = LanguageAnalyzer("no")
    schema = fields.Schema(
        title=fields.TEXT(analyzer=analyser, field_boost=3.0),
        text=fields.TEXT(analyzer=analyser, stored=True),
        **{str(facet): fields.ID(sortable=True) for facet in FACETS},
    )
    writer = whoosh.index.create_in(str(folder), schema).writer(limitmb=128)
    for unit in units:
        writer.add_document(title=unit.texts.get(TextField.TITLE, ""), text=_text(unit), **_values(unit))
    writer.commit()


def open_whoosh(folder: Path) -> Ask:
    """Ask it."""
    index = whoosh.index.open_dir(str(folder))
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text"], index.schema)

    def ask(question: str, dressed: bool) -> int:  # noqa: FBT001 as Ask says
        query = parser.parse(question)
        if not dressed:
            return len(searcher.search(query, limit=LIMIT))
        grouped = sorting.Facets()
        for facet in FACETS:
            grouped.add_field(str(facet))
        found = searcher.search(query, limit=LIMIT, groupedby=grouped, maptype=sorting.Count)
        found.fragmenter = highlight.ContextFragmenter()
        for facet in FACETS:
            found.groups(str(facet))
        for hit in found:
            hit.highlights("text")
        return len(found)

    return ask


def write_fts5(folder: Path, units: Iterable[Unit]) -> None:
    """Index the units with SQLite as it comes."""
    database = sqlite3.connect(folder / "fts.db")
    columns = ", ".join(str(facet) for facet in FACETS)
    database.execute(f"CREATE TABLE units (id INTEGER PRIMARY KEY, {columns})")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(title, text)")
    for number, unit in enumerate(units):
        database.execute(f"INSERT INTO units VALUES (?{', ?' * len(FACETS)})", (number, *_values(unit).values()))
        row = (number, unit.texts.get(TextField.TITLE, ""), _text(unit))
        database.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", row)
    database.commit()
    database.close()


def open_fts5(folder: Path) -> Ask:
    """Ask it."""
    database = sqlite3.connect(folder / "fts.db")
    best = "SELECT rowid, bm25(words, 3.0, 1.0) FROM words WHERE words MATCH ? ORDER BY 2 LIMIT ?"
    passages = best.replace("rowid", "snippet(words, 1, '[', ']', '…', 40)")

    def ask(question: str, dressed: bool) -> int:  # noqa: FBT001 as Ask says
        database.execute(passages if dressed else best, (question, LIMIT)).fetchall()
        if dressed:
            database.execute(
                "CREATE TEMP TABLE found AS SELECT rowid AS id FROM words WHERE words MATCH ?", (question,)
            )
            for facet in FACETS:
                database.execute(f"SELECT {facet}, count(*) FROM found JOIN units USING (id) GROUP BY 1").fetchall()
            database.execute("DROP TABLE found")
        ((number,),) = database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (question,)).fetchall()
        return int(number)

    return ask


STEMMED = "norwegian"


def _with_stemmer(index: tantivy.Index) -> tantivy.Index:
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer(STEMMED, plain.filter(tantivy.Filter.stemmer(STEMMED)).build())
    return index


def write_tantivy(folder: Path, units: Iterable[Unit]) -> None:
    """Index the units with tantivy as it comes."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", tokenizer_name=STEMMED)
    builder.add_text_field("text", tokenizer_name=STEMMED, stored=True)
    for facet in FACETS:
        builder.add_text_field(str(facet), tokenizer_name="raw", fast=True)
    index = _with_stemmer(tantivy.Index(builder.build(), path=str(folder)))
    writer = index.writer(num_threads=1)
    for unit in units:
        document = tantivy.Document()
        document.add_text("title", unit.texts.get(TextField.TITLE, ""))
        document.add_text("text", _text(unit))
        for name, value in _values(unit).items():
            document.add_text(name, value)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path) -> Ask:
    """Ask it."""
    index = _with_stemmer(tantivy.Index.open(str(folder)))
    searcher = index.searcher()
    wanted = {str(facet): {"terms": {"field": str(facet), "size": 1000}} for facet in FACETS}

    def ask(question: str, dressed: bool) -> int:  # noqa: FBT001 as Ask says
        query = index.parse_query(question, ["title", "text"], field_boosts={"title": 3.0}, conjunction_by_default=True)
        found: Any = searcher.search(query, LIMIT)  # its types leave out the count
        if dressed:
            searcher.aggregate(query, wanted)
            snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "text")
            for _, address in found.hits:
                snippets.snippet_from_doc(searcher.doc(address)).to_html()
        return int(found.count or 0)

    return ask


PEERS = {
    "plain Whoosh": (write_whoosh, open_whoosh),
    "SQLite FTS5": (write_fts5, open_fts5),
    "plain tantivy": (write_tantivy, open_tantivy),
}
"""How each indexes units in a folder, and how it is asked."""
