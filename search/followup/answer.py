"""The action points that answer a question, each with what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.verdicts import verdicts
from minutes.errors import NotFound
from search.dates import say_date
from search.diagnostics import each_once
from search.filters import Filters
from search.find import remarks_on, understand
from search.followup.judged import Judged, Said, action_name, counted, possible_links, said_of, whole_item
from search.followup.made import followed_action, items_of, link_of
from search.followup.model import FollowedAction, FollowUp, Link
from search.followup.responsible import answers_for
from search.followup.series import Series, Task, read_series

if TYPE_CHECKING:
    from index.analysis import Analysis
    from index.engine import Engine
    from index.record import Record


Progress = Callable[[int, int], None]


def follow_up(
    record: Record,
    engine: Engine,
    analysis: Analysis,
    question: str = "",
    *,
    filters: Filters | None = None,
    as_of: dt.date | None = None,
    progress: Progress = lambda _done, _all: None,
) -> FollowUp:
    """The action points of the items that answer a question and filters, with what became of them.

    Args:
        record: the archive's catalogue.
        engine: the search index over it.
        analysis: the one the index was made with.
        question: any text of the query language; empty for everything.
        filters: what else must hold of the item; ``responsible`` must hold of the action point itself.
        as_of: the day it is seen from; what was opened or said later is left out. The last meeting of each body in the
            archive if not given.
        progress: told how many bodies are done, and of how many.

    Raises:
        UsageError: a filter's value that the archive does not have, or a date that is none.
    """
    filters = filters or Filters()
    of_items = replace(filters, responsible=(), not_responsible=())
    asked = understand(record, analysis, question, of_items)
    whole = not question.strip() and of_items == Filters()
    same = record.same_rows()
    rows = None if whole else frozenset(same.get(row, row) for row in engine.rows(asked.tree))
    remarks = () if rows is None else remarks_on(engine, analysis, asked, len(rows), same=same)
    said = said_of(verdicts(record))
    found: list[FollowedAction] = []
    bodies = undated = 0
    bodies_in_all = len(record.query("SELECT DISTINCT municipality, body FROM documents"))
    for done, series in enumerate(read_series(record, rows)):
        progress(done, bodies_in_all)
        own = [
            action
            for action in _followed(record, series, said, as_of, rows)
            if answers_for(action.responsible, filters.responsible, filters.not_responsible)
        ]
        found.extend(own)
        bodies += bool(own)
        undated += sum(action.opened is None for action in own)
    progress(bodies_in_all, bodies_in_all)
    who = [f"ansvarlig: {' eller '.join(filters.responsible)}"] if filters.responsible else []
    who += [f"IKKE ansvarlig: {' eller '.join(filters.not_responsible)}"] if filters.not_responsible else []
    if not found and who:
        understand(record, analysis, question, filters)  # says so if the archive has nobody of that name
    shown = [asked.interpreted] if not whole or not who else []
    return FollowUp(
        query=question,
        interpreted=" OG ".join((*shown, *who)),
        diagnostics=each_once((*asked.parsed.diagnostics, *remarks)),
        actions=tuple(found),
        told=_told(found, bodies, undated, as_of),
    )


def _told(found: Collection[FollowedAction], bodies: int, undated: int, as_of: dt.date | None) -> str:
    many = f"{len(found)} oppfølgingspunkt{'' if len(found) == 1 else 'er'} fra {bodies} utvalg"
    seen = say_date(as_of) if as_of else "siste møte i utvalget som arkivet har"
    sentences = [
        f"{many}, sett fra {seen}.",
        "Et punkt er nevnt igjen når et senere møte i samme utvalg sier noe om det.",
        "Omtalene er funnet av programmet og kan bekreftes og avvises.",
    ]
    if undated:
        sentences.append(f"{undated} står i dokumenter uten dato og kan ikke følges videre.")
    return " ".join(sentences)


# ---- one series ---------------------------------------------------------------------------------------------------


def _followed(
    record: Record, series: Series, said: Said, as_of: dt.date | None, rows: Collection[int] | None
) -> Iterator[FollowedAction]:
    wanted = [place for place, task in enumerate(series.tasks) if rows is None or task.item.row in rows]
    wanted = [place for place in wanted if _opened_by(series.tasks[place], as_of)]
    if not wanted:
        return
    last = as_of or (series.meetings[-1] if series.meetings else None)
    links = possible_links(series, said)
    sure = {place: counted(links[place], last) for place in wanted}
    used = {series.tasks[place].item.row for place in wanted}
    used |= {one.found.passage.item.row for own in sure.values() for one in own}
    items = items_of(record, used)
    for place in wanted:
        yield followed_action(series, series.tasks[place], sure[place], items, last)


def _opened_by(task: Task, as_of: dt.date | None) -> bool:
    return as_of is None or task.item.date is None or task.item.date <= as_of


# ---- one action point ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """An action point with all that may speak of it: ``action.links`` count, ``others`` do not (unlikely or rejected)."""

    action: FollowedAction
    others: tuple[Link, ...]


def consider(record: Record, name: str) -> Considered:
    """The action point with this name, or the only one whose name begins so, with all that may speak of it.

    Raises:
        NotFound: there is none, or more than one.
    """
    series, place = _find(record, name)
    judged = possible_links(series, said_of(verdicts(record)))[place]
    last = series.meetings[-1] if series.meetings else None
    sure = counted(judged, last)
    rows = {series.tasks[place].item.row, *(one.found.passage.item.row for one in judged)}
    items = items_of(record, rows)
    others = [one for one in judged if one not in sure]
    return Considered(
        action=followed_action(series, series.tasks[place], sure, items, last),
        others=tuple(link_of(one, items.get(one.found.passage.item.row)) for one in others),
    )


def _find(record: Record, name: str) -> tuple[Series, int]:
    found = [
        (series, place)
        for series in read_series(record)
        for place, task in enumerate(series.tasks)
        if name and action_name(series, task).startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"Flere oppfølgingspunkter begynner med «{name}».", way_out="Skriv mer av id-en.")
    raise NotFound(
        f"Fant ikke noe oppfølgingspunkt med id «{name}».", way_out="Se etter id-en i svaret fra «referatsok actions»."
    )


def place_of(record: Record, considered: Considered, name: str) -> Link:
    """The place that a person means: a possible link by its name, or a later item of the body by its id.

    Raises:
        NotFound: the action point has no such link, and the body no such later item; or there is more than one.
    """
    links = [link for link in (*considered.action.links, *considered.others) if name and link.id.startswith(name)]
    if not links:
        links = [link_of(one, None) for one in _titles(record, considered.action, name)]
    if len(links) == 1:
        return links[0]
    if links:
        raise NotFound(f"Flere omtaler begynner med «{name}».", way_out="Skriv mer av id-en.")
    raise NotFound(
        f"Oppfølgingspunktet {considered.action.id} har ingen omtale «{name}», og ingen senere sak i utvalget heter det.",
        way_out=f"Se omtalene med «referatsok actions show {considered.action.id}».",
    )


def _titles(record: Record, action: FollowedAction, name: str) -> Iterator[Judged]:
    row = record.query(
        "SELECT row FROM units WHERE document_id = ? AND unit_id = ?", action.document_id, action.item_id
    )
    for series in read_series(record, frozenset(number for (number,) in row)):
        for item in series.items:
            later = item.date is not None and action.opened is not None and item.date > action.opened
            if later and name and item.item_id.startswith(name):
                yield whole_item(item)
