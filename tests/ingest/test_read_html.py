"""Web pages: what is the article and what is the page around it; lists, tables and hidden things."""

import pytest

from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from minutes.errors import UnreadableFile

LONG = "Rådet har drøftet saken i flere møter og mener at tiltakene må videreføres i økonomiplanen. " * 3


def read(body: str, *, head: str = "<title>Avtale &amp; møte</title>") -> Reading:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), name="x.html")


def shape(reading: Reading) -> list[tuple[BlockKind, str, str]]:
    return [(block.kind, block.marker, block.text) for block in reading.blocks]


def test_headings_paragraphs_and_title_are_read() -> None:
    reading = read(
        "<h1>Avtale med\n politiet</h1><p>Rådet  vedtok <b>avtalen</b>&nbsp; i går.</p><div>Ny<br>linje</div>"
    )
    assert reading.title == "Avtale & møte"
    assert shape(reading) == [
        (BlockKind.HEADING, "", "Avtale med politiet"),
        (BlockKind.PARAGRAPH, "", "Rådet vedtok avtalen i går."),
        (BlockKind.PARAGRAPH, "", "Ny linje"),
    ]
    assert reading.blocks[0].level == 1


def test_lists_have_their_numbers_and_depth() -> None:
    reading = read(
        "<ol start=3><li>Tre<ul><li><p>Inne</p><p>Mer</p></li></ul></li><li>Fire</li></ol><ol type=a><li>A</li></ol>"
    )
    assert [(block.marker, block.level, block.text) for block in reading.blocks] == [
        ("3.", 1, "Tre"),
        ("•", 2, "Inne"),
        ("", 0, "Mer"),
        ("4.", 1, "Fire"),
        ("a.", 1, "A"),
    ]


def test_scripts_styles_and_hidden_parts_are_not_text() -> None:
    reading = read(
        "<script>x</script><style>y</style><p hidden>a</p><p style='display: none'>b</p><p>Synlig</p><!-- c -->"
    )
    assert [block.text for block in reading.blocks] == ["Synlig"]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Hjem</nav>", "<footer>Hjem</footer>", "<div role=banner>Hjem</div>", "<div class='cookie-bar'>Hjem</div>",
        "<header>Hjem</header>", "<p><a href='#topp'>Hjem</a></p>", "<div title=footer><p>Hjem</p></div>",
    ],
)  # fmt: skip
def test_menus_and_banners_are_furniture(around: str) -> None:
    reading = read(f"{around}<p>Rådet vedtok planen.</p>")
    assert (BlockKind.FURNITURE, "", "Hjem") in shape(reading)


def test_outside_the_main_part_all_is_furniture() -> None:
    reading = read(f"<p>Kontakt oss</p><main><header><h1>Sak</h1></header><p>{LONG}</p></main><p>Følg oss</p>")
    assert [block.kind for block in reading.blocks] == [
        BlockKind.FURNITURE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
    ]


def test_a_table_has_rows_and_merged_cells_stand_once() -> None:
    reading = read(
        "<table><tr><th>Nr<th>Sak<th>Ansvar<tr><td rowspan=2>1<td colspan=2>Plan"
        "<tr><td>Lys<td><ul><li>Kari<li>Per</ul></table>"
    )
    assert [[[inner.text for inner in cell] for cell in block.cells] for block in reading.blocks] == [
        [["Nr"], ["Sak"], ["Ansvar"]],
        [["1"], ["Plan"], []],
        [[], ["Lys"], ["Kari", "Per"]],
    ]
    assert {block.table for block in reading.blocks} == {1}


def test_a_table_that_only_places_things_is_no_table() -> None:
    reading = read("<table><tr><td><p>En</p><table><tr><td>a<td>b</table></td><td>To</td></tr></table>")
    assert [block.kind for block in reading.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE_ROW, BlockKind.PARAGRAPH]


def test_an_old_page_in_latin_1_is_read() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><p>Møte på Ås</html>'
    assert read_bytes(page.encode("cp1252"), name="x.htm").blocks[0].text == "Møte på Ås"


def test_deep_nesting_is_read_without_end_of_stack() -> None:
    assert read("<div>" * 5000 + "Bunnen").blocks[0].text == "Bunnen"


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param("<div>" * 300_000, id="elements that never end"),
        pytest.param("<div></i>" * 20_000, id="ends that end nothing"),
        pytest.param("<x-y><p>" * 20_000, id="elements of somebody's own, with paragraphs in them"),
    ],
)
def test_a_page_whose_elements_lie_too_deep_is_refused_at_once(tags: str) -> None:
    with pytest.raises(UnreadableFile, match="nøstet for dypt"):
        read(tags + "Sak 1")


def test_a_long_page_is_not_taken_for_a_deep_one() -> None:
    assert len(read("<p>Sak <b>om</b> lys<br>" * 10_001).blocks) == 10_001
