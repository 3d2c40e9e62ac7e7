from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue, Outcome, Removed
from index.overview import overview, unit_table
from index.record import Change, KnownFile
from minutes.errors import ArchiveError, ArchiveTooNew, NotFound, Reason, UnreadableFile
from minutes.kinds import DecisionKind, DocumentKind, Standing
from minutes.model import (
    ActionPoint,
    AgendaItem,
    Attendee,
    Decision,
    Document,
    Evidence,
    MadeBy,
    Meeting,
    Mention,
    Page,
    ReadingWarning,
    Source,
    Vote,
)


def item(order: int, **fields: object) -> AgendaItem:
    base = AgendaItem(id=f"sak-{order}", order=order, number=f"{order}", title=f"Sak nummer {order}", text="Tekst.")
    return replace(base, **fields)  # type: ignore[arg-type]


def document(letter: str, path: str | None = None, *, items: tuple[AgendaItem, ...] | None = None) -> Document:
    id_ = letter * 64
    return Document(
        id=id_,
        source=Source(path=path or f"/m/{letter}.txt", media_type="text/plain", bytes=10, sha256=id_),
        kind=DocumentKind.REFERAT,
        title=f"Møte {letter}",
        language=None,
        municipality="Fjellvik",
        body="Havneutvalget",
        meeting=Meeting(date=dt.date(2021, 5, 4), attendees=(Attendee(name="Kari Sund"),)),
        pages=(Page(number=1, text="Tekst."),),
        items=(item(1, id=f"{letter}-1"), item(2, id=f"{letter}-2")) if items is None else items,
        made_by=MadeBy(program="0.1", model="m", vocabulary="v"),
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(tmp_path / "catalog.db") as opened:
        yield opened


small = st.integers(min_value=0, max_value=99)
words = st.text(max_size=8)
any_evidence = st.lists(st.builds(Evidence, page=small, start=small, end=small, quote=words), max_size=2).map(tuple)
any_mentions = st.lists(
    st.builds(Mention, theme=words, why=words, standing=st.sampled_from(Standing), evidence=any_evidence), max_size=2
).map(tuple)
any_decisions = st.lists(
    st.builds(
        Decision,
        kind=st.sampled_from(DecisionKind),
        text=words,
        vote=st.none() | st.builds(Vote, unanimous=st.none() | st.booleans(), votes_for=st.none() | small),
        evidence=any_evidence,
    ),
    max_size=2,
).map(tuple)
any_actions = st.lists(
    st.builds(ActionPoint, text=words, responsible=st.none() | words, due=st.none() | st.dates()), max_size=2
).map(tuple)
any_items = st.lists(
    st.builds(
        AgendaItem,
        id=st.text("abc-12", min_size=1, max_size=5),
        order=small,
        number=st.none() | words,
        title=words,
        text=words,
        decisions=any_decisions,
        actions=any_actions,
        mentions=any_mentions,
    ),
    max_size=3,
    unique_by=lambda found: found.id,
)
any_pages = st.lists(st.text(max_size=20), max_size=3).map(
    lambda found: tuple(Page(number=number, text=text) for number, text in enumerate(found, start=1))
)


@st.composite
def any_documents(draw: st.DrawFn) -> Document:
    base = document("a", items=tuple(draw(any_items)))
    return replace(
        base,
        title=draw(st.none() | st.text(max_size=8)),
        meeting=draw(st.builds(Meeting, date=st.none() | st.dates(), start=st.none() | st.just(dt.time(9, 30)))),
        pages=draw(any_pages),
        mentions=draw(any_mentions),
        warnings=(ReadingWarning(code=draw(words), message=draw(words)),),
    )


# ---- storing --------------------------------------------------------------------------------------------------------


@given(kept=any_documents(), before=any_documents())
@settings(max_examples=60, deadline=None)
def test_a_document_comes_back_exactly_also_when_read_again_differently(
    tmp_path_factory: pytest.TempPathFactory, kept: Document, before: Document
) -> None:
    with Catalogue(tmp_path_factory.mktemp("exact") / "catalog.db") as catalogue:
        catalogue.store(before)
        catalogue.store(kept)
        assert catalogue.document(kept.id) == kept
        assert list(catalogue.documents()) == [kept]
        for found in kept.items:
            assert catalogue.item(found.id).item == found


def test_a_first_document_is_new_and_the_same_again_unchanged(catalogue: Catalogue) -> None:
    assert catalogue.store(document("a")) is Outcome.NEW
    assert catalogue.store(document("a")) is Outcome.UNCHANGED


def test_new_bytes_at_a_path_replace_the_old_document(catalogue: Catalogue) -> None:
    catalogue.store(document("a", "/m/x.txt"))
    assert catalogue.store(document("b", "/m/x.txt")) is Outcome.UPDATED
    assert catalogue.document_ids() == ("b" * 64,)


def test_a_document_that_another_path_has_is_kept_when_one_path_changes(catalogue: Catalogue) -> None:
    catalogue.store(document("a", "/m/x.txt"))
    assert catalogue.store(document("a", "/m/y.txt")) is Outcome.DUPLICATE
    catalogue.store(document("b", "/m/x.txt"))
    assert catalogue.document_ids() == ("a" * 64, "b" * 64)
    assert catalogue.document("a" * 64).source.path == "/m/y.txt"


def test_a_duplicate_is_known_without_being_read(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    assert catalogue.add_path("/m/copy.txt", "a" * 64) is Outcome.DUPLICATE
    assert catalogue.add_path("/m/copy.txt", "a" * 64) is Outcome.UNCHANGED
    assert catalogue.add_path("/m/other.txt", "b" * 64) is None


def test_row_numbers_are_kept_by_items_that_stay_and_never_used_again(catalogue: Catalogue) -> None:
    catalogue.store(document("a", items=(item(1), item(2))))
    first = catalogue.unit_rows("a" * 64)
    catalogue.store(document("a", items=(item(3), item(2, text="Ny tekst."))))
    second = catalogue.unit_rows("a" * 64)
    assert (second["a" * 64], second["sak-2"]) == (first["a" * 64], first["sak-2"])
    assert second["sak-3"] > max(first.values())
    catalogue.remove("/m/a.txt")
    catalogue.store(document("a"))
    assert min(catalogue.unit_rows("a" * 64).values()) > max(second.values())


def test_everything_of_a_removed_document_is_gone(catalogue: Catalogue) -> None:
    full = item(
        1,
        decisions=(Decision(kind=DecisionKind.VEDTAK, text="Ja", vote=Vote(unanimous=True)),),
        actions=(ActionPoint(text="Gjør det", due=dt.date(2022, 1, 1)),),
        mentions=(Mention(theme="okonomi", why="penger"),),
    )
    catalogue.store(document("a", items=(full,)))
    catalogue.remove("a" * 64)
    tables = ("documents", "files", "pages", "units", "items", "decisions", "actions", "mentions", "attendees")
    assert {table: catalogue.query(f"SELECT count(*) FROM {table}")[0][0] for table in tables} == dict.fromkeys(
        tables, 0
    )


# ---- removing and finding -------------------------------------------------------------------------------------------


def test_a_path_is_removed_and_the_document_with_its_last_path(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    catalogue.add_path("/m/copy.txt", "a" * 64)
    assert catalogue.remove("/m/copy.txt") == Removed(paths=("/m/copy.txt",), document_ids=())
    assert catalogue.remove("/m/a.txt") == Removed(paths=("/m/a.txt",), document_ids=("a" * 64,))


def test_a_folder_is_removed_with_what_is_in_it_and_not_its_namesakes(catalogue: Catalogue) -> None:
    for letter, path in (("a", "/m/2021/a.txt"), ("b", "/m/2021/sub/b.txt"), ("c", "/m/2021b/c.txt")):
        catalogue.store(document(letter, path))
    assert catalogue.remove("/m/2021/").document_ids == ("a" * 64, "b" * 64)
    assert catalogue.document_ids() == ("c" * 64,)


@pytest.mark.parametrize("what", ["", "/", "/n", "b", "a" * 65])
def test_what_is_not_there_cannot_be_removed(catalogue: Catalogue, what: str) -> None:
    catalogue.store(document("a"))
    with pytest.raises(NotFound, match="Fant verken"):
        catalogue.remove(what)
    assert catalogue.document_ids() == ("a" * 64,)


def test_an_id_may_be_shortened_as_long_as_it_is_one(catalogue: Catalogue) -> None:
    catalogue.store(document("a", items=(item(1, id="sak-1"), item(2, id="sak-10"), item(3, id="annen"))))
    assert catalogue.find("an").item == item(3, id="annen")
    assert catalogue.find("aaaa").item is None
    assert catalogue.item("sak-1").item == item(1, id="sak-1")
    with pytest.raises(NotFound, match="Flere begynner med «sak»"):
        catalogue.item("sak")
    with pytest.raises(NotFound, match="Flere begynner med «a»"):
        catalogue.find("a")
    with pytest.raises(NotFound):
        catalogue.item("aaaa")


def test_of_an_item_in_several_documents_the_latest_is_found(catalogue: Catalogue) -> None:
    catalogue.store(document("a", items=(item(1, text="Innkalling"),)))
    catalogue.store(document("b", items=(item(1, text="Protokoll"),)))
    found = catalogue.item("sak-1")
    assert (found.document.id, found.item and found.item.text) == ("b" * 64, "Protokoll")


def test_rows_are_told_what_they_stand_for(catalogue: Catalogue) -> None:
    catalogue.store(document("a", items=(item(1),)))
    rows = catalogue.unit_rows("a" * 64)
    units = catalogue.units([rows["sak-1"], rows["a" * 64], 999])
    assert set(units) == set(rows.values())
    assert units[rows["sak-1"]].item == item(1)
    assert units[rows["a" * 64]].item is None
    assert (units[rows["a" * 64]].title, units[rows["a" * 64]].path) == ("Møte a", "/m/a.txt")


# ---- what the index must be told ------------------------------------------------------------------------------------


def changes(catalogue: Catalogue) -> list[tuple[str, Change]]:
    return [(pending.document_id[0], pending.change) for pending in catalogue.pending()]


def test_what_is_stored_and_removed_is_pending_until_it_is_marked(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    catalogue.store(document("b"))
    catalogue.remove("/m/a.txt")
    assert changes(catalogue) == [("b", Change.INDEX), ("a", Change.DELETE)]
    catalogue.mark_indexed(catalogue.pending())
    catalogue.store(document("b"))
    assert changes(catalogue) == []


def test_a_document_changed_while_it_was_being_indexed_stays_pending(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    told = catalogue.pending()
    catalogue.store(document("a", items=()))
    catalogue.mark_indexed(told)
    assert changes(catalogue) == [("a", Change.INDEX)]


# ---- failures and runs ----------------------------------------------------------------------------------------------

BROKEN = UnreadableFile(Reason.DAMAGED, "Filen er skadet.", way_out="Skaff en ny kopi.")


def test_known_files_are_what_was_read_and_what_could_not_be(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    catalogue.record_failure("/m/b.pdf", BROKEN, sha256="b" * 64, program="0.1")
    assert catalogue.known_files() == {
        "/m/a.txt": KnownFile(path="/m/a.txt", sha256="a" * 64, document_id="a" * 64, program="0.1", failed=False),
        "/m/b.pdf": KnownFile(path="/m/b.pdf", sha256="b" * 64, document_id=None, program="0.1", failed=True),
    }
    failure = catalogue.failure("/m/b.pdf")
    assert failure is not None
    assert (failure.reason, str(failure)) == (Reason.DAMAGED, "Filen er skadet. Skaff en ny kopi.")
    assert catalogue.failure("/m/a.txt") is None


def test_a_version_that_cannot_be_read_leaves_the_one_before_it(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    catalogue.record_failure("/m/a.txt", BROKEN, sha256="b" * 64, program="0.1")
    known = catalogue.known_files()["/m/a.txt"]
    assert (known.sha256, known.document_id, known.failed) == ("b" * 64, "a" * 64, True)


def test_a_failure_is_forgotten_when_the_file_is_read_or_removed(catalogue: Catalogue) -> None:
    for path in ("/m/a.txt", "/m/b.pdf"):
        catalogue.record_failure(path, BROKEN, sha256=None, program="0.1")
    catalogue.store(document("a"))
    assert catalogue.remove("/m/b.pdf") == Removed(paths=("/m/b.pdf",), document_ids=())
    assert overview(catalogue).failures == ()


def test_a_run_that_was_broken_off_has_no_end(catalogue: Catalogue) -> None:
    first = catalogue.start_run("0.1")
    catalogue.end_run(first, {"new": 3})
    last = overview(catalogue).last_run
    assert last is not None
    assert (last.counts, last.ended is None) == ({"new": 3}, False)
    catalogue.start_run("0.1")
    last = overview(catalogue).last_run
    assert last is not None
    assert (last.counts, last.ended) == ({}, None)


# ---- overview -------------------------------------------------------------------------------------------------------


def test_the_overview_names_what_is_there_and_what_is_missing(catalogue: Catalogue) -> None:
    catalogue.store(document("a"))
    empty = replace(document("b", items=()), meeting=Meeting(), kind=None, pages=(Page(number=1, text=" \n"),))
    catalogue.store(empty)
    catalogue.record_failure("/m/c.pdf", BROKEN, sha256=None, program="0.1")
    found = overview(catalogue)
    assert (found.documents, found.items, found.files, found.pages, found.pending) == (2, 2, 2, 2, 2)
    assert found.by_kind == ((None, 1), ("referat", 1))
    assert found.by_municipality == (("Fjellvik", 2),)
    assert found.by_year == ((None, 1), (2021, 1))
    assert found.undated == found.without_items == ("/m/b.txt",)
    assert found.without_text == (("/m/b.txt", 1),)
    assert [(failed.path, failed.reason) for failed in found.failures] == [("/m/c.pdf", "skadet")]


def test_the_table_of_units_counts_only_mentions_that_count(catalogue: Catalogue) -> None:
    mentions = (
        Mention(theme="okonomi", why="a"),
        Mention(theme="beredskap", why="b", standing=Standing.NEGATED),
        Mention(theme="okonomi", why="c"),
        Mention(theme="vold", why="d"),
    )
    actions = (
        ActionPoint(text="x", responsible="Kari"),
        ActionPoint(text="y"),
        ActionPoint(text="z", responsible="Kari"),
    )
    catalogue.store(document("a", items=(item(1, mentions=mentions, actions=actions, case_number="12/21"),)))
    outside, inside = unit_table(catalogue)
    assert (outside.is_item, outside.unit_id, outside.themes, outside.title) == (False, "a" * 64, (), "Møte a")
    assert (inside.is_item, inside.unit_id, inside.number, inside.case_number) == (True, "sak-1", "1", "12/21")
    assert (inside.themes, inside.responsible) == ((("okonomi", 2), ("vold", 1)), ("Kari",))
    assert (inside.date, inside.year, inside.municipality, inside.kind) == ("2021-05-04", 2021, "Fjellvik", "referat")


# ---- the file -------------------------------------------------------------------------------------------------------


def test_a_catalogue_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    Catalogue(tmp_path / "catalog.db").close()
    with sqlite3.connect(tmp_path / "catalog.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ArchiveTooNew, match="nyere versjon"):
        Catalogue(tmp_path / "catalog.db")


def test_what_is_no_catalogue_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes(b"dette er ingen database, men en tekst som er lang nok" * 50)
    with pytest.raises(ArchiveError, match="er skadet"):
        Catalogue(tmp_path / "catalog.db")


def test_a_broken_operation_leaves_nothing_behind(catalogue: Catalogue) -> None:
    twins = (item(1, id="samme"), item(2, id="samme"))
    with pytest.raises(sqlite3.IntegrityError):
        catalogue.store(document("a", items=twins))
    assert catalogue.document_ids() == ()
    assert catalogue.store(document("a")) is Outcome.NEW


def test_another_connection_sees_what_is_stored_at_once(catalogue: Catalogue) -> None:
    with Catalogue(catalogue.path) as other:
        catalogue.store(document("a"))
        assert other.document_ids() == ("a" * 64,)
        other.store(document("b"))
        assert changes(catalogue) == [("a", Change.INDEX), ("b", Change.INDEX)]
