"""Which items are the same matter of the same meeting: rules, groups, and that they are kept whatever happens."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.catalogue import Catalogue
from index.copies import copies, same_case
from index.duplicates import BODY_ENDING, meeting_key
from index.groups import archive_numbers
from index.likeness import LEAST_FOR_BANDS, WORD, alike, bands_of, contained, shingles_of, words_of
from index.standing_for import DRAFT, FINAL, NUMBERED, version_of
from minutes.kinds import DecisionKind, DocumentKind, Origin
from minutes.model import AgendaItem, Decision, Document, MadeBy, Meeting, Page, Source
from tests.conftest import LeaveOlder

ROOT = Path(__file__).resolve().parents[2]
JUNE = dt.date(2021, 6, 15)
AUGUST = dt.date(2021, 8, 24)
NOTICE, MINUTES, REPORT, PAPER = (
    DocumentKind.INNKALLING,
    DocumentKind.PROTOKOLL,
    DocumentKind.REFERAT,
    DocumentKind.SAKSFRAMLEGG,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An item in short; ``gold`` names what matter of what meeting it is: the same name, the same thing."""

    gold: str
    number: str | None
    title: str
    text: str
    case: str | None = None


def essay(seed: str, words: int = 90) -> str:
    """A text that no other seed gives, long enough to be told by."""
    chance = random.Random(seed)
    stems = ("vei", "skole", "plan", "havn", "bru", "vann", "skog", "helse", "torg", "brann")
    ends = ("en", "er", "ene", "arbeid", "styre", "sak", "budsjett", "forslag")
    return " ".join(
        chance.choice(stems) + chance.choice(ends) + chance.choice(("", "", " og", " i", " ikke")) for _ in range(words)
    )


def paper(
    name: str,
    kind: DocumentKind | None,
    matters: Iterable[Matter],
    *,
    date: dt.date | None = JUNE,
    body: str | None = "Formannskapet",
    municipality: str | None = "Elvebyen",
    ocr: bool = False,
    origin: Origin = Origin.HEADING,
    decided: bool = False,
) -> Document:
    document_id = hashlib.sha256(name.encode()).hexdigest()
    items = tuple(
        AgendaItem(
            id=f"{document_id[:12]}.{order}",
            order=order,
            number=matter.number,
            case_number=matter.case,
            title=matter.title,
            text=matter.text,
            decisions=(Decision(kind=DecisionKind.VEDTAK, text="Vedtatt."),) if decided else (),
        )
        for order, matter in enumerate(matters, start=1)
    )
    return Document(
        id=document_id,
        source=Source(path=f"/m/{name}", media_type="text/plain", bytes=1, sha256=document_id),
        kind=kind,
        title=name,
        language=None,
        municipality=municipality,
        body=body,
        meeting=Meeting(date=date, date_origin=origin if date else None),
        pages=(Page(number=1, text=f"{name}\n" + "\n".join(item.text for item in items), ocr=ocr),),
        items=items,
        made_by=MadeBy(program="t", model="t", vocabulary="t"),
    )


def case(
    gold: str, number: str | None, title: str, *, more: str = "", seed: str = "", archive: str | None = None
) -> Matter:
    text = f"{title}\n{essay(seed or gold)}\n{more}".strip()
    return Matter(gold=gold, number=number, title=title, text=text, case=archive)


def short(gold: str, number: str | None, title: str, text: str = "") -> Matter:
    return Matter(gold=gold, number=number, title=title, text=f"{title}\n{text}".strip())


VOTE = "Votering: enstemmig vedtatt. Vedtak som innstillingen."
NOTHING_NEW = "Intet nytt å melde."

