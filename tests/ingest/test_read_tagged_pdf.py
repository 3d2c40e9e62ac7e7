"""Tagged PDFs are read by their structure tree where it covers the text; a row over a page break is one row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench.hostile import pdf_of, stream
from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from ingest.readers.pdf_structure import structure_of


class TaggedPage:
    """The content of one page: text is laid down line by line, each in a marked content."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[bytes] = []
        self.count = 0

    def text(self, text: str, x: float, y: float) -> str:
        """Put a line on the page; returns its place for the tree."""
        mcid, self.count = self.count, self.count + 1
        self._put(f"/Span <</MCID {mcid}>> BDC", text, x, y)
        return f"<</Type/MCR/Pg {self.number} 0 R/MCID {mcid}>>"

    def artifact(self, text: str, x: float, y: float) -> None:
        self._put("/Artifact BMC", text, x, y)

    def untagged(self, text: str, x: float, y: float) -> None:
        self._put("/Span BMC", text, x, y)

    def _put(self, begin: str, text: str, x: float, y: float) -> None:
        shown = text.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)")
        self.parts.append(f"{begin} BT /F 11 Tf {x} {y} Td (".encode() + shown + b") Tj ET EMC\n")


def tree(role: str, *kids: str, attributes: str = "") -> str:
    return f"<</Type/StructElem/S/{role}{attributes}/K[{' '.join(kids)}]>>"


FIRST, SECOND = 6, 8


def tagged(pages: Sequence[TaggedPage], *elements: str, roles: str = "") -> bytes:
    """A PDF of one or two tagged pages (objects 6 and 8) and their tree (5)."""
    kids = " ".join(f"{page.number} 0 R" for page in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"null",
        f"<</Type/StructTreeRoot/RoleMap<<{roles}>>/K[{' '.join(elements)}]>>".encode("latin-1"),
    ]
    for page in pages:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (page.number + 1)
        )
        objects.append(stream(b"".join(page.parts)))
    return pdf_of(objects)


def read(data: bytes) -> Reading:
    reading = read_bytes(data, name="x.pdf")
    texts = {page.number: page.text for page in reading.pages}
    for block in reading.blocks:
        for run in block.all_runs:
            assert texts[run.page][run.start : run.end] == run.text
    return reading


def content(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in reading.blocks if block.kind is not BlockKind.FURNITURE]


def test_headings_paragraphs_and_lists_are_what_the_tree_says() -> None:
    page = TaggedPage(FIRST)
    data = tagged(
        [page],
        tree("Overskrift", page.text("Sak 1 Lys langs elva", 72, 760)),
        tree(
            "P",
            page.text("Teknisk sjef orienterte om at lysene langs elva skal skiftes ut i løpet av hele", 72, 740),
            page.text("høsten.", 72, 726),
        ),
        tree(
            "L",
            tree(
                "LI",
                tree("Lbl", page.text("•".encode("cp1252").decode("latin-1"), 72, 700)),
                tree("LBody", page.text("Strømmen kuttes om natta", 90, 700)),
            ),
        ),
        roles="/Overskrift/H2",
    )
    blocks = read(data).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 1),
    ]
    assert blocks[1].text.endswith("i løpet av hele høsten.")
    assert (blocks[2].marker, blocks[2].text) == ("•", "Strømmen kuttes om natta")


def table(first: TaggedPage, second: TaggedPage) -> str:
    def cell(role: str, *kids: str, attributes: str = "") -> str:
        return tree(role, tree("P", *kids), attributes=attributes)

    return tree(
        "Table",
        tree(
            "TR",
            cell("TH", first.text("Nr", 72, 200)),
            cell("TH", first.text("Sak", 110, 200)),
            cell("TH", first.text("Ansvar", 400, 200)),
        ),
        tree(
            "TR",
            cell("TD", first.text("1.", 72, 180)),
            cell(
                "TD",
                first.text("Rådet ser på de ulike områdene i", 110, 180),
                second.text("sentrum og langs elva.", 110, 760),
            ),
            cell("TD", first.text("Kari", 400, 180)),
        ),
        tree(
            "TR",
            cell("TD", second.text("2.", 72, 740)),
            cell("TD", second.text("Felles for begge", 110, 740), attributes="/A<</O/Table/ColSpan 2>>"),
        ),
    )


