"""Commands that read files: demo, parse, ingest."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.paths import path_text
from minutes.errors import ExitCode, UnreadableFile, UsageError
from referatsok.language import WholeNumber
from referatsok.options import NamedPath, archive_option, engine_option, model_option, ocr_option, themes_option
from referatsok.render import number_of, seconds_in_words, shown_path, table

if TYPE_CHECKING:
    from index.catalogue import Outcome as Stored
    from referatsok.ingest_run import IngestReport

SHOWN_FAILURES = 20


@click.command(
    options_metavar="[VALG]",
    epilog="\b\nEksempel:\n  referatsok parse «Referat 2021-12-06.pdf» | less".replace("«", '"').replace("»", '"'),
)
@click.argument("file", type=NamedPath(path_type=Path), metavar="FIL")
@click.option("--indent", type=WholeNumber(0, 8), default=1, metavar="N", help="Innrykk i JSON-en; 0 gir én linje.")
@model_option
@click.option(
    "--themes", type=click.Path(path_type=Path), metavar="FIL", help="Fil med temaer i stedet for dem som følger med."
)
@ocr_option
def parse(file: Path, indent: int, model: str | None, themes: Path | None, ocr: str) -> None:
    """Vis hva som leses ut av én fil, som JSON. Rører ikke arkivet."""
    from ingest.paths import size_of
    from ingest.workers import WorkerPool
    from minutes.codec import document_to_json
    from minutes.settings import Given, Ocr
    from minutes.vocabulary import load_vocabulary
    from models.choice import OWN_NAME, model_label

    size_of(file)  # a slip in its name is told before anything is loaded
    themes = None if str(themes) == OWN_NAME else themes
    load_vocabulary(themes)
    model_label(model or OWN_NAME)  # an unknown one is the user's mistake, not the file's
    with WorkerPool(jobs=1, given=Given(model=model, ocr=Ocr(ocr), vocabulary=themes)) as pool:
        outcome = next(iter(pool.parse([file])))
    if outcome.failure is not None:
        raise outcome.failure
    assert outcome.document is not None
    click.echo(document_to_json(outcome.document, indent=indent or None))


@click.command(
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok ingest Møtereferater/
  referatsok ingest protokoll.pdf --municipality Lier --body Formannskapet
  referatsok ingest Innboks/ --watch""",
)
@click.argument("paths", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="STI...")
@archive_option
@click.option(
    "--jobs",
    type=WholeNumber(1, 256),
    metavar="N",
    help="Antall filer som leses samtidig. [standard: én per kjerne]",
)
@click.option("--again", is_flag=True, help="Les også filer som er lest før.")
@click.option("--municipality", metavar="NAVN", help="Kommunen alle filene gjelder; går foran det som står i dem.")
@click.option("--body", metavar="NAVN", help="Utvalget alle filene gjelder; går foran det som står i dem.")
@model_option
@themes_option
@engine_option
@ocr_option
@click.option(
    "--watch", is_flag=True, help="Følg med på mappene og les inn det som legges i dem, til du trykker Ctrl-C."
)
@click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")
@click.pass_context
def ingest(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    archive: Path,
    jobs: int | None,
    again: bool,
    municipality: str | None,
    body: str | None,
    model: str | None,
    themes: str | None,
    engine: str | None,
    ocr: str,
    watch: bool,
    as_json: bool,
) -> None:
    """Les filer og mapper inn i arkivet.

    Bare det som er nytt eller endret, leses. Kommandoen kan avbrytes og kjøres på nytt når som helst. Filer som ikke
    kan leses, blir listet opp med grunn, og kommandoen slutter da med kode 3.
    """
    from minutes.settings import Given, Ocr
    from referatsok.ingest_run import Wish
    from referatsok.reading import read_into

    given = Given(municipality=municipality, body=body, model=model, ocr=Ocr(ocr))
    wish = Wish(jobs=jobs, again=again, given=given, themes=themes, engine=engine)
    if watch:
        from referatsok.watching import watch_into

        report = watch_into(archive, paths, wish, _tell_as_json if as_json else _tell)
    else:
        report = read_into(archive, paths, wish)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        click.echo(report_in_words(report))
    if report.failed:
        ctx.exit(ExitCode.SOME_UNREAD)


