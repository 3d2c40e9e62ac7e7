"""Papers whose matters are known by how they stand together: series of numbers, counts, marks; each of our own writing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agenda.drafts import Draft, Key, lines_of, next_keys, number_key
from ingest.agenda.flat import split_flat
from ingest.agenda.free import split_free
from ingest.agenda.protocol import split_protocol
from ingest.agenda.series import Candidate, best_series, is_year_first
from ingest.agenda.titles import clean_title
from ingest.blocks import Block, BlockKind, Reading, ReadPage, Run
from ingest.readers import text as text_reader


def free(text: str) -> list[Draft]:
    return split_free(lines_of(text_reader.read(text.encode())), start=0)


def protocol(text: str) -> list[Draft]:
    return split_protocol(lines_of(text_reader.read(text.encode())), body=None, date=None)


def flat(text: str) -> list[Draft]:
    return split_flat(lines_of(text_reader.read(text.encode())))


def heads(drafts: list[Draft]) -> list[tuple[str | None, str]]:
    return [(draft.number, draft.title) for draft in drafts]


def body_of(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.body)


# ---- the series that fits together best ---------------------------------------------------------------------------


def numbers(*serials: int, weight: float = -0.5) -> list[Candidate]:
    return [Candidate(key=("", serial, 24), weight=weight) for serial in serials]


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        pytest.param(numbers(3, 17, 4, 5), [0, 2, 3], id="one that is out of line"),
        pytest.param(numbers(3, 4), [0, 1], id="two that follow"),
        pytest.param(numbers(3, 9), [], id="two that do not"),
        pytest.param(numbers(7, weight=0.5), [0], id="one alone with something for it"),
        pytest.param(numbers(7), [], id="one alone with nothing for it"),
        pytest.param([], [], id="none"),
    ],
)
def test_the_best_series_leaves_out_what_breaks_the_count(candidates: list[Candidate], chosen: list[int]) -> None:
    assert best_series(candidates) == chosen


def test_series_of_letters_may_stand_between_one_another() -> None:
    plain, letters = numbers(3, 4, 5), [Candidate(key=("rs", serial, 24), weight=0.2) for serial in (8, 9)]
    assert best_series([plain[0], letters[0], plain[1], letters[1], plain[2]]) == [0, 1, 2, 3, 4]


def test_the_year_stands_first_where_the_first_part_stays() -> None:
    assert is_year_first([("", 21, 4), ("", 21, 5), ("", 21, 6)])
    assert not is_year_first([("", 4, 21), ("", 5, 21), None])


def test_what_may_come_next_has_the_year_last_or_first() -> None:
    assert next_keys(("", 12, 21)) == {("", 13, 21), ("", 12, 22)}
    assert next_keys(None) == set()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 30), st.floats(-2, 2)), max_size=25))
def test_a_series_is_in_order_and_worth_its_weight(found: list[tuple[int, float]]) -> None:
    keys: list[Key] = [("", serial, 24) for serial, _ in found]
    chosen = best_series([Candidate(key=key, weight=weight) for key, (_, weight) in zip(keys, found, strict=True)])
    assert chosen == sorted(set(chosen))
    assert chosen or all(weight <= 0 for _, weight in found)


# ---- protocols ----------------------------------------------------------------------------------------------------

BARE = """Ulvdal kommune
Møteprotokoll for kommunestyret

011/24: Protokoll frå førre møte
Protokollen vart godkjend.

012/24: Sal av tomt i Vika
Li spurde om sak 3/24.
9/24 Skulebruk vart nemnd.
Vedtak: Tomta vert seld.

013/24: Ny scene
Saka vart utsett.
"""

YEAR_FIRST = """Ulvdal kommune
SAKSKART
20/21     20/01177    Gebyr for hageavfall
20/22     20/00410    Lys i parken
Orienteringssaker
20/6                  Vann i kjelleren

20/21  Gebyr for hageavfall
Innstilling
Gebyret økes.

20/22  Lys i parken
Vedtak
Lyset slukkes.

20/6  Vann i kjelleren
Det pumpes fortsatt.
"""

NUMBERS_THEN_TITLES = """SAKLISTE

11/03
12/03
13/03

Godkjenning av protokoll
Salg av tomt i Vika
Referatsaker

Ulvdal, 1. mars 2003
"""

BEHIND = """Møteutskrift

BRØYTING AV FORTAU (SAK 12/05)
Vedtak: Kommunen brøyter.

GEBYR FOR VANN (SAK 13/05)
Vedtak: Gebyret økes.
"""

MISPRINTED = """SAKSLISTE
PS 4/19 Salg av Nes skole
PS 5/19 Leie av kunstgress
PS 6/19 Ny brannbil

