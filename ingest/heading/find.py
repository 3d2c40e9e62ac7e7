"""The heading of a document: what it is, whose, of which meeting, and who came.

Labels come first, then titles, then the sentence that tells of the meeting («Kommunestyret holdt møte den …»), then the
tables that stand over each case, then the file's name. What the text does not say stays None, with a warning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from ingest.agenda.parted import part_reading
from ingest.blocks import Reading
from ingest.heading.article import find_act
from ingest.heading.attendance import Attendance, find_attendance, find_groups, find_roll_call
from ingest.heading.bodies import is_national, is_of_county, without_place
from ingest.heading.closing import Closing, find_closing
from ingest.heading.council_places import find_in_bodies
from ingest.heading.dates import find_file_date
from ingest.heading.file_places import find_in_file_name
from ingest.heading.flat import unflatten
from ingest.heading.form import Form, find_agenda, read_form
from ingest.heading.kind import FoundKind, find_kind, find_language, is_article
from ingest.heading.lines import Line, paragraphs, read_lines
from ingest.heading.meeting import find_dayless, find_told, guess_date, tells_date
from ingest.heading.municipalities import Found, find_in_letterhead, infer
from ingest.heading.titles import Told, titles_a_meeting
from ingest.heading.written import infer_year
from minutes.kinds import DocumentKind, Language, Origin
from minutes.model import Evidence, Meeting, ReadingWarning

# A heading is over by then: measured on the development documents, whose longest is 60 lines; doubled and more.
_MOST_HEAD_LINES = 150

# Where the end of the heading is unknown, its title stands among the first rows.
_TITLE_LINES = 25
_LETTERHEAD_LINES = 12

# A roll call may be the first matter of the agenda; it stands that near.
_MOST_ROLL_LINES = 300

# Notices and case papers list whom they invite or write to, not who came.
_WITHOUT_ATTENDANCE = frozenset({DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER, DocumentKind.SAKSFRAMLEGG})

# A paragraph that ends with a list of people; a longer one holds the matters too, as in text without line breaks.
_LONGEST_LIST = 1000

# What is written after the meeting.
_MINUTES = frozenset({DocumentKind.REFERAT, DocumentKind.PROTOKOLL})

# What is written after its meeting, news of it too.
_AFTERWARDS = _MINUTES | {DocumentKind.ARTIKKEL}


# What has a heading of a meeting.
_TELLING = _MINUTES | {DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the heading says. Blocks before ``agenda_start`` in ``Reading.blocks`` are the heading; 0 if unknown."""

    kind: DocumentKind | None
    title: str | None
    language: Language | None
    municipality: str | None
    municipality_origin: Origin | None
    body: str | None
    meeting: Meeting
    warnings: tuple[ReadingWarning, ...] = ()
    agenda_start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The date found, how, and where it stands."""

    date: dt.date | None = None
    origin: Origin | None = None
    evidence: tuple[Evidence, ...] = ()


def find_heading(reading: Reading, *, file_name: str) -> Heading:
    """Read the heading of a document.

    A text without line breaks whose heading tells of no meeting is read once more with its lines parted at their labels.

    Args:
        reading: the document as read.
        file_name: the name of its file; it may hold the date or the kind when the text does not.
    """
    heading = _read(reading, file_name)
    if heading.kind in _TELLING:
        return heading
    parted = part_reading(reading)
    again = heading if parted is reading else _read(parted, file_name)
    return replace(again, agenda_start=0) if again.kind in _TELLING else heading


def _read(reading: Reading, file_name: str) -> Heading:
    lines = list(unflatten(list(read_lines(reading))))
    texts = list(paragraphs(reading))
    form = read_form(lines[:_MOST_HEAD_LINES])
    head = lines[: form.end_line or _first_rows(lines)]
    form = replace(form, has_attendance=form.has_attendance or bool(find_groups(head)))
    titled = titles_a_meeting(head, has_attendance=form.has_attendance)
    titled = titled or (form.has_attendance and (tells_date(head) or find_dayless(head) is not None))
    titled = titled and (form.has_attendance or not is_article(texts))
    form = replace(form, is_meeting=form.is_meeting or titled)
    kind = find_kind(
        head, texts, file_name=file_name, has_form=form.is_meeting, has_attendance=form.has_attendance, body=form.body
    )
    told = find_told(head, texts, file_name=file_name) if _is_of_meeting(kind, form) else _act(kind, texts)
    body = form.body or told.body
    when = _when(form, told, kind, file_name)
    if when.date is None and _is_of_meeting(kind, form):
        when = _guess(form, kind, head, texts, file_name)
    place = _municipality(texts, body, kind, file_name)
    body = without_place(body, place.name) if body and place else body
    attendance = _attendance(kind, lines[: form.end_line or len(head)], lines, texts)
    return Heading(
        kind=kind.kind,
        title=kind.title or reading.title,
        language=find_language(texts),
        municipality=place.name if place else None,
        municipality_origin=place.origin if place else None,
        body=body,
        meeting=_meeting(form, told, when, attendance, _closing(kind, texts)),
        warnings=_warnings(kind, when, body, place, attendance),
        agenda_start=_agenda_start(form, kind, lines, attendance, texts),
    )


def _first_rows(lines: Sequence[Line]) -> int:
    """How many lines the first rows have; the cells of a row are one."""
    rows = groupby(lines[:_MOST_HEAD_LINES], key=lambda line: (line.block, line.cell is None and line.spans))
    return sum(len(list(row)) for _, row in islice(rows, _TITLE_LINES))


def _agenda_start(
    form: Form, kind: FoundKind, lines: Sequence[Line], attendance: Attendance, texts: Sequence[Line]
) -> int:
    if form.end_line:
        return form.end_block
    return _agenda_after(kind, lines) or _after_attendance(attendance, texts)


def _agenda_after(kind: FoundKind, lines: Sequence[Line]) -> int:
    """Where the agenda begins under a title without a form; 0 if unknown."""
    title = kind.line
    if title is None or kind.kind in {None, DocumentKind.ARTIKKEL}:
        return 0
    return find_agenda([line for line in lines if line.block > title.block][:_MOST_HEAD_LINES])


def _after_attendance(attendance: Attendance, texts: Sequence[Line]) -> int:
    """Where the matters begin when nothing but the list of those present comes before them; 0 if unknown."""
    last = [line for line in texts if line.block == attendance.end_block - 1]
    return attendance.end_block if last and len(last[0].text) <= _LONGEST_LIST else 0


def _is_of_meeting(kind: FoundKind, form: Form) -> bool:
    return form.is_meeting or kind.kind not in {None, DocumentKind.ARTIKKEL}


def _act(kind: FoundKind, texts: Sequence[Line]) -> Told:
    """The meeting that an article tells of; nothing for papers of no kind."""
    return find_act(texts) if kind.kind is DocumentKind.ARTIKKEL else Told()


def _when(form: Form, told: Told, kind: FoundKind, file_name: str) -> _When:
    """The date of the form, else one told, else the file name's."""
    if form.date and not (kind.kind is DocumentKind.SAKSFRAMLEGG and _is_of_writing(form)):
        return _When(date=form.date, origin=Origin.HEADING, evidence=form.date_evidence)
    if told.date:
        return _When(date=told.date, origin=told.date_origin, evidence=told.date_evidence)
    in_name = find_file_date(file_name) if _is_of_meeting(kind, form) else None
    return _When(date=in_name, origin=Origin.FILE_NAME) if in_name else _When()


