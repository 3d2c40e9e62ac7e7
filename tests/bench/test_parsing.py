"""The scoring of parsing: on the same predictions it gives what the scorer of the marked documents gives."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.measures import alike, number_of, time_of
from bench.parsing import find_document, main, report
from bench.scoring import score_document

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "minutes-dev"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the marked documents are not on this machine")

GOLD: dict[str, Any] = {
    "file": "a",
    "kind": "protokoll",
    "municipality": "Ulvdal",
    "body": "Formannskapet",
    "date": "2020-01-02",
    "place": None,
    "start": "09:00",
    "end": None,
    "attendees": [{"name": "Eva Vik"}],
    "absent": ["Bo Li"],
    "optional_titles": ["Eventuelt"],
    "items": [
        {
            "number": "0001/20",
            "title": "Ny veg til Myra",
            "themes": ["samferdsel-vei"],
            "decisions": [
                {
                    "kind": "vedtak",
                    "first_words": "Vegen bygges i 2020",
                    "outcome": "vedtatt",
                    "unanimous": True,
                    "votes_for": None,
                    "votes_against": None,
                }
            ],
            "actions": [{"text_first_words": "Rådmannen legger fram en sak", "responsible": "rådmannen", "due": None}],
        },
        {"number": "0002/20", "title": "Klage", "agenda_only": True, "decisions": [], "actions": [], "themes": []},
    ],
}

RIGHT: dict[str, Any] = {
    "kind": "protokoll",
    "municipality": "Ulvdal",
    "body": "Formannskapet",
    "meeting": {
        "date": "2020-01-02",
        "place": None,
        "start": "9.00",
        "end": None,
        "attendees": [{"name": "Eva Vik"}],
        "absent": [{"name": "Bo Li"}],
    },
    "items": [
        {
            "number": "PS 1/20",
            "title": "NY VEG TIL MYRA",
            "themes": ["samferdsel-vei"],
            "decisions": [
                {"kind": "vedtak", "text": "Vegen bygges i 2020.", "outcome": "vedtatt", "vote": {"unanimous": True}}
            ],
            "actions": [{"text": "Rådmannen legger fram en sak i mai.", "responsible": "Rådmannen"}],
        },
        {"number": None, "title": "Eventuelt", "decisions": [], "actions": [], "themes": []},
    ],
}


def test_a_right_prediction_scores_full_in_all_that_is_asked() -> None:
    figures = score_document(GOLD, RIGHT).columns()
    assert all(value == 1.0 for value in figures.values())


def test_no_prediction_finds_nothing() -> None:
    figures = score_document(GOLD, {}).columns()
    assert (figures["segF1"], figures["decF1"], figures["actF1"], figures["attF1"]) == (0.0, 0.0, 0.0, 0.0)


def test_a_second_prediction_of_an_item_is_a_false_one() -> None:
    twice = {**RIGHT, "items": [RIGHT["items"][0], RIGHT["items"][0]]}
    scores = score_document(GOLD, twice)
    assert (scores.seg.right, scores.seg.false, scores.dec.false) == (1, 1, 1)


def test_numbers_times_and_titles_compare_as_they_mean() -> None:
    assert number_of("0013/02") == number_of("Sak 13/2002")
    assert time_of("9.00") == time_of("09:00")
    assert alike("«Ny veg» til Myra", "myra: ny veg til") > 0.9


def test_a_document_is_found_by_its_name_in_any_format(tmp_path: Path) -> None:
    (tmp_path / "møte 3.docx").touch()
    (tmp_path / "møte 3.json").touch()
    assert find_document(tmp_path, "møte 3") == tmp_path / "møte 3.docx"
    assert find_document(tmp_path, "møte") is None


def test_the_command_prints_figures_for_each_document_and_for_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    text = (
        "Møteprotokoll\nUtvalg: Formannskapet\nDato: 02.01.2020\nPS 1/20 Ny veg til Myra\nVedtak:\nVegen bygges i 2020."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main([str(gold), str(tmp_path)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"documents", "total", "theme_macro", "header", "counts"}
    assert printed["total"]["segF1"] == 1.0
    assert printed["counts"]["seg"] == {"right": 1, "false": 0, "missed": 0}


def shared_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_scorer", DATA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """A prediction made of the gold, with things left out, doubled, and changed."""
    chance = random.Random(seed)
    items = []
    for item in gold["items"]:
        decisions = [
            {
                "kind": chance.choice([decision["kind"], "vedtak"]),
                "text": decision["first_words"] + " og mer",
                "outcome": chance.choice([decision["outcome"], None, "falt"]),
                "vote": chance.choice([None, {"unanimous": True, "for": decision["votes_for"], "against": 1}]),
            }
            for decision in item["decisions"]
            if chance.random() < 0.8
        ]
        actions = [
            {"text": action["text_first_words"], "responsible": action["responsible"], "due": action["due"]}
            for action in item["actions"] + gold["items"][0]["actions"]
            if chance.random() < 0.7
        ]
        one = {
            "number": chance.choice([item["number"], None, "77/98"]),
            "title": chance.choice([item["title"], item["title"][:-4], "Eventuelt", "Noe annet"]),
            "decisions": decisions,
            "actions": actions,
            "themes": chance.sample(["okonomi", "personal", *item["themes"]], 1),
        }
        items += [one] * chance.choice([0, 1, 1, 1, 2])
    attendees = [{"name": person["name"]} for person in gold["attendees"] if chance.random() < 0.8]
    meeting = {
        "date": gold["date"],
        "start": gold["start"],
        "place": gold["place"],
        "attendees": attendees,
        "absent": ["Per Ås"],
    }
    return {
        "kind": gold["kind"],
        "municipality": gold["municipality"],
        "body": "Noe",
        "meeting": meeting,
        "items": items,
    }


@needs_data
@pytest.mark.parametrize("seed", range(6))
def test_it_gives_what_the_shared_scorer_gives(seed: int) -> None:
    theirs = shared_scorer()
    total = {key: kind() for key, kind in theirs.KEYS.items()}
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "gold").glob("*.json"))]
    predictions = {marked["file"]: spoiled(marked, seed) for marked in gold}
    ours = report({marked["file"]: marked for marked in gold}, predictions)
    for marked in gold:
        scores, header = theirs.score_doc(marked, predictions[marked["file"]])
        for key, counted in total.items():
            counted.add(scores[key])
        assert ours["documents"][marked["file"]] == pytest.approx(
            {name: figure(scores) for name, figure in theirs.COLS}
        )
        fields = score_document(marked, predictions[marked["file"]]).fields
        assert {name: bool(share.right) for name, share in fields.items()} == header
    assert ours["total"] == pytest.approx({name: figure(total) for name, figure in theirs.COLS})


def test_a_document_in_a_subfolder_is_found_and_the_one_nearest_the_top_first(tmp_path: Path) -> None:
    for folder in ("", "dypt/ned", "dypt"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "dypt" / "ned" / "a.txt").write_text("x", encoding="utf-8")
    assert find_document(tmp_path, "a") == tmp_path / "dypt" / "ned" / "a.txt"
    (tmp_path / "dypt" / "a.txt").write_text("x", encoding="utf-8")
    assert find_document(tmp_path, "a") == tmp_path / "dypt" / "a.txt"


def test_the_macro_figure_counts_a_rare_theme_as_much_as_a_common_one() -> None:
    gold = {**GOLD, "items": [{**item, "decisions": [], "actions": [], "agenda_only": False} for item in GOLD["items"]]}
    common, rare = gold["items"]
    common["themes"], rare["themes"] = ["samferdsel-vei", "okonomi"], ["samferdsel-vei", "brann"]
    found = [{"number": item["number"], "title": item["title"], "themes": ["samferdsel-vei"]} for item in gold["items"]]
    found[0]["themes"] = ["samferdsel-vei", "okonomi"]
    scores = score_document(gold, {**RIGHT, "items": found})
    assert scores.theme.f1 == pytest.approx(6 / 7)
    assert scores.theme_macro == pytest.approx(2 / 3)
