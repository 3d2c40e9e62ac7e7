"""Commands that ask the archive: search, show, counts."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import click

from referatsok.asking import answer_options, search_and_write, wish_of
from referatsok.located import locate
from referatsok.options import archive_option, duplicates_option, filter_options, filters_of

MEASURES = ("items", "mentions", "meetings", "documents")
DIMENSIONS = ("theme", "year", "quarter", "municipality", "body", "kind", "responsible", "trend")


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok search "skadeverk under 18"
  referatsok search '"vold i nære relasjoner" IKKE tittel:budsjett' --year 2019..2023
  referatsok search trafikksikkerhet --body Politirådet --format json

Spørrespråket: ord bindes sammen med OG; "i anførselstegn" er ordrett; ELLER, IKKE, parenteser, ord*, "to ord"~5;
tittel: kommune: utvalg: tema: type: ansvarlig: person: sak: år:2018..2022 dato:2021-12.""",
)
@click.argument("query", nargs=-1, metavar="[SPØRSMÅL]")
@archive_option
@filter_options
@answer_options
def search(*, query: tuple[str, ...], archive: Path, **options: Any) -> None:
    """Finn saker: treff med utdrag, side, grunn og kilde, og hvordan de fordeler seg."""
    wish = wish_of(options)
    search_and_write(archive, " ".join(query), filters_of(options), wish)


