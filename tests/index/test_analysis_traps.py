"""Traps that search engines fall into in Norwegian, in both written forms, with the vocabulary that comes along."""

from __future__ import annotations

from functools import cache

import pytest

from index.analysis import Analysis
from index.engine import And, Near, Or, Query, Term, Token, TokenKind
from minutes.vocabulary import load_vocabulary


@cache
def shipped() -> Analysis:
    return Analysis(load_vocabulary())


def finds(question: str, text: str) -> bool:
    """Whether all that a question asks for stands in a text; quotation marks mean exactly."""
    tokens = shipped().tokens(text)
    if question.startswith('"'):
        return _together(shipped().quoted(question), tokens)
    return all(_answers(entry.query, tokens) for entry in shipped().question(question))


def _answers(query: Query, tokens: tuple[Token, ...]) -> bool:
    if isinstance(query, Term):
        return bool(_places(query, tokens))
    if isinstance(query, Near):
        return _together(query.parts, tokens)
    if isinstance(query, Or):
        return any(_answers(part, tokens) for part in query.parts)
    return isinstance(query, And) and all(_answers(part, tokens) for part in query.parts)


def _together(parts: tuple[Term, ...], tokens: tuple[Token, ...]) -> bool:
    places = [_places(part, tokens) for part in parts]
    return any(all(first + step in found for step, found in enumerate(places)) for first in places[0])


def _places(term: Term, tokens: tuple[Token, ...]) -> set[int]:
    return {token.position for token in tokens if (token.term, token.kind) in term.terms}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("trafikksikkerhet", "Ny trafikksikkerhetsplan", id="the first words of a compound"),
        pytest.param("trafikktryggleik", "Ny trafikktryggleiksplan", id="the same in nynorsk"),
        pytest.param("trafikktryggleik", "Ny trafikksikkerhetsplan", id="nynorsk finds bokmål"),
        pytest.param("trafikksikkerhet", "Ny trafikktryggleiksplan", id="bokmål finds nynorsk"),
        pytest.param("skole", "elevene ved ungdomsskolen", id="the last word of a compound"),
        pytest.param("skule", "elevane ved ungdomsskulen", id="the last word of a nynorsk compound"),
        pytest.param("skule", "elevene ved ungdomsskolen", id="the last word, nynorsk to bokmål"),
        pytest.param("skole", "elevane ved ungdomsskulen", id="the last word, bokmål to nynorsk"),
        pytest.param("under 18", "flere mindreårige", id="an age as a word for people"),
        pytest.param("under 18", "fleire mindreårige", id="an age as a word for people in nynorsk"),
        pytest.param("under 18", "ungdommene i sentrum", id="an age as ungdom"),
        pytest.param("under 18", "ungdomane i sentrum", id="an age as nynorsk ungdom"),
        pytest.param("hærverk", "mye skadeverk i helga", id="everyday word for the law's"),
        pytest.param("skadeverk", "mykje hærverk i helga", id="the law's word for everyday"),
        pytest.param("hærverk", "mykje herverk", id="bokmål hærverk finds nynorsk"),
        pytest.param("herverk", "mye hærverk", id="nynorsk herverk finds bokmål"),
        pytest.param("vold", "vald mot tilsette", id="vold finds vald"),
        pytest.param("vald", "vold mot ansatte", id="vald finds vold"),
        pytest.param("tryggleik", "økt trygghet", id="tryggleik finds trygghet"),
        pytest.param("ikkje", "ikke vedtatt", id="ikkje finds ikke"),
        pytest.param("kva", "hva som skjer", id="kva finds hva"),
        pytest.param("sjukefråvær", "sykefraværet øker", id="sjukefråvær finds sykefravær"),
        pytest.param("verksemd", "virksomheten vokser", id="verksemd finds virksomhet"),
        pytest.param("veg", "veien til skolen", id="veg finds veien"),
        pytest.param("mo\u0308te", "møtet ble hevet", id="a typed decomposed ö finds ø"),
        pytest.param("möte", "møtet ble hevet", id="a typed ö finds ø"),
        pytest.param("ga\u030ard", "gården er solgt", id="a typed decomposed å finds å"),
        pytest.param("gård", "ga\u030arden er solgt", id="å finds a decomposed å"),
        pytest.param("sak 13/02", "Sak 0013/02 ble utsatt", id="a case number"),
        pytest.param('"sak 13/02"', "Sak 13/02 ble utsatt", id="a quoted case number"),
        pytest.param('"økning i skadeverk"', "en økning i skadeverk på", id="a quoted phrase"),
        pytest.param('"auke i skadeverk"', "ein auke i skadeverk på", id="a quoted nynorsk phrase"),
    ],
)
def test_finds(question: str, text: str) -> None:
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("rus", "russefeiringen og russen", id="rus not russefeiring"),
        pytest.param("rus", "russefeiringa og russane", id="rus not russefeiring in nynorsk"),
        pytest.param("ran", "på randen av bygda", id="ran not rand"),
        pytest.param("ran", "rundt randa av bygda", id="ran not rand in nynorsk"),
        pytest.param("vold", "saken går til voldgift", id="vold not voldgift"),
        pytest.param("vald", "saka går til valdgift", id="vald not valdgift"),
        pytest.param("kart", "vi kartlegger behovet", id="kart not kartlegge"),
        pytest.param("kart", "vi kartlegg behovet", id="kart not nynorsk kartlegge"),
        pytest.param("is", "isoleringen er dårlig", id="is not isolering"),
        pytest.param("is", "isoleringa er dårleg", id="is not isolering in nynorsk"),
        pytest.param("møte", "en ny mote", id="ø is no o"),
        pytest.param("får", "far og mor", id="å is no a"),
        pytest.param("sak 13/02", "Sak 13/03 og 113/02", id="a case number is whole"),
        pytest.param('"økning i skadeverk"', "økninger i skadeverk", id="a quoted phrase is not inflected"),
        pytest.param('"økning i skadeverk"', "skadeverk i økning", id="a quoted phrase is in order"),
        pytest.param('"økning skadeverk"', "økning i skadeverk", id="no word may stand in a quoted phrase"),
        pytest.param('"skadeverk"', "mye hærverk", id="a quoted word has no synonyms"),
        pytest.param('"skole"', "skulen i bygda", id="a quoted word is of one written form"),
        pytest.param('"skole"', "ungdomsskole", id="a quoted word is no part of another"),
        pytest.param("ungdomsskole", "skole for ungdom", id="a compound is not found by its words apart"),
    ],
)
def test_does_not_find(question: str, text: str) -> None:
    assert not finds(question, text)


@pytest.mark.parametrize(
    ("compound", "inside"),
    [
        pytest.param("idrettstilskudd", {"idrett", "tilskudd"}, id="bokmål"),
        pytest.param("skuleveg", {"skole", "vei"}, id="nynorsk"),
        pytest.param("SLT-koordinator", {"SLT", "koordinator"}, id="hyphened"),
        pytest.param("skole", set(), id="no compound"),
        pytest.param("13/02", set(), id="a case number"),
        pytest.param("mindreårige", set(), id="a concept"),
    ],
)
def test_the_words_inside_what_is_asked_for_can_be_had(compound: str, inside: set[str]) -> None:
    (entry,) = shipped().question(compound)
    found = {term for word in shipped().inside(entry) for term, _ in word.terms}
    assert found == {_normal(word) for word in inside}


def _normal(word: str) -> str:
    return next(token.term for token in shipped().tokens(word) if token.kind is TokenKind.INFLECTED)
