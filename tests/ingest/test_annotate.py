from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.themes.annotate import CASE_NUMBER, Annotator
from minutes.kinds import DocumentKind, Standing, Trend
from minutes.model import AgendaItem, Document, MadeBy, Meeting, Mention, Page, Point, Source, Span
from minutes.vocabulary import load_vocabulary
from models.choice import model_label

ANNOTATOR = Annotator(load_vocabulary())


def item_of(text: str, *, title: str = "Orientering", number: str | None = "1.", points: bool = False) -> AgendaItem:
    found = (Point(text=text, start=0, end=len(text)),) if points else ()
    return AgendaItem(id="1", order=1, number=number, title=title, text=text, points=found)


def document_of(*items: AgendaItem, page: str = "", kind: DocumentKind | None = None) -> Document:
    return Document(
        id="0" * 64,
        source=Source(path="referat.txt", media_type="text/plain", bytes=len(page), sha256="0" * 64),
        kind=kind,
        title=None,
        language=None,
        municipality=None,
        body=None,
        meeting=Meeting(),
        pages=(Page(number=1, text=page),),
        items=items,
        made_by=MadeBy(program="1", model="", vocabulary=""),
    )


def placed(page: str, *, title: str, text: str) -> AgendaItem:
    start = page.index(text)
    span = Span(page=1, start=start, end=start + len(text), at=0)
    return replace(item_of(text, title=title), spans=(span,))


def mentions(text: str, theme: str, *, title: str = "Orientering", number: str | None = "1.") -> list[Mention]:
    return [found for found in ANNOTATOR.explain(item_of(text, title=title, number=number)) if found.theme == theme]


def themes(text: str, *, title: str = "Orientering", number: str | None = "1.") -> tuple[str, ...]:
    item = item_of(text, title=title, number=number)
    return replace(item, mentions=ANNOTATOR.explain(item)).themes


# ---- why and where ------------------------------------------------------------------------------------------------------


def test_a_mention_names_the_rule_and_the_word_with_its_parts() -> None:
    (mention,) = mentions("Det er færre narkotikasaker i år.", "narkotika")

    assert mention.why == "ord: narkotikasaker (narkotika + sak); utvikling: færre"


def test_several_words_in_a_sentence_are_one_mention() -> None:
    (mention,) = mentions("Hærverk og tagging bekymrer.", "skadeverk")

    assert mention.why == "ord: Hærverk; ord: tagging"


def test_the_quote_is_the_sentence_of_the_word() -> None:
    text = "Møtet åpnet. Det var hærverk på skolen. Neste møte er i mai."
    page = f"1. Orientering\n{text}"
    (found,) = ANNOTATOR.annotate(document_of(placed(page, title="Orientering", text=text), page=page)).items

    quotes = [
        evidence.quote for mention in found.mentions if mention.theme == "skadeverk" for evidence in mention.evidence
    ]
    assert quotes == ["Det var hærverk på skolen."]


def test_a_title_is_quoted_from_the_page_as_it_stands_there() -> None:
    page = "Sak 3\nHærverk  ved\nsvømmehallen\nRådmannen orienterte."
    item = placed(page, title="Hærverk ved svømmehallen", text="Rådmannen orienterte.")
    (found,) = ANNOTATOR.annotate(document_of(item, page=page)).items

    mention = next(mention for mention in found.mentions if mention.theme == "skadeverk")
    assert [evidence.quote for evidence in mention.evidence] == ["Hærverk  ved\nsvømmehallen"]


def test_a_title_that_is_not_on_the_page_has_no_evidence() -> None:
    item = item_of("Rådmannen orienterte.", title="Hærverk ved svømmehallen")
    (found,) = ANNOTATOR.annotate(document_of(item, page="Noe annet.")).items

    assert next(mention for mention in found.mentions if mention.theme == "skadeverk").evidence == ()


