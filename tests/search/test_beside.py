"""Where an item stands: in its meeting, and the same case in other meetings of its municipality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.analysis import Analysis
from index.archive import Archive
from minutes.model import Document
from search.beside import in_meeting
from search.find import find
from tests.search.conftest import DOCUMENTS, STAMP, Matter, make_document


def numbered(document: Document, *cases: str | None) -> Document:
    items = tuple(replace(item, case_number=case) for item, case in zip(document.items, cases, strict=True))
    return replace(document, items=items)


TOMTA = Matter(title="Tomta i Vika", text="Tomta skal selges til høystbydende etter takst.")
MEETINGS = (
    numbered(
        make_document("nemnd", (TOMTA, Matter(title="Vann", text="Nytt vannverk.")), date=dt.date(2021, 1, 4)),
        "2020/345",
        "2020/111",
    ),
    numbered(
        make_document(
            "styre",
            (Matter(title="Salg av tomt", text="Rådet slutter seg til at tomta selges."),),
            body="Kommunestyret",
            date=dt.date(2021, 3, 8),
        ),
        "2020/345",
    ),
    numbered(
        make_document(
            "nabo",
            (Matter(title="Tomta", text="En annen kommunes tomt."),),
            municipality="Fjellheim",
            date=dt.date(2021, 2, 1),
        ),
        "2020/345",
    ),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, analysis: Analysis) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("cases") / "arkiv", create=True) as opened:
        for document in MEETINGS:
            opened.catalogue.store(document)
        opened.bring_index_up_to_date(analysis, STAMP)
        yield opened


def test_a_hit_names_the_same_case_in_other_meetings_of_its_municipality(archive: Archive, analysis: Analysis) -> None:
    engine = archive.engine(STAMP)
    hits = {hit.title: hit for hit in find(archive.catalogue, engine, analysis, "tomt").hits}
    engine.close()
    assert {title: [found.title for found in hit.neighbours] for title, hit in hits.items()} == {
        "Tomta i Vika": ["Salg av tomt"],
        "Salg av tomt": ["Tomta i Vika"],
        "Tomta": [],
    }
    (found,) = hits["Tomta i Vika"].neighbours
    assert (found.body, found.date, found.number) == ("Kommunestyret", "2021-03-08", "1")


def test_an_item_in_its_meeting_knows_the_ones_beside_it() -> None:
    document = DOCUMENTS[0]
    first, second, third, last = document.items
    middle = in_meeting(document, second)
    assert (middle.order, middle.items, middle.date) == (2, 4, dt.date(2020, 3, 2))
    assert middle.previous is not None
    assert middle.next is not None
    assert (middle.previous.item_id, middle.next.item_id) == (first.id, third.id)
    assert in_meeting(document, first).previous is None
    assert in_meeting(document, last).next is None
