from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.heading.find import find_heading
from ingest.read import read_bytes
from ingest.segment import segment
from minutes.kinds import DecisionKind, Outcome
from minutes.model import Decision, Document, Evidence, Source, Vote

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def document_of(data: bytes, name: str = "referat.txt") -> Document:
    reading = read_bytes(data, name=name)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=name, media_type=reading.media_type, bytes=len(data), sha256=digest)
    return segment(reading, source=source, heading=find_heading(reading, file_name=name))


def parsed(text: str) -> Document:
    return document_of(text.encode())


COUNCIL = """Referat
Møte i: Politirådet
Møtested: Teams
Dato: 05.12.2022
Tidspunkt: 10:00 – 11:10
Tilstede: Eva Vik (Sp) – ordfører
Bo Li – lensmann
Forfall: Per Ås – rådgiver
Nr:\tSak\tFølger opp
1.\tReferat fra møte 13.09.2022 Godkjent med merknad fra Eva Vik\t
2.\tOppvekst <ul><li>Uro: Hærverk ved skolen.</li><li>Politiet ringer rektor innen 1. februar.</li></ul>\tSLT-koordinator
3.\tEventuelt <ul><li>Punkt til neste møte: vold.</li></ul>\t
Dato
Sekretær
Siv Dahl
"""

ARTICLE = """Avtale med politiet

Fylkesutvalget vedtok torsdag å inngå en avtale med politiet.

Skoler

Avtalen har tre områder.

– Det viktigste er samarbeidet med skolene, som har fått en sentral plass i avtalen, sa fylkesordfører Eva Vik (Sp).

Noen av tiltakene er at politiet skal være på skolene i uniform noen ganger i året, og at det holdes kurs for elevene.

Andre områder

De andre områdene er

  • beredskap: øve sammen
  • trafikk: kontroller ved skolene

Direktørens innstilling ble enstemmig vedtatt.

Les sakspapirene PS 9/2020

Til toppen
"""


def test_a_row_of_a_table_becomes_an_item_with_its_points() -> None:
    document = parsed(COUNCIL)
    assert [(item.number, item.title) for item in document.items] == [
        ("1", "Referat fra møte 13.09.2022"),
        ("2", "Oppvekst"),
        ("3", "Eventuelt"),
    ]
    assert document.items[1].text == (
        "• Uro: Hærverk ved skolen.\n• Politiet ringer rektor innen 1. februar.\nFølger opp: SLT-koordinator"
    )
    assert [(point.text, point.label) for point in document.items[1].points] == [
        ("Uro: Hærverk ved skolen.", "Uro"),
        ("Politiet ringer rektor innen 1. februar.", None),
    ]


def test_the_column_that_names_who_follows_up_is_no_task_itself() -> None:
    [action] = parsed(COUNCIL).items[1].actions
    assert (action.responsible, action.due_text) == ("Politiet", "innen 1. februar")


def test_signatures_below_a_table_stand_in_no_item() -> None:
    assert "Dahl" not in parsed(COUNCIL).items[-1].text


def test_an_article_on_a_treated_case_is_one_item_with_its_areas() -> None:
    [item] = parsed(ARTICLE).items
    assert (item.number, item.title) == ("PS 9/2020", "Avtale med politiet")
    assert [point.label for point in item.points] == ["Skoler", "beredskap", "trafikk"]
    assert [(found.kind, found.outcome, found.vote) for found in item.decisions] == [
        (DecisionKind.VEDTAK, Outcome.VEDTATT, Vote(unanimous=True))
    ]


def test_an_article_on_something_else_has_no_items() -> None:
    assert parsed("Bli med på kulturnatt!\n\nLørdag åpner ordføreren kulturnatta på torget.\n\nVelkommen!").items == ()


def test_a_plan_with_numbered_chapters_has_no_items() -> None:
    text = "Plan for trafikk\nUlvdal kommune\n1. Innledning\nPlanen er ny.\n2. Mål\nTrygghet.\n3. Tiltak\nMer lys."
    assert parsed(text).items == ()