def _guess(form: Form, kind: FoundKind, head: Sequence[Line], texts: Sequence[Line], file_name: str) -> _When:
    """A date written without its year, in the year it was written in, else one that the document shows."""
    dayless = find_dayless(head)
    written = form.dayless or (dayless.text if dayless else None)
    evidence = form.date_evidence or (dayless.evidence() if dayless else ())
    inferred = infer_year(written, texts) if written and kind.kind in _AFTERWARDS else None
    if inferred:
        return _When(date=inferred.date, origin=Origin.INFERRED, evidence=(*evidence, *inferred.evidence))
    guessed = guess_date(written, texts, file_name=file_name) if written else None
    if guessed is None:
        return _When()
    return _When(date=guessed, origin=Origin.GUESS, evidence=evidence)


def _is_of_writing(form: Form) -> bool:
    """Whether a case paper's date is when it was written: only «Møtedato» and the like are of a meeting."""
    return "møte" not in form.date_label.casefold()


def _municipality(texts: Sequence[Line], body: str | None, kind: FoundKind, file_name: str) -> Found | None:
    if body and is_national(body):
        return None
    found = find_in_letterhead(texts[:_LETTERHEAD_LINES])
    found = found or infer(texts, of_county=bool(body) and is_of_county(body or ""))
    found = found or find_in_bodies(texts[:_LETTERHEAD_LINES])
    return found or (find_in_file_name(file_name, texts) if kind.kind else None)


