"""Lines without end: reading their heading and their items takes time that grows as they do, and nothing of them is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest

from ingest.blocks import Reading
from ingest.heading.find import find_heading
from ingest.read import read_bytes
from ingest.segment import segment
from minutes.model import Document, Source
from minutes.settings import Given
from models.pipeline import Reading as Sentence

_GIVEN = ("Kari", "Ola", "Per", "Eva", "Nils", "Berit", "Jon", "Marit", "Tor", "Ingrid", "Lars", "Anne")
_SURNAMES = ("Nordmann", "Lia", "Vik", "Berg", "Dahl", "Haugen", "Moen", "Bakken", "Strand", "Lund", "Hagen", "Aas")
_WORDS = ("rådet", "saken", "veien", "skolen", "vann", "lys", "støtte", "drift", "plan", "ungdom", "også", "mener")

Piece = Callable[[random.Random, int], str]


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {chance.choice(_SURNAMES)}"


def _sentence(chance: random.Random, _: int) -> str:
    return f"{' '.join(chance.choices(_WORDS, k=9)).capitalize()}. "


def _always(piece: str) -> Piece:
    return lambda _chance, _number: piece


def _any_mark(chance: random.Random, number: int) -> str:
    marks = (
        f"Sak {number}/21 Budsjett ",
        "Vedtak: Saken utsettes. ",
        "Votering: Enstemmig. ",
        "NY VEI TIL SKOLEN ",
        f"{_name(chance)} (Ap), ",
        "12.03.2021 ",
        _sentence(chance, number),
        "Rådmannens innstilling: Planen vedtas. ",
        f"{number}. Punkt ",
        "Side 1 av 9 ",
    )
    return chance.choice(marks)


# What a text is made of again and again: each was slow once, or is what a pattern begins with.
_KINDS: dict[str, Piece] = {
    "capitals": _always("ABCDEFGHIJ"),
    "words in capitals": _always("NY ORGANISERING AV RÅDET "),
    "capitals with strokes": _always("AB-CD-"),
    "capitals with full stops": _always("A.B."),
    "capitals and small letters": _always("Abc"),
    "capitals and figures": _always("A1"),
    "figures": _always("1234567890"),
    "figures apart": _always("12 34 "),
    "strokes between figures": _always("1/2/3/"),
    "days": _always("12.03.2021 "),
    "times": _always("kl. 12.30 - "),
    "full stops": _always("."),
    "commas": _always(", "),
    "dashes": _always("- "),
    "rules": _always("_"),
    "small letters": _always("abcdefghij"),
    "words": lambda chance, _: f"{chance.choice(_WORDS)} ",
    "words with capitals": lambda chance, _: f"{chance.choice(_WORDS).capitalize()} ",
    "sentences": _sentence,
    "one number": _always("Sak 1/21 "),
    "lost numbers": _always("Sak / Høring "),
    "numbers": lambda chance, number: f"{number}/21 {chance.choice(_WORDS).capitalize()} ",
    "numbers with titles": lambda chance, number: f"PS {number}/21 Ny {chance.choice(_WORDS)}. ",
    "strokes after titles": lambda chance, _: f"Ny {chance.choice(_WORDS)} / Rådet så det. ",
    "decisions": _always("Vedtak: Saken tas til orientering. Enstemmig vedtatt. "),
    "bare decisions": _always("Vedtak Saken "),
    "votes": _always("Votering: "),
    "case protocols": _always("Saksprotokoll i "),
    "names": lambda chance, _: f"{_name(chance)}, ",
    "names with parties": lambda chance, _: f"{_name(chance)} (Ap), ",
    "names of deputies": lambda chance, _: f"{_name(chance)} for {_name(chance)} ",
    "votes by name": lambda chance, _: f"For stemte: {_name(chance)} (Ap), {_name(chance)} (H). ",
    "lists of those present": _always("Til stede: Kari Lia Forfall: Ola Vik "),
    "labels of a heading": _always("Tid: Sted: Møtested: "),
    "histories": _always("12/21 Kommunestyret 02.12.2021 "),
    "all sorts": _any_mark,
    "mostly sentences": lambda chance, number: _any_mark(chance, number) if number % 9 == 0 else _sentence(chance, 0),
}

_HEADING = "Nes kommune\nReferat fra møte i Nes politiråd 6. desember 2021\n\n{line}\n"
_WITHIN = (
    "MØTEPROTOKOLL\nNes kommunestyre 06.12.2021\n\nTil stede: Kari Lia (Ap), Ola Vik (H)\n\nPS 1/21 Budsjett\n\n"
    "Behandling:\nKari Lia foreslo endring.\n\n{line}\n\nVedtak:\nBudsjettet vedtas.\n\n"
    "PS 2/21 Vei\n\nVedtak:\nVeien bygges.\n"
)

_FORMS = {"{line}": "alone", _HEADING: "below a heading", _WITHIN: "in an item"}

_SHORTER, _LONGER = 20_000, 40_000

# Twice the text may take so many times as long, what a loaded machine adds counted in, and none more than so many seconds.
_MOST_TIMES = 3.2
_MOST_SECONDS = 6.0
# What is over before this is not compared.
_LEAST_SECONDS = 0.8


def _line(piece: Piece, length: int) -> str:
    chance = random.Random(7)
    parts: list[str] = []
    have = 0
    for number in count(1):
        parts.append(piece(chance, number))
        have += len(parts[-1])
        if have >= length:
            break
    return "".join(parts)[:length]


def _unread(sentences: Sequence[str]) -> list[Sentence]:
    """No language model: what it takes is measured elsewhere."""
    return [Sentence(text=text, written_form="nb", words=(), sentences=(), names=()) for text in sentences]


def _read(text: str) -> tuple[float, Reading, Document]:
    """The processor seconds of heading and items."""
    reading = read_bytes(text.encode(), name="referat.txt", given=Given())
    source = Source(path="referat.txt", media_type="text/plain", bytes=len(text), sha256="0" * 64)
    begun = time.process_time()
    heading = find_heading(reading, file_name="referat.txt")
    document = segment(reading, source=source, heading=heading, read=_unread)
    return time.process_time() - begun, reading, document


def _cases() -> Iterator[tuple[str, str]]:
    for place, kind in enumerate(_KINDS):
        yield _WITHIN, kind
        yield (_HEADING if place % 2 else "{line}"), kind


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Tables and patterns are loaded once, and not in the time of the first text."""
    for form in _FORMS:
        _read(form.format(line=_line(_any_mark, 500)))