PS 4/19 Salg av Nes skole
Vedtak: Selges.

PS 5/91 Leie av kunstgress
Vedtak: Leies.

PS 6/19 Ny brannbil
Vedtak: Kjøpes.
"""

NESTED = """SAKSLISTE
10/04 Godkjenning av protokoll
11/04 Ny barnehage i Vika

Sak 10/04 Godkjenning av protokoll
Vedlagt protokoll fra forrige møte:
Til stede: Eva Vik, Jo Li
Sak 7/04 Skoleruta
Vedtak: Skoleruta vedtas.

Sak 11/04 Ny barnehage i Vika
Forslag til vedtak:
Barnehagen bygges.
"""

ROWS = """MØTEINNKALLING
Saksnr.: 007/09  Utval: Formannskapet - Dato: 03.03.2009
Saksnr.: 016/09  Utval: Utval for teknikk - Dato: 19.05.2009
VASSVERKET I VIKA
Framlegg til vedtak:
Det vert bygd.
Saksnr.: 017/09  Utval: Utval for teknikk - Dato: 19.05.2009
NAUST PÅ NES
Framlegg til vedtak:
Det vert gjeve løyve.
"""

OLD = """Møtebok
F.sak 21/92
SAL AV TOMT I VIKA
Tilråding: Tomta vert seld.

F.sak 22/92
SØKNAD OM SKJENKELØYVE
- ULVDAL KRO
Tilråding: Utsett.

F.sak 23/92
LOV OM HUND - ANDRE GANGS HANDSAMING
Tilråding: Lova vert sendt attende.
"""

BROKEN_OFF = """Møteprotokoll

Sak 01/10 Omsorgsboliger i Vika, byggestart for
          første del           (Ulvdal kommune - side 2)
Vedtak: Bygges.

Sak 02/10 Høring av nye kvoter i fjorden, kommunens
          uttalelse
Vedtak: Vedtatt.

SAK 03/10 REGNSKAP –
UTTALELSE TIL KOMMUNESTYRET
Vedtak: Vedtatt.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            BARE,
            [("011/24", "Protokoll frå førre møte"), ("012/24", "Sal av tomt i Vika"), ("013/24", "Ny scene")],
            id="bare numbers that count on",
        ),
        pytest.param(
            YEAR_FIRST,
            [("20/21", "Gebyr for hageavfall"), ("20/22", "Lys i parken"), ("20/6", "Vann i kjelleren")],
            id="the year first, two series",
        ),
        pytest.param(
            NUMBERS_THEN_TITLES,
            [("11/03", "Godkjenning av protokoll"), ("12/03", "Salg av tomt i Vika"), ("13/03", "Referatsaker")],
            id="a block of numbers over a block of titles",
        ),
        pytest.param(BEHIND, [("12/05", "BRØYTING AV FORTAU"), ("13/05", "GEBYR FOR VANN")], id="numbers behind"),
        pytest.param(
            MISPRINTED,
            [("PS 4/19", "Salg av Nes skole"), ("PS 5/91", "Leie av kunstgress"), ("PS 6/19", "Ny brannbil")],
            id="a misprinted number",
        ),
        pytest.param(
            NESTED,
            [("10/04", "Godkjenning av protokoll"), ("11/04", "Ny barnehage i Vika")],
            id="an earlier protocol inside",
        ),
        pytest.param(ROWS, [("016/09", "VASSVERKET I VIKA"), ("017/09", "NAUST PÅ NES")], id="rows of a history"),
        pytest.param(
            OLD,
            [
                ("21/92", "SAL AV TOMT I VIKA"),
                ("22/92", "SØKNAD OM SKJENKELØYVE - ULVDAL KRO"),
                ("23/92", "LOV OM HUND - ANDRE GANGS HANDSAMING"),
            ],
            id="an old book of meetings",
        ),
    ],
)
def test_a_protocol_is_cut_where_its_series_goes(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert heads(protocol(text)) == expected


def test_a_title_that_is_broken_off_is_joined() -> None:
    assert [clean_title(draft.title) for draft in protocol(BROKEN_OFF)] == [
        "Omsorgsboliger i Vika, byggestart for første del",
        "Høring av nye kvoter i fjorden, kommunens uttalelse",
        "REGNSKAP – UTTALELSE TIL KOMMUNESTYRET",
    ]


def page(*texts: str) -> Reading:
    """A page of our own lines; those that begin with ~ are what a reader takes for headers and footers."""
    whole = "\n".join(text.lstrip("~") for text in texts)
    blocks, at = [], 0
    for text in texts:
        plain = text.lstrip("~")
        kind = BlockKind.FURNITURE if text.startswith("~") else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, runs=(Run(page=1, start=at, end=at + len(plain), text=plain),)))
        at += len(plain) + 1
    return Reading(media_type="text/plain", pages=(ReadPage(number=1, text=whole, blocks=tuple(blocks)),))


