"""Follow-up: what became of action points, on small series of our own, and what people say of links survives re-reading."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Analysis
from index.archive import Archive
from index.engine import Engine
from index.generations import Stamp
from index.verdicts import verdicts
from minutes.errors import NotFound, UsageError
from minutes.kinds import DocumentKind
from minutes.model import ActionPoint, AgendaItem, Document, MadeBy, Meeting, Page, Source, Span
from search.filters import Filters
from search.followup.answer import consider, follow_up, place_of
from search.followup.decide import decide
from search.followup.fates import fate_of
from search.followup.link import SURE, likelihood, weights
from search.followup.model import Fate, FollowedAction, FollowUp, Telling, Verdict
from search.followup.responsible import answers_for, group_key, parties_of
from search.followup.series import Item, Passage, fingerprint, sentences_of
from search.followup.signs import signs, telling_of
from search.followup.topics import root, topic_of

STAMP = Stamp(analysis="test", vocabulary="test", model="test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An item in short: its title, its text, and which sentence of it is whose task."""

    title: str
    text: str
    task: str | None = None
    who: str | None = None
    due: dt.date | None = None


def paper(
    name: str,
    date: dt.date | None,
    *items: Told,
    body: str = "Politirådet",
    kind: DocumentKind = DocumentKind.REFERAT,
) -> Document:
    """Minutes with each item on a page of its own."""
    identity = hashlib.sha256(name.encode()).hexdigest()
    pages, made = [], []
    for order, item in enumerate(items, start=1):
        page = f"{item.title}\n{item.text}"
        at = len(item.title) + 1
        pages.append(Page(number=order, text=page))
        task = ActionPoint(text=item.task, responsible=item.who, due=item.due) if item.task else None
        made.append(
            AgendaItem(
                id=f"{identity[:12]}.{order}",
                order=order,
                number=str(order),
                title=item.title,
                text=item.text,
                spans=(Span(page=order, start=at, end=len(page), at=0),),
                actions=(task,) if task else (),
            )
        )
    return Document(
        id=identity,
        source=Source(path=f"/minutes/{name}.txt", media_type="text/plain", bytes=1, sha256=identity),
        kind=kind,
        title=name,
        language=None,
        municipality="Lauvby",
        body=body,
        meeting=Meeting(date=date),
        pages=tuple(pages),
        items=tuple(made),
        made_by=MadeBy(program="test", model="test", vocabulary="test"),
    )


FIRST, SECOND, THIRD = dt.date(2020, 2, 3), dt.date(2020, 6, 8), dt.date(2020, 11, 9)
PLAN = "Rektor lager en mobbeplan for ungdomstrinnet innen 1. mai 2020."
PAPERS = (
    paper(
        "februar",
        FIRST,
        Told(title="Skole", text=PLAN, task=PLAN, who="Rektor", due=dt.date(2020, 5, 1)),
        Told(
            title="Lys",
            text="Teknisk sjef monterer gatelys i Kvernveien.",
            task="Teknisk sjef monterer gatelys i Kvernveien.",
            who="Teknisk sjef",
        ),
        Told(
            title="Kurs",
            text="Politiet holder foredrag om nettsvindel for pensjonistene innen 1. april 2020.",
            task="Politiet holder foredrag om nettsvindel for pensjonistene innen 1. april 2020.",
            who="Politiet",
            due=dt.date(2020, 4, 1),
        ),
    ),
    paper(
        "juni",
        SECOND,
        Told(title="Orienteringer", text="Været har vært fint.\nMobbeplanen er utsatt til høsten."),
        Told(title="Trafikk", text="Gatelysene i Kvernveien er montert, og de virker. Beboerne er fornøyde."),
    ),
    paper(
        "november",
        THIRD,
        Told(title="Skole", text="Rektor la fram mobbeplanen for ungdomstrinnet. Den er tatt i bruk."),
        Told(
            title="Beredskap",
            text="Ordføreren skaffer sandsekker.",
            task="Ordføreren skaffer sandsekker.",
            who="Ordføreren",
        ),
    ),
)


