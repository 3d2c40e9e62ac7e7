"""A question asked on the command line and its answer written, for ``search`` and for saved questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from referatsok.language import WholeNumber
from referatsok.options import duplicates_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.filters import Filters
    from search.find import SearchResult

Command = TypeVar("Command", bound=Callable[..., Any])

NO_HISTORY_VARIABLE = "REFERATSOK_NO_HISTORY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the answer is wished for.

    ``remember`` puts the question in the archive's history; ``mask`` blots out what identifies private persons in all
    forms but the table on the screen.
    """

    sort: str
    limit: int
    offset: int
    form: str
    duplicates: bool = False
    remember: bool = True
    mask: bool = True


no_mask_option = click.option(
    "--no-mask",
    is_flag=True,
    help="Ikke stryk ut fødselsnumre, telefonnumre og private adresser i CSV og JSON. På skjermen vises alt.",
)


no_history_option = click.option(
    "--no-history",
    is_flag=True,
    envvar=NO_HISTORY_VARIABLE,
    help=f"Husk ikke spørsmålet, se «referatsok history». Kan også settes i {NO_HISTORY_VARIABLE}.",
)


def answer_options(command: Command) -> Command:
    """How an answer is wished for; ``wish_of`` takes them out of a command's options again."""
    forms = click.Choice(["table", "json", "jsonl", "csv"])
    for option in (
        no_history_option,
        no_mask_option,
        click.option("--format", "form", type=forms, default="table", help="Hvordan svaret skrives."),
        click.option("--offset", type=WholeNumber(0), default=0, metavar="N", help="Hopp over så mange treff."),
        click.option(
            "--limit", type=WholeNumber(1, 100_000), default=10, show_default=True, metavar="N", help="Antall treff."
        ),
        click.option(
            "--sort",
            type=click.Choice(["relevance", "date"]),
            default="relevance",
            help="Rekkefølge på treffene: best først, eller nyest først.",
        ),
        duplicates_option,
    ):
        command = option(command)
    return command


def wish_of(options: dict[str, Any]) -> Wish:
    """The wish, taken out of the options of a command that has ``answer_options``; what is left is the command's own."""
    remember, mask = not options.pop("no_history"), not options.pop("no_mask")
    return Wish(
        remember=remember,
        mask=mask,
        **{name: options.pop(name) for name in ("sort", "limit", "offset", "form", "duplicates")},
    )


def search_and_write(archive: Path, question: str, filters: Filters, wish: Wish) -> None:
    """Ask, write the answer to stdout and remarks to stderr, and remember that it was asked."""
    from index.engine import Sort
    from referatsok.workspace import open_workspace
    from search.filters import Filters as FilterValues
    from search.find import find
    from search.remembered import Remembered

    with open_workspace(archive) as workspace:
        result = find(
            workspace.archive.catalogue,
            workspace.engine,
            workspace.analysis,
            question,
            filters=filters,
            sort=Sort(wish.sort),
            limit=wish.limit,
            offset=wish.offset,
            duplicates=wish.duplicates,
        )
        behind = len(workspace.archive.catalogue.pending())
        labels = workspace.theme_labels
        workspace.tell_if_empty(partial(click.echo, err=True))
    if behind:
        click.echo(f"{behind} dokumenter er lest, men ikke søkbare ennå. Kjør «referatsok reindex».", err=True)
    if wish.remember and not wish.offset and (question.strip() or filters != FilterValues()):
        Remembered(archive).note(question, filters, result.total)
    _write(result, wish, labels)


def _write(result: SearchResult, wish: Wish, labels: Mapping[str, str]) -> None:
    from referatsok.render_hits import hits_as_csv, hits_in_words
    from search.find import result_to_plain

    if wish.form == "table":
        click.echo(hits_in_words(result, wish.offset, labels))
        return
    if wish.mask:
        from search.privacy.hits import masked_hit

        result = replace(result, hits=tuple(map(masked_hit, result.hits)))
    plain = result_to_plain(result)
    if wish.form == "json":
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for remark in result.diagnostics:
        click.echo(remark.message, err=True)
    if wish.form == "jsonl":
        for hit in plain["hits"]:
            click.echo(json.dumps(hit, ensure_ascii=False))
    else:
        click.echo(hits_as_csv(plain["hits"]), nl=False)