# The gold: papers of invented meetings with every trap we know, each item named by hand with what it is.
PAPERS: tuple[tuple[Document, tuple[Matter, ...]], ...] = tuple(
    (paper(name, kind, matters, **about), matters)  # type: ignore[arg-type]
    for name, kind, matters, about in (
        (
            "innkalling.docx",
            NOTICE,
            (
                case("f budsjett", "PS 12/21", "Budsjett 2022", archive="2021/345"),
                case("f skole", "PS 13/21", "Skolestruktur - høring", archive="2021/77"),
                short("f referat", "RS 3/21", "Referatsaker", "Brev fra fylkeskommunen."),
                short("f ps3", "PS 3/21", "Valg av settevaramedlem"),
                short("f eventuelt", None, "Eventuelt"),
            ),
            {},
        ),
        (
            "protokoll.pdf",
            MINUTES,
            (
                case("f budsjett", "12/21", "Budsjett 2022 og økonomiplan", archive="2021/345", more=VOTE),
                short("f skole", "PS 0013/21", "Skolestruktur - høring", VOTE),
                short("f referat", "RS 3/21", "Referatsaker", "Tatt til orientering."),
                short("f ps3", "PS 3/21", "Valg av settevaramedlem", VOTE),
                short("f eventuelt", None, "Eventuelt", "Ordføreren takket for seg."),
            ),
            {"decided": True},
        ),
        (
            "kommunestyret samme dag.pdf",  # the same case in another body: a neighbour
            MINUTES,
            (case("k budsjett", "PS 12/21", "Budsjett 2022", seed="f budsjett", archive="2021/345", more=VOTE),),
            {"body": "Kommunestyret"},
        ),
        (
            "formannskapet august.pdf",  # postponed: the same case and text in another meeting
            MINUTES,
            (case("f2 skole", "PS 31/21", "Skolestruktur - høring", seed="f skole", archive="2021/77", more=VOTE),),
            {"date": AUGUST},
        ),
        *(
            (
                f"politiråd {date}.docx",  # numbers that start over and headings that stand in every meeting
                REPORT,
                (
                    short(f"{date} 1", "1", "Godkjenning av referat", "Godkjent."),
                    short(f"{date} 2", "2", "Orientering fra politiet", NOTHING_NEW),
                    case(f"{date} 3", "3", "Trafikksikkerhet"),
                    short(f"{date} 4", "4", "Eventuelt", NOTHING_NEW),
                ),
                {"date": date, "body": "Politirådet"},
            )
            for date in (JUNE, AUGUST)
        ),
        (
            "referat utkast.docx",  # a draft, and the approved version with a changed sentence
            REPORT,
            (
                case("u 1", "1", "Lekeplass i Lia"),
                case("u 2", "2", "Fritidsklubb", more="Klubben åpner mandag."),
                short("u 3", "3", "Eventuelt", "Ingenting."),
            ),
            {"body": "Ungdomsrådet", "municipality": "Fjellheim"},
        ),
        (
            "referat godkjent.pdf",
            REPORT,
            (
                case("u 1", "1", "Lekeplass i Lia"),
                case("u 2", "2", "Fritidsklubb", more="Klubben åpner tirsdag i stedet."),
                short("u 3", "3", "Eventuelt", "Ingenting."),
            ),
            {"body": "Ungdomsrådet", "municipality": "Fjellheim"},
        ),
        (
            "udatert avskrift.txt",  # the same once more, but a copy that lost its date
            REPORT,
            (
                case("u 1", "1", "Lekeplass i Lia"),
                case("u 2", "2", "Fritidsklubb", more="Klubben åpner tirsdag i stedet."),
                short("u 3", "3", "Eventuelt", "Ingenting."),
            ),
            {"body": "Ungdomsrådet", "municipality": "Fjellheim", "date": None},
        ),
        *(
            (
                f"udatert {which}.txt",  # two undated minutes by one template
                REPORT,
                (
                    case(f"t{which} 1", "1", "Taushetsplikt", seed="mal"),
                    case(f"t{which} 2", "2", "Orienteringer"),
                    short(f"t{which} 3", "3", "Eventuelt", "Ingenting."),
                ),
                {"body": "Eldrerådet", "municipality": "Fjellheim", "date": None},
            )
            for which in (1, 2)
        ),
        (
            "like titler innkalling.docx",  # three matters under one title, told by their numbers and texts
            NOTICE,
            tuple(case(f"d {n}", f"{n}", "Søknad om dispensasjon") for n in (1, 2, 3)),
            {"body": "Planutvalget"},
        ),
        (
            "like titler protokoll.docx",
            MINUTES,
            tuple(case(f"d {n}", f"{n}", "Søknad om dispensasjon", more=VOTE) for n in (2, 1, 3)),
            {"body": "Planutvalget"},
        ),
    )
)
LEAST_PRECISION = 1.0
LEAST_RECALL = 1.0

