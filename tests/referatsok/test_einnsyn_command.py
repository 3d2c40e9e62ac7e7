"""The export in eInnsyn's spelling, over the samples: only published names, nothing made up, no path of the user's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = json.loads((ROOT / "tests" / "gold" / "einnsyn" / "fields.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(run: Callable[..., Any], sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("einnsyn") / "møter.json"
    finished = run("einnsyn", "-o", output, "--archive", sample_archive)
    assert finished.returncode == 0, finished.stderr
    return output


def objects(plain: Any, model: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the export with the model it is to be of."""
    if isinstance(plain, list):
        for one in plain:
            yield from objects(one, model)
    elif isinstance(plain, dict):
        if model:
            yield model, plain
        for name, value in plain.items():
            if isinstance(value, dict | list):
                yield from objects(value, PUBLISHED["holds"][name])


def test_every_field_is_one_that_einnsyn_publishes(written: Path) -> None:
    plain = json.loads(written.read_text(encoding="utf-8"))
    found = list(objects(plain))
    assert {model for model, _ in found} >= {
        "Moetemappe",
        "Moetesak",
        "Vedtak",
        "Moetesaksbeskrivelse",
        "Dokumentobjekt",
    }
    for model, one in found:
        assert set(one) <= {*PUBLISHED["base"], *PUBLISHED["models"][model]}, model
        for field, allowed in PUBLISHED["values"].items():
            assert one.get(field, allowed[0]) in allowed


def test_what_einnsyn_demands_is_there_or_said_to_be_missing(written: Path) -> None:
    plain = json.loads(written.read_text(encoding="utf-8"))
    missing = json.loads(written.with_name(f"{written.name}.meta.json").read_text(encoding="utf-8"))["missing"]
    for folder in plain["moetemappe"]:
        demanded = {name for name, needed in PUBLISHED["models"]["Moetemappe"].items() if needed}
        assert demanded - set(folder) <= set(missing[folder["externalId"]])
    for model, one in objects(plain):
        if model != "Moetemappe":
            assert {name for name, needed in PUBLISHED["models"][model].items() if needed} <= set(one), model


def test_every_meeting_with_a_date_is_there_once_and_refers_to_its_neighbours(written: Path) -> None:
    folders = json.loads(written.read_text(encoding="utf-8"))["moetemappe"]
    ids = [folder["externalId"] for folder in folders]
    assert len(ids) == len(set(ids)) > 1
    assert {folder["referanseForrigeMoete"] for folder in folders if "referanseForrigeMoete" in folder} <= set(ids)


def test_no_path_of_the_users_computer_goes_out(written: Path) -> None:
    assert str(ROOT) not in written.read_text(encoding="utf-8")


def test_a_choice_that_no_meeting_fits_is_said(run: Callable[..., Any], sample_archive: Path, tmp_path: Path) -> None:
    finished = run("einnsyn", "--year", "1801", "-o", tmp_path / "ingen.json", "--archive", sample_archive)
    assert finished.returncode == 2
    assert "Ingen møter passer" in finished.stderr
