"""What words become terms, where they stand, and what a question asks for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from index.engine import And, Keyword, Near, Or, Term, Token, TokenKind
from index.inflection import normal_form
from index.words import exact_form, find_words
from minutes.vocabulary import Concept, SynonymSet, Theme, Vocabulary

THEME = Theme(id="skole", label="Skole", label_nn="Skule", definition="Skole.", words=("skole",))


def vocabulary(*synonyms: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(
        version="test",
        digest="0" * 64,
        themes=(THEME,),
        synonyms=tuple(SynonymSet(words=words) for words in synonyms),
        concepts=(
            Concept(
                id="under-18",
                label="Under 18 år",
                phrases=("under 18", "under 18 år", "mindreårig", "ungdom", "16-åringer", "barn og unge"),
            ),
            Concept(id="over-67", label="Over 67 år", phrases=("over 67", "over 67 år", "eldre")),
        ),
    )


ANALYSIS = Analysis(
    vocabulary(("skadeverk", "hærverk"), ("vold", "valdsbruk"), ("familievold", "vold i nære relasjoner"))
)


def terms(text: str, kind: TokenKind) -> list[str]:
    return [token.term for token in ANALYSIS.tokens(text) if token.kind is kind]


def meet(question: str, text: str) -> bool:
    """Whether each word of a question finds a token in the text."""
    tokens = ANALYSIS.tokens(text)
    return all(_answered(entry.query, tokens) for entry in ANALYSIS.question(question))


def _answered(query: object, tokens: tuple[Token, ...]) -> bool:
    if isinstance(query, Term):
        return bool(_positions(query, tokens))
    if isinstance(query, Or):
        return any(_answered(part, tokens) for part in query.parts)
    if isinstance(query, Near):
        first, *others = (_positions(part, tokens) for part in query.parts)
        return any(all(at + n in other for n, other in enumerate(others, start=1)) for at in first)
    return isinstance(query, And) and all(_answered(part, tokens) for part in query.parts)


def _positions(term: Term, tokens: tuple[Token, ...]) -> set[int]:
    return {token.position for token in tokens if (token.term, token.kind) in term.terms}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("skole", "Skulane i bygda", id="skole finds nynorsk skulane"),
        pytest.param("skule", "Skolene i bygda", id="nynorsk skule finds skolene"),
        pytest.param("vold", "mindre vald mot tilsette", id="vold finds vald"),
        pytest.param("trygghet", "Tryggleiken i sentrum", id="trygghet finds tryggleiken"),
        pytest.param("ikke", "det er ikkje vedteke", id="ikke finds ikkje"),
        pytest.param("hva", "kva gjer politiet", id="hva finds kva"),
        pytest.param("ordfører", "ordførarane møttest", id="ordfører finds ordførarane"),
        pytest.param("virksomhet", "verksemda i kommunen", id="virksomhet finds verksemda"),
        pytest.param("innbygger", "innbyggjarane", id="innbygger finds innbyggjarane"),
        pytest.param("sykefravær", "sjukefråværet", id="a compound of two differing parts"),
        pytest.param("grunnskoler", "grunnskulane", id="a part inside a compound"),
        pytest.param("bok", "bøkene", id="an irregular plural"),
        pytest.param("vei", "vegen og veiene", id="vei finds vegen"),
        pytest.param("skadeverk", "Mye hærverk i helgen", id="skadeverk finds hærverk"),
        pytest.param("hærverk", "SKADEVERKET økte", id="hærverk finds skadeverket in capitals"),
        pytest.param("under 18", "flere mindreårige", id="under 18 finds mindreårige"),
        pytest.param("under 18", "ungdommen i parken", id="under 18 finds ungdommen"),
        pytest.param("under 18 år", "to 16-åringer", id="under 18 år finds 16-åringer"),
        pytest.param("under 18", "barn og unge", id="under 18 finds a phrase of three words"),
        pytest.param("mindreårige", "personer under 18 år", id="mindreårige finds under 18 år"),
        pytest.param("over 67 år", "eldre i kommunen", id="over 67 år finds eldre"),
        pytest.param("møte", "mo\u0308te", id="decomposed ö in the text is ø"),
        pytest.param("möte", "møte", id="typed ö finds ø"),
        pytest.param("lärer", "læreren", id="typed ä finds æ"),
        pytest.param("gård", "ga\u030ard", id="decomposed å is å"),
        pytest.param("ga\u030ard", "gård", id="typed decomposed å is å"),
        pytest.param("komite", "komitéen", id="an accent may be left out"),
        pytest.param("epost", "send e-post", id="without hyphen finds with"),
        pytest.param("e-post", "send epost", id="with hyphen finds without"),
        pytest.param("koordinator", "SLT-koordinatoren", id="a part finds the hyphened word"),
        pytest.param("SLT-koordinator", "SLT koordinator", id="a hyphened word finds its parts apart"),
        pytest.param("trafikksikkerhet", "Trafikksikkerhetsplanen", id="two words inside a compound"),
        pytest.param("trafikksikkerhet", "trafikksikkerhetsarbeidet", id="two words inside another compound"),
        pytest.param("trafikksikkerhet", "trafikktryggleiksplanen", id="two words inside a nynorsk compound"),
        pytest.param("plan", "trafikksikkerhetsplaner", id="the last word of a compound"),
        pytest.param("skole", "ungdomsskolens elever", id="a word inside the genitive of a compound"),
        pytest.param("skole", "ungdomsskulane", id="a word inside a nynorsk compound"),
        pytest.param("skulen", "ungdomsskole", id="a nynorsk form finds a word inside a bokmål compound"),
        pytest.param("bok", "Lærebøker", id="a vowel shifts inside a compound"),
        pytest.param("vei", "bilveger", id="the other written form inside a compound"),
        pytest.param("narkotika", "narkotikasakene", id="the first word of a compound"),
        pytest.param("sykefravær", "Sykefraværet", id="an inflected compound"),
        pytest.param("skole", "FAU-skolemøtet", id="a word inside a part of a hyphened word"),
        pytest.param("13/02", "PS 0013/02", id="a case number without zeros"),
        pytest.param("13/02", "FS-13/2002", id="a case number with century and prefix"),
        pytest.param("§ 27-3", "etter §27-3 i loven", id="a section of a law with or without blank"),
        pytest.param("27-3", "etter § 27-3", id="the bare number of a section"),
        pytest.param("6. desember 2021", "den 06.12.2021", id="a date in words finds one in numbers"),
        pytest.param("2021-12-06", "6. desember 2021", id="an ISO date finds one in words"),
        pytest.param("10:00", "kl. 10.00", id="a time of day with full stop"),
        pytest.param("vold i nære relasjoner", "familievold", id="a phrase finds its synonym"),
        pytest.param("familievold", "vold i nære relasjoner", id="a word finds the phrase"),
        pytest.param("vold i nære relasjoner", "i nære og andre relasjoner er det vold", id="a phrase finds its words"),
        pytest.param("å", "å være", id="one letter is a word"),
        pytest.param("sak 5", "i sak 5 ble", id="a digit is a word"),
        pytest.param("skolevei", "skole\u00advei", id="a soft hyphen is nothing"),
    ],
)
def test_a_question_meets_a_text(question: str, text: str) -> None:
    assert meet(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("rus", "russefeiring og russ og russen", id="rus not russ"),
        pytest.param("ran", "rand og randen", id="ran not rand"),
        pytest.param("vold", "voldgift", id="vold not voldgift"),
        pytest.param("kart", "kartlegging", id="kart not kartlegging"),
        pytest.param("kart", "vi kartlegger og vil kartlegge", id="kart not kartlegge"),
        pytest.param("by", "bygg og byggene og bygde", id="by not bygg"),
        pytest.param("kvart", "kvartalet", id="kvart is hver, and no part of kvartal"),
        pytest.param("ungdomsskole", "skole for ungdom", id="a compound is not sought by its parts"),
        pytest.param("is", "isolering", id="is not isolering"),
        pytest.param("vold", "han vart vald til leiar", id="vold not elected"),
        pytest.param("får", "far", id="får not far"),
        pytest.param("møte", "mote", id="møte not mote"),
        pytest.param("13/02", "13/03 og 113/02", id="a case number not another"),
        pytest.param("elev", "ungdom", id="elev is not every minor"),
        pytest.param("ungdom", "under 18", id="ungdom in a question is the word"),
        pytest.param("under 18", "under bordet, 18 stoler", id="under and 18 apart are no age"),
        pytest.param("3", "27-3", id="a number is whole"),
        pytest.param("2021", "06.12.2021", id="a date is whole"),
    ],
)
def test_a_question_does_not_meet_another_word(question: str, text: str) -> None:
    assert not meet(question, text)


def test_forms_stand_at_one_position_from_exact_to_concept() -> None:
    text = "Hærverk av mindreårige"
    assert [(t.term, t.kind.name, t.position) for t in ANALYSIS.tokens(text)] == [
        ("hærverk", "EXACT", 0),
        ("hærverk", "INFLECTED", 0),
        ("hær", "COMPOUND", 0),
        ("verk", "COMPOUND", 0),
        ("skadeverk", "SYNONYM", 0),
        ("av", "EXACT", 1),
        ("av", "INFLECTED", 1),
        ("mindreårige", "EXACT", 2),
        ("mindreår", "INFLECTED", 2),
        ("under-18", "CONCEPT", 2),
    ]


def test_a_concept_spans_its_whole_phrase_and_takes_no_position_away() -> None:
    text = "for personer under 18 år her"
    concept = next(token for token in ANALYSIS.tokens(text) if token.kind is TokenKind.CONCEPT)
    assert text[concept.start : concept.end] == "under 18 år"
    assert terms(text, TokenKind.EXACT) == ["for", "personer", "under", "18", "år", "her"]


def test_a_hyphened_word_is_one_position_with_its_parts_where_they_stand() -> None:
    text = "ny SLT-koordinator møtte"
    parts = [token for token in ANALYSIS.tokens(text) if token.kind is TokenKind.COMPOUND]
    assert [(text[token.start : token.end], token.position) for token in parts] == [("SLT", 1), ("koordinator", 1)]
    assert terms(text, TokenKind.EXACT) == ["ny", "slt-koordinator", "møtte"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "sak 13/02, 2021/1234-5 og FS-12/21", ["sak", "13/02", "2021/1234-5", "og", "fs-12/21"], id="cases"
        ),
        pytest.param("§ 27-3 og §§ 13a", ["§27-3", "og", "§13a"], id="sections"),
        pytest.param("06.12.2021 og 6.12.21.", ["06.12.2021", "og", "6.12.21"], id="dates"),
        pytest.param("kl. 10:00–11:10", ["kl", "10:00", "11:10"], id="times"),
        pytest.param("1.200.000 kr, 2,5 %", ["1.200.000", "kr", "2,5"], id="numbers"),
        pytest.param("2018-2022 og 2018–2022", ["2018", "2022", "og", "2018", "2022"], id="spans of years are two"),
        pytest.param("rus- og voldssaker", ["rus", "og", "voldssaker"], id="a hyphen left hanging"),
        pytest.param("skole/hjem og/eller", ["skole", "hjem", "og", "eller"], id="a slash between words"),
        pytest.param("a_b", ["a", "b"], id="an underscore is no letter"),
    ],
)
def test_numbers_are_whole_and_words_are_not(text: str, expected: list[str]) -> None:
    assert terms(text, TokenKind.EXACT) == expected


def test_a_word_that_is_two_is_read_by_its_neighbours() -> None:
    assert "skadeverk" not in terms("vald", TokenKind.SYNONYM)
    assert terms("vald mot born", TokenKind.INFLECTED)[0] == terms("vold", TokenKind.INFLECTED)[0]
    assert terms("vart vald til leiar", TokenKind.INFLECTED)[1] == "vald"


def test_a_quotation_asks_for_exact_terms_only() -> None:
    assert ANALYSIS.quoted("Skadeverk i möte") == (
        Term(terms=(("skadeverk", TokenKind.EXACT),)),
        Term(terms=(("i", TokenKind.EXACT),)),
        Term(terms=(("möte", TokenKind.EXACT), ("møte", TokenKind.EXACT))),
    )


def test_an_age_in_a_question_is_its_concept_or_better_the_words_as_typed_and_named() -> None:
    (entry,) = ANALYSIS.question("under 18 år")
    assert isinstance(entry.query, Or)
    concept, typed = entry.query.parts
    assert concept == Term(terms=(("under-18", TokenKind.CONCEPT),))
    assert isinstance(typed, Near)
    assert [part.terms[0][0] for part in typed.parts] == ["under", "18", "år"]
    assert (entry.written, entry.concept, entry.start, entry.end) == ("under 18 år", "Under 18 år", 0, 11)


def test_a_word_in_a_question_names_its_synonyms() -> None:
    (entry,) = ANALYSIS.question("hærverk")
    assert entry.also == ("skadeverk",)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        pytest.param("sak 0013/02", "13/02", id="with sak"),
        pytest.param("PS 13/2002", "ps 13/02", id="with a prefix"),
        pytest.param("13/02", "13/02", id="alone"),
        pytest.param("sak 5", "5", id="an item of the agenda"),
    ],
)
def test_a_case_number_asks_also_for_the_case_so_numbered(question: str, value: str) -> None:
    (entry,) = ANALYSIS.question(question)
    assert isinstance(entry.query, Or)
    assert Keyword(name="case", value=value) in entry.query.parts


def test_the_version_follows_the_words_that_search_uses_and_nothing_else() -> None:
    same = Analysis(vocabulary(("skadeverk", "hærverk")))
    other = Analysis(vocabulary(("skadeverk", "herverk")))
    assert same.version == Analysis(vocabulary(("skadeverk", "hærverk"))).version
    assert same.version != other.version


MINUTES = st.text(
    alphabet=st.one_of(
        st.sampled_from("abkæøåÆØÅéöä  \n-‐‑/§.,:;«»()•\u00ad\u030a\u0301\u0308\u00a0\uf0b7İßﬁ"),
        st.sampled_from("0123456789"),
        st.characters(),
    ),
    max_size=80,
)


def _same(token: Token, written: str) -> bool:
    return token.kind is not TokenKind.EXACT or exact_form(written) == token.term


@given(
    st.one_of(
        MINUTES,
        st.lists(st.sampled_from(("under 18 år", "SLT-koordinator", "06.12.2021", "§ 27-3", "vold"))).map(" ".join),
    )
)
@settings(max_examples=300)
def test_offsets_are_into_the_text_as_given(text: str) -> None:
    tokens = ANALYSIS.tokens(text)
    assert all(0 <= token.start < token.end <= len(text) and token.term for token in tokens)
    assert all(_same(token, text[token.start : token.end]) for token in tokens)
    positions = [token.position for token in tokens]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


LATIN = st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=60)


@example("§0ō")
@given(LATIN)
@settings(max_examples=200)
def test_composed_and_decomposed_text_have_the_same_terms(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert [t.term for t in ANALYSIS.tokens(composed)] == [t.term for t in ANALYSIS.tokens(decomposed)]


@given(MINUTES)
@settings(max_examples=200)
def test_every_word_of_a_text_finds_the_text(text: str) -> None:
    for word in find_words(text):
        assert meet(text[word.start : word.end], text) or ANALYSIS.question(text[word.start : word.end])[0].concept


def test_a_word_inside_a_compound_is_marked_as_such_over_the_whole_of_it() -> None:
    text = "Ny trafikksikkerhetsplan"
    inside = [token for token in ANALYSIS.tokens(text) if token.kind is TokenKind.COMPOUND]
    assert {text[token.start : token.end] for token in inside} == {"trafikksikkerhetsplan"}
    assert {token.position for token in inside} == {1}
    assert [token.term for token in inside] == [
        normal_form(word) for word in ("trafikk", "sikkerhet", "plan", "trafikksikkerhet", "sikkerhetsplan")
    ]


def test_of_the_words_inside_compounds_only_those_asked_for_are_given() -> None:
    text = "Ungdomsskolen og skolevegen til kvartalet"
    every = ANALYSIS.tokens(text)
    for among in (frozenset(), frozenset({normal_form("skole")}), frozenset({normal_form("vei"), "finnes ikke"})):
        kept = tuple(token for token in every if token.kind is not TokenKind.COMPOUND or token.term in among)
        assert ANALYSIS.tokens(text, among) == kept


@pytest.mark.parametrize(
    "question",
    [
        "skadeverk under 18",
        "vold i nære relasjoner",
        "trafikksikkerhet skole",
        "6. desember 2021",
        "e-post 13/02",
        "vald",
        "2021 plan",
    ],
)
def test_what_finds_answers_in_texts_finds_those_of_all_tokens_that_are_asked_for(question: str) -> None:
    texts = [
        "Vold i nære relasjoner økte. Ungdom under 18 år stod for skadeverket, sa skolens trafikksikkerhetsplan.",
        "Den 6. desember 2021 vart ho vald til leiar mot vald og vold; sjå sak 13/02 og e-post til ungdomsskulen.",
        "Valdvald 06.12.2021 trafikksikkerhetsarbeid, under 18 under 18.",
        "Planen for 2018-2022 og planen for 2021-2025 gjelder skoler, trafikk, under 18.",
    ]
    asked = frozenset((token.term, token.kind) for token in ANALYSIS.tokens(question))
    answers = ANALYSIS.answers(asked, ("trafikk",))
    for text in (*texts, *texts):
        expected = [
            token
            for token in ANALYSIS.tokens(text)
            if (token.term, token.kind) in asked or (token.kind is TokenKind.EXACT and token.term.startswith("trafikk"))
        ]
        places = sorted({token.position for token in expected})
        assert list(answers.tokens(text, places)) == expected
        assert answers.tokens(text, ()) == ()
        assert list(answers.tokens(text, [*places, 999])) == expected
