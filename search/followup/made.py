"""An action point with its links as it is shown: fate, age, deadline, pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from minutes.model import AgendaItem, Evidence, Span
from search.followup.fates import fate_of
from search.followup.judged import Judged, action_name
from search.followup.model import Fate, FollowedAction, Link
from search.followup.series import Series, Task, fingerprint
from search.passages import page_at

if TYPE_CHECKING:
    from index.record import Record


def items_of(record: Record, rows: Iterable[int]) -> dict[int, AgendaItem | None]:
    """The items with these row numbers, whole."""
    return {row: unit.item for row, unit in record.units(sorted(set(rows))).items()}


def followed_action(
    series: Series, task: Task, judged: Sequence[Judged], items: Mapping[int, AgendaItem | None], last: dt.date | None
) -> FollowedAction:
    """A task with the links that count, seen from the day ``last``."""
    opened = task.item.date
    fate, settled = fate_of([(one.found.passage.item.date, one.found.telling) for one in judged])
    seen_from = last if opened else None
    until = settled or seen_from
    over = seen_from is not None and task.due is not None and task.due < seen_from
    still = fate not in {Fate.DONE, Fate.DROPPED}
    item = items.get(task.item.row)
    return FollowedAction(
        id=action_name(series, task),
        item_id=task.item.item_id,
        document_id=task.item.document_id,
        number=task.item.number,
        title=task.item.title,
        municipality=series.municipality,
        body=series.body,
        opened=opened,
        text=task.text,
        responsible=task.responsible,
        due=task.due,
        due_text=task.due_text,
        page=task.page,
        source=task.item.source,
        links=tuple(link_of(one, items.get(one.found.passage.item.row)) for one in judged),
        fate=fate,
        settled=settled,
        as_of=seen_from,
        age_days=(until - opened).days if until and opened else None,
        overdue_days=(seen_from - task.due).days if over and still and seen_from and task.due else None,
        meetings_since=sum(opened < day <= seen_from for day in series.meetings) if opened and seen_from else 0,
        evidence=item.actions[task.place - 1].evidence if item and task.place <= len(item.actions) else (),
        fingerprint=fingerprint(task.text),
    )


def link_of(one: Judged, item: AgendaItem | None) -> Link:
    """A link as it is shown; ``item`` is the whole item it stands in, for its pages."""
    found, passage = one.found, one.found.passage
    spans = item.spans if item else ()
    start = passage.start
    return Link(
        id=one.name,
        item_id=passage.item.item_id,
        document_id=passage.item.document_id,
        number=passage.item.number,
        title=passage.item.title,
        date=passage.item.date or dt.date.min,
        quote=passage.text,
        page=passage.item.page if start is None else page_at(spans, start),
        source=passage.item.source,
        telling=found.telling,
        shared=found.pair.shared,
        names_responsible=found.pair.names_responsible,
        likely=round(found.likely, 3),
        verdict=one.verdict,
        evidence=() if start is None else tuple(_evidence(passage.item.text, spans, start, start + len(passage.text))),
        fingerprint=fingerprint(passage.text),
    )


def _evidence(text: str, spans: Iterable[Span], start: int, end: int) -> Iterator[Evidence]:
    """The places in the pages that ``text[start:end]`` was read from."""
    for span in spans:
        low, high = max(start, span.at), min(end, span.at + span.length)
        if low < high:
            begin = span.start + low - span.at
            yield Evidence(page=span.page, start=begin, end=begin + high - low, quote=text[low:high])
