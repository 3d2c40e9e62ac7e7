"""The dossier of an evaluator: evidence, and the collections of marked items it can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referatsok.language import WholeNumber
from referatsok.located import copied_id
from referatsok.options import archive_option, filter_options, filters_of

if TYPE_CHECKING:
    from index.record import Record
    from search.dossier.blocks import Dossier
    from search.dossier.cleaning import Masking

STANDARD = "utvalg"
"""The collection that is meant where none is named."""

collection_option = click.option(
    "--collection", default=STANDARD, show_default=True, metavar="NAVN", help="Navnet på samlingen."
)


class _WriteByDefault(click.Group):
    """A group in which anything that is no command of it is the question of a dossier."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or ``write`` with all the words."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "write", self.commands["write"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options that are not the group's own belong to ``write``."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["write", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_WriteByDefault,
    options_metavar="[VALG]",
    subcommand_metavar="[SPØRSMÅL] -o FIL | add ID | list | remove ID",
    epilog="""\b
Eksempler:
  referatsok evidence --body Politirådet --year 2018..2024 -o politiraadet.docx
  referatsok evidence "skadeverk under 18" --body Politirådet -o skadeverk.docx --mask-persons
  referatsok evidence add 3f2a9c1b7d0e.2 --note "Her lover kommunen oppfølging"
  referatsok evidence --collection utvalg -o utvalg.docx
  referatsok evidence write --help""",
)
def evidence() -> None:
    """Lag et dossier: møter, oppmøte, temaer, vedtak og løfter, hver påstand med sitat, side og fil."""


