"""Which way a theme goes: what says so, of what it is said, and whether it is told as a fact."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.themes.annotate import Annotator
from minutes.model import AgendaItem, Mention
from minutes.vocabulary import load_vocabulary

ANNOTATOR = Annotator(load_vocabulary())

RISES = [
    ("Hærverket har tiltatt i omfang den siste tiden.", "skadeverk"),
    ("Det er registrert en markant vekst i antall svindelsaker.", "digital-kriminalitet"),
    ("Innbrot i hytter er på veg opp.", "innbrudd"),
    ("Politiet opplever at volden blir grovere.", "vold"),
    ("Mobbinga har vorte verre etter ferien.", "mobbing"),
    ("Fleire elevar enn før fortel om mobbing.", "mobbing"),
    ("Narkotika er blitt mer utbredt blant ungdom.", "narkotika"),
    ("Narkotikabeslagene fortsetter å øke.", "narkotika"),
    ("Det er ingen tvil om at skadeverket øker.", "skadeverk"),
    ("Det har vært en oppblomstring av tyveri i bydelen.", "vinningskriminalitet"),
    ("Innbruddene har skutt i været siden i fjor.", "innbrudd"),
    ("Politiet ser en økende bruk av hasj.", "narkotika"),
    ("Bruken av kokain sprer seg blant de yngste.", "narkotika"),
    ("I 2021 var det 9 innbrudd, i 2022 hadde tallet økt til 15.", "innbrudd"),
    ("Auka tal på trafikkulukker i sommar.", "trafikksikkerhet"),
    ("Talet på valdssaker er dobla.", "vold"),
    ("Antall voldssaker gikk opp fra 8 til 12.", "vold"),
    ("Hærverk har blitt et større problem.", "skadeverk"),
    ("Valdssakene har fleirdobla seg.", "vold"),
    ("Talet på innbrot peikar oppover.", "innbrudd"),
]
FALLS = [
    ("Det er blitt langt sjeldnere med slagsmål.", "vold"),
    ("Tjuveria er nesten borte.", "vinningskriminalitet"),
    ("Narkotikabruken er på retur.", "narkotika"),
    ("Hærverk er ikke lenger noe problem.", "skadeverk"),
    ("Det er ikke utfordringer med mobbing nå.", "mobbing"),
    ("Antallet innbrudd er redusert fra 20 til 11.", "innbrudd"),
    ("Skadeverket har dabbet av.", "skadeverk"),
    ("Mobbinga har minka kraftig.", "mobbing"),
    ("Valden går noko ned.", "vold"),
    ("Det blir stadig mindre hærverk på skolen.", "skadeverk"),
    ("Vi har fått slutt på hærverket.", "skadeverk"),
    ("Tallene viser en klar reduksjon i trafikkulykker.", "trafikksikkerhet"),
    ("Vald: 4 saker i år, mot 9 i fjor.", "vold"),
    ("Det var tolv tyverier i 2020, men bare fem i 2021.", "vinningskriminalitet"),
    ("Trafikkulykker: 6 i år, ned fra 10 i fjor.", "trafikksikkerhet"),
    ("Politiet har lyktes med å redusere antall innbrudd.", "innbrudd"),
    ("Ungdomskriminaliteten viser en fallende tendens.", "ungdomskriminalitet"),
    ("Det er mindre narkotika i omløp.", "narkotika"),
]
STAYS = [
    ("Mobbingen ligger stabilt på fire prosent.", "mobbing"),
    ("Hærverket har verken økt eller avtatt.", "skadeverk"),
    ("Omfanget av vold er om lag som i fjor.", "vold"),
    ("Det er ingen nedgang i tyveriene.", "vinningskriminalitet"),
    ("Narkotika er framleis eit problem.", "narkotika"),
    ("Det er fortsatt mye hærverk i parken.", "skadeverk"),
    ("Ingen nye saker om vold.", "vold"),
    ("Det er like mange innbrot som før.", "innbrudd"),
    ("Tallet på voldssaker er uforandret.", "vold"),
    ("Situasjonen er uendra når det gjeld narkotika.", "narkotika"),
    ("Trafikkulykkene har ikke gått ned.", "trafikksikkerhet"),
    ("Antall innbrudd holder seg på et lavt nivå.", "innbrudd"),
    ("Politiet ser ingen tegn til økning i vold.", "vold"),
    ("Det er ikke slik at volden øker.", "vold"),
    ("Nivået på skadeverk er det samme.", "skadeverk"),
    ("Framleis tre innbrot i månaden.", "innbrudd"),
]
NOTHING = [
    ("Mobbing ble tatt opp av rektor.", "mobbing"),
    ("Rådet vil arbeide for å få ned mobbingen.", "mobbing"),
    ("Tiltaket skal føre til mindre hærverk.", "skadeverk"),
    ("Barnevernet har fått økte ressurser.", "barnevern"),
    ("Det er frykt for flere innbrudd.", "innbrudd"),
    ("Dersom hærverket øker, må det settes inn vakter.", "skadeverk"),
    ("Kommunen ønskjer å redusere talet på trafikkulukker.", "trafikksikkerhet"),
    ("Prisen på narkotika har falt.", "narkotika"),
    ("Politiet har økt patruljeringen for å hindre vold.", "vold"),
    ("Flere representanter tok opp mobbing.", "mobbing"),
    ("Leserne kan finne mer informasjon om vold på nettsiden.", "vold"),
    ("Interessen for kurset om mobbing var større enn ventet.", "mobbing"),
    ("Er det blitt mer narkotika i bygda?", "narkotika"),
    ("Bøtene for hærverk er doblet.", "skadeverk"),
    ("Ungdom fra 13 til 16 år har prøvd narkotika.", "narkotika"),
    ("Vold og hærverk ble drøftet i møtet fra 10 til 12.", "vold"),
    ("Det må gjerast meir for å hindre mobbing.", "mobbing"),
    ("Straffene for vold har økt.", "vold"),
    ("Det blir holdt flere kurs om mobbing.", "mobbing"),
    ("Politiet har flere saker om vold.", "vold"),
    ("Målsettinga er å halvere talet på trafikkulukker innan 2030.", "trafikksikkerhet"),
]
TOLD = {"øker": RISES, "avtar": FALLS, "uendret": STAYS, "None": NOTHING}


PRACTICE = tomllib.loads(Path(__file__).with_name("trend_practice.toml").read_text(encoding="utf-8"))

NUMBERS = [
    pytest.param("Vold: fra 14 til 9 saker, en nedgang.", "vold", (14, 9), None, id="from to"),
    pytest.param("Antall innbrudd har gått fra 20 til 12.", "innbrudd", (20, 12), None, id="goes from to"),
    pytest.param("Trafikkulykker: 6 i år, ned fra 10.", "trafikksikkerhet", (10, 6), "i år", id="down from"),
    pytest.param("Innbrudd: 12 (8 i fjor).", "innbrudd", (8, 12), "i fjor", id="aside"),
    pytest.param("Antall innbrudd: 2021: 12, 2022: 8.", "innbrudd", (12, 8), "2021–2022", id="by year"),
    pytest.param("Ni innbrudd, mot fire i fjor.", "innbrudd", (4, 9), "i fjor", id="against"),
    pytest.param("Sju innbrudd i 2020 og tolv i 2021.", "innbrudd", (7, 12), "2020–2021", id="pair"),
    pytest.param("Fire innbrudd både i år og i fjor.", "innbrudd", (4, 4), "i år mot i fjor", id="both"),
    pytest.param("Innbrudd: 9 i år, det samme som i fjor.", "innbrudd", (9, 9), "i år mot i fjor", id="same"),
    pytest.param("Innbrudd: fortsatt to saker.", "innbrudd", (2, 2), None, id="still"),
    pytest.param("Hærverket har økt siden 2019.", "skadeverk", None, "siden 2019", id="no numbers"),
    pytest.param("Innbruddene er halvert fra 2020 til 2021.", "innbrudd", None, "2020–2021", id="years"),
    pytest.param("Hærverket kostet 4 kroner i år, mot 9 kroner i fjor.", "skadeverk", None, None, id="money"),
]


def mention(text: str, theme: str) -> Mention:
    """The first mention of the theme in a text under a heading that says nothing."""
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=text)
    return next(one for one in ANNOTATOR.explain(item) if one.theme == theme)


@pytest.mark.parametrize(
    ("text", "theme", "told"),
    [pytest.param(text, theme, told, id=text[:40]) for told, cases in TOLD.items() for text, theme in cases],
)
def test_a_sentence_says_which_way_its_theme_goes(text: str, theme: str, told: str) -> None:
    assert str(mention(text, theme).trend) == told


@pytest.mark.parametrize(
    ("theme", "text", "told"),
    [pytest.param(*case, told, id=case[1][:40]) for told, cases in PRACTICE.items() for case in cases],
)
def test_it_does_in_many_words(theme: str, text: str, told: str) -> None:
    item = AgendaItem(id="1", order=1, number="1.", title="Orientering", text=text)
    trends = [one.trend for one in ANNOTATOR.explain(item) if one.theme == theme and one.trend]
    assert next(iter(trends), "ingen") == told


@pytest.mark.parametrize(("text", "theme", "change", "period"), NUMBERS)
def test_numbers_set_against_each_other_are_kept(
    text: str, theme: str, change: tuple[int, int] | None, period: str | None
) -> None:
    found = mention(text, theme)
    assert (found.change, found.period) == (change, period)
