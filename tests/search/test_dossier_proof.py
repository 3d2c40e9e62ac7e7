"""Quotes of a dossier: each place has one number, and what goes on over a page break is quoted to its end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minutes.model import Document, Evidence, Page
from search.dossier.cleaning import Cleaner, Masking
from search.dossier.proof import LONGEST_QUOTE, Proof
from tests.search.conftest import Matter, make_document

PAGES = ("Referat\nRådet ber kommunen om", "flere lys langs elva.\nMøtet slutt.", "Vedlegg")


@pytest.fixture
def document() -> Document:
    made = make_document("a", (Matter(title="Lys", text="Lys."),))
    return replace(made, pages=tuple(Page(number=number, text=text) for number, text in enumerate(PAGES, start=1)))


@pytest.fixture
def proof() -> Proof:
    return Proof(Cleaner(Masking(identifiers=False, people=False, kept={})))


def _evidence(page: int, quote: str) -> Evidence:
    start = PAGES[page - 1].index(quote)
    return Evidence(page=page, start=start, end=start + len(quote), quote=quote)


OVER_A_BREAK = (_evidence(1, "Rådet ber kommunen om"), _evidence(2, "flere lys langs elva."))


def test_a_sentence_over_a_page_break_is_quoted_page_by_page_under_numbers_that_follow(
    proof: Proof, document: Document
) -> None:
    assert proof.of_evidence(OVER_A_BREAK, document, None, "vedtak") == 1
    assert [(piece.number, piece.page, piece.quote, piece.why) for piece in proof.pieces] == [
        (1, 1, "Rådet ber kommunen om", ("vedtak", "fortsetter i [2]")),
        (2, 2, "flere lys langs elva.", ("fortsetter fra [1]",)),
    ]
    for piece in proof.pieces:
        assert document.page(piece.page).text[piece.start : piece.end] == piece.quote


def test_the_same_sentence_has_the_same_numbers_again(proof: Proof, document: Document) -> None:
    for why in ("vedtak", "oppfølgingspunkt"):
        assert proof.of_evidence(OVER_A_BREAK, document, None, why) == 1
    assert [piece.why for piece in proof.pieces] == [
        ("vedtak", "fortsetter i [2]", "oppfølgingspunkt"),
        ("fortsetter fra [1]",),
    ]


def test_what_goes_on_for_pages_is_quoted_no_further_than_a_quote_may_be_long(proof: Proof, document: Document) -> None:
    long = replace(document, pages=tuple(Page(number=number, text="lys " * 250) for number in range(1, 6)))
    evidence = tuple(Evidence(page=page.number, start=0, end=1000, quote=page.text) for page in long.pages)
    assert proof.of_evidence(evidence, long, None, "vedtak") == 1
    assert [piece.end for piece in proof.pieces] == [1000, LONGEST_QUOTE - 1000]


def test_nothing_is_proved_by_nothing(proof: Proof, document: Document) -> None:
    assert proof.of_evidence((), document, None, "vedtak") is None