@evidence.command(
    "write",
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok evidence --body Politirådet --year 2018..2024 -o politiraadet.docx
  referatsok evidence "skadeverk under 18" --body Politirådet -o skadeverk.docx --mask-persons

Filendelsen bestemmer formen: .docx, .html, .md, .xlsx, .csv (bare bevisene) eller .json. Setninger som kan gjelde en
enkeltperson, er utelatt og står i FIL.vurderes.csv; skriv «behold» eller «utelat» der, og kjør på nytt med --review.""",
)
@click.argument("query", nargs=-1, metavar="[SPØRSMÅL]")
@archive_option
@filter_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="Filen som skal skrives: .docx, .html, .md, .xlsx, .csv eller .json.",
)
@click.option("--title", metavar="TEKST", help="Tittel på dossieret.")
@click.option(
    "--collection", metavar="NAVN", help="Ta med sakene i denne samlingen, og bare dem når det ikke er spurt."
)
@click.option("--meetings-per-year", type=WholeNumber(1, 366), metavar="N", help="Så mange møter skulle det vært.")
@click.option(
    "--limit", type=WholeNumber(1, 5000), default=300, show_default=True, metavar="N", help="Flest saker med sitat."
)
@click.option("--mask-persons", is_flag=True, help="Erstatt personer med funksjon eller «Person 1».")
@click.option("--no-mask", is_flag=True, help="Ikke masker fødselsnumre, telefonnumre, adresser og enkeltsaker.")
@click.option(
    "--review",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FIL",
    help="Listen over setninger som kan gjelde en enkeltperson, med avgjørelsene dine.",
)
@click.option("--date", "made", metavar="DATO", help="Datoen dossieret får. [standard: i dag]")
def write(
    *,
    query: tuple[str, ...],
    archive: Path,
    output: Path,
    title: str | None,
    collection: str | None,
    meetings_per_year: int | None,
    limit: int,
    mask_persons: bool,
    no_mask: bool,
    review: Path | None,
    made: str | None,
    **filters: Any,
) -> None:
    """Skriv et dossier om det som svarer på spørsmålet, i de valgte utvalgene og årene."""
    from referatsok.reading import progress_bar
    from referatsok.workspace import open_workspace
    from search.dossier.cleaning import Masking
    from search.dossier.files import dossier_format, read_review, write_dossier
    from search.dossier.material import Sources, Wish
    from search.dossier.write import make_dossier

    dossier_format(output)  # a wrong ending is said before the work, not after it
    masking = Masking(identifiers=not no_mask, people=mask_persons, kept=read_review(review) if review else {})
    with open_workspace(archive) as workspace:
        record = workspace.archive.catalogue
        wish = Wish(
            question=" ".join(query),
            filters=filters_of(filters),
            title=title,
            made=_day(made),
            meetings_a_year=meetings_per_year,
            most_items=limit,
            masking=masking,
            marked=_marked(record, collection) if collection else {},
            only_marked=collection is not None and not query,
        )
        click.echo("Leser arkivet …", err=True)
        sources = Sources(record=record, engine=workspace.engine, analysis=workspace.analysis)
        dossier = make_dossier(sources, wish, progress_bar("Leser papirene"))
    write_dossier(dossier, output)
    _say(dossier, output, masking)


def _day(written: str | None) -> dt.date:
    from minutes.errors import UsageError
    from search.dates import date_span

    if written is None:
        return dt.datetime.now().astimezone().date()
    span = date_span(written)
    if span is None or span.first is None or span.first != span.last:
        raise UsageError(f"--date: «{written}» er ikke en dato.", way_out="Skriv for eksempel 2024-12-31.")
    return span.first


def _marked(record: Record, collection: str) -> Mapping[str, str]:
    """The notes of the items of a collection, by the ids they have now.

    Raises:
        UsageError: the collection is empty.
    """
    from index.marked_items import item_now, marked_items
    from minutes.errors import UsageError

    marks = marked_items(record, collection)
    if not marks:
        raise UsageError(
            f"Samlingen «{collection}» er tom.",
            way_out="Merk saker med «referatsok evidence add ID --collection NAVN».",
        )
    found = {}
    for mark in marks:
        item = item_now(record, mark)
        if item is None:
            click.echo(f"«{mark.title}» ({mark.item_id}) er merket, men ikke lenger i arkivet.", err=True)
        else:
            found[item] = mark.note
    return found


def _say(dossier: Dossier, output: Path, masking: Masking) -> None:
    from search.dossier.files import review_path, write_review

    click.echo(f"Skrevet til {output}: {len(dossier.pieces)} sitater.", err=True)
    if all(table.title != "Sakene" for table in dossier.tables):
        click.echo("Ingen saker svarer på spørsmålet; dossieret har bare møtene og hvem som møtte.", err=True)
    if any("Figuren er utelatt" in getattr(block, "text", "") for one in dossier.sections for block in one.blocks):
        click.echo('Figuren mangler; den krever matplotlib: pip install "referatsok[plot]".', err=True)
    if not masking.identifiers:
        click.echo("Ingenting er maskert. Pass på hvem som får filen.", err=True)
    if dossier.flagged:
        listed = review_path(output)
        write_review(dossier.flagged, listed)
        waiting = sum(one.kept is None for one in dossier.flagged)
        click.echo(
            f"{len(dossier.flagged)} setninger kan gjelde en enkeltperson, {waiting} av dem er ikke vurdert og er utelatt. "
            f"Skriv «behold» eller «utelat» i {listed}, og kjør på nytt med --review {listed}.",
            err=True,
        )


# ---- collections ------------------------------------------------------------------------------------------------------


@evidence.command(
    "add",
    options_metavar="[VALG]",
    epilog='\b\nEksempel:\n  referatsok evidence add 3f2a9c1b7d0e.2 --note "Lover oppfølging" --collection evaluering',
)
@click.argument("identity", metavar="ID", callback=copied_id)
@archive_option
@collection_option
@click.option("--note", metavar="TEKST", help="En merknad som følger saken i dossieret. [standard: den den har]")
def add(*, identity: str, archive: Path, collection: str, note: str | None) -> None:
    """Merk en sak for dossieret. Merket tåler at papiret leses på nytt."""
    from index.marked_items import item_now, mark, marked_items
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace:
        located = workspace.archive.catalogue.item(identity)
        assert located.item is not None, "an item was asked for"
        record = workspace.archive.catalogue
        marks = marked_items(record, collection) if note is None else ()
        kept = next((one.note for one in marks if item_now(record, one) == located.item.id), "")
        mark(record, collection, located.document, located.item, kept if note is None else note)
    click.echo(f"«{located.item.title}» er merket i «{collection}».")
    click.echo(f"Angre: referatsok evidence remove {located.item.id} --collection {collection}", err=True)


@evidence.command("list", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok evidence list")
@archive_option
@click.option("--collection", metavar="NAVN", help="Bare denne samlingen. [standard: alle]")
def list_marked(*, archive: Path, collection: str | None) -> None:
    """Vis de merkede sakene."""
    from index.marked_items import item_now, marked_items
    from referatsok.render import table
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace:
        record = workspace.archive.catalogue
        rows = [
            (mark.collection, item_now(record, mark) or "borte", mark.date or "uten dato", mark.title, mark.note)
            for mark in marked_items(record, collection)
        ]
    if rows:
        click.echo(table(rows, head=("Samling", "ID", "Dato", "Sak", "Merknad")))
    else:
        click.echo("Ingen saker er merket. Merk en med «referatsok evidence add ID».", err=True)


@evidence.command(
    "remove", options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok evidence remove 3f2a9c1b7d0e.2"
)
@click.argument("identity", metavar="ID", callback=copied_id)
@archive_option
@collection_option
def remove(*, identity: str, archive: Path, collection: str) -> None:
    """Ta bort merket på en sak; saken selv blir i arkivet."""
    from index.marked_items import item_now, marked_items, unmark
    from minutes.errors import UsageError
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace:
        record = workspace.archive.catalogue
        found = [
            mark
            for mark in marked_items(record, collection)
            if mark.item_id.startswith(identity) or (item_now(record, mark) or "").startswith(identity)
        ]
        found = [mark for mark in found if identity in {mark.item_id, item_now(record, mark)}] or found
        if len(found) != 1:
            said = "er ikke merket" if not found else "passer på flere merkede saker"
            raise UsageError(
                f"«{identity}» {said} i «{collection}».", way_out="Se de merkede sakene med «referatsok evidence list»."
            )
        unmark(record, collection, found[0].item_id)
    click.echo(f"«{found[0].title}» er ikke lenger merket i «{collection}».")
    note = f' --note "{found[0].note}"' if found[0].note else ""
    click.echo(f"Angre: referatsok evidence add {found[0].item_id} --collection {collection}{note}", err=True)