Pair = frozenset[str]


def gold_pairs() -> set[Pair]:
    named = [
        (matter.gold, item.id)
        for document, matters in PAPERS
        for matter, item in zip(matters, document.items, strict=True)
    ]
    return {frozenset((a, b)) for (one, a), (other, b) in combinations(named, 2) if one == other}


def found_pairs(catalogue: Catalogue) -> set[Pair]:
    groups: dict[int, list[str]] = {}
    for shown, unit in catalogue.query(
        "SELECT shown, unit_id FROM same_as JOIN units USING (row) JOIN items USING (row)"
    ):
        groups.setdefault(shown, []).append(unit)
    return {frozenset(pair) for units in groups.values() for pair in combinations(units, 2)}


def groups_of(catalogue: Catalogue) -> set[tuple[str, ...]]:
    """The groups by the units' names, the one that stands for them first; rows differ from archive to archive."""
    found = catalogue.query(
        "SELECT shown, unit_id, row = shown, coalesce(reason, '') FROM same_as JOIN units USING (row)"
        " ORDER BY row <> shown, unit_id"
    )
    groups: dict[int, list[str]] = {}
    for shown, unit, _, reason in found:
        groups.setdefault(shown, []).append(f"{unit} {reason}")
    return {tuple(group) for group in groups.values()}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(tmp_path / "catalog.db") as opened:
        yield opened


def stored(catalogue: Catalogue, documents: Iterable[Document]) -> Catalogue:
    for document in documents:
        catalogue.store(document)
    return catalogue


DOCUMENTS = tuple(document for document, _ in PAPERS)


def by_name(name: str) -> Document:
    return next(document for document in DOCUMENTS if document.title == name)


# ---- measured -------------------------------------------------------------------------------------------------------


def test_on_the_papers_named_by_hand_all_that_is_the_same_is_found_and_nothing_else(catalogue: Catalogue) -> None:
    found, gold = found_pairs(stored(catalogue, DOCUMENTS)), gold_pairs()
    assert len(gold) == 17
    assert len(found & gold) / len(found) >= LEAST_PRECISION, found - gold
    assert len(found & gold) / len(gold) >= LEAST_RECALL, gold - found


