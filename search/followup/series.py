"""The meetings of a body in order, with their action points and all that is said in them, each matter once."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.record import Record

MINUTES = frozenset({"referat", "protokoll"})
"""What tells how a meeting went; where a meeting has such a paper, what was sent out before it is left aside."""

NOT_OF_MEETINGS = frozenset({"artikkel"})
"""Papers that tell of a body but are none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agenda item of a series, as plain values."""

    row: int
    item_id: str
    document_id: str
    date: dt.date | None
    number: str | None
    title: str
    text: str
    page: int | None
    source: str
    approves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An action point of an item; ``place`` is its place among the item's."""

    item: Item
    place: int
    text: str
    responsible: str | None
    due: dt.date | None
    due_text: str | None
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an item, ``item.text[start:end]``, or with ``start`` None the item's title.

    ``before`` is what stands before it on its line, ``after`` the next sentence there; ``task`` says that it is itself an
    action point.
    """

    item: Item
    text: str
    start: int | None
    before: str = ""
    after: str = ""
    task: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The meetings of one body of one municipality.

    Attributes:
        items: by date, paper and place; those without a date last.
        tasks: their action points, none twice in one meeting.
        roles: the roles of people by name, as the attendance has them.
        meetings: the dates of its meetings, in order.
    """

    municipality: str | None
    body: str | None
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    roles: dict[str, str]
    meetings: tuple[dt.date, ...]


# All but letters and digits.
_SIGNS = re.compile(r"[\W_]+")


def fingerprint(text: str) -> str:
    r"""The same for texts with the same words, whatever their signs, blanks and capitals.

    >>> fingerprint("Lysene er\nmontert.") == fingerprint("• lysene er montert")
    True
    """
    return hashlib.sha256(_SIGNS.sub(" ", text).strip().casefold().encode()).hexdigest()[:16]


def read_series(record: Record, rows: Collection[int] | None = None) -> Iterator[Series]:
    """The series of all bodies, or of those that have one of these items among theirs."""
    known: dict[tuple[str, str], list[tuple[object, ...]]] = defaultdict(list)
    for found in record.query(_DOCUMENTS):
        municipality, body, id_ = found[1], found[2], found[0]
        # Papers that do not tell whose they are cannot be set beside others.
        sure = municipality is not None and body is not None
        known[(municipality.casefold(), body.casefold()) if sure else ("", id_)].append(found)
    wanted = None if rows is None else {id_ for (id_,) in _documents_of(record, rows)}
    for key in sorted(known):
        if wanted is None or any(found[0] in wanted for found in known[key]):
            yield _series(record, known[key])


_DOCUMENTS = """
    SELECT id, municipality, body, date, kind, (SELECT min(path) FROM files WHERE files.document_id = documents.id)
    FROM documents ORDER BY date IS NULL, date, id
"""
_CHUNK = 500