def test_a_number_at_the_top_of_a_page_opens_a_matter_and_one_at_its_foot_does_not() -> None:
    reading = page(
        "~Side 1 av 2",
        "~Sak 31/08",
        "Opning",
        "Vik opna.",
        "~Sak 31/08",
        "~Side 2 av 2",
        "~Sak 32/08",
        "Val",
        "Li vart vald.",
    )
    drafts = split_protocol(lines_of(reading), body=None, date=None)
    assert heads(drafts) == [("31/08", "Opning"), ("32/08", "Val")]
    assert body_of(drafts[0]) == "Vik opna."


# ---- counts -------------------------------------------------------------------------------------------------------

ALL_ONE = """Utvalget møttes på sykehjemmet.

1. GODKJENNING
Ingen merknader.

1. FRAVÆR
Det går ned:
1. Vika: 4 prosent.
2. Nes: 7 prosent.

1. EVT.
Ingenting.
"""

BEGUN_AGAIN = """Del 1 Orienteringer
1. Status fra skolene
Rektor sa at alt går bra.
2. Status fra klubben
Det kommer 30 hver fredag.

Del 2 Saker
1. Ny park på Nes
Rådet vil ha:
1. Benker.
2. Trær.
2. Buss om kvelden
Rådet ber om en avgang til.
3. Eventuelt
Ingen saker.
"""

AGENDA_FIRST = """Saker:
1. Status
2. Trygg vei hjem
3. Eventuelt

1. Status
Det er rolig.
2. Trygg vei hjem
Ordningen fortsetter.
3. Eventuelt
Ingenting.
"""

POINTS = """GODKJENNING AV INNKALLING
Ingen merknader.

TUR TIL DAGSENTERET
Rådet ønsker:
1. At bussen går hver dag.
2. At drosje kan bestilles.
3. At prisen holdes nede.

EVENTUELT
Vik takket for kaka.
"""

THEMES = """Tema 1: Rus i parken
Politiet kommer om kvelden.
1. Mer lys.
2. Flere voksne.
Tema 2: Fart ved skolen
Målinger i juni.
Tema 3: Nytt møte
Kalles inn av Vik.
"""

LETTERS = """A. Status fra politiet
Det er rolig.
B. Ungdomsmiljøet
Flere møtes i parken.
C. Neste møte
Kalles inn av Vik.
"""

ADORNED = """✦ SAK 8 – Referat
Godkjent!
✦ SAK 9 – 17. mai
Vi går i toget.
→ Jo lager banner
"""

RULED = """Status fra politiet
-------------------
Det er rolig, sier Li,

Ungdom i parken
---------------
Flere møtes der
"""

QUESTIONS = """Hva skjer på klubben?
Klubben har fått nytt bord.

Skal vi få kantine?
Vi stemte. 5 for, 1 mot.
"""

NAMED = """• Bussruter: Kommunen har fått svar. Jo purrer.
• Kino på dagtid: Rådet ønsker det.
• Kaffe: Vik handler.
"""

