"""What a page says of its recognition survives the catalogue."""

import json

from index.rows import document_of, frame_of, page_rows
from minutes.model import Document, MadeBy, Meeting, Page, Source, TextRange


def test_doubtful_words_and_turned_pages_come_back_from_the_catalogue() -> None:
    document = Document(
        id="a" * 64,
        source=Source(path="/m/skann.pdf", media_type="application/pdf", bytes=9, sha256="a" * 64),
        kind=None,
        title=None,
        language=None,
        municipality=None,
        body=None,
        meeting=Meeting(),
        pages=(
            Page(number=1, text="Båten er solgt."),
            Page(number=2, text="Sak 2", ocr=True, doubtful=(TextRange(start=0, end=3),), rotation=90),
        ),
        items=(),
        made_by=MadeBy(program="0.1", model="blank", vocabulary="v1"),
    )
    rows = [json.loads(json.dumps(row[1:])) for row in page_rows(document)]
    assert document_of(frame_of(document), rows, ()) == document
