"""What several papers of one meeting tell is counted once: in the cells that any of the papers puts it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from index.analysis import Analysis
from index.archive import Archive
from minutes.kinds import DocumentKind
from minutes.model import Document
from search.counts.kinds import Dimension, Measure
from search.counts.table import Counts, count
from tests.search.conftest import STAMP, Matter, make_document

THEME, YEAR, _QUARTER, MUNICIPALITY, BODY, KIND, *_ = Dimension
Tally = Callable[..., Counts]

LONG = (
    "Politiet fortalte om trafikken ved skolen, om farten i bakken og om lysene langs gangveien som ikke virker. "
    "Kommunen ville be vegvesenet om humper før neste vinter, og rektor skulle snakke med foreldrene om bilkjøring. "
    "Det ble spurt om hvem som betaler for gjerdet mot elva, og svaret var at det måtte tas med i neste års budsjett."
)
SHORT = Matter(title="Eventuelt", text="Møtet ble hevet.", number=None)
DATE = dt.date(2021, 12, 6)


def minutes(
    name: str, *themes: str, date: dt.date | None = DATE, kind: DocumentKind = DocumentKind.REFERAT
) -> Document:
    return make_document(
        name, (Matter(title="Trafikken ved skolen", text=LONG, themes=themes), SHORT), date=date, kind=kind
    )


@pytest.fixture
def tally(tmp_path: Path, analysis: Analysis) -> Iterator[Callable[..., Tally]]:
    with ExitStack() as stack:
        archive = stack.enter_context(Archive.open(tmp_path / "arkiv", create=True))

        def of(*documents: Document) -> Tally:
            for document in documents:
                archive.catalogue.store(document)
            archive.bring_index_up_to_date(analysis, STAMP)
            engine = archive.engine(STAMP)
            stack.callback(engine.close)
            return lambda *by, **options: count(archive.catalogue, engine, analysis, by=by, **options)

        yield of


def test_an_item_has_the_themes_that_any_paper_gives_it_and_counts_once_for_each(
    tally: Callable[..., Tally],
) -> None:
    counted = tally(minutes("a", "skole"), minutes("b", "skole", "vold"))
    assert counted(THEME).rows == (("skole", 1), ("vold", 1))
    assert counted(THEME, duplicates=True).rows == (("skole", 2), ("vold", 1))
    assert (counted(YEAR).total, counted(YEAR).duplicates_left_out) == (2, 2)
    assert "2 saker er ikke talt om igjen (--duplicates teller alle)." in counted(YEAR).counted


def test_a_theme_is_named_as_often_as_in_the_paper_that_names_it_most(tally: Callable[..., Tally]) -> None:
    counted = tally(minutes("a", "skole", "skole"), minutes("b", "skole", "vold"))
    assert counted(THEME, measure=Measure.MENTIONS).rows == (("skole", 2), ("vold", 1))
    assert counted(YEAR, measure=Measure.MENTIONS).rows == ((2021, 3),)
    assert counted(YEAR, measure=Measure.MENTIONS, duplicates=True).rows == ((2021, 4),)


def test_two_versions_are_one_document_of_one_meeting_also_where_one_has_lost_its_date(
    tally: Callable[..., Tally],
) -> None:
    counted = tally(minutes("a", "skole"), minutes("b", "skole", date=None))
    for measure in (Measure.ITEMS, Measure.DOCUMENTS, Measure.MEETINGS):
        counts = counted(YEAR, measure=measure)
        assert counts.undated_left_out == 0
        assert counts.rows == ((2021, 2 if measure is Measure.ITEMS else 1),)
    assert counted(YEAR, measure=Measure.DOCUMENTS, duplicates=True).undated_left_out == 1


def test_notice_and_minutes_are_two_documents_and_an_item_of_both_stands_under_both_kinds(
    tally: Callable[..., Tally],
) -> None:
    counted = tally(minutes("a", "skole"), minutes("b", "skole", kind=DocumentKind.INNKALLING))
    counts = counted(KIND)
    assert counts.rows == (("innkalling", 2), ("referat", 2))
    assert counts.total == 2
    assert "Det som står i papirer av flere slag, er talt under hvert slag." in counts.counted
    assert counted(MUNICIPALITY, measure=Measure.DOCUMENTS).rows == (("Elvebyen", 2),)


def test_other_meetings_are_counted_for_themselves(tally: Callable[..., Tally]) -> None:
    counted = tally(minutes("a", "skole"), minutes("b", "skole", date=dt.date(2022, 3, 1)))
    assert counted(THEME, YEAR).rows == (("skole", 2021, 1), ("skole", 2022, 1))
    assert counted(THEME).duplicates_left_out == 0
