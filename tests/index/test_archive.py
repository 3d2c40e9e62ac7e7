from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.engine import Everything, Keyword, Term, Token, TokenKind
from index.generations import Stamp
from minutes.errors import ArchiveBusy, ArchiveError, ArchiveMissing, IndexOutOfDate
from minutes.model import AgendaItem, Document, MadeBy, Meeting, Page, Source
from minutes.settings import ENGINES

STAMP = Stamp(analysis="plain", vocabulary="v1", model="blank")


class PlainAnalyser:
    """Words as they stand."""

    version = "plain"

    def tokens(self, text: str) -> tuple[Token, ...]:
        found = enumerate(re.finditer(r"\w+", text.lower()))
        return tuple(Token(match[0], TokenKind.EXACT, place, *match.span()) for place, match in found)


ANALYSER = PlainAnalyser()


def document(number: int, *, text: str = "Båten er solgt.") -> Document:
    id_ = hashlib.sha256(str(number).encode()).hexdigest()
    items = tuple(
        AgendaItem(id=f"{id_[:12]}-{order}", order=order, number=str(order), title=f"Sak {order}", text=text)
        for order in (1, 2, 3)
    )
    return Document(
        id=id_,
        source=Source(path=f"/m/{number}.txt", media_type="text/plain", bytes=9, sha256=id_),
        kind=None,
        title=f"Møte {number}",
        language=None,
        municipality=None,
        body=None,
        meeting=Meeting(),
        pages=(Page(number=1, text=text),),
        items=items,
        made_by=MadeBy(program="0.1", model="blank", vocabulary="v1"),
    )


def has(word: str) -> Term:
    return Term(terms=((word, TokenKind.EXACT),))


def rows_in_catalogue(archive: Archive) -> set[int]:
    return {row for (row,) in archive.catalogue.query("SELECT row FROM units")}


def rows_in_index(archive: Archive) -> set[int]:
    stamp = archive.stamp()
    assert stamp is not None
    engine = archive.engine(stamp)
    try:
        return set(engine.rows(Everything()))
    finally:
        engine.close()


@pytest.fixture(params=ENGINES)
def stamp(request: pytest.FixtureRequest) -> Stamp:
    """Every law of the archive holds with every engine."""
    return replace(STAMP, engine=request.param)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "arkiv", create=True) as opened:
        yield opened


@pytest.fixture
def filled(archive: Archive, stamp: Stamp) -> Archive:
    for number in range(4):
        archive.catalogue.store(document(number))
    archive.bring_index_up_to_date(ANALYSER, stamp)
    return archive


# ---- opening --------------------------------------------------------------------------------------------------------


def test_an_archive_that_is_not_there_is_missing_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="«referatsok ingest MAPPE»"):
        Archive.open(tmp_path / "arkiv")
    assert not (tmp_path / "arkiv").exists()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ikke en mappe", encoding="utf-8")
    with pytest.raises(ArchiveError, match="kan ikke lages"):
        Archive.open(tmp_path / "fil" / "arkiv", create=True)


