"""Files are read in children: what a child does to itself costs its file and nothing else."""

from __future__ import annotations

import importlib
import platform
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.pipeline import Parser
from ingest.worker_process import PRELOADED, ParserFactory, default_parser, is_usual
from ingest.workers import Outcome, WorkerPool
from minutes.errors import Reason
from minutes.settings import MEBIBYTE, Given, Limits
from models.choice import OWN_NAME

FAULTY = textwrap.dedent('''
    """A parser that does what the file says."""
    import os, signal, socket, subprocess, sys, time
    from minutes.errors import Reason, UnreadableFile
    from minutes.model import Document, MadeBy, Meeting, Source

    def make(given, limits):
        def parse(path):
            order = path.read_text(encoding="utf-8")
            if order == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if order == "die once" and not path.with_suffix(".died").exists():
                path.with_suffix(".died").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if order == "sleep":
                time.sleep(600)
            if order == "spin":
                while True:
                    pass
            if order.startswith("fetch from"):
                socket.create_connection(("127.0.0.1", int(order.split()[-1])))
            if order.startswith("let another fetch from"):
                fetch = f"import socket; socket.create_connection(('127.0.0.1', {order.split()[-1]}))"
                subprocess.run([sys.executable, "-c", fetch], check=True, stderr=subprocess.DEVNULL)
            if order == "eat":
                bytearray(4 * 2**30)
            if order == "encrypted":
                raise UnreadableFile(Reason.ENCRYPTED, "Passord på «æøå».", way_out="Fjern det.")
            if order == "surprise":
                raise KeyError("hva")
            if order == "threads":
                order = " ".join(f"{name}={os.environ[name]}" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"))
            source = Source(path=path.name, media_type="text/plain", bytes=1, sha256="a")
            return Document(
                id="a", source=source, kind=None, title=order, language=None, municipality=None, body=None,
                meeting=Meeting(), pages=(), items=(), made_by=MadeBy(program="1", model="", vocabulary=""),
            )
        return parse
''')

# Reads a file in two children, one after the other, and says how many threads the process has that they were forked
# from, how much processor time the second child took in all, and what it read.
RUN = textwrap.dedent("""
    import os, sys
    from multiprocessing import forkserver
    from pathlib import Path
    from ingest.workers import WorkerPool

    def spent():
        number = pool._workers[0].process.pid
        ticks = Path(f"/proc/{number}/stat").read_text().rsplit(")")[1].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    if __name__ == "__main__":
        titles = []
        for _ in range(2):
            with WorkerPool(jobs=1) as pool:
                titles += [found.document.pages[0].text.split()[0] for found in pool.parse([Path(sys.argv[1])])]
                loads = spent()
        threads = len(os.listdir(f"/proc/{forkserver._forkserver._forkserver_pid}/task"))
        print(threads, loads, ",".join(titles))
""")

ROOT = Path(__file__).resolve().parents[2]

# A child that loads all by itself takes 2 s and more.
MOST_SECONDS_OF_A_CHILD = 1.0


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ParserFactory]:
    (tmp_path / "faulty_parser.py").write_text(FAULTY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("faulty_parser")
    yield module.make
    sys.modules.pop("faulty_parser")


def outcomes(
    folder: Path, orders: list[str], parser: ParserFactory, limits: Limits, jobs: int = 2
) -> dict[str, Outcome]:
    paths = []
    for number, order in enumerate(orders):
        path = folder / f"{number}.txt"
        path.write_text(order, encoding="utf-8")
        paths.append(path)
    with WorkerPool(jobs=jobs, limits=limits, parser=parser) as pool:
        return {outcome.path.read_text(encoding="utf-8"): outcome for outcome in pool.parse(paths)}


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        pytest.param("die", Reason.CRASHED, id="a killed reader"),
        pytest.param("sleep", Reason.TIMED_OUT, id="a reader that waits for ever"),
        pytest.param("spin", Reason.TIMED_OUT, id="a reader that computes for ever"),
        pytest.param("eat", Reason.OUT_OF_MEMORY, id="a reader that wants all memory"),
        pytest.param("encrypted", Reason.ENCRYPTED, id="a file nobody can read"),
        pytest.param("surprise", Reason.CRASHED, id="a defect of the reader"),
    ],
)
def test_one_bad_file_is_a_failure_with_its_reason_and_the_good_ones_all_come_in(
    order: str, reason: Reason, tmp_path: Path, faulty: ParserFactory
) -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=4, memory_bytes=512 * MEBIBYTE)
    found = outcomes(tmp_path, ["good 1", order, "good 2", "good 3"], faulty, limits)
    assert len(found) == 4
    failure = found[order].failure
    assert failure is not None
    assert failure.reason is reason
    assert failure.way_out
    for good in ("good 1", "good 2", "good 3"):
        document = found[good].document
        assert document is not None
        assert document.title == good


