"""What ``status --coverage`` does: which meetings the archive has, and which seem to be missing."""

from __future__ import annotations

import json
from pathlib import Path

import click

ENDINGS = (".csv", ".xlsx", ".json")


def show_coverage(archive: Path, *, as_json: bool, output: Path | None) -> None:
    """Write the coverage to the terminal, as JSON, or to a file by its ending."""
    from referatsok.render_coverage import coverage_in_words
    from referatsok.workspace import open_workspace
    from search.coverage.files import coverage_to_plain, write_coverage
    from search.coverage.survey import coverage

    if output is not None and output.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"-o {output.name}: skriv et filnavn som slutter på {', '.join(ENDINGS)}.")
    with open_workspace(archive) as workspace:
        covered = coverage(workspace.archive.catalogue)
    if output is not None:
        write_coverage(covered, output)
        click.echo(f"Skrevet til {output} og {output.name}.meta.json.", err=True)
    elif as_json:
        click.echo(json.dumps(coverage_to_plain(covered), ensure_ascii=False, indent=1))
    else:
        click.echo(coverage_in_words(covered))
