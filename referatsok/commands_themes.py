"""Commands about the themes: what they are, whether a vocabulary of one's own holds, why an item has those it has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.errors import ExitCode
from referatsok.located import locate
from referatsok.options import archive_option
from referatsok.render import number_of

if TYPE_CHECKING:
    from ingest.themes.examples import FailedExample
    from minutes.vocabulary import Theme, Vocabulary

ENOUGH_EXAMPLES = 5
"""Examples for and against that a theme should have; with fewer, its words are hardly tested."""


@click.group(
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO ...",
    epilog="""\b
Eksempler:
  referatsok themes list
  referatsok themes check egne-temaer.toml
  referatsok themes explain 3f2a9c1b7d0e.2""",
)
def themes() -> None:
    """Temaene saker merkes med, og hvorfor en sak har fått dem."""


@themes.command("list", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok themes list --format json")
@archive_option
@click.option("--themes", "named", metavar="FIL", help="Vis temaene i denne filen. [standard: arkivets]")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Hvordan listen skrives.")
def list_themes(archive: Path, named: str | None, form: str) -> None:
    """Vis temaene i to nivåer, med hva de gjelder."""
    from referatsok.vocabularies import vocabulary_of

    vocabulary = vocabulary_of(archive, named)
    found = tuple(_in_levels(vocabulary))
    if form == "json":
        keys = ("id", "label", "label_nn", "definition", "broader")
        plain = [{key: getattr(theme, key) for key in keys} for theme in found]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_theme_lines(found)))


def _theme_lines(found: Sequence[Theme]) -> Iterator[str]:
    """Each theme with its id, and what it is about below, within the width of a terminal."""
    from referatsok.render import NARROW, wrapped

    for theme in found:
        indent = "  " if theme.broader else ""
        yield f"{indent}{theme.id} – {theme.label}"
        yield wrapped(theme.definition, indent=f"{indent}    ", width=NARROW)


def _in_levels(vocabulary: Vocabulary) -> Iterator[Theme]:
    """Each theme of the first level, followed by those under it."""
    for theme in vocabulary.themes:
        if theme.broader is None:
            yield theme
            yield from map(vocabulary.theme, vocabulary.narrower(theme.id))


@themes.command(options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok themes check egne-temaer.toml")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL")
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Prøv en fil med temaer: om den henger sammen, og om eksemplene i den får de temaene de skal."""
    from ingest.themes.annotate import Annotator
    from ingest.themes.examples import failed_examples
    from minutes.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    failed = tuple(failed_examples(vocabulary, Annotator(vocabulary)))
    for example in failed:
        click.echo(_failed_in_words(example, lines))
    for remark in _thinly_tested(vocabulary):
        click.echo(f"Merk: {remark}", err=True)
    examples = sum(len(theme.positive) + len(theme.negative) for theme in vocabulary.themes)
    themes, tried = number_of(len(vocabulary.themes), "tema", "temaer"), number_of(examples, "eksempel", "eksempler")
    click.echo(f"{themes}, {tried}, {len(failed) or 'ingen'} av dem slår feil.")
    if failed:
        ctx.exit(ExitCode.FAILED)


def _failed_in_words(example: FailedExample, lines: list[str]) -> str:
    number = next((number for number, line in enumerate(lines, start=1) if example.sentence in line), None)
    place = f"linje {number}, " if number else ""
    what = "skal ha temaet, men får det ikke" if example.positive else "skal ikke ha temaet, men får det"
    fired = f" ({example.why})" if example.why else " (ingen av temaets ord står her)"
    return f"{place}{example.theme}: «{example.sentence}» {what}{fired}."


def _thinly_tested(vocabulary: Vocabulary) -> Iterator[str]:
    for theme in vocabulary.themes:
        for key, examples in (("positive", theme.positive), ("negative", theme.negative)):
            if len(examples) < ENOUGH_EXAMPLES:
                number = number_of(len(examples), "eksempel", "eksempler")
                yield f"{theme.id} har {number} i {key}; {ENOUGH_EXAMPLES} eller flere prøver ordene bedre."


@themes.command(options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok themes explain 3f2a9c1b7d0e.2")
@click.argument("identity", metavar="ID")
@archive_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Hvordan det skrives.")
def explain(identity: str, archive: Path, form: str) -> None:
    """Vis hvilke ord og regler som har gitt en sak temaene den har, hvor mye den handler om dem, og hva som ikke teller."""
    from minutes.codec import to_plain
    from referatsok.render_themes import explained
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace:
        located = locate(workspace.archive.catalogue, identity)
        labels = workspace.theme_labels
    mentions = located.item.mentions if located.item else located.document.mentions
    if form == "json":
        click.echo(json.dumps([to_plain(mention) for mention in mentions], ensure_ascii=False, indent=1))
        return
    subject = located.item.title if located.item else located.document.title
    click.secho(subject or identity, bold=True)
    click.echo("\n".join(explained(mentions, labels)) or "Ingen av temaenes ord står her.")
