"""The samples' gold is well-formed, speaks of documents that are there, and quotes words that stand in them."""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from minutes.model import DecisionKind, DocumentKind, Language, Outcome
from minutes.vocabulary import load_vocabulary

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
GOLD = {path.stem: path for path in sorted((SAMPLES / "gold").glob("*.json"))}
DOCUMENTS = {path.stem: path for path in sorted((SAMPLES / "documents").iterdir())}
ENCODINGS = ("utf-8", "cp1252")

GOLD_KEYS = {
    *("file", "split", "kind", "municipality", "municipality_alt", "body", "date", "place", "start", "end", "language"),
    *("attendees", "absent", "annotated_items", "optional_titles", "items"),
}
GOLD_KEYS_OPTIONAL = {"kind_alt", "body_alt", "place_alt", "notes"}
ITEM_KEYS = {"number", "title", "first_words", "listed_on_agenda", "decisions", "actions", "themes"}
DECISION_KEYS = {"kind", "outcome", "unanimous", "votes_for", "votes_against", "first_words", "label"}
ACTION_KEYS = {"text_first_words", "responsible", "due"}

# Markup of a web page or of an office file's XML: "<li>• Snø</li>" -> "• Snø".
MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL)
# What line breaking may add or take: blanks, hyphens at a line's end (pdfium gives U+FFFE or U+0002 for them).
LOOSE = re.compile(r"[\s\x02\ufffe\xad-]+")


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(GOLD[name].read_text(encoding="utf-8"))
    return gold


def all_gold() -> list[dict[str, Any]]:
    return [gold_of(name) for name in GOLD]


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    if path.suffix in {".docx", ".odt"}:
        part = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        with zipfile.ZipFile(path) as archive:
            return html.unescape(MARKUP.sub("", archive.read(part).decode()))
    return html.unescape(MARKUP.sub(" ", decoded(path.read_bytes())))


def decoded(data: bytes) -> str:
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])


def squeezed(text: str) -> str:
    return LOOSE.sub("", unicodedata.normalize("NFC", text)).casefold()


def quotes_of(gold: dict[str, Any]) -> list[str]:
    quotes = [gold["place"] or "", *gold["absent"], *(person["name"] for person in gold["attendees"])]
    for item in gold["items"]:
        quotes += [item["number"] or "", item["title"], item["first_words"]]
        quotes += [decision["first_words"] for decision in item["decisions"]]
        for action in item["actions"]:
            quotes += [action["text_first_words"], action["responsible"] or "", action["due"] or ""]
    return quotes


def test_there_are_at_least_eighteen_documents_over_at_least_four_years() -> None:
    assert len(DOCUMENTS) >= 18
    assert len({gold["date"][:4] for gold in all_gold()}) >= 4


def test_every_document_has_gold_and_all_gold_has_its_document() -> None:
    assert set(GOLD) == set(DOCUMENTS)
    assert all(gold["file"] == name for name, gold in zip(GOLD, all_gold(), strict=True))


def test_the_police_councils_promise_enough_for_following_up() -> None:
    councils = [gold for gold in all_gold() if gold["body"] == "Politirådet" and gold["kind"] == "referat"]
    promised = [a for gold in councils for item in gold["items"] for a in item["actions"] if not a.get("optional")]
    assert len(councils) >= 12
    assert len(promised) >= 30


def test_the_same_document_is_never_there_twice() -> None:
    assert len({path.read_bytes() for path in DOCUMENTS.values()}) == len(DOCUMENTS)


@pytest.mark.parametrize("name", GOLD)
def test_gold_has_the_form_of_the_scorer(name: str) -> None:
    gold = gold_of(name)
    assert gold.keys() >= GOLD_KEYS
    assert gold.keys() - GOLD_KEYS <= GOLD_KEYS_OPTIONAL
    assert gold["kind"] in set(DocumentKind)
    assert gold["language"] in set(Language)
    dt.date.fromisoformat(gold["date"])
    for time in (gold["start"], gold["end"]):
        assert time is None or dt.time.fromisoformat(time)
    for item in gold["items"]:
        assert item.keys() - {"themes_optional"} == ITEM_KEYS
        assert all(action.keys() - {"optional"} == ACTION_KEYS for action in item["actions"])
        for decision in item["decisions"]:
            assert decision.keys() - {"optional", "outcome_alt"} == DECISION_KEYS
            assert decision["kind"] in set(DecisionKind)
            assert {decision["outcome"], *decision.get("outcome_alt", ())} <= {None, *Outcome}


@pytest.mark.parametrize("name", GOLD)
def test_gold_names_only_themes_of_the_vocabulary_and_none_twice(name: str) -> None:
    known = {theme.id for theme in load_vocabulary().themes}
    for item in gold_of(name)["items"]:
        named = [*item["themes"], *item.get("themes_optional", ())]
        assert set(named) <= known
        assert len(set(named)) == len(named)


@pytest.mark.parametrize("name", GOLD)
def test_everything_gold_quotes_stands_in_the_document(name: str) -> None:
    text = squeezed(text_of(DOCUMENTS[name]))
    assert [quote for quote in quotes_of(gold_of(name)) if squeezed(quote) not in text] == []


def same_by_hand() -> dict[tuple[str, str], tuple[str, str]]:
    with (SAMPLES / "gold" / "same.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["file"], row["number"]): (row["same_as_file"], row["same_as_number"]) for row in csv.DictReader(file)
        }


def test_what_is_the_same_by_hand_is_of_one_meeting() -> None:
    meeting = {gold["file"]: (gold["municipality"], gold["body"], gold["date"]) for gold in all_gold()}
    numbers = {(gold["file"], item["number"]) for gold in all_gold() for item in gold["items"]}
    same = same_by_hand()
    assert len(same) == 6
    assert {*same, *same.values()} <= numbers
    assert all(meeting[one] == meeting[other] for (one, _), (other, _) in same.items())


def test_the_hand_count_is_the_count_of_the_gold_with_what_is_the_same_once() -> None:
    same = same_by_hand()
    counted_as = {
        (gold["file"], place): same.get((gold["file"], item["number"]), (gold["file"], item["number"] or str(place)))
        for gold in all_gold()
        for place, item in enumerate(gold["items"])
    }
    treated = {
        (theme, gold["date"][:4], counted_as[gold["file"], place])
        for gold in all_gold()
        for place, item in enumerate(gold["items"])
        for theme in item["themes"]
    }
    counted = Counter((theme, year) for theme, year, _ in treated)
    with (SAMPLES / "gold" / "counts.csv").open(encoding="utf-8", newline="") as file:
        written = [(row["theme"], row["year"], int(row["items"])) for row in csv.DictReader(file)]
    assert written == [(theme, year, count) for (theme, year), count in sorted(counted.items())]