APPENDICES = """Rus
Politiet orienterte.

Trafikk
Tre vedlegg ble lest.

Vedlegg 1: Kart
Vedlegg 2: Bilde
Vedlegg 3: Brev
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ALL_ONE, [("1", "GODKJENNING"), ("1", "FRAVÆR"), ("1", "EVT")], id="every matter is 1."),
        pytest.param(
            BEGUN_AGAIN,
            [
                ("1", "Status fra skolene"),
                ("2", "Status fra klubben"),
                ("1", "Ny park på Nes"),
                ("2", "Buss om kvelden"),
                ("3", "Eventuelt"),
            ],
            id="a count that begins again",
        ),
        pytest.param(
            AGENDA_FIRST, [("1", "Status"), ("2", "Trygg vei hjem"), ("3", "Eventuelt")], id="the agenda first"
        ),
        pytest.param(
            POINTS,
            [(None, "GODKJENNING AV INNKALLING"), (None, "TUR TIL DAGSENTERET"), (None, "EVENTUELT")],
            id="points that are sentences",
        ),
        pytest.param(
            THEMES,
            [("1", "Rus i parken"), ("2", "Fart ved skolen"), ("3", "Nytt møte")],
            id="another word that is counted",
        ),
        pytest.param(
            LETTERS, [("A", "Status fra politiet"), ("B", "Ungdomsmiljøet"), ("C", "Neste møte")], id="letters"
        ),
        pytest.param(ADORNED, [("8", "Referat"), ("9", "17. mai")], id="a sign before the word sak"),
        pytest.param(
            RULED, [(None, "Status fra politiet"), (None, "Ungdom i parken")], id="headings with a rule under"
        ),
        pytest.param(QUESTIONS, [(None, "Hva skjer på klubben?"), (None, "Skal vi få kantine?")], id="questions"),
        pytest.param(
            NAMED, [(None, "Bussruter"), (None, "Kino på dagtid"), (None, "Kaffe")], id="a colon in each line"
        ),
        pytest.param(APPENDICES, [(None, "Rus"), (None, "Trafikk")], id="appendices are counted too"),
    ],
)
def test_minutes_in_prose_are_cut_where_one_mark_goes_through(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert heads(free(text)) == expected


def test_points_inside_a_matter_stay_in_it() -> None:
    assert "Flere voksne." in body_of(free(THEMES)[0])
    assert "Nes: 7 prosent." in body_of(free(ALL_ONE)[1])


def test_where_and_when_it_was_written_is_no_heading() -> None:
    assert heads(free("Rus\nDet er rolig.\n\nFart\nDet går fort.\n\nUlvdal 20.11.17\nEva V.\n")) == [
        (None, "Rus"),
        (None, "Fart"),
    ]


# ---- transcripts on one line --------------------------------------------------------------------------------------

FRONT = "1 Ulvdal kommune Møteprotokoll Formannskapet Møtested Rådhuset Til stede Eva Vik (Ap) Jo Li (H) "
LONG = "Vik viste kart over området og fortalte om planene, som har vært på høring i hele vinter. " * 4

WITH_AGENDA = (
    f"{FRONT}Saksliste PS 11/15 Godkjenning av protokoll PS 12/15 Ny scene i Ulvdal kulturhus "
    f"PS 11/15 Godkjenning av protokoll Vedtak: Godkjent. PS 12/15 Ny scene i Ulvdal kulturhus {LONG}"
)
BARE_NUMBERS = (
    f"{FRONT}11/15 Godkjenning {LONG}12/15 Ny vei Li viste til 3/09 Skolesak. {LONG}13/15 Eventuelt Ingenting."
)
STROKES = (
    f"{FRONT}Referat fra forrige møte / Ingen merknader. Nytt helsehus / {LONG}Fall i hjemmet / Kine kjøper brodder. "
    "Eventuelt / Ingen tok ordet. Møtet hevet kl. 14"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            WITH_AGENDA,
            [("PS 11/15", "Godkjenning av protokoll"), ("PS 12/15", "Ny scene i Ulvdal kulturhus")],
            id="an agenda shows where titles end",
        ),
        pytest.param(
            BARE_NUMBERS,
            [("11/15", "Godkjenning"), ("12/15", "Ny vei"), ("13/15", "Eventuelt")],
            id="a series of bare numbers",
        ),
        pytest.param(
            STROKES,
            [
                (None, "Referat fra forrige møte"),
                (None, "Nytt helsehus"),
                (None, "Fall i hjemmet"),
                (None, "Eventuelt"),
            ],
            id="strokes",
        ),
    ],
)
def test_a_transcript_is_cut_by_what_opens_each_matter(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert heads(flat(text)) == expected


def test_the_end_of_the_meeting_is_not_in_the_last_matter_of_a_transcript() -> None:
    assert body_of(flat(STROKES)[-1]) == "Ingen tok ordet."


# ---- titles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        pytest.param("Brannordning side 14", "Brannordning", id="a page"),
        pytest.param("Brannordning ........ 7", "Brannordning", id="dots and a page"),
        pytest.param("Brannordning (Ulvdal - side 2)", "Brannordning", id="a footer"),
        pytest.param("OS 2/19 BRANNORDNING", "BRANNORDNING", id="another number"),
        pytest.param("02/00123 Brannordning", "Brannordning", id="an archive's number first"),
        pytest.param("Brannordning 2021/1234-5", "Brannordning", id="an archive's number last"),
        pytest.param("Tittel: Brannordning", "Brannordning", id="a label"),
        pytest.param("Brannordning (tatt opp i møtet)", "Brannordning", id="a remark"),
        pytest.param("Møteplan 2019/2020", "Møteplan 2019/2020", id="a period"),
        pytest.param("Høring: Ny lov", "Høring: Ny lov", id="a colon of its own"),
        pytest.param("2021/1234", "2021/1234", id="nothing else"),
    ],
)
def test_a_title_is_cleaned(title: str, clean: str) -> None:
    assert clean_title(title) == clean


def test_a_number_with_the_year_first_may_have_one_figure() -> None:
    assert number_key("20/6") == ("", 20, 6)
    assert number_key("2/6") is None
