"""Action points with what became of them as CSV, XLSX and JSON, and beside a file what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from minutes.codec import to_plain
from search.followup.model import Fate, FollowedAction, FollowUp, Link, Telling
from search.privacy.identifiers import mask_identifiers
from search.table_files import Cell, TableFormat, made_with, table_to_csv, write_tables

FATES = {
    Fate.OPEN: "ikke nevnt igjen",
    Fate.MENTIONED: "nevnt igjen",
    Fate.DONE: "utført",
    Fate.DROPPED: "frafalt",
}
TELLINGS = {
    Telling.DONE: "utført",
    Telling.POSTPONED: "utsatt",
    Telling.NOT_DONE: "ikke utført ennå",
    Telling.DROPPED: "frafalt",
    Telling.RENEWED: "lovet på nytt",
    Telling.TOLD: "omtalt",
}

COLUMNS = (
    *("id", "municipality", "body", "opened", "number", "title", "action", "responsible", "due", "due_text", "status"),
    *("overdue_days", "age_days", "as_of", "settled", "meetings_since", "mentions", "last_mentioned", "last_telling"),
    *("page", "source", "item_id"),
)
LINK_COLUMNS = (
    *("action_id", "action", "link_id", "date", "number", "title", "telling", "quote", "shared_words", "likely"),
    *("verdict", "page", "source", "item_id"),
)


def masked(followed: FollowUp) -> FollowUp:
    """The same with fødselsnumre, telephone numbers and private addresses in its texts masked; evidence is left out."""
    return replace(followed, actions=tuple(map(_masked_action, followed.actions)))


def _masked_action(action: FollowedAction) -> FollowedAction:
    return replace(
        action,
        title=mask_identifiers(action.title),
        text=mask_identifiers(action.text),
        links=tuple(_masked_link(link) for link in action.links),
        evidence=(),
    )


def _masked_link(link: Link) -> Link:
    return replace(link, title=mask_identifiers(link.title), quote=mask_identifiers(link.quote), evidence=())


def action_rows(followed: FollowUp) -> Iterator[tuple[Cell, ...]]:
    """A row for each action point, in the order of ``COLUMNS``."""
    for action in followed.actions:
        last = action.links[-1] if action.links else None
        yield (
            *(
                action.id,
                action.municipality,
                action.body,
                _day(action.opened),
                action.number,
                action.title,
                action.text,
            ),
            *(action.responsible, _day(action.due), action.due_text, FATES[action.fate], action.overdue_days),
            *(action.age_days, _day(action.as_of), _day(action.settled), action.meetings_since, len(action.links)),
            *(_day(last.date) if last else None, TELLINGS[last.telling] if last else None),
            *(action.page, action.source, action.item_id),
        )


def link_rows(followed: FollowUp) -> Iterator[tuple[Cell, ...]]:
    """A row for each place that speaks of an action point later, in the order of ``LINK_COLUMNS``."""
    for action in followed.actions:
        for link in action.links:
            words = "; ".join(dict.fromkeys(word.mention for word in link.shared))
            yield (
                *(action.id, action.text, link.id, _day(link.date), link.number, link.title, TELLINGS[link.telling]),
                *(link.quote, words, link.likely, str(link.verdict) if link.verdict else None),
                *(link.page, link.source, link.item_id),
            )


def _day(date: Any) -> str | None:
    return date.isoformat() if date else None


def follow_up_to_csv(followed: FollowUp, *, excel: bool = False) -> str:
    """The action points as CSV, one a row."""
    return table_to_csv(COLUMNS, action_rows(followed), excel=excel)


def follow_up_to_plain(followed: FollowUp) -> dict[str, Any]:
    """The whole answer as JSON, each action point with its links."""
    return {
        **about(followed),
        "actions": [{**to_plain(action), "overdue": action.overdue} for action in followed.actions],
    }


def about(followed: FollowUp) -> dict[str, Any]:
    """What an answer holds, for people: the question, what was looked at, how many there are and how many of them follow."""
    found = (*followed.actions, *followed.left_out)
    return {
        "query": followed.query,
        "interpreted": followed.interpreted,
        "diagnostics": to_plain(followed.diagnostics),
        "told": followed.told,
        "total": len(found),
        "shown": len(followed.actions),
        "by_status": {str(fate): sum(action.fate is fate for action in found) for fate in Fate},
        "overdue": sum(action.overdue for action in found),
    }


def write_follow_up(
    followed: FollowUp, path: Path, form: TableFormat, *, excel: bool = False, stamp: Any = None, mask: bool = True
) -> None:
    """Write the action points to a file, and beside it ``FILE.meta.json`` with question, what was looked at, and versions.

    Args:
        followed: the answer.
        path: the file; its folder must be there.
        form: how to write it; XLSX has the links on a sheet of their own, JSON has them in each action point.
        excel: CSV for Norwegian Excel.
        stamp: the stamp of the archive's index, as plain JSON.
        mask: mask identifiers of people in the texts.

    Raises:
        UsageError: the file cannot be written, or XLSX is asked for and openpyxl is not installed.
    """
    shown = masked(followed) if mask else followed
    write_tables(
        path,
        form,
        {"Oppfølging": [COLUMNS, *action_rows(shown)], "Omtaler": [LINK_COLUMNS, *link_rows(shown)]},
        plain=lambda: follow_up_to_plain(shown),
        about={"file": path.name, **about(shown), "masked": mask, **made_with(stamp)},
        about_title="Om listen",
        excel=excel,
    )