def _attendance(kind: FoundKind, head: Sequence[Line], lines: Sequence[Line], texts: Sequence[Line]) -> Attendance:
    if kind.kind is None or kind.kind is DocumentKind.ARTIKKEL or kind.kind in _WITHOUT_ATTENDANCE:
        return Attendance()
    known_from = "\n".join(line.text for line in texts)
    found = find_attendance(head, texts[:_MOST_HEAD_LINES], known_from=known_from)
    if found.attendees or found.absent:
        return found
    opened = find_roll_call(lines[len(head) :][:_MOST_ROLL_LINES])
    return find_attendance(opened, known_from=known_from) if opened else found


def _closing(kind: FoundKind, texts: Sequence[Line]) -> Closing:
    """When the meeting ended, as its minutes say; a notice cannot."""
    return find_closing(texts) if kind.kind in _MINUTES else Closing()


def _meeting(form: Form, told: Told, when: _When, attendance: Attendance, closing: Closing) -> Meeting:
    evidence = (*when.evidence, *form.evidence, *(told.evidence if not form.body else ()))
    if (form.end or told.end) is None or (form.start or told.start) is None:
        evidence += closing.evidence
    return Meeting(
        date=when.date,
        date_origin=when.origin,
        start=form.start or told.start or closing.start,
        end=form.end or told.end or closing.time,
        place=form.place or told.place,
        attendees=attendance.attendees,
        absent=attendance.absent,
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _warnings(
    kind: FoundKind, when: _When, body: str | None, place: Found | None, attendance: Attendance
) -> tuple[ReadingWarning, ...]:
    found = []
    if kind.kind is None:
        found.append(("no-kind", "Dokumentet sier ikke hva slags møtepapir det er."))
    elif when.date is None:
        found.append(("no-date", "Fant ingen møtedato i dokumentet."))
    if when.origin is Origin.FILE_NAME:
        found.append(("date-from-file-name", "Møtedatoen er tatt fra filnavnet; teksten har ingen."))
    if when.origin is Origin.GUESS:
        found.append(("date-guessed", "Årstallet i møtedatoen er gjettet; teksten oppgir bare dag og måned."))
    if when.origin is Origin.INFERRED:
        found.append(("date-inferred", "Møtedatoen er regnet ut fra teksten og datoen den er skrevet eller publisert."))
    if place is None:
        found.append(("no-municipality", "Fant ingen kommune i dokumentet."))
    elif place.origin is Origin.GUESS:
        found.append(("municipality-guessed", "Kommunen er gjettet fra filnavnet."))
    if kind.kind and body is None:
        found.append(("no-body", "Fant ikke navnet på utvalget."))
    if kind.kind in _MINUTES and not attendance.attendees:
        sentence = "Lista over frammøtte gir ingen navn." if attendance.listed else "Fant ingen liste over frammøtte."
        found.append(("no-attendees", sentence))
    return tuple(ReadingWarning(code=code, message=message) for code, message in found)