_CAME_TO = {"new": "ny", "updated": "ny versjon", "duplicate": "dublett", "unchanged": "uendret"}


def _tell(path: Path, came_to: Stored | UnreadableFile) -> None:
    """A line for a file that the watch has taken in, or could not read."""
    if isinstance(came_to, UnreadableFile):
        click.echo(f"ikke lest: {shown_path(str(path))} – {came_to}")
    else:
        click.echo(f"{_CAME_TO[came_to]}: {shown_path(str(path))}")


def _tell_as_json(path: Path, came_to: Stored | UnreadableFile) -> None:
    """The same as a JSON object on a line."""
    if isinstance(came_to, UnreadableFile):
        plain = {"path": path_text(path), "outcome": "failed", "reason": came_to.reason, "message": str(came_to)}
    else:
        plain = {"path": path_text(path), "outcome": str(came_to)}
    click.echo(json.dumps(plain, ensure_ascii=False))


@click.command(options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok demo")
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Prøv alt på eksempeldokumentene: les inn, søk og tell, i et arkiv som slettes etterpå."""
    import tempfile

    from referatsok.commands_ask import counts, search

    samples = sample_folder()
    with tempfile.TemporaryDirectory(prefix="referatsok-") as folder:
        archive = Path(folder) / "arkiv"
        for command, arguments in (
            (ingest, [str(samples), "--archive", str(archive)]),
            (search, ["skadeverk under 18", "--limit", "3", "--archive", str(archive)]),
            (search, ["tema:kvikkleire år:2020..2023", "--limit", "2", "--archive", str(archive)]),
            (counts, ["--by", "theme", "--by", "year", "--archive", str(archive)]),
        ):
            shown = [f'"{word}"' if " " in word else word for word in arguments[: arguments.index("--archive")]]
            click.secho(f"\n$ referatsok {command.name} {' '.join(shown)}", bold=True)
            with command.make_context(command.name, arguments, parent=ctx) as inner:
                command.invoke(inner)


def sample_folder() -> Path:
    """Where the samples lie: beside the code in a checkout, inside the package when it is installed.

    Raises:
        UsageError: they are not there.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "samples", here.parent / "data" / "samples" / "documents"):
        if folder.is_dir():
            return folder
    raise UsageError("Finner ikke eksempeldokumentene.", way_out="Installer referatsok på nytt.")


def report_in_words(report: IngestReport) -> str:
    """What a run did, in a few lines, with every failure and the way out of it."""
    if not report.files_seen and not report.passed_over:
        return "Fant ingen filer å lese der."
    summary = (
        f"{number_of(report.files_seen, 'fil', 'filer')} på {seconds_in_words(report.seconds)}: "
        f"{report.new} nye, {report.unchanged} uendret, {report.updated} i ny versjon, {report.duplicates} dubletter, "
        f"{len(report.failed)} kunne ikke leses. {number_of(report.items, 'ny sak', 'nye saker')}."
    )
    lines = [summary]
    if report.passed_over:
        endings = ", ".join(f"{ending} ({count})" for ending, count in sorted(report.passed_over.items()))
        lines.append(f"Hoppet over filer som ikke er dokumenter: {endings}.")
    if report.failed:
        rows = [(Path(failed.path).name, failed.reason, failed.message) for failed in report.failed[:SHOWN_FAILURES]]
        lines += ["", table(rows, head=("Ikke lest", "Grunn", "Forklaring"))]
        if len(report.failed) > SHOWN_FAILURES:
            lines.append(f"… og {len(report.failed) - SHOWN_FAILURES} til; se dem alle med «referatsok status».")
    return "\n".join(lines)
