"""Meetings, items and decisions spelled as eInnsyn's API spells them, so that an archive system can take them.

The names are those of eInnsyn's published API specification (Moetemappe, Moetesak, Vedtak ...). What that demands and
minutes do not tell (moetenummer, the number of the Enhet) is not made up: it is listed with the meeting it is wanting
in. Ids are ours, as ``externalId``; eInnsyn gives its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from index.units import NUMBER
from minutes.kinds import DecisionKind, ItemKind, Outcome
from minutes.model import AgendaItem, Attendee, Decision, Document
from search.meetings import ArchivedMeeting, meetings
from search.privacy.identifiers import mask_identifiers

if TYPE_CHECKING:
    from index.record import Record

OSLO = ZoneInfo("Europe/Oslo")
PLAIN_TEXT = "text/plain"
CENTURY = 100

_ITEM_TYPES = {
    ItemKind.POLITISK: "politisk",
    ItemKind.DELEGERT: "delegert",
    ItemKind.REFERAT: "referat",
    ItemKind.ORIENTERING: "orientering",
    ItemKind.INTERPELLASJON: "interpellasjon",
    ItemKind.GODKJENNING: "godkjenning",
}
"""moetesakstype by our kind; what has none of these is «annet»."""

_NOT_DECIDED = frozenset({Outcome.FALT, Outcome.UTSATT, Outcome.TRUKKET})

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EInnsynExport:
    """What is exported.

    Attributes:
        plain: {"moetemappe": [...], "saksmappe": [...]}, ready for JSON.
        missing: what eInnsyn demands and the papers do not tell: {meeting: [field, ...]}.
        undated: how many papers were left out because their meeting has no known date.
    """

    plain: Plain
    missing: Mapping[str, tuple[str, ...]]
    undated: int


def export_einnsyn(
    record: Record, *, wanted: Callable[[ArchivedMeeting], bool] = lambda _: True, mask: bool = True
) -> EInnsynExport:
    """The archive's meetings in eInnsyn's spelling.

    Args:
        record: the open catalogue.
        wanted: which meetings to take.
        mask: private persons' numbers and addresses are masked.
    """
    clean = mask_identifiers if mask else str
    same = record.same_rows()
    folders: list[Plain] = []
    cases: dict[tuple[str, int, int], Plain] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for _, of_body in groupby(
        filter(wanted, meetings(record)), key=lambda meeting: (meeting.municipality, meeting.body)
    ):
        series = tuple(of_body)
        for place, meeting in enumerate(series):
            documents = tuple(record.document(paper.document_id) for paper in meeting.papers)
            folder = _folder(meeting, documents, clean)
            folder |= _neighbours(series, place)
            items = [
                (document, item)
                for document in documents
                for item in document.items
                if record.unit_row(document.id, item.id) not in same
            ]
            folder["moetesak"] = [_item(item, meeting, _roles(documents), clean) for _, item in items]
            for _, item in items:
                for year, number in _case(item):
                    municipality = meeting.municipality or "ukjent"
                    cases.setdefault(
                        (municipality, year, number), _case_folder(municipality, year, number, clean(item.title))
                    )
            folders.append(folder)
            missing[meeting.key] = _missing(meeting, documents)
    undated = len(record.query("SELECT id FROM documents WHERE date IS NULL"))
    plain = {"moetemappe": folders, "saksmappe": [cases[key] for key in sorted(cases)]}
    return EInnsynExport(plain=plain, missing=missing, undated=undated)


def _folder(meeting: ArchivedMeeting, documents: Sequence[Document], clean: Callable[[str], str]) -> Plain:
    title = f"{meeting.body or 'Ukjent utvalg'} {meeting.date.isoformat()}"
    place = next((document.meeting.place for document in documents if document.meeting.place), None)
    folder = {
        "externalId": meeting.key,
        **_titles(title),
        "utvalg": meeting.body,
        "moetedato": _moment(meeting.date, documents),
        "moetested": place,
        "moetedokument": [
            _meeting_paper(number, document, clean) for number, document in enumerate(documents, start=1)
        ],
    }
    return {key: value for key, value in folder.items() if value is not None}


def _neighbours(series: Sequence[ArchivedMeeting], place: int) -> Plain:
    """References to the meetings before and after in the archive."""
    found = {}
    if place > 0:
        found["referanseForrigeMoete"] = series[place - 1].key
    if place + 1 < len(series):
        found["referanseNesteMoete"] = series[place + 1].key
    return found


def _moment(date: dt.date, documents: Iterable[Document]) -> str:
    """When the meeting began, in UTC; at midnight UTC of the day where no paper says the hour."""
    start = next((document.meeting.start for document in documents if document.meeting.start), None)
    if start is None:
        return f"{date.isoformat()}T00:00:00Z"
    moment = dt.datetime.combine(date, start, OSLO).astimezone(dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _titles(title: str) -> Plain:
    return {"offentligTittel": title, "offentligTittelSensitiv": title}


def _meeting_paper(number: int, document: Document, clean: Callable[[str], str]) -> Plain:
    title = clean(document.title or PurePath(document.source.path).name)
    return {
        "externalId": document.id,
        **_titles(title),
        "moetedokumenttype": str(document.kind or "annet"),
        "dokumentbeskrivelse": [
            {
                "tittel": title,
                "tittelSensitiv": title,
                "dokumentnummer": number,
                "tilknyttetRegistreringSom": "hoveddokument",
                "dokumentobjekt": [
                    {
                        "referanseDokumentfil": quote(
                            PurePath(document.source.path).name
                        ),  # no path of ours leaves the house
                        "format": document.source.media_type,
                        "sjekksum": document.source.sha256,
                        "sjekksumAlgoritme": "SHA-256",
                    }
                ],
            }
        ],
    }


def _item(
    item: AgendaItem, meeting: ArchivedMeeting, roles: Mapping[str, str | None], clean: Callable[[str], str]
) -> Plain:
    found: Plain = {
        "externalId": item.id,
        **_titles(clean(item.title)),
        "moetesakstype": _ITEM_TYPES.get(item.kind, "annet") if item.kind else "annet",
        **_number(item.number, meeting.date),
    }
    if meeting.body:
        found["utvalg"] = meeting.body
    advice = _text(item.decisions, DecisionKind.INNSTILLING)
    if advice:
        found["innstilling"] = _description(clean(advice))
    decided = _text(item.decisions, DecisionKind.VEDTAK)
    if decided:
        votes = [*_votes(item, roles)]
        found["vedtak"] = {
            "vedtakstekst": _description(clean(decided)),
            **({"votering": votes} if votes else {}),
            "dato": meeting.date.isoformat(),
        }
    return found


def _text(decisions: Iterable[Decision], kind: DecisionKind) -> str:
    return "\n".join(one.text for one in decisions if one.kind is kind and one.outcome not in _NOT_DECIDED)


def _description(text: str) -> Plain:
    return {"tekstInnhold": text, "tekstFormat": PLAIN_TEXT}


def _votes(item: AgendaItem, roles: Mapping[str, str | None]) -> Iterator[Plain]:
    """Who voted what on what was carried; eInnsyn has no place for numbers without names."""
    carried = [proposal for proposal in item.proposals if proposal.outcome is Outcome.VEDTATT]
    for decision in (*(one for one in item.decisions if one.kind is DecisionKind.VEDTAK), *carried):
        if decision.vote:
            for voters, answer in ((decision.vote.voters_for, "Ja"), (decision.vote.voters_against, "Nei")):
                for voter in voters:
                    member = {"moetedeltakerNavn": voter.name}
                    role = roles.get(voter.name)
                    if role:
                        member["moetedeltakerFunksjon"] = role
                    yield {"moetedeltaker": member, "stemme": answer}


def _roles(documents: Iterable[Document]) -> dict[str, str | None]:
    people: list[Attendee] = [person for document in documents for person in document.meeting.attendees]
    return {person.name: person.role for person in people}


def _number(written: str | None, date: dt.date) -> Plain:
    """Year and number of an item, «PS 12/21» or «2021/12»; nothing where neither part is the meeting's year."""
    found = NUMBER.search(written or "")
    if found is None:
        return {}
    for year, number in ((found["second"], found["first"]), (found["first"], found["second"])):
        if int(year) in {date.year, date.year % CENTURY} and len(year) in {2, 4}:
            return {"moetesaksaar": date.year, "moetesakssekvensnummer": int(number)}
    return {}


def _case(item: AgendaItem) -> Iterator[tuple[int, int]]:
    """Year and number of the case an item is of, «2021/1234» or «14/390»."""
    for found in NUMBER.finditer(item.case_number or ""):
        year = int(found["first"])
        if len(found["first"]) == len("2021") and len(found["second"]) != len("2021"):
            yield year, int(found["second"])
        elif len(found["first"]) == len("14"):
            yield (1900 if year >= 70 else 2000) + year, int(found["second"])  # noqa: PLR2004 no case system is older


def _case_folder(municipality: str, year: int, number: int, title: str) -> Plain:
    return {
        "externalId": f"{municipality}/{year}/{number}",
        **_titles(title),
        "saksaar": year,
        "sakssekvensnummer": number,
    }


def _missing(meeting: ArchivedMeeting, documents: Sequence[Document]) -> tuple[str, ...]:
    """What eInnsyn demands of a Moetemappe that these papers do not tell."""
    wanting = ["moetenummer", "journalenhet"]
    if not meeting.body:
        wanting.append("utvalg")
    if not any(document.meeting.start for document in documents):
        wanting.append("moetedato: klokkeslett")
    return tuple(wanting)