def test_a_sentence_over_lines_and_pages_is_quoted_whole_run_by_run() -> None:
    pages = (Page(number=1, text="Det var hærverk ved\nden gamle"), Page(number=2, text="skolen i Dalen."))
    text = "Det var hærverk ved den gamle skolen i Dalen."
    spans = (
        Span(page=1, start=0, end=19, at=0),
        Span(page=1, start=20, end=29, at=20),
        Span(page=2, start=0, end=15, at=30),
    )
    item = replace(item_of(text), spans=spans)
    (found,) = ANNOTATOR.annotate(replace(document_of(item), pages=pages)).items

    (mention,) = [mention for mention in found.mentions if mention.theme == "skadeverk"]
    assert [(evidence.page, evidence.quote) for evidence in mention.evidence] == [
        (1, "Det var hærverk ved"),
        (1, "den gamle"),
        (2, "skolen i Dalen."),
    ]


def test_a_long_line_broken_within_a_sentence_does_not_end_it() -> None:
    text = "Politiet meldte at det er blitt mer hærverk på de tre\nlekeplassene i Dalen. Neste møte er i mai."
    (found,) = ANNOTATOR.annotate(document_of(placed(text, title="Orientering", text=text), page=text)).items

    (mention,) = [mention for mention in found.mentions if mention.theme == "skadeverk"]
    assert mention.evidence[0].quote == text[: text.index(" Neste")]


def test_short_lines_are_points_each() -> None:
    found = mentions("hærverk\nvold\nhærverk", "skadeverk")

    assert len(found) == 2


WORDS = (
    "Hærverk",
    "vold",
    "skole.",
    "Det",
    "er",
    "avtatt",
    "\n",
    "•",
    "ikke",
    "drøftet.",
    "narkotika:",
    "intet",
    "nytt",
    "13-åring",
    "–",
    "🙂",
)


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
def test_every_quote_stands_on_its_page_and_holds_its_word(text: str) -> None:
    page = f"Forside\n{text}"
    document = ANNOTATOR.annotate(document_of(placed(page, title="Vold og hærverk", text=text), page=page))

    for mention in document.items[0].mentions:
        for evidence in mention.evidence:
            assert document.page(evidence.page).text[evidence.start : evidence.end] == evidence.quote
        quoted = " ".join(evidence.quote for evidence in mention.evidence)
        assert all(word in quoted or word in "Vold og hærverk" for word in written_in(mention.why))


def written_in(why: str) -> list[str]:
    """The words of the text that fired: of «ord: Hærverk; sammen: vold + 13-åring; utvikling: avtatt, roet» all five."""
    found = [part.partition(": ") for part in why.split("; ") if not part.startswith("imot: ")]
    return [
        word
        for kind, _, words in found
        for word in words.partition(" (")[0].split(", " if kind == "utvikling" else " + ")
    ]


# ---- what does not count ------------------------------------------------------------------------------------------------

NOT_TREATED = [
    pytest.param("Vold og narkotika ble ikke drøftet.", "narkotika", Standing.NEGATED, id="not discussed"),
    pytest.param("Narkotika var ikkje tema på møtet.", "narkotika", Standing.NEGATED, id="no subject, nynorsk"),
    pytest.param("Man er ikke bekymret for narkotika i kommunen.", "narkotika", Standing.NEGATED, id="nobody worried"),
    pytest.param("Det er ikke skadeverk ved skolene nå.", "skadeverk", Standing.NEGATED, id="said to be none"),
    pytest.param("Narkotika: intet nytt.", "narkotika", Standing.HEADING_ONLY, id="empty heading in a line"),
    pytest.param("Narkotika\nIkkje noko nytt.", "narkotika", Standing.HEADING_ONLY, id="empty heading over a line"),
    pytest.param(
        "Kommunalsjef oppvekst orienterte om lokalene.", "skole-oppvekst", Standing.INCIDENTAL, id="person's title"
    ),
    pytest.param("Brannsjefen takket for innsatsen.", "brann", Standing.INCIDENTAL, id="title in one word"),
    pytest.param("Leder for barnevernet hadde forfall.", "barnevern", Standing.INCIDENTAL, id="leader of a service"),
    pytest.param("Dette følger av alkoholloven kapittel fire.", "alkohol", Standing.INCIDENTAL, id="name of a law"),
    pytest.param("Møtet ble holdt på Nedre Berg skole.", "skole-oppvekst", Standing.INCIDENTAL, id="venue"),
    pytest.param("Helse- og sosialstyret behandlet saken først.", "helse-omsorg", Standing.INCIDENTAL, id="committee"),
    pytest.param(
        "Spilles inn til gruppe barnevern og oppvekst.", "skole-oppvekst", Standing.INCIDENTAL, id="name of a unit"
    ),
]