@pytest.fixture
def room(tmp_path: Path, analysis: Analysis) -> Iterator[Archive]:
    with Archive.open(tmp_path / "arkiv", create=True) as opened:
        for document in PAPERS:
            opened.catalogue.store(document)
        opened.bring_index_up_to_date(analysis, STAMP)
        yield opened


def answer(room: Archive, analysis: Analysis, question: str = "", **options: object) -> FollowUp:
    engine: Engine = room.engine(STAMP)
    try:
        return follow_up(room.catalogue, engine, analysis, question, **options)  # type: ignore[arg-type]
    finally:
        engine.close()


def one(followed: FollowUp, words: str) -> FollowedAction:
    (found,) = [action for action in followed.actions if words in action.text]
    return found


def test_a_task_that_was_put_off_and_then_done_is_done_by_the_last_word(room: Archive, analysis: Analysis) -> None:
    action = one(answer(room, analysis), "mobbeplan")
    assert [(link.date, link.telling) for link in action.links] == [
        (SECOND, Telling.POSTPONED),
        (THIRD, Telling.DONE),
    ]
    assert (action.fate, action.settled, action.age_days) == (Fate.DONE, THIRD, (THIRD - FIRST).days)
    assert action.overdue_days is None


def test_a_task_that_is_never_heard_of_again_is_open_and_overdue(room: Archive, analysis: Analysis) -> None:
    action = one(answer(room, analysis), "nettsvindel")
    assert (action.fate, action.links, action.meetings_since) == (Fate.OPEN, (), 2)
    assert action.as_of == THIRD
    assert action.overdue_days == (THIRD - dt.date(2020, 4, 1)).days


def test_seen_from_an_earlier_day_nothing_later_is_known(room: Archive, analysis: Analysis) -> None:
    followed = answer(room, analysis, as_of=dt.date(2020, 7, 1))
    action = one(followed, "mobbeplan")
    assert (action.fate, action.as_of, len(action.links)) == (Fate.MENTIONED, dt.date(2020, 7, 1), 1)
    assert action.overdue_days == (dt.date(2020, 7, 1) - dt.date(2020, 5, 1)).days
    assert not [other for other in followed.actions if "sandsekker" in other.text]


def test_a_link_shows_its_quote_its_page_and_the_words_it_was_found_by(room: Archive, analysis: Analysis) -> None:
    (link,) = one(answer(room, analysis), "gatelys").links
    assert link.quote == "Gatelysene i Kvernveien er montert, og de virker."
    assert {word.mention for word in link.shared} >= {"Gatelysene", "Kvernveien"}
    document = room.catalogue.document(link.document_id)
    for evidence in link.evidence:
        assert document.page(evidence.page).text[evidence.start : evidence.end] == evidence.quote
    assert "".join(evidence.quote for evidence in link.evidence) == link.quote
    assert link.page == 2


def test_what_a_notice_says_of_the_same_meeting_is_no_follow_up(room: Archive, analysis: Analysis) -> None:
    again = paper(
        "juni-innkalling", SECOND, Told(title="Lys", text="Gatelysene i Kvernveien."), kind=DocumentKind.INNKALLING
    )
    room.catalogue.store(again)
    room.catalogue.store(replace(PAPERS[0], id="a" * 64, source=replace(PAPERS[0].source, path="/minutes/kopi.txt")))
    room.bring_index_up_to_date(analysis, STAMP)
    followed = answer(room, analysis)
    assert len([action for action in followed.actions if "gatelys" in action.text]) == 1
    assert len(one(followed, "gatelys").links) == 1


def test_another_bodys_meetings_say_nothing_of_a_task(room: Archive, analysis: Analysis) -> None:
    same_words = Told(title="Kurs", text="Foredraget om nettsvindel for pensjonistene ble holdt.")
    room.catalogue.store(paper("eldreråd", SECOND, same_words, body="Eldrerådet"))
    room.bring_index_up_to_date(analysis, STAMP)
    assert one(answer(room, analysis), "nettsvindel").links == ()