def test_reading_the_catalogue_loads_neither_whoosh_nor_numpy(filled: Archive) -> None:
    program = (
        "import sys; from pathlib import Path; from index.archive import Archive;"
        f"print(len(Archive.open(Path({str(filled.folder)!r})).catalogue.document_ids()));"
        "sys.exit('whoosh' in sys.modules or 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "4"), done.stderr


# ---- bringing the index up to date ----------------------------------------------------------------------------------


def test_what_is_stored_is_found_once_the_index_is_up_to_date(filled: Archive) -> None:
    assert rows_in_index(filled) == rows_in_catalogue(filled)
    assert filled.catalogue.pending() == ()


def test_what_is_replaced_or_removed_is_no_longer_found(filled: Archive, stamp: Stamp) -> None:
    filled.catalogue.store(replace(document(1, text="Bilen er kjøpt."), meeting=Meeting(place="Fjellvik")))
    filled.catalogue.remove("/m/2.txt")
    filled.bring_index_up_to_date(ANALYSER, stamp)
    engine = filled.engine(stamp)
    assert len(engine.rows(has("båten"))) == 6
    assert len(engine.rows(has("bilen"))) == 3
    assert engine.rows(Keyword(name="item", value=document(2).id)) == frozenset()
    engine.close()


def test_indexing_again_what_was_indexed_changes_nothing(filled: Archive, stamp: Stamp) -> None:
    before = rows_in_index(filled)
    filled.catalogue.query("INSERT INTO pending (document_id, change) SELECT id, 'index' FROM documents")
    filled.bring_index_up_to_date(ANALYSER, stamp)
    assert rows_in_index(filled) == before


def test_many_small_batches_come_to_the_same(archive: Archive, stamp: Stamp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.archive.BATCH_UNITS", 5)
    told: list[tuple[int, int]] = []
    for number in range(11):
        archive.catalogue.store(document(number))
        archive.bring_index_up_to_date(ANALYSER, stamp, lambda done, of: told.append((done, of)))
    for number in range(3, 9):
        archive.catalogue.remove(f"/m/{number}.txt")
    archive.bring_index_up_to_date(ANALYSER, stamp, lambda done, of: told.append((done, of)))
    assert rows_in_index(archive) == rows_in_catalogue(archive)
    assert told[-1] == (6, 6)


# ---- an index out of date, missing or damaged -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"analysis": "ny"}, "en annen språkanalyse"),
        ({"vocabulary": "v2", "model": "stor"}, "en annen temaliste og en annen språkmodell"),
        ({"schema": 99}, "et annet oppsett"),
    ],
)
def test_an_index_built_by_something_else_is_out_of_date(
    filled: Archive, stamp: Stamp, other: dict[str, Any], sentence: str
) -> None:
    stamp = replace(stamp, **other)
    with pytest.raises(IndexOutOfDate, match=f"{sentence}.*«referatsok reindex»") as caught:
        filled.engine(stamp)
    assert caught.value.exit_code == 4
    with pytest.raises(IndexOutOfDate):
        filled.bring_index_up_to_date(ANALYSER, stamp)
    filled.rebuild(ANALYSER, stamp)
    assert filled.stamp() == stamp


def test_an_archive_without_an_index_says_so_and_gets_one(archive: Archive, stamp: Stamp) -> None:
    archive.catalogue.store(document(1))
    with pytest.raises(IndexOutOfDate, match="mangler"):
        archive.engine(stamp)
    archive.bring_index_up_to_date(ANALYSER, stamp)
    assert rows_in_index(archive) == rows_in_catalogue(archive)


def test_the_old_index_is_used_until_the_new_one_is_whole(filled: Archive, stamp: Stamp) -> None:
    before = filled.stamp()

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled.rebuild(ANALYSER, replace(stamp, model="ny"), stop)
    assert filled.stamp() == before
    assert rows_in_index(filled) == rows_in_catalogue(filled)
    filled.rebuild(ANALYSER, stamp)
    assert len([entry for entry in (filled.folder / "index").iterdir() if entry.is_dir()]) == 1


def test_who_reads_the_old_index_may_go_on_while_it_is_replaced(filled: Archive, stamp: Stamp) -> None:
    engine = filled.engine(stamp)
    filled.rebuild(ANALYSER, stamp)
    found = engine.search(has("båten"), limit=20)
    assert (found.total, len(found.hits)) == (12, 12)
    engine.close()


def damaged_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


