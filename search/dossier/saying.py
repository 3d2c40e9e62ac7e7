"""Meetings, items, votes and numbers as a dossier says them, in bokmål."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import PurePath

from minutes.model import AgendaItem, Decision, Document, Vote
from search.dates import say_date

LONGEST_TITLE = 110
"""Letters of an item's title in a table or a source; more is cut at a word."""

MOST_YEARS = 10
"""Columns of years that a page has room for beside the names of what is counted."""


def meeting_in_words(document: Document) -> str:
    """«Politirådet, Granvik, 6. desember 2021»."""
    day = say_date(document.meeting.date) if document.meeting.date else "uten kjent dato"
    return ", ".join(filter(None, (document.body or "Ukjent utvalg", document.municipality, day)))


def short_day(date: dt.date) -> str:
    """«06.12.2021», as dates stand in tables."""
    return date.strftime("%d.%m.%Y")


def day_in_table(document: Document) -> str:
    """The day of a document's meeting in a table; «uten dato» where nobody knows."""
    return short_day(document.meeting.date) if document.meeting.date else "uten dato"


def item_in_words(item: AgendaItem) -> str:
    """«Sak 12/21 Skjenkekontroll», or the title alone where it has no number."""
    title = shortened(item.title, LONGEST_TITLE)
    if not item.number:
        return title
    said = item.number if item.number[:1].isalpha() else f"Sak {item.number}"
    return f"{said} {title}"


def file_name(document: Document) -> str:
    """The name of the file, without the folders it lies in."""
    return PurePath(document.source.path).name


def outcome_in_words(decision: Decision) -> str:
    """«vedtatt, enstemmig», «falt, 3 mot 6»; empty where nothing is told."""
    return ", ".join(filter(None, (str(decision.outcome or ""), vote_in_words(decision.vote))))


def vote_in_words(vote: Vote | None) -> str:
    """«enstemmig», «6 mot 3 stemmer», «lederens dobbeltstemme»."""
    if vote is None:
        return ""
    said = []
    if vote.unanimous:
        said.append("enstemmig")
    elif vote.votes_for is not None and vote.votes_against is not None:
        said.append(f"{vote.votes_for} mot {vote.votes_against} stemmer")
    elif vote.votes_for is not None or vote.votes_against is not None:
        number, side = (vote.votes_for, "for") if vote.votes_for is not None else (vote.votes_against, "mot")
        said.append(f"{number} stemmer {side}")
    if vote.casting_vote:
        said.append(f"dobbeltstemme fra {vote.casting_vote}")
    return ", ".join(said)


def number_of(count: int, one: str, many: str) -> str:
    """«1 møte», «2 møter»."""
    return f"{count} {one if count == 1 else many}"


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning to the end of a word with «…» behind."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"


def periods(years: Iterable[int]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The columns of a table over these years: a year each, and those that there is no room for as one before them."""
    found = sorted(set(years))
    if len(found) <= MOST_YEARS:
        return tuple((str(year), (year,)) for year in found)
    early, late = found[: 1 - MOST_YEARS], found[1 - MOST_YEARS :]
    return ((years_in_words(early[0], early[-1]), tuple(early)), *((str(year), (year,)) for year in late))


def years_in_words(first: int, last: int) -> str:
    """«2021», «2018–2024»."""
    return str(first) if first == last else f"{first}–{last}"
