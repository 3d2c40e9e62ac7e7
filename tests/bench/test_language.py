"""The language model's part of the quality gate."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bench.language import COLUMNS, flat
from bench.quality import FLOORS


def test_the_kinds_of_names_stand_beside_the_other_figures_under_the_names_shown() -> None:
    scored = {"pos": 0.97, "words_per_second": 9000, "names_by_kind": {"PER": 0.9, "LOC": 0.8}}
    assert flat(scored) == {"pos": 0.97, "words/s": 9000, "PER": 0.9, "place": 0.8}


def test_every_floor_of_the_model_is_of_a_figure_that_is_measured() -> None:
    floors = tomllib.loads(Path(FLOORS).read_text(encoding="utf-8"))
    of_the_model = [names for part, names in floors.items() if part.startswith(("model-nb", "model-nn"))]
    assert len(of_the_model) == 4
    assert {name for names in of_the_model for name in names} <= set(COLUMNS)
