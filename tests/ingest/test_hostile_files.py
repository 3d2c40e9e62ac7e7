"""A folder of files made to break readers, among good ones: each bad one is a failure with a reason, each good one is in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.hostile import FILES, PeakMemory, build, docx_of, one_page, pdf_of, stream
from ingest.read import read_bytes
from ingest.workers import Outcome, WorkerPool
from minutes.errors import ExitCode, UnreadableFile
from minutes.settings import MEBIBYTE, Limits
from referatsok.cli import main

MOST_MEMORY = int(1.2 * 1024 * MEBIBYTE)

# These want much processor time or memory, or a picture to be recognised, and are for the run of all files by hand.
LONG = {
    "docx-bombe.docx",
    "hundre-tusen-avsnitt.docx",
    "million-operatorer.pdf",
    "objektstrøm-bombe.pdf",
    "tjue-tusen-sider.pdf",
    "to-millioner-bokstaver.txt",
    "zip-bombe.zip",
    "stort-bilde.pdf",
    "stort-bilde.png",
    "en-lang-linje.txt",
    "former-dobler.pdf",
    "innhold-bombe.pdf",
    "million-ord.pdf",
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a process's memory")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, str]]:
    folder = tmp_path_factory.mktemp("fiendtlig")
    return folder, build(folder, [file for file in FILES if file.name not in LONG])


@pytest.mark.slow
def test_every_bad_file_is_a_failure_with_a_reason_and_every_good_one_is_in(
    folder: tuple[Path, dict[Path, str]],
) -> None:
    _, expected = folder
    # By the clock far more than it takes: a loaded machine must not fail a good file.
    limits = Limits(cpu_seconds=20, wall_seconds=300)
    found: dict[Path, Outcome] = {}
    with PeakMemory() as peak, WorkerPool(jobs=2, limits=limits) as pool:
        found = {outcome.path: outcome for outcome in pool.parse(expected)}
    assert set(found) == set(expected)
    wrong = {
        path.name: str(outcome.failure)
        for path, outcome in found.items()
        if expected[path] != "either" and (outcome.document is not None) is not (expected[path] == "good")
    }
    assert wrong == {}
    assert all(outcome.failure.message and outcome.failure.way_out for outcome in found.values() if outcome.failure)
    assert 0 < peak.bytes < MOST_MEMORY
    assert pages_missing(found, "side-to-dreper.pdf") == ["Sak 1 Lys langs elva", "", "Sak 1 Lys langs elva"]


def pages_missing(found: dict[Path, Outcome], name: str) -> list[str]:
    """The page texts of a document that says it is incomplete."""
    document = next(outcome.document for path, outcome in found.items() if path.name == name)
    assert document is not None
    warning = next(warning for warning in document.warnings if warning.code == "ufullstendig")
    assert "side 2 av 3 kunne ikke leses" in warning.message
    return [page.text for page in document.pages]


@pytest.mark.slow
def test_the_command_ends_with_exit_code_3_and_lists_what_it_could_not_read(tmp_path: Path) -> None:
    kept = {"god.txt", "navn\nmed\nlinjer.txt", "\u202efdp.txt", "tom.pdf", "kryptert.pdf", "halv.pdf", "program.docx"}
    expected = build(tmp_path / "inn", [file for file in FILES if file.name in kept])
    arguments = ["ingest", str(tmp_path / "inn"), "--archive", str(tmp_path / "arkiv"), "--jobs", "2"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == ExitCode.SOME_UNREAD, result.output
    for path, end in expected.items():
        if end == "bad":
            assert path.name in result.output


def test_nothing_outside_a_document_is_fetched() -> None:
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>Sak 1 &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        text = read_bytes(docx_of((outside + document).encode()), name="x.docx").pages[0].text
    except UnreadableFile:
        text = ""
    assert "root" not in text


def test_a_form_that_calls_itself_is_read_once() -> None:
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    page = stream(b"BT /F 12 Tf 72 700 Td (Lys) Tj ET /X Do")
    data = pdf_of(one_page(page, form, resources=b"/XObject<</X 6 0 R>>"))
    assert read_bytes(data, name="x.pdf").pages[0].text == "Lys"
