"""Commands that look after the archive: status, reindex, remove."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minutes.errors import NotFound
from minutes.settings import TANTIVY, WHOOSH
from referatsok.commands_coverage import show_coverage
from referatsok.options import NamedPath, archive_option, engine_option, themes_option

if TYPE_CHECKING:
    from index.overview import Overview

SHOWN_FILES = 10

SHOWN_VALUES = 40
"""Municipalities, bodies or years that are listed; more of them fill the screen. All stand in --json."""

MANY_ITEMS = 20_000
"""From here on the small engine takes long enough to be felt (make bench)."""


@click.command(
    options_metavar="[VALG]",
    epilog="\b\nEksempler:\n  referatsok status\n  referatsok status --coverage -o dekning.xlsx",
)
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Skriv som JSON.")
@click.option(
    "--coverage", is_flag=True, help="Vis i stedet møter per kommune, utvalg og år, og hvilke som ser ut til å mangle."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="Med --coverage: skriv til denne filen, .csv, .xlsx eller .json.",
)
def status(*, archive: Path, as_json: bool, coverage: bool, output: Path | None) -> None:
    """Vis hva som er i arkivet, hva som ikke kunne leses, og om søkeindeksen er i orden."""
    if coverage:
        show_coverage(archive, as_json=as_json, output=output)
        return
    if output is not None:
        raise click.UsageError("-o brukes sammen med --coverage.")
    from index.overview import overview
    from minutes.errors import EngineMissing, IndexOutOfDate
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace:
        seen = overview(workspace.archive.catalogue)
        try:
            workspace.engine  # noqa: B018 - opening it is the question
            trouble = None
        except (IndexOutOfDate, EngineMissing) as error:
            trouble = str(error)
        engine = workspace.stamp.engine
    if as_json:
        click.echo(
            json.dumps(
                {"archive": str(archive), **asdict(seen), "engine": engine, "index": trouble or "ok"},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        click.echo("\n".join(_status_lines(archive, seen, engine, trouble)))


def _status_lines(archive: Path, seen: Overview, engine: str, trouble: str | None) -> Iterable[str]:
    from referatsok.render import NARROW, wrapped

    yield f"Arkiv: {archive}"
    yield from (wrapped(line, indent="", width=NARROW, hanging="  ") for line in _holds(seen, engine, trouble))
    yield from _files("Uten møtedato", seen.undated)
    yield from _files("Uten saker (søkbare som hele dokumenter)", seen.without_items)
    yield from _files("Sider uten tekst", (f"{path}, side {page}" for path, page in seen.without_text))
    yield from _files(
        "Ikke lest",
        (f"{failed.path}: {failed.message} {failed.way_out}".strip() for failed in seen.failures),
        most=None,
    )


def _holds(seen: Overview, engine: str, trouble: str | None) -> Iterable[str]:
    from referatsok.render import number_of

    yield (
        f"{number_of(seen.documents, 'dokument', 'dokumenter')} fra {number_of(seen.files, 'fil', 'filer')}, "
        f"{number_of(seen.items, 'sak', 'saker')}, {number_of(seen.pages, 'side', 'sider')}"
    )
    if seen.copies:
        yield (
            f"{number_of(seen.copies, 'sak står', 'saker står')} også i et annet papir fra samme møte; "
            f"hver telles én gang, som {number_of(seen.items - seen.copies, 'sak', 'saker')} i alt"
        )
    for label, counts in (
        ("Kommuner", seen.by_municipality),
        ("Utvalg", seen.by_body),
        ("Slag", seen.by_kind),
        ("År", seen.by_year),
    ):
        more = [f"og {len(counts) - SHOWN_VALUES} til"] if len(counts) > SHOWN_VALUES else []
        shown = [f"{value or 'ukjent'} ({count})" for value, count in counts[:SHOWN_VALUES]]
        yield f"{label}: " + (", ".join([*shown, *more]) or "–")
    yield "Søkeindeks: " + (trouble or f"i orden (søkemotor: {engine})")
    if engine == WHOOSH and seen.items > MANY_ITEMS:
        first = "" if _has_tantivy() else '«pip install "referatsok[fast]"» og '
        yield (
            f"Arkivet har over {MANY_ITEMS:_} saker: søk går raskere med søkemotoren tantivy. ".replace("_", " ")
            + f"Kjør {first}«referatsok reindex --engine tantivy»."
        )
    if seen.pending:
        yield f"{number_of(seen.pending, 'dokument', 'dokumenter')} venter på å bli søkbare: kjør «referatsok reindex»."


def _has_tantivy() -> bool:
    from index.generations import load_engine
    from minutes.errors import EngineMissing

    try:
        load_engine(TANTIVY)
    except EngineMissing:
        return False
    return True


def _files(label: str, entries: Iterable[str], *, most: int | None = SHOWN_FILES) -> Iterable[str]:
    every = list(entries)
    if every:
        yield f"\n{label} ({len(every)}):"
        yield from (f"  {entry}" for entry in every[:most])
        if most is not None and len(every) > most:
            yield f"  … og {len(every) - most} til; se alle med --json"


@click.command(
    options_metavar="[VALG]",
    epilog="\b\nEksempler:\n  referatsok reindex --themes egne-temaer.toml\n  referatsok reindex --engine tantivy",
)
@archive_option
@themes_option
@engine_option
def reindex(archive: Path, themes: str | None, engine: str | None) -> None:
    """Bygg søkeindeksen på nytt fra det som er lest, og merk om igjen med nye temaer. Ingen filer leses igjen."""
    from index.generations import load_engine
    from referatsok.reading import rebuild, say
    from referatsok.render import number_of
    from referatsok.workspace import open_workspace

    # Locked before it is asked what the archive has: another run may be changing that.
    with open_workspace(archive, themes=themes, engine=engine) as workspace, workspace.archive.writing_lock(say):
        load_engine(workspace.stamp.engine)
        workspace.keep_vocabulary()
        rebuild(workspace)
        documents = len(workspace.archive.catalogue.document_ids())
    click.echo(f"Søkeindeksen er bygd på nytt av {number_of(documents, 'dokument', 'dokumenter')}.")


@click.command(
    options_metavar="[VALG]", epilog="\b\nEksempler:\n  referatsok remove gammel.pdf\n  referatsok remove 3f2a9c1b7d0e"
)
@click.argument("what", metavar="ID|STI", type=NamedPath())
@archive_option
def remove(what: str, archive: Path) -> None:
    """Ta en fil, en mappe eller et dokument ut av arkivet. Filene på disken røres ikke."""
    from referatsok.reading import index_new, say
    from referatsok.render import number_of
    from referatsok.workspace import open_workspace

    with open_workspace(archive) as workspace, workspace.archive.writing_lock(say):
        catalogue = workspace.archive.catalogue
        try:
            gone = catalogue.remove(str(Path(what).absolute()))
        except NotFound:
            gone = catalogue.remove(what)
        index_new(workspace)
    for path in gone.paths:
        click.echo(f"Tatt ut: {path}")
    click.echo(f"{number_of(len(gone.document_ids), 'dokument', 'dokumenter')} er borte fra arkivet.")
    if gone.paths:
        click.echo(f'Angre: referatsok ingest "{gone.paths[0]}"' + (" …" if len(gone.paths) > 1 else ""), err=True)
