"""Which meetings were held, and which seem to lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from minutes.model import Document
from search.coverage.gaps import Gap
from search.dossier.blocks import Block, Paragraph, Section, Table, without_columns
from search.dossier.desk import Desk, reference
from search.dossier.material import Material, named_body
from search.dossier.saying import file_name, number_of, short_day
from search.meetings import ArchivedMeeting


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
    table = Table(
        title="Møter som ser ut til å mangle",
        columns=("Utvalg", "Når", "Hva som tyder på det", "Forklaring i papirene", "Bevis"),
        rows=tuple(
            (
                named_body(gap.body, gap.municipality, desk.material),
                _when(gap),
                gap.told,
                gap.explained or "",
                reference(_gap_proof(desk, gap)),
            )
            for gap in gaps
        ),
        widths=(1.9, 1.8, 4, 1.8, 0.75),
    )
    yield table if any(gap.explained for gap in gaps) else without_columns(table, "Forklaring i papirene")


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
            "Hvor mange møter det skulle vært, er ikke oppgitt; dossieret sier derfor hvor mange som er funnet, ikke om "
            "det er nok."
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
            material.wish.meetings_a_year or "",
        )
        for body in bodies
        for year in _years_of([year for known, year in found if known == body], material)
    ]
    table = Table(
        title="Møter per år",
        columns=("Utvalg", "År", "Med referat", "Bare innkalling", "Ventet"),
        rows=tuple(rows),
        widths=(3, 1, 1, 1.2, 1),
    )
    return without_columns(table, "Ventet") if material.wish.meetings_a_year is None else table


def _years_of(found: Sequence[int], material: Material) -> Sequence[int]:
    """The years in which a body could be expected to meet: all of the dossier's where a time was asked for, else its own."""
    filters = material.wish.filters
    if filters.years or filters.first or filters.last:
        return material.years
    return range(min(found), max(found) + 1)


def _body(meeting: ArchivedMeeting, material: Material) -> str:
    return named_body(meeting.body, meeting.municipality, material)


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
    table = Table(
        title="Møtene",
        columns=("Dato", "Utvalg", "Papirer", "Til stede", "Saker", "Om spørsmålet", "Fil"),
        rows=tuple(rows),
        widths=(1.2, 1.9, 1.3, 0.8, 0.7, 1.1, 2.8),
    )
    # Where nothing is asked but which meetings, every item is about it, and the column would say the same twice.
    return table if material.chooses else without_columns(table, "Om spørsmålet")


def attendance_of(papers: Iterable[Document]) -> Document | None:
    """The paper of a meeting that lists who came; the one that speaks for it before the others."""
    return next((paper for paper in papers if paper.meeting.attendees), None)
