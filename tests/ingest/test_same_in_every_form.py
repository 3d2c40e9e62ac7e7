"""The same minutes in every form (Word, OpenDocument, web page, PDF with and without a structure tree) are read the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest.pipeline import Parser
from ingest.readers.office import program
from minutes.model import Document

DOCUMENTS = Path(__file__).resolve().parents[2] / "data" / "samples" / "documents"

# With a table of matters, lists inside its cells and a running header; with decisions and votes in prose.
SAMPLES = ("2018-12-03 Referat politiråd Granvik.docx", "Plan og teknikk 14.11.2018 protokoll.docx")
PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}'
FORMS = {
    "odt": "odt",
    "html": "html:HTML (StarWriter):EmbedImages",
    "pdf": PDF % "false",
    "tagged.pdf": PDF % "true",
    "txt": "txt:Text (encoded):UTF8",
}
# LibreOffice leaves out the running header of a page, which says whose the minutes are.
WITHOUT_HEADER = "txt"

pytestmark = [
    pytest.mark.skipif(program() is None, reason="LibreOffice, which makes the other forms, is not installed"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Document]:
    """The document of a sample in a form; each form of all samples is made in one call."""
    folder = tmp_path_factory.mktemp("former")
    parser = Parser()
    soffice = program()
    assert soffice is not None
    for ending, made_by in FORMS.items():
        (folder / ending).mkdir()
        subprocess.run(
            [
                str(soffice),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--convert-to", made_by, "--outdir", str(folder / ending)),
                *(str(DOCUMENTS / sample) for sample in SAMPLES),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    (folder / "docx").mkdir()
    for sample in SAMPLES:
        shutil.copy(DOCUMENTS / sample, folder / "docx")

    @cache
    def parse(sample: str, ending: str) -> Document:
        return parser.parse(next((folder / ending).glob(f"{Path(sample).stem}.*")))

    return parse


def told(document: Document) -> list[object]:
    """All that a document is asked about, blanks and places aside."""
    meeting = document.meeting
    heading = (document.kind, document.municipality, document.body, meeting.date, meeting.start, meeting.end)
    people = [(person.name, person.role, person.party) for person in (*meeting.attendees, *meeting.absent)]
    items: list[object] = []
    for item in document.items:
        items.append((item.number, plain(item.title), plain(item.text)))
        items += [(decision.kind, decision.outcome, plain(decision.text)) for decision in item.decisions]
        items += [(plain(action.text), action.responsible, action.due) for action in item.actions]
    return [heading, *people, *items]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("ending", FORMS)
def test_a_form_gives_the_same_items_decisions_actions_and_people(
    sample: str, ending: str, parsed: Callable[[str, str], Document]
) -> None:
    word = told(parsed(sample, "docx"))
    assert len(word) > 5
    first = 1 if ending == WITHOUT_HEADER else 0
    assert told(parsed(sample, ending))[first:] == word[first:]
