"""A small archive of invented minutes, on the real catalogue and engine, for all tests of search."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from index.analysis import Analysis
from index.archive import Archive
from index.engine import Engine
from index.generations import Stamp
from index.record import Record
from minutes.kinds import DecisionKind, DocumentKind, Language, Standing
from minutes.model import ActionPoint, AgendaItem, Decision, Document, MadeBy, Meeting, Mention, Page, Source, Span
from minutes.vocabulary import Concept, SynonymSet, Theme, Vocabulary
from search.find import SearchResult, find


def theme(theme_id: str, label: str) -> Theme:
    return Theme(id=theme_id, label=label, label_nn=label, definition=f"{label}.", words=(theme_id,))


VOCABULARY = Vocabulary(
    version="test",
    digest="0" * 64,
    themes=(
        theme("skadeverk", "Skadeverk"),
        theme("narkotika", "Narkotika"),
        theme("vold", "Vold"),
        theme("skole", "Skole"),
    ),
    synonyms=(
        SynonymSet(words=("skadeverk", "hærverk", "herverk")),
        SynonymSet(words=("familievold", "vold i nære relasjoner")),
    ),
    concepts=(
        Concept(
            id="under-18",
            label="Under 18 år",
            phrases=("under 18", "under 18 år", "mindreårig", "mindreårige", "ungdom", "16-åringer"),
        ),
        Concept(id="over-67", label="Over 67 år", phrases=("over 67", "over 67 år", "eldre")),
    ),
)


MAINLY, TOUCHED = 0.97, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An item in short; it is mainly about the first of its themes."""

    title: str
    text: str
    themes: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    number: str | None = None
    decision: str | None = None
    responsible: str | None = None


def make_document(
    name: str,
    matters: tuple[Matter, ...],
    *,
    municipality: str | None = "Elvebyen",
    body: str | None = "Politirådet",
    date: dt.date | None = None,
    kind: DocumentKind = DocumentKind.REFERAT,
    language: Language = Language.NB,
) -> Document:
    """A document with each matter on a page of its own, after a heading page."""
    document_id = hashlib.sha256(name.encode()).hexdigest()
    pages = [Page(number=1, text=f"Referat {body} {municipality}")]
    items = []
    for order, matter in enumerate(matters, start=1):
        text = f"{matter.title}\n{matter.text}"
        pages.append(Page(number=order + 1, text=text))
        mentions = [
            Mention(theme=found, why=found, weight=TOUCHED if place else MAINLY)
            for place, found in enumerate(matter.themes)
        ]
        mentions += [Mention(theme=found, why=found, standing=Standing.NEGATED) for found in matter.negated]
        items.append(
            AgendaItem(
                id=f"{document_id[:12]}-{order}",
                order=order,
                number=matter.number or str(order),
                title=matter.title,
                text=text,
                spans=(Span(page=order + 1, start=0, end=len(text), at=0),),
                decisions=(Decision(kind=DecisionKind.VEDTAK, text=matter.decision),) if matter.decision else (),
                actions=(ActionPoint(text=matter.text, responsible=matter.responsible),) if matter.responsible else (),
                mentions=tuple(mentions),
            )
        )
    return Document(
        id=document_id,
        source=Source(path=f"/minutes/{name}.pdf", media_type="application/pdf", bytes=1, sha256=document_id),
        kind=kind,
        title=f"Referat {name}",
        language=language,
        municipality=municipality,
        body=body,
        meeting=Meeting(date=date),
        pages=tuple(pages),
        items=tuple(items),
        made_by=MadeBy(program="test", model="test", vocabulary="test"),
    )


DOCUMENTS = (
    make_document(
        "elvebyen-2020",
        (
            Matter(
                title="Orientering fra politiet",
                text="Det har vært en økning i skadeverk. Personer under 18 år står bak det meste av dette.",
                themes=("skadeverk",),
            ),
            Matter(title="Ran", text="To ran av butikker i sentrum. Ransmannen er tatt.", number="13/02"),
            Matter(
                title="Rus",
                text="Rus blant mindreårige ble drøftet. Kommunen ringer foreldrene.",
                themes=("narkotika",),
                responsible="Kommunen",
            ),
            Matter(title="Kartlegging", text="Skolene kartlegger ungdomsmiljøet.", themes=("skole",), number="13/03"),
        ),
        date=dt.date(2020, 3, 2),
    ),
    make_document(
        "elvebyen-2021",
        (
            Matter(title="Hærverk", text="Hærverk ved skolen, utført av ungdom.", themes=("skadeverk", "skole")),
            Matter(
                title="Voldgift",
                text="Kommunen valgte voldgift i tvisten om tomta.",
                decision="Saken sendes til forliksrådet.",
            ),
            Matter(
                title="Russefeiring", text="Russen ble omtalt. Rand rundt parken er ferdig.", negated=("narkotika",)
            ),
        ),
        date=dt.date(2021, 12, 6),
    ),
    make_document(
        "fjellheim-2021",
        (
            Matter(
                title="Tryggleik og vald",
                text="Tryggleiken i sentrum er betre. Valden har minka. Ordføraren vart vald til leiar.",
                themes=("vold",),
            ),
            Matter(
                title="Skuleplass",
                text="Ikkje nok plassar i skulane på Møre.",
                themes=("skole",),
                number="PS 0013/2002",
            ),
        ),
        municipality="Fjellheim",
        body="Kommunestyret",
        date=dt.date(2021, 5, 3),
        kind=DocumentKind.PROTOKOLL,
        language=Language.NN,
    ),
    make_document(
        "uten-dato",
        (
            Matter(
                title="Møte om skadeverk",
                text="SLT-koordinatoren møtte eldre i bla\u030a hall kl. 10.00.",
                themes=("skadeverk",),
            ),
        ),
    ),
)

STAMP = Stamp(analysis="test", vocabulary="test", model="test")

Ask = Callable[..., SearchResult]


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    return Analysis(VOCABULARY)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, analysis: Analysis) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("archive") / "arkiv", create=True) as opened:
        for document in DOCUMENTS:
            opened.catalogue.store(document)
        opened.bring_index_up_to_date(analysis, STAMP)
        yield opened


@pytest.fixture(scope="session")
def record(archive: Archive) -> Record:
    return archive.catalogue


@pytest.fixture(scope="session")
def engine(archive: Archive) -> Iterator[Engine]:
    opened = archive.engine(STAMP)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ask(record: Record, engine: Engine, analysis: Analysis) -> Ask:
    """The answer to a question about the archive."""

    def asked(question: str, **options: object) -> SearchResult:
        return find(record, engine, analysis, question, **options)  # type: ignore[arg-type]

    return asked
