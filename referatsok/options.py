"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minutes.settings import ARCHIVE_VARIABLE, ENGINES, Ocr

if TYPE_CHECKING:
    from search.filters import Filters

Command = TypeVar("Command", bound=Callable[..., Any])


class NamedPath(click.Path):
    """A path that says something: an empty one, as of a variable of the shell that is not set, is not the folder at hand."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            BadParameter: it is empty.
        """
        if isinstance(value, str) and not value.strip():
            self.fail("den er tom; «.» er mappen du står i.", param, ctx)
        return super().convert(value, param, ctx)


def default_archive() -> Path:
    """The platform's folder for a user's own data."""
    import platformdirs  # here and not above: not needed where the archive is named

    return Path(platformdirs.user_data_dir("referatsok", appauthor=False)) / "arkiv"


archive_option = click.option(
    "--archive",
    type=NamedPath(path_type=Path, file_okay=False),
    envvar=ARCHIVE_VARIABLE,
    default=default_archive,
    metavar="MAPPE",
    help=f"Mappen arkivet ligger i. Kan også settes i {ARCHIVE_VARIABLE}. [standard: brukerens datamappe]",
)

model_option = click.option(
    "--model",
    metavar="NAVN",
    help="Språkmodellen: «referatsok», som følger med, eller en norsk spaCy-modell som er installert, f.eks. "
    "nb_core_news_lg. [standard: den arkivet er lest med, ellers referatsok]",
)

themes_option = click.option(
    "--themes",
    metavar="FIL",
    help="Fil med temaer i stedet for dem som følger med, se «referatsok themes check». Arkivet tar vare på en kopi; "
    "«referatsok» gir dem som følger med. [standard: dem arkivet er merket med, ellers dem som følger med]",
)

engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Søkemotoren: whoosh, som følger med, eller tantivy, for store arkiver (tillegget «fast»). "
    "[standard: den arkivet har, ellers whoosh]",
)

ocr_option = click.option(
    "--ocr",
    type=click.Choice([str(each) for each in Ocr]),
    default=str(Ocr.AUTO),
    show_default=True,
    help="Tekstgjenkjenning av sider som er bilder: auto (sider uten brukbar tekst), never (aldri), always (alle).",
)

_REPEATED = (
    ("municipality", "NAVN", "denne kommunen eller fylkeskommunen", ""),
    ("body", "NAVN", "dette utvalget eller rådet", ", f.eks. Politirådet"),
    ("theme", "TEMA", "dette temaet med undertemaer", "; id-ene står i «referatsok themes list»"),
    (
        *("kind", "SLAG", "dokumenter av dette slaget"),
        ": referat, protokoll, innkalling, sakspapirer, saksframlegg eller artikkel",
    ),
    ("language", "MÅLFORM", "dokumenter i denne målformen", ": nb eller nn"),
    ("responsible", "NAVN", "saker der denne er ansvarlig for et oppfølgingspunkt", ""),
    ("place", "STED", "saker som nevner dette stedet", ", f.eks. «Solbakken skole»"),
    ("person", "NAVN", "saker der denne personen var til stede eller er nevnt", ""),
)
"""Filters that may be repeated: option, what its value is called, what it keeps or leaves out, and how it is written."""


def _not_blank(_: click.Context, __: click.Parameter, typed: tuple[str, ...]) -> tuple[str, ...]:
    if not all(value.strip() for value in typed):
        raise click.BadParameter("den er tom; skriv en verdi, eller utelat valget.")
    return typed


def filter_options(command: Command) -> Command:
    """--municipality ... --undated; repeated values of one option are «eller», different options are «og»."""
    decorators = [
        click.option(
            "--main", is_flag=True, help="Ta bare med temaer som en sak mest handler om, ikke dem den bare er innom."
        ),
        click.option(
            "--undated", is_flag=True, help="Bare saker uten kjent møtedato; sammen med --year også de fra disse årene."
        ),
        click.option("--to", "last", metavar="DATO", help="Til og med denne datoen, f.eks. 2021-12-31."),
        click.option("--from", "first", metavar="DATO", help="Fra og med denne datoen, f.eks. 2021-01-01."),
        click.option("--not-year", "not_years", metavar="ÅR", multiple=True, help="Utelat år eller spenn av år."),
        click.option(
            "--year", "years", metavar="ÅR", multiple=True, help="År, 2021, eller spenn, 2018..2024. Kan gjentas."
        ),
    ]
    for name, value, what, written in reversed(_REPEATED):
        decorators.append(
            click.option(
                f"--not-{name}",
                f"not_{name}",
                multiple=True,
                metavar=value,
                callback=_not_blank,
                help=f"Utelat {what}.",
            )
        )
        decorators.append(
            click.option(
                f"--{name}",
                name,
                multiple=True,
                metavar=value,
                callback=_not_blank,
                help=f"Bare {what}{written}. Kan gjentas.",
            )
        )
    for decorator in decorators:
        command = decorator(command)
    return command


duplicates_option = click.option(
    "--duplicates",
    is_flag=True,
    help="Ta med alle eksemplarer. Ellers regnes en sak som står i flere papirer fra samme møte, som én.",
)


def filters_of(options: dict[str, Any]) -> Filters:
    """The options of filter_options as one value."""
    from search.filters import Filters

    return Filters(**options)
