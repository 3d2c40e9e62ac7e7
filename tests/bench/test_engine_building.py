"""The generated archive that is filled in bulk is the one that the product's own, slower ways make."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from bench.engine_building import build_index, fill_catalogue, units
from bench.engine_lines import LineAnalyser
from bench.engine_units import COMMON, documents
from index.analysis import Analysis
from index.archive import Archive
from index.catalogue import Catalogue
from index.generations import Stamp
from minutes.settings import TANTIVY
from minutes.vocabulary import load_vocabulary
from search.find import find

ITEMS = 90
FOR_COMING_DOCUMENTS = {"pending", "compared", "text_bands", "likenesses"}
"""Tables that only what is stored later is compared by."""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analysis(load_vocabulary())


@pytest.fixture(scope="module")
def analyser(analysis: Analysis) -> LineAnalyser:
    return LineAnalyser(analysis)


def test_hundreds_of_generated_texts_have_the_tokens_of_the_whole_text(
    analysis: Analysis, analyser: LineAnalyser
) -> None:
    texts = [text for unit in units(400) for text in unit.texts.values()]
    assert sum("\n" in text for text in texts) > 300
    assert all(analyser.tokens(text) == analysis.tokens(text) for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "Rådet ba om at noe blir gjort for barn og unge under\n18 år og deres foreldre før sommeren kommer",
        "Det neste møtet i rådet holdes den 6.\ndesember 2021 klokken ti i den store salen på skolen",
        "Det neste møtet i rådet holdes den 6. desember\n2021 klokken ti i den store salen på skolen",
        "Dette gjelder vold i\nnære relasjoner og det som\nfølger\n\nav det i tiden etter at saken er lukket",
        "Rådet ba om noe annet enn\nat\nbarn\nunder\n18\når\nfår det",
        "\n\nFørst to blanke linjer og så en lang linje med mange ord\n",
        "",
    ],
    ids=["an age", "a day", "a year", "a phrase", "a word a line", "blank lines", "nothing"],
)
def test_what_runs_on_over_a_border_of_lines_is_seen(analysis: Analysis, analyser: LineAnalyser, text: str) -> None:
    assert analyser.tokens(text) == analysis.tokens(text)
    assert analyser.tokens(text) == analysis.tokens(text), "nor is anything else kept of it"


def test_a_word_read_by_its_neighbour_is_read_so_over_a_border(analysis: Analysis, analyser: LineAnalyser) -> None:
    from index.inflection import written_forms

    for word, entry in written_forms().ambiguous.items():
        for beside in ("saken", *sorted(entry.not_after), *sorted(entry.not_before)):
            long = "dette er bare ord som står her for å fylle linjen med noe"
            for text in (f"{long} {beside}\n{word} {long}", f"{long} {word}\n{beside} {long}"):
                assert analyser.tokens(text) == analysis.tokens(text)


def test_the_catalogue_filled_in_bulk_has_the_rows_of_one_that_stored_document_by_document(tmp_path: Path) -> None:
    fill_catalogue(tmp_path / "bulk.db", ITEMS)
    with Catalogue(tmp_path / "stored.db") as catalogue:
        for document in documents(ITEMS):
            catalogue.store(document)
    bulk, stored = _tables(tmp_path / "bulk.db"), _tables(tmp_path / "stored.db")
    assert {name for name in stored if bulk[name] != stored[name]} <= FOR_COMING_DOCUMENTS
    assert stored["same_as"], "some meetings have two papers"


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    database = sqlite3.connect(path)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = {name: [row[1] for row in database.execute(f"PRAGMA table_info({name})")] for name in names}
    when = {"stored", "seen"}
    rows = {
        name: database.execute(f"SELECT {columns} FROM {name} ORDER BY {columns}").fetchall()
        for name, own in held.items()
        if (columns := ", ".join(column for column in own if column not in when)) and not name.startswith("sqlite")
    }
    database.close()
    return rows


def test_the_index_built_in_bulk_answers_as_the_one_built_from_the_catalogue(
    tmp_path: Path, analysis: Analysis
) -> None:
    stamp = Stamp(analysis=analysis.version, vocabulary=analysis.vocabulary.stamp, model="none", engine=TANTIVY)
    answers = []
    for folder in (tmp_path / "bulk", tmp_path / "product"):
        with Archive.open(folder, create=True) as archive:
            fill_catalogue(archive.catalogue.path, ITEMS)
            if folder.name == "bulk":
                build_index(folder, ITEMS, analysis, stamp)
            else:
                archive.rebuild(analysis, stamp)
            engine = archive.engine(stamp)
            found = [
                find(archive.catalogue, engine, analysis, question)
                for question in (*COMMON[:5], '"under 18 år"', "dato:2010..2015 vold", dt.date(2010, 1, 1).isoformat())
            ]
            answers.append([(each.total, each.hits, each.facets) for each in found])
            engine.close()
    assert answers[0] == answers[1]
    assert sum(total for total, _, _ in answers[0]) > 0