# ---- laws -----------------------------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(DOCUMENTS))), gone=st.sets(st.sampled_from(range(len(DOCUMENTS))), max_size=4))
def test_neither_order_nor_what_came_and_went_makes_a_difference(
    order: list[int], gone: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with Catalogue(folder / "one.db") as one, Catalogue(folder / "other.db") as other:
        stored(one, (document for number, document in enumerate(DOCUMENTS) if number not in gone))
        stored(other, (DOCUMENTS[number] for number in order))
        for number in gone:
            other.remove(DOCUMENTS[number].id)
        assert groups_of(other) == groups_of(one)


def test_a_document_read_differently_is_compared_anew(catalogue: Catalogue) -> None:
    stored(catalogue, DOCUMENTS)
    before = groups_of(catalogue)
    minutes = by_name("protokoll.pdf")
    catalogue.store(replace(minutes, meeting=Meeting(date=AUGUST)))
    assert not any(item.id in pair for pair in found_pairs(catalogue) for item in minutes.items)
    catalogue.store(minutes)
    assert groups_of(catalogue) == before


def test_two_items_of_one_paper_are_never_the_same_nor_two_meetings(catalogue: Catalogue) -> None:
    stored(catalogue, DOCUMENTS)
    rows = catalogue.query(
        "SELECT shown, count(*), count(DISTINCT document_id), count(DISTINCT date), count(DISTINCT body) FROM same_as"
        " JOIN units USING (row) JOIN documents ON documents.id = document_id GROUP BY shown"
    )
    assert rows
    assert all(units == documents and dates <= 1 and bodies <= 1 for _, units, documents, dates, bodies in rows)


def test_an_archive_of_the_first_version_is_given_its_groups_by_the_next_run(
    tmp_path: Path, leave_older: LeaveOlder
) -> None:
    path = tmp_path / "catalog.db"
    with Catalogue(path) as made:
        stored(made, DOCUMENTS)
        wanted = groups_of(made)
    leave_older(path, 1)
    with Catalogue(path) as opened:
        assert groups_of(opened) == set()
        opened.compare_stale()
        assert groups_of(opened) == wanted
        assert opened.query("SELECT count(*) FROM compared") == [(len(DOCUMENTS),)]


def test_a_process_killed_while_it_stores_leaves_groups_that_are_true_of_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path; from index.catalogue import Catalogue;"
        "from test_duplicates import DOCUMENTS; catalogue = Catalogue(Path(sys.argv[1])); print('ready', flush=True);\n"
        "while True:\n  for document in DOCUMENTS: catalogue.store(document)\n"
        "  for document in DOCUMENTS: catalogue.remove(document.id)"
    )
    command = [sys.executable, "-c", program, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        time.sleep(0.7)
        process.kill()
    with Catalogue(path) as left, Catalogue(tmp_path / "afresh.db") as afresh:
        there = set(left.document_ids())
        stored(afresh, (document for document in DOCUMENTS if document.id in there))
        assert groups_of(left) == groups_of(afresh)


# ---- who stands for whom, and what is said of it --------------------------------------------------------------------


def test_minutes_stand_for_the_notice_and_the_approved_version_for_the_draft(catalogue: Catalogue) -> None:
    stored(catalogue, DOCUMENTS)
    first = {group[0].split(".")[0].strip() for group in groups_of(catalogue)}
    assert first == {
        by_name(name).id[:12] for name in ("protokoll.pdf", "referat godkjent.pdf", "like titler protokoll.docx")
    } | {by_name("referat godkjent.pdf").id}


def test_a_text_layer_stands_for_character_recognition(catalogue: Catalogue) -> None:
    matters = (case("x", "1", "Lekeplass i Lia"),)
    stored(catalogue, (paper("a.pdf", REPORT, matters, ocr=True), clean := paper("b.pdf", REPORT, matters)))
    assert {group[0].strip() for group in groups_of(catalogue)} == {clean.id, clean.items[0].id}


def test_a_name_that_is_added_can_make_a_paper_the_approved_one(catalogue: Catalogue) -> None:
    matters = (case("x", "1", "Lekeplass i Lia"),)
    one, other = paper("a.pdf", REPORT, matters), paper("b.pdf", REPORT, matters)
    stored(catalogue, (one, other))
    for document in (one, other):
        catalogue.add_path("/m/signert.pdf", document.id)
        assert all(group[0].startswith(document.id[:12]) for group in groups_of(catalogue))


def test_an_undated_case_paper_joins_one_meeting_and_never_brings_two_together(catalogue: Catalogue) -> None:
    text = case("x", None, "Budsjett 2022", seed="budsjett")
    meetings = [
        paper(f"{body}.pdf", MINUTES, (replace(text, number="PS 1/21"), case(body, "PS 2/21", body)), body=body)
        for body in ("Formannskapet", "Kommunestyret")
    ]
    stored(catalogue, (paper("saksframlegg.docx", PAPER, (text,), date=None, body=None), *meetings))
    (group,) = groups_of(catalogue)
    assert len(group) == 2


def test_a_guessed_date_says_nothing(catalogue: Catalogue) -> None:
    matters = (case("x", "1", "Lekeplass i Lia"), case("y", "2", "Fritidsklubb"))
    guessed = paper("gjettet.txt", REPORT, matters, date=AUGUST, origin=Origin.GUESS)
    assert len(groups_of(stored(catalogue, (guessed, paper("sikker.pdf", REPORT, matters))))) == 3


def test_the_same_case_in_other_meetings_is_known_and_the_same_item_is_not_among_them(catalogue: Catalogue) -> None:
    stored(catalogue, DOCUMENTS)
    for name in ("innkalling.docx", "protokoll.pdf"):
        document = by_name(name)
        row = catalogue.unit_rows(document.id)[document.items[0].id]
        (neighbour,) = same_case(catalogue, row)
        assert (neighbour.body, neighbour.case_number) == ("Kommunestyret", "2021/345")
        (copy,) = copies(catalogue, [row])[row]
        assert (copy.reason, copy.document_id == document.id) == ("same case number", False)


# ---- parts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            "Kommunestyret", "Elvebyen kommunestyre", True, id="definite or not, with the municipality or without"
        ),
        pytest.param("Styringsgruppa", "styringsgruppe", True, id="feminine"),
        pytest.param("Rådet for eldre", "Råd for eldre", True, id="a council"),
        pytest.param("Formannskapet", "Kommunestyret", False, id="two bodies"),
        pytest.param("Eldrerådet", "Ungdomsrådet", False, id="two councils"),
    ],
)
def test_a_body_is_known_by_its_name_however_it_is_written(one: str, other: str, same: bool) -> None:  # noqa: FBT001 a parameter of the table
    keys = [meeting_key("Elvebyen", name, JUNE) for name in (one, other)]
    assert (not keys[0].contradicts(keys[1])) is same
    assert BODY_ENDING.sub("", "kommunestyret") == "kommunestyr"