def test_a_reader_killed_once_is_given_a_second_try(tmp_path: Path, faulty: ParserFactory) -> None:
    found = outcomes(tmp_path, ["die once"], faulty, Limits())
    assert found["die once"].document is not None


def test_the_sentence_of_a_failure_survives_the_way_home(tmp_path: Path, faulty: ParserFactory) -> None:
    failure = outcomes(tmp_path, ["encrypted"], faulty, Limits())["encrypted"].failure
    assert str(failure) == "Passord på «æøå». Fjern det."


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="only Linux, on the usual machines, can take the network from a process",
)
@pytest.mark.parametrize(
    ("order", "error"),
    [
        pytest.param("fetch from", "PermissionError", id="by itself"),
        pytest.param("let another fetch from", "CalledProcessError", id="by a process it starts"),
    ],
)
def test_a_child_reaches_no_network(order: str, error: str, tmp_path: Path, faulty: ParserFactory) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        order = f"{order} {server.getsockname()[1]}"
        failure = outcomes(tmp_path, [order], faulty, Limits())[order].failure
        with pytest.raises(BlockingIOError):
            server.accept()
    assert failure is not None
    assert failure.reason is Reason.CRASHED
    assert error in failure.message


def test_more_files_than_children_are_all_read(tmp_path: Path, faulty: ParserFactory) -> None:
    orders = [f"good {number}" for number in range(25)]
    assert len(outcomes(tmp_path, orders, faulty, Limits(), jobs=3)) == 25


def test_a_child_takes_over_the_parser_that_lies_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ready:
        PARSER = Parser()

    monkeypatch.setitem(sys.modules, PRELOADED, Ready)
    parse = default_parser(Given(municipality="Storvik", model=OWN_NAME), Limits())
    taken = getattr(parse, "__self__", None)  # of a method
    assert isinstance(taken, Parser)
    assert taken is not Ready.PARSER
    assert taken._annotator is Ready.PARSER._annotator


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(Given(model="nb_core_news_lg"), id="another language model"),
    ],
)
def test_what_lies_ready_is_not_for_runs_with_other_wishes(given: Given) -> None:
    assert not is_usual(given)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
def test_children_share_what_one_process_loaded_and_that_has_one_thread(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(
        "Referat fra møte i Storvik politiråd 06.12.2021\n\nSak 1 Lys\nRådet ber om lys.\n", encoding="utf-8"
    )
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    done = subprocess.run([sys.executable, script, path], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stderr == ""
    threads, loads, titles = done.stdout.split()
    assert (threads, titles) == ("1", "Referat,Referat")
    assert float(loads) < MOST_SECONDS_OF_A_CHILD


def cannot_start(given: Given, limits: Limits) -> NoReturn:
    del given, limits
    raise ImportError("a reader is missing")


def test_a_child_that_cannot_start_stops_the_run_because_no_file_is_to_blame(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="could not start"):
        outcomes(tmp_path, ["good"], cannot_start, Limits())


def test_a_child_computes_on_one_core(tmp_path: Path, faulty: ParserFactory) -> None:
    document = outcomes(tmp_path, ["threads"], faulty, Limits())["threads"].document
    assert document is not None
    assert document.title == "OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1"


def test_starting_children_leaves_ctrl_c_as_it_was(tmp_path: Path, faulty: ParserFactory) -> None:
    before = signal.getsignal(signal.SIGINT)
    outcomes(tmp_path, ["Referat"], faulty, Limits())
    assert signal.getsignal(signal.SIGINT) is before
