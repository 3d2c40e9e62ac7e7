"""What keeps a theme's word from being a treatment: it is denied, or it only names who, where or when."""

from __future__ import annotations

import pytest

from ingest.themes.annotate import Annotator
from minutes.kinds import Standing
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_vocabulary())


def mentions(annotator: Annotator, text: str, theme: str, title: str) -> list[Mention]:
    item = AgendaItem(id="1", order=1, number="1.", title=title, text=text)
    return [mention for mention in annotator.explain(item) if mention.theme == theme]


def standings(annotator: Annotator, text: str, theme: str, title: str = "Eventuelt") -> list[Standing]:
    return [mention.standing for mention in mentions(annotator, text, theme, title)]


DENIED = [
    pytest.param("Det er ikke meldt om hærverk i høst.", "skadeverk", id="not reported"),
    pytest.param("Politiet kjenner ikkje til sal av hasj i bygda.", "narkotika", id="not known, nynorsk"),
    pytest.param("Ingen tegn til ekstremisme på skolene.", "radikalisering", id="no signs"),
    pytest.param("Inga melding om vald eller trugsmål.", "vold", id="no report, nynorsk"),
    pytest.param("Radikalisering: ingen kjende saker.", "radikalisering", id="a label and a denial after it"),
    pytest.param("Skolene melder om snus, men ikke om narkotika.", "narkotika", id="in the last clause"),
    pytest.param("Ingen branner i perioden.", "brann", id="none, and no more said"),
    pytest.param("Verken vold eller hærverk ble tatt opp.", "skadeverk", id="neither, the second"),
    pytest.param("Verken vald eller hærverk vart drøfta.", "vold", id="neither, the first"),
    pytest.param("To beslag av hasj, ingen voldssaker.", "vold", id="none after a comma"),
]


@pytest.mark.parametrize(("text", "theme"), DENIED)
def test_what_is_said_not_to_be_there_is_negated(annotator: Annotator, text: str, theme: str) -> None:
    assert standings(annotator, text, theme) == [Standing.NEGATED]


TREATED = [
    pytest.param("Narkotikasaker går ned kraftig.", "narkotika", id="goes down"),
    pytest.param("Mobbingen har avtatt og er ikke en utfordring lenger.", "mobbing", id="no longer"),
    pytest.param("Ingen nye innbrudd siden fire i fjor.", "vinningskriminalitet", id="none anew"),
    pytest.param(
        "Det er ikkje meldt om fleire innbrot enn i fjor.", "vinningskriminalitet", id="no more than, nynorsk"
    ),
    pytest.param(
        "Rådet drøftet hærverket på skolen, men rus ble ikke tatt opp.", "skadeverk", id="in the other clause"
    ),
    pytest.param("Det er hasj i omløp, men ikke meldt om salg på skolen.", "narkotika", id="before the denial"),
    pytest.param(
        "Hærverket på skulen er løyst, og det er ikkje meldt om uro.", "skadeverk", id="before the denial, nynorsk"
    ),
    pytest.param(
        "Ingen skoler legges ned, og skolestrukturen ligger fast.", "skole-oppvekst", id="no place is no absence"
    ),
]


@pytest.mark.parametrize(("text", "theme"), TREATED)
def test_a_denial_reaches_no_further_than_its_clause_and_its_sense(annotator: Annotator, text: str, theme: str) -> None:
    assert Standing.COUNTS in standings(annotator, text, theme)


def test_a_heading_over_nothing_but_denials_is_negated(annotator: Annotator) -> None:
    assert standings(annotator, "Ingen kjente saker.", "radikalisering", "Radikalisering") == [Standing.NEGATED]
    assert standings(
        annotator, "Ingen kjente saker. Tre ansatte får opplæring i veilederen.", "radikalisering", "Radikalisering"
    ) == [Standing.COUNTS]


ROLES = [
    pytest.param("Orientering fra barnevernet", "barnevern", id="from"),
    pytest.param("Informasjon frå brannvesenet", "brann", id="from, nynorsk"),
    pytest.param("Brannvesenet orienterer", "brann", id="one who speaks"),
    pytest.param("Nytt fra barnevernet: saker", "barnevern", id="up to a colon"),
]


@pytest.mark.parametrize(("title", "theme"), ROLES)
def test_a_heading_that_names_who_speaks_gives_no_theme(annotator: Annotator, title: str, theme: str) -> None:
    assert standings(annotator, "Alt er som det skal.", theme, title) == [Standing.INCIDENTAL]


def test_a_heading_may_say_what_the_role_speaks_of(annotator: Annotator) -> None:
    title = "Orientering fra brannvesenet om skogbrannfaren"
    assert Standing.COUNTS in standings(
        annotator, "Det er svært tørt i skogen, og bålforbudet gjelder.", "brann", title
    )


