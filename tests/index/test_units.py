from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from index.engine import Facet, TextField
from index.units import case_forms, name_forms, outside, units_of
from minutes.kinds import DecisionKind, DocumentKind, Language, NameKind, Standing
from minutes.model import (
    ActionPoint,
    AgendaItem,
    Attendee,
    Decision,
    Document,
    MadeBy,
    Meeting,
    Mention,
    Name,
    Page,
    Source,
    Span,
)

PAGES = (
    "Fjellvik kommune\nTil stede: Kari Sund\n\n1. Ny båt til havnevesenet\n2. Eventuelt\n",
    "Sak 1/21 Ny båt til\nhavnevesenet\nBåten kjøpes i vår.\n",
)


def item(order: int, title: str, text: str, *, at: int) -> AgendaItem:
    return AgendaItem(
        id=f"item-{order}",
        order=order,
        number=f"{order}/21",
        title=title,
        text=text,
        spans=(Span(page=2, start=at, end=at + len(text), at=0),),
    )


@pytest.fixture
def document() -> Document:
    return Document(
        id="a" * 64,
        source=Source(path="/m/a.pdf", media_type="application/pdf", bytes=9, sha256="a" * 64),
        kind=DocumentKind.REFERAT,
        title="Møte i havneutvalget",
        language=Language.NB,
        municipality="Fjellvik",
        body="Havneutvalget",
        meeting=Meeting(date=dt.date(2021, 5, 4), attendees=(Attendee(name="Kari  Sund"),)),
        pages=tuple(Page(number=number, text=text) for number, text in enumerate(PAGES, start=1)),
        items=(
            replace(
                item(1, "Ny båt til havnevesenet", "Sak 1/21 Ny båt til\nhavnevesenet\n", at=0),
                case_number="2021/77",
                decisions=(Decision(kind=DecisionKind.VEDTAK, text="Båten kjøpes."),),
                actions=(
                    ActionPoint(text="Bestille", responsible="Havnesjefen"),
                    ActionPoint(text="Betale", responsible="Havnesjefen"),
                    ActionPoint(text="Male"),
                ),
                mentions=(
                    Mention(theme="miljo-natur", why="hav", weight=0.6),
                    Mention(theme="okonomi", why="kjøpe", weight=0.97),
                    Mention(theme="beredskap", why="båt", standing=Standing.INCIDENTAL),
                ),
                names=(
                    Name(kind=NameKind.PLACE, name="Nordkaia"),
                    Name(kind=NameKind.PERSON, name="Ola Lund"),
                    Name(kind=NameKind.ORGANISATION, name="Fjellvik Slipp AS"),
                    Name(kind=NameKind.PARTY, name="Ap"),
                ),
            ),
            item(2, "Eventuelt", "Båten kjøpes i vår.", at=33),
        ),
        mentions=(Mention(theme="valg-styring", why="møte"),),
        made_by=MadeBy(program="1", model="m", vocabulary="v"),
    )


ROWS = {"a" * 64: 1, "item-1": 2, "item-2": 3}


def test_each_item_is_a_unit_and_so_is_the_rest_of_the_document(document: Document) -> None:
    assert [(unit.row, unit.item_id) for unit in units_of(document, ROWS)] == [
        (1, document.id),
        (2, "item-1"),
        (3, "item-2"),
    ]


def test_an_item_is_found_by_title_decision_and_text_and_counted_by_its_facets(document: Document) -> None:
    unit = units_of(document, ROWS)[1]
    assert unit.texts[TextField.TITLE] == "Ny båt til havnevesenet"
    assert unit.texts[TextField.DECISION] == "Båten kjøpes."
    assert unit.facets == {
        Facet.YEAR: ("2021",),
        Facet.MUNICIPALITY: ("Fjellvik",),
        Facet.BODY: ("Havneutvalget",),
        Facet.THEME: ("okonomi", "miljo-natur"),
        Facet.MAIN_THEME: ("okonomi",),
        Facet.KIND: ("referat",),
        Facet.LANGUAGE: ("nb",),
        Facet.RESPONSIBLE: ("Havnesjefen",),
        Facet.PLACE: ("Nordkaia",),
    }
    assert unit.keywords == {
        "person": ("kari sund", "kari", "sund", "ola lund", "ola", "lund"),
        "case": ("1/21", "2021/77"),
        "item": ("item-1",),
    }


def test_what_the_text_does_not_give_is_no_facet(document: Document) -> None:
    bare = replace(document, municipality=None, body=None, kind=None, language=None, meeting=Meeting())
    unit = units_of(bare, ROWS)[0]
    assert (unit.date, unit.facets) == (None, {Facet.THEME: ("valg-styring",), Facet.MAIN_THEME: ()})


def test_outside_the_items_is_the_heading_without_the_agenda(document: Document) -> None:
    text, spans = outside(document)
    assert text == "Fjellvik kommune\nTil stede: Kari Sund"
    assert [document.page(s.page).text[s.start : s.end] for s in spans] == text.split("\n")
    assert [text[s.at : s.at + s.length] for s in spans] == text.split("\n")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        pytest.param("12. Ny båt til havnevesenet   s. 4", False, id="title with number and page"),
        pytest.param("NY BÅT TIL", False, id="first piece of a broken title"),
        pytest.param("Eventuelt", False, id="title of one word"),
        pytest.param("Eventuelt forfall meldes til Kari", True, id="title of one word inside a sentence"),
        pytest.param("Båten", True, id="a word of a title"),
    ],
)
def test_only_lines_that_repeat_a_title_are_the_agenda(document: Document, line: str, *, kept: bool) -> None:
    pages = (Page(number=1, text=f"Innledning\n{line}\n"), document.pages[1])
    assert (line in outside(replace(document, pages=pages))[0]) is kept


def test_without_items_the_whole_text_is_the_unit(document: Document) -> None:
    text, _ = outside(replace(document, items=()))
    assert text.split("\n") == [line for page in PAGES for line in page.split("\n") if line]


def test_items_without_a_place_leave_nothing_outside(document: Document) -> None:
    placeless = tuple(replace(found, spans=()) for found in document.items)
    assert outside(replace(document, items=placeless)) == ("", ())


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("PS 12/21", ("ps 12/21", "12/21")),
        ("12/21", ("12/21",)),
        ("0012/21", ("12/21",)),
        ("12/2021", ("12/21",)),
        ("2021/1234", ("2021/1234",)),
        ("2021/2034", ("2021/2034",)),
        ("Sak 13/02", ("13/02",)),
        ("Sak 1/ 2012", ("1/12",)),
        ("PS TEK 0003/08", ("ps tek 3/08", "3/08")),
        ("13/58 og 13/59", ("13/58", "13/59")),
        ("Sak 7.", ("7",)),
        ("7", ("7",)),
        ("", ()),
        ("vedtak", ()),
    ],
)
def test_a_case_number_has_these_forms(written: str, forms: tuple[str, ...]) -> None:
    assert case_forms(written) == forms


def test_a_person_is_found_by_the_whole_name_and_each_word_of_it() -> None:
    assert name_forms("Kari  Ås-Sund") == ("kari ås-sund", "kari", "ås-sund")
