"""Which meetings were held, and who came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from minutes.model import Attendee, Document
from search.coverage_gaps import Gap
from search.dossier.blocks import Block, Paragraph, Section, Table
from search.dossier.desk import Desk, reference
from search.dossier.material import Material
from search.dossier.saying import file_name, number_of, short_day, shortened
from search.meetings import ArchivedMeeting

NO_FUNCTION = "uten oppgitt funksjon"
LONGEST_FUNCTION = 60


def meetings_section(desk: Desk) -> Section:
    """Meetings held against expected, by body and year, and each meeting with its papers."""
    material = desk.material
    called = len(material.meetings) - len(material.held)
    said = [
        f"Arkivet har referat eller protokoll fra {number_of(len(material.held), 'møte', 'møter')}."
        + (f" For {number_of(called, 'møte', 'møter')} finnes bare innkalling eller sakspapirer." if called else ""),
        _expected(material),
    ]
    if material.undated:
        files = ", ".join(f"«{file_name(document)}»" for document in material.undated)
        said.append(f"Disse papirene har ingen kjent møtedato og er ikke regnet med: {files}.")
    blocks: list[Block] = [Paragraph(text=text) for text in said]
    return Section(title="Møter", blocks=(*blocks, _by_year(material), *_missing(desk), _each(desk)))


def _missing(desk: Desk) -> Iterator[Block]:
    """Meetings that the archive seems to lack, and what points at it."""
    gaps = desk.material.gaps
    if not gaps:
        yield Paragraph(text="Ingenting i papirene tyder på at det mangler møter mellom dem som er funnet.")
        return
    yield Table(
        title="Møter som ser ut til å mangle",
        columns=("Utvalg", "Når", "Hva som tyder på det", "Forklaring i papirene", "Bevis"),
        rows=tuple(
            (gap.body, _when(gap), gap.told, gap.explained or "", reference(_gap_proof(desk, gap))) for gap in gaps
        ),
        widths=(1.5, 2.2, 4, 1.8, 0.75),
    )


def _when(gap: Gap) -> str:
    if gap.date:
        return short_day(gap.date)
    if gap.after and gap.before:
        return f"mellom {short_day(gap.after)} og {short_day(gap.before)}"
    return f"før {short_day(gap.before)}" if gap.before else f"etter {short_day(gap.after)}" if gap.after else "ukjent"


def _gap_proof(desk: Desk, gap: Gap) -> int | None:
    """The place where other minutes speak of the meeting, if it stands there as it is quoted."""
    if gap.page is None or not gap.quote:
        return None
    for document in desk.material.documents.values():
        if document.source.path == gap.source and any(page.number == gap.page for page in document.pages):
            start = document.page(gap.page).text.find(gap.quote)
            if start >= 0:
                place = (gap.page, start, start + len(gap.quote))
                return desk.proof.of_place(document, None, place, "møte som ser ut til å mangle")
    return None


def _expected(material: Material) -> str:
    a_year = material.wish.meetings_a_year
    if a_year is None:
        return (
            "Hvor mange møter det skulle vært, er ikke oppgitt (--meetings-per-year N); dossieret sier derfor hvor mange "
            "som er funnet, ikke om det er nok."
        )
    bodies = len({(meeting.municipality, meeting.body) for meeting in material.meetings})
    wanted = a_year * len(material.years) * bodies
    return (
        f"Oppgitt mål er {number_of(a_year, 'møte', 'møter')} i året for hvert utvalg: {wanted} i perioden, mot "
        f"{len(material.held)} med referat i arkivet. At et referat mangler, betyr ikke at møtet ikke ble holdt."
    )


def _by_year(material: Material) -> Table:
    found: dict[tuple[str, int], list[ArchivedMeeting]] = defaultdict(list)
    for meeting in material.meetings:
        found[_body(meeting, material), meeting.date.year].append(meeting)
    bodies = list(dict.fromkeys(body for body, _ in found))
    rows = [
        (
            body,
            str(year),
            sum(meeting.has_minutes for meeting in found[body, year]),
            sum(not meeting.has_minutes for meeting in found[body, year]),
            "ikke oppgitt" if material.wish.meetings_a_year is None else material.wish.meetings_a_year,
        )
        for body in bodies
        for year in material.years
    ]
    return Table(
        title="Møter per år",
        columns=("Utvalg", "År", "Med referat", "Bare innkalling", "Ventet"),
        rows=tuple(rows),
        widths=(3, 1, 1, 1.2, 1),
    )


def _body(meeting: ArchivedMeeting, material: Material) -> str:
    """The body; with its municipality where the dossier has several."""
    several = len({other.municipality for other in material.meetings}) > 1
    body = meeting.body or "Ukjent utvalg"
    return f"{body} ({meeting.municipality or 'ukjent kommune'})" if several else body


def _each(desk: Desk) -> Table:
    material = desk.material
    answering = Counter(matter.document.id for matter in material.matters)
    rows = []
    for meeting in sorted(material.meetings, key=lambda meeting: (meeting.date, meeting.body or "")):
        papers = [material.documents[paper.document_id] for paper in meeting.papers]
        listed = attendance_of(papers)
        rows.append(
            (
                short_day(meeting.date),
                _body(meeting, material),
                ", ".join(dict.fromkeys(str(paper.kind or "ukjent slag") for paper in papers)),
                len(listed.meeting.attendees) if listed else "ikke oppgitt",
                max(len(paper.items) for paper in papers),
                sum(answering[paper.id] for paper in papers),
                ", ".join(file_name(paper) for paper in papers),
            )
        )
    return Table(
        title="Møtene",
        columns=("Dato", "Utvalg", "Papirer", "Til stede", "Saker", "Om spørsmålet", "Fil"),
        rows=tuple(rows),
        widths=(1.2, 1.9, 1.3, 0.8, 0.7, 1.1, 2.8),
    )


def attendance_of(papers: Iterable[Document]) -> Document | None:
    """The paper of a meeting that lists who came; the one that speaks for it before the others."""
    return next((paper for paper in papers if paper.meeting.attendees), None)


# ---- who came ---------------------------------------------------------------------------------------------------------


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
        blocks.append(_over_years(listed, material.years, "Deltakelse etter funksjon", "Funksjon", _function))
        if any(person.party for _, document in listed for person in document.meeting.attendees):
            blocks.append(_over_years(listed, material.years, "Deltakelse etter parti", "Parti", _party))
        blocks.append(_people(desk, listed))
    return Section(title="Hvem møtte", blocks=tuple(blocks))


Listed = Sequence[tuple[ArchivedMeeting, Document]]


def _function(person: Attendee) -> str | None:
    return shortened(person.role, LONGEST_FUNCTION) if person.role else NO_FUNCTION


def _party(person: Attendee) -> str | None:
    return person.party


def _over_years(
    listed: Listed, years: Sequence[int], title: str, column: str, group: Callable[[Attendee], str | None]
) -> Table:
    lists = Counter(meeting.date.year for meeting, _ in listed)
    labels: dict[str, str] = {}
    present: Counter[tuple[str, int]] = Counter()
    for meeting, document in listed:
        here = {label.casefold(): label for person in document.meeting.attendees if (label := group(person))}
        for key, label in here.items():
            labels.setdefault(key, label)
            present[key, meeting.date.year] += 1
    totals = {key: sum(present[key, year] for year in years) for key in labels}
    in_order = sorted(labels, key=lambda key: (labels[key] == NO_FUNCTION, -totals[key], key))
    rows = [
        (
            labels[key],
            *(f"{present[key, year]} av {lists[year]}" if lists[year] else "–" for year in years),
            f"{totals[key]} av {len(listed)}",
        )
        for key in in_order
    ]
    return Table(
        title=title,
        columns=(column, *(str(year) for year in years), "I alt"),
        rows=tuple(rows),
        widths=(3, *(1.0 for _ in years), 1.1),
    )


def _people(desk: Desk, listed: Listed) -> Table:
    found: dict[str, list[tuple[ArchivedMeeting, Attendee, bool]]] = defaultdict(list)
    for meeting, person, came in _each_person(listed):
        found[" ".join(person.name.casefold().split())].append((meeting, person, came))
    rows = []
    for entries in found.values():
        _, first, _ = entries[0]
        role = next((person.role for _, person, _ in entries if person.role), None)
        days = sorted(meeting.date for meeting, _, came in entries if came)
        rows.append(
            (
                desk.cleaner.name(first.name, role),
                role or "",
                next((person.party for _, person, _ in entries if person.party), None) or "",
                len(days),
                len(entries) - len(days),
                short_day(days[0]) if days else "",
                short_day(days[-1]) if days else "",
            )
        )
    rows.sort(key=lambda row: (-row[3], row[0]))
    return Table(
        title="Deltakere",
        columns=("Navn", "Funksjon", "Parti", "Møtt", "Forfall", "Første møte", "Siste møte"),
        rows=tuple(rows),
        widths=(2.4, 2.4, 0.7, 0.7, 0.8, 1.2, 1.2),
    )


def _each_person(listed: Listed) -> Iterator[tuple[ArchivedMeeting, Attendee, bool]]:
    for meeting, document in listed:
        for person in document.meeting.attendees:
            yield meeting, person, True
        for person in document.meeting.absent:
            yield meeting, person, False
