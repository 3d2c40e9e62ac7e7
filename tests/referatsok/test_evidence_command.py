"""The dossier over the samples: every quote proved, sums that agree, masks that hold, the same bytes again."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pypdfium2
import pytest

from index.record import Record
from search.dossier.cleaning import LEFT_OUT
from search.privacy.identifiers import mask_identifiers

Run = Callable[..., Any]

DAY = ("--date", "2024-12-31")
ABOUT = ("--body", "Politirådet", "--year", "2018..2024")


@pytest.fixture(scope="module")
def make(run: Run, sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    folder = tmp_path_factory.mktemp("dossier")

    def made(name: str, *options: str | Path) -> Path:
        finished = run("evidence", *options, *DAY, "-o", folder / name, "--archive", sample_archive)
        assert finished.returncode == 0, finished.stderr
        return folder / name

    return made


@pytest.fixture(scope="module")
def plain(make: Callable[..., Path]) -> Any:
    return json.loads(make("alt.json", *ABOUT).read_text(encoding="utf-8"))


def words(text: str) -> str:
    return " ".join(text.split())


def texts_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def test_every_quote_stands_on_the_page_it_names(plain: Any, sample_archive: Path) -> None:
    with Record(sample_archive / "catalog.db") as record:
        for piece in plain["evidence"]:
            document = record.document(piece["document_id"])
            written = document.page(piece["page"]).text[piece["start"] : piece["end"]]
            assert piece["quote"] == words(mask_identifiers(written))
            assert piece["sha256"] == document.source.sha256
            assert piece["whole"] == (piece["quote"] == words(written))
    assert len(plain["evidence"]) > 50


def test_every_reference_in_a_table_leads_to_a_piece(plain: Any) -> None:
    numbers = {piece["number"] for piece in plain["evidence"]}
    cells = (row["Bevis"] for rows in plain["tables"].values() for row in rows if row.get("Bevis"))
    used = {int(number.strip("[]")) for cell in cells for number in cell.split()}
    gone_on = {
        piece["number"] for piece in plain["evidence"] if any(why.startswith("fortsetter fra ") for why in piece["why"])
    }
    assert gone_on
    assert used | gone_on == numbers


def test_the_summary_agrees_with_the_counts(plain: Any, ask: Callable[..., Any]) -> None:
    summary = {row["Hva"]: row["Antall"] for row in plain["tables"]["Sammendrag"]}
    counted = ask("counts", "--by", "body", *ABOUT, "--format", "json")
    assert summary["Saker som ble behandlet"] == counted["total"]
    held = ask("counts", "--by", "body", *ABOUT, "--measure", "meetings", "--format", "json")
    assert (
        summary["Møter med referat eller protokoll"] + summary["Møter med bare innkalling eller sakspapirer"]
        == held["total"]
    )


def test_who_came_is_counted_over_the_meetings_of_the_own_body(plain: Any) -> None:
    shares = [rows for title, rows in plain["tables"].items() if title.startswith("Deltakelse etter funksjon – ")]
    held = plain["tables"]["Møtene"]
    assert len(shares) == len({row["Utvalg"] for row in held}) > 1
    assert sorted(int(rows[0]["I alt"].split(" av ")[1]) for rows in shares) == sorted(
        Counter(row["Utvalg"] for row in held).values()
    )


def test_a_person_who_changed_function_is_listed_with_both(plain: Any) -> None:
    functions = [
        row["Funksjon"] for title, rows in plain["tables"].items() if title.startswith("Deltakere") for row in rows
    ]
    assert "rådmann, så kommunedirektør" in functions


def test_what_was_said_of_a_trend_stands_once_with_its_sentence_and_all_themes(plain: Any) -> None:
    rows = plain["tables"]["Hva møtene sa om utviklingen"]
    quotes: dict[str, str] = {}
    for piece in plain["evidence"]:
        quotes[f"[{piece['number']}]"] = piece["quote"]
        for before in (
            why.removeprefix("fortsetter fra ") for why in piece["why"] if why.startswith("fortsetter fra ")
        ):
            quotes[before] += f" {piece['quote']}"
    assert len({(row["Bevis"], row["Utvikling"]) for row in rows}) == len(rows)
    assert any(", " in row["Temaer"] for row in rows)
    for row in rows:
        assert row["Utsagn"].removesuffix(" …") in quotes[row["Bevis"]]


def test_columns_that_would_say_nothing_are_not_there(make: Callable[..., Path], plain: Any) -> None:
    asked = json.loads(make("spurt.json", "skadeverk", *ABOUT, "--meetings-per-year", "3").read_text(encoding="utf-8"))
    assert "Ventet" not in plain["tables"]["Møter per år"][0]
    assert {row["Ventet"] for row in asked["tables"]["Møter per år"]} == {3}
    assert "Om spørsmålet" not in plain["tables"]["Møtene"][0]
    assert "Om spørsmålet" in asked["tables"]["Møtene"][0]
    one = json.loads(make("en.json", *ABOUT, "--municipality", "Granvik").read_text(encoding="utf-8"))
    assert "Utvalg" not in one["tables"]["Vedtakene"][0]
    assert {row["Utvalg"] for row in plain["tables"]["Vedtakene"]} == {
        row["Utvalg"] for row in plain["tables"]["Møtene"]
    }


def test_the_dossier_speaks_to_its_reader_and_not_of_the_command(make: Callable[..., Path]) -> None:
    text = make("leser.md", *ABOUT).read_text(encoding="utf-8")
    assert "--meetings-per-year" not in text
    assert "«alt»" not in text
    assert "svarer på spørsmålet |" not in text


def test_themes_over_time_agree_with_the_counts(plain: Any, ask: Callable[..., Any]) -> None:
    table = {row["Tema"]: row for row in plain["tables"]["Saker per tema og år"]}
    counted = ask("counts", "--by", "theme", *ABOUT, "--format", "json")
    labels = ask("themes", "list", "--format", "json")
    by_label = {entry["label"]: entry["id"] for entry in labels}
    totals = {row["theme"]: row["items"] for row in counted["rows"]}
    for label, row in table.items():
        if label != "Møter med referat":
            assert row["I alt"] == totals[by_label[label]], label


def test_the_same_command_gives_the_same_bytes(make: Callable[..., Path]) -> None:
    for ending in ("docx", "html", "xlsx", "md"):
        first, second = (make(f"{name}.{ending}", "skadeverk", *ABOUT) for name in ("en", "to"))
        assert first.read_bytes() == second.read_bytes(), ending


def test_the_word_file_holds_all_parts_and_no_field_of_time(make: Callable[..., Path]) -> None:
    path = make("ord.docx", "skadeverk under 18", *ABOUT, "--title", "Skadeverk blant unge")
    document = docx.Document(str(path))
    parts = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert parts == [
        *("Sammendrag", "Møter", "Hvem møtte", "Temaer over tid", "Hva som ble behandlet", "Vedtak"),
        *("Oppfølgingspunkter", "Bevis", "Metode", "Kilder"),
    ]
    assert document.core_properties.title == "Skadeverk blant unge"
    assert document.core_properties.modified.isoformat() == "2024-12-31T12:00:00+00:00"
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 12, 31, 12, 0, 0)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) er ikke installert")
def test_the_word_file_opens_as_pages_with_every_part(make: Callable[..., Path], tmp_path: Path) -> None:
    path = make("sider.docx", "skadeverk", *ABOUT)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = pypdfium2.PdfDocument(tmp_path / "sider.pdf")
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    assert len(pages) > 3
    assert all(part in text for part in ("Sammendrag", "Hvem møtte", "Bevis", "Metode", "Kilder"))
    assert f"Side {len(pages)} av {len(pages)}" in text


def test_masked_people_are_nowhere_in_the_file(make: Callable[..., Path], sample_archive: Path) -> None:
    text = texts_of(make("maskert.docx", *ABOUT, "--mask-persons"))
    with Record(sample_archive / "catalog.db") as record:
        people = record.query(
            "SELECT DISTINCT attendees.name FROM attendees JOIN documents ON documents.id = document_id"
            " WHERE body = 'Politirådet'"
        )
    assert len(people) > 5
    assert [name for (name,) in people if name in text] == []
    assert "[ordfører]" in text


def test_a_web_page_fetches_nothing_and_leads_from_table_to_quote(make: Callable[..., Path]) -> None:
    page = make("side.html", "skadeverk").read_text(encoding="utf-8")
    assert 'href="#bevis-1"' in page
    assert 'id="bevis-1"' in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_workbook_has_a_sheet_for_each_table_and_the_evidence(make: Callable[..., Path]) -> None:
    book = openpyxl.load_workbook(make("bok.xlsx", "skadeverk"))
    assert {"Sammendrag", "Møtene", "Bevis", "Om dossieret"} <= set(book.sheetnames)
    assert book["Bevis"].cell(row=2, column=1).value == 1


def test_a_question_chooses_items_but_not_meetings(make: Callable[..., Path]) -> None:
    everything = json.loads(make("a.json", *ABOUT).read_text(encoding="utf-8"))["tables"]
    some = json.loads(make("b.json", "skadeverk", *ABOUT).read_text(encoding="utf-8"))["tables"]
    assert len(some["Møtene"]) == len(everything["Møtene"])
    assert 0 < len(some["Sakene"]) < len(everything["Sakene"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(("-o", "x.pdf"), "endelse", id="an ending that is none"),
        pytest.param(("--year", "1801", "-o", "x.docx"), "passer", id="nothing within the frame"),
        pytest.param(("--date", "i går", "-o", "x.docx"), "ikke en dato", id="a date that is none"),
        pytest.param(("--collection", "finnes-ikke", "-o", "x.docx"), "er tom", id="an empty collection"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_way_out(
    options: tuple[str, ...], said: str, run: Run, sample_archive: Path, tmp_path: Path
) -> None:
    paths = tuple(str(tmp_path / option) if option.startswith("x.") else option for option in options)
    finished = run("evidence", *paths, "--archive", sample_archive)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert not list(tmp_path.iterdir())


# ---- an archive of its own: what is private, and what is marked -------------------------------------------------------

MINUTES = """Referat fra møte i politirådet i Lauvdal

