"""What became of what was promised: actions, with show, confirm, reject and undo."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referatsok.language import WholeNumber
from referatsok.located import copied_id
from referatsok.options import archive_option, filter_options, filters_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.followup.model import FollowedAction, FollowUp

STATUSES = ("open", "mentioned", "done", "dropped", "overdue")


class ListFirst(click.Group):
    """A group whose first command is meant where no other is named: ``actions lys`` is ``actions list lys``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command's name before arguments that name none."""
        first = next(iter(self.commands))
        named = args[:1] and args[0] in self.commands
        return super().parse_args(ctx, args if named else [first, *args])


@click.group(cls=ListFirst, add_help_option=False)
def actions() -> None:
    """Følg oppfølgingspunkter fra møte til møte: lovet, nevnt igjen, utført eller aldri hørt om siden."""


@actions.command(
    "list",
    options_metavar="[VALG]",
    epilog="""\b
Eksempler:
  referatsok actions --status overdue
  referatsok actions gatelys --body Politirådet --year 2018..2021
  referatsok actions --responsible SLT-koordinator --as-of 2021-12-31 -o oppfolging.xlsx
\b
Se ett punkt med alt som kan være omtale av det, og si hva som er rett:
  referatsok actions show ID
  referatsok actions confirm ID OMTALE
  referatsok actions reject ID OMTALE
  referatsok actions undo ID OMTALE
\b
Er et av disse ordene det første du søker etter, skriv «referatsok actions list show».""",
)
@click.argument("query", nargs=-1, metavar="[SPØRSMÅL]")
@archive_option
@filter_options
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Bare punkter som ikke er nevnt igjen (open), er nevnt igjen, men ikke utført (mentioned), er utført (done), "
    "er gitt opp (dropped) eller er over fristen (overdue). Kan gjentas.",
)
@click.option("--as-of", metavar="DATO", help="Som det var denne dagen. [standard: siste møte i utvalget]")
@click.option("--limit", type=WholeNumber(1), metavar="N", help="Vis bare de N som haster mest.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "xlsx"]),
    help="[standard: etter filnavnet, ellers table]",
)
@click.option("--excel", is_flag=True, help="CSV som norsk Excel åpner med dobbeltklikk.")
@click.option("--no-mask", is_flag=True, help="Ikke masker fødselsnumre, telefonnumre og private adresser i filer.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL", help="Skriv til denne filen."
)
def list_actions(
    *,
    query: tuple[str, ...],
    archive: Path,
    statuses: tuple[str, ...],
    as_of: str | None,
    limit: int | None,
    form: str | None,
    excel: bool,
    no_mask: bool,
    output: Path | None,
    **filters: Any,
) -> None:
    """Følg oppfølgingspunkter fra møte til møte: lovet, nevnt igjen, utført eller aldri hørt om siden.

    Hvert punkt kommer med alder, frist og stedene i senere møter i samme utvalg som omtaler det, med sitat og grunn.
    """
    from dataclasses import asdict

    from referatsok.reading import progress_bar
    from referatsok.workspace import open_workspace
    from search.followup.answer import follow_up

    with open_workspace(archive) as workspace:
        followed = follow_up(
            workspace.archive.catalogue,
            workspace.engine,
            workspace.analysis,
            " ".join(query),
            filters=filters_of(filters),
            as_of=_day(as_of),
            progress=progress_bar("Følger opp utvalg"),
        )
        stamp = asdict(workspace.stamp)
        workspace.tell_if_empty(partial(click.echo, err=True))
    shown = _most_urgent(_with_status(followed, statuses), limit)
    _write(shown, form, output, excel=excel, stamp=stamp, mask=not no_mask)


def _day(typed: str | None) -> dt.date | None:
    """The last day of the day, month or year that was typed."""
    if typed is None:
        return None
    from minutes.errors import UsageError
    from search.dates import date_span

    span = date_span(typed)
    if span is None:
        raise UsageError(f"--as-of: «{typed}» er ingen dato.", way_out="Skriv for eksempel 2021-12-31.")
    return span.last


def _with_status(followed: FollowUp, statuses: tuple[str, ...]) -> FollowUp:
    if not statuses:
        return followed
    kept = tuple(
        action
        for action in followed.actions
        if str(action.fate) in statuses or ("overdue" in statuses and action.overdue)
    )
    return replace(followed, actions=kept, told=f"{followed.told} Her er {len(kept) or 'ingen'} av dem.")


def _most_urgent(followed: FollowUp, limit: int | None) -> FollowUp:
    if limit is None or limit >= len(followed.actions):
        return followed
    ordered = tuple(sorted(followed.actions, key=_urgency))
    shown = "Bare det som haster mest, er vist." if limit == 1 else f"Bare de {limit} som haster mest, er vist."
    return replace(followed, actions=ordered[:limit], left_out=ordered[limit:], told=f"{followed.told} {shown}")


