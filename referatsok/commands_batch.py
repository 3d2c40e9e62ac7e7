"""The command that asks many questions from a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referatsok.asking import no_mask_option
from referatsok.language import WholeNumber
from referatsok.options import archive_option, duplicates_option, filter_options, filters_of

if TYPE_CHECKING:
    from search.batch.results import Answered


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok batch spørsmål.csv -o svar.csv
  referatsok batch spørsmål.xlsx -o svar.xlsx --hits 5 --year 2019..2023
  referatsok batch ord.txt --column søkeord --excel -o svar.csv

Filen har ett spørsmål i hver rad: CSV eller XLSX med overskrifter, JSON, eller en tekstfil med ett spørsmål i hver
linje. Kolonnene i filen er med i svaret, og etter dem interpreted (hva spørsmålet ble tolket som), total (treff),
meetings (møter), first_date og last_date (første og siste møtedato), remarks (merknader) og error (hvorfor det ikke
ble søkt). Med -o skrives FIL.meta.json ved siden av: filtre, antall, og hva arkivet er laget med.""",
)
@click.argument("queries", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL")
@archive_option
@click.option("--column", metavar="NAVN", help="Kolonnen spørsmålene står i. [standard: query, spørsmål, søk …]")
@click.option(
    "--hits",
    type=WholeNumber(0, 1000),
    default=0,
    metavar="N",
    help="Ta med de N beste treffene, ett i hver rad. [standard: bare tallene]",
)
@filter_options
@duplicates_option
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx", "json"]), help="[standard: etter filnavnet, ellers csv]"
)
@no_mask_option
@click.option("--excel", is_flag=True, help="CSV som norsk Excel åpner med dobbeltklikk.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL", help="Skriv til denne filen."
)
def batch(
    *,
    queries: Path,
    archive: Path,
    column: str | None,
    hits: int,
    form: str | None,
    excel: bool,
    output: Path | None,
    duplicates: bool,
    no_mask: bool,
    **filters: Any,
) -> None:
    """Søk etter mange spørsmål fra en fil, med én rad for hvert: treff, møter, første og siste dato.

    Et spørsmål som ikke kan søkes, får grunnen i sin egen rad, og resten går videre.
    """
    from search.batch.questions import read_questions
    from search.batch.results import answers_as_text, write_answers
    from search.table_files import TableFormat, format_of, must_be_writable

    chosen = TableFormat(form) if form else format_of(output)
    if chosen is TableFormat.XLSX and output is None:
        raise click.UsageError("XLSX må skrives til en fil; oppgi -o FIL.xlsx.")
    if output is not None and output.absolute() == queries.absolute():
        raise click.UsageError("Svarene kan ikke skrives over spørsmålene; oppgi en annen fil med -o.")
    questions = read_questions(queries, column)
    if output is not None:
        must_be_writable(output)
    answers, about = _answers(archive, questions, filters, hits=hits, duplicates=duplicates, mask=not no_mask)
    if output is None:
        click.echo(answers_as_text(answers, chosen, excel=excel), nl=False)
    else:
        write_answers(
            answers, output, chosen, about={"file": output.name, "queries": queries.name, **about}, excel=excel
        )
    _tell(answers, output)


def _answers(
    archive: Path, questions: Any, filters: dict[str, Any], *, hits: int, duplicates: bool, mask: bool
) -> tuple[Answered, dict[str, Any]]:
    from dataclasses import asdict, replace

    from referatsok.reading import bar
    from referatsok.workspace import open_workspace
    from search.batch.ask import Batch
    from search.batch.results import answered
    from search.privacy.hits import masked_hit
    from search.table_files import made_with

    with open_workspace(archive) as workspace:
        batch_of = Batch(
            workspace.archive.catalogue,
            workspace.engine,
            workspace.analysis,
            filters=filters_of(filters),
            hits=hits,
            duplicates=duplicates,
        )
        asked = []
        with bar(len(questions.rows), "Søker") as shown:
            for each in batch_of.ask(row.question for row in questions.rows):
                asked.append(replace(each, hits=tuple(map(masked_hit, each.hits))) if mask else each)
                shown.update(1)
        stamp = asdict(workspace.stamp)
        workspace.tell_if_empty(partial(click.echo, err=True))
    answers = answered(questions, asked, hits=hits > 0)
    about = {
        "filters": batch_of.restriction,
        "duplicates": duplicates,
        "masked": mask,
        "questions": len(answers.asked),
        "failed": answers.failed,
        **made_with(stamp),
    }
    return answers, about


def _tell(answers: Answered, output: Path | None) -> None:
    from referatsok.render import number_of

    number = number_of(len(answers.asked), "spørsmål", "spørsmål")
    written = f" Skrevet til {output} og {output.name}.meta.json." if output else ""
    failed = f" {answers.failed} kunne ikke søkes; grunnen står i kolonnen error." if answers.failed else ""
    click.echo(f"{number}.{failed}{written}", err=True)
