from __future__ import annotations

import datetime as dt

import pytest

from ingest.actions.due import find_due
from ingest.actions.find import Following, Treated, find_actions
from ingest.actions.names import names_told, short_names
from ingest.actions.reader import own_reader
from minutes.kinds import DecisionKind
from minutes.model import ActionPoint, Decision, Span

MEETING = dt.date(2021, 12, 6)


def actions_in(
    text: str,
    *,
    prose: bool = True,
    decisions: tuple[Decision, ...] = (),
    following: Following | None = None,
) -> tuple[ActionPoint, ...]:
    spans = (Span(page=1, start=0, end=len(text), at=0),)
    item = Treated(text=text, spans=spans, decisions=decisions, prose=prose, following=following or Following())
    [found] = find_actions([item], read=own_reader(None), names=["Jo Dahl"], meeting=MEETING)
    return found


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("Politiet tar kontakt med NAV.", "Politiet"),
        ("Politiet tar en runde på hvordan skolen skal varsles.", "Politiet"),
        ("Siv Bakke sjekker om natteravnene kan gå flere runder.", "Siv Bakke"),
        ("Jo inviterer russestyret til et møte.", "Jo Dahl"),
        ("SLT-koordinatoren følger opp ungdommene.", "SLT-koordinatoren"),
        ("Eva Vik (SV) og rektor kaller inn foreldrene.", "Eva Vik (SV) og rektor"),
        ("Kommunen skal undersøke belysningen.", "Kommunen"),
        ("Teknisk sjef er ansvarlig for brøytingen.", "Teknisk sjef"),
        ("Administrasjonen bes om å legge fram en sak.", "Administrasjonen"),
        ("Rådet ber kommunedirektøren om å legge fram en sak.", "kommunedirektøren"),
        ("Saken følges opp av barnevernet.", "barnevernet"),
        ("Lensmannen tek kontakt med skulen.", "Lensmannen"),
        ("Kommunalsjef oppvekst legger fram tallene.", "Kommunalsjef oppvekst"),
        ("Politiet kontrollerer bilene i uke 17.", "Politiet"),
        ("Teknisk enhet utfører tiltakene før skolestart.", "Teknisk enhet"),
        ("Flyktningtenesta og politiet held informasjonsmøte i januar.", "Flyktningtenesta og politiet"),
        ("Jo tek saka opp med oppvekstsjefen.", "Jo Dahl"),
        ("SLT-koordinatoren ber politiet holde foredrag.", "SLT-koordinatoren"),
        ("Kommunen skal kalle inn til møte med foreldra.", "Kommunen"),
        ("Ordninga skal evaluerast av ungdomsrådet.", "ungdomsrådet"),
        ("Planen skal evalueres og legges frem for formannskapet i mai.", None),
        ("Spilles inn til styringsgruppen før jul.", None),
        ("Skal utarbeide en brosjyre om nettvett.", None),
        ("Punkt til neste møte: belysning.", None),
        ("Inn på sakslista som fast punkt.", None),
        ("Dahl lagar eit utkast i lag med rektor.", "Jo Dahl"),
        ("Jo ordner lokale.", "Jo Dahl"),
        ("Siv Bakke deler loggen med kommunen.", "Siv Bakke"),
        ("Kommunedirektøren får på plass en vaktordning.", "Kommunedirektøren"),
        ("Ordføraren kallar inn til møte med skulen.", "Ordføraren"),
        ("Politiet syter for meir kontroll ved skulen.", "Politiet"),
        ("Lensmannen lovar å leggje fram tala.", "Lensmannen"),
        ("Kommunedirektøren legger avtalen fram for formannskapet.", "Kommunedirektøren"),
        ("Rektor ved Lia skole kaller inn foreldrene.", "Rektor ved Lia skole"),
        ("Planen skal reviderast, og Siv Bakke sender utkast til rådet.", "Siv Bakke"),
        ("Kommunen ber fylket om fartsdempere og skal sende brevet før ferien.", "Kommunen"),
        ("Jo og Siv Bakke setter seg ned med verneombudet.", "Jo og Siv Bakke"),
        ("Til neste møte lager Siv Bakke en oversikt.", "Siv Bakke"),
        ("Før jul kaller rektor inn foreldrene.", "rektor"),
        ("I Granli følger politiet opp ungdommene.", "politiet"),
        ("Kommunen skal rydde tomta innen 1. mai.", "Kommunen"),
        ("Siv Bakke: sjekke prisen på skilt.", "Siv Bakke"),
    ],
)
def test_a_task_is_told_with_the_one_who_has_it(text: str, responsible: str | None) -> None:
    [action, *_] = actions_in(text)
    assert action.responsible == responsible
    assert action.text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Politiet tok kontakt med NAV.", id="what has been"),
        pytest.param("Politiet ønsker å være med i møtet.", id="a wish"),
        pytest.param("Politiet tar ikke kontakt med NAV.", id="not"),
        pytest.param("Hvordan skal kommunen følge opp dette?", id="a question"),
        pytest.param("Dersom det blir uro, tar politiet kontakt.", id="a condition"),
        pytest.param("Saken ble fulgt opp av barnevernet.", id="done"),
        pytest.param("Samarbeidet er godt.", id="a state"),
        pytest.param("Neste møte blir i januar.", id="a date"),
        pytest.param("Veien følger opp elva mot nord.", id="no party"),
        pytest.param("Politiet opplever mindre uro i januar.", id="how things are"),
        pytest.param("Avtalen sier hvordan sakene følges opp.", id="told about"),
        pytest.param("Politiet kontrollerer bilene jevnlig.", id="a habit"),
        pytest.param("Politiet gjennomfører kontroller hver helg.", id="what a body always does"),
        pytest.param("Politiet sender ut rapport kvar veke.", id="a habit by the week"),
        pytest.param("Rådmannen informerer om budsjettet.", id="what is said"),
        pytest.param("Siv Bakke spør om rutinene er kjent.", id="what is asked"),
        pytest.param("Barnevernet opplever flere meldinger.", id="how a service sees it"),
    ],
)
def test_what_sounds_like_a_task_is_none(text: str) -> None:
    assert actions_in(text) == ()


