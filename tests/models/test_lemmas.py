"""The lemma cascade, and the lexicon below it."""

from __future__ import annotations

import gzip

import pytest

from models.lemmas import (
    CascadeLemmatizer,
    Ending,
    LemmaTables,
    WrittenForm,
    ending_between,
    keep_capitals,
    known_forms,
    lemmatizer,
    possible_lemmas,
)
from models.lexicon import LEXICON_FILE, LONGEST_TAIL, WordClasses, word_classes

DEFINITE = "Definite=Def|Gender=Masc|Number=Sing"
NEUTER = "Definite=Def|Gender=Neut|Number=Sing"
FEMININE = "Definite=Def|Gender=Fem|Number=Sing"
PLURAL = "Definite=Def|Gender=Masc|Number=Plur"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


@pytest.mark.parametrize(
    ("written_form", "form", "pos", "feats", "lemma"),
    [
        pytest.param("nb", "skolen", "NOUN", DEFINITE, "skole", id="seen in the treebank"),
        pytest.param("nb", "vedtok", "VERB", PAST, "vedta", id="a strong verb"),
        pytest.param("nn", "vedtok", "VERB", PAST, "vedta", id="a strong verb in nynorsk"),
        pytest.param("nn", "var", "AUX", PAST, "vere", id="the lemma is that of the written form"),
        pytest.param("nb", "var", "AUX", PAST, "være", id="the lemma is that of the other written form"),
        pytest.param("nb", "skuterløypestyret", "NOUN", NEUTER, "skuterløypestyre", id="by the tail of a compound"),
        pytest.param("nn", "båthamnstyret", "NOUN", NEUTER, "båthamnstyre", id="by an ending rule to a known word"),
        pytest.param(
            "nb", "NATO-toppmøtet", "NOUN", NEUTER, "NATO-toppmøte", id="letters before a hyphen keep their case"
        ),
        pytest.param("nb", "Lundbys", "PROPN", "Case=Gen", "Lundby", id="a name loses its genitive"),
        pytest.param("nb", "Ås", "PROPN", "", "Ås", id="a name keeps an s of its own"),
        pytest.param("nb", "kommunedelplanens", "NOUN", f"Case=Gen|{DEFINITE}", "kommunedelplan", id="a genitive noun"),
        pytest.param(
            "nn", "Oddvard", "NOUN", "Gender=Masc", "Oddvard", id="a given name, which nynorsk tags as a noun"
        ),
        pytest.param("nb", "partigruppelederne", "NOUN", PLURAL, "partigruppeleder", id="the longer tail wins"),
        pytest.param("nb", "§", "SYM", "", "§", id="a sign is its own lemma"),
    ],
)
def test_a_form_has_its_lemma(written_form: WrittenForm, form: str, pos: str, feats: str, lemma: str) -> None:
    assert lemmatizer(written_form).lemmatize(form, pos, feats) == lemma


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        pytest.param("skolen", {"skole"}, id="one reading"),
        pytest.param("landet", {"land", "lande"}, id="a noun and a verb"),
        pytest.param("trafikksikkerhetsplanene", {"trafikksikkerhetsplan"}, id="by its tail"),
        pytest.param("skulane", {"skule"}, id="nynorsk"),
        pytest.param("zqx", set(), id="no word"),
    ],
)
def test_a_form_out_of_context_has_every_lemma_it_may_have(form: str, lemmas: set[str]) -> None:
    assert lemmas <= set(possible_lemmas(form))
    if not lemmas:
        assert possible_lemmas(form) == ()


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        pytest.param("vedta", {"vedtok", "vedtatt", "vedteke"}, id="a strong verb"),
        pytest.param("skule", {"skulen", "skulane"}, id="nynorsk"),
        pytest.param("zqx", set(), id="no word"),
    ],
)
def test_the_forms_of_a_lemma_are_those_of_the_treebank(lemma: str, forms: set[str]) -> None:
    assert forms <= set(known_forms(lemma))
    if not forms:
        assert known_forms(lemma) == ()


def test_an_ending_rule_prefers_a_lemma_that_is_a_word() -> None:
    tables = LemmaTables(
        known={("NOUN", ""): {"hytte": Ending("", "")}},
        rules={("NOUN", FEMININE): {"ta": (Ending("a", ""), Ending("a", "e"))}},
    )
    cascade = CascadeLemmatizer(tables, WordClasses((), {}), "nn")
    assert cascade.lemmatize("hytta", "NOUN", FEMININE) == "hytte"


@pytest.mark.parametrize(
    ("form", "lemma", "ending"),
    [("skolen", "skole", "n>"), ("lettet", "lette", "t>"), ("gikk", "gå", "ikk>å"), ("hus", "hus", ">")],
)
def test_an_ending_turns_a_form_into_its_lemma_and_back(form: str, lemma: str, ending: str) -> None:
    assert ending_between(form, lemma) == ending
    assert Ending.parse(ending).apply(form) == lemma


def test_an_ending_does_not_apply_to_a_form_without_it() -> None:
    assert Ending("en", "").apply("hus") is None
    assert Ending("en", "").apply("en") is None


@pytest.mark.parametrize(
    ("form", "kept"),
    [("Ap-velgerne", "Ap-velgerne"), ("E-posten", "E-posten"), ("Skolen", "skolen"), ("gang-veien", "gang-veien")],
)
def test_capitals_before_a_hyphen_are_kept(form: str, kept: str) -> None:
    assert keep_capitals(form) == kept


def test_a_form_is_classed_by_its_longest_known_tail() -> None:
    classes = WordClasses(("a", "b"), {"nen": "0 pla\t1 "})
    assert classes.look_up("Reguleringsplanen") == "a"
    assert classes.look_up("tonen") == "b"
    assert classes.look_up("en") == ""


def test_of_a_word_without_end_only_as_much_is_looked_through_as_any_known_word_has() -> None:
    lines = gzip.decompress(LEXICON_FILE.read_bytes()).decode("utf-8").splitlines()
    listed = (beginning for line in lines if not line.startswith("#") for beginning in line.split()[1:])
    assert max(map(len, listed)) + 3 <= LONGEST_TAIL

    classes = word_classes()
    assert classes.look_up_tail("x" * 1_000_000 + "kommunestyret") == classes.look_up_tail("kommunestyret")


def test_the_shipped_lexicon_knows_parts_of_speech_and_genders() -> None:
    assert word_classes().look_up("kommunestyret").startswith("noun.")
    assert "verb:" in word_classes().look_up("vedtar")
