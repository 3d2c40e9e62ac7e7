"""Commands that write the archive in the spelling of other systems: einnsyn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from referatsok.language import WholeNumber
from referatsok.options import archive_option

if TYPE_CHECKING:
    from search.meetings import ArchivedMeeting


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok einnsyn -o moeter.json
  referatsok einnsyn --body Politirådet --year 2021 -o politirad.json

Feltnavnene er de i eInnsyns API. Felter som eInnsyn krever og papirene ikke gir, blir ikke diktet opp; de står i
FIL.meta.json, møte for møte.""",
)
@archive_option
@click.option("--municipality", multiple=True, metavar="NAVN", help="Bare denne kommunen. Kan gjentas.")
@click.option("--body", multiple=True, metavar="NAVN", help="Bare dette utvalget. Kan gjentas.")
@click.option(
    "--year",
    "years",
    multiple=True,
    metavar="ÅR",
    type=WholeNumber(1000, 9999),
    help="Bare møter dette året. Kan gjentas.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="JSON-filen som skal skrives.",
)
@click.option("--no-mask", is_flag=True, help="Ikke masker fødselsnumre, telefonnumre og private adresser.")
def einnsyn(
    *,
    archive: Path,
    municipality: tuple[str, ...],
    body: tuple[str, ...],
    years: tuple[int, ...],
    output: Path,
    no_mask: bool,
) -> None:
    """Skriv møter, saker og vedtak som JSON med eInnsyns feltnavn."""
    from minutes.errors import UsageError
    from referatsok.render import number_of
    from referatsok.workspace import open_workspace
    from search.einnsyn import export_einnsyn
    from search.table_files import json_text, made_with, write_about, write_text, writing

    def is_wanted(meeting: ArchivedMeeting) -> bool:
        return (
            (not municipality or _is_one_of(meeting.municipality, municipality))
            and (not body or _is_one_of(meeting.body, body))
            and (not years or meeting.date.year in years)
        )

    with open_workspace(archive) as workspace:
        export = export_einnsyn(workspace.archive.catalogue, wanted=is_wanted, mask=not no_mask)
    number = len(export.plain["moetemappe"])
    if not number:
        raise UsageError(
            "Ingen møter passer.", way_out="Se hvilke kommuner, utvalg og år som finnes, med «referatsok status»."
        )
    about = {
        "file": output.name,
        "meetings": number,
        "undated_left_out": export.undated,
        "masked": not no_mask,
        "missing": export.missing,
        **made_with(None),
    }
    with writing(output):
        write_text(output, json_text(export.plain))
        write_about(output, about)
    undated = number_of(export.undated, "papir", "papirer")
    without = f" {undated} uten kjent møtedato er ikke med." if export.undated else ""
    click.echo(
        f"Skrev {number_of(number, 'møte', 'møter')} til «{output}».{without} "
        f"Felter som mangler, står i «{output.name}.meta.json».",
        err=True,
    )


def _is_one_of(value: str | None, wanted: tuple[str, ...]) -> bool:
    return value is not None and value.casefold() in {one.casefold() for one in wanted}
