"""Commands about remembered questions: saved, history."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referatsok.asking import answer_options, search_and_write, wish_of
from referatsok.language import WholeNumber
from referatsok.options import archive_option, filter_options, filters_of
from referatsok.render import as_argument

if TYPE_CHECKING:
    from search.filters import Filters
    from search.remembered import Remembered

OPTION_NAMES = {"years": "--year", "not_years": "--not-year", "first": "--from", "last": "--to"}
"""Options that are not called as their filter."""


@click.group(
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO ...",
    epilog="""\b
Eksempler:
  referatsok saved add skadeverk "skadeverk under 18" --body Politirådet
  referatsok saved list
  referatsok saved run skadeverk --sort date
  referatsok saved rename skadeverk hærverk
  referatsok saved remove skadeverk""",
)
def saved() -> None:
    """Søk som er lagret med navn i arkivet."""


@saved.command(
    "add",
    options_metavar="[VALG]",
    epilog='\b\nEksempel:\n  referatsok saved add skadeverk "skadeverk under 18" --body Politirådet --year 2018..',
)
@click.argument("name", metavar="NAVN")
@click.argument("query", nargs=-1, metavar="[SPØRSMÅL]")
@archive_option
@filter_options
@click.option("--replace", is_flag=True, help="Skriv over et lagret søk med samme navn.")
def add(*, name: str, query: tuple[str, ...], archive: Path, replace: bool, **filters: Any) -> None:
    """Lagre et spørsmål og filtre med et navn."""
    from referatsok.workspace import open_workspace
    from search.filters import Filters as FilterValues
    from search.find import understand
    from search.remembered import Remembered

    question, chosen = " ".join(query), filters_of(filters)
    if not question.strip() and chosen == FilterValues():
        raise click.UsageError("Oppgi et spørsmål eller minst ett filter å lagre.")
    with open_workspace(archive) as workspace:
        understood = understand(workspace.archive.catalogue, workspace.analysis, question, chosen)
    before = Remembered(archive).save(name, question, chosen, replace=replace)
    for remark in understood.parsed.diagnostics:
        click.echo(remark.message, err=True)
    click.echo(f"Lagret «{name}». Tolket som: {understood.interpreted}")
    if before is not None:
        click.echo(f"Angre: {_add_command(before.name, before.question, before.filters)} --replace", err=True)


@saved.command("list", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok saved list --format json")
@archive_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Hvordan det skrives.")
def list_saved(*, archive: Path, form: str) -> None:
    """Vis de lagrede søkene."""
    from referatsok.render import table

    every = _remembered(archive).saved()
    if form == "json":
        plain = [
            {"name": each.name, "query": each.question, "filters": _set_filters(each.filters), "saved": each.saved}
            for each in every
        ]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    elif every:
        rows = [(each.name, _as_typed(each.question, each.filters)) for each in every]
        click.echo(table(rows, head=("Navn", "Søk")))
    else:
        click.echo("Ingen søk er lagret. Lagre et med «referatsok saved add NAVN SPØRSMÅL».", err=True)


@saved.command("run", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok saved run skadeverk --sort date")
@click.argument("name", metavar="NAVN")
@archive_option
@answer_options
def run(*, name: str, archive: Path, **options: Any) -> None:
    """Kjør et lagret søk."""
    found = _remembered(archive).saved_as(name)
    search_and_write(archive, found.question, found.filters, wish_of(options))


@saved.command("rename", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok saved rename skadeverk hærverk")
@click.argument("name", metavar="NAVN")
@click.argument("new", metavar="NYTT_NAVN")
@archive_option
def rename_saved(*, name: str, new: str, archive: Path) -> None:
    """Gi et lagret søk et annet navn."""
    kept = _remembered(archive)
    before = kept.rename(name, new).name
    now = kept.saved_as(new).name
    click.echo(f"Søket «{before}» heter nå «{now}».")
    click.echo(f"Angre: referatsok saved rename {as_argument(now)} {as_argument(before)}", err=True)


@saved.command("remove", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok saved remove skadeverk")
@click.argument("name", metavar="NAVN")
@archive_option
def remove_saved(*, name: str, archive: Path) -> None:
    """Fjern et lagret søk."""
    gone = _remembered(archive).forget_saved(name)
    click.echo(f"Søket «{gone.name}» er fjernet.")
    click.echo(f"Angre: {_add_command(gone.name, gone.question, gone.filters)}", err=True)


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok history --limit 50
  referatsok history --clear
  referatsok history --off

Spørsmålene ligger i history.db i arkivets mappe, og bare der; de 1000 siste huskes. «search --no-history» eller
REFERATSOK_NO_HISTORY=1 lar være å huske et spørsmål, --off lar være å huske dem i dette arkivet.""",
)
@archive_option
@click.option("--limit", type=WholeNumber(1), default=20, show_default=True, metavar="N", help="Vis så mange.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Hvordan det skrives.")
@click.option("--clear", is_flag=True, help="Glem alle spørsmål. Kan ikke angres; lagrede søk blir stående.")
@click.option("--on/--off", "keep", default=None, help="Husk spørsmål i dette arkivet, eller la være.")
def history(*, archive: Path, limit: int, form: str, clear: bool, keep: bool | None) -> None:
    """Vis spørsmålene som er stilt til arkivet, det siste først."""
    from referatsok.render import number_of

    remembered = _remembered(archive)
    if keep is not None:
        remembered.keep_asked(on=keep)
        click.echo("Spørsmål blir husket fra nå av." if keep else "Spørsmål blir ikke husket fra nå av.")
    if clear:
        click.echo(f"{number_of(remembered.forget_asked(), 'spørsmål', 'spørsmål')} er glemt.")
    if not clear and keep is None:
        _show_history(remembered, limit, form)


