"""The contract of an engine: every engine against one that looks at every unit and needs no index."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import tantivy_engine, whoosh_engine
from index.engine import (
    And,
    DateBetween,
    Engine,
    EngineHit,
    Everything,
    Facet,
    FacetIs,
    Found,
    Keyword,
    Near,
    Not,
    Or,
    Prefix,
    Query,
    Some,
    Sort,
    Term,
    TextField,
    Token,
    TokenKind,
    Unit,
    Wanted,
)
from tests.index.plain_edits import edits

WORDS = (
    "båt",
    "båter",
    "bru",
    "bruvedlikehold",
    "skole",
    "skoleveg",
    "veg",
    "vegen",
    "ørret",
    "sak",
    "i",
    "på",
    "og",
    "5",
)
BODIES = ("Havneutvalget", "Skoleutvalget")
FACETS = (Facet.BODY, Facet.THEME, Facet.LANGUAGE)


class PlainAnalyser:
    """Words as they stand, their first three letters as the inflected form, known first parts as compounds."""

    version = "plain"

    def tokens(self, text: str) -> tuple[Token, ...]:
        return tuple(self._tokens(text))

    def _tokens(self, text: str) -> Iterator[Token]:
        for position, match in enumerate(re.finditer(r"\w+", text.lower())):
            word, (start, end) = match[0], match.span()
            yield Token(word, TokenKind.EXACT, position, start, end)
            yield Token(word[:3], TokenKind.INFLECTED, position, start, end)
            for part in ("bru", "skole"):
                if word.startswith(part) and word != part:
                    yield Token(part, TokenKind.COMPOUND, position, start, end)


class OneKindAWord:
    """Reads the name of a kind as a word of that kind."""

    version = "kinds"

    def tokens(self, text: str) -> tuple[Token, ...]:
        return (Token("form", TokenKind[text], 0, 0, len(text)),) if text else ()


class LookingEngine:
    """Looks at every unit for every question. Right by being simple; its scores are all alike."""

    name = "looking"

    def __init__(self) -> None:
        self._units: dict[int, Unit] = {}
        self._analyser = PlainAnalyser()

    def write(self, units: Iterable[Unit], *, delete_documents: Sequence[str] = ()) -> None:
        units = list(units)
        gone = {*delete_documents, *(unit.document_id for unit in units)}
        self._units = {row: unit for row, unit in self._units.items() if unit.document_id not in gone}
        self._units |= {unit.row: unit for unit in units}

    def search(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        facets: Sequence[Facet] = (),
        same: Mapping[int, int] | None = None,
        facet_queries: Mapping[Facet, Query] | None = None,
        covering: Mapping[Facet, Mapping[str, Sequence[str]]] | None = None,
        mark: Sequence[Term | Prefix] = (),
    ) -> Found:
        del sort
        stands = same or {}
        found = [unit for unit in self._units.values() if self._answers(unit, query)]
        rows = {unit.row for unit in found}
        groups = {unit.row: stands.get(unit.row, unit.row) for unit in found}
        shown = [
            u
            for u in found
            if u.row == min((r for r in rows if groups[r] == groups[u.row]), key=lambda r: (r != groups[r], r))
        ]
        shown.sort(key=lambda unit: (-(unit.date.toordinal() if unit.date else 0), unit.row))
        return Found(
            total=len(shown),
            hits=tuple(
                EngineHit(row=u.row, item_id=u.item_id, score=0.0, places=self._places(u, mark))
                for u in shown[offset : offset + limit]
            ),
            facets=(counted := self._counted(query, stands, facets, facet_queries or {}, covering or {}))[0],
            without=counted[1],
        )

    def rows(self, query: Query) -> frozenset[int]:
        return frozenset(row for row, unit in self._units.items() if self._answers(unit, query))

    def number_beginning(self, prefix: str) -> int:
        words = {
            token.term for unit in self._units.values() for field in TextField for token in self._exact(unit, field)
        }
        return sum(word.startswith(prefix) for word in words)

    def words_like(self, word: str, *, limit: int) -> tuple[str, ...]:
        units = Counter(
            term for unit in self._units.values() for term in {t.term for f in TextField for t in self._exact(unit, f)}
        )
        near = {found: edits(word, found) for found in units if found != word}
        allowed = 1 if len(word) <= 3 else 2
        order = sorted((away, -units[found], found) for found, away in near.items() if away <= allowed)
        return tuple(found for *_, found in order[:limit])

    def close(self) -> None:
        self._units.clear()

    def _counted(
        self,
        query: Query,
        stands: Mapping[int, int],
        facets: Sequence[Facet],
        facet_queries: Mapping[Facet, Query],
        covering: Mapping[Facet, Mapping[str, Sequence[str]]],
    ) -> tuple[dict[Facet, tuple[tuple[str, int], ...]], dict[Facet, int]]:
        values, without = {}, {}
        for facet in facets:
            having: dict[str, set[int]] = {}
            groups = set()
            for unit in self._units.values():
                if self._answers(unit, facet_queries.get(facet, query)):
                    groups.add(stands.get(unit.row, unit.row))
                    for value in unit.facets.get(facet, ()):
                        having.setdefault(value, set()).add(stands.get(unit.row, unit.row))
            without[facet] = len(groups - set().union(*having.values()))
            above = covering.get(facet, {})
            upper = {value: set().union(*(having.get(v, set()) for v in (value, *above[value]))) for value in above}
            numbers = {value: len(found) for value, found in (having | upper).items() if found}
            values[facet] = tuple(sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])))
        return values, without

    def _tokens(self, unit: Unit, field: TextField) -> tuple[Token, ...]:
        return self._analyser.tokens(unit.texts.get(field, ""))

    def _exact(self, unit: Unit, field: TextField) -> list[Token]:
        return [token for token in self._tokens(unit, field) if token.kind is TokenKind.EXACT]

    def _answers(self, unit: Unit, query: Query) -> bool:  # noqa: C901, PLR0911, PLR0912 one branch a kind of node
        match query:
            case Term():
                return any(self._positions(unit, query, field) for field in _fields(query.field))
            case Prefix():
                tokens = (token for field in _fields(query.field) for token in self._exact(unit, field))
                return any(token.term.startswith(query.prefix) for token in tokens)
            case Near():
                return any(self._near(unit, query, field) for field in _fields(query.field))
            case Keyword():
                return query.value in unit.keywords.get(query.name, ())
            case FacetIs():
                return bool(set(query.values) & set(unit.facets.get(query.facet, ())))
            case DateBetween():
                if query.undated or unit.date is None:
                    return query.undated and unit.date is None
                return (query.first or dt.date.min) <= unit.date <= (query.last or dt.date.max)
            case And():
                return all(self._answers(unit, part) for part in query.parts)
            case Or():
                return any(self._answers(unit, part) for part in query.parts)
            case Not():
                return not self._answers(unit, query.part)
            case Some():
                telling = [wanted for wanted in query.wanted if not wanted.asks]
                return any(self._answers(unit, part) for one in telling for part in (one.whole, *one.inside, *one.akin))
            case Everything():
                return True
            case _:
                assert_never(query)

    def _positions(self, unit: Unit, term: Term, field: TextField) -> set[int]:
        if term.field not in (None, field):
            return set()
        return {token.position for token in self._tokens(unit, field) if (token.term, token.kind) in term.terms}

    def _places(self, unit: Unit, words: Sequence[Term | Prefix]) -> dict[TextField, tuple[int, ...]]:
        forms = {form for word in words if isinstance(word, Term) for form in word.terms}
        beginnings = tuple(word.prefix for word in words if isinstance(word, Prefix))
        return {
            field: tuple(
                sorted(
                    {
                        token.position
                        for token in self._tokens(unit, field)
                        if (token.term, token.kind) in forms
                        or (token.kind is TokenKind.EXACT and token.term.startswith(beginnings))
                    }
                )
            )
            for field in TextField
        }

    def _near(self, unit: Unit, query: Near, field: TextField) -> bool:
        parts = [self._positions(unit, part, field) for part in query.parts]
        if not parts:
            return False
        if query.slop == 0:
            return any(all(start + n in part for n, part in enumerate(parts)) for start in parts[0])
        reach = max(query.slop, len(parts) - 1)
        stretches = [set(range(start, start + reach + 1)) for start in set().union(*parts)]
        return any(
            all(part & stretch for part in parts) and len(set().union(*parts) & stretch) >= len(parts)
            for stretch in stretches
        )


def _fields(field: TextField | None) -> tuple[TextField, ...]:
    return tuple(TextField) if field is None else (field,)


def unit(
    row: int,
    text: str = "",
    *,
    title: str = "",
    decision: str = "",
    document: str = "",
    date: dt.date | None = None,
    facets: dict[Facet, tuple[str, ...]] | None = None,
    keywords: dict[str, tuple[str, ...]] | None = None,
) -> Unit:
    return Unit(
        row=row,
        item_id=f"item-{row}",
        document_id=document or f"document-{row}",
        date=date,
        texts={TextField.TITLE: title, TextField.DECISION: decision, TextField.TEXT: text},
        facets=facets or {},
        keywords=keywords or {},
    )


def generated_units(number: int, *, seed: int, first_row: int = 1) -> list[Unit]:
    """Units of a small world, three to a document, in which every word meets every other."""
    chance = random.Random(seed)
    return [
        unit(
            row,
            " ".join(chance.choices(WORDS, k=chance.randint(0, 12))),
            title=" ".join(chance.choices(WORDS, k=chance.randint(0, 3))),
            decision=" ".join(chance.choices(WORDS, k=chance.choice((0, 0, 4)))),
            document=f"document-{(row - 1) // 3}",
            date=chance.choice((None, dt.date(2019 + chance.randint(0, 4), 5, 17), dt.date(2021, 12, 6))),
            facets={
                Facet.BODY: (chance.choice(BODIES),),
                Facet.THEME: tuple(chance.sample(("bru", "skole", "fiske"), k=chance.randint(0, 3))),
            },
            keywords={"person": tuple(chance.sample(("kari sund", "ola bru"), k=chance.randint(0, 2)))},
        )
        for row in range(first_row, first_row + number)
    ]


def fill(engine: Engine) -> None:
    """Several commits, with documents replaced and deleted: what a kept archive looks like."""
    units = generated_units(90, seed=3)
    for start in range(0, 90, 15):
        engine.write(units[start : start + 15])
    engine.write(generated_units(6, seed=4, first_row=10), delete_documents=["document-1", "document-12"])
    engine.write([], delete_documents=["document-20"])
    engine.write(units[36:39])


def new_whoosh(folder: Path) -> Engine:
    whoosh_engine.create_index(folder)
    return whoosh_engine.WhooshEngine(folder, PlainAnalyser())


def new_tantivy(folder: Path) -> Engine:
    tantivy_engine.create_index(folder)
    return tantivy_engine.TantivyEngine(folder, PlainAnalyser())


ENGINES = {"whoosh": new_whoosh, "tantivy": new_tantivy}


@pytest.fixture(params=ENGINES)
def new_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    made: list[Engine] = []

    def make() -> Engine:
        made.append(ENGINES[request.param](tmp_path / f"index-{len(made)}"))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(params=ENGINES, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = ENGINES[request.param](tmp_path_factory.mktemp("filled") / "index")
    fill(engine)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def oracle() -> LookingEngine:
    engine = LookingEngine()
    fill(engine)
    return engine


fields = st.sampled_from([None, *TextField])
forms = st.one_of(
    st.tuples(st.sampled_from([*WORDS, "fremmed"]), st.just(TokenKind.EXACT)),
    st.tuples(st.sampled_from([word[:3] for word in WORDS]), st.just(TokenKind.INFLECTED)),
    st.tuples(st.sampled_from(("bru", "skole")), st.just(TokenKind.COMPOUND)),
)
terms = st.builds(Term, terms=st.lists(forms, max_size=3).map(tuple), field=fields)
dates = st.none() | st.dates(dt.date(2018, 1, 1), dt.date(2024, 1, 1))
leaves: st.SearchStrategy[Query] = st.one_of(
    terms,
    st.builds(Prefix, prefix=st.sampled_from(("b", "bru", "bå", "skolev", "x")), field=fields),
    st.builds(
        Near, parts=st.lists(terms, max_size=3).map(tuple), slop=st.integers(min_value=0, max_value=4), field=fields
    ),
    st.builds(
        Keyword, name=st.sampled_from(("person", "item")), value=st.sampled_from(("kari sund", "ola bru", "ola"))
    ),
    st.builds(
        FacetIs,
        facet=st.sampled_from((Facet.BODY, Facet.THEME, Facet.YEAR)),
        values=st.lists(st.sampled_from((*BODIES, "bru", "fiske", "2021")), max_size=2).map(tuple),
    ),
    st.builds(DateBetween, first=dates, last=dates, undated=st.booleans()),
    st.just(Everything()),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, parts=st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, parts=st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, part=inner),
        st.builds(
            Some,
            wanted=st.lists(
                st.builds(
                    Wanted,
                    whole=inner,
                    inside=st.lists(terms, max_size=2).map(tuple),
                    akin=st.lists(inner, max_size=1).map(tuple),
                    asks=st.booleans(),
                ),
                max_size=3,
            ).map(tuple),
        ),
    ),
    max_leaves=6,
)

exact = partial(lambda word, field=None: Term(terms=((word, TokenKind.EXACT),), field=field))


@given(query=queries)
@settings(max_examples=300, deadline=None)
def test_finds_what_looking_at_every_unit_finds(filled: Engine, oracle: LookingEngine, query: Query) -> None:
    assert filled.rows(query) == oracle.rows(query)


@given(query=queries)
@settings(max_examples=100, deadline=None)
def test_total_and_facet_counts_are_over_all_that_is_found(filled: Engine, oracle: LookingEngine, query: Query) -> None:
    found, expected = (engine.search(query, limit=3, facets=FACETS) for engine in (filled, oracle))
    assert (found.total, found.facets, found.without) == (expected.total, expected.facets, expected.without)


@given(query=queries, other=queries)
@settings(max_examples=60, deadline=None)
def test_a_facet_may_be_counted_over_another_query_and_its_upper_values_over_all_under_them(
    filled: Engine, oracle: LookingEngine, query: Query, other: Query
) -> None:
    covering = {Facet.THEME: {"ferdsel": ("bru", "veg"), "bru": ("fiske",), "tomt": ()}}
    found, expected = (
        engine.search(query, limit=3, facets=FACETS, facet_queries={Facet.THEME: other}, covering=covering)
        for engine in (filled, oracle)
    )
    assert (found.facets, found.without) == (expected.facets, expected.without)


@given(query=queries)
@settings(max_examples=60, deadline=None)
def test_by_date_is_newest_first_then_by_row_with_the_undated_last(
    filled: Engine, oracle: LookingEngine, query: Query
) -> None:
    found, expected = (engine.search(query, limit=100, sort=Sort.DATE) for engine in (filled, oracle))
    assert [hit.row for hit in found.hits] == [hit.row for hit in expected.hits]


@given(words=st.lists(terms | st.builds(Prefix, prefix=st.sampled_from(("b", "skolev", "x"))), max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_is_to_be_marked_is_told_by_place_in_every_field(
    filled: Engine, oracle: LookingEngine, words: list[Term | Prefix]
) -> None:
    found, expected = (
        engine.search(Everything(), limit=100, sort=Sort.DATE, mark=words).hits for engine in (filled, oracle)
    )
    told = [{field: places for field, places in hit.places.items() if places} for hit in found]
    assert told == [{field: places for field, places in hit.places.items() if places} for hit in expected]


@pytest.mark.parametrize("sort", Sort)
@given(query=queries, size=st.integers(min_value=1, max_value=40))
@settings(max_examples=40, deadline=None)
def test_pages_put_together_are_the_whole_list(filled: Engine, sort: Sort, query: Query, size: int) -> None:
    whole = filled.search(query, limit=1000, sort=sort)
    pages = [filled.search(query, limit=size, offset=start, sort=sort) for start in range(0, whole.total + 1, size)]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert len(whole.hits) == whole.total


@given(query=queries)
@settings(max_examples=40, deadline=None)
def test_by_relevance_scores_fall_and_ties_go_to_the_newest(
    filled: Engine, oracle: LookingEngine, query: Query
) -> None:
    by_date = [hit.row for hit in oracle.search(Everything(), limit=1000).hits]
    hits = filled.search(query, limit=1000).hits
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, by_date.index(hit.row)))


@given(
    steps=st.lists(
        st.tuples(st.lists(st.integers(0, 5), unique=True, max_size=4), st.lists(st.integers(0, 5), max_size=2)),
        max_size=12,
    )
)
@settings(max_examples=12, deadline=None)
@pytest.mark.parametrize("kind", ENGINES)
def test_any_order_of_writing_replacing_and_deleting_leaves_what_was_asked_for(
    kind: str, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[int], list[int]]]
) -> None:
    engine, oracle = ENGINES[kind](tmp_path_factory.mktemp("steps") / "index"), LookingEngine()
    row = 0
    for written, deleted in steps:
        units = []
        for number in written:
            row += 1
            units.append(unit(row, f"båt {row}", document=str(number)))
        for each in (engine, oracle):
            each.write(units, delete_documents=[str(number) for number in deleted if number not in written])
    assert engine.rows(exact("båt")) == oracle.rows(exact("båt"))
    assert engine.rows(Everything()) == oracle.rows(Everything())
    engine.close()


@pytest.mark.parametrize("word", ["båtr", "skolevei", "vegn", "ssak", "bru", "åø"])
def test_suggests_the_nearest_words_the_most_frequent_first(filled: Engine, oracle: LookingEngine, word: str) -> None:
    assert filled.words_like(word, limit=5) == oracle.words_like(word, limit=5)


@pytest.mark.parametrize("prefix", ["b", "skole", "sk", "å", "båtbåtbåt", "x"])
def test_tells_how_many_words_begin_so(filled: Engine, oracle: LookingEngine, prefix: str) -> None:
    assert filled.number_beginning(prefix) == oracle.number_beginning(prefix)


def test_an_empty_index_answers(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    assert engine.search(exact("båt"), limit=5, facets=(Facet.BODY,)) == Found(
        total=0, hits=(), facets={Facet.BODY: ()}, without={Facet.BODY: 0}
    )
    assert engine.words_like("båt", limit=3) == ()
    assert engine.rows(Not(part=exact("båt"))) == frozenset()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"title": "båt"}, {"text": "båt"}, id="title over text"),
        pytest.param({"title": "båt"}, {"decision": "båt"}, id="title over decision"),
        pytest.param({"decision": "båt"}, {"text": "båt"}, id="decision over text"),
        pytest.param({"text": "båt"}, {"text": "båten"}, id="exact over inflected"),
        pytest.param({"text": "båt båt og sak"}, {"text": "båt og sak sak"}, id="more often over once"),
        pytest.param({"text": "båt sak"}, {"text": "båt sak og på i veg sak ørret"}, id="short over long"),
    ],
)
def test_ranks(new_engine: Callable[[], Engine], better: dict[str, str], worse: dict[str, str]) -> None:
    engine = new_engine()
    engine.write([unit(1, **worse), unit(2, **better), *(unit(row, "veg", title="veg") for row in range(3, 9))])  # type: ignore[arg-type]
    forms = (("båt", TokenKind.EXACT), ("båt", TokenKind.INFLECTED))
    assert [hit.row for hit in engine.search(Term(terms=forms), limit=2).hits] == [2, 1]


@pytest.mark.parametrize("module", [whoosh_engine, tantivy_engine], ids=["whoosh", "tantivy"])
def test_the_less_exact_a_form_the_less_it_weighs(module: ModuleType, tmp_path: Path) -> None:
    module.create_index(tmp_path)
    made = (getattr(module, name) for name in ("WhooshEngine", "TantivyEngine") if hasattr(module, name))
    engine = next(made)(tmp_path, OneKindAWord())
    engine.write([unit(int(kind) + 1, kind.name) for kind in (*reversed(TokenKind),)])
    found = engine.search(Term(terms=tuple(("form", kind) for kind in TokenKind)), limit=9)
    scores = [hit.score for hit in found.hits]
    assert [hit.row for hit in found.hits] == [1, 2, 3, 4, 5]
    assert scores == sorted(scores, reverse=True)
    engine.close()


def test_a_rare_word_weighs_more_than_a_common_one(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    engine.write([unit(1, "sak"), unit(2, "ørret"), *(unit(row, "sak") for row in range(3, 9))])
    found = engine.search(Or(parts=(exact("sak"), exact("ørret"))), limit=1)
    assert found.hits[0].row == 2


def wanted(word: str, *inside: str, akin: tuple[str, ...] = (), asks: bool = False) -> Wanted:
    return Wanted(whole=exact(word), inside=tuple(map(exact, inside)), akin=tuple(map(exact, akin)), asks=asks)


@pytest.mark.parametrize(
    ("query", "best_first"),
    [
        pytest.param(
            (wanted("båt"), wanted("veg")), ["båt veg sak sak sak", "båt båt båt båt"], id="two over one often"
        ),
        pytest.param((wanted("båt"), wanted("ørret")), ["ørret", "båt"], id="the rarer of two"),
        pytest.param((wanted("båtveg", "båt", "veg"),), ["båtveg", "båt og veg", "veg"], id="whole, its words, a word"),
        pytest.param((wanted("vedtok", akin=("vedtatt",)),), ["vedtok", "vedtatt"], id="the word, then its kin"),
        pytest.param(
            (wanted("ørret", asks=True), wanted("båt")), ["båt båt", "båt"], id="a question's word finds nothing"
        ),
    ],
)
def test_of_some_things_wanted_the_more_and_the_rarer_the_better(
    new_engine: Callable[[], Engine], query: tuple[Wanted, ...], best_first: list[str]
) -> None:
    engine = new_engine()
    others = [unit(row, "båt sak i på") for row in range(5, 9)] + [unit(9, "ørret" if query[0].asks else "sak")]
    engine.write([*(unit(row, text) for row, text in enumerate(best_first, start=1)), *others])
    found = engine.search(Some(wanted=query), limit=20)
    rows = [hit.row for hit in found.hits if hit.row <= len(best_first)]
    assert rows == [*range(1, len(best_first) + 1)]
    assert 9 not in [hit.row for hit in found.hits]


def test_scores_do_not_depend_on_how_the_units_were_committed(new_engine: Callable[[], Engine]) -> None:
    whole, parted = new_engine(), new_engine()
    units = generated_units(40, seed=5)
    whole.write(units)
    parted.write(generated_units(40, seed=6))
    for start in range(0, 40, 3):
        parted.write(units[start : start + 3])
    query = Or(parts=(exact("båt"), Near(parts=(exact("i"), exact("veg")), slop=3)))
    assert whole.search(query, limit=40) == parted.search(query, limit=40)


def test_a_prefix_of_too_many_words_takes_the_most_common(
    new_engine: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = new_engine()
    engine.write([unit(1, "båta"), unit(2, "båtb"), unit(3, "båtb"), unit(4, "båtc"), unit(5, "båtc båtc")])
    monkeypatch.setattr("index.matching.PREFIX_EXPANSIONS", 2)
    assert engine.rows(Prefix(prefix="båt")) == {2, 3, 4, 5}


# ---- units that are the same ----------------------------------------------------------------------------------------


@given(query=queries, seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_units_that_are_the_same_are_one_in_the_total_and_in_each_facet_and_the_one_that_stands_for_them_is_shown(
    filled: Engine, oracle: LookingEngine, query: Query, seed: int
) -> None:
    chance = random.Random(seed)
    rows = sorted(oracle.rows(Everything()))
    stand, others = rows[: len(rows) // 3], rows[len(rows) // 3 :]
    same = {row: chance.choice(stand) for row in others if chance.random() < 0.6}
    covering = {Facet.THEME: {"ferdsel": ("bru", "skole")}}
    found, expected = (
        engine.search(query, limit=999, facets=FACETS, same=same, covering=covering) for engine in (filled, oracle)
    )
    assert (found.total, found.facets, found.without) == (expected.total, expected.facets, expected.without)
    assert len(found.hits) == found.total
    shown, answers = {hit.row for hit in found.hits}, filled.rows(query)
    assert all(same.get(row, row) in shown for row in answers if same.get(row, row) in answers)

    best = {hit.row: hit.score for hit in filled.search(query, limit=999).hits}
    for hit in found.hits:
        group = [row for row in answers if same.get(row, row) == same.get(hit.row, hit.row)]
        assert hit.score == max(best[row] for row in group)


# ---- engines beside each other --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    made = new_whoosh(tmp_path_factory.mktemp("one") / "index"), new_tantivy(tmp_path_factory.mktemp("two") / "index")
    for engine in made:
        engine.write(generated_units(700, seed=9))
    yield made
    for engine in made:
        engine.close()


@given(query=queries)
@settings(max_examples=100, deadline=None)
def test_every_engine_gives_the_same_answer(both: tuple[Engine, Engine], query: Query) -> None:
    left, right = (engine.search(query, limit=50, facets=FACETS) for engine in both)
    assert left == right


ASKED = (
    pytest.param(exact("båt"), id="a word"),
    pytest.param(And(parts=(exact("båt"), exact("veg"))), id="two words"),
    pytest.param(And(parts=(exact("sak"), exact("i"), exact("skole"))), id="three words"),
    pytest.param(Or(parts=(exact("båt"), exact("ørret"))), id="either word"),
    pytest.param(Near(parts=(exact("i"), exact("veg"))), id="a phrase"),
    pytest.param(Near(parts=(exact("båt"), exact("veg")), slop=4), id="near"),
    pytest.param(Prefix(prefix="b"), id="a beginning"),
    pytest.param(And(parts=(exact("båt"), FacetIs(facet=Facet.BODY, values=BODIES[:1]))), id="filtered"),
    pytest.param(
        Term(terms=(("bru", TokenKind.EXACT), ("bru", TokenKind.INFLECTED), ("bru", TokenKind.COMPOUND))), id="forms"
    ),
)
"""Questions that more units answer than are scored where an engine names the best."""


@pytest.mark.parametrize("query", ASKED)
def test_where_nearness_counts_for_the_best_only_the_first_ten_are_nearly_those_of_scoring_all(
    both: tuple[Engine, Engine], query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = both[0].search(query, limit=10)
    monkeypatch.setattr("index.answering.SCORE_ALL", 20)
    monkeypatch.setattr("index.answering.BEST", 60)
    found = both[1].search(query, limit=10, facets=FACETS)
    assert found.total == expected.total
    shared = {hit.row for hit in found.hits} & {hit.row for hit in expected.hits}
    assert len(shared) >= 0.8 * len(expected.hits)


@pytest.mark.parametrize("query", ASKED)
def test_pages_hold_together_where_nearness_counts_for_the_best_only(
    both: tuple[Engine, Engine], query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.answering.SCORE_ALL", 20)
    monkeypatch.setattr("index.answering.BEST", 40)
    same = {row: row - row % 3 for row in range(3, 600) if row % 3}
    for engine in both:
        whole = engine.search(query, limit=1000, same=same)
        pages = [engine.search(query, limit=30, offset=start, same=same) for start in range(0, whole.total + 1, 30)]
        assert [hit.row for page in pages for hit in page.hits] == [hit.row for hit in whole.hits]
        assert len({hit.row for hit in whole.hits}) == whole.total
        scores = [hit.score for hit in whole.hits]
        assert scores == sorted(scores, reverse=True)


def test_very_long_words_and_odd_signs_are_found(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    long_word, kilo = "å" * 5000, "k" * 70_000
    engine.write([unit(1, f"{long_word} båt {kilo}"), unit(2, f"{long_word[:-1]} 𝔞𝔟")])
    assert engine.rows(exact(long_word)) == {1}
    assert engine.rows(exact(kilo)) == {1}
    assert engine.rows(exact("𝔞𝔟")) == {2}
    assert engine.rows(Near(parts=(exact(long_word), exact("båt")))) == {1}
