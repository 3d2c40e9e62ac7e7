"""The command line as a whole: every command has an example, a broken pipe is no error, and so is nothing asked wrongly."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from referatsok.cli import main
from tests.referatsok.conftest import Run


def commands(group: click.Command, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of all commands, those of groups too."""
    if names:
        yield names
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, (*names, name))


ALL = [pytest.param(names, id=" ".join(names)) for names in commands(main)]


@pytest.mark.parametrize("names", ALL)
def test_the_help_of_every_command_has_an_example_of_it(names: tuple[str, ...], run: Run) -> None:
    text = run(*names, "--help").stdout
    assert "Eksemp" in text
    assert f"  referatsok {names[0]}" in text


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "referatsok", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    "options",
    [(), ("--format", "json"), ("--format", "jsonl"), ("--format", "csv")],
    ids=["table", "json", "jsonl", "csv"],
)
def test_a_reader_that_has_had_enough_is_no_error(options: tuple[str, ...], sample_archive: Path) -> None:
    process = started("search", "i", "--limit", "500", *options, "--no-history", "--archive", sample_archive)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_remarks_do_not_stand_among_the_results(form: str, run: Run, sample_archive: Path) -> None:
    finished = run("search", "tema:finnesikke", "--format", form, "--archive", sample_archive)
    assert "finnesikke" in finished.stderr
    assert "finnesikke" not in finished.stdout


def test_a_very_long_question_is_cut_and_told(run: Run, sample_archive: Path) -> None:
    finished = run("search", "skole " * 5000, "--archive", sample_archive)
    assert finished.returncode == 0
    assert "Spørsmålet er for langt" in finished.stdout


def test_colours_are_for_terminals_only(sample_archive: Path) -> None:
    process = started("search", "kvikkleire", "--archive", sample_archive)
    out, _ = process.communicate()
    assert b"\x1b" not in out


def test_an_archive_with_nothing_in_it_answers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    archive = tmp_path / "arkiv"
    assert run("ingest", tmp_path / "tom", "--archive", archive).returncode == 0
    finished = run("search", "vann", "--archive", archive)
    assert finished.returncode == 0
    assert "0 treff" in finished.stdout
    assert run("batch", _written(tmp_path / "a.txt", "vann"), "--archive", archive).returncode == 0


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


GUIDE = Path(__file__).resolve().parents[2] / "docs" / "searching.md"


@pytest.mark.parametrize("line", re.findall(r"^referatsok .*$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
def test_the_guide_names_commands_and_options_that_there_are(line: str) -> None:
    command: click.Command = main
    _, *words = shlex.split(line)
    while words and isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Bare Linux har en fil som alltid er full.")
def test_an_answer_that_there_is_no_room_for_is_one_sentence(sample_archive: Path) -> None:
    command = [sys.executable, "-m", "referatsok", "search", "politi", "--archive", str(sample_archive)]
    with Path("/dev/full").open("wb") as full:
        finished = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert finished.returncode == 1
    assert finished.stderr == "Feil: Svaret kan ikke skrives: disken er full. Frigjør plass.\n"


@pytest.mark.parametrize("encoding", ["latin-1", "cp850"])
def test_a_letter_that_the_output_has_no_sign_for_stops_nothing(
    encoding: str, sample_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    process = started("search", "hærverk", "--limit", "1", "--municipality", "Granvik", "--archive", sample_archive)
    answer, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")
    assert "Tolket som: hærverk".encode(encoding, "replace") in answer


def test_an_answer_to_a_file_is_utf_8_whatever_the_system_writes(
    sample_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    monkeypatch.setenv("LC_ALL", "C")
    process = started("search", "skadeverk", "--municipality", "Granvik", "--archive", sample_archive)
    answer, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")
    assert "✓ Granvik" in answer.decode()