def test_a_paper_without_a_date_is_told_and_not_linked(room: Archive, analysis: Analysis) -> None:
    task = "Kommunen kjøper hjertestarter."
    room.catalogue.store(paper("udatert", None, Told(title="Helse", text=task, task=task, who="Kommunen")))
    room.bring_index_up_to_date(analysis, STAMP)
    followed = answer(room, analysis)
    assert one(followed, "hjertestarter").opened is None
    assert "1 står i dokumenter uten dato" in followed.told


# ---- questions and filters ----------------------------------------------------------------------------------------


def test_a_question_chooses_the_items_and_leaves_the_links_whole(room: Archive, analysis: Analysis) -> None:
    followed = answer(room, analysis, "gatelys", filters=Filters(years=("2020",)))
    assert [action.text for action in followed.actions] == ["Teknisk sjef monterer gatelys i Kvernveien."]
    assert followed.actions[0].fate is Fate.DONE
    assert followed.interpreted == "gatelys OG år 2020"


def test_a_misspelt_word_that_finds_no_item_is_told(room: Archive, analysis: Analysis) -> None:
    (remark,) = answer(room, analysis, "gatleys").diagnostics
    assert remark.message == "«gatleys» finnes ikke i arkivet. Mente du «gatelys»?"


@pytest.mark.parametrize("typed", ["Rektor", "rektor", "Rektoren"], ids=["as written", "small", "definite"])
def test_whoever_has_a_task_is_found_however_the_name_is_bent(room: Archive, analysis: Analysis, typed: str) -> None:
    followed = answer(room, analysis, filters=Filters(responsible=(typed,)))
    assert [action.responsible for action in followed.actions] == ["Rektor"]


def test_nobody_of_that_name_is_said_so(room: Archive, analysis: Analysis) -> None:
    with pytest.raises(UsageError, match="finnes ikke i arkivet"):
        answer(room, analysis, filters=Filters(responsible=("Havnesjefen",)))


# ---- what people say ----------------------------------------------------------------------------------------------


def test_a_rejected_link_counts_no_longer_until_it_is_taken_back(room: Archive, analysis: Analysis) -> None:
    action = one(answer(room, analysis), "gatelys")
    assert decide(room.catalogue, action, action.links[0], "rejected")
    assert one(answer(room, analysis), "gatelys").fate is Fate.OPEN
    (other,) = consider(room.catalogue, action.id).others
    assert other.verdict is Verdict.REJECTED
    assert decide(room.catalogue, action, other, None)
    assert one(answer(room, analysis), "gatelys").fate is Fate.DONE
    assert not decide(room.catalogue, action, other, None)


def test_a_whole_item_can_be_confirmed_as_the_follow_up(room: Archive, analysis: Analysis) -> None:
    action = one(answer(room, analysis), "nettsvindel")
    item = room.catalogue.document(PAPERS[2].id).items[1]
    considered = consider(room.catalogue, action.id[:6])
    decide(room.catalogue, considered.action, place_of(room.catalogue, considered, item.id), "confirmed")
    (link,) = one(answer(room, analysis), "nettsvindel").links
    assert (link.item_id, link.verdict) == (item.id, Verdict.CONFIRMED)


def test_what_was_said_survives_that_the_papers_are_read_again_with_other_bytes(
    room: Archive, analysis: Analysis
) -> None:
    action = one(answer(room, analysis), "gatelys")
    decide(room.catalogue, action, action.links[0], "rejected")
    for number, document in enumerate(PAPERS):
        room.catalogue.remove(document.id)
        items = tuple(replace(item, id=f"ny{number}.{item.order}") for item in document.items)
        room.catalogue.store(replace(document, id=f"{number}" * 64, items=items))
    room.bring_index_up_to_date(analysis, STAMP)
    again = one(answer(room, analysis), "gatelys")
    assert again.item_id != action.item_id
    assert (again.id, again.fate) == (action.id, Fate.OPEN)