def test_a_tables_columns_name_who_and_when() -> None:
    following = Following(responsible="Næringssjefen", due="1. mars")
    [action] = actions_in("• Skal utarbeide korte skriv", following=following)
    assert (action.responsible, action.due_text, action.due) == ("Næringssjefen", "1. mars", dt.date(2022, 3, 1))


def test_the_one_named_in_the_sentence_goes_before_the_column() -> None:
    [action] = actions_in("Politiet tar kontakt.", following=Following(responsible="Beredskapsleder"))
    assert action.responsible == "Politiet"


PROTOCOL = """Forslag til vedtak:
Rådmannen tar kontakt med fylket.
Saksfremlegg:
Kommunen skal utarbeide en plan.
Kommunestyrets behandling:
Teknisk sjef undersøker saken til neste møte.
Kommunestyrets vedtak:
Det nedsettes en arbeidsgruppe som skal utarbeide en plan. Vegen er smal."""


def protocol_actions() -> tuple[ActionPoint, ...]:
    decision = Decision(kind=DecisionKind.VEDTAK, text=PROTOCOL.rsplit("vedtak:\n", maxsplit=1)[-1])
    return actions_in(PROTOCOL, prose=False, decisions=(decision,))


def test_in_a_protocol_the_decision_and_the_treatment_make_tasks() -> None:
    assert [(action.responsible, action.text.split()[0]) for action in protocol_actions()] == [
        ("Teknisk sjef", "Teknisk"),
        ("arbeidsgruppe", "Det"),
    ]


def test_where_the_decision_only_refers_the_recommendation_makes_the_tasks() -> None:
    text = "Forslag til vedtak:\nDet innhentes nye tilbud.\nVedtak:\nRådmannens innstilling vedtas."
    decisions = (
        Decision(kind=DecisionKind.INNSTILLING, text="Det innhentes nye tilbud."),
        Decision(kind=DecisionKind.VEDTAK, text="Rådmannens innstilling vedtas."),
    )
    assert [action.text for action in actions_in(text, prose=False, decisions=decisions)] == [
        "Det innhentes nye tilbud."
    ]


def test_by_laws_in_a_decision_are_no_tasks() -> None:
    text = "Forskriften fastsettes:\n§ 1 Regler\nReglene må evalueres hvert år."
    decision = Decision(kind=DecisionKind.VEDTAK, text=text)
    assert actions_in(text, prose=False, decisions=(decision,)) == ()


