"""Identifiers of private persons: a list written before the rules, and laws that hold for any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.privacy.addresses import find_addresses
from search.privacy.identifiers import IdentifierKind, find_identifiers, mask_identifiers
from search.privacy.words import cue_before

GOLD = Path(__file__).parents[1] / "gold" / "privacy" / "identifiers.json"
LEAST_RECALL = 0.98
MOST_TOO_MANY = 0.03


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


def test_nearly_every_identifier_of_the_list_is_found_whole_in_both_written_forms() -> None:
    for form in ("nb", "nn"):
        wanted = [
            (entry["text"], private) for entry in entries() if entry["form"] == form for private in entry["private"]
        ]
        missed = [(text, private) for text, private in wanted if private in mask_identifiers(text)]
        assert len(missed) <= (1 - LEAST_RECALL) * len(wanted), missed


def test_the_list_holds_at_least_forty_identifiers() -> None:
    assert sum(len(entry["private"]) for entry in entries()) >= 40


def test_what_is_no_identifier_stays() -> None:
    lost = [
        kept for entry in entries() for kept in entry.get("kept", ()) if kept not in mask_identifiers(entry["text"])
    ]
    assert not lost


def test_little_else_than_identifiers_is_masked() -> None:
    found = [
        (entry["text"][one.start : one.end], entry["private"])
        for entry in entries()
        for one in find_identifiers(entry["text"])
    ]
    too_many = [text for text, private in found if not any(wanted in text for wanted in private)]
    assert len(too_many) <= MOST_TOO_MANY * len(found), too_many


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("fnr. 010275 33412", IdentifierKind.BIRTH_NUMBER, id="day and number parted"),
        pytest.param("personnr. 33412", IdentifierKind.BIRTH_NUMBER, id="the last five alone"),
        pytest.param("D-nummer 520388-11223", IdentifierKind.BIRTH_NUMBER, id="D-nummer"),
        pytest.param("01827533412", IdentifierKind.BIRTH_NUMBER, id="synthetic, eighty added to the month"),
        pytest.param("født 12/3-07", IdentifierKind.BIRTH_DATE, id="a day written with a slash"),
        pytest.param("f. 4. mai 1956", IdentifierKind.BIRTH_DATE, id="a day in words"),
        pytest.param("tlf. 4680 1234", IdentifierKind.PHONE, id="two fours after a word that tells"),
        pytest.param("0047 98765432", IdentifierKind.PHONE, id="the country first"),
        pytest.param("a.b@eksempel.no", IdentifierKind.EMAIL, id="e-mail"),
        pytest.param("1234.56.78903", IdentifierKind.ACCOUNT, id="account"),
        pytest.param("konto 12345678903", IdentifierKind.ACCOUNT, id="account written solid"),
        pytest.param("AB 12345", IdentifierKind.PLATE, id="plate"),
        pytest.param("moped AB 1234", IdentifierKind.PLATE, id="plate of four digits after a word that tells"),
        pytest.param("Strandgt. 19", IdentifierKind.ADDRESS, id="street shortened"),
        pytest.param("bor på Nordre Moen 41", IdentifierKind.ADDRESS, id="a farm where somebody lives"),
        pytest.param("Solbakken 3, 9876 Nordlia", IdentifierKind.ADDRESS, id="with postcode"),
    ],
)
def test_each_kind_is_told_by_its_form(text: str, kind: IdentifierKind) -> None:
    assert [one.kind for one in find_identifiers(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Rådhuset, Storgata 1", id="a public house before"),
        pytest.param("Storgata 1 (rådhuset)", id="a public house behind"),
        pytest.param("Fylkesvei 35", id="a road's number"),
        pytest.param("Bekkeveien 40 boliger", id="a number of something"),
        pytest.param("Bekkeveien 2015", id="a year"),
        pytest.param("AB 1234", id="two letters and four digits may be anything"),
        pytest.param("20211206", id="a date written solid"),
        pytest.param("12 345 678", id="money"),
    ],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert find_identifiers(text) == ()


def test_a_cue_reaches_over_some_letters_but_not_over_a_sentence() -> None:
    assert cue_before("phone").search("Telefon til vakta: ")
    assert not cue_before("phone").search("Telefonen var ny. Budsjettet er på ")


@given(st.text(alphabet="0123456789 .,-/ABf@øæåkrtlfBekkeveien\n", max_size=120))
def test_masks_leave_the_rest_as_it_was(text: str) -> None:
    found = find_identifiers(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    rest = "".join(
        text[start:end]
        for start, end in zip([0, *(one.end for one in found)], [*(one.start for one in found), len(text)], strict=True)
    )
    without = mask_identifiers(text)
    for one in found:
        without = without.replace(one.kind.mask, "", 1)
    assert without == rest


def test_a_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    assert list(find_addresses("Aveien " * 20_000)) == []
    assert find_identifiers("12 34 56 " * 20_000) is not None
