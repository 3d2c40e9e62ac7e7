"""Places in sentences, heads over columns, sentences of absence: the small rules that heads are read by, one by one."""

from __future__ import annotations

import pytest

from ingest.blocks import BlockKind
from ingest.heading.attendance import full_name
from ingest.heading.attendance_cells import heads_before, says_presence
from ingest.heading.attendance_columns import Heads, read_heads, side_by_side, under_heads
from ingest.heading.attendance_sentences import away_in, came_in, forfall_in, guests_in, late_in
from ingest.heading.form_values import is_bare_time
from ingest.heading.labels import split_labels
from ingest.heading.lines import Line, sentences_of
from ingest.heading.people import read_people
from ingest.heading.places import is_place, place_before_date, place_within, without_lost_figures
from ingest.heading.words import heading_words

_PLACES = heading_words().places


def _line(text: str, *, cell: int | None = None, offset: int | None = None) -> Line:
    return Line(text=text, spans=(), block=0, kind=BlockKind.PARAGRAPH, cell=cell, offset=offset)


@pytest.mark.parametrize("text", _PLACES.examples)
def test_a_house_or_a_room_is_a_place(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize("text", _PLACES.counterexamples)
def test_a_name_alone_is_no_place(text: str) -> None:
    assert not is_place(text)


@pytest.mark.parametrize(
    ("before", "place"),
    [
        pytest.param(
            "Det innkalles til møte i Rådhuset, møterom 3, tirsdag ", "Rådhuset, møterom 3", id="house and room"
        ),
        pytest.param("Møtet vart halde heime hjå Kari på Haugen måndag ", "heime hjå Kari på Haugen", id="a home"),
        pytest.param("Referat fra møte i Solvik eldreråd, rådhuset ", "rådhuset", id="after a comma"),
        pytest.param("Det innkalles til møte i formannskapet tirsdag ", None, id="a body is no place"),
        pytest.param("Kommunestyret holdt møte i Solvik ", None, id="a municipality is no place"),
    ],
)
def test_the_place_before_a_date(before: str, place: str | None) -> None:
    assert place_before_date(before) == place


def test_the_place_inside_a_sentence() -> None:
    assert place_within("Møtet vart sett kl. 10 i Fylkeshuset, møterom 2, av ordføraren") == "Fylkeshuset, møterom 2"


def test_what_is_left_of_a_date_without_figures_is_no_place() -> None:
    text = ". november Kl. . – . Bygdestua"
    assert text[without_lost_figures(text) :] == "Bygdestua"
    assert without_lost_figures("Kvisla skole") == 0


@pytest.mark.parametrize("text", ["Kl. 0900 - 1445", "fra kl. 10 til kl. 12", "09.00–11.30"])
def test_a_time_of_day_may_stand_alone(text: str) -> None:
    assert is_bare_time(text)


@pytest.mark.parametrize("text", ["0012/03", "Sak 3", "1997", "12 medlemmer"])
def test_a_number_is_no_time_of_day(text: str) -> None:
    assert not is_bare_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Hauge var bortreist.",
        "Det vart sagt ifrå at Ingrid Hauge var på fiske.",
        "Vara Ingrid Hauge kom ikke.",
        "Ingrid Hauge og Per Lid hadde ikke anledning.",
        "Ingrid Hauge (sekretær) visste ikkje om møtet.",
    ],
)
def test_a_sentence_says_who_was_away(text: str) -> None:
    found = away_in(text)
    assert found is not None
    assert "Ingrid Hauge" in text[slice(*found)]


@pytest.mark.parametrize("text", ["Ingrid Hauge var på Teams.", "Ingrid Hauge var i mot.", "Ingrid Hauge gikk kl. 12."])
def test_a_sentence_of_something_else_says_nobody_was_away(text: str) -> None:
    assert away_in(text) is None


def test_who_was_away_from_a_part_of_the_meeting_came() -> None:
    text = "Åse Lid (H) var ikkje til stades før sak 33/08."
    assert away_in(text) is None
    assert late_in(text) == (0, len("Åse Lid (H)"))


