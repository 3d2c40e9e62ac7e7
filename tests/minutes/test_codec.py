"""Documents go to JSON and come back the same; anything else is refused with the path of the fault."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutes.codec import document_from_json, document_to_json, item_from_json, to_plain
from minutes.errors import ExitCode, InvalidDocument
from minutes.kinds import DecisionKind, DocumentKind, Language, NameKind, Origin, Outcome, Standing, Trend
from minutes.model import (
    ActionPoint,
    AgendaItem,
    Attendee,
    Decision,
    Document,
    Evidence,
    MadeBy,
    Meeting,
    Mention,
    Name,
    Page,
    PartyVotes,
    Point,
    ReadingWarning,
    Source,
    Span,
    Vote,
    Voter,
)

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
maybe_text = st.none() | texts
counts = st.integers(min_value=0, max_value=200)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2).map(tuple)


evidences = st.builds(Evidence, page=counts, start=counts, end=counts, quote=texts)
attendees = st.builds(Attendee, name=texts, role=maybe_text, party=maybe_text, evidence=tuples(evidences))
votes = st.builds(
    Vote, unanimous=st.none() | st.booleans(), votes_for=st.none() | counts, votes_against=st.none() | counts
)
decisions = st.builds(
    Decision,
    kind=st.sampled_from(DecisionKind),
    text=texts,
    outcome=st.none() | st.sampled_from(Outcome),
    vote=st.none() | votes,
    evidence=tuples(evidences),
)
actions = st.builds(ActionPoint, text=texts, responsible=maybe_text, due=st.none() | st.dates(), due_text=maybe_text)
mentions = st.builds(
    Mention,
    theme=st.sampled_from(("kvikkleire", "vold")),
    why=texts,
    trend=st.none() | st.sampled_from(Trend),
    standing=st.sampled_from(Standing),
)
names = st.builds(
    Name,
    kind=st.sampled_from(NameKind),
    name=texts,
    written=tuples(texts),
    role=maybe_text,
    attendee=st.booleans(),
    evidence=tuples(evidences),
)
items = st.builds(
    AgendaItem,
    id=texts,
    order=counts,
    number=maybe_text,
    title=texts,
    text=texts,
    spans=tuples(st.builds(Span, page=counts, start=counts, end=counts, at=counts)),
    points=tuples(st.builds(Point, text=texts, start=counts, end=counts, label=maybe_text)),
    decisions=tuples(decisions),
    actions=tuples(actions),
    mentions=tuples(mentions),
    names=tuples(names),
)
meetings = st.builds(
    Meeting,
    date=st.none() | st.dates(),
    date_origin=st.none() | st.sampled_from(Origin),
    start=st.none() | st.times(max_value=dt.time(23, 59)).map(lambda time: time.replace(second=0, microsecond=0)),
    place=maybe_text,
    attendees=tuples(attendees),
)
documents = st.builds(
    Document,
    id=texts,
    source=st.builds(Source, path=texts, media_type=texts, bytes=counts, sha256=texts),
    kind=st.none() | st.sampled_from(DocumentKind),
    title=maybe_text,
    language=st.none() | st.sampled_from(Language),
    municipality=maybe_text,
    body=maybe_text,
    meeting=meetings,
    pages=tuples(st.builds(Page, number=counts, text=texts, ocr=st.booleans())),
    items=tuples(items),
    warnings=tuples(st.builds(ReadingWarning, code=texts, message=texts, page=st.none() | counts)),
    made_by=st.builds(MadeBy, program=texts, model=texts, vocabulary=texts),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents)
def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    assert document_from_json(document_to_json(document)) == document


def sample() -> Document:
    action = ActionPoint(text="Politiet tar kontakt med skolen", due=dt.date(2021, 12, 24))
    decision = Decision(kind=DecisionKind.VEDTAK, text="Planen vedtas", vote=Vote(votes_for=7, votes_against=2))
    mention = Mention(theme="kvikkleire", why="ord: kvikkleire")
    passing = Mention(theme="vold", why="ord: vold", standing=Standing.NEGATED)
    item = AgendaItem(
        id="a.1", order=1, number="1", title="Plan", text="Planen", decisions=(decision,), actions=(action,),
        mentions=(mention, passing, mention),
    )  # fmt: skip
    return Document(
        id="a", source=Source(path="møte.txt", media_type="text/plain", bytes=1, sha256="a"),
        kind=DocumentKind.REFERAT, title=None, language=Language.NB, municipality="Granvik", body="Politirådet",
        meeting=Meeting(date=dt.date(2021, 12, 6), start=dt.time(10)), pages=(), items=(item,),
        made_by=MadeBy(program="1", model="m", vocabulary="v"),
    )  # fmt: skip


def test_dates_and_times_are_written_as_people_write_them() -> None:
    plain = json.loads(document_to_json(sample()))
    assert plain["meeting"]["date"] == "2021-12-06"
    assert plain["meeting"]["start"] == "10:00"


def test_a_vote_is_written_with_the_words_for_and_against() -> None:
    plain = json.loads(document_to_json(sample()))
    assert plain["items"][0]["decisions"][0]["vote"] == {
        "unanimous": None,
        "for": 7,
        "against": 2,
        "voters_for": [],
        "voters_against": [],
        "parties_for": [],
        "parties_against": [],
        "casting_vote": None,
    }


def test_the_themes_of_an_item_are_the_mentions_that_count_once_each() -> None:
    plain = json.loads(document_to_json(sample()))
    assert plain["items"][0]["themes"] == ["kvikkleire"]


def test_themes_are_listed_the_weightiest_first_and_read_in_any_order() -> None:
    weighed = (("brann", 0.6), ("vold", 0.98), ("skole-oppvekst", None), ("okonomi", 0.6))
    mentions = tuple(Mention(theme=theme, why="ord", weight=weight) for theme, weight in weighed)
    document = sample()
    document = replace(document, items=(replace(document.items[0], mentions=mentions), *document.items[1:]))
    plain = json.loads(document_to_json(document))
    assert plain["items"][0]["themes"] == ["vold", "brann", "okonomi", "skole-oppvekst"]
    assert document.items[0].main_themes == ("vold",)
    plain["items"][0]["themes"].sort()
    assert document_from_json(json.dumps(plain)) == document


def set_due(plain: dict[str, Any]) -> None:
    plain["items"][0]["actions"][0]["due"] = 3


def set_unknown_key(plain: dict[str, Any]) -> None:
    plain["items"][0]["colour"] = "red"


def set_themes(plain: dict[str, Any]) -> None:
    plain["items"][0]["themes"] = ["vold"]


def set_order(plain: dict[str, Any]) -> None:
    plain["items"][0]["order"] = "first"


def set_vote(plain: dict[str, Any]) -> None:
    plain["items"][0]["decisions"][0]["vote"] = 7


def drop_meeting(plain: dict[str, Any]) -> None:
    del plain["meeting"]


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        pytest.param(set_due, "items[0].actions[0].due", id="a date that is a number"),
        pytest.param(set_unknown_key, "items[0]", id="a key of nobody's"),
        pytest.param(set_themes, "items[0]", id="themes that do not follow from the mentions"),
        pytest.param(set_order, "items[0].order", id="a number that is a word"),
        pytest.param(set_vote, "items[0].decisions[0].vote", id="a vote that is a number"),
        pytest.param(drop_meeting, "meeting", id="a missing field"),
    ],
)
def test_a_fault_in_the_json_is_named_by_its_path(spoil: Callable[[dict[str, Any]], None], path: str) -> None:
    plain = json.loads(document_to_json(sample()))
    spoil(plain)
    with pytest.raises(InvalidDocument) as caught:
        document_from_json(json.dumps(plain))
    assert path in caught.value.message
    assert caught.value.exit_code is ExitCode.FAILED


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"a"'])
def test_what_is_not_a_document_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidDocument):
        document_from_json(text)


def test_a_vote_with_named_voters_comes_back_whole() -> None:
    vote = Vote(
        votes_for=2,
        votes_against=1,
        voters_for=(Voter(name="Kari Lia", party="Ap"), Voter(name="Per Berg")),
        parties_against=(PartyVotes(party="H", votes=1),),
        casting_vote="leder",
    )
    proposal = Decision(
        kind=DecisionKind.FORSLAG, text="Saken utsettes.", vote=vote, proposer="Kari Lia", proposer_party="Ap", ballot=1
    )
    item = AgendaItem(id="a.1", order=1, number="1", title="En sak", text="Saken utsettes.", proposals=(proposal,))
    assert item_from_json(json.dumps(to_plain(item))) == item


def test_a_vote_stored_before_voters_were_named_is_still_read() -> None:
    item = AgendaItem(id="a.1", order=1, number="1", title="En sak", text="")
    plain = to_plain(item)
    del plain["proposals"]
    plain["decisions"] = [{"kind": "vedtak", "text": "Ja.", "vote": {"unanimous": True, "for": None, "against": None}}]
    read = item_from_json(json.dumps(plain))
    assert read.decisions == (Decision(kind=DecisionKind.VEDTAK, text="Ja.", vote=Vote(unanimous=True)),)
