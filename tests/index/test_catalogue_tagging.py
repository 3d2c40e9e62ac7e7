"""Other mentions for documents that are here: the same catalogue as if each had been stored anew."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from index.record import Change
from minutes.kinds import DecisionKind, NameKind, Standing, Trend
from minutes.model import (
    AgendaItem,
    Attendee,
    Decision,
    Document,
    Evidence,
    MadeBy,
    Meeting,
    Mention,
    Name,
    Page,
    Source,
)

LETTERS = "abc"
THEMES = st.sampled_from(("brann", "rus", "skole"))
quotes = st.lists(st.just(Evidence(page=1, start=0, end=5, quote="Brann")), max_size=2).map(tuple)
mention = st.builds(
    Mention,
    theme=THEMES,
    why=st.just("ord: brann"),
    trend=st.none() | st.sampled_from(Trend),
    standing=st.sampled_from(Standing),
    weight=st.none() | st.sampled_from((0.1, 0.7)),
    change=st.none() | st.just((14, 9)),
    evidence=quotes,
)
mentions = st.lists(mention, max_size=3).map(tuple)


def document(letter: str) -> Document:
    id_ = letter * 64
    items = tuple(
        AgendaItem(
            id=f"{letter}-{order}",
            order=order,
            number=str(order),
            title=f"Brann nummer {order}",
            text="Brannen i naustet ble slukket, og naboene fikk takk for hjelpen.",
            decisions=(Decision(kind=DecisionKind.VEDTAK, text="Tatt til orientering."),),
            names=(Name(kind=NameKind.PERSON, name="Kari Sund"),),
        )
        for order in (1, 2, 3)
    )
    return Document(
        id=id_,
        source=Source(path=f"/m/{letter}.txt", media_type="text/plain", bytes=10, sha256=id_),
        kind=None,
        title="Møte",
        language=None,
        municipality="Fjellvik",
        body="Havneutvalget",
        meeting=Meeting(date=dt.date(2021, 5, 4), attendees=(Attendee(name="Kari Sund"),)),
        pages=(Page(number=1, text="Brann i naustet."),),
        items=items,
        made_by=MadeBy(program="0.1", model="m", vocabulary="v"),
    )


def tagged(document: Document, found: list[tuple[Mention, ...]]) -> Document:
    """The document with these mentions: those of its own first, then those of its items."""
    items = (replace(item, mentions=each) for item, each in zip(document.items, found[1:], strict=True))
    made_by = replace(document.made_by, vocabulary="v2", model="m2")
    return replace(document, mentions=found[0], items=tuple(items), made_by=made_by)


def changed(document: Document, before: Document) -> Document:
    """No more of a document than must be told."""
    items = [item for item, then in zip(document.items, before.items, strict=True) if item.mentions != then.mentions]
    return replace(
        document,
        meeting=Meeting(),
        pages=(),
        items=tuple(replace(item, text="", decisions=(), names=()) for item in items),
    )


def dump(path: Path) -> dict[str, list[str]]:
    """All rows of all tables, sorted."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in tables}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes."""
    monkeypatch.setattr("index.catalogue._now", lambda: "2021-05-04T10:00:00+00:00")


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("whole", [True, False], ids=["whole documents", "only what has changed"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_other_mentions_leave_the_catalogue_that_storing_anew_does(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, *, whole: bool
) -> None:
    folder = tmp_path_factory.mktemp("kataloger")
    before = [tagged(document(letter), data.draw(st.lists(mentions, min_size=4, max_size=4))) for letter in LETTERS]
    after = [tagged(one, data.draw(st.lists(mentions, min_size=4, max_size=4))) for one in before[1:]]
    after = [replace(one, made_by=replace(one.made_by, vocabulary="v3")) for one in after]
    with Catalogue(folder / "anew.db") as anew, Catalogue(folder / "again.db") as again:
        for catalogue in (anew, again):
            for one in before:
                catalogue.store(one)
            catalogue.mark_indexed(catalogue.pending())
        for one in after:
            anew.store(one)
        again.tag_again(one if whole else changed(one, then) for one, then in zip(after, before[1:], strict=True))
        assert list(again.documents()) == [before[0], *after]
    assert dump(folder / "again.db") == dump(folder / "anew.db")


def test_what_is_tagged_is_pending_until_the_index_is_told(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "catalog.db") as catalogue:
        catalogue.store(document("a"))
        catalogue.mark_indexed(catalogue.pending())
        catalogue.tag_again([document("a")])
        assert [(change.document_id, change.change) for change in catalogue.pending()] == [("a" * 64, Change.INDEX)]


def test_a_document_removed_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "catalog.db") as catalogue:
        catalogue.tag_again([document("a")])
        assert catalogue.document_ids() == ()
        assert catalogue.pending() == ()


def test_documents_are_tagged_all_or_none(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "catalog.db") as catalogue:
        catalogue.store(document("a"))
        stranger = replace(document("a"), items=(replace(document("a").items[0], id="another"),))
        with pytest.raises(KeyError):
            catalogue.tag_again([tagged(document("a"), [(), (), (), ()]), stranger])
        assert catalogue.document("a").made_by.vocabulary == "v"
