"""From a Document to what search finds: a Unit for each agenda item, and one for what the document says outside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from index.engine import Facet, TextField, Unit
from minutes.kinds import NameKind
from minutes.model import AgendaItem, Document, Span

NUMBER = re.compile(
    r"(?:^\s*(?P<prefix>[^\W\d_]{2,6}(?:[ -][^\W\d_]{2,6})?[ -]?))?(?P<first>\d{1,6})\s?/\s?(?P<second>\d{1,6})"
)
"""A case number, the first with or without letters before it: «PS 12/21», «0012/21», «2021/1234», «PS TEK 3/08»."""

YEAR = re.compile(r"(?:19|20)\d\d")
"""A year in full: «2021»."""

PLAIN_NUMBER = re.compile(r"(?:sak\s*)?(?P<number>\d{1,6})\.?", re.IGNORECASE)
"""A number alone: «7», «7.», «Sak 7»."""

CASE_WORDS = frozenset({"sak", "saknr", "saksnr", "arkivsak"})
"""Letters before a number that only say that it is one."""

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters, for telling a line of the agenda from the titles it repeats."""


def case_forms(written: str) -> tuple[str, ...]:
    """The forms a case number is found by, most specific first: «PS 0012/2021» gives «ps 12/21» and «12/21».

    Leading zeros go, a year in second place is written with two digits, letters that only mean «case» are dropped.
    The same function makes a question's value: its first form is what to look up.
    """
    forms: dict[str, None] = {}
    for match in NUMBER.finditer(written):
        bare = _bare_number(match["first"], match["second"])
        letters = [word for word in WORD.findall((match["prefix"] or "").casefold()) if word not in CASE_WORDS]
        if letters:
            forms[" ".join((*letters, bare))] = None
        forms[bare] = None
    alone = PLAIN_NUMBER.fullmatch(written.strip())
    if alone:
        forms[str(int(alone["number"]))] = None
    return tuple(forms)


def _bare_number(first: str, second: str) -> str:
    if YEAR.fullmatch(second) and not YEAR.fullmatch(first):
        second = second[2:]
    # A year of two digits keeps its zero: 13/02.
    shortened = second if len(second) == len("02") else str(int(second))
    return f"{int(first)}/{shortened}"


def name_forms(name: str) -> tuple[str, ...]:
    """The forms a person is found by: the whole name and each word of it, in small letters."""
    whole = " ".join(name.casefold().split())
    return tuple(dict.fromkeys((whole, *whole.split())))


def outside(document: Document) -> tuple[str, tuple[Span, ...]]:
    """What a document says outside its items, with the offset map back to its pages.

    With items, that is what stands before the first of them (heading, attendance), without the lines of an agenda that
    repeat the items' titles. Without items it is the whole text.
    """
    places = [(span.page, span.start) for item in document.items for span in item.spans]
    pages = [(page.number, page.text) for page in document.pages]
    return outside_items(pages, [item.title for item in document.items], places)


def outside_items(
    pages: Sequence[tuple[int, str]], titles: Sequence[str], places: Sequence[tuple[int, int]]
) -> tuple[str, tuple[Span, ...]]:
    """The same, of a document that is not at hand whole.

    Args:
        pages: number and text of each.
        titles: of the items.
        places: the pages and places where their texts begin, run by run.
    """
    told = [_words(title) for title in titles]
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for number, text in _before_items(pages, places, has_items=bool(titles)):
        start = 0
        for line in text.splitlines(keepends=True):
            kept = line.rstrip()
            if kept and not _repeats_title(kept, told):
                spans.append(Span(page=number, start=start, end=start + len(kept), at=at))
                parts.append(kept)
                at += len(kept) + 1
            start += len(line)
    return "\n".join(parts), tuple(spans)


def _before_items(
    pages: Sequence[tuple[int, str]], places: Sequence[tuple[int, int]], *, has_items: bool
) -> Sequence[tuple[int, str]]:
    if not places:
        return () if has_items else pages
    first, start = min(places)
    return [(number, text[:start] if number == first else text) for number, text in pages if number <= first]


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


def _repeats_title(line: str, titles: Iterable[tuple[str, ...]]) -> bool:
    """Whether a line holds a whole title, or is a piece of one (of at least two words: titles are broken over lines)."""
    words = _words(line)
    return any(
        title
        and (words == title or (len(title) > 1 and _holds(words, title)) or (len(words) > 1 and _holds(title, words)))
        for title in titles
    )


def _holds(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


def units_of(document: Document, rows: Mapping[str, int]) -> tuple[Unit, ...]:
    """The units of a document.

    Args:
        document: the document.
        rows: the row number of each, by item id; the document's own id for what stands outside the items.
    """
    text, _ = outside(document)
    whole = Unit(
        row=rows[document.id],
        item_id=document.id,
        document_id=document.id,
        date=document.meeting.date,
        texts={TextField.TITLE: document.title or "", TextField.TEXT: text},
        facets={
            **_facets(document),
            Facet.THEME: document.themes,
            Facet.MAIN_THEME: document.main_themes,
        },
        keywords={"person": _people(document), "item": (document.id,)},
    )
    return (whole, *(_unit(document, item, rows[item.id]) for item in document.items))


def _unit(document: Document, item: AgendaItem, row: int) -> Unit:
    responsible = (action.responsible for action in item.actions if action.responsible)
    return Unit(
        row=row,
        item_id=item.id,
        document_id=document.id,
        date=document.meeting.date,
        texts={
            TextField.TITLE: item.title,
            TextField.DECISION: "\n".join(decision.text for decision in item.decisions),
            TextField.TEXT: item.text,
        },
        facets={
            **_facets(document),
            Facet.THEME: item.themes,
            Facet.MAIN_THEME: item.main_themes,
            Facet.RESPONSIBLE: tuple(dict.fromkeys(responsible)),
            Facet.PLACE: places_in(item),
        },
        keywords={
            "person": tuple(dict.fromkeys((*_people(document), *_people_in(item)))),
            "case": tuple(dict.fromkeys(case_forms(item.number or "") + case_forms(item.case_number or ""))),
            "item": (item.id,),
        },
    )


def places_in(item: AgendaItem) -> tuple[str, ...]:
    """The places that an item names."""
    return tuple(dict.fromkeys(name.name for name in item.names if name.kind is NameKind.PLACE))


def _people_in(item: AgendaItem) -> tuple[str, ...]:
    people = (name.name for name in item.names if name.kind is NameKind.PERSON)
    return tuple(form for person in people for form in name_forms(person))


def _facets(document: Document) -> dict[Facet, tuple[str, ...]]:
    date = document.meeting.date
    single = {
        Facet.YEAR: str(date.year) if date else None,
        Facet.MUNICIPALITY: document.municipality,
        Facet.BODY: document.body,
        Facet.KIND: document.kind,
        Facet.LANGUAGE: document.language,
    }
    return {facet: (str(value),) for facet, value in single.items() if value}


def _people(document: Document) -> tuple[str, ...]:
    forms = (form for attendee in document.meeting.attendees for form in name_forms(attendee.name))
    return tuple(dict.fromkeys(forms))