Dato: 12. mars 2022
Til stede: Kari Nes (ordfører), Per Ås (lensmann)

Sak 1/22 Ordenssituasjonen

Det har vært mer skadeverk ved skolen i vinter. Ola Tufte ble anmeldt for skadeverk i januar. Spørsmål kan rettes til
vakten på tlf. 912 34 567.

Sak 2/22 Eventuelt

Ingen saker.
"""


@pytest.fixture
def private_archive(run: Run, tmp_path: Path) -> Path:
    paper = tmp_path / "papirer" / "politiråd.txt"
    paper.parent.mkdir()
    paper.write_text(MINUTES, encoding="utf-8")
    archive = tmp_path / "arkiv"
    assert run("ingest", paper.parent, "--archive", archive, "--jobs", "1").returncode == 0
    return archive


def test_a_single_case_is_left_out_until_somebody_keeps_it(run: Run, private_archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "d.md"
    first = run("evidence", "skadeverk", "-o", output, *DAY, "--archive", private_archive)
    text = output.read_text(encoding="utf-8").replace("\\", "")
    assert "Tufte" not in text
    assert LEFT_OUT in text
    assert "912 34 567" not in text
    assert "1 setninger kan gjelde" in first.stderr or "kan gjelde en enkeltperson" in first.stderr
    review = tmp_path / "d.vurderes.csv"
    listed = review.read_text(encoding="utf-8-sig")
    assert "Ola Tufte ble anmeldt" in listed
    review.write_text(listed.replace(";;lovbrudd", ";behold;lovbrudd"), encoding="utf-8-sig")
    run("evidence", "skadeverk", "-o", output, *DAY, "--review", review, "--archive", private_archive)
    assert "Ola Tufte ble anmeldt" in output.read_text(encoding="utf-8")


def test_a_list_with_another_word_than_the_two_is_refused(run: Run, private_archive: Path, tmp_path: Path) -> None:
    review = tmp_path / "liste.csv"
    review.write_text("id;avgjørelse\nabc;kanskje\n", encoding="utf-8")
    finished = run("evidence", "-o", tmp_path / "d.md", "--review", review, "--archive", private_archive)
    assert finished.returncode == 2
    assert "kanskje" in finished.stderr


def test_a_marked_item_is_in_the_dossier_and_survives_a_new_version(
    run: Run, private_archive: Path, tmp_path: Path
) -> None:
    with Record(private_archive / "catalog.db") as record:
        ((item,),) = record.query("SELECT id FROM items WHERE title LIKE '%Ordenssituasjonen%'")
    assert run("evidence", "add", item, "--note", "viktig", "--archive", private_archive).returncode == 0
    paper = tmp_path / "papirer" / "politiråd.txt"
    paper.write_text(MINUTES.replace("i vinter", "i hele vinter"), encoding="utf-8")
    assert run("ingest", paper.parent, "--archive", private_archive, "--jobs", "1").returncode == 0
    listed = run("evidence", "list", "--archive", private_archive).stdout
    assert "viktig" in listed
    assert "borte" not in listed
    output = tmp_path / "d.json"
    assert run("evidence", "--collection", "utvalg", "-o", output, *DAY, "--archive", private_archive).returncode == 0
    (row,) = json.loads(output.read_text(encoding="utf-8"))["tables"]["Sakene"]
    assert "Ordenssituasjonen" in row["Sak"]
    removed = run("evidence", "remove", item[:8], "--archive", private_archive)
    assert removed.returncode == 0
    assert "Angre: referatsok evidence add" in removed.stderr
    assert run("evidence", "list", "--archive", private_archive).stdout == ""


def test_what_identifies_people_is_blotted_out_in_files_and_shown_on_the_screen(
    run: Run, private_archive: Path, tmp_path: Path
) -> None:
    asked = ("search", "skadeverk vakten", "--archive", private_archive)
    assert "912 34 567" in " ".join(run(*asked).stdout.split())
    for form in ("csv", "json", "jsonl"):
        text = run(*asked, "--format", form).stdout
        assert "912 34 567" not in text
        assert "█" * len("912 34 567") in text
        assert "912 34 567" in run(*asked, "--format", form, "--no-mask").stdout
    questions = tmp_path / "spørsmål.txt"
    questions.write_text("skadeverk vakten\n", encoding="utf-8")
    batch = ("batch", questions, "--hits", "3", "--archive", private_archive)
    assert "912 34 567" not in run(*batch).stdout
    assert "912 34 567" in run(*batch, "--no-mask").stdout


def test_marking_an_item_again_keeps_its_note(run: Run, sample_archive: Path, ask: Callable[..., Any]) -> None:
    item = ask("search", "skadeverk", "--limit", "1", "--format", "json")["hits"][0]["item_id"]
    where = ("--collection", "merknader", "--archive", sample_archive)
    assert run("evidence", "add", item, "--note", "Første gang", *where).returncode == 0
    assert run("evidence", "add", item, *where).returncode == 0
    assert "Første gang" in run("evidence", "list", *where).stdout
    run("evidence", "remove", item, *where)


def test_a_question_that_nothing_answers_is_said(run: Run, sample_archive: Path, tmp_path: Path) -> None:
    finished = run("evidence", "enhjørning", "-o", tmp_path / "d.md", *DAY, "--archive", sample_archive)
    assert finished.returncode == 0
    assert "Ingen saker svarer på spørsmålet" in finished.stderr
