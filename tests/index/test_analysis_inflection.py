"""Normal forms: which words share one, which do not, and the table behind them."""

from __future__ import annotations

import re

import pytest

from index.inflection import (
    AFTER_VOWEL,
    AGENT,
    BEFORE_NEUTER,
    CLOCK,
    DOUBLED,
    HALF_STEMMED,
    LONG_E,
    NEUTER,
    QUALITY,
    SOFTENED,
    base_in_context,
    fold,
    normal_form,
    written_forms,
)


@pytest.mark.parametrize(
    "words",
    [
        "skole skoler skolen skolene skule skulen skular skulane",
        "ordfører ordføreren ordførere ordførerne ordførar ordføraren ordførarar ordførarane",
        "trygghet tryggheten tryggleik tryggleiken",
        "følge følger følgje følgjer",
        "kirke kirken kyrkje kyrkja",
        "ungdom ungdommer ungdommene ungdomar ungdomane",
        "økning økningen auking aukinga",
        "tjeneste tjenester tjenestene teneste tenester tenestene",
        "utvalg utvalget utval utvalet",
        "eiendomsskatt eiendomsskatten eigedomsskatt eigedomsskatten",
        "årlig årlige årleg årlege",
        "mann mannen menn mennene",
        "vei veien veier veg vegen vegar",
        "tidligere tidlegare",
        "komite komiteen komitéen komiteer",
        "flom flommen flaum flaumen",
        "høst høsten haust hausten",
        "havn havna hamn hamna",
        "måned måneder månad månader",
        "uke uka uker ukene veke veka veker vekene",
        "regnskap regnskapet rekneskap rekneskapen",
        "ansatt ansatte tilsett tilsette",
        "foresatte føresette",
        "ferge ferger ferje ferjer",
        "strømbrudd straumbrot",
        "gård gården gard garden",
        "åpning åpninger opning opningar",
        "sykepleier sykepleieren sjukepleiar sjukepleiaren",
        "hjemmetjeneste hjemmetjenesten heimeteneste heimetenesta",
        "frem fram",
        "bein ben",
        "år året",
        "håland haaland",
        "kommunal kommunale kommunalt",
        "aktiv aktive aktivt",
        "spesiell spesielle spesielt",
        "kriminalitet kriminaliteten",
        "konsekvens konsekvensen konsekvenser",
        "ekspert eksperten eksperter",
        "utkast utkastet",
        "brannvesen brannvesenet",
        "viktig viktige viktigste",
        "tema temaet temaer",
        "senter senteret sentre",
    ],
)
def test_inflections_of_both_written_forms_share_a_normal_form(words: str) -> None:
    assert len({normal_form(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rus", "russ"),
        ("ran", "rand"),
        ("vold", "voldgift"),
        ("vann", "vannverk"),
        ("får", "far"),
        ("plan", "plast"),
        ("skole", "skulder"),
        ("er", "var"),
        ("politikk", "politi"),
        ("salg", "salt"),
        ("helsetjeneste", "helse"),
        ("strekning", "regning"),
        ("sted", "stat"),
    ],
)
def test_different_words_keep_different_normal_forms(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_norwegian_letters_stay_and_foreign_ones_are_folded() -> None:
    assert fold("blåbærsyltetøy") == "blåbærsyltetøy"
    assert fold("björnänger") == "bjørnænger"
    assert fold("čáhci đ") == "cahci d"


def test_vald_is_violence_unless_somebody_was_elected() -> None:
    assert base_in_context("vald", "mot", "") == "vold"
    assert base_in_context("vald", "vart", "til") == "vald"
    assert base_in_context("skole", "vart", "til") == "skole"


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        pytest.param(SOFTENED, "følgje", "gjerde", id="SOFTENED"),
        pytest.param(AGENT, "ordfører", "ber", id="AGENT"),
        pytest.param(LONG_E, "komiteen", "ideen", id="LONG_E"),
        pytest.param(QUALITY, "tryggleik", "leik", id="QUALITY"),
        pytest.param(AFTER_VOWEL, "veien", "noen", id="AFTER_VOWEL"),
        pytest.param(DOUBLED, "ungdomm", "ungdom", id="DOUBLED"),
        pytest.param(NEUTER, "kommunalt", "salt", id="NEUTER"),
        pytest.param(BEFORE_NEUTER, "spesiell", "fjell", id="BEFORE_NEUTER"),
        pytest.param(HALF_STEMMED, "aktivitet", "rest", id="HALF_STEMMED"),
        pytest.param(CLOCK, "10.00", "100", id="CLOCK"),
    ],
)
def test_each_expression_finds_its_example(expression: re.Pattern[str], found: str, missed: str) -> None:
    assert expression.search(found)
    assert not expression.search(missed)


def test_the_table_joins_only_what_the_rules_would_not() -> None:
    table = written_forms()
    idle = [word for word, base in {**table.words, **table.parts}.items() if word == base]
    assert idle == []


def test_every_entry_of_the_table_meets_its_base() -> None:
    table = written_forms()
    apart = [word for word, base in table.words.items() if normal_form(word) != normal_form(base)]
    assert apart == []
