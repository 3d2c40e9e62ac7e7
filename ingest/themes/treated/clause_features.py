"""Features of a theme's word in a running sentence: what its clause, its sentence and the next one do to it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.themes.treated.around import CURT, SHORT
from ingest.themes.treated.named import Named
from ingest.themes.treated.surroundings import Surroundings

REFERENCES = frozenset({"jf", "jf.", "jfr", "jfr.", "se", "sjå", "jamfør"})
REFERRED = frozenset({"sak", "§", "punkt", "pkt.", "pkt", "vedlegg", "kap.", "kapittel", "lov", "forskrift"})
"""Behind the words before these a paper or another case is named: «se sak 41», «jf. § 13»."""

POINTERS = frozenset(
    {"det", "dette", "disse", "desse", "den", "punktet", "saka", "saken", "dei", "de", "så", "begge", "alt"}
)
"""A sentence that begins with these speaks of the one before."""

SAID = frozenset({"asked", "agenda", "off", "moves", "treat", "belongs", "passed_on"})
"""Lists of words without which nothing is denied, asked or moved."""

JOINED_REACH = 3
"""Words from where a clause begins to its verb, if it goes on about the subject before: «, men ble»."""

DENIED_REACH = 3
"""Words between one that denies and what was not: «ikke meldt om hærverk»."""


def of_clause(named: Named) -> Iterator[str]:
    """What is denied, asked or moved in the clause of the word."""
    around, first, last = named.around, named.first, named.last
    if not around.denials and SAID.isdisjoint(around.signals):
        return  # as in half of all sentences
    clause = around.clauses[first]
    start = around.clauses.index(clause)
    end = start + around.clauses.count(clause)
    news = named.around.sentence.says("not_absent")
    near = max(start, first - 1 - DENIED_REACH)
    before = [] if news else [place for place in around.denials if near <= place < first]
    if any("," not in around.forms[place:first] for place in before):
        yield "denied_before"
    if any(place >= first - 2 for place in before):
        yield "denied_right_before"
    if not news and around.denies(last + 1, end):
        yield "denied_after"
    asked, agenda, off = around.says("asked"), around.says("agenda"), around.says("off")
    yield from _denied_words(named, start, end)
    yield from (name for name, held in (("asked", asked), ("agenda", agenda), ("off", off)) if held)
    if off and agenda:
        yield "off_agenda"
    if asked and around.says("anyone", start, first):
        yield "asked_anyone"
    if any(start <= place < end for place in around.moves):
        yield "moved"
    yield from _of_subject(named, start, end)
    yield from _of_others(named)
    verbs = any(start <= place < end for place in around.verbs)
    if around.denials and verbs and not agenda and not off and not around.denies(start, end):
        yield "denied_apart"
    if around.says("treat", start, end):
        yield "treat_clause"


def _denied_words(named: Named, start: int, end: int) -> Iterator[str]:
    """What is denied in the clause, and in another one of the sentence: «ikke tatt opp», «ingen spurte»."""
    for signal in ("asked", "agenda", "off", "told"):
        if named.around.denies_word(signal, start, end):
            yield f"denied_{signal}"
        elif named.around.denies_word(signal):
            yield f"apart_denied_{signal}"


def _of_subject(named: Named, start: int, end: int) -> Iterator[str]:
    """What is said of it as the subject: it is put off, or a clause that goes on about it says it was not treated."""
    around = named.around
    verb = next((place for place in around.verbs if place >= start), -1)
    if not named.last < verb < end:
        return
    if any(verb <= place < end for place in (*around.signals.get("off", ()), *around.moves)):
        yield "subject_off"
    following = [place for place in around.verbs if place >= end]
    if following and following[0] <= end + JOINED_REACH and _shares_subject(named, end, following[0]):
        told = [place for place in around.signals.get("told", ()) if place >= following[0]]
        if told and around.denies(end, told[-1] + DENIED_REACH):
            yield "subject_denied"


def _shares_subject(named: Named, start: int, verb: int) -> bool:
    """Whether a clause from ``start`` has no subject of its own before its verb: «, men ble ikke»."""
    return not any(named.pos(place) in {"NOUN", "PROPN", "PRON"} for place in range(start, verb))


def _of_others(named: Named) -> Iterator[str]:
    """Whether the sentence says that the matter is another body's, or none of this meeting's."""
    around = named.around
    if around.denies_word("concern") or any(place + 1 in around.signals.get("here", ()) for place in around.denials):
        yield "not_ours"
    if around.is_theirs:
        yield "theirs"


def of_sentence(named: Named) -> Iterator[str]:
    """What kind of sentence it is."""
    around, first = named.around, named.first
    when, paragraph = around.says("when"), "§" in around.forms or "§§" in around.forms
    reference = any(
        form in REFERENCES and (named.form(place + 1) in REFERRED or named.form(place + 1)[:1].isdigit())
        for place, form in enumerate(around.forms[:first])
    )
    yield from (name for name, held in (("when", when), ("paragraph", paragraph), ("reference", reference)) if held)
    if not (when or paragraph or reference) and any(word.pos == "NUM" for word in around.words):
        yield "number"
    if around.says("money"):
        yield "money"
        if named.preposition in {"fra", "frå"}:
            yield "from_fund"
    if not around.verbs:
        yield "verbless"
        if around.forms.count(",") > 1:
            yield "listed"
    if around.says("came"):
        yield "came"
        if not around.verbs:
            yield "came_verbless"
    if around.is_instead:
        yield "instead"


def of_next(item: Surroundings, named: Named, place: int) -> Iterator[str]:
    """What the next sentence does to the word: denies it, puts it off, tells what came instead, or goes on about it."""
    following = item.after(place)
    if following is None:
        return
    if following.is_instead and following.sentence.line == named.around.sentence.line:
        yield "instead_next"
    if following.hits or following.length > SHORT:
        return
    points = following.forms[0] in POINTERS
    if any(map(following.denies_word, ("asked", "agenda", "off", "told"))):
        yield "next_denies"
    if following.denials and points and following.length <= CURT:
        yield "next_points_denies"
    elif points and not following.says("off"):
        yield "goes_on"
    if following.says("off") or following.says("agenda"):
        yield "next_off"
