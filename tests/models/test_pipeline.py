"""The shipped pipeline, loaded once for the module: what it promises on text of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from minutes.errors import ModelMissing
from models.choice import WEIGHTS
from models.pipeline import EVERYTHING, Part, Reading, load_pipeline, read_paragraphs
from models.tokens import AFTER_MARK, LONGEST_STRETCH, TOO_LONG, divide, make_tokenizer

BOKMAAL = "Kommunestyret i Lillevik vedtok planen enstemmig. Kari Lundby fra Fagernes stilte spørsmål om skolene."
NYNORSK = "Kommunestyret i Storevik vedtok planen samrøystes. Ola Nordgard frå Voss spurde om skulane."
MOST_BYTES = 25_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def read(nlp: Language, text: str) -> Reading:
    (reading,) = read_paragraphs(nlp, [text])
    return reading


@pytest.mark.parametrize(
    ("text", "form", "lemmas"),
    [
        pytest.param(BOKMAAL, "nb", {"vedtok": "vedta", "planen": "plan", "skolene": "skole"}, id="bokmål"),
        pytest.param(NYNORSK, "nn", {"vedtok": "vedta", "planen": "plan", "skulane": "skule"}, id="nynorsk"),
    ],
)
def test_a_paragraph_of_each_form_is_tagged(nlp: Language, text: str, form: str, lemmas: dict[str, str]) -> None:
    reading = read(nlp, text)
    assert reading.written_form == form
    assert len(reading.sentences) == 2
    words = {word.form: word for word in reading.words}
    assert {form: words[form].lemma for form in lemmas} == lemmas
    assert words["vedtok"].pos == "VERB"
    assert "PER" in {name.kind for name in reading.names}


def test_parts_left_out_are_not_loaded() -> None:
    lean = load_pipeline(parts=frozenset({Part.TAGS}))
    assert lean.pipe_names == ["written_form", "morphologizer", "cascade_lemmatizer"]
    reading = read(lean, BOKMAAL)
    assert reading.names == ()
    assert reading.sentences == ((0, len(reading.words)),)


@pytest.mark.parametrize("part", [pytest.param(part, id=part) for part in Part])
def test_a_part_says_the_same_alone_as_with_the_others(nlp: Language, part: Part) -> None:
    (alone,) = read_paragraphs(nlp, [BOKMAAL], parts=frozenset({part}))
    (rest,) = read_paragraphs(nlp, [BOKMAAL], parts=EVERYTHING - {part})
    whole = read(nlp, BOKMAAL)
    tagged, named, divided = (part is one for one in (Part.TAGS, Part.NAMES, Part.SENTENCES))
    assert (alone.words == whole.words, rest.words == whole.words) == (tagged, not tagged)
    assert (alone.names == whole.names, rest.names == whole.names) == (named, not named)
    assert (alone.sentences == whole.sentences, rest.sentences == whole.sentences) == (divided, not divided)


def test_the_default_form_goes_to_paragraphs_that_do_not_tell(nlp: Language) -> None:
    (reading,) = read_paragraphs(nlp, ["PS 12/21"], default="nn")
    assert reading.written_form == "nn"


def test_readings_come_in_the_order_of_the_paragraphs(nlp: Language) -> None:
    texts = [BOKMAAL, "", NYNORSK, "Sak 2"]
    assert [reading.text for reading in read_paragraphs(nlp, texts)] == texts


@pytest.mark.parametrize(
    "text",
    [pytest.param(f"{NYNORSK} {BOKMAAL}\n" * 9, id="lines"), pytest.param("x1" * 700, id="nothing to cut at")],
)
def test_a_text_too_long_for_a_paragraph_is_read_in_pieces_and_told_as_one(
    nlp: Language, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.pipeline.LONGEST_PIECE", 500)
    before, reading, after = read_paragraphs(nlp, ["Sak 1", text, "Sak 2"])
    assert [before.text, reading.text, after.text] == ["Sak 1", text, "Sak 2"]
    assert all(text[word.start : word.end] == word.form for word in reading.words)
    assert all(text[name.start : name.end] == name.text for name in reading.names)
    assert "".join(word.form for word in reading.words) == "".join(text.split())
    assert [reading.words[first].form for first, _ in reading.sentences[1:]].count("Kommunestyret") >= text.count(
        "Kari"
    )


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_every_word_and_name_stands_where_it_says(nlp: Language, text: str) -> None:
    reading = read(nlp, text)
    assert all(text[word.start : word.end] == word.form for word in reading.words)
    assert all(text[name.start : name.end] == name.text for name in reading.names)
    assert [first for first, _ in reading.sentences[1:]] == [last for _, last in reading.sentences[:-1]]


def test_the_same_paragraph_is_read_the_same_alone_and_in_a_batch(nlp: Language) -> None:
    alone = read(nlp, NYNORSK)
    batch = list(read_paragraphs(nlp, [BOKMAAL, NYNORSK, BOKMAAL]))
    assert batch[1] == alone


def test_an_official_model_that_is_not_installed_is_a_sentence_with_the_way_out() -> None:
    with pytest.raises(ModelMissing, match=r"«nb_core_news_xl» er ikke installert\. Installer den"):
        load_pipeline("nb_core_news_xl")


def test_an_official_model_gets_our_lemmatizer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def load(_: str, *, exclude: list[str]) -> Language:
        asked.append(exclude)
        return spacy.blank("nb")

    monkeypatch.setattr("models.pipeline.model_label", lambda name: f"{name}-3.8.0")
    monkeypatch.setattr(spacy, "load", load)
    official = load_pipeline("nb_core_news_lg", parts=EVERYTHING - {Part.NAMES})
    assert official.pipe_names == ["written_form", "cascade_lemmatizer"]
    assert asked == [["ner", "tidy_names", "lemmatizer", "attribute_ruler"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("PS 12/21 jf. § 13-1", ["PS", "12/21", "jf.", "§", "13-1"], id="case number and section"),
        pytest.param("•Orientering -Eventuelt", ["•", "Orientering", "-", "Eventuelt"], id="marks against words"),
        pytest.param("Møtet slutt i 2021.", ["Møtet", "slutt", "i", "2021", "."], id="a year at the end"),
        pytest.param("Den 17. mai kl. 10", ["Den", "17.", "mai", "kl.", "10"], id="an ordinal"),
        pytest.param("vedtatt av Frp.", ["vedtatt", "av", "Frp", "."], id="a party at the end"),
        pytest.param("M.a. ihht. lova", ["M.a.", "ihht.", "lova"], id="abbreviations of both forms"),
    ],
)
def test_text_of_minutes_is_divided_into_words(nlp: Language, text: str, words: list[str]) -> None:
    made: Doc = make_tokenizer()(nlp)(text)
    assert [token.text for token in made] == words


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        pytest.param("," * 3_000, 3_000, id="commas, each a word"),
        pytest.param("a" * 3_000, 12, id="letters, cut anywhere"),
        pytest.param("rus," * 600, 1_200, id="words, cut after a comma"),
    ],
)
def test_a_stretch_without_blanks_is_divided_in_pieces_and_nothing_of_it_moves(
    nlp: Language, stretch: str, words: int
) -> None:
    text = f"Til stede: {stretch} og Kari.  "
    doc = divide(nlp, text)

    assert doc.text == text
    assert [text[word.idx : word.idx + len(word)] for word in doc] == [word.text for word in doc]
    assert len(doc) == words + len(nlp.make_doc("Til stede:  og Kari.  ")) - 1
    assert all(len(word) <= LONGEST_STRETCH for word in doc)


def test_only_a_stretch_longer_than_any_word_is_cut() -> None:
    longest = "a" * LONGEST_STRETCH
    assert TOO_LONG.search(f"en {longest} til") is None
    assert TOO_LONG.findall(f"en {longest}b til") == [f"{longest}b"]
    assert AFTER_MARK.findall("skole,gate;vei") == ["skole,gate;"]


def test_what_is_shipped_is_small_and_holds_no_word_list_of_the_treebank() -> None:
    files = [path for folder in (WEIGHTS, WEIGHTS.parent / "data") for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES
    assert not (WEIGHTS / "vocab").exists()


@pytest.mark.slow
def test_loading_takes_under_a_second_and_a_half() -> None:
    code = (
        "import time, spacy; began = time.process_time()\n"
        "from models.pipeline import load_pipeline, read_paragraphs\n"
        "nlp = load_pipeline(); list(read_paragraphs(nlp, ['Rådet møttes i dag.']))\n"
        "print(time.process_time() - began)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.5


@pytest.mark.slow
def test_the_bench_scores_any_file_with_names(tmp_path: Path) -> None:
    rows = (
        "# text = Kari bor.",
        "1\tKari\tKari\tPROPN\t_\t_\t2\tnsubj\t_\tname=B-PER",
        "2\tbor\tbo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|name=O",
        "3\t.\t$.\tPUNCT\t_\t_\t2\tpunct\t_\tname=O",
        "",
    )
    file = tmp_path / "own.conllu"
    file.write_text("\n".join(rows), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "bench.model", str(file)], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)["files"][str(file)]
    assert {"tokens", "pos", "feats", "lemma", "sentences", "names", "words_per_second"} <= set(figures)
