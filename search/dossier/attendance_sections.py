"""Who came to the meetings: per function and party over the years, and each person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from minutes.model import Attendee, Document
from search.dossier.blocks import Block, Paragraph, Section, Table, without_columns
from search.dossier.desk import Desk
from search.dossier.material import named_body
from search.dossier.meeting_sections import attendance_of
from search.dossier.saying import number_of, periods, short_day, shortened
from search.meetings import ArchivedMeeting

NO_FUNCTION = "uten oppgitt funksjon"
LONGEST_FUNCTION = 60


def attendance_section(desk: Desk) -> Section:
    """Who came: per function and party over the years, and each person."""
    material = desk.material
    listed = [
        (meeting, document)
        for meeting in material.held
        if (document := attendance_of(material.documents[paper.document_id] for paper in meeting.papers))
    ]
    without = len(material.held) - len(listed)
    text = f"{number_of(len(listed), 'møte', 'møter')} har en liste over hvem som møtte."
    if without:
        text += f" {number_of(without, 'referat', 'referater')} har det ikke og er ikke med i tallene her."
    blocks: list[Block] = [Paragraph(text=text)]
    if listed:
        blocks.append(
            Paragraph(
                text="«2 av 3» betyr at minst én med funksjonen møtte på to av årets tre møter med deltakerliste.",
                note=True,
            )
        )
        bodies = _by_body(desk, listed)
        for body, own in bodies.items():
            # Nobody can come to the meetings of another body: each is counted over its own.
            behind = f" – {body}" if len(bodies) > 1 else ""
            blocks.extend(_shares(own, behind))
            blocks.append(_people(desk, own, behind))
    return Section(title="Hvem møtte", blocks=tuple(blocks))


Listed = Sequence[tuple[ArchivedMeeting, Document]]


def _by_body(desk: Desk, listed: Listed) -> dict[str, Listed]:
    found: dict[str, list[tuple[ArchivedMeeting, Document]]] = defaultdict(list)
    for meeting, document in listed:
        found[named_body(meeting.body, meeting.municipality, desk.material)].append((meeting, document))
    return {body: found[body] for body in sorted(found)}


def _shares(listed: Listed, behind: str) -> Iterator[Table]:
    yield _over_years(listed, f"Deltakelse etter funksjon{behind}", "Funksjon", _function)
    if any(person.party for _, document in listed for person in document.meeting.attendees):
        yield _over_years(listed, f"Deltakelse etter parti{behind}", "Parti", _party)


def _function(person: Attendee) -> str | None:
    return shortened(person.role, LONGEST_FUNCTION) if person.role else NO_FUNCTION


def _party(person: Attendee) -> str | None:
    return person.party


def _over_years(listed: Listed, title: str, column: str, group: Callable[[Attendee], str | None]) -> Table:
    lists = Counter(meeting.date.year for meeting, _ in listed)
    labels: dict[str, str] = {}
    present: Counter[tuple[str, int]] = Counter()
    for meeting, document in listed:
        here = {label.casefold(): label for person in document.meeting.attendees if (label := group(person))}
        for key, label in here.items():
            labels.setdefault(key, label)
            present[key, meeting.date.year] += 1
    totals = {key: sum(present[key, year] for year in lists) for key in labels}
    in_order = sorted(labels, key=lambda key: (labels[key] == NO_FUNCTION, -totals[key], key))
    columns = periods(lists)
    rows = [
        (
            labels[key],
            *(
                f"{sum(present[key, year] for year in years)} av {sum(lists[year] for year in years)}"
                for _, years in columns
            ),
            f"{totals[key]} av {len(listed)}",
        )
        for key in in_order
    ]
    return Table(
        title=title,
        columns=(column, *(label for label, _ in columns), "I alt"),
        rows=tuple(rows),
        widths=(3, *(1.0 for _ in columns), 1.1),
    )


def _people(desk: Desk, listed: Listed, behind: str) -> Table:
    found: dict[str, list[tuple[ArchivedMeeting, Attendee, bool]]] = defaultdict(list)
    for meeting, person, came in sorted(_each_person(listed), key=lambda one: one[0].date):
        found[" ".join(person.name.casefold().split())].append((meeting, person, came))
    rows = []
    for entries in found.values():
        _, first, _ = entries[0]
        roles = _in_turn(person.role for _, person, _ in entries)
        days = [meeting.date for meeting, _, came in entries if came]
        rows.append(
            (
                desk.cleaner.name(first.name, roles[0] if roles else None),
                ", så ".join(roles),
                ", så ".join(_in_turn(person.party for _, person, _ in entries)),
                len(days),
                len(entries) - len(days),
                short_day(days[0]) if days else "",
                short_day(days[-1]) if days else "",
            )
        )
    rows.sort(key=lambda row: (-row[3], row[0]))
    table = Table(
        title=f"Deltakere{behind}",
        columns=("Navn", "Funksjon", "Parti", "Møtt", "Forfall", "Første møte", "Siste møte"),
        rows=tuple(rows),
        widths=(2.4, 2.4, 0.7, 0.7, 0.8, 1.2, 1.2),
    )
    return table if any(row[2] for row in rows) else without_columns(table, "Parti")


def _in_turn(names: Iterable[str | None]) -> list[str]:
    """Each name once, in the order in which they came; capitals make no difference."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def _each_person(listed: Listed) -> Iterator[tuple[ArchivedMeeting, Attendee, bool]]:
    for meeting, document in listed:
        for person in document.meeting.attendees:
            yield meeting, person, True
        for person in document.meeting.absent:
            yield meeting, person, False