def _documents_of(record: Record, rows: Collection[int]) -> Iterator[tuple[str]]:
    ordered = sorted(rows)
    for start in range(0, len(ordered), _CHUNK):
        some = ordered[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        yield from record.query(f"SELECT DISTINCT document_id FROM units WHERE row IN ({marks})", *some)  # noqa: S608 marks of ours


def _series(record: Record, documents: Sequence[tuple[object, ...]]) -> Series:
    told = {found[3] for found in documents if found[4] in MINUTES}
    items: list[Item] = []
    tasks: list[Task] = []
    roles: dict[str, str] = {}
    same = record.same_rows()
    for id_, _, _, date, kind, path in documents:
        if kind in NOT_OF_MEETINGS or (date is not None and date in told and kind not in MINUTES):
            continue
        own = list(_items(record, str(id_), str(date) if date else None, str(path or ""), same))
        items.extend(own)
        tasks.extend(_tasks(record, str(id_), {item.row: item for item in own}))
        office = "SELECT name, role FROM attendees WHERE document_id = ? AND role IS NOT NULL"
        roles |= dict(record.query(office, id_))
    _, municipality, body, *_ = documents[0]
    return Series(
        municipality=str(municipality) if municipality else None,
        body=str(body) if body else None,
        items=tuple(items),
        tasks=tuple(_each_once(tasks)),
        roles=roles,
        meetings=tuple(sorted({item.date for item in items if item.date})),
    )


def _items(record: Record, document_id: str, date: str | None, path: str, same: dict[int, int]) -> Iterator[Item]:
    found = record.query(
        "SELECT row, id, number, title, text, page, kind FROM items WHERE document_id = ? ORDER BY place", document_id
    )
    for row, id_, number, title, text, page, kind in found:
        if row not in same:
            yield Item(
                row=row,
                item_id=id_,
                document_id=document_id,
                date=dt.date.fromisoformat(date) if date else None,
                number=number,
                title=title,
                text=text,
                page=page,
                source=path,
                approves=kind == "godkjenning",
            )


def _tasks(record: Record, document_id: str, items: dict[int, Item]) -> Iterator[Task]:
    found = record.query(
        "SELECT row, actions.place, actions.text, responsible, due, due_text, actions.page FROM actions"
        " JOIN items USING (row) WHERE document_id = ? ORDER BY items.place, actions.place",
        document_id,
    )
    for row, place, text, responsible, due, due_text, page in found:
        if row in items:
            yield Task(
                item=items[row],
                place=place,
                text=text,
                responsible=responsible,
                due=dt.date.fromisoformat(due) if due else None,
                due_text=due_text,
                page=page,
            )


def _each_once(tasks: Sequence[Task]) -> Iterator[Task]:
    seen: set[tuple[object, str]] = set()
    for task in tasks:
        # Without a date two papers may be of two meetings.
        key = (task.item.date or task.item.document_id, fingerprint(task.text))
        if key not in seen:
            seen.add(key)
            yield task


# ---- sentences ----------------------------------------------------------------------------------------------------

# Where a sentence ends within a line: a full stop, and a capital, a quote or a bullet after it.
SENTENCE_END = re.compile(r"(?<=[.!?])[»”\")]?\s+(?=[A-ZÆØÅ«“\"•])")
# What ends with a full stop and goes on: "kl. 10", "ca. Granvik", "10. Mai", "jf. Plan", "P. Hansen".
NO_END = re.compile(r"(?:\b(?:kl|ca|jf|jfr|nr|mv|bl\.a|f\.eks|evt|pkt|tlf|hhv|inkl|st|dr|vedr|ang|adm)|\b[A-ZÆØÅ])\.$")
# A line that only says who or when: the column of a table.
LABEL_LINE = re.compile(r"^(?:følge?r\s+opp|oppfølging|ansvarl?i?g?|frist|saksbehandler)\s*:.{0,80}$", re.IGNORECASE)
# A bullet or number before a line's first word.
LEAD = re.compile(r"[\s•–*-]*(?:\d{1,2}[.)]\s+|[a-zæøå]\)\s+)?")


def sentences_of(text: str) -> Iterator[tuple[int, int, int]]:
    """The sentences of an item's text: start, end, and where its line begins; label lines are left out.

    >>> [("Vi møtes kl. 10. Alt er klart."[a:b]) for a, b, _ in sentences_of("Vi møtes kl. 10. Alt er klart.")]
    ['Vi møtes kl. 10.', 'Alt er klart.']
    """
    position = 0
    for line in text.split("\n"):
        lead = LEAD.match(line)
        begin = low = position + (lead.end() if lead else 0)
        stop = position + len(line.rstrip())
        if low < stop and not LABEL_LINE.match(text[low:stop]):
            for gap in SENTENCE_END.finditer(text, low, stop):
                if not NO_END.search(text[low : gap.start()]):
                    yield low, gap.start(), begin
                    low = gap.end()
            if low < stop:
                yield low, stop, begin
        position += len(line) + 1


LONGEST_PASSAGE = 600
"""Signs of a sentence that is still read as one; what is longer is a table or a list run together."""


def passages_of(item: Item, tasks: Collection[str]) -> Iterator[Passage]:
    """The title and the sentences of an item; ``tasks`` are the fingerprints of its action points."""
    if item.approves:
        return
    yield title_of(item)
    places = list(sentences_of(item.text))
    for number, (start, end, begin) in enumerate(places):
        text = item.text[start:end]
        if len(text) > LONGEST_PASSAGE:
            continue
        following = places[number + 1] if number + 1 < len(places) else None
        same_line = following is not None and following[2] == begin
        yield Passage(
            item=item,
            text=text,
            start=start,
            before=item.text[begin:start],
            after=item.text[following[0] : following[1]] if following and same_line else "",
            task=fingerprint(text) in tasks,
        )


def title_of(item: Item) -> Passage:
    """An item's title as a passage."""
    return Passage(item=item, text=item.title, start=None)