# Whoosh leaves files open when it fails to open an index; the command that meets this ends.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", ["removed", "emptied", "cut", "garbled"])
def test_a_damaged_index_says_so_or_answers_right_and_can_be_rebuilt(filled: Archive, stamp: Stamp, harm: str) -> None:
    chance = random.Random(7)
    expected = rows_in_catalogue(filled)
    for number in range(len(damaged_files(filled.folder / "index"))):
        path = damaged_files(filled.folder / "index")[number]
        content = path.read_bytes()
        path.unlink()  # a new file in its place: what an engine opened before has mapped must not be cut under it
        if harm != "removed":
            garbled = bytes(chance.randrange(256) for _ in content)
            path.write_bytes({"emptied": b"", "cut": content[: len(content) // 2], "garbled": garbled}[harm])
        try:
            engine = filled.engine(stamp)
            assert engine.rows(Everything()) == expected
            assert engine.search(has("båten"), limit=99).total == 12
            engine.close()
        except IndexOutOfDate:
            filled.rebuild(ANALYSER, stamp)
        assert rows_in_index(filled) == expected


# ---- two at once, and death -----------------------------------------------------------------------------------------


def test_a_second_writer_is_told_to_wait_and_gives_up_in_a_sentence(filled: Archive) -> None:
    told: list[str] = []

    def write() -> None:
        busy = pytest.raises(ArchiveBusy, match="i over 0 sekunder")
        with Archive.open(filled.folder) as other, busy, other.writing_lock(told.append, timeout=0.1):
            pass

    with filled.writing_lock(), filled.writing_lock():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert told == ["En annen kjøring skriver til arkivet; venter på den."]


def test_reading_takes_no_lock(filled: Archive) -> None:
    with filled.writing_lock(), Archive.open(filled.folder) as other:
        assert rows_in_index(other) == rows_in_catalogue(filled)


WORKER = """
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {folder!r})
from test_archive import ANALYSER, STAMP, document
from index.archive import Archive
from minutes.errors import NotFound

first, last = int(sys.argv[2]), int(sys.argv[3])
stamp = replace(STAMP, engine=sys.argv[4])
with Archive.open(Path(sys.argv[1]), create=True) as archive:
    print("begun", flush=True)
    for number in range(first, last):
        archive.catalogue.store(document(number))
        if number % 5 == 4:
            with suppress(NotFound):  # the other run may have removed it first
                archive.catalogue.remove(f"/m/{{number - 2}}.txt")
            archive.bring_index_up_to_date(ANALYSER, stamp)
    archive.bring_index_up_to_date(ANALYSER, stamp)
"""


def start_worker(folder: Path, first: int, last: int, engine: str) -> subprocess.Popen[str]:
    program = WORKER.format(folder=str(Path(__file__).parent))
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder), str(first), str(last), engine], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_killed_at_any_point_the_next_run_completes_and_nothing_is_lost_or_doubled(tmp_path: Path, engine: str) -> None:
    chance = random.Random(11)
    for _ in range(5):
        worker = start_worker(tmp_path, 0, 60, engine)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.8))
        worker.kill()
        worker.communicate()
        with Archive.open(tmp_path) as archive:
            kept = list(archive.catalogue.documents())
            assert [replace(found, items=()) for found in kept] == [
                replace(document(int(Path(found.source.path).stem)), items=()) for found in kept
            ]
    finished = start_worker(tmp_path, 0, 60, engine)
    finished.communicate()
    assert finished.returncode == 0
    with Archive.open(tmp_path) as archive:
        kept_numbers = {int(Path(path).stem) for path in archive.catalogue.known_files()}
        assert kept_numbers == {number for number in range(60) if number % 5 != 2}
        assert rows_in_index(archive) == rows_in_catalogue(archive)
        assert len(rows_in_index(archive)) == 4 * len(kept_numbers)


@pytest.mark.parametrize("engine", ENGINES)
def test_two_runs_at_once_come_to_the_same_as_one(tmp_path: Path, engine: str) -> None:
    workers = [
        start_worker(tmp_path, 0, 30, engine),
        start_worker(tmp_path, 0, 30, engine),
        start_worker(tmp_path, 20, 45, engine),
    ]
    for worker in workers:
        worker.communicate()
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    with Archive.open(tmp_path) as archive:
        assert rows_in_index(archive) == rows_in_catalogue(archive)
        assert archive.catalogue.pending() == ()


def test_the_stamp_is_plain_json_beside_the_index(filled: Archive, stamp: Stamp) -> None:
    name = (filled.folder / "index" / "CURRENT").read_text(encoding="utf-8")
    kept = json.loads((filled.folder / "index" / name / "stamp.json").read_text(encoding="utf-8"))
    assert kept == {"analysis": "plain", "vocabulary": "v1", "model": "blank", "engine": stamp.engine, "schema": 4}
