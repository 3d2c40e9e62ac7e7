"""What holds for all documents marked by hand: the form of their gold, and that what it quotes stands in them."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2

from minutes.kinds import DecisionKind, DocumentKind, Language, Outcome
from minutes.vocabulary import load_vocabulary

ENCODINGS = ("utf-8", "cp1252")
OFFICE_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}

GOLD_KEYS = {
    *("file", "split", "kind", "municipality", "municipality_alt", "body", "date", "place", "start", "end", "language"),
    *("attendees", "absent", "annotated_items", "optional_titles", "items"),
}
GOLD_KEYS_OPTIONAL = {"kind_alt", "body_alt", "place_alt", "notes", "batch"}
ITEM_KEYS = {"number", "title", "first_words", "listed_on_agenda", "decisions", "actions", "themes"}
ITEM_KEYS_OPTIONAL = {"themes_optional", "agenda_only", "withheld"}
DECISION_KEYS = {"kind", "outcome", "unanimous", "votes_for", "votes_against", "first_words", "label"}
ACTION_KEYS = {"text_first_words", "responsible", "due"}

# Markup of a web page or of an office file's XML: "<li>• Snø</li>" -> "• Snø".
MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL)
# What line breaking and cells may add or take: blanks, hyphens at a line's end (pdfium gives U+FFFE or U+0002 for them).
LOOSE = re.compile(r"[\s\x02\ufffe\xad-]+")


def read_gold(path: Path) -> dict[str, Any]:
    """The gold of one document."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def check_form(gold: dict[str, Any]) -> None:
    """The gold has the form of the scorer."""
    assert gold.keys() >= GOLD_KEYS
    assert gold.keys() - GOLD_KEYS <= GOLD_KEYS_OPTIONAL
    assert {gold["kind"], *gold.get("kind_alt", ())} <= set(DocumentKind)
    assert gold["language"] in set(Language)
    if gold["date"] is not None:
        dt.date.fromisoformat(gold["date"])
    for time in (gold["start"], gold["end"]):
        assert time is None or dt.time.fromisoformat(time)
    for person in gold["attendees"]:
        assert person.keys() == {"name", "role", "party"}
    for item in gold["items"]:
        _check_item(item)


def _check_item(item: dict[str, Any]) -> None:
    assert item.keys() - ITEM_KEYS_OPTIONAL == ITEM_KEYS
    assert not (item.get("agenda_only") and (item["decisions"] or item["actions"] or item["themes"]))
    assert all(action.keys() - {"optional"} == ACTION_KEYS for action in item["actions"])
    for decision in item["decisions"]:
        assert decision.keys() - {"optional", "outcome_alt"} == DECISION_KEYS
        assert decision["kind"] in set(DecisionKind)
        assert {decision["outcome"], *decision.get("outcome_alt", ())} <= {None, *Outcome}
        assert not (decision["unanimous"] and decision["votes_against"])
        assert decision["kind"] == "innstilling" or decision["outcome"] or decision.get("optional")


def check_themes(gold: dict[str, Any]) -> None:
    """The gold names only themes of the vocabulary, and none twice in an item."""
    known = {theme.id for theme in load_vocabulary().themes}
    for item in gold["items"]:
        named = [*item["themes"], *item.get("themes_optional", ())]
        assert set(named) <= known
        assert len(set(named)) == len(named)


def unquoted(gold: dict[str, Any], document: Path) -> list[str]:
    """What the gold quotes and the document does not say."""
    text = _squeezed(_text_of(document))
    return [quote for quote in _quotes_of(gold) if _squeezed(quote) not in text]


def _text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    if path.suffix in OFFICE_PARTS:
        with zipfile.ZipFile(path) as archive:
            return html.unescape(MARKUP.sub("", archive.read(OFFICE_PARTS[path.suffix]).decode()))
    text = _decoded(path.read_bytes())
    return html.unescape(MARKUP.sub(" ", text)) if path.suffix == ".html" else text


def _decoded(data: bytes) -> str:
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])


def _squeezed(text: str) -> str:
    return LOOSE.sub("", unicodedata.normalize("NFC", text)).casefold()


def _quotes_of(gold: dict[str, Any]) -> list[str]:
    quotes = [gold["place"] or "", *gold["absent"], *(person["name"] for person in gold["attendees"])]
    for item in gold["items"]:
        quotes += [item["number"] or "", item["title"], item["first_words"]]
        quotes += [decision["first_words"] for decision in item["decisions"]]
        for action in item["actions"]:
            quotes += [action["text_first_words"], action["responsible"] or "", action["due"] or ""]
    return quotes
