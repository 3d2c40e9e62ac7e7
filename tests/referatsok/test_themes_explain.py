"""Why an item has its themes, for every item of the samples."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.themes.standing import Reason
from minutes.kinds import Standing, Trend
from minutes.model import Evidence, Mention
from referatsok.cli import main
from referatsok.render_themes import LEFT_OUT, explained, standing_in_words


def units_of(archive: Path) -> list[tuple[str, int]]:
    sql = "SELECT unit_id, count(mentions.row) FROM units LEFT JOIN mentions USING (row) GROUP BY units.row"
    with closing(sqlite3.connect(archive / "catalog.db")) as database:
        return database.execute(sql).fetchall()


def test_every_item_of_the_samples_is_explained_with_word_rule_sentence_and_weight(sample_archive: Path) -> None:
    units = units_of(sample_archive)
    assert len(units) > 100
    for unit, mentions in units:
        done = CliRunner().invoke(main, ["themes", "explain", unit, "--archive", str(sample_archive)])
        assert done.exit_code == 0, (unit, done.output)
        assert max(map(len, done.output.splitlines()[1:]), default=0) <= 80, unit
        told = re.sub(r"\s+", " ", done.output)
        assert len(re.findall(r"\[[a-zæøå-]+\] – teller", told)) == mentions, unit
        assert len(re.findall(r"(?:ord|frase|stikkord|feilskriving|sammen): ", told)) >= mentions, unit
        assert told.count("vekt ") >= mentions, unit
        assert told.count("(side ") >= mentions, unit


def test_what_counts_comes_first_and_the_weightiest_of_it() -> None:
    quote = (Evidence(page=2, start=0, end=9, quote="Det  øker\nnå."),)
    mentions = (
        Mention(theme="brann", why="ord: brann", weight=0.9, standing=Standing.INCIDENTAL, left_out="street"),
        Mention(theme="vold", why="ord: vold", weight=0.5, trend=Trend.UP, change=(2, 9), evidence=quote),
        Mention(theme="slt", why="ord: slt", weight=0.98),
    )
    assert [*explained(mentions, {"vold": "Vold"})] == [
        "",
        "slt [slt] – teller, hovedtema, vekt 0,98",
        "  ord: slt",
        "",
        "Vold [vold] – teller, vekt 0,50",
        "  ord: vold",
        "  utvikling: øker, fra 2 til 9",
        "  «Det øker nå.» (side 2)",
        "",
        "brann [brann] – teller ikke: ordet er en del av et gatenavn, vekt 0,90",
        "  ord: brann",
    ]


def test_every_reason_for_leaving_out_has_its_words() -> None:
    assert set(LEFT_OUT) == {str(reason) for reason in Reason if reason is not Reason.COUNTS}


@pytest.mark.parametrize("standing", Standing)
def test_a_mention_of_an_earlier_version_is_explained_by_its_standing(standing: Standing) -> None:
    said = standing_in_words(Mention(theme="vold", why="ord", standing=standing))
    assert said.startswith("teller")
    assert (said == "teller") == (standing is Standing.COUNTS)
