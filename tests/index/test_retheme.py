"""An index with other themes and all else as it was: the same as one built from nothing, or built from nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import retheme
from index.archive import Archive
from index.engine import Everything, Facet, Token, TokenKind
from index.generations import Stamp
from index.store import PART
from minutes.kinds import Standing
from minutes.model import MAIN_WEIGHT, AgendaItem, Document, MadeBy, Meeting, Mention, Page, Source
from minutes.settings import ENGINES, WHOOSH

BEFORE = Stamp(analysis="plain", vocabulary="v1", model="blank")
AFTER = replace(BEFORE, vocabulary="v2")


class Heard:
    """Words as they stand; remembers how many texts it was asked for."""

    version = "plain"

    def __init__(self) -> None:
        self.texts = 0

    def tokens(self, text: str) -> tuple[Token, ...]:
        self.texts += 1
        found = enumerate(re.finditer(r"\w+", text.lower()))
        return tuple(Token(match[0], TokenKind.EXACT, place, *match.span()) for place, match in found)


def themed(*themes: str) -> tuple[Mention, ...]:
    """Mentions of these themes that count, the first the main one, and of one that does not."""
    counting = (
        Mention(theme=theme, why="ord", weight=MAIN_WEIGHT if place == 0 else 0.2) for place, theme in enumerate(themes)
    )
    return (*counting, Mention(theme="uteliv", why="ord", standing=Standing.NEGATED))


def document(number: int, *themes: str) -> Document:
    id_ = hashlib.sha256(str(number).encode()).hexdigest()
    items = tuple(
        AgendaItem(
            id=f"{id_[:12]}-{order}",
            order=order,
            number=str(order),
            title=f"Sak {order}",
            text="Båten er solgt.",
            mentions=themed(*themes) if order == number % 3 else (),
        )
        for order in (0, 1, 2)
    )
    return Document(
        id=id_,
        source=Source(path=f"/m/{number}.txt", media_type="text/plain", bytes=9, sha256=id_),
        kind=None,
        title=f"Møte {number}",
        language=None,
        municipality="Fjellvik",
        body=None,
        meeting=Meeting(),
        pages=(Page(number=1, text="Båten er solgt."),),
        items=items,
        made_by=MadeBy(program="0.1", model="blank", vocabulary="v1"),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Two writings, and a document of the first written again by the second: some units are no more."""
    with Archive.open(tmp_path / "arkiv", create=True) as opened:
        for number in range(6):
            opened.catalogue.store(document(number, "rus"))
        opened.bring_index_up_to_date(Heard(), BEFORE)
        for number in (0, 6):
            opened.catalogue.store(document(number, "skole", "rus"))
        opened.bring_index_up_to_date(Heard(), BEFORE)
        yield opened


def tag_again(archive: Archive) -> None:
    archive.catalogue.tag_again(document(number, "båt", "rus", "skole") for number in (0, 2, 5))


def themes_counted(archive: Archive, stamp: Stamp) -> dict[Facet, dict[str, int]]:
    engine = archive.engine(stamp)
    try:
        found = engine.search(Everything(), limit=0, facets=(Facet.THEME, Facet.MAIN_THEME, Facet.MUNICIPALITY)).facets
        return {facet: dict(counts) for facet, counts in found.items()}
    finally:
        engine.close()


def parts(archive: Archive) -> dict[str, bytes]:
    (folder,) = (folder for folder in (archive.folder / "index").iterdir() if folder.is_dir())
    return {path.name: path.read_bytes() for path in folder.iterdir() if PART.fullmatch(path.name)}


def test_the_themes_are_those_of_an_index_built_from_nothing_and_no_text_is_read(archive: Archive) -> None:
    tag_again(archive)
    unread, reader = Heard(), Heard()
    archive.rebuild(unread, AFTER, only_themes=True)
    taken_over = themes_counted(archive, AFTER)
    archive.rebuild(reader, AFTER)
    assert taken_over == themes_counted(archive, AFTER)
    assert taken_over[Facet.MAIN_THEME]["båt"] == len((0, 2, 5))
    assert (unread.texts, reader.texts > 0) == (0, True)
    assert archive.catalogue.pending() == ()


def test_one_writing_gives_the_very_files_that_building_from_nothing_gives(archive: Archive) -> None:
    archive.rebuild(Heard(), BEFORE)
    tag_again(archive)
    archive.rebuild(Heard(), AFTER, only_themes=True)
    taken_over = parts(archive)
    archive.rebuild(Heard(), AFTER)
    assert taken_over == parts(archive)


@pytest.mark.parametrize(
    "stamp",
    [
        pytest.param(BEFORE, id="the same stamp: something may be wrong with the index"),
        pytest.param(replace(AFTER, analysis="other"), id="other words"),
        pytest.param(replace(AFTER, schema=99), id="other files"),
        pytest.param(replace(AFTER, engine=ENGINES[-1]), id="another engine"),
    ],
)
def test_where_more_than_themes_may_differ_all_is_built_from_nothing(archive: Archive, stamp: Stamp) -> None:
    tag_again(archive)
    reader = Heard()
    archive.rebuild(reader, stamp, only_themes=True)
    assert reader.texts > 0
    assert themes_counted(archive, stamp)[Facet.MAIN_THEME]["båt"] == len((0, 2, 5))


@pytest.mark.parametrize("damage", ["a part is cut short", "the list of segments is gone"])
def test_what_is_damaged_is_not_taken_over(archive: Archive, damage: str) -> None:
    tag_again(archive)
    (folder,) = (folder for folder in (archive.folder / "index").iterdir() if folder.is_dir())
    if "part" in damage:
        part = next(folder.glob("*.units"))
        part.write_bytes(part.read_bytes()[:40])
    else:
        next(folder.glob("_MAIN_*.toc")).unlink()
    reader = Heard()
    archive.rebuild(reader, AFTER, only_themes=True)
    assert reader.texts > 0
    assert themes_counted(archive, AFTER)[Facet.MAIN_THEME]["båt"] == len((0, 2, 5))


def test_a_run_that_is_stopped_leaves_the_old_index_in_use(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> bool:
        raise KeyboardInterrupt

    tag_again(archive)
    before = themes_counted(archive, BEFORE)
    monkeypatch.setattr(retheme, "with_other_themes", stop)
    with pytest.raises(KeyboardInterrupt):
        archive.rebuild(Heard(), AFTER, only_themes=True)
    assert themes_counted(archive, BEFORE) == before
    assert len(archive.catalogue.pending()) == len((0, 2, 5))
    assert BEFORE.engine == WHOOSH