def test_a_row_over_a_page_break_is_one_row_and_merged_cells_leave_their_places_empty() -> None:
    first, second = TaggedPage(FIRST), TaggedPage(SECOND)
    rows = read(tagged([first, second], table(first, second))).blocks
    assert [row.text for row in rows] == [
        "Nr\tSak\tAnsvar",
        "1.\tRådet ser på de ulike områdene i sentrum og langs elva.\tKari",
        "2.\tFelles for begge\t",
    ]
    assert {run.page for run in rows[1].all_runs} == {1, 2}
    assert {row.table for row in rows} == {1}


def test_artifacts_are_furniture_above_and_below_the_text() -> None:
    page = TaggedPage(FIRST)
    page.artifact("Storvik kommune", 72, 810)
    data = tagged([page], tree("P", page.text("Sak 1 gjelder lys langs elva.", 72, 700)))
    page.artifact("Side 1", 280, 30)
    data = tagged([page], tree("P", f"<</Type/MCR/Pg {FIRST} 0 R/MCID 0>>"))
    reading = read(data)
    assert reading.pages[0].text == "Storvik kommune\nSak 1 gjelder lys langs elva.\nSide 1"
    assert content(reading) == [(BlockKind.PARAGRAPH, "Sak 1 gjelder lys langs elva.")]


def test_a_tree_that_leaves_text_out_is_not_trusted() -> None:
    page = TaggedPage(FIRST)
    known = page.text("Sak 1 gjelder lys langs elva.", 72, 700)
    page.untagged("Sak 2 gjelder skolen.", 72, 740)
    assert content(read(tagged([page], tree("H1", known)))) == [
        (BlockKind.PARAGRAPH, "Sak 2 gjelder skolen."),
        (BlockKind.PARAGRAPH, "Sak 1 gjelder lys langs elva."),
    ]


def test_a_tree_that_calls_every_line_a_paragraph_is_not_trusted() -> None:
    page = TaggedPage(FIRST)
    lines = [f"rådet drøftet den saken som gjelder for bygda og skolen i år {n}, og ble" for n in range(12)]
    elements = [tree("P", page.text(line, 72, 760 - 13 * n)) for n, line in enumerate(lines)]
    assert len(read(tagged([page], *elements)).blocks) == 1


def test_a_forced_line_break_begins_a_block_and_a_line_for_want_of_room_does_not() -> None:
    page = TaggedPage(FIRST)
    long = page.text("Kommunedirektøren viste til merknadene fra høringen, som er tatt inn i kartet og i", 72, 760)
    data = tagged(
        [page],
        tree("P", long, page.text("bestemmelsene.", 72, 746)),
        tree("P", page.text("Kari Nordmo", 72, 720), page.text("Sekretær", 72, 706)),
    )
    assert [text.split()[0] for _, text in content(read(data))] == ["Kommunedirektøren", "Kari", "Sekretær"]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 broken", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"], ids=["empty", "head", "root"]
)
def test_what_pikepdf_cannot_open_has_no_structure(data: bytes) -> None:
    assert structure_of(data, tagged=True) is None


def test_two_libraries_that_count_differently_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    page = TaggedPage(FIRST)
    data = tagged([page], tree("P", page.text("Sak 1 gjelder lys.", 72, 700)))
    counted = structure_of(data, tagged=False)
    assert counted is not None
    assert counted.pages == 1
    monkeypatch.setattr("ingest.readers.pdf.structure_of", lambda _data, **_: type(counted)(pages=3))
    codes = [warning.code for warning in read(data).warnings]
    assert codes == ["ulikt-sidetall"]
