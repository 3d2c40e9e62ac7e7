"""The query language: a table of questions and trees, what is said about odd ones, and laws for any text."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from index.engine import (
    And,
    DateBetween,
    Everything,
    Facet,
    FacetIs,
    Keyword,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Term,
    TextField,
    TokenKind,
)
from search.atoms import MOST_STARRED
from search.diagnostics import DiagnosticKind
from search.grammar import MOST_CHARACTERS, parse
from search.lexemes import CHUNK, FIELD, SLOP, readable

KNOWN = {Facet.MUNICIPALITY: ("Elvebyen", "Fjellheim", "Øvre Elv kommune"), Facet.BODY: ("Politirådet",)}
QUERY_DOC = Path(__file__).resolve().parents[2] / "docs" / "query.md"


def word(exact: str, stem: str | None = None, *more: tuple[str, TokenKind], field: TextField | None = None) -> Term:
    """The term of a plain word."""
    key = stem or exact
    forms = ((exact, TokenKind.EXACT), (key, TokenKind.INFLECTED), (key, TokenKind.COMPOUND), *more)
    return Term(terms=forms, field=field)


def quoted(*words: str, field: TextField | None = None) -> Near:
    return Near(parts=tuple(Term(terms=((each, TokenKind.EXACT),), field=field) for each in words), field=field)


def days(first: dt.date | None, last: dt.date | None) -> DateBetween:
    return DateBetween(first=first, last=last)


PARK, BRU, ELV = word("park"), word("bru", "bro"), word("elv")
AGE = Term(terms=(("under-18", TokenKind.CONCEPT),))
UNDER_18 = Or(parts=(AGE, Near(parts=(word("under", "und"), word("18")))))
UNDER_18_YEARS = Or(parts=(AGE, Near(parts=(word("under", "und"), word("18"), word("år")))))
IN_TITLE = TextField.TITLE

TREES = [
    ("park", PARK),
    ("park bru", And(parts=(PARK, BRU))),
    ("park OG bru AND elv", And(parts=(PARK, BRU, ELV))),
    ("PARK", PARK),
    ("park ELLER bru", Or(parts=(PARK, BRU))),
    ("park OR bru | elv", Or(parts=(PARK, BRU, ELV))),
    ("park|bru", Or(parts=(PARK, BRU))),
    ("park ELLER bru elv", Or(parts=(PARK, And(parts=(BRU, ELV))))),
    ("(park ELLER bru) elv", And(parts=(Or(parts=(PARK, BRU)), ELV))),
    ("park (bru elv)", And(parts=(PARK, BRU, ELV))),
    ("park IKKE bru", And(parts=(PARK, Not(part=BRU)))),
    ("park IKKJE bru", And(parts=(PARK, Not(part=BRU)))),
    ("park NOT bru elv", And(parts=(PARK, Not(part=BRU), ELV))),
    ("park -bru", And(parts=(PARK, Not(part=BRU)))),
    ("-bru", Not(part=BRU)),
    ("-(bru elv)", Not(part=And(parts=(BRU, ELV)))),
    ("NOT NOT bru", BRU),
    ("IKKE under 18 park", And(parts=(Not(part=UNDER_18), PARK))),
    ("park ikke bru", And(parts=(PARK, word("ikke", "ikk"), BRU))),
    ("park - bru", And(parts=(PARK, BRU))),
    ("hærverk", word("hærverk", None, ("skadeverk", TokenKind.SYNONYM))),
    ("park under 18", And(parts=(PARK, UNDER_18))),
    ("under 18 år", UNDER_18_YEARS),
    (
        "möte",
        Term(
            terms=(
                ("möte", TokenKind.EXACT),
                ("møte", TokenKind.EXACT),
                ("møt", TokenKind.INFLECTED),
                ("møt", TokenKind.COMPOUND),
            )
        ),
    ),
    ('"park bru"', quoted("park", "bru")),
    ("«park bru»", quoted("park", "bru")),
    ("„park bru“", quoted("park", "bru")),
    ('"Parken"', Term(terms=(("parken", TokenKind.EXACT),))),
    ('"under 18"', quoted("under", "18")),
    ('"sak 13/02"', Or(parts=(quoted("sak", "13/02"), Keyword(name="case", value="13/02")))),
    ('"park bru"~5', Near(parts=(PARK, BRU), slop=5)),
    ("sak 13/02", Or(parts=(word("13/02"), Keyword(name="case", value="13/02")))),
    ("bru*", Prefix(prefix="bru")),
    ("Bru* park", And(parts=(Prefix(prefix="bru"), PARK))),
    ("mö*", Or(parts=(Prefix(prefix="mö"), Prefix(prefix="mø")))),
    ("tittel:park bru", And(parts=(word("park", field=IN_TITLE), BRU))),
    ("tittel: park", word("park", field=IN_TITLE)),
    ("tittel:(park ELLER bru)", Or(parts=(word("park", field=IN_TITLE), word("bru", "bro", field=IN_TITLE)))),
    ('tittel:"park bru"', quoted("park", "bru", field=IN_TITLE)),
    ("tittel:bru*", Prefix(prefix="bru", field=IN_TITLE)),
    ("kommune:elvebyen", FacetIs(facet=Facet.MUNICIPALITY, values=("Elvebyen",))),
    ('kommune:"øvre elv"', FacetIs(facet=Facet.MUNICIPALITY, values=("Øvre Elv kommune",))),
    ("kommune:(øvre elv)", FacetIs(facet=Facet.MUNICIPALITY, values=("Øvre Elv kommune",))),
    (
        "kommune:(Elvebyen ELLER Fjellheim)",
        Or(
            parts=(
                FacetIs(facet=Facet.MUNICIPALITY, values=("Elvebyen",)),
                FacetIs(facet=Facet.MUNICIPALITY, values=("Fjellheim",)),
            )
        ),
    ),
    ("utval:politirådet", FacetIs(facet=Facet.BODY, values=("Politirådet",))),
    ("UTVALG:Politirådet", FacetIs(facet=Facet.BODY, values=("Politirådet",))),
    ("tema:Narkotika", FacetIs(facet=Facet.THEME, values=("narkotika",))),
    ("-tema:narkotika", Not(part=FacetIs(facet=Facet.THEME, values=("narkotika",)))),
    ("type:Protokoll", FacetIs(facet=Facet.KIND, values=("protokoll",))),
    ("ansvarlig:Politiet", FacetIs(facet=Facet.RESPONSIBLE, values=("Politiet",))),
    ('person:"Kari  Holm"', Keyword(name="person", value="kari holm")),
    ("sak:0013/2002", Keyword(name="case", value="13/02")),
    ("sak:PS 13/2002", Keyword(name="case", value="ps 13/02")),
    ("sak:PS 13/02 bru", And(parts=(Keyword(name="case", value="ps 13/02"), BRU))),
    ("år:2021", days(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),
    ("a\u030ar:2021", days(dt.date(2021, 1, 1), dt.date(2021, 12, 31))),
    ("år:2018..2022", days(dt.date(2018, 1, 1), dt.date(2022, 12, 31))),
    ("år:2022..2018", days(dt.date(2018, 1, 1), dt.date(2022, 12, 31))),
    ("år:2018-2022", days(dt.date(2018, 1, 1), dt.date(2022, 12, 31))),
    ("år:2018..", days(dt.date(2018, 1, 1), None)),
    ("år:..2018", days(None, dt.date(2018, 12, 31))),
    ("dato:2020-02", days(dt.date(2020, 2, 1), dt.date(2020, 2, 29))),
    ("dato:06.12.2021", days(dt.date(2021, 12, 6), dt.date(2021, 12, 6))),
    ("dato:2021-01-15..2021-06-30", days(dt.date(2021, 1, 15), dt.date(2021, 6, 30))),
    ("dato:2020..2021-03", days(dt.date(2020, 1, 1), dt.date(2021, 3, 31))),
    ("dato:ukjent", DateBetween(undated=True)),
    ("", Everything()),
    ("  \n ", Everything()),
]


@pytest.mark.parametrize(("text", "tree"), TREES, ids=[text or "nothing" for text, _ in TREES])
def test_a_question_has_this_tree_and_nothing_odd(text: str, tree: Query, analysis: Analysis) -> None:
    parsed = parse(text, analysis, known=KNOWN)
    assert parsed.tree == tree
    assert parsed.diagnostics == ()


ODD = [
    ('"park', PARK, DiagnosticKind.UNCLOSED_QUOTE),
    ("(park", PARK, DiagnosticKind.UNBALANCED),
    ("park)", PARK, DiagnosticKind.UNBALANCED),
    ("park) bru", And(parts=(PARK, BRU)), DiagnosticKind.UNBALANCED),
    ("park ELLER", PARK, DiagnosticKind.MISPLACED),
    ("ELLER park", PARK, DiagnosticKind.MISPLACED),
    ("park OG", PARK, DiagnosticKind.MISPLACED),
    ("park IKKE", PARK, DiagnosticKind.MISPLACED),
    ("pa*rk", And(parts=(word("pa"), word("rk"))), DiagnosticKind.WILDCARD),
    ("b*", word("b"), DiagnosticKind.WILDCARD),
    ('park ""', PARK, DiagnosticKind.EMPTY),
    ("park tema:", PARK, DiagnosticKind.EMPTY),
    ("?!", Everything(), DiagnosticKind.EMPTY),
    ("farge:bru", And(parts=(word("farge", "farg"), BRU)), DiagnosticKind.UNKNOWN_FIELD),
    ("tema:bru", BRU, DiagnosticKind.UNKNOWN_VALUE),
    ("kommune:bru", BRU, DiagnosticKind.UNKNOWN_VALUE),
    ("sak:bru", BRU, DiagnosticKind.UNKNOWN_VALUE),
    ("år:bru", BRU, DiagnosticKind.BAD_DATE),
    ("dato:bru", BRU, DiagnosticKind.BAD_DATE),
    ("dato:2021-13 park", And(parts=(word("2021-13"), PARK)), DiagnosticKind.BAD_DATE),
    ("park " * 300, And(parts=(PARK,) * 64), DiagnosticKind.TOO_LONG),
    ("park " * 70, And(parts=(PARK,) * 64), DiagnosticKind.TOO_MANY),
    ('"park bru"~500', Near(parts=(PARK, BRU), slop=100), DiagnosticKind.TOO_MANY),
    (f'"park bru"~{"9" * 30}', Near(parts=(PARK, BRU), slop=100), DiagnosticKind.TOO_MANY),
    ("(" * 21 + "park" + ")" * 21, PARK, DiagnosticKind.TOO_DEEP),
]


@pytest.mark.parametrize(("text", "tree", "kind"), ODD, ids=[text[:20] for text, *_ in ODD])
def test_an_odd_question_is_searched_all_the_same_and_says_so(
    text: str, tree: Query, kind: DiagnosticKind, analysis: Analysis
) -> None:
    parsed = parse(text, analysis, known=KNOWN)
    assert parsed.tree == tree
    assert kind in {remark.kind for remark in parsed.diagnostics}


def test_a_remark_stands_where_the_odd_thing_does(analysis: Analysis) -> None:
    text = "park tema:brukt bru"
    (remark,) = parse(text, analysis).diagnostics
    assert text[remark.start : remark.end] == "tema:brukt"


def test_a_value_that_is_nearly_right_is_suggested(analysis: Analysis) -> None:
    (remark,) = parse("kommune:Elvbyen", analysis, known=KNOWN).diagnostics
    assert remark.message == "Kommunen «Elvbyen» finnes ikke; søkt som vanlige ord. Mente du «Elvebyen»?"


def test_without_known_values_a_value_is_taken_as_typed(analysis: Analysis) -> None:
    assert parse("kommune:Langtvekk", analysis).tree == FacetIs(facet=Facet.MUNICIPALITY, values=("Langtvekk",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "skadeverk under 18", "skadeverk (også hærverk, herverk) OG under 18 (alder)", id="synonyms and age"
        ),
        pytest.param("mindreårige", "mindreårige (under 18 år)", id="a concept by another name"),
        pytest.param("park ELLER bru elv", "(park ELLER (bru OG elv))", id="precedence is shown"),
        pytest.param("park -(bru elv)", "park OG IKKE (bru OG elv)", id="negation of a group"),
        pytest.param('"park bru" elv*', "nøyaktig «park bru» OG ord som begynner med «elv»", id="quotation and star"),
        pytest.param('"park bru"~5', "«park bru» innenfor 5 ord", id="nearness"),
        pytest.param("tema:narkotika år:2018..2022", "tema: Narkotika OG år 2018–2022", id="fields"),
        pytest.param("dato:2021-12", "desember 2021", id="a month"),
        pytest.param("dato:2021-12-06", "6. desember 2021", id="a day"),
        pytest.param("dato:2021-12-06..", "fra 6. desember 2021", id="an open span"),
        pytest.param("tittel:park", "tittel: park", id="a word in the title"),
        pytest.param("", "alle saker", id="nothing"),
    ],
)
def test_a_question_is_read_back_in_bokmaal(text: str, said: str, analysis: Analysis) -> None:
    assert parse(text, analysis).interpreted == said


SIGNS = st.sampled_from(
    (
        *(
            '"',
            "«",
            "»",
            "(",
            ")",
            "|",
            "-",
            "*",
            "~",
            "~5",
            ":",
            "tema:",
            "kommune:",
            "år:",
            "dato:",
            "sak:",
            "tittel:",
        ),
        *(
            "x:",
            "ELLER",
            "IKKE",
            "OG",
            " ",
            " ",
            "park",
            "under 18",
            "vold i nære relasjoner",
            "2018..2022",
            "13/02",
            "å",
        ),
        "\u00ad",
    )
)


@given(st.one_of(st.text(), st.lists(SIGNS, max_size=60).map("".join)))
@settings(max_examples=400)
@example("(" * 2000)
@example('"' * 2001)
@example("tema:x " * 300)
@example("a\u0301" * 900)
def test_any_text_parses_at_once(analysis: Analysis, text: str) -> None:
    began = time.process_time()
    parsed = parse(text, analysis, known=KNOWN)
    assert time.process_time() - began < 1
    assert parsed.text == readable(text)
    assert parsed.interpreted
    assert all(0 <= remark.start <= remark.end <= len(text) and remark.message for remark in parsed.diagnostics)
    assert all(text[entry.start : entry.end] for entry in parsed.sought)
    hash(parsed.tree)


def test_halves_of_characters_are_none_of_the_question(analysis: Analysis) -> None:
    parsed = parse("vold \udcff tittel:\ud800skole\udfff", analysis, known=KNOWN)
    assert parsed.text == "vold \ufffd tittel:\ufffdskole\ufffd"
    assert [entry.written for entry in parsed.sought] == ["vold", "skole"]
    assert (parsed.interpreted + "".join(remark.message for remark in parsed.diagnostics)).encode()


def test_of_many_stars_the_first_are_heeded_and_one_remark_says_so(analysis: Analysis) -> None:
    parsed = parse(" ".join(f"{letters}*" for letters in map("b{}".format, "abcdefghijklmnop")), analysis, known=KNOWN)
    assert sum(isinstance(entry.query, Prefix) for entry in parsed.sought) == MOST_STARRED
    assert len(parsed.sought) == 16
    (remark,) = parsed.diagnostics
    assert remark.kind is DiagnosticKind.TOO_MANY
    assert "«bm*»" in remark.message


def test_the_time_is_linear_in_the_text(analysis: Analysis) -> None:
    worst = [
        "(" * MOST_CHARACTERS,
        "a|" * (MOST_CHARACTERS // 2),
        "1/" * (MOST_CHARACTERS // 2),
        "a-" * (MOST_CHARACTERS // 2),
    ]
    began = time.process_time()
    for text in worst * 5:
        parse(text, analysis, known=KNOWN)
    assert time.process_time() - began < len(worst)


EXAMPLE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
"""Code in a line of Markdown: the examples of docs/query.md are in the first two columns of its tables."""


def documented() -> list[str]:
    examples = []
    for line in QUERY_DOC.read_text(encoding="utf-8").split("## I JSON")[0].splitlines():
        if line.startswith("| `"):
            examples += [found.replace("\\|", "|") for found in EXAMPLE.findall(line)]
    return [found for found in examples if not found.startswith("referatsok ")]


@pytest.mark.parametrize("text", documented())
def test_every_documented_example_is_understood(text: str, analysis: Analysis) -> None:
    known = {
        Facet.MUNICIPALITY: ("Elvebyen", "Fjellheim", "Øvre Elv"),
        Facet.BODY: ("Politirådet",),
        Facet.RESPONSIBLE: ("Politiet",),
    }
    assert parse(text, analysis, known=known).diagnostics == ()


def test_every_kind_of_remark_is_documented() -> None:
    text = QUERY_DOC.read_text(encoding="utf-8")
    assert [kind for kind in DiagnosticKind if f"`{kind}`" not in text] == []


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        pytest.param(EXAMPLE, "| `park` |", "park", id="EXAMPLE"),
        pytest.param(FIELD, "tema:narkotika", "http://a", id="FIELD"),
        pytest.param(SLOP, "~5", "~", id="SLOP"),
        pytest.param(CHUNK, "13/02", "()", id="CHUNK"),
    ],
)
def test_each_expression_finds_its_example(expression: re.Pattern[str], found: str, missed: str) -> None:
    assert expression.search(found)
    assert not expression.search(missed)
