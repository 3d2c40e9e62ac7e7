from __future__ import annotations

import time
from typing import Any

import pytest

from ingest.language_model import LanguageModel, Word
from ingest.readings import Readings
from ingest.themes.matching import Matcher, Rule
from minutes.errors import UsageError
from minutes.vocabulary import Cues, Theme, Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel()


@pytest.fixture(scope="module")
def shipped(model: LanguageModel) -> Matcher:
    return Matcher(load_vocabulary(), model)


WORDS = [
    pytest.param("vold", "volden", True, id="definite form"),
    pytest.param("vald", "valden", True, id="nynorsk definite form"),
    pytest.param("ungdom", "ungdomane", True, id="nynorsk plural"),
    pytest.param("utforkøyring", "utforkøyringar", True, id="form that no table knows"),
    pytest.param("vold", "VOLD", True, id="capitals"),
    pytest.param("rus", "russ", False, id="russ is not rus"),
    pytest.param("rus~", "russefeiring", False, id="russefeiring is not rus"),
    pytest.param("rus~", "russisk", False, id="russisk is not rus"),
    pytest.param("rus", "rust", False, id="rust is not rus"),
    pytest.param("ran", "rand", False, id="rand is not ran"),
    pytest.param("~ran", "Iran", False, id="a letter is no first part"),
    pytest.param("is~", "isolering", False, id="isolering is not of is"),
    pytest.param("narkotika~", "narkotikasaker", True, id="first part"),
    pytest.param("trafikksikkerhet~", "trafikksikkerhetsplanen", True, id="first part with a linking s"),
    pytest.param("brann~", "brannforebyggingsplan", True, id="first part of three"),
    pytest.param("slt-~", "SLT-koordinatoren", True, id="first part with a hyphen"),
    pytest.param("helse~", "helse-", True, id="elliptic first part"),
    pytest.param("næring~", "nærings-", True, id="elliptic first part with a linking s"),
    pytest.param("~vold", "familievold", True, id="head"),
    pytest.param("~vold", "familievolden", True, id="inflected head"),
    pytest.param("kulturskole", "kulturskulen", True, id="nynorsk compound of a bokmål word"),
    pytest.param("skule~", "skolevegen", True, id="bokmål compound of a nynorsk word"),
    pytest.param("psykolog~", "psykologisk", False, id="derived word is no compound"),
    pytest.param("rein:noun", "reinen", True, id="the part of speech asked for"),
    pytest.param("vold", "familievold", False, id="no compounds without a flag"),
    pytest.param("~skole", "Granåsenskolen", True, id="head after a name"),
    pytest.param("~råd", "eldrerådet", True, id="head of a council"),
    pytest.param("~råd", "beiteområdene", False, id="head that the word is not cut at"),
]


PHRASES = [
    pytest.param("vold ... nære relasjon", "vold og trusler i nære relasjoner", True, id="a gap of three"),
    pytest.param("vold ... nære relasjon", "vold nære relasjoner", True, id="no gap"),
    pytest.param("vold ... nære relasjon", "vold i hjem og skole og nære relasjoner", False, id="a gap too wide"),
    pytest.param("digital mobbing", "digitale mobbingen", True, id="inflected"),
    pytest.param("støtte v/oppstart", "støtte v/oppstart", True, id="cut as the text is"),
    pytest.param("valg av", "valga avisa", False, id="short words have no forms"),
]


def words_of(model: LanguageModel, text: str) -> tuple[Word, ...]:
    (reading,) = Readings(model)([text])
    return reading.words


def entries_of(cases: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(case.values[0]) for case in cases))


@pytest.fixture(scope="module")
def tried(model: LanguageModel) -> Matcher:
    """All entries of the tables above in one theme."""
    theme = Theme(
        id="tema",
        label="Tema",
        label_nn="Tema",
        definition="Prøve.",
        words=entries_of(WORDS),
        phrases=entries_of(PHRASES),
    )
    cues = Cues(laws=("lov",))
    return Matcher(Vocabulary(version="1", digest="0" * 64, themes=(theme,), cues=cues), model)


def found(matcher: Matcher, model: LanguageModel, entry: str, text: str) -> list[str]:
    words = words_of(model, text)
    return [
        text[words[match.first].start : words[match.last].end]
        for match in matcher.matches(words)
        if match.entry.text == entry
    ]


@pytest.mark.parametrize(("entry", "written", "matches"), WORDS)
def test_a_word_is_matched_in_its_forms_and_compounds_only(
    tried: Matcher, model: LanguageModel, entry: str, written: str, *, matches: bool
) -> None:
    assert found(tried, model, entry, f"Om {written} her") == ([written] if matches else [])


@pytest.mark.parametrize(("phrase", "text", "matches"), PHRASES)
def test_a_phrase_is_matched_over_its_gap(
    tried: Matcher, model: LanguageModel, phrase: str, text: str, *, matches: bool
) -> None:
    assert found(tried, model, phrase, text) == ([text] if matches else [])


def test_a_phrase_that_the_text_ends_in_is_not_matched(tried: Matcher, model: LanguageModel) -> None:
    assert found(tried, model, "vold ... nære relasjon", "vold i nære") == []


def test_a_compound_shows_its_parts(tried: Matcher, model: LanguageModel) -> None:
    (match,) = tried.matches(words_of(model, "narkotikasaker"))

    assert match.parts == ("narkotika", "sak")


def test_cues_are_matched_beside_themes(tried: Matcher, model: LanguageModel) -> None:
    (match,) = tried.matches(words_of(model, "alkoholloven"))

    assert (match.entry.key, match.entry.rule) == ("laws", Rule.CUE)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        pytest.param("voldgift", "vold", id="voldgift"),
        pytest.param("flomlyset", "flom-skred", id="flomlys"),
        pytest.param("arbeidsmiljøet", "miljo-natur", id="arbeidsmiljø"),
        pytest.param("veilederen", "samferdsel-vei", id="veileder"),
        pytest.param("lønnsomt", "personal", id="lønnsom"),
    ],
)
def test_a_look_alike_is_only_matched_as_an_exception(
    shipped: Matcher, model: LanguageModel, text: str, theme: str
) -> None:
    rules = {match.entry.rule for match in shipped.matches(words_of(model, text)) if match.entry.key == theme}

    assert not rules or Rule.EXCLUDE in rules


def test_a_model_that_is_not_installed_is_one_sentence_with_a_way_out() -> None:
    with pytest.raises(UsageError) as refused:
        LanguageModel("nb_ikke_installert")

    assert "«nb_ikke_installert» er ikke installert" in refused.value.message
    assert "spacy download" in refused.value.way_out


def test_a_long_text_is_matched_in_less_time_than_it_takes_to_read_a_page(
    shipped: Matcher, model: LanguageModel
) -> None:
    text = "Politiet orienterte om narkotikasaker, skadeverk og trafikksikkerhet ved skolene i kommunen. " * 400
    words = words_of(model, text)
    began = time.process_time()

    shipped.matches(words)

    assert time.process_time() - began < 1.0
