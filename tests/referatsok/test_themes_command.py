"""``themes check`` and ``list``, and vocabularies of one's own: on parse, ingest and reindex."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.referatsok.conftest import ROOT, Run

OWN = """
version = "1"

[[synonyms]]
words = ["brygge", "flytekai"]

[[theme]]
id = "sjo"
label = "Sjø"
label_nn = "Sjø"
definition = "Sjøen og det som er ved den."
words = ["sjø"]

[[theme]]
id = "kai"
label = "Kaier"
label_nn = "Kaiar"
definition = "Kaier og brygger."
broader = "sjo"
words = ["kai~", "brygge~"]
positive = ["Brygga på Neset skal males."]
negative = ["Kaien Lunde møtte for posten."]
"""

PAPER = """Referat fra driftsutvalget i Vikvær kommune

Møtedato: 3. mars 2021

Sak 1/21 Brygge ved Nordholmen
Utvalget ble enige om at brygga skal settes i stand.

Sak 2/21 Mobbing i skolen
Rektor orienterte om mobbing på 7. trinn.
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "egne.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "referat.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


Asked = Callable[..., Any]


@pytest.fixture
def asked(tmp_path: Path, run: Run) -> Asked:
    """The JSON of a command on the archive of this test."""

    def answer(*arguments: str | Path) -> Any:
        finished = run(*arguments, "--archive", tmp_path / "arkiv")
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    return answer


def themes_of(answer: Any) -> list[list[str]]:
    """The themes of the items found, in the order of their numbers."""
    items = [hit for hit in answer["hits"] if hit["number"]]
    return [hit["themes"] for hit in sorted(items, key=lambda hit: str(hit["number"]))]


# ---- check and list -------------------------------------------------------------------------------------------------


def test_a_vocabulary_that_holds_is_checked_with_its_examples(own: Path, run: Run) -> None:
    own.write_text(OWN.replace("Kaien Lunde", "Kari Lunde"), encoding="utf-8")
    checked = run("themes", "check", own)
    assert checked.returncode == 0
    assert checked.stdout == "2 temaer, 2 eksempler, ingen av dem slår feil.\n"
    assert "kai har 1 eksempel i negative" in checked.stderr


def test_an_example_that_fails_is_shown_with_its_line_and_what_fired(own: Path, run: Run) -> None:
    text = OWN.replace("Brygga på Neset skal males.", "Vegen skal asfalteres.").replace(
        "Kaien Lunde", "Brygga på Neset"
    )
    own.write_text(text, encoding="utf-8")
    checked = run("themes", "check", own)
    assert checked.returncode == 1
    assert "linje 21, kai: «Vegen skal asfalteres.» skal ha temaet, men får det ikke" in checked.stdout
    assert "ingen av temaets ord står her" in checked.stdout
    assert (
        "linje 22, kai: «Brygga på Neset møtte for posten.» skal ikke ha temaet, men får det (ord: Brygga)"
        in checked.stdout
    )
    assert "2 av dem slår feil." in checked.stdout


@pytest.mark.parametrize("command", [("themes", "check"), ("themes", "list", "--themes"), ("reindex", "--themes")])
def test_a_vocabulary_that_does_not_hold_is_refused_with_line_and_key(
    command: tuple[str, ...], own: Path, run: Run, tmp_path: Path, paper: Path
) -> None:
    run("ingest", paper, "--archive", tmp_path / "arkiv")
    own.write_text(OWN.replace("broader", "brodaer"), encoding="utf-8")
    where = () if command[1] == "check" else ("--archive", tmp_path / "arkiv")
    refused = run(*command, own, *where)
    assert refused.returncode == 2
    assert "egne.toml, linje 19, theme[2] (kai): ukjent nøkkel «brodaer»" in refused.stderr
    assert "Rett filen" in refused.stderr


def test_the_list_shows_two_levels(run: Run, own: Path) -> None:
    lines = run("themes", "list", "--themes", own).stdout.splitlines()
    shown = [line.split()[0] for line in lines if " – " in line]
    assert max(map(len, lines)) <= 80
    assert shown[-2:] == ["sjo", "kai"]
    assert "\n  kai " in run("themes", "list", "--themes", own).stdout
    plain = json.loads(run("themes", "list", "--themes", own, "--format", "json").stdout)
    assert [(theme["id"], theme["broader"]) for theme in plain] == [("sjo", None), ("kai", "sjo")]


