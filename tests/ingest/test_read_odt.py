"""OpenDocument texts, built by hand: lists, merged cells, page breaks, notes, and XML that would do harm."""

import io
import zipfile

import pytest

from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from minutes.errors import Reason, UnreadableFile

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    ]
)  # fmt: skip

STYLES = """<office:automatic-styles>
<style:style style:name="Ny" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Fet" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="Tall"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="Punkt"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>
</office:automatic-styles>"""


def odt(body: str, *, styles: str = "", manifest: str = "<x/>", doctype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        content = (
            f"<office:document-content {NAMES}>{STYLES}<office:body><office:text>{body}</office:text></office:body>"
        )
        archive.writestr("content.xml", f"<?xml version='1.0'?>{doctype}{content}</office:document-content>")
        if styles:
            archive.writestr("styles.xml", f"<office:document-styles {NAMES}>{styles}</office:document-styles>")
    return out.getvalue()


def read(body: str, *, styles: str = "") -> Reading:
    return read_bytes(odt(body, styles=styles), name="x.odt")


def test_headings_paragraphs_and_blanks_are_read() -> None:
    reading = read(
        '<text:h text:outline-level="2">Sak 1</text:h><text:p>Rådet<text:s text:c="2"/>vedtok<text:tab/>planen'
        "<text:line-break/>Per møtte.</text:p><text:section><text:p>I en del.</text:p></text:section>"
    )
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, 2, "Sak 1"),
        (BlockKind.PARAGRAPH, 0, "Rådet  vedtok\tplanen"),
        (BlockKind.PARAGRAPH, 0, "Per møtte."),
        (BlockKind.PARAGRAPH, 0, "I en del."),
    ]


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_lists_count_and_go_on_where_told() -> None:
    inner = f"<text:list>{item('Under')}</text:list>"
    reading = read(
        f'<text:list text:style-name="Tall">{item("En", inner)}{item("To")}</text:list><text:p>Imellom.</text:p>'
        f'<text:list text:style-name="Tall" text:continue-numbering="true">{item("Tre")}</text:list>'
        f'<text:list text:style-name="Punkt">{item("Strek")}</text:list><text:list>{item("Uten stil")}</text:list>'
    )
    assert [(block.marker, block.level, block.text) for block in reading.blocks] == [
        ("1.", 1, "En"),
        ("a)", 2, "Under"),
        ("2.", 1, "To"),
        ("", 0, "Imellom."),
        ("3.", 1, "Tre"),
        ("-", 1, "Strek"),
        ("•", 1, "Uten stil"),
    ]


def test_tables_have_rows_and_covered_cells_are_empty() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    reading = read(
        "<table:table><table:table-header-rows><table:table-row>"
        f"{cell.format('Nr')}{cell.format('Sak')}</table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Felles</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table>"
    )
    assert [[len(cell) for cell in block.cells] for block in reading.blocks] == [[1, 1], [1, 0]]


def test_page_breaks_turn_the_page() -> None:
    reading = read(
        '<text:p>En</text:p><text:p text:style-name="Ny">To <text:soft-page-break/>tre.</text:p>'
        "<text:soft-page-break/><text:p>Fire.</text:p>"
    )
    assert [page.text for page in reading.pages] == ["En", "To", "tre.", "Fire."]
    assert reading.blocks[1].text == "To tre."


def test_notes_and_frames_follow_their_paragraph_and_comments_are_left_out() -> None:
    reading = read(
        "<text:p>Saken<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Se brev.</text:p>"
        "</text:note-body></text:note> er klar.<office:annotation><text:p>Hm</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>I rammen.</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert [block.text for block in reading.blocks] == ["Saken er klar.", "Se brev.", "I rammen."]


def test_headers_are_furniture_and_bold_spans_count() -> None:
    styles = (
        '<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Storvik kommune</text:p>'
        "</style:header></style:master-page></office:master-styles>"
    )
    reading = read(
        '<text:p><text:span text:style-name="Fet">Sak 1</text:span></text:p><text:p>Rådet sa ja.</text:p>',
        styles=styles,
    )
    assert reading.blocks[0].kind is BlockKind.FURNITURE
    assert [block.bold for block in reading.blocks] == [False, True, False]


def test_an_encrypted_document_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"), name="x.odt")
    assert refusal.value.reason is Reason.ENCRYPTED


def test_entities_are_not_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    data = odt("<text:p>Før &b;&f; etter.</text:p>", doctype=bomb)
    text = read_bytes(data, name="x.odt").pages[0].text
    assert "aaaa" not in text
    assert "root" not in text
    assert text.startswith("Før")


def test_broken_xml_is_damage() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(odt("<text:p>"), name="x.odt")
    assert refusal.value.reason is Reason.DAMAGED