NYNORSK = """MØTEPROTOKOLL
Utval: Formannskapet
Møtestad: Kommunehuset
Dato: 14.06.2018
Tid: 09:00 – 12:15
Faste medlemer som møtte: Kari Lunde (SP), Ola Myhre (AP)
SAKLISTE
Saksnr Innhald
PS 21/18 Godkjenning av møteprotokoll
PS 22/18 Sal av skulen
PS 21/18 Godkjenning av møteprotokoll
Vedtak:
Møteprotokollen vart samrøystes godkjend.
PS 22/18 Sal av skulen
Rådmannen sitt framlegg til vedtak:
1. Skulen vert lagt ut for sal.
2. Rådmannen legg fram ei ny sak innan 1. oktober.
Formannskapet si handsaming:
Ola Myhre (AP) sette fram slikt framlegg:
Skulen vert ikkje seld.
Røysting:
Framlegget frå Ola Myhre fekk 2 røyster og fall. Framlegget frå rådmannen vart vedteke med 5 mot 2 røyster.
Vedtak i formannskapet:
1. Skulen vert lagt ut for sal.
2. Rådmannen legg fram ei ny sak innan 1. oktober.
Møtet vart heva kl. 12:15
"""


def test_a_protocol_in_nynorsk_is_cut_decided_and_followed_up() -> None:
    first, second = parsed(NYNORSK).items
    assert [(found.kind, found.vote) for found in first.decisions] == [(DecisionKind.VEDTAK, Vote(unanimous=True))]
    assert [(found.kind, found.vote) for found in second.decisions] == [
        (DecisionKind.INNSTILLING, Vote(unanimous=False, votes_for=5, votes_against=2)),
        (DecisionKind.VEDTAK, Vote(unanimous=False, votes_for=5, votes_against=2)),
    ]
    assert [(action.responsible, action.due_text) for action in second.actions] == [("Rådmannen", "innan 1. oktober")]
    assert "heva" not in second.text


PAPERS = """Møteprotokoll
Kommunestyret
Dato: 18.05.2022 kl. 17:00
Sted: Kulturhuset
Saker til behandling
31/22\t22/00321-2\tÅrsregnskap 2021\t3
32/22\t22/00411-1\tInterpellasjon om rusomsorg\t6
31/22 Årsregnskap 2021
Arkivsak-dok. 22/00321-2
Saksbehandler Eva Vik
Behandlet av\tMøtedato\tSaknr
1 Formannskapet\t03.05.2022\t40/22
2 Kommunestyret\t18.05.2022\t31/22
Formannskapet har behandlet saken i møte 03.05.2022 sak 40/22
Møtebehandling
Votering
Enstemmig
Formannskapets vedtak/innstilling
Årsregnskapet fastsettes.
Kommunestyret har behandlet saken i møte 18.05.2022 sak 31/22
Møtebehandling
Votering
Forslaget fra AP falt med 9 mot 12 stemmer. Innstillingen ble vedtatt mot 2 stemmer.
Kommunestyrets vedtak
Årsregnskapet fastsettes. Kommunestyret ber kommunedirektøren legge fram en sak innen utgangen av november.
32/22 Interpellasjon om rusomsorg
Ordføreren svarte.
"""


def test_a_protocol_of_today_gives_case_numbers_votes_and_tasks() -> None:
    first, second = parsed(PAPERS).items
    assert (first.number, first.case_number, second.number) == ("31/22", "22/00321-2", "32/22")
    assert [(found.kind, found.vote) for found in first.decisions] == [
        (DecisionKind.INNSTILLING, Vote(unanimous=True)),
        (DecisionKind.VEDTAK, Vote(unanimous=False, votes_against=2)),
    ]
    assert [action.responsible for action in first.actions] == ["kommunedirektøren"]


def test_ids_are_the_same_each_time_and_never_twice() -> None:
    document = parsed(
        "Referat\nUngdomsrådet\nDato: 15.01.2020\nTil stede: Anna Dal\n## 1. Rus\nIntet.\n## 1. Vei\nIntet.\n"
    )
    ids = [item.id for item in document.items]
    assert ids == [f"{document.id[:12]}.1", f"{document.id[:12]}.1-b"]