@pytest.mark.parametrize(
    ("name", "version"),
    [
        pytest.param("Referat.pdf", 0, id="nothing said"),
        pytest.param("Referat (utkast).docx", -100, id="a draft"),
        pytest.param("Protokoll - ikke godkjent.pdf", -100, id="not approved"),
        pytest.param("Referat til godkjenning.docx", -100, id="to be approved"),
        pytest.param("Protokoll godkjent.pdf", 100, id="approved"),
        pytest.param("signert_protokoll.pdf", 100, id="signed"),
        pytest.param("protokoll v2.pdf", 2, id="numbered"),
        pytest.param("utkast_rev3.docx", -97, id="the third draft"),
        pytest.param("Møte v 12.06.2021.pdf", 0, id="a date is no version"),
    ],
)
def test_a_file_name_tells_how_late_a_version_it_is(name: str, version: int) -> None:
    assert version_of([name]) == version
    assert version_of(["Referat.pdf", name]) == version
    assert DRAFT.search("foreløpig")
    assert FINAL.search("endelig")
    assert NUMBERED.search("versjon 4")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        pytest.param("2021/345", ("2021/345",), id="year first"),
        pytest.param("21/345", ("21/345",), id="short year first"),
        pytest.param("12/21", (), id="an item's number in its year"),
        pytest.param("PS 12/21", (), id="with letters"),
        pytest.param(None, (), id="none"),
    ],
)
def test_a_number_of_the_archive_is_told_from_an_items(written: str | None, numbers: tuple[str, ...]) -> None:
    assert archive_numbers(written) == numbers


def test_texts_are_as_alike_as_their_runs_of_three_words() -> None:
    one, other = shingles_of("en to tre fire fem"), shingles_of("En, to: tre – fire!")
    assert (len(one), alike(one, other), contained(one, other)) == (3, 2 / 3, 1.0)
    assert alike(shingles_of(""), shingles_of("")) == contained(frozenset(), one) == 0.0
    assert words_of("e\xadpost bla\u030a") == ("epost", "blå")
    assert WORD.findall("PS_12/21") == ["PS", "12", "21"]


@settings(max_examples=25, deadline=None)
@given(seed=st.text(max_size=5), changed=st.integers(0, 8))
def test_near_identical_texts_share_a_key_and_unlike_ones_do_not(seed: str, changed: int) -> None:
    words = essay(seed, 150).split()
    near = words.copy()
    near[10 : 10 + changed] = ["annet"] * changed
    keys = set(bands_of(shingles_of(" ".join(words))))
    assert keys & set(bands_of(shingles_of(" ".join(near))))
    assert not keys & set(bands_of(shingles_of(essay(seed + "!", 150))))


def test_a_short_text_has_no_keys() -> None:
    assert bands_of(frozenset(range(LEAST_FOR_BANDS - 1))) == ()
    assert len(bands_of(frozenset(range(LEAST_FOR_BANDS)))) == 12