def test_evidence_of_a_task_stands_on_its_page() -> None:
    text = "• Sikring av kontorene. Politiet tar kontakt med NAV."
    [action] = actions_in(text)
    assert [(found.quote, text[found.start : found.end]) for found in action.evidence] == [(action.text, action.text)]


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("legges fram innen 15. august 2022", "innen 15. august 2022", dt.date(2022, 8, 15)),
        ("sendes innen 1. mars", "innen 1. mars", dt.date(2022, 3, 1)),
        ("med frist 10. desember", "med frist 10. desember", dt.date(2021, 12, 10)),
        ("senest 01.02.2022", "senest 01.02.2022", dt.date(2022, 2, 1)),
        ("gjelder fra 01.07.22", "fra 01.07.22", dt.date(2022, 7, 1)),
        ("tas opp i uke 7", "i uke 7", dt.date(2022, 2, 18)),
        ("møte i slutten av januar", "i slutten av januar", dt.date(2022, 1, 31)),
        ("innan utgangen av november", "innan utgangen av november", dt.date(2022, 11, 30)),
        ("ferdig før jul", "før jul", dt.date(2021, 12, 24)),
        ("innan utgangen av året", "utgangen av året", dt.date(2021, 12, 31)),
        ("skal reviderast i 2023", "i 2023", dt.date(2023, 12, 31)),
        ("lages før neste sesong", "før neste sesong", None),
        ("tas opp på neste møte", "på neste møte", None),
        ("ansettes snarest", "snarest", None),
        ("til våren", "til våren", None),
    ],
)
def test_deadlines_are_kept_as_written_and_as_the_day_they_mean(text: str, written: str, day: dt.date | None) -> None:
    due = find_due(text, MEETING)
    assert due is not None
    assert (due.text, due.date) == (written, day)


def test_a_day_without_a_year_means_nothing_when_the_meeting_has_no_date() -> None:
    due = find_due("innen 1. mars", None)
    assert due is not None
    assert due.date is None


def test_a_year_that_was_over_is_no_deadline() -> None:
    assert find_due("planen fra 1. mai 2019", MEETING) is None


@pytest.mark.parametrize("text", ["Det er 20 saker.", "§ 31. Februarloven", "30. februar er ingen dag"])
def test_no_deadline_is_made_up(text: str) -> None:
    due = find_due(text, MEETING)
    assert due is None or due.date is None


def test_two_tasks_in_one_paragraph_are_two_though_the_first_ends_in_a_figure() -> None:
    found = actions_in("Politiet måler farten i uke 43 og 44. Teknisk drift søker om midler innen 15. november.")
    assert [(action.responsible, action.due_text) for action in found] == [
        ("Politiet", "i uke 43 og 44"),
        ("Teknisk drift", "innen 15. november"),
    ]


def test_two_tasks_in_one_sentence_are_two() -> None:
    found = actions_in("Siv Bakke undersøker prisen, og Jo inviterer rektor til neste møte.")
    assert [(action.responsible, action.text) for action in found] == [
        ("Siv Bakke", "Siv Bakke undersøker prisen"),
        ("Jo Dahl", "Jo inviterer rektor til neste møte."),
    ]


@pytest.mark.parametrize("sentence", ["Frist 1. mars.", "Fristen er 1. mars.", "Frist: 1. mars"])
def test_the_next_sentence_may_give_the_deadline(sentence: str) -> None:
    text = f"Jo lager et utkast. {sentence}"
    [action] = actions_in(text)
    assert action.due == dt.date(2022, 3, 1)
    assert all(text[found.start : found.end] == found.quote for found in action.evidence)


def test_a_tables_columns_make_a_task_of_the_line_they_stand_beside() -> None:
    text = "Skolene melder om fravær.\nRektorene lager en liste.\nDet søkes om midler til en stilling."
    following = Following(pairs=(("Rektorene", "26. mars"), ("Siv Bakke", "Snarest")))
    assert [(action.responsible, action.due_text) for action in actions_in(text, following=following)] == [
        ("Rektorene", "26. mars"),
        ("Siv Bakke", "Snarest"),
    ]


def test_a_column_makes_no_task_of_what_has_been() -> None:
    following = Following(pairs=(("Politiet", "1. mars"),))
    assert actions_in("Kontoen ble tatt ned i februar.", following=following) == ()


def test_what_is_said_before_the_decision_of_a_short_protocol_may_be_a_task() -> None:
    text = "Rådmannen gjorde rede for rutinene. Rådmannen sjekker det.\nVedtak:\nSaken tas til orientering."
    assert [action.text for action in actions_in(text, prose=False)] == ["Rådmannen sjekker det."]


def test_surnames_are_learned_from_the_names_told_in_full() -> None:
    assert names_told(["Avdelingsleder Trine Aspli orienterte. Hun møtte Per Ole Vik i går."]) == {"Aspli", "Vik"}
    assert short_names(["Per Ole Vik"]) == {"Per", "Vik"}
