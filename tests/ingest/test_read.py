"""What a file is told from its contents, and what is said about those that cannot be read."""

import contextlib
import io
import subprocess
import sys
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import Format, detect, read_bytes
from minutes.errors import Reason, UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def word_document(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", "x.txt", Format.PDF, id="a PDF under another name"),
        pytest.param(b"\n\n%PDF-1.4\n", "x.pdf", Format.PDF, id="a PDF after empty lines"),
        pytest.param(zipped(**{"word/document.xml": b"<x/>"}), "x.pdf", Format.DOCX, id="Word under another name"),
        pytest.param(zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "x", Format.ODT, id="OpenDocument"),
        pytest.param(b"<!DOCTYPE html><title>x</title>", "x.txt", Format.HTML, id="a web page under another name"),
        pytest.param(b"<?xml version='1.0'?>\n<!-- x -->\n<html>", "x", Format.HTML, id="XHTML after a comment"),
        pytest.param(b"<div><p>Vedtak</p></div>", "sak.html", Format.HTML, id="tags, and a name that says HTML"),
        pytest.param("<p>Tittel</p> Møtet ble satt.".encode(), "sak.txt", Format.TEXT, id="leftover tags in text"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "x.pdf", Format.PICTURE, id="a PNG under another name"),
        pytest.param(b"MM\0*\0\0", "x", Format.PICTURE, id="a TIFF from a scanner"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "x.docx", Format.OFFICE, id="old Word"),
        pytest.param(b"{\\rtf1 Sak}", "x.doc", Format.OFFICE, id="rich text"),
        pytest.param("Møte i rådet".encode("utf-16"), "x.pdf", Format.TEXT, id="UTF-16 text"),
        pytest.param("Møte i rådet".encode("cp1252"), "x.docx", Format.TEXT, id="text under another name"),
    ],
)
def test_a_format_is_told_by_its_contents(data: bytes, name: str, expected: Format) -> None:
    assert detect(data, name=name) is expected


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        pytest.param(b"", Reason.EMPTY, "tom", id="nothing"),
        pytest.param(b" \r\n\0\0", Reason.EMPTY, "tom", id="only blanks"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED, "passord", id="encrypted Word"),
        pytest.param(OLE, Reason.UNSUPPORTED, "Office", id="other old Office"),
        pytest.param(b"GIF89a", Reason.UNSUPPORTED, "bilde", id="a picture on a web page"),
        pytest.param(b"From: a@b.no\nMIME-Version: 1.0\n\nHei", Reason.UNSUPPORTED, "e-post", id="a mail"),
        pytest.param(zipped(a=b"x"), Reason.UNSUPPORTED, "arkiv", id="any zip"),
        pytest.param(zipped(**{"xl/workbook.xml": b"x"}), Reason.UNSUPPORTED, "regneark", id="a spreadsheet"),
        pytest.param(zipped(**{"word/document.xml": b"x" * 500})[:300], Reason.DAMAGED, "skadet", id="half a zip"),
        pytest.param(
            zipped(**{"word/document.xml": b"x"}), Reason.DAMAGED, "skadet", id="a Word file with nothing in it"
        ),
        pytest.param(b"%PDF-1.7 half", Reason.DAMAGED, "skadet", id="half a PDF"),
        pytest.param(b"<?xml version='1.0'?><w:doc/>", Reason.UNSUPPORTED, "XML", id="other XML"),
        pytest.param(bytes(range(256)) * 4, Reason.UNSUPPORTED, "format", id="bytes of no kind"),
        pytest.param(
            b"<html><body><script>x</script></body></html>", Reason.NO_TEXT, "ingen tekst", id="a page of scripts"
        ),
        pytest.param(word_document(), Reason.NO_TEXT, "ingen tekst", id="an empty Word document"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, reason: Reason, words: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(data, name="fil")
    assert refusal.value.reason is reason
    assert words in refusal.value.message
    assert refusal.value.way_out.endswith(".")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped(**{"word/document.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(bomb, name="x.docx")
    assert refusal.value.reason is Reason.TOO_LARGE


def test_a_file_too_large_to_be_a_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.MOST_BYTES", 3)
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(b"Sak 1", name="stor.txt")
    assert refusal.value.reason is Reason.TOO_LARGE


def test_no_reader_is_imported_before_its_first_file() -> None:
    script = (
        "import sys, ingest.read; print({'docx', 'lxml', 'selectolax', 'pypdfium2', 'pdfplumber'} & set(sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


# Rich text is for another program, which takes seconds to start.
@given(st.binary(max_size=300).filter(lambda data: not data.startswith(b"{\\rtf")))
def test_any_bytes_are_read_or_refused_and_never_break(data: bytes) -> None:
    try:
        reading = read_bytes(data, name="x")
    except UnreadableFile:
        return
    assert reading.pages


@given(st.sampled_from([b"%PDF-1.7\n", b"<html>", b"PK\x03\x04", OLE]), st.binary(max_size=200))
def test_a_known_beginning_with_rubbish_behind_it_is_read_or_refused(start: bytes, rubbish: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert read_bytes(start + rubbish, name="x").pages
