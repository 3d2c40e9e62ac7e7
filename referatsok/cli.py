"""The command line. Each command turns words into a call and an answer into text; the rules live in the other rooms.

Nothing heavy is imported at the top of a command module: ``--help`` and ``search`` must start at once.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from minutes import __version__
from minutes.errors import ExitCode, ReferatsokError, system_error_in_words
from referatsok.commands_actions import actions
from referatsok.commands_ask import counts, search, show
from referatsok.commands_batch import batch
from referatsok.commands_evidence import evidence
from referatsok.commands_export import einnsyn
from referatsok.commands_keep import reindex, remove, status
from referatsok.commands_read import demo, ingest, parse
from referatsok.commands_saved import history, saved
from referatsok.commands_themes import themes
from referatsok.language import norwegian_usage

EPILOG = """\b
Eksempler:
  referatsok demo
  referatsok ingest Møtereferater/
  referatsok search "skadeverk under 18"
  referatsok counts --by theme --by year -o temaer.csv
"""


OUTPUT_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What goes wrong with the file that the user sends the answer to; an error about another file names it."""


def _write_no_more() -> None:
    """Let what is left of the answer go nowhere: Python writes it when it ends, and would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Application(click.Group):
    """Turns our errors into one sentence and an exit code; anything else is a defect and shows itself."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            with norwegian_usage():
                return super().invoke(ctx)
        except ReferatsokError as error:
            click.echo(f"Feil: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of our output (head, less) has had enough.
            _write_no_more()
            ctx.exit(ExitCode.DONE)
        except OSError as error:
            if error.errno not in OUTPUT_ERRORS or error.filename is not None:
                raise
            _write_no_more()
            click.echo(f"Feil: Svaret kan ikke skrives: {system_error_in_words(error)}. Frigjør plass.", err=True)
            ctx.exit(ExitCode.FAILED)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command."""
        with norwegian_usage():
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order a user meets them, not by the alphabet."""
        del ctx
        return list(self.commands)


@click.group(
    cls=Application,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO ...",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", message="referatsok %(version)s")
def main() -> None:
    """Søk i kommunale referater, protokoller og sakspapirer, med bevis for hvert funn."""


for command in (
    demo,
    ingest,
    search,
    show,
    counts,
    actions,
    batch,
    saved,
    history,
    evidence,
    einnsyn,
    themes,
    status,
    parse,
    reindex,
    remove,
):
    main.add_command(command)
