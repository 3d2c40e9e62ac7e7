"""Coverage: which meetings an archive has of a body, and what points at those it lacks."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from minutes.errors import Reason, UnreadableFile
from minutes.kinds import DocumentKind, ItemKind, Origin
from minutes.model import AgendaItem, Document, MadeBy, Meeting, Page, Source
from search.coverage.files import GAP_COLUMNS, gap_rows, write_coverage, year_rows
from search.coverage.gaps import GapReason, HeldMeeting, find_gaps
from search.coverage.marks import (
    APPROVES,
    CALLED_OFF,
    MEETING_NUMBER,
    NUMBERED,
    Approved,
    Marks,
    Numbers,
    approved_days,
)
from search.coverage.survey import Coverage, coverage

DAY = dt.date(2021, 3, 1)


def paper(
    date: dt.date | None,
    *numbers: str,
    approves: str | None = None,
    text: str = "Godkjent.",
    kind: DocumentKind = DocumentKind.REFERAT,
    origin: Origin = Origin.HEADING,
    heading: str = "Referat",
) -> Document:
    """Minutes with an item for each number, and one that approves minutes."""
    identity = hashlib.sha256(f"{date}{numbers}{approves}{kind}".encode()).hexdigest()
    titles = [(None, approves, text, ItemKind.GODKJENNING)] if approves else []
    titles_and_numbers = [*titles, *((number, f"Vei nummer {number}", "Behandlet.", None) for number in numbers)]
    items = tuple(
        AgendaItem(id=f"{identity[:12]}.{order}", order=order, number=number, title=title, text=told, kind=sort)
        for order, (number, title, told, sort) in enumerate(titles_and_numbers, start=1)
    )
    return Document(
        id=identity,
        source=Source(path=f"/minutes/{date}-{kind}.txt", media_type="text/plain", bytes=1, sha256=identity),
        kind=kind,
        title=heading,
        language=None,
        municipality="Lauvby",
        body="Driftsutvalget",
        meeting=Meeting(date=date, date_origin=origin if date else None),
        pages=(Page(number=1, text=f"{heading} {date}"), Page(number=2, text=" \n")),
        items=items,
        made_by=MadeBy(program="test", model="test", vocabulary="test"),
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(tmp_path / "catalog.db") as opened:
        yield opened


def covered(catalogue: Catalogue, *papers: Document) -> Coverage:
    for document in papers:
        catalogue.store(document)
    return coverage(catalogue)


def test_minutes_that_were_approved_and_are_not_there_are_a_gap_with_its_quote(catalogue: Catalogue) -> None:
    (gap,) = covered(catalogue, paper(DAY, "1", approves="Referat fra møte 06.01.2021")).gaps
    assert (gap.reasons, gap.date, gap.year) == ((GapReason.APPROVED,), dt.date(2021, 1, 6), 2021)
    assert gap.told == "Møtet 1. mars 2021 godkjente referat fra 6. januar 2021, som ikke er i arkivet."
    assert gap.quote == "Referat fra møte 06.01.2021"


def test_minutes_that_were_approved_and_are_there_are_no_gap(catalogue: Catalogue) -> None:
    papers = paper(DAY, "1", approves="Referat fra møte 6. januar 2021"), paper(dt.date(2021, 1, 6), "2")
    assert covered(catalogue, *papers).gaps == ()


def test_a_meeting_whose_papers_do_not_tell_the_body_may_be_the_one_that_lacks(catalogue: Catalogue) -> None:
    papers = paper(DAY, "1", approves="Referat fra møte 6. januar 2021"), paper(dt.date(2021, 1, 6), "2")
    assert covered(catalogue, papers[0], replace(papers[1], body=None)).gaps == ()


def test_a_day_that_is_some_days_off_is_told_as_a_doubt(catalogue: Catalogue) -> None:
    papers = paper(DAY, "1", approves="Referat fra møte 06.01.2021"), paper(dt.date(2021, 1, 7), "2")
    (gap,) = covered(catalogue, *papers).gaps
    assert "7. januar 2021 er det: en av datoene kan være feil" in gap.told


def test_a_meeting_of_which_only_the_notice_is_there_lacks_its_minutes(catalogue: Catalogue) -> None:
    papers = paper(DAY, "1", kind=DocumentKind.INNKALLING), paper(dt.date(2021, 5, 3), "2")
    (gap,) = covered(catalogue, *papers).gaps
    assert (gap.reasons, gap.date) == ((GapReason.NO_MINUTES,), DAY)
    assert covered(catalogue).years[0].with_minutes == 1


def test_numbers_that_jump_tell_of_a_meeting_between(catalogue: Catalogue) -> None:
    papers = (
        paper(dt.date(2021, 1, 12), "1/21", "2/21", "3/21"),
        paper(dt.date(2021, 2, 9), "4/21", "5/21", "6/21"),
        paper(dt.date(2021, 4, 13), "11/21", "12/21", "13/21"),
    )
    (gap,) = covered(catalogue, *papers).gaps
    assert gap.reasons == (GapReason.NUMBERING,)
    assert gap.told == "Nummereringen hopper fra sak 6/2021 (9. februar 2021) til sak 11/2021 (13. april 2021)."
    assert (gap.after, gap.before) == (dt.date(2021, 2, 9), dt.date(2021, 4, 13))


def test_a_single_number_that_lacks_is_no_gap(catalogue: Catalogue) -> None:
    papers = paper(dt.date(2021, 1, 12), "1/21", "2/21"), paper(dt.date(2021, 2, 9), "4/21", "5/21")
    assert covered(catalogue, *papers).gaps == ()


def test_numbers_that_do_not_grow_are_not_the_bodys_own_and_tell_nothing(catalogue: Catalogue) -> None:
    papers = (
        paper(dt.date(2021, 1, 12), "40/21", "41/21"),
        paper(dt.date(2021, 2, 9), "3/21", "90/21"),
        paper(dt.date(2021, 3, 9), "60/21", "61/21"),
    )
    assert covered(catalogue, *papers).gaps == ()


def test_a_meetings_own_number_that_is_skipped_tells_of_one(catalogue: Catalogue) -> None:
    papers = paper(DAY, heading="Møte nr. 2/2021"), paper(dt.date(2021, 6, 1), heading="Møte nr. 4/2021")
    assert "møte nr. 2/2021 (1. mars 2021) til møte nr. 4/2021" in covered(catalogue, *papers).gaps[-1].told


def every(days: int, times: int) -> list[HeldMeeting]:
    return [HeldMeeting(date=DAY + dt.timedelta(days * n), has_minutes=True, marks=Marks()) for n in range(times)]


def test_a_broken_rhythm_is_a_gap_and_a_summer_is_none() -> None:
    held = [*every(30, 7), HeldMeeting(date=DAY + dt.timedelta(180 + 75), has_minutes=True, marks=Marks())]
    assert find_gaps("Lauvby", "Driftsutvalget", held) == ()
    late = HeldMeeting(date=DAY + dt.timedelta(180 + 120), has_minutes=True, marks=Marks())
    (gap,) = find_gaps("Lauvby", "Driftsutvalget", [*every(30, 7), late])
    assert gap.reasons == (GapReason.RHYTHM,)
    assert "vanlig er 30" in gap.told


def test_a_rhythm_that_the_minutes_explain_is_told_as_explained() -> None:
    off = Marks(called_off="Møtene i mai og september ble avlyst")
    late = HeldMeeting(date=DAY + dt.timedelta(180 + 150), has_minutes=True, marks=off)
    (gap,) = find_gaps("Lauvby", "Driftsutvalget", [*every(30, 7), late])
    assert gap.explained == "Møtene i mai og september ble avlyst"


def test_two_reasons_for_one_gap_are_one_gap() -> None:
    missing = DAY + dt.timedelta(180 + 60)
    told = Approved(date=missing, quote="Referat fra møte", source="a.txt", page=1, item_id="a.1")
    late = HeldMeeting(date=DAY + dt.timedelta(180 + 120), has_minutes=True, marks=Marks(approved=(told,)))
    (gap,) = find_gaps("Lauvby", "Driftsutvalget", [*every(30, 7), late])
    assert gap.reasons == (GapReason.APPROVED, GapReason.RHYTHM)
    assert gap.date == missing


def test_the_year_tells_how_dates_were_found_and_what_has_no_text(catalogue: Catalogue) -> None:
    found = covered(
        catalogue,
        paper(DAY, "1"),
        paper(dt.date(2021, 5, 3), "2", origin=Origin.GUESS),
        paper(None, "3"),
    )
    undated, year = found.years
    assert (year.year, year.meetings, year.guessed_dates) == (2021, 2, 1)
    assert year.date_origins == (("guess", 1), ("heading", 1))
    assert (year.pages, year.pages_without_text) == (4, 2)
    assert (undated.year, undated.meetings, undated.documents) == (None, 0, 1)
    assert len(found.undated) == 1
    assert found.guessed == ("/minutes/2021-05-03-referat.txt",)
    assert len(found.without_text) == 3


def test_files_that_could_not_be_read_are_told(catalogue: Catalogue) -> None:
    catalogue.record_failure(
        "/minutes/x.pdf", UnreadableFile(Reason.EMPTY, "Filen er tom.", way_out=""), sha256=None, program="t"
    )
    assert [failed.path for failed in covered(catalogue).unread] == ["/minutes/x.pdf"]


def test_only_the_bodies_that_are_wanted(catalogue: Catalogue) -> None:
    catalogue.store(paper(DAY, "1"))
    assert coverage(catalogue, wanted=lambda _municipality, body: body == "Formannskapet").years == ()


@pytest.mark.parametrize(
    ("title", "text", "days"),
    [
        pytest.param("Godkjenning av møtebok frå 21. oktober 2020", "Godkjend.", ["2020-10-21"], id="nynorsk"),
        pytest.param("Godkjenning av referat", "Referat fra møtet 4.1.2021 ble godkjent.", ["2021-01-04"], id="text"),
        pytest.param("Referat fra møtene 04.01.2021 og 11.01.2021", "", ["2021-01-04", "2021-01-11"], id="two"),
        pytest.param("Godkjenning av referat", "Neste møte er 3. mai 2021.", [], id="next meeting"),
        pytest.param("Godkjenning av referat", "Fristen var 4. januar 2021.", [], id="another day"),
    ],
)
def test_the_days_of_minutes_that_are_approved(title: str, text: str, days: list[str]) -> None:
    assert [day.isoformat() for day, _ in approved_days(title, text, DAY)] == days


@pytest.mark.parametrize(
    ("pattern", "seen", "unseen"),
    [
        (APPROVES, "Godkjenning av protokoll", "Godkjenning av reguleringsplan"),
        (CALLED_OFF, "Møtene i mai og september ble avlyst på grunn av pandemien.", "Turen ble avlyst."),
        (NUMBERED, "PS 12/21", "2021/345 – 3"),
        (MEETING_NUMBER, "Møte nr. 3/2021", "Møte 12. mars"),
    ],
    ids=["approves", "called off", "numbered", "meeting number"],
)
def test_each_pattern_sees_its_example(pattern: object, seen: str, unseen: str) -> None:
    assert pattern.search(seen)  # type: ignore[attr-defined]
    assert not pattern.search(unseen)  # type: ignore[attr-defined]


NUMBERS = st.builds(
    lambda first, count: Numbers(prefix="PS", year=2021, first=first, last=first + count - 1, count=count),
    st.integers(1, 60),
    st.integers(1, 9),
)


@given(held=st.lists(st.tuples(st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31)), NUMBERS), max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_gap_lies_between_meetings_that_are_there(held: list[tuple[dt.date, Numbers]]) -> None:
    meetings = {day: HeldMeeting(date=day, has_minutes=True, marks=Marks(numbers=(numbers,))) for day, numbers in held}
    for gap in find_gaps("Lauvby", "Driftsutvalget", list(meetings.values())):
        assert gap.before in meetings
        assert gap.after is None or gap.after < gap.before
        assert gap.told.endswith(".")
        assert gap.year is not None


def test_rows_are_as_wide_as_their_heads(catalogue: Catalogue, tmp_path: Path) -> None:
    found = covered(catalogue, paper(DAY, "1", approves="Referat fra møte 06.01.2021"))
    assert {len(row) for row in gap_rows(found)} == {len(GAP_COLUMNS)}
    assert [row[:5] for row in year_rows(found)] == [("Lauvby", "Driftsutvalget", 2021, 1, 1)]
    for ending in ("csv", "xlsx", "json"):
        write_coverage(found, tmp_path / f"dekning.{ending}")
        assert (tmp_path / f"dekning.{ending}.meta.json").is_file()
    assert "=" not in (tmp_path / "dekning.gaps.csv").read_text(encoding="utf-8")


def test_a_cell_that_looks_like_a_formula_is_text(catalogue: Catalogue, tmp_path: Path) -> None:
    found = covered(catalogue, replace(paper(DAY, "1"), body="=cmd|' /C calc'!A0"))
    write_coverage(found, tmp_path / "dekning.csv")
    assert "'=cmd" in (tmp_path / "dekning.csv").read_text(encoding="utf-8")