def _show_history(remembered: Remembered, limit: int, form: str) -> None:
    from referatsok.render import moment_in_words, table

    asked = remembered.asked(limit)
    if form == "json":
        plain = [
            {"moment": each.moment, "query": each.question, "filters": _set_filters(each.filters), "total": each.total}
            for each in asked
        ]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    elif asked:
        rows = [
            (moment_in_words(each.moment), str(each.total), _as_typed(each.question, each.filters)) for each in asked
        ]
        click.echo(table(rows, head=("Når", "Treff", "Søk")))
    elif not remembered.keeps_asked:
        click.echo("Ingen spørsmål er husket: det er slått av for dette arkivet. Slå på med --on.", err=True)
    else:
        click.echo("Ingen spørsmål er husket ennå.", err=True)


def _remembered(archive: Path) -> Remembered:
    """What the archive remembers; it must be there."""
    from index.archive import Archive
    from search.remembered import Remembered

    Archive.open(archive).close()
    return Remembered(archive)


def _set_filters(filters: Filters) -> dict[str, Any]:
    from search.remembered import filters_to_text

    plain: dict[str, Any] = json.loads(filters_to_text(filters))
    return plain


def _as_typed(question: str, filters: Filters) -> str:
    """The question and its filters as they are typed after a command."""
    parts: list[str] = []
    for name, value in asdict(filters).items():
        option = OPTION_NAMES.get(name, f"--{name.replace('_', '-')}")
        if value is True:
            parts.append(option)
        elif value:
            values = (value,) if isinstance(value, str) else value
            parts += [f"{option} {as_argument(each)}" for each in values]
    typed = [as_argument(question)] if question else []
    # What begins with a minus would be taken for an option.
    return " ".join([*parts, "--", *typed] if question.startswith("-") else [*typed, *parts])


def _add_command(name: str, question: str, filters: Filters) -> str:
    return f"referatsok saved add {as_argument(name)} {_as_typed(question, filters)}"
