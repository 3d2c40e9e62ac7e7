"""What a user reads is bokmål, the sentences of the command-line library too."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from referatsok.cli import main
from referatsok.language import LOCALE, QUOTED
from tests.referatsok.conftest import Run

MESSAGES = LOCALE / "nb" / "LC_MESSAGES" / "messages.po"


def sentences(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """English and Norwegian, singular and plural."""
    return {_forms(message.id): _forms(message.string) for message in catalog if message.id}


def _forms(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def test_the_compiled_sentences_are_those_of_the_source() -> None:
    with MESSAGES.open("rb") as source, MESSAGES.with_suffix(".mo").open("rb") as compiled:
        assert sentences(read_mo(compiled)) == sentences(read_po(source))


FOR_PROGRAMMERS = re.compile(
    r"^d$|Deprecat|Windows|Editing failed|must be|defined twice|flag for true|Could not determine|No options defined"
    r"|Arguments take|version %|Invalid start|Repeat for|entered values|invalid input|Unknown|Press any|Choice\(|not match"
    r"|UUID|\(s\)"
)
"""Sentences of click's about a program that is wrong, or about what this one does not have: prompts, dates, editors."""


def test_every_sentence_that_the_library_may_say_has_its_translation() -> None:
    with MESSAGES.open("rb") as source:
        known = set(sentences(read_po(source)))
    assert click.__file__ is not None
    found = extract_from_dir(str(Path(click.__file__).parent), method_map=[("**.py", "python")])
    said = {_forms(message[2]) for message in found}
    assert [said_once for said_once in said - known if not FOR_PROGRAMMERS.search(said_once[0])] == []


def _leaves(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    inner = [(*path, name) for name in sorted(group.commands)]
    deeper = [
        leaf
        for one in inner
        if isinstance(found := group.commands[one[-1]], click.Group)
        for leaf in _leaves(found, *one)
    ]
    return [*inner, *deeper]


ENGLISH = re.compile(
    r"\b(?:usage|options|commands|arguments|show this|default|required|integer|range|text|path|file|directory|boolean)\b"
    r"|\bx[<>]=|[<>]=x",
    re.IGNORECASE,
)
"""What click puts in a help of its own: headings, types of values, bounds."""
VALUES = re.compile(r"\[[\w|-]+\]|--[\w-]+|«[^»]*»")
"""What is typed as it stands, English or not: choices, options, quotations."""


@pytest.mark.parametrize("command", _leaves(main), ids=" ".join)
def test_help_of_every_command_is_norwegian_and_has_no_english_left(command: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*command, "--help"], prog_name="referatsok").output
    assert text.startswith("Bruk: ")
    assert ENGLISH.findall(VALUES.sub("", text)) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("serch",), "finnes ikke", id="a command misspelled"),
        pytest.param(("search", "--limt", "3"), "finnes ikke", id="an option misspelled"),
        pytest.param(("counts",), "Velg blant", id="an option left out"),
        pytest.param(("show",), "Mangler argumentet", id="an argument left out"),
        pytest.param(
            ("search", "--limit", "0"), "«--limit»: 0 er utenfor; skriv et tall, fra 1 til", id="out of range"
        ),
        pytest.param(("search", "--offset", "-1"), "skriv et tall, minst 0", id="below what is least"),
        pytest.param(("search", "--limit", "ti"), "«--limit»: «ti» er ikke et helt tall", id="no number"),
        pytest.param(("search", "--limit"), "«--limit» må ha en verdi; «--help»", id="an option without its value"),
        pytest.param(("search", "--sort", "dato"), "«dato» er ikke en av «relevance», «date»", id="no such choice"),
        pytest.param(("search", "-budsjett"), "Begynner spørsmålet med en strek", id="a question with a minus"),
        pytest.param(("status", "-x"), "Valget «-x» finnes ikke.\n", id="an option of a command without a question"),
        pytest.param(("--tull",), "Valget «--tull» finnes ikke", id="an option before the command"),
        pytest.param(("saved", "tull"), "Kommandoen «tull» finnes ikke", id="a command within a command"),
        pytest.param(("search", "--archive", __file__), "er en fil", id="a file for a folder"),
        pytest.param(("search", "--person", " "), "«--person»: den er tom; skriv en verdi", id="a filter for nothing"),
    ],
)
def test_wrong_usage_is_said_in_norwegian_with_exit_code_2(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    finished = run(*arguments)
    assert finished.returncode == 2
    assert sentence in finished.stderr


def test_a_switch_set_wrongly_in_the_environment_is_said_in_norwegian(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFERATSOK_NO_HISTORY", "tull")
    assert "«--no-history»: «tull» er verken ja eller nei; skriv 1 eller 0." in run("search", "politi").stderr


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param("Mangler '-o' / '--output'.", "Mangler «-o» / «--output».", id="two names of an option"),
        pytest.param("«it's» er ikke en av 'a', 'b'.", "«it's» er ikke en av «a», «b».", id="an apostrophe is no mark"),
    ],
)
def test_marks_of_the_library_become_norwegian_ones(said: str, shown: str) -> None:
    assert QUOTED.sub(r"«\1»", said) == shown


def test_the_system_says_what_is_wrong_in_norwegian(run: Run, tmp_path: Path) -> None:
    assert "den finnes ikke" in run("parse", tmp_path / "borte.pdf").stderr
    assert gettext.gettext("Aborted!") == "Avbrutt."
