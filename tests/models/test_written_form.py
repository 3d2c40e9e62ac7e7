"""Telling bokmål from nynorsk, paragraph by paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.written_form import WrittenForm, detect_written_form, form_signs


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("Utvalget vedtok enstemmig å sende saken tilbake.", "nb", id="bokmål sentence"),
        pytest.param("Utvalet vedtok samrøystes å sende saka attende.", "nn", id="nynorsk sentence"),
        pytest.param("Framlegg til vedtak:", "nn", id="nynorsk label"),
        pytest.param("Møtet vart heva kl. 12", "nn", id="one clear word"),
        pytest.param("IKKE TIL STEDE", "nb", id="a heading in capitals"),
    ],
)
def test_the_written_form_is_told_by_its_words(text: str, form: WrittenForm) -> None:
    other: WrittenForm = "nb" if form == "nn" else "nn"
    assert detect_written_form(text, default=other) == form


@pytest.mark.parametrize("text", ["", "PS 12/21", "SAKLISTE", "Forfall: Kari Lundby", "12.03.2021"])
@pytest.mark.parametrize("default", ["nb", "nn"])
def test_a_text_that_does_not_tell_takes_the_default(text: str, default: WrittenForm) -> None:
    assert detect_written_form(text, default=default) == default


def test_a_name_inside_a_sentence_tells_nothing() -> None:
    assert form_signs().score("x Ikkje Kva") == 0


@given(st.text(max_size=200))
def test_any_text_has_a_written_form(text: str) -> None:
    assert detect_written_form(text) in {"nb", "nn"}