@pytest.mark.parametrize(("text", "theme", "standing"), NOT_TREATED)
def test_what_is_no_treatment_is_marked_and_does_not_count(text: str, theme: str, standing: Standing) -> None:
    assert {mention.standing for mention in mentions(text, theme)} == {standing}
    assert theme not in themes(text)


TREATED = [
    pytest.param("Mobbingen på fjerde trinn har avtatt og er nesten borte.", "mobbing", id="has abated"),
    pytest.param("Narkotika: to saker siden sist.", "narkotika", id="heading with content"),
    pytest.param("Ingen nye branner i perioden.", "brann", id="none is news"),
]


@pytest.mark.parametrize(("text", "theme"), TREATED)
def test_what_is_said_to_be_less_or_none_is_still_treated(text: str, theme: str) -> None:
    assert theme in themes(text)


@pytest.mark.parametrize("text", ["Intet nytt.", "Ikkje noko nytt å melde.", "Ingen saker meldt."])
def test_a_standing_heading_with_nothing_under_it_does_not_count(text: str) -> None:
    (mention,) = mentions(text, "vold-i-naere-relasjoner", title="Vold i nære relasjoner")

    assert mention.standing is Standing.HEADING_ONLY


def test_a_bare_heading_of_a_meeting_does_not_count_but_a_bare_case_does() -> None:
    assert themes("", title="Trafikksikkerhet", number="4.") == ()
    assert themes("", title="Trafikksikkerhetsplan", number="PS 4/19") == ("trafikksikkerhet",)


def test_a_bare_heading_in_a_notice_counts() -> None:
    item = item_of("", title="Trafikksikkerhet", number="4")
    (found,) = ANNOTATOR.annotate(document_of(item, kind=DocumentKind.INNKALLING)).items

    assert found.themes == ("trafikksikkerhet",)


def test_a_heading_that_was_not_discussed_is_negated() -> None:
    (mention,) = mentions("Ble ikke drøftet.", "narkotika", title="Narkotika")

    assert mention.standing is Standing.NEGATED


def test_a_title_that_lists_committees_is_about_none_of_their_subjects() -> None:
    title = "Valg av medlemmer til barnehageutvalg, plan- og byggestyre og helse- og omsorgsutvalg"

    assert themes("", title=title, number="PS 9/20") == ("valg-styring",)


def test_a_title_may_be_about_one_committee() -> None:
    assert "trafikksikkerhet" in themes("", title="Arbeidsplan for trafikksikkerhetsutvalget", number="PS 9/20")


# ---- how much it takes --------------------------------------------------------------------------------------------------

FILLER = "Rådmannen viser til tidligere behandling og legger saken frem. " * 30


def test_one_passing_word_does_not_tag_a_long_case_paper() -> None:
    text = FILLER + "Hærverk nevnes. " + FILLER

    (mention,) = mentions(text, "skadeverk", title="Leie av lokale", number="PS 3/20")
    assert mention.standing is Standing.INCIDENTAL


def test_a_case_paper_that_comes_back_to_a_theme_treats_it() -> None:
    text = FILLER + "Hærverket kostet kommunen 80 000 kroner. Det er meldt om mer hærverk i sommer. " * 10

    assert "skadeverk" in themes(text, title="Leie av lokale", number="PS 3/20")


def test_one_word_in_a_list_point_is_a_treatment() -> None:
    text = "Beredskapsplanen er øvd.\nNy kartlegging av kvikkleire er bestilt.\nNeste møte er i mai."
    item = item_of(text, title="Beredskap", points=True)

    assert "kvikkleire" in replace(item, mentions=ANNOTATOR.explain(item)).themes


def test_one_word_in_an_article_with_a_case_number_is_a_treatment() -> None:
    item = item_of(
        "Partene er enige om mye. De vil øve på objektsikring.", title="Avtale med politiet", number="PS 9/22"
    )
    (found,) = ANNOTATOR.annotate(document_of(item, kind=DocumentKind.ARTIKKEL)).items

    assert "objektsikring" in found.themes


def test_a_hint_alone_is_incidental_and_two_kinds_of_hint_are_not() -> None:
    assert "skole-oppvekst" not in themes("Elevene fikk gå hjem.")
    assert "skole-oppvekst" in themes("Elevene og lærerne fikk gå hjem.")