def _urgency(action: FollowedAction) -> tuple[int, bool, int]:
    return -(action.overdue_days or -1), action.settled is not None, -(action.age_days or 0)


def _write(followed: FollowUp, form: str | None, output: Path | None, *, excel: bool, stamp: Any, mask: bool) -> None:
    from referatsok.render_actions import follow_up_in_words
    from search.followup.files import follow_up_to_csv, follow_up_to_plain, masked, write_follow_up
    from search.table_files import TableFormat, format_of

    if output is not None:
        chosen = TableFormat(form) if form in set(TableFormat) else format_of(output)
        write_follow_up(followed, output, chosen, excel=excel, stamp=stamp, mask=mask)
        click.echo(followed.told, err=True)
        click.echo(f"Skrevet til {output} og {output.name}.meta.json.", err=True)
    elif form == "xlsx":
        raise click.UsageError("XLSX må skrives til en fil; oppgi -o FIL.xlsx.")
    elif form == "json":
        click.echo(json.dumps(follow_up_to_plain(masked(followed) if mask else followed), ensure_ascii=False, indent=1))
    elif form == "csv" or excel:
        click.echo(followed.told, err=True)
        click.echo(follow_up_to_csv(masked(followed) if mask else followed, excel=excel), nl=False)
    else:
        click.echo(follow_up_in_words(followed))


@actions.command(options_metavar="[VALG]", epilog="\b\nEksempel:\n  referatsok actions show 3f2a9c1b7d")
@click.argument("identity", metavar="ID", callback=copied_id)
@archive_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Hvordan det skrives.")
def show(*, identity: str, archive: Path, form: str) -> None:
    """Vis et oppfølgingspunkt med alt som kan være omtale av det, også det som ikke regnes med."""
    from minutes.codec import to_plain
    from referatsok.render_actions import considered_in_words
    from referatsok.workspace import open_workspace
    from search.followup.answer import consider

    with open_workspace(archive) as workspace:
        considered = consider(workspace.archive.catalogue, identity)
    if form == "json":
        plain = {"action": to_plain(considered.action), "others": to_plain(considered.others)}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        click.echo(considered_in_words(considered))


def _on_link(command: Callable[..., None], name: str, example: str) -> click.Command:
    """A command that says something of one link."""
    link = click.argument("link", metavar="OMTALE", callback=copied_id)
    identity = click.argument("identity", metavar="ID", callback=copied_id)
    for option in (archive_option, link, identity):
        command = option(command)
    epilog = f"\b\nEksempel:\n  referatsok actions {name} {example}"
    return actions.command(name, options_metavar="[VALG]", epilog=epilog)(command)


def _confirm(*, identity: str, link: str, archive: Path) -> None:
    """Si at en omtale gjelder punktet. Det huskes også når papirene leses på nytt.

    OMTALE er id-en til omtalen i «actions show», eller id-en til en senere sak i utvalget.
    """
    _say(archive, identity, link, "confirmed", "Bekreftet")


def _reject(*, identity: str, link: str, archive: Path) -> None:
    """Si at en omtale ikke gjelder punktet. Det huskes også når papirene leses på nytt."""
    _say(archive, identity, link, "rejected", "Avvist")


def _undo(*, identity: str, link: str, archive: Path) -> None:
    """Ta tilbake det som er sagt om en omtale."""
    _say(archive, identity, link, None, "Angret")


confirm = _on_link(_confirm, "confirm", "3f2a9c1b7d 81c04e2f6a")
reject = _on_link(_reject, "reject", "3f2a9c1b7d 81c04e2f6a")
undo = _on_link(_undo, "undo", "3f2a9c1b7d 81c04e2f6a")


def _say(archive: Path, identity: str, link: str, verdict: str | None, said: str) -> None:
    from referatsok.render_actions import state_in_words
    from referatsok.workspace import open_workspace
    from search.followup.answer import consider, place_of
    from search.followup.decide import decide

    with open_workspace(archive) as workspace:
        catalogue = workspace.archive.catalogue
        considered = consider(catalogue, identity)
        place = place_of(catalogue, considered, link)
        changed = decide(catalogue, considered.action, place, verdict)
        after = consider(catalogue, considered.action.id).action
    if not changed:
        click.echo("Det var ikke sagt noe om denne omtalen.", err=True)
        return
    click.echo(f"{said}: «{place.quote}»")
    click.echo(f"Punktet er nå: {state_in_words(after)}")
    if verdict is not None:
        click.echo(f"Angre: referatsok actions undo {after.id} {place.id}", err=True)
