"""How questions are read back: what is said twice once, what is very much no longer than it can be read."""

from __future__ import annotations

import pytest

from search.diagnostics import QUOTATION, Diagnostic, DiagnosticKind, each_once
from search.wording import LONGEST_SHOWN, SHOWN_PARTS, say_all, say_any, shortened
from tests.search.conftest import Ask


@pytest.mark.parametrize(
    ("question", "interpreted"),
    [
        pytest.param("vold " * 60, "vold", id="one word over and over"),
        pytest.param("skole vold skole", "skole OG vold", id="a word again"),
        pytest.param("skole ELLER skole", "skole", id="nothing to choose between"),
        pytest.param(
            f'"{"vold og skole " * 40}"', "nøyaktig «vold og skole vold og skole vold", id="an endless quotation"
        ),
        pytest.param("x" * 900, f"{'x' * (LONGEST_SHOWN - 1)}…", id="an endless word"),
    ],
)
def test_a_question_is_read_back_in_a_line_or_two(question: str, interpreted: str, ask: Ask) -> None:
    read = ask(question).interpreted
    assert read.startswith(interpreted)
    assert len(read) <= 2 * LONGEST_SHOWN


def test_of_very_many_words_it_is_said_how_many_more_there_are() -> None:
    words = tuple(f"ord{number}" for number in range(SHOWN_PARTS + 5))
    assert say_all(words).split(" OG ") == [*words[:SHOWN_PARTS], "5 til"]
    assert say_any(words) == f"({' ELLER '.join([*words[:SHOWN_PARTS], '5 til'])})"
    assert say_all(words[:SHOWN_PARTS]).split(" OG ") == list(words[:SHOWN_PARTS])


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("(" * 300, id="open parentheses"),
        pytest.param("tull:skole " * 60, id="an unknown field"),
        pytest.param("tema:xyzzy " * 60, id="an unknown value"),
        pytest.param('"" ' * 60, id="empty quotations"),
        pytest.param("a* " * 60, id="stars after too little"),
        pytest.param("xyzzy* " * 10, id="beginnings of no word"),
    ],
)
def test_the_same_remark_is_made_once(question: str, ask: Ask) -> None:
    messages = [remark.message for remark in ask(question).diagnostics]
    assert messages
    assert len(messages) == len(set(messages)) <= 5


def test_a_remark_quotes_no_more_of_the_question_than_can_be_read() -> None:
    remark = Diagnostic(kind=DiagnosticKind.EMPTY, message=f"«{'a' * 500}» og «b» finnes ikke.", start=0, end=3)
    (told,) = each_once([remark, remark])
    assert told.message == f"«{shortened('a' * 500)}» og «b» finnes ikke."
    assert QUOTATION.findall(remark.message) == ["a" * 500, "b"]
