"""What a user reads is bokmål, the sentences of the command-line library too."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from referatsok.cli import main
from referatsok.language import LOCALE
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


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_of_every_command_is_norwegian_and_has_no_english_left(run: Run, command: str) -> None:
    text = run(command, "--help").stdout
    assert text.startswith("Bruk: ")
    assert not {"Usage", "Options", "Show this", "default:", "OPTIONS"} & set(text.replace("[", " ").split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("serch",), "finnes ikke", id="a command misspelled"),
        pytest.param(("search", "--limt", "3"), "finnes ikke", id="an option misspelled"),
        pytest.param(("counts",), "Velg blant", id="an option left out"),
        pytest.param(("show",), "Mangler argumentet", id="an argument left out"),
        pytest.param(("search", "--limit", "0"), "utenfor", id="a number out of range"),
    ],
)
def test_wrong_usage_is_said_in_norwegian_with_exit_code_2(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    finished = run(*arguments)
    assert finished.returncode == 2
    assert sentence in finished.stderr


def test_the_system_says_what_is_wrong_in_norwegian(run: Run, tmp_path: Path) -> None:
    assert "den finnes ikke" in run("parse", tmp_path / "borte.pdf").stderr
    assert gettext.gettext("Aborted!") == "Avbrutt."
