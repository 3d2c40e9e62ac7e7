"""Whether words of themes treat them or only name them: what is weighed, and the reason that is kept."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.learned import BIAS, read_learned
from ingest.themes.standing import Reason
from ingest.themes.treated.around import Around
from ingest.themes.treated.features import features_of
from ingest.themes.treated.judge import WEIGHTS, named_words, weigh, why_not
from ingest.themes.treated.signals import is_person, listed_words, senses_of
from ingest.themes.treated.surroundings import Surroundings
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

LEARNED = read_learned(WEIGHTS)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


def item_of(title: str, text: str) -> AgendaItem:
    return AgendaItem(id="1", order=1, number="1.", title=title, text=text)


def mentions(annotator: Annotator, title: str, text: str, theme: str) -> list[Mention]:
    return [mention for mention in annotator.explain(item_of(title, text)) if mention.theme == theme]


def surroundings(annotator: Annotator, title: str, text: str) -> Surroundings:
    return annotator.surroundings(item_of(title, text), None, Readings(annotator.model, None))


def features(annotator: Annotator, title: str, text: str, theme: str) -> dict[str, float]:
    item = surroundings(annotator, title, text)
    return next(features_of(item, named) for named in named_words(item) if named.hit.theme == theme)


ONLY_NAMED = [
    pytest.param("Neste møte", "Onsdag 4. mai kl. 10 på brannstasjonen, rom 3.", "brann", id="a venue"),
    pytest.param("Om saklista", "Punktet om mobbing gikk til neste møte.", "mobbing", id="moved to a later meeting"),
    pytest.param("Faste punkter", "Barnevern: –\nVann: Ledningen er tett.", "barnevern", id="a label over nothing"),
    pytest.param("Innspill", "Ingen hadde spørsmål om narkotika. Veglyset er ordnet.", "narkotika", id="nobody asked"),
    pytest.param(
        "Rutiner", "Ny rutine er hjemlet i barnehageloven § 4 og folkehelseloven § 7.", "skole-oppvekst", id="a law"
    ),
    pytest.param("Vedlegg", "1. Kart\n2. Brosjyre om mobbing\n3. Referat", "mobbing", id="a list of papers"),
    pytest.param("Ferieavvikling", "To ansatte er på kurs om vold i uke 9.", "vold", id="a course"),
]


@pytest.mark.parametrize(("title", "text", "theme"), ONLY_NAMED)
def test_a_theme_that_is_only_named_does_not_count_and_says_why(
    annotator: Annotator, title: str, text: str, theme: str
) -> None:
    found = mentions(annotator, title, text, theme)

    assert found
    assert all(mention.standing is not Standing.COUNTS and mention.left_out for mention in found)


TREATED = [
    pytest.param("Brannstasjonen", "Brannstasjonen får nytt tak for to millioner.", "brann", id="the place itself"),
    pytest.param("Oppvekst", "Skolene melder om mer mobbing på nett. Tiltak settes inn.", "mobbing", id="a report"),
    pytest.param("Faste punkter", "Barnevern: Åtte nye meldinger siden sist.", "barnevern", id="a label over news"),
    pytest.param("Politiet", "Det er registrert 14 saker om narkotika i år, mot 9 i fjor.", "narkotika", id="figures"),
    pytest.param("Foredrag", "Skolene får besøk av en forfatter som snakker om vold.", "vold", id="a talk"),
]


@pytest.mark.parametrize(("title", "text", "theme"), TREATED)
def test_the_same_words_count_where_something_is_told_of_them(
    annotator: Annotator, title: str, text: str, theme: str
) -> None:
    assert any(mention.standing is Standing.COUNTS for mention in mentions(annotator, title, text, theme))


def test_a_title_that_nothing_stands_under_is_not_weighed(annotator: Annotator) -> None:
    assert not list(named_words(surroundings(annotator, "Kontrollen av brannstasjonen", "")))


@pytest.mark.parametrize(
    ("text", "theme", "feature"),
    [
        pytest.param("Vi møttes på brannstasjonen.", "brann", "venue_at", id="where something was"),
        pytest.param("Saken om mobbing tas neste gang.", "mobbing", "moved", id="moved"),
        pytest.param("Saken om mobbing går over til juni.", "mobbing", "moved", id="moved to a month"),
        pytest.param("Mobbing ble ikke nevnt.", "mobbing", "denied_told", id="not spoken of"),
        pytest.param("Se sak 14 om mobbing.", "mobbing", "reference", id="another case"),
        pytest.param("Skjemaet «Melding om mobbing» er nytt.", "mobbing", "quoted", id="in quotation marks"),
        pytest.param("Det ble et slagsmål om plassene.", "vold", "article_of", id="a measure of something else"),
        pytest.param("Hun er på kurs om mobbing.", "mobbing", "leave", id="away to learn of it"),
        pytest.param("Mobbing ble tatt opp. Det ble ikke tid.", "mobbing", "next_points_denies", id="denied after"),
        pytest.param("Mobbing sto på lista. I stedet ble taket tatt.", "mobbing", "instead_next", id="something else"),
        pytest.param("Mobbing: –", "mobbing", "under_nothing", id="nothing under the label"),
        pytest.param("Mobbing: Tre saker er løst.", "mobbing", "under_number", id="a figure under the label"),
        pytest.param(
            "Mobbing sto på lista, men ble ikke tatt opp.", "mobbing", "subject_denied", id="denied of the same subject"
        ),
        pytest.param("Mobbing er utsatt til høsten.", "mobbing", "subject_off", id="the subject is put off"),
        pytest.param("Mobbing er tema i styret, ikke her.", "mobbing", "not_ours", id="not here"),
        pytest.param("Brevet om mobbing oversendes dit.", "mobbing", "theirs", id="passed on"),
        pytest.param("Møtet ble holdt på legevakta.", "helse-omsorg", "venue_held", id="where the meeting was"),
        pytest.param("Lederen har vært på kurs i mobbing.", "mobbing", "attended", id="has been on a course"),
        pytest.param(
            "Hærverket er løst, og det er ikke meldt om uro.", "skadeverk", "denied_apart", id="another clause denies"
        ),
        pytest.param("Elevene melder om mobbing.", "mobbing", "treat_clause", id="a report"),
    ],
)
def test_features_say_what_stands_around_a_word(annotator: Annotator, text: str, theme: str, feature: str) -> None:
    assert features(annotator, "Runden", text, theme).get(feature)


def test_a_place_in_its_own_field_is_no_mere_place(annotator: Annotator) -> None:
    assert "venue_at" not in features(annotator, "", "Det er smitte på sykehjemmet.", "helse-omsorg")


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        pytest.param("Garasje på Nordli, ingen skadd.", False, id="nobody was hurt"),
        pytest.param("Ingen saker.", True, id="nothing to tell"),
    ],
)
def test_that_nobody_was_hurt_denies_nothing_of_what_happened(annotator: Annotator, text: str, *, denies: bool) -> None:
    (around,) = surroundings(annotator, "Brann", text).body

    assert around.denies() is denies


def test_how_often_somebody_is_there_is_no_time_and_nobody_who_came(annotator: Annotator) -> None:
    (around,) = surroundings(annotator, "", "Helsesykepleier er til stede på skolen tre dager i uka.").body

    assert not {"when", "came"} & around.signals.keys()


def test_what_came_instead_is_not_told_under_the_heading(annotator: Annotator) -> None:
    item = surroundings(annotator, "Mobbing", "Punktet ble trukket. I stedet fikk rådet høre om taket.")

    assert len(item.under_title()) == 1


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        pytest.param("Punktet utgår.", True, id="dropped"),
        pytest.param("Ingen hadde noe.", True, id="nothing"),
        pytest.param("Lederen er syk i dag.", True, id="somebody is ill"),
        pytest.param("Tre elever er flyttet etter slagsmål.", False, id="news"),
        pytest.param("Eldre blir utsatt for svindel.", False, id="«utsatt for» puts nothing off"),
    ],
)
def test_a_sentence_is_empty_that_treats_nothing(annotator: Annotator, text: str, *, empty: bool) -> None:
    (around,) = surroundings(annotator, "", text).body

    assert isinstance(around, Around)
    assert around.is_empty() is empty


@pytest.mark.parametrize(
    ("word", "sense"),
    [
        pytest.param("oppvekstsjef", "person", id="a person"),
        pytest.param("næringsfond", "fund", id="a fund"),
        pytest.param("brannstasjon", "venue", id="a place"),
        pytest.param("skolegata", "street", id="a street"),
        pytest.param("barnevernsloven", "law", id="a law"),
    ],
)
def test_the_last_part_of_a_compound_says_what_it_names(word: str, sense: str) -> None:
    assert sense in senses_of(word)


def test_a_word_by_itself_may_name_a_person() -> None:
    assert is_person("rektor", "rektor")
    assert not is_person("taket", "tak")


def test_lists_of_signals_are_in_small_letters() -> None:
    assert all(word == word.lower() for word in listed_words())


@given(st.dictionaries(st.sampled_from(sorted(LEARNED.weights.keys() - {BIAS})[::50]), st.floats(0, 3)))
def test_the_sum_rises_with_what_speaks_for_and_falls_with_what_speaks_against(features: dict[str, float]) -> None:
    (bias,) = LEARNED.weights[BIAS]
    total = bias + sum(LEARNED.weights[name][0] * value for name, value in features.items())

    assert math.isclose(weigh(features), total, abs_tol=1e-9)


def test_the_reason_is_what_weighs_most_against() -> None:
    assert why_not({"venue_at": 1.0, "rest": 0.1}) is Reason.SCENE
    assert why_not({"moved": 1.0, "next_denies": 1.0, "asked": 1.0}) is Reason.PUT_OFF
    assert why_not({"under_off": 1.0, "under_short": 1.0, "under_all_empty": 1.0}) is Reason.PUT_OFF
    assert why_not({}) is Reason.PASSING
