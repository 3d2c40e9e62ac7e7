"""Action points and what became of them as text for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from referatsok.render import NARROW, date_in_words, number_of, shown_path
from referatsok.render import wrapped as wrapped_wide
from search.followup.files import FATES, TELLINGS
from search.followup.responsible import group_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.followup.answer import Considered
    from search.followup.model import FollowedAction, FollowUp, Link


def wrapped(text: str, *, indent: str = "", hanging: str = "") -> str:
    """The text within the width of a terminal that nobody has made wider."""
    return wrapped_wide(text, indent=indent, hanging=hanging, width=NARROW)


NOBODY = "Uten ansvarlig"
SHOWN_WORDS = 4


def follow_up_in_words(followed: FollowUp, *, links: bool = True) -> str:
    """A list for each who has tasks: first what is most overdue, then by age."""
    lines = [wrapped(f"Tolket som: {followed.interpreted}")] if followed.interpreted else []
    lines += [click.style(remark.message, fg="cyan") for remark in followed.diagnostics]
    lines += [wrapped(followed.told, indent="")]
    ordered = sorted(followed.actions, key=lambda action: (not action.responsible, group_key(action.responsible)))
    groups = [list(group) for _, group in groupby(ordered, key=lambda action: group_key(action.responsible))]
    for group in sorted(groups, key=_urgency):
        lines += ["", *_group(group, links=links)]
    return "\n".join(lines)


def _urgency(group: list[FollowedAction]) -> tuple[bool, int, int, str]:
    """Those with most overdue first, then most tasks; those of nobody last."""
    name = group[0].responsible
    return name is None, -sum(action.overdue for action in group), -len(group), (name or "").casefold()


def _group(group: list[FollowedAction], *, links: bool) -> Iterator[str]:
    over = sum(action.overdue for action in group)
    told = f"{len(group)}, {over} over fristen" if over else str(len(group))
    name = group[0].responsible or NOBODY
    yield click.style(f"{name[:1].upper()}{name[1:]} ({told})", bold=True)
    for action in sorted(group, key=lambda one: (-(one.overdue_days or -1), -(one.age_days or -1), one.id)):
        yield from action_lines(action, links=links)


def action_lines(action: FollowedAction, *, links: bool = True) -> Iterator[str]:
    """One action point: what, how it stands, where it was promised, and what later meetings say of it."""
    yield wrapped(action.text, indent="  ")
    where = (action.municipality, action.body, date_in_words(action.opened), f"sak {action.number or action.title}")
    yield wrapped(" · ".join(part for part in where if part), indent="    ")
    yield wrapped(f"{state_in_words(action)}   [{action.id}]", indent="    ")
    if links:
        for link in action.links:
            yield from link_lines(link)


def state_in_words(action: FollowedAction) -> str:
    """How it stands: status, deadline, age."""
    parts = [FATES[action.fate]]
    if action.settled:
        days = number_of(action.age_days or 0, "dag", "dager")
        parts[0] += f", meldt {date_in_words(action.settled)} etter {days}"
    elif not action.links and action.opened and not action.meetings_since:
        parts = ["ingen senere møter i arkivet"]
    elif not action.links and action.meetings_since:
        parts[0] += f" i {number_of(action.meetings_since, 'senere møte', 'senere møter')}"
    if action.due:
        parts.append(f"frist {date_in_words(action.due)}")
    elif action.due_text:
        parts.append(f"frist «{action.due_text}»")
    if action.overdue_days is not None:
        parts.append(f"{number_of(action.overdue_days, 'dag', 'dager')} over fristen")
    if action.age_days is not None and not action.settled:
        parts.append(f"{number_of(action.age_days, 'dag', 'dager')} gammelt")
    return ", ".join(parts)


def link_lines(link: Link) -> Iterator[str]:
    """A place that speaks of it: when, what it says, the quote, and why it is taken to be about it."""
    said = "bekreftet" if link.verdict else f"{round(100 * link.likely)} % sannsynlig"
    yield wrapped(
        f"→ {date_in_words(link.date)}, sak {link.number or link.title}: {TELLINGS[link.telling]} «{link.quote}»",
        indent="    ",
        hanging="  ",
    )
    words = list(dict.fromkeys(word.mention for word in link.shared))[:SHOWN_WORDS]
    why = [f"felles ord: {', '.join(words)}"] if words else []
    why += ["nevner den ansvarlige"] if link.names_responsible else []
    page = f", side {link.page}" if link.page else ""
    yield wrapped("; ".join([said, *why]), indent="      ")
    yield wrapped(f"{shown_path(link.source)}{page}   [{link.id}]", indent="      ")


def considered_in_words(considered: Considered) -> str:
    """One action point with all that may speak of it."""
    action = considered.action
    lines = list(action_lines(action))
    page = f", side {action.page}" if action.page else ""
    lines.insert(1, f"    {shown_path(action.source)}{page}")
    lines += _others(considered.others)
    lines += ["", "Bekreft, avvis eller angre:", f"  referatsok actions confirm {action.id} OMTALE"]
    return "\n".join(lines)


def _others(others: Iterable[Link]) -> Iterator[str]:
    listed = list(others)
    if listed:
        yield ""
        yield "Ikke regnet som omtale av punktet:"
    for link in listed:
        yield from link_lines_of_other(link)


def link_lines_of_other(link: Link) -> Iterator[str]:
    """A place that does not count, and why not: a person has rejected it, or it is not likely enough."""
    why = "avvist" if link.verdict else f"{round(100 * link.likely)} % sannsynlig"
    number = link.number or link.title
    yield wrapped(f"– {date_in_words(link.date)}, sak {number}: «{link.quote}» ({why})   [{link.id}]", hanging="  ")