def test_what_was_said_survives_that_the_body_is_called_otherwise(room: Archive, analysis: Analysis) -> None:
    action = one(answer(room, analysis), "gatelys")
    decide(room.catalogue, action, action.links[0], "rejected")
    for document in PAPERS:
        room.catalogue.store(replace(document, body="Politiråd"))
    room.bring_index_up_to_date(analysis, STAMP)
    again = one(answer(room, analysis), "gatelys")
    assert again.id != action.id
    assert again.fate is Fate.OPEN
    (other,) = consider(room.catalogue, again.id).others
    assert decide(room.catalogue, again, other, None)
    assert verdicts(room.catalogue) == ()


@pytest.mark.parametrize("name", ["", "zzz"], ids=["empty", "unknown"])
def test_an_unknown_action_point_is_one_sentence(room: Archive, name: str) -> None:
    with pytest.raises(NotFound, match="oppfølgingspunkt"):
        consider(room.catalogue, name)


def test_an_unknown_link_is_one_sentence_with_the_way_out(room: Archive, analysis: Analysis) -> None:
    considered = consider(room.catalogue, one(answer(room, analysis), "gatelys").id)
    with pytest.raises(NotFound, match="actions show"):
        place_of(room.catalogue, considered, "finnes-ikke")


# ---- the parts ----------------------------------------------------------------------------------------------------


def passage(text: str, *, after: str = "", task: bool = False, start: int | None = 0) -> Passage:
    item = Item(
        row=1,
        item_id="a.1",
        document_id="a",
        date=FIRST,
        number="1",
        title="Sak",
        text=text,
        page=1,
        source="a.txt",
        approves=False,
    )
    return Passage(item=item, text=text, start=start, after=after, task=task)


@pytest.mark.parametrize("entry", signs()["telling"], ids=lambda entry: str(entry["says"]))
def test_each_sign_of_telling_is_seen_where_it_should(entry: dict[str, object]) -> None:
    pattern = re.compile(str(entry["pattern"]))
    for text in entry["seen"]:  # type: ignore[attr-defined]
        assert telling_of(passage(text)) == entry["says"], text
    for text in entry["unseen"]:  # type: ignore[attr-defined]
        assert not pattern.search(text), text


@pytest.mark.parametrize("name", ["report", "list", "asks", "pending"])
def test_each_other_sign_is_seen_where_it_should(name: str) -> None:
    entry = signs()[name]
    pattern = re.compile(entry["pattern"])
    assert [text for text in entry["seen"] if not pattern.search(text)] == []
    assert [text for text in entry["unseen"] if pattern.search(text)] == []


def test_the_next_sentence_may_take_back_that_something_is_done() -> None:
    done = "Sikringen ble tatt opp på nytt."
    assert telling_of(passage(done)) is Telling.DONE
    assert telling_of(passage(done, after="Det venter fortsatt på en avklaring.")) is Telling.NOT_DONE
    assert telling_of(passage("Turen ble avlyst.", after="Utgår.")) is Telling.DROPPED
    assert telling_of(passage(done, after="Neste sak venter fortsatt.")) is Telling.DONE


def test_a_task_promised_again_is_renewed() -> None:
    assert telling_of(passage("Rektor lager planen.", task=True)) is Telling.RENEWED


TELLINGS = st.lists(st.tuples(st.dates(), st.sampled_from(list(Telling))), max_size=6)