def test_leave_in_a_relative_clause_is_of_the_last_named() -> None:
    text = "Kari Lia, Per Berg, vara for Eva Sand som hadde meldt forfall."
    assert [text[start:end] for start, end in forfall_in(text)] == ["Eva Sand som"]


def test_guests_stand_after_the_verb() -> None:
    text = "Fra skolen møtte rektor Kari Lia."
    assert guests_in(text) == came_in(text) == (len("Fra skolen møtte "), len(text))


def test_a_time_of_day_may_end_a_sentence() -> None:
    line = _line("Møtet var i salen kl. 17–18.30. Til stede var Kari Lia.")
    assert [each.text for each in sentences_of(line)] == ["Møtet var i salen kl. 17–18.30.", "Til stede var Kari Lia."]


@pytest.mark.parametrize(
    ("name", "whole"), [("Kari", "Kari Lia"), ("Berg", "Per Berg"), ("Ola", "Ola"), ("Moe", "Moe")]
)
def test_a_name_alone_means_the_only_one_who_has_it(name: str, whole: str) -> None:
    assert full_name(name, ["Kari Lia", "Per Berg", "Eva Moe", "Siri Moe"]) == whole


def test_heads_may_run_into_the_first_name() -> None:
    assert heads_before("Navn Funksjon Kari Lia Leder") == (("name", "role"), len("Navn Funksjon"))
    assert heads_before("Navn Kari Lia") == ((), 0)


@pytest.mark.parametrize("text", ["Kari Lia, leder – til stede", "Kari Lia (ikke møtt)", "Kari Lia, forfall"])
def test_a_person_with_a_mark_is_attendance(text: str) -> None:
    assert says_presence(text)


def test_columns_kept_by_blanks_are_cut_where_their_heads_begin() -> None:
    head = [_line("Medlem", cell=0, offset=0), _line("Parti", cell=1, offset=12), _line("Vara", cell=2, offset=24)]
    heads = read_heads(head)
    assert heads == Heads(names=("name", "party", "deputy"), offsets=(0, 12, 24))
    row = [_line("Kari Lia    Sp", cell=0, offset=0), _line("Per Berg", cell=1, offset=24)]
    assert {head: cell.text for head, cell in under_heads(row, heads).items()} == {
        "name": "Kari Lia",
        "party": "Sp",
        "deputy": "Per Berg",
    }


def test_lists_side_by_side_may_have_a_column_of_groups_before_them() -> None:
    row = [_line("Skule", cell=0), _line("Til stades", cell=1), _line("Borte", cell=2)]
    assert side_by_side(row) == {1: "present", 2: "absent"}
    assert side_by_side(row[:2]) == {}


@pytest.mark.parametrize("text", ["Saksnr.: 031/24 - 037/24", "Saker: 1–9/20", "Sak nr: 1/20 til 9/20"])
def test_a_range_of_matters_is_no_agenda(text: str) -> None:
    assert [segment.field for segment in split_labels(_line(text))] == ["bookkeeping"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Kommunepolitikar Sverre Lien", ["Sverre Lien"], id="a title that no list has"),
        pytest.param("styremedlemmene Ivar Moe og Liss Dal", ["Ivar Moe", "Liss Dal"], id="a title of several"),
        pytest.param("Fru Dagny Moe", ["Dagny Moe"], id="a form of address"),
        pytest.param("lensmann Berg", ["Berg"], id="an office and a surname"),
        pytest.param("for dei tilsette Kari Lia", ["Kari Lia"], id="whom somebody came for"),
        pytest.param("1. Kari Lia 2. Per Berg", ["Kari Lia", "Per Berg"], id="numbers inside a line"),
        pytest.param("II Framlegg", [], id="the number of a chapter"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert [person.name for person in read_people(text)] == names


@pytest.mark.parametrize(
    "text", ["Jon Rygg (vara Anna Espe møtte)", "Jon Rygg, H, meldt forfall - møtende vara: Anna Espe"]
)
def test_who_came_instead_may_stand_in_a_note(text: str) -> None:
    member, deputy = read_people(text)
    assert (member.name, deputy.name, deputy.deputy_for) == ("Jon Rygg", "Anna Espe", "Jon Rygg")
