"""referatsok actions and status --coverage, on the samples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

Run = Callable[..., Any]
Ask = Callable[..., Any]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def actions(run: Run, sample_archive: Path) -> Run:
    def asked(*arguments: str | Path) -> Any:
        return run("actions", *arguments, "--archive", sample_archive)

    return asked


def test_lights_that_were_asked_for_thrice_are_up(ask: Ask) -> None:
    (action,) = [
        action
        for action in ask("actions", "--municipality", "Granvik", "--format", "json")["actions"]
        if "monterer nye lys" in action["text"]
    ]
    assert action["fate"] == "done"
    assert action["settled"] == "2019-09-16"
    assert [link["date"] for link in action["links"]] == ["2018-12-03", "2019-03-11", "2019-09-16"]
    assert all(link["shared"] and link["page"] for link in action["links"])


def test_the_list_is_by_whoever_has_the_task_and_says_what_is_overdue(actions: Run) -> None:
    printed = actions("--municipality", "Granvik", "--body", "Politirådet", "--status", "overdue").stdout
    shown = " ".join(printed.split())
    assert "Kommunalsjef teknikk (1, 1 over fristen)" in shown
    assert "frist 1. juni 2019" in shown
    assert "dager over fristen" in shown
    assert "sett fra siste møte i utvalget som arkivet har" in shown


def test_a_question_that_begins_with_an_option_is_a_list_too(actions: Run) -> None:
    assert actions("--status", "done", "lys").stdout == actions("list", "lys", "--status", "done").stdout


def test_the_first_ones_are_the_most_urgent(ask: Ask) -> None:
    found = ask("actions", "--limit", "3", "--format", "json")["actions"]
    assert len(found) == 3
    assert all(action["overdue"] for action in found)


def test_beside_the_first_ones_stands_how_many_there_are_in_all(ask: Ask) -> None:
    whole = ask("actions", "--status", "open", "--format", "json")
    first = ask("actions", "--status", "open", "--limit", "2", "--format", "json")
    counted = ("total", "by_status", "overdue")
    assert [first[key] for key in counted] == [whole[key] for key in counted]
    assert first["shown"] == len(first["actions"]) == 2 < first["total"]
    assert first["told"] == f"{whole['told']} Bare de 2 som haster mest, er vist."
    assert ask("actions", "--status", "open", "--limit", "1000", "--format", "json") == whole


def test_csv_has_a_row_for_each_and_files_say_what_they_hold(actions: Run, tmp_path: Path) -> None:
    printed = list(csv.DictReader(io.StringIO(actions("--format", "csv").stdout)))
    target = tmp_path / "oppfolging.csv"
    assert actions("-o", target).returncode == 0
    written = rows_of(target)
    about = json.loads((tmp_path / "oppfolging.csv.meta.json").read_text(encoding="utf-8"))
    assert written == printed
    assert about["total"] == len(written) == sum(about["by_status"].values())
    assert about["masked"]
    assert {"utført", "ikke nevnt igjen"} <= {row["status"] for row in written}


def test_a_workbook_has_the_links_on_a_sheet_of_their_own(actions: Run, tmp_path: Path) -> None:
    target = tmp_path / "oppfolging.xlsx"
    assert actions("--municipality", "Storfjell", "-o", target).returncode == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Oppfølging", "Omtaler", "Om listen"]
    assert book["Omtaler"].max_row > 5
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-of", "i går"), "er ingen dato"),
        (("--format", "xlsx"), "oppgi -o"),
        (("show", "finnesikke"), "Fant ikke noe oppfølgingspunkt"),
        (("--responsible", "Havnesjefen"), "finnes ikke i arkivet"),
    ],
    ids=["no date", "no file", "no such point", "nobody"],
)
def test_what_cannot_be_is_one_sentence(actions: Run, arguments: tuple[str, ...], said: str) -> None:
    finished = actions(*arguments)
    assert finished.returncode != 0
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr


def test_reject_show_and_undo(actions: Run, ask: Ask) -> None:
    points = ask("actions", "evakueringslistene", "--format", "json")["actions"]
    point = next(action for action in points if action["links"])
    name, link = point["id"], point["links"][0]["id"]
    rejected = actions("reject", name, link)
    assert "Avvist: «" in rejected.stdout
    assert f"actions undo {name} {link}" in rejected.stderr
    assert "avvist" in actions("show", name).stdout
    assert "Angret" in actions("undo", name, link).stdout
    assert "ikke sagt noe" in actions("undo", name, link).stderr
    assert "% sannsynlig" in actions("show", name).stdout
    assert "Bekreftet" in actions("confirm", name, link[:8]).stdout
    assert "bekreftet" in actions("show", name).stdout
    assert ask("actions", "show", name, "--format", "json")["action"]["links"][0]["verdict"] == "confirmed"
    actions("undo", name, link)


def test_help_is_that_of_the_list_and_names_the_other_commands(actions: Run) -> None:
    shown = actions("--help").stdout
    assert "--status" in shown
    assert "referatsok actions confirm ID OMTALE" in shown


# ---- coverage -----------------------------------------------------------------------------------------------------


def test_the_samples_lack_the_meetings_whose_minutes_they_approve(ask: Ask) -> None:
    gaps = ask("status", "--coverage", "--json")["gaps"]
    assert {("Granvik", "Politirådet", "2018-06-04"), ("Storfjell", "Politirådet", "2018-11-19")} <= {
        (gap["municipality"], gap["body"], gap["date"]) for gap in gaps
    }
    assert all(gap["told"] for gap in gaps)


def test_coverage_in_words(run: Run, sample_archive: Path) -> None:
    shown = run("status", "--coverage", "--archive", sample_archive).stdout
    assert "Kommune" in shown.splitlines()[0]
    assert "godkjente referat fra 4. juni 2018, som ikke er i arkivet" in " ".join(shown.split())


def test_coverage_in_a_file(run: Run, sample_archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "dekning.csv"
    assert run("status", "--coverage", "-o", target, "--archive", sample_archive).returncode == 0
    rows = rows_of(target)
    (year,) = [
        row for row in rows if (row["municipality"], row["body"], row["year"]) == ("Granvik", "Politirådet", "2019")
    ]
    assert (year["meetings"], year["with_minutes"]) == ("2", "2")
    assert (tmp_path / "dekning.gaps.csv").is_file()


@pytest.mark.parametrize("arguments", [("-o", "a.csv"), ("--coverage", "-o", "a.txt")], ids=["alone", "other ending"])
def test_a_file_is_only_for_coverage_and_of_a_known_form(
    run: Run, sample_archive: Path, arguments: tuple[str, ...]
) -> None:
    assert run("status", *arguments, "--archive", sample_archive).returncode == 2