def test_who_is_to_follow_up_is_no_theme(annotator: Annotator) -> None:
    assert standings(annotator, "Saken er meldt videre.\nFølger opp: Barnevernet", "barnevern") == [Standing.INCIDENTAL]


NAMES = [
    pytest.param("Det er holdt kurs for ansatte på helsestasjonen.", "helse-omsorg", id="staff"),
    pytest.param("Kurset er for tilsette på sjukeheimen og legekontoret.", "helse-omsorg", id="staff of two places"),
    pytest.param("Kommuneoverlegen lager en oversikt.", "helse-omsorg", id="an official"),
    pytest.param("Ungdomsrådet støtter forslaget.", "skole-oppvekst", id="a council that acts"),
    pytest.param("Politiet inviterer helsesykepleierne til et fagmøte.", "helse-omsorg", id="people who are asked"),
    pytest.param("Øvinga var saman med politiet og brannvesenet.", "brann", id="a helper, nynorsk"),
    pytest.param("Det er uro utenfor ungdomsklubben.", "kultur-idrett", id="a place that says where"),
    pytest.param("Det er tagget på biblioteket.", "kultur-idrett", id="a place where something happened"),
    pytest.param(
        "Det brann på det gamle hotellet, og brannen spreidde seg.", "naering-skjenking", id="a scene described"
    ),
    pytest.param("Neste møte holdes på biblioteket.", "kultur-idrett", id="where a meeting is"),
    pytest.param("Slåsskampen var mellom Vik skole og idrettshallen.", "kultur-idrett", id="a place joined to another"),
    pytest.param("Møtet ble avlyst på grunn av pandemien.", "smittevern", id="a cause that names a time"),
    pytest.param("Festen var rolegare enn før pandemien.", "smittevern", id="before, nynorsk"),
    pytest.param("Hets i forbindelse med skolestruktursaken er anmeldt.", "skole-oppvekst", id="the matter it came of"),
    pytest.param("Kopi sendes: lensmannen, barnevernet og brannvesenet.", "brann", id="those who get a copy"),
    pytest.param(
        "Framlegget vert send til idrettsrådet og barnevernet.", "barnevern", id="those it is sent to, nynorsk"
    ),
    pytest.param("Fra barnevernet: Lise Moe.", "barnevern", id="where people come from"),
    pytest.param("Leder for helse og omsorg hilste møtet.", "helse-omsorg", id="what somebody leads, in several words"),
    pytest.param("Kinoen viste filmen «Natt og brann».", "brann", id="a film by its title"),
    pytest.param("Rådgiveren har mastergrad i radikalisering.", "radikalisering", id="what somebody has studied"),
]


@pytest.mark.parametrize(("text", "theme"), NAMES)
def test_who_where_and_when_are_named_by_the_way(annotator: Annotator, text: str, theme: str) -> None:
    assert set(standings(annotator, text, theme)) == {Standing.INCIDENTAL}


MATTERS = [
    pytest.param("Stillingen som kommunelege lyses ut.", "helse-omsorg", id="an office that is the matter"),
    pytest.param("Helsesykepleieren får en større stilling fra høsten.", "helse-omsorg", id="people who are not asked"),
    pytest.param("Brannvesenet rykte ut ni gonger.", "brann", id="a service that is the matter"),
    pytest.param("Det er mange besøkende på biblioteket.", "kultur-idrett", id="a place that nothing else happened at"),
    pytest.param("Det er smitte på sykehjemmet.", "helse-omsorg", id="a place in its own field"),
    pytest.param("Pandemiplanen er revidert.", "smittevern", id="a pandemic that is the matter"),
    pytest.param("Saken sendes til rådmannen for ny vurdering av brannvernet.", "brann", id="why it is sent"),
    pytest.param(
        "Rådet sa «ja takk» til brannøvingane på skulen i haust.", "brann", id="behind a quotation of no work"
    ),
]


@pytest.mark.parametrize(("text", "theme"), MATTERS)
def test_the_same_words_as_the_matter_itself_count(annotator: Annotator, text: str, theme: str) -> None:
    assert Standing.COUNTS in standings(annotator, text, theme)


def test_in_a_title_a_named_place_is_by_the_way_only_beside_what_happened(annotator: Annotator) -> None:
    text = "Saken er drøftet."
    assert standings(annotator, text, "skole-oppvekst", "Hjertesone ved Berg skole") == [Standing.INCIDENTAL]
    assert standings(annotator, text, "skole-oppvekst", "Nytt tak på Berg skole") == [Standing.COUNTS]
    assert standings(annotator, text, "plan-byutvikling", "Brannvern i hytteområdene") == [Standing.INCIDENTAL]
