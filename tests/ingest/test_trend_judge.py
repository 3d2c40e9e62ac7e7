"""How the judge of trends weighs what speaks for each way: the wording, the signals, the margin, the first look."""

from __future__ import annotations

import pytest

from ingest.language_model import Word
from ingest.readings import Readings
from ingest.themes.annotate import Annotator
from ingest.themes.learned import BIAS, Learned
from ingest.themes.sentences import Sentence
from ingest.themes.trend.going import MARGIN, going_of, going_on, likeliest, likelihoods, places_of
from ingest.themes.trend.signals import Signals, cues_of, may_move, signals_of
from ingest.themes.trend.view import view_of
from ingest.themes.trend.wording import classes_in, kinds_of, may_tell, wording_of
from minutes.kinds import Trend
from minutes.model import AgendaItem
from minutes.vocabulary import load_vocabulary

ANNOTATOR = Annotator(load_vocabulary())
CLASSES = ("avtar", "ingen", "uendret", "øker")


def read(text: str) -> tuple[Sentence, ...]:
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=text)
    around = ANNOTATOR.surroundings(item, None, Readings(ANNOTATOR.model, None))
    return tuple(one.sentence for one in around.body)


def signals(text: str, theme: str) -> Signals:
    first, *rest = read(text)
    hits = [hit for hit in first.hits if hit.theme == theme]
    return signals_of(first, places_of(hits), going_on(rest[0] if rest else None))


def classes(text: str, theme: str) -> list[str]:
    (sentence,) = read(text)
    places = places_of([hit for hit in sentence.hits if hit.theme == theme])
    found = classes_in(sentence.words, places, cues_of(sentence, view_of(sentence.words)))
    return [one for one in found if one]


def learned(**weights: tuple[float, ...]) -> Learned:
    return Learned(CLASSES, {BIAS: (0.0, 0.0, 0.0, 0.0), **weights})


def test_a_sentence_is_its_classes_in_their_order() -> None:
    assert classes("Hærverket har ikke økt siden i fjor.", "skadeverk")[:4] == ["T", "not", "UP", "since"]


def test_a_cue_of_many_words_is_one_class() -> None:
    assert classes("Hærverket er på vei ned.", "skadeverk")[:2] == ["T", "DOWN"]


def test_om_lag_is_no_team() -> None:
    assert "other" not in classes("Hærverket auka med om lag 5 saker.", "skadeverk")


def test_words_of_nynorsk_are_put_as_those_of_bokmal() -> None:
    nynorsk, bokmal = signals("Hærverket har ikkje auka.", "skadeverk"), signals("Hærverket har ikke økt.", "skadeverk")
    assert "w:ikke øke" in nynorsk.keys() & bokmal.keys()


def test_what_the_themes_own_word_ends_in_is_told() -> None:
    (sentence,) = read("Trafikksikkerhetsbudsjettet øker.")
    places = places_of([hit for hit in sentence.hits if hit.theme == "trafikksikkerhet"])
    assert "other" in kinds_of(sentence.words, places)


def test_a_cue_is_told_with_its_way_after_denial_what_bears_it_and_whether_it_is_so() -> None:
    found = signals("Hærverket har ikke økt.", "skadeverk")
    assert {"same", "raw up", "same of theme", "same real", "same holds", "same holds plainly"} <= found.keys()


def test_what_is_only_feared_is_unreal() -> None:
    assert "up unreal" in signals("Politiet frykter at hærverket vil øke.", "skadeverk")


def test_signals_of_the_next_sentence_are_named_so() -> None:
    found = signals("Politiet orienterte om hærverk. Antallet har økt.", "skadeverk")
    assert "next up" in found
    assert "up" not in found


def test_a_sentence_that_names_a_theme_does_not_go_on_about_another() -> None:
    _, following = read("Politiet orienterte om hærverk. Volden har økt.")
    assert going_on(following) is None


def test_counts_of_two_sentences_are_set_against_each_other() -> None:
    assert "both counts up" in signals("Det var sju innbrudd i år. I fjor var det fire.", "innbrudd")


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        pytest.param("Politiet orienterte om hærverk på skolen.", False, id="nothing moves"),
        pytest.param("Hærverket øker.", True, id="a cue"),
        pytest.param("Hærverk: 9 (14).", True, id="counts"),
        pytest.param("Hærverket ligger der det lå i fjor.", True, id="another time"),
    ],
)
def test_the_first_look_passes_over_what_does_not_move(text: str, *, moves: bool) -> None:
    assert may_move(read(text)[0]) is moves


def test_a_word_may_tell_of_another_time_or_of_change() -> None:
    assert may_tell("fjor", "fjor")
    assert not may_tell("skolen", "skole")


def test_likelihoods_add_up_to_one() -> None:
    found = likelihoods({"up": 1.0}, learned(up=(0.0, 0.5, 0.0, 2.0)))
    assert sum(found.values()) == pytest.approx(1.0)
    assert max(found, key=lambda name: found[name]) == "øker"


def test_a_way_that_is_hardly_likelier_than_none_is_not_told() -> None:
    assert likeliest({"up": 1.0}, learned(up=(0.0, 1.0, 0.0, 1.0))) is None
    assert likeliest({"up": 1.0}, learned(up=(0.0, 1.0, 0.0, 1.0 + MARGIN))) is Trend.UP


def test_numbers_that_go_the_way_told_are_kept_and_others_are_not() -> None:
    (sentence,) = read("Innbrudd: 9 saker i år, mot 14 i fjor.")
    hits = [hit for hit in sentence.hits if hit.theme == "innbrudd"]
    going = going_of(sentence, hits, None)
    assert (going.trend, going.change) == (Trend.DOWN, (14, 9))


def test_the_words_that_say_it_are_told() -> None:
    (sentence,) = read("Hærverket har gått kraftig ned.")
    hits = [hit for hit in sentence.hits if hit.theme == "skadeverk"]
    assert going_of(sentence, hits, None).why[0] == "gått kraftig ned"


def test_an_empty_sentence_has_a_wording_too() -> None:
    word = Word(form="Hærverk", lemma="hærverk", pos="NOUN", feats="", start=0, end=7)
    assert wording_of((word,), frozenset({0}), ("T",)) != {}