def test_every_shipped_theme_is_listed_once_and_lower_ones_under_their_upper(run: Run, tmp_path: Path) -> None:
    plain = json.loads(run("themes", "list", "--archive", tmp_path / "intet", "--format", "json").stdout)
    ids = [theme["id"] for theme in plain]
    assert len(ids) == len(set(ids)) == 50
    upper = None
    for theme in plain:
        upper = theme["id"] if theme["broader"] is None else upper
        assert theme["broader"] in {None, upper}


# ---- a vocabulary of one's own --------------------------------------------------------------------------------------


def test_a_file_is_parsed_with_the_themes_named(own: Path, paper: Path, run: Run) -> None:
    document = json.loads(run("parse", paper, "--themes", own).stdout)
    assert [item["themes"] for item in document["items"]] == [["kai"], []]


def test_an_archive_keeps_to_the_themes_it_was_made_with(
    own: Path, paper: Path, run: Run, tmp_path: Path, asked: Asked
) -> None:
    asked("ingest", paper, "--themes", own, "--json")
    own.unlink()
    assert themes_of(asked("search", "", "--format", "json")) == [["kai"], []]
    assert asked("search", "flytekai", "--format", "json")["total"] == 1, "its synonyms are in use"
    found = run("search", "tema:sjø", "--archive", tmp_path / "arkiv")
    assert "tema: Sjø (med undertemaer)" in found.stdout
    assert "Kaier (1)" in found.stdout
    assert "  kai " in run("themes", "list", "--archive", tmp_path / "arkiv").stdout


def test_reindex_marks_anew_with_other_themes_and_with_ours_again(
    own: Path, paper: Path, run: Run, tmp_path: Path, asked: Asked
) -> None:
    asked("ingest", paper, "--json")
    paper.unlink()
    assert "mobbing" in themes_of(asked("search", "", "--format", "json"))[1]
    for themes, wanted in ((str(own), "kai"), ("referatsok", "mobbing")):
        assert run("reindex", "--themes", themes, "--archive", tmp_path / "arkiv").returncode == 0
        marked = themes_of(asked("search", "", "--format", "json"))
        assert wanted in [theme for themes_ in marked for theme in themes_]
    assert not (tmp_path / "arkiv" / "themes.toml").exists()


def test_ingest_with_other_themes_marks_what_is_there_anew(own: Path, paper: Path, asked: Asked) -> None:
    asked("ingest", paper, "--json")
    assert asked("ingest", paper, "--themes", own, "--json")["unchanged"] == 1
    assert themes_of(asked("search", "", "--format", "json")) == [["kai"], []]


def test_themes_changed_behind_the_archives_back_make_it_out_of_date(
    own: Path, paper: Path, run: Run, tmp_path: Path, asked: Asked
) -> None:
    asked("ingest", paper, "--themes", own, "--json")
    kept = tmp_path / "arkiv" / "themes.toml"
    kept.write_text(OWN.replace("brygge~", "molo~"), encoding="utf-8")
    refused = run("search", "brygge", "--archive", tmp_path / "arkiv")
    assert refused.returncode == 4
    assert "en annen temaliste" in refused.stderr
    assert "referatsok reindex" in refused.stderr


def test_themes_that_do_not_hold_leave_no_archive_behind(own: Path, paper: Path, run: Run, tmp_path: Path) -> None:
    own.write_text("version = 1", encoding="utf-8")
    refused = run("ingest", paper, "--themes", own, "--archive", tmp_path / "nytt")
    assert refused.returncode == 2
    assert not (tmp_path / "nytt").exists()


def test_the_vocabulary_shown_in_the_documentation_holds(run: Run, tmp_path: Path) -> None:
    shown = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    path = tmp_path / "vist.toml"
    path.write_text(re.sub(r"^broader.*\n", "", block, flags=re.MULTILINE), encoding="utf-8")
    assert run("themes", "check", path).stdout == "1 tema, 2 eksempler, ingen av dem slår feil.\n"


def test_a_damaged_copy_of_the_themes_in_the_archive_is_told_with_what_mends_it(
    tmp_path: Path, own: Path, paper: Path, run: Run
) -> None:
    archive = tmp_path / "arkiv"
    run("ingest", paper, "--archive", archive, "--themes", own)
    (archive / "themes.toml").write_bytes(b"\x00\xff")

    damaged = run("search", "brygge", "--archive", archive)
    assert damaged.returncode == 2
    assert damaged.stderr.strip() == (
        "Feil: themes.toml er ikke en tekstfil. Det er arkivets kopi av temaene; "
        "gi arkivet en ny med «referatsok reindex --themes FIL»."
    )
    assert run("reindex", "--themes", own, "--archive", archive).returncode == 0
    assert run("search", "brygge", "--archive", archive).returncode == 0
