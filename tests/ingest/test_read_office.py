"""Old Word and rich text, with LibreOffice and without."""

from pathlib import Path

import pytest

from ingest.read import read_bytes
from ingest.readers import office
from ingest.readers.office import OldFile, made_over, make_over
from minutes.errors import Reason, UnreadableFile
from minutes.settings import Given

RICH = rb"{\rtf1\ansi\ansicpg1252 {\b Referat}\par M\'f8te i Ungdomsr\'e5det\par Sak 1 Lys langs skoleveien\par}"
BROKEN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")

with_office = pytest.mark.skipif(
    office.program() is None, reason="LibreOffice er ikke installert: apt install libreoffice-writer"
)


@with_office
@pytest.mark.slow
def test_rich_text_is_read_and_a_damaged_file_beside_it_is_not_guessed_at(tmp_path: Path) -> None:
    rich, broken = OldFile(data=RICH), OldFile(data=BROKEN)
    make_over([rich, broken], tmp_path)
    assert made_over(broken.digest, tmp_path) is None
    reading = read_bytes(RICH, name="referat.doc", given=Given(converted=tmp_path))
    assert reading.media_type == "application/rtf"
    assert [block.text for block in reading.blocks] == ["Referat", "Møte i Ungdomsrådet", "Sak 1 Lys langs skoleveien"]


@with_office
@pytest.mark.slow
def test_a_single_file_is_made_over_where_it_is_read() -> None:
    assert "Ungdomsrådet" in read_bytes(RICH, name="x.rtf").pages[0].text


def test_a_file_that_libreoffice_cannot_open_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(office, "_run", lambda *_: None)
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(BROKEN, name="x.doc")
    assert refusal.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(("data", "called"), [(RICH, "RTF"), (BROKEN, "(.doc)")])
def test_without_libreoffice_the_way_out_is_how_to_install_it(
    data: bytes, called: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(data, name="x")
    assert refusal.value.reason is Reason.MISSING_PROGRAM
    assert called in refusal.value.message
    assert "Installer LibreOffice" in refusal.value.way_out


@pytest.mark.skipif(not Path("/bin/sleep").exists(), reason="sleep er ikke her")
def test_a_program_that_hangs_is_ended() -> None:
    office._run(["/bin/sleep", "60"], 0)
