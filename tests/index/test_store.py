"""What engines keep of units: files of arrays, parts that are joined, streams of words that tell where any form stands."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays import DamagedFile, open_arrays, write_arrays
from index.engine import TextField, Token, TokenKind, Unit
from index.selection import Selection
from index.store import JOIN_TOGETHER, StoreWriter, join_parts, open_store
from index.streams import PartWriter, hash_of, joined_parts

WORDS = ("båt", "bru", "skole", "sak", "i", "ørret")


class Halves:
    """Each word as it stands, and its first two letters as the inflected form."""

    version = "halves"

    def tokens(self, text: str) -> tuple[Token, ...]:
        return tuple(
            token
            for position, word in enumerate(text.split())
            for token in (
                Token(word, TokenKind.EXACT, position, 0, 0),
                Token(word[:2], TokenKind.INFLECTED, position, 0, 0),
            )
        )


def unit(number: int, text: str) -> Unit:
    return Unit(
        row=number,
        item_id=f"sak-{number}-å",
        document_id="d",
        date=None,
        texts={TextField.TEXT: text},
        facets={},
        keywords={},
    )


texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=12)


@given(written=st.lists(texts, min_size=1, max_size=4), seed=st.integers(0, 9), word=st.sampled_from((*WORDS, "nei")))
@settings(max_examples=60, deadline=None)
def test_a_selection_tells_where_words_stand_in_its_units_joined_or_not(
    written: list[list[str]], seed: int, word: str
) -> None:
    parts = []
    for batch in written:
        writer = PartWriter()
        for text in batch:
            writer.add({TextField.TEXT: Halves().tokens(text)})
        parts.append(writer.part())
    everything = [text for batch in written for text in batch]
    chosen = sorted(random.Random(seed).sample(range(len(everything)), k=(len(everything) + 1) // 2))
    forms = [(hash_of(word[:2], TokenKind.INFLECTED), 2), (hash_of(word, TokenKind.EXACT), 1)]
    expected = [
        (place, position, 1 if found == word else 2)
        for place, number in enumerate(chosen)
        for position, found in enumerate(everything[number].split())
        if found[:2] == word[:2]
    ]
    for held in (parts, [joined_parts(parts)]):
        stand = Selection(held, np.array(chosen)).stand(TextField.TEXT, forms)
        assert list(zip(stand.owners, stand.positions, stand.signs, strict=True)) == expected


def write(folder: Path, texts: Sequence[str], *, first: int) -> None:
    writer = StoreWriter(folder, Halves())
    for number, text in enumerate(texts, start=first):
        writer.add(unit(number, text))
    writer.flush()
    join_parts(folder)


def test_units_keep_their_numbers_when_many_small_parts_are_joined(tmp_path: Path) -> None:
    for number in range(JOIN_TOGETHER * 5):
        write(tmp_path, [f"båt ord{number}"], first=number)
    store = open_store(tmp_path)
    assert len(store.parts) < JOIN_TOGETHER
    assert store.columns.rows.tolist() == list(range(JOIN_TOGETHER * 5))
    assert [store.item_id(number) for number in (0, 17, 39)] == ["sak-0-å", "sak-17-å", "sak-39-å"]
    assert {word for words in store.word_lists for _, word in words.near("ord10", 1)} >= {"ord1", "ord11", "ord30"}


def test_all_that_is_written_at_once_into_an_empty_index_is_one_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.PART_UNITS", 2)
    writer = StoreWriter(tmp_path, Halves())
    for number in range(5):
        writer.add(unit(number, f"båt ord{number}"))
    writer.flush()
    assert len(open_store(tmp_path).parts) == 3
    join_parts(tmp_path, everything=writer.is_first)
    store = open_store(tmp_path)
    assert (len(store.parts), store.columns.rows.tolist()) == (1, [0, 1, 2, 3, 4])
    assert store.item_id(4) == "sak-4-å"


def test_what_a_killed_run_left_is_passed_over_and_its_numbers_are_not_used_again(tmp_path: Path) -> None:
    write(tmp_path, ["båt"], first=0)
    writer = StoreWriter(tmp_path, Halves())
    writer.add(unit(1, "bru"))
    writer.flush()  # and killed before the engine committed
    (tmp_path / "0000000002-0000000009.units.new").write_bytes(b"half")
    number, _ = StoreWriter(tmp_path, Halves()).add(unit(2, "sak"))
    assert number == 2
    assert open_store(tmp_path).columns.size == 2


def test_a_part_that_is_missing_is_damage(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path, ["båt"], first=number)
    (tmp_path / "0000000001-0000000002.units").unlink()
    with pytest.raises(DamagedFile, match="lacks the units 1 to 2"):
        open_store(tmp_path)


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "fil.units"
    write_arrays(path, {"tall": np.arange(5), "tom": np.zeros(0, np.uint8)}, {"ord": ("på", "å")})
    arrays, words = open_arrays(path)
    assert (arrays["tall"].tolist(), arrays["tom"].tolist(), words) == ([0, 1, 2, 3, 4], [], {"ord": ["på", "å"]})


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda content: content[:0], id="emptied"),
        pytest.param(lambda content: content[:-1], id="cut"),
        pytest.param(lambda content: content + b"x", id="longer"),
        pytest.param(lambda content: b"x" + content[1:], id="another mark"),
        pytest.param(lambda content: content[:40] + b"xx" + content[42:], id="head overwritten"),
        pytest.param(lambda content: content[:-70] + b"\1" + content[-69:], id="an array overwritten"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_damaged(tmp_path: Path, harm: object) -> None:
    path = tmp_path / "fil.units"
    write_arrays(path, {"tall": np.arange(50)}, {})
    assert callable(harm)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(DamagedFile):
        open_arrays(path)