@pytest.mark.parametrize(
    ("form", "kind"),
    [pytest.param(*case, id=f"{case[1]}, {_FORMS[case[0]]}") for case in _cases()],
)
def test_twice_as_long_a_line_takes_about_twice_as_long(form: str, kind: str) -> None:
    longer, _, _ = _read(form.format(line=_line(_KINDS[kind], _LONGER)))
    assert longer < _MOST_SECONDS
    if longer < _LEAST_SECONDS:
        return
    shorter, _, _ = _read(form.format(line=_line(_KINDS[kind], _SHORTER)))
    assert longer < _MOST_TIMES * max(shorter, _LEAST_SECONDS / 2)


# A number that stands again and again is the same head each time, and no text.
@pytest.mark.parametrize("kind", [kind for kind in _KINDS if kind != "one number"])
def test_a_long_line_inside_an_item_is_kept_whole(kind: str) -> None:
    line = _line(_KINDS[kind], 5_000)
    _, reading, document = _read(_WITHIN.format(line=line))
    kept = "".join("".join(item.text for item in document.items).split())
    titles = "".join("".join(f"{item.number}{item.title}" for item in document.items).split())
    assert "".join(page.text for page in document.pages) == "".join(page.text for page in reading.pages)
    assert len(kept) + len(titles) >= 0.9 * len("".join(line.split()))
