"""An answer on a terminal: lines of 80, the marks where the words have come to stand, what was chosen, the way on."""

from __future__ import annotations

import datetime as dt

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.copies import Neighbour
from referatsok.render import NARROW, PLAIN, as_argument
from referatsok.render_hits import WORD, folded_snippet, hits_in_words
from search.diagnostics import Diagnostic, DiagnosticKind
from search.facets import FacetCount
from search.find import SearchResult
from search.hits import Hit

LONG = " ".join(["Ungdomsrådet", "drøftet", "skadeverk", "på", "Øvre", "Elvebakken", "ungdomsskole"] * 4)


def neighbour(number: int) -> Neighbour:
    return Neighbour(
        item_id=f"i{number}",
        title="Tomta",
        body="Rådet",
        date=f"2020-0{number}-02",
        number=f"{number}/20",
        case_number="1",
    )


def a_hit(**changed: object) -> Hit:
    about: dict[str, object] = {
        "rank": 1,
        "score": 1.0,
        "item_id": "abc.1",
        "document_id": "abc",
        "kind": "referat",
        "number": "4",
        "title": LONG,
        "municipality": "Elvebyen",
        "body": "Rådet",
        "date": dt.date(2020, 3, 2),
        "page": 2,
        "snippet": LONG,
        "highlights": ((21, 30),),
        "matched": ("skadeverk",) * 12,
        "themes": (),
        "source": "a.pdf",
    }
    return Hit(**(about | changed))  # type: ignore[arg-type]


def an_answer(*hits: Hit, **changed: object) -> SearchResult:
    about: dict[str, object] = {
        "query": "x",
        "interpreted": LONG,
        "diagnostics": (),
        "total": len(hits),
        "seconds": 0.1,
        "hits": hits,
        "facets": {"body": (FacetCount(value="Rådet", count=9), FacetCount(value="Nemnda", count=0, chosen=True))},
    }
    return SearchResult(**(about | changed))  # type: ignore[arg-type]


def test_no_line_is_wider_than_a_terminal() -> None:
    text = click.unstyle(hits_in_words(an_answer(a_hit(neighbours=tuple(map(neighbour, range(1, 6))))), 0, {}))
    assert max(map(len, text.splitlines())) <= NARROW


def test_what_was_chosen_comes_first_and_is_marked() -> None:
    assert "Utvalg: ✓ Nemnda (0), Rådet (9)" in hits_in_words(an_answer(), 0, {})


def test_the_same_case_in_other_meetings_is_named_with_the_newest_and_how_many_more() -> None:
    text = " ".join(hits_in_words(an_answer(a_hit(neighbours=tuple(map(neighbour, range(1, 6))))), 0, {}).split())
    assert "Samme sak i andre møter: Rådet 2. januar 2020 (1/20); Rådet 2. februar 2020 (2/20);" in text
    assert "og 2 til" in text


def test_what_may_be_meant_is_a_command_to_copy() -> None:
    remark = Diagnostic(
        kind=DiagnosticKind.SUGGESTION, message="Mente du?", start=0, end=1, corrected='"økning i" skadeverk'
    )
    text = click.unstyle(hits_in_words(an_answer(diagnostics=(remark, remark)), 0, {}))
    assert text.count("Prøv: referatsok search '\"økning i\" skadeverk'") == 1


@pytest.mark.parametrize(
    ("total", "offset", "said"),
    [
        pytest.param(9, 0, "8 treff til: --offset 1", id="more"),
        pytest.param(1, 0, "", id="no more"),
    ],
)
def test_the_way_on_is_told(total: int, offset: int, said: str) -> None:
    last = hits_in_words(an_answer(a_hit(), total=total, facets={}), offset, {}).splitlines()[-1]
    assert (last == said) if said else "--offset" not in last


def test_past_the_last_hit_it_says_so() -> None:
    assert "er forbi det siste" in hits_in_words(an_answer(total=3), 10, {})


@given(words=st.lists(st.text("aå\n ", min_size=1, max_size=9), min_size=1, max_size=40), data=st.data())
def test_the_marks_stand_where_the_words_have_come_to_stand(words: list[str], data: st.DataObject) -> None:
    snippet = " ".join(words)
    start = data.draw(st.integers(0, len(snippet)))
    end = data.draw(st.integers(start, len(snippet)))
    folded = folded_snippet(snippet, ((start, end),))
    marked = "".join(piece.split("\x1b[0m")[0] for piece in folded.split("\x1b[33m\x1b[1m")[1:])
    assert "".join(marked.split()) == "".join(snippet[start:end].split())
    assert click.unstyle(folded).split() == snippet.split()


def test_a_word_is_what_stands_between_blanks() -> None:
    assert WORD.findall("sak 13/02,\n ny") == ["sak", "13/02,", "ny"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        pytest.param("hærverk", "hærverk", id="a word"),
        pytest.param("tema:vold", "tema:vold", id="a field"),
        pytest.param("år:2018..2022", "år:2018..2022", id="a span"),
        pytest.param("rus unge", "'rus unge'", id="a blank"),
        pytest.param('"rus"', "'\"rus\"'", id="quotation marks"),
        pytest.param("skade*", "'skade*'", id="a star"),
        pytest.param("", "''", id="nothing"),
    ],
)
def test_only_what_a_shell_would_take_otherwise_is_quoted(text: str, typed: str) -> None:
    assert as_argument(text) == typed
    assert (PLAIN.fullmatch(text) is not None) == (text == typed)


def test_a_question_that_begins_with_a_minus_is_copied_as_no_option() -> None:
    remark = Diagnostic(kind=DiagnosticKind.SUGGESTION, message="Mente du?", start=0, end=1, corrected="-rus vold")
    assert "Prøv: referatsok search -- '-rus vold'" in click.unstyle(
        hits_in_words(an_answer(diagnostics=(remark,)), 0, {})
    )