def test_minutes_with_numbers_like_cases_are_still_talk() -> None:
    text = "Telefonlistene er klare. Sikringen av kvikkleira er ferdig. Skadeverket på hallen er anmeldt."
    item = item_of(text, title="Beredskap", number="6/23")
    (found,) = ANNOTATOR.annotate(document_of(item, kind=DocumentKind.REFERAT)).items

    assert set(found.themes) == {"beredskap", "kvikkleire", "skadeverk"}


def test_a_label_before_a_colon_is_as_clear_as_a_heading() -> None:
    labelled = {"samferdsel-vei", "trafikksikkerhet", "vinningskriminalitet"}
    assert labelled <= set(themes("Trafikk: 88 saker.\nVinning: 31 saker."))
    assert themes("Lite trafikk i sommer: 88 saker.") == ()


# ---- trend --------------------------------------------------------------------------------------------------------------

TRENDS = [
    pytest.param("Antall narkotikabeslag har gått ned siden sommeren.", "narkotika", Trend.DOWN, id="goes down"),
    pytest.param("Tagging ved stasjonen er økende.", "skadeverk", Trend.UP, id="sharp rise"),
    pytest.param("Valden har auka sidan i fjor.", "vold", Trend.UP, id="nynorsk rise"),
    pytest.param(
        "Foreldre meldte om nettmobbing før jul. Det har minket siden.",
        "mobbing",
        Trend.DOWN,
        id="in the sentence after",
    ),
    pytest.param("Narkotikasituasjonen er stabil.", "narkotika", Trend.UNCHANGED, id="stable"),
    pytest.param("Ingen endring i antall innbrudd.", "vinningskriminalitet", Trend.UNCHANGED, id="no change"),
    pytest.param("Hærverket har ikke økt.", "skadeverk", Trend.UNCHANGED, id="has not risen"),
    pytest.param("Innbrudd øker, mens mobbing avtar.", "mobbing", Trend.DOWN, id="the nearer of two"),
    pytest.param("Budsjettet til barnevernet økes med to millioner kroner.", "barnevern", None, id="money"),
    pytest.param("Kommunale avgifter øker neste år.", "okonomi", None, id="fees"),
    pytest.param("Hærverket forventes å øke til sommeren.", "skadeverk", None, id="forecast"),
    pytest.param("Kommunen må redusere hærverket.", "skadeverk", None, id="aim"),
    pytest.param("Hærverk ble drøftet.", "skadeverk", None, id="no trend"),
]


@pytest.mark.parametrize(("text", "theme", "trend"), TRENDS)
def test_a_mention_says_which_way_its_theme_goes(text: str, theme: str, trend: Trend | None) -> None:
    assert {mention.trend for mention in mentions(text, theme)} == {trend}


# ---- documents ----------------------------------------------------------------------------------------------------------


def test_a_document_says_what_annotated_it() -> None:
    made_by = ANNOTATOR.annotate(document_of(item_of("Hærverk."))).made_by

    assert made_by.model == model_label()
    assert made_by.vocabulary == load_vocabulary().stamp


def test_a_document_without_items_has_mentions_of_its_own() -> None:
    page = "Politiet melder om hærverk i parken."
    document = ANNOTATOR.annotate(document_of(page=page))

    assert document.themes == ("skadeverk",)
    assert document.mentions[0].evidence[0].quote == page


def test_a_document_with_items_has_its_mentions_in_them() -> None:
    text = "Hærverk på skolen er anmeldt."
    document = ANNOTATOR.annotate(document_of(item_of(text), page=text))

    assert document.mentions == ()
    assert document.items[0].themes == ("skadeverk",)


def test_annotating_twice_changes_nothing() -> None:
    once = ANNOTATOR.annotate(document_of(item_of("Hærverk og vold i parken."), page="Hærverk"))

    assert ANNOTATOR.annotate(once) == once


@pytest.mark.parametrize(("number", "is_case"), [("PS 12/21", True), ("0004/00", True), ("3.", False), ("", False)])
def test_a_case_number_has_a_year(number: str, *, is_case: bool) -> None:
    assert (CASE_NUMBER.search(number) is not None) is is_case