@click.command(options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok show 3f2a9c1b7d0e.2")
@click.argument("identity", metavar="ID")
@archive_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Hvordan det skrives.")
def show(*, identity: str, archive: Path, form: str) -> None:
    """Vis en sak i møtet sitt, eller et dokument. ID-en står i søkesvaret; begynnelsen er nok når den er entydig.

    Stien til en fil som er lest inn, gir dokumentet i den.

    Med saken følger den før og den etter, andre papirer som forteller det samme, og samme sak i andre møter.
    """
    from index.copies import copies, same_case
    from minutes.codec import to_plain
    from referatsok.render_beside import in_meeting_in_words
    from referatsok.render_document import (
        copies_in_words,
        document_in_words,
        item_in_words,
        neighbours_in_words,
    )
    from referatsok.workspace import open_workspace
    from search.beside import in_meeting

    with open_workspace(archive) as workspace:
        catalogue = workspace.archive.catalogue
        located = locate(catalogue, identity)
        row = catalogue.unit_row(located.document.id, located.item.id if located.item else located.document.id)
        elsewhere = copies(catalogue, [row])[row] if row else ()
        neighbours = same_case(catalogue, row) if row else ()
        labels = workspace.theme_labels
    place = in_meeting(located.document, located.item) if located.item else None
    if form == "json":
        shown_unit = located.item or located.document
        plain = to_plain(shown_unit)
        told = {
            "main_themes": shown_unit.main_themes,
            "also_in": to_plain(elsewhere),
            "same_case": to_plain(neighbours),
        }
        if place:
            told["in_meeting"] = to_plain(place)
        click.echo(json.dumps({**plain, **told}, ensure_ascii=False, indent=1))
        return
    document = located.document
    shown = item_in_words(located.item, document, labels) if located.item else document_in_words(document, labels)
    beside = in_meeting_in_words(place) if place else ""
    parts = (shown, beside, copies_in_words(elsewhere), neighbours_in_words(neighbours))
    click.echo("\n".join(part for part in parts if part))


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok counts --by theme --by year
  referatsok counts "barn OG unge" --by year --measure meetings
  referatsok counts --by theme --by year --excel -o temaer.csv
  referatsok counts --by theme --by year --per meeting --body Politirådet --plot temaer.svg

Med -o skrives FIL.meta.json ved siden av: spørsmål, filtre, hva som er talt, og hva arkivet er laget med.""",
)
@click.argument("query", nargs=-1, metavar="[SPØRSMÅL]")
@archive_option
@filter_options
@duplicates_option
@click.option("--by", multiple=True, required=True, type=click.Choice(DIMENSIONS), help="Fordel på dette. Kan gjentas.")
@click.option("--measure", type=click.Choice(MEASURES), default="items", show_default=True, help="Hva som telles.")
@click.option("--per", type=click.Choice(["meeting"]), help="Del på antall møter.")
@click.option(
    "--level", type=click.Choice(["1"]), help="1: tell undertemaer som temaet over dem. [standard: hvert tema for seg]"
)
@click.option(
    "--format", "form", type=click.Choice(["csv", "xlsx", "json"]), help="[standard: etter filnavnet, ellers csv]"
)
@click.option("--excel", is_flag=True, help="CSV som norsk Excel åpner med dobbeltklikk.")
@click.option(
    "--all-mentions",
    is_flag=True,
    help="Regn også avkreftede omtaler, faste overskrifter uten innhold og det som nevnes i forbifarten, som temaer.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="Tegn tallene over tid, som .svg eller .png; krever --by year eller quarter.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL", help="Skriv til denne filen."
)
def counts(
    *,
    query: tuple[str, ...],
    archive: Path,
    by: tuple[str, ...],
    measure: str,
    per: str | None,
    level: str | None,
    form: str | None,
    excel: bool,
    output: Path | None,
    duplicates: bool,
    all_mentions: bool,
    plot: Path | None,
    **filters: Any,
) -> None:
    """Tell saker, omtaler, møter eller dokumenter, fordelt på tema, tid, sted, dokumentslag, ansvarlig og utvikling.

    En sak som står både i innkallingen og i protokollen fra et møte, eller i to utgaver av samme referat, telles én gang.
    """
    from dataclasses import asdict

    from referatsok.workspace import open_workspace
    from search.counts.files import write_counts, write_plot
    from search.counts.kinds import Dimension, Measure
    from search.counts.said import say_movements
    from search.counts.table import count
    from search.table_files import TableFormat, format_of

    if output and not form and output.suffix.lower().lstrip(".") not in set(TableFormat):
        raise click.UsageError(f"-o {output.name}: skriv et filnavn som slutter på .csv, .xlsx eller .json.")
    chosen = TableFormat(form) if form else format_of(output)
    if chosen is TableFormat.XLSX and output is None:
        raise click.UsageError("XLSX må skrives til en fil; oppgi -o FIL.xlsx.")
    with open_workspace(archive) as workspace:
        counted = count(
            workspace.archive.catalogue,
            workspace.engine,
            workspace.analysis,
            " ".join(query),
            by=tuple(Dimension(name) for name in by),
            measure=Measure(measure),
            filters=filters_of(filters),
            per_meeting=per is not None,
            duplicates=duplicates,
            every_mention=all_mentions,
            level=int(level) if level else None,
        )
        labels = workspace.theme_labels
        stamp = asdict(workspace.stamp)
        workspace.tell_if_empty(partial(click.echo, err=True))
    for remark in counted.diagnostics:
        click.echo(remark.message, err=True)
    click.echo(counted.counted, err=True)
    if per and counted.movements:
        click.echo(say_movements(counted.movements, counted.measure), err=True)
    if plot:
        write_plot(counted, plot, labels, stamp)
        click.echo(f"Tegnet i {plot}; tallene står i {plot.name}.meta.json.", err=True)
    if output is None:
        _write_counts(counted, chosen, excel=excel)
    else:
        write_counts(counted, output, chosen, excel=excel, stamp=stamp)
        click.echo(f"Skrevet til {output} og {output.name}.meta.json.", err=True)


def _write_counts(counted: Any, form: Any, *, excel: bool) -> None:
    from search.counts.files import counts_to_csv, counts_to_plain
    from search.table_files import TableFormat

    if form is TableFormat.JSON:
        click.echo(json.dumps(counts_to_plain(counted), ensure_ascii=False, indent=1))
    else:
        click.echo(counts_to_csv(counted, excel=excel), nl=False)