@given(told=TELLINGS)
@settings(max_examples=60, deadline=None)
def test_the_last_word_that_decides_decides(told: list[tuple[dt.date, Telling]]) -> None:
    fate, settled = fate_of(told)
    assert (fate is Fate.OPEN) == (not told)
    assert (settled is not None) == (fate in {Fate.DONE, Fate.DROPPED})
    assert fate_of([*told, (FIRST, Telling.TOLD)])[0] == (fate if told else Fate.MENTIONED)


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_sentences_of_any_text_are_places_in_it_in_order(text: str) -> None:
    last = 0
    for start, end, begin in sentences_of(text):
        assert last <= start < end <= len(text)
        assert begin <= start
        assert "\n" not in text[start:end]
        last = end


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Vi møtes kl. 10. Alt er klart.", ["Vi møtes kl. 10.", "Alt er klart."]),
        ("• Første punkt.\n2. Andre punkt.", ["Første punkt.", "Andre punkt."]),
        ("Det er ca. Ti biler. P. Hansen kjører.", ["Det er ca. Ti biler.", "P. Hansen kjører."]),
        ("Lys er satt opp.\nFølger opp: Teknisk sjef", ["Lys er satt opp."]),
    ],
    ids=["clock", "list", "abbreviations", "label line"],
)
def test_sentences_end_where_they_end(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end, _ in sentences_of(text)] == parts


@pytest.mark.parametrize(
    ("one_form", "other_form"),
    [
        ("varsles", "varslingen"),
        ("øver", "øvelsen"),
        ("søker", "søknaden"),
        ("kartlegger", "kartleggingen"),
        ("kurs", "kurset"),
    ],
)
def test_a_verb_and_its_noun_have_one_root(one_form: str, other_form: str) -> None:
    assert topic_of(one_form).terms.keys() == topic_of(other_form).terms.keys()


@given(word=st.text(alphabet="abdefgiklmnorstuvyæøå", min_size=3, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_root_is_never_empty(word: str) -> None:
    assert root(word)


def test_numbers_of_the_same_thing_tell_two_tasks_apart() -> None:
    assert topic_of("tallene for 9. trinn").counted != topic_of("tallene for 10. trinn").counted
    assert not topic_of("innen 1. mai").counted


@pytest.mark.parametrize(
    ("responsible", "name", "is_theirs"),
    [
        ("Politiet og krisesenteret", "Krisesenteret", True),
        ("SLT-koordinatoren", "SLT-koordinator", True),
        ("Kommunalsjef oppvekst", "Kommunalsjef teknikk", False),
        (None, "Politiet", False),
    ],
)
def test_a_shared_task_is_each_ones(responsible: str | None, name: str, is_theirs: bool) -> None:  # noqa: FBT001 a case
    assert answers_for(responsible, [name], []) is is_theirs
    assert answers_for(responsible, [], [name]) is not is_theirs


def test_who_has_a_task_is_one_group_however_written() -> None:
    assert group_key("SLT-koordinator") == group_key("slt-koordinatoren")
    assert parties_of(None) == ()


def test_a_fingerprint_forgets_signs_and_blanks() -> None:
    assert fingerprint("• Lysene er\nmontert.") == fingerprint("lysene er montert")


def test_the_weights_are_those_of_features_that_exist_and_a_long_paper_needs_more() -> None:
    learnt = weights()
    assert "bias" in learnt
    assert 0 < SURE < 1
    short, long_one = likelihood({"crowd": 0.0}, learnt), likelihood({"crowd": -3.0}, learnt)
    assert long_one < short


GOLD = Path(__file__).parents[1] / "gold" / "followup"


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.toml")), ids=lambda path: path.stem)
def test_the_gold_quotes_words_that_stand_in_its_papers(path: Path) -> None:
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    folder = Path(__file__).parents[2] / gold["folder"]
    for action in gold["action"]:
        assert action["opened"] in gold["files"]
        assert action["state"] in {str(fate) for fate in Fate}
        for place in (*action["later"], *action.get("optional", ())):
            day, _, words = (part.strip() for part in place.split("|"))
            file = folder / gold["files"][day]
            assert day > action["opened"]
            if file.suffix == ".txt" and file.parent == GOLD / "documents":
                assert words in file.read_text(encoding="utf-8"), words
