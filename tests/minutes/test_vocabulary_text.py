"""Files of themes as people come by them: other encodings, other kinds of files, slips. None is told in English."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes.errors import ExitCode, InvalidVocabulary
from minutes.vocabulary_text import LINE, MOST_BYTES, read_vocabulary_text

GOOD = 'version = "1"\nlabel = "Båt"\n'
ENGLISH = re.compile(r"\b(?:codec|decode|byte|line|column|invalid|expected|unclosed|key|value|error)\b", re.IGNORECASE)


def _refused(path: Path, content: bytes) -> InvalidVocabulary:
    path.write_bytes(content)
    with pytest.raises(InvalidVocabulary) as refused:
        read_vocabulary_text(path)
    return refused.value


def _message(path: Path) -> str:
    try:
        read_vocabulary_text(path)
    except InvalidVocabulary as refused:
        return refused.message
    return ""


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="plain"),
        pytest.param(GOOD.encode("utf-8-sig"), id="with a byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="with the line ends of Windows"),
    ],
)
def test_a_file_is_read_however_an_editor_wrote_its_utf_8(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "temaer.toml"
    path.write_bytes(content)
    assert read_vocabulary_text(path).plain == {"version": "1", "label": "Båt"}


@pytest.mark.parametrize(
    ("content", "said", "way_out"),
    [
        pytest.param(
            GOOD.encode("latin-1"), "linje 2: filen er ikke tekst i UTF-8", "tegnkodingen UTF-8", id="latin-1"
        ),
        pytest.param(GOOD.encode("utf-16"), "filen er ikke tekst i UTF-8", "tegnkodingen UTF-8", id="utf-16"),
        pytest.param(b"PK\x03\x04\0\0\xff", "er ikke en tekstfil", "docs/themes.md", id="a Word document"),
        pytest.param(b"a = " + b"[" * 5_000, "for mange klammer inni hverandre", "Rett filen", id="too deep"),
        pytest.param(b" " * (MOST_BYTES + 1), "for stor til å være en fil med temaer", "themes check", id="too large"),
        pytest.param(b"label = Rus\n", "linje 1, er ikke gyldig TOML: verdien er ikke forstått", "Rett", id="no marks"),
        pytest.param(b'label = "Rus\n', "mangler anførselstegnet til slutt", "Rett", id="an open text"),
        pytest.param(b'words = ["rus"\n\n', "en liste mangler «]»", "Rett", id="an open list"),
        pytest.param(b'\nlabel "Rus"\n', "linje 2, er ikke gyldig TOML: det mangler «=»", "Rett", id="no equals sign"),
        pytest.param(b"[[theme]\n", "det mangler «]» etter navnet", "Rett", id="half a table"),
        pytest.param(
            b'a = "1"\na = "2"\n', "linje 2, er ikke gyldig TOML: nøkkelen står to ganger", "Rett", id="twice"
        ),
        pytest.param(b'a = "c:\\x"\n', "en omvendt skråstrek i en tekst skrives som to", "Rett", id="a path"),
        pytest.param(b'a = "1" b\n', "det står noe mer etter verdien", "Rett", id="more after it"),
    ],
)
def test_what_is_no_such_file_is_told_as_what_it_is(tmp_path: Path, content: bytes, said: str, way_out: str) -> None:
    refused = _refused(tmp_path / "temaer.toml", content)

    assert said in refused.message
    assert way_out in refused.way_out
    assert refused.exit_code is ExitCode.USAGE


def test_the_line_of_a_slip_is_read_from_what_the_reader_of_toml_says() -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as slip:
        tomllib.loads("a = 1\nb = \n")
    assert (found := LINE.search(str(slip.value)))
    assert found["line"] == "2"


@given(content=st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_file_is_read_or_refused_without_a_word_of_english(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "hva-som-helst.toml"
    path.write_bytes(content)
    assert ENGLISH.search(_message(path)) is None
