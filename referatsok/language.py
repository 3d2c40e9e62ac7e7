"""Makes click speak bokmål, through the gettext catalogue that click asks for its sentences, and what that leaves."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

LOCALE = Path(__file__).parent / "locale"
CLICK_DOMAIN = "messages"

QUOTED = re.compile(r"(?<![\w«])'([^'\n]*)'(?!\w)")
"""What click has quoted itself: «Mente du '--limit'?». An apostrophe in a word is none of its marks."""


def speak_norwegian() -> None:
    """Help and usage errors come in bokmål, whatever the machine's own language is."""
    os.environ["LANGUAGE"] = "nb"
    gettext.bindtextdomain(CLICK_DOMAIN, str(LOCALE))


class WholeNumber(click.IntRange):
    """A whole number within bounds, said as «fra 1 til 256»."""

    name = "tall"

    def _describe_range(self) -> str:
        if self.min is None:
            return f"høyst {self.max}"
        return f"minst {self.min}" if self.max is None else f"fra {self.min} til {self.max}"


@contextmanager
def norwegian_usage() -> Iterator[None]:
    """A wrong usage that click raises comes out with our quotation marks, and a question taken for an option is told."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        message = QUOTED.sub(r"«\1»", error.format_message())
        raise click.UsageError(message + _way_out(error), ctx=error.ctx) from error


def _way_out(error: click.UsageError) -> str:
    """What more to say of an option that does not exist, where it may be a question that begins with a minus."""
    if not isinstance(error, click.NoSuchOption) or error.option_name.startswith("--") or error.ctx is None:
        return ""
    asks = any(parameter.name == "query" for parameter in error.ctx.command.params)
    return " Begynner spørsmålet med en strek, så sett «--» og et mellomrom foran det." if asks else ""
