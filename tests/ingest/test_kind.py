"""What sort of paper a document is, and its written form."""

from __future__ import annotations

import pytest

from ingest.heading.find import Heading, find_heading
from ingest.readers.text import read
from minutes.kinds import DocumentKind, Language, Origin


def _heading(text: str, file_name: str = "dokument.txt") -> Heading:
    return find_heading(read(text.encode()), file_name=file_name)


_NOTICE = (
    "MØTEINNKALLING\nUtvalg: Formannskapet\nMøtested: Rådhuset\n"
    "Møtedato: 27.05.2003 Tid: 09:00\nSAKSLISTE\nSaksnr. Tittel\n0027/03 Honorar\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(_NOTICE, DocumentKind.INNKALLING, id="agenda alone"),
        pytest.param(
            _NOTICE + "HONORAR\nSaksfremlegg:\nSaken gjelder honorar.",
            DocumentKind.SAKSPAPIRER,
            id="with a case's account",
        ),
        pytest.param(
            _NOTICE + "HONORAR\nForslag til vedtak:\nGodkjennes.", DocumentKind.SAKSPAPIRER, id="with a proposal"
        ),
        pytest.param("Politirådsreferat\nDato: 01.02.2020", DocumentKind.REFERAT, id="compound"),
        pytest.param("Formannskapet – møteprotokoll\nDato: 01.02.2020", DocumentKind.PROTOKOLL, id="word last"),
        pytest.param("Utskrift av møtebok 3/05\nDato: 01.02.2005", DocumentKind.PROTOKOLL, id="with a number"),
        pytest.param("SAKSFRAMLEGG\nSaksbehandler: Per Berg", DocumentKind.SAKSFRAMLEGG, id="case paper"),
        pytest.param(
            "Utvalg: Eldrerådet\nDato: 01.02.2020\nTil stede: Kari Lia\nSaker:",
            DocumentKind.REFERAT,
            id="form without a word",
        ),
    ],
)
def test_the_word_printed_decides(text: str, kind: DocumentKind) -> None:
    assert _heading(text).kind is kind


def test_a_form_without_a_word_is_a_notice_if_nobody_is_listed() -> None:
    text = "Møte i formannskapet\nDato: 12.02.2020\nTidspunkt: 09:00\nSted: Salen\nSaksliste\nPS 1/20 Godkjenning"
    assert _heading(text).kind is DocumentKind.INNKALLING


def test_the_file_name_is_asked_when_a_form_has_no_word() -> None:
    text = "Utvalg: Eldrerådet\nDato: 01.02.2020\nTil stede: Kari Lia\nSaker:"
    assert _heading(text, "moteprotokoll_01.02.20.txt").kind is DocumentKind.PROTOKOLL


_ARTICLE = """Samarbeider om trygghet

Fylkesutvalget vedtok tirsdag å inngå en avtale med politiet.

– Dette er viktig for alle som bor her, sa Kari Lia (Ap).

Avtalen mellom Nordfylket fylkeskommune og politiet gjelder særlig de videregående skolene i fylket.

Til toppen
"""


def test_news_of_a_county_is_an_article() -> None:
    heading = _heading(_ARTICLE)
    assert (heading.kind, heading.title) == (DocumentKind.ARTIKKEL, "Samarbeider om trygghet")
    assert (heading.body, heading.meeting.date, heading.meeting.attendees) == ("Fylkesutvalget", None, ())
    assert (heading.municipality, heading.municipality_origin) == ("Nordfylket", Origin.INFERRED)
    assert [warning.code for warning in heading.warnings] == ["no-date"]


def test_a_date_right_after_the_act_is_the_meetings() -> None:
    heading = _heading(_ARTICLE.replace("tirsdag å", "tirsdag 5. april 2022 å"))
    assert heading.meeting.date is not None
    assert heading.meeting.date.isoformat() == "2022-04-05"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "1.0 INNLEDNING\nPlanen gjelder jord.\n2.0 RAMMER\n2.1 Lov\nDet er en lov.\n2.2 Mål\nKommunestyret vedtok mål.",
            id="plan",
        ),
        pytest.param("17. mai\nProgram\n1000 Ved kirken\n• Tale\n1130 Tog\n• Korps", id="programme"),
    ],
)
def test_what_is_no_meeting_paper_has_no_kind_and_no_meeting(text: str) -> None:
    heading = _heading(text, "plan_02.02.2020.txt")
    assert heading.kind is None
    assert (heading.body, heading.meeting.date, heading.meeting.attendees) == (None, None, ())
    assert "no-kind" in [warning.code for warning in heading.warnings]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi vet ikke hva som skal skje med skolen, men noen må svare.", Language.NB),
        ("Vi veit ikkje kva som skal skje med skulen, men nokon må svare.", Language.NN),
        ("The council met in the town hall and nothing was decided by anyone there.", None),
        ("Kari Lia 12 34", None),
    ],
)
def test_the_written_form_is_told_by_function_words(text: str, language: Language | None) -> None:
    assert _heading(text).language is language