def test_an_items_id_tells_its_number() -> None:
    assert [item.id.split(".")[1] for item in parsed(NYNORSK).items] == ["ps-21-18", "ps-22-18"]


LINES = st.sampled_from(
    [line for text in (COUNCIL, ARTICLE, NYNORSK, PAPERS) for line in text.split("\n")]
    + [
        "SAKSLISTE",
        "Saksnr.: Utvalg Møtedato",
        "0012/07 Teknisk utvalg 03.05.07",
        "§ 1 Regler",
        "1. ____",
        "Sak 1/ 2012",
        "\f",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_lines_is_cut_and_all_of_it_can_be_traced(lines: list[str]) -> None:
    text = "x\n" + "\n".join(lines)
    document = parsed(text)
    assert len({item.id for item in document.items}) == len(document.items)
    assert [item.order for item in document.items] == list(range(1, len(document.items) + 1))
    check_laws(document)


def check_laws(document: Document) -> None:
    pages = {page.number: page.text for page in document.pages}
    for item in document.items:
        assert all(
            item.text[span.at : span.at + span.length] == pages[span.page][span.start : span.end] for span in item.spans
        )
        assert all(item.text[point.start : point.end] == point.text for point in item.points)
        found: list[Evidence] = [evidence for action in item.actions for evidence in action.evidence]
        decisions: tuple[Decision, ...] = item.decisions
        found += [evidence for decision in decisions for evidence in decision.evidence]
        assert all(pages[evidence.page][evidence.start : evidence.end] == evidence.quote for evidence in found)


def test_a_notice_and_its_case_papers_hold_no_decision() -> None:
    text = NYNORSK.replace("MØTEPROTOKOLL", "MØTEINNKALLING").replace("Faste medlemer som møtte", "Kopi til")
    kinds = {decision.kind for item in parsed(text).items for decision in item.decisions}
    assert kinds == {DecisionKind.INNSTILLING}


SEED = SHARED / "seeds" / "lier-politirad-2021-12-06.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the customer's documents are not on this machine")


@needs_seed
def test_the_customers_minutes_give_the_same_items_in_all_formats() -> None:
    documents = [document_of(path.read_bytes(), path.name) for path in sorted(SEED.parent.glob(f"{SEED.stem}.*"))]
    assert len(documents) == 3
    told = [
        [(i.number, i.title, i.text, [a.text for a in i.actions]) for i in document.items] for document in documents
    ]
    assert told[0] == told[1] == told[2]
    assert [item.number for item in documents[0].items] == [str(number) for number in range(1, 9)]


@needs_seed
def test_the_customers_minutes_are_followed_up() -> None:
    actions = {
        (action.responsible, action.text.split()[0])
        for item in document_of(SEED.read_bytes()).items
        for action in item.actions
    }
    assert {("Politiet", "Politiet"), (None, "Punkt")} <= actions
    assert document_of(SEED.read_bytes()).items[6].text.endswith(" sentrum.")


LISTED_IN_A_TABLE = """<h1>Ulvdal kommune</h1><p>Møteprotokoll</p><p>Utvalg: Valgnemnda</p>
<p>Dato: 12.10.2011</p><p>Til stede: Eva Vik</p>
<table><tr><th>Saksnr.</th><th>Sak</th></tr><tr><td>PS 4/11</td><td>Godkjenning av innkalling</td></tr>
<tr><td>PS 5/11</td><td>Valg av styrer (utsatt sak)</td></tr></table>
<table><tr><td>PS 4/11</td><td>Godkjenning av innkalling</td></tr></table><p>Vedtak: Godkjent.</p>
<table><tr><td>PS 5/11</td><td>Valg av styrer</td></tr></table><p>Vedtak: Utsatt.</p>
"""


def test_an_agenda_in_a_table_over_the_treatment_is_not_read_as_matters_of_its_own() -> None:
    document = document_of(LISTED_IN_A_TABLE.encode(), "protokoll.html")
    assert [(item.number, item.title, item.text) for item in document.items] == [
        ("PS 4/11", "Godkjenning av innkalling", "Vedtak: Godkjent."),
        ("PS 5/11", "Valg av styrer", "Vedtak: Utsatt."),
    ]
