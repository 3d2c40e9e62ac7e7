"""Themes: which are treated in an item, by which words, which way they go, and where it says so.

Every sentence with a theme's word gives a Mention. Whether it counts is decided for the theme in the whole item: a word
in the title counts; in the text it takes as many sentences as the length of the text asks for, so that one passing word
in a long case paper is incidental while the same word in a short list point is a treatment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.blocks import Flow, Run, evidence_at
from ingest.language_model import LanguageModel
from ingest.themes.matching import Entry, Matcher, Rule
from ingest.themes.sentences import HEADING_WORDS, Hit, Sentence, read_sentences
from ingest.themes.together import join_sides
from ingest.themes.trend import trend_of
from minutes.model import AgendaItem, Document, DocumentKind, Evidence, Mention, Page, Span, Standing
from minutes.vocabulary import Vocabulary

HINT_WEIGHT = 0.5
"""A hint is worth half a word: it takes two sentences with one to make a short text about a theme."""

SHORT_CASE = 12
"""Sentences up to which one with a theme's word is a treatment in a case paper; longer ones must come back to it."""

CASE_SHARE = 0.13
"""Share of a longer case paper's sentences that a theme needs.

Measured on the development gold and the samples: 0.07 lets in passing words, 0.2 loses themes; 0.1 to 0.15 do about as
well, 0.13 best on both.
"""

TALK_SHARE = 0.025
"""The same in minutes and articles, where each sentence may be a matter of its own: one in forty, a page of text."""

CASE_NUMBER = re.compile(r"\d+\s*/\s*\d+")
"""A number given to one case of one year: «PS 12/21». An item with one is a matter, whatever text it has."""

LISTINGS = frozenset({DocumentKind.INNKALLING, DocumentKind.SAKSPAPIRER, DocumentKind.SAKSFRAMLEGG})
"""Documents that name the matters of a meeting to come; there a bare title is no empty heading."""

TALK = frozenset({DocumentKind.REFERAT, DocumentKind.ARTIKKEL})
"""Documents that tell what was said, each sentence a matter of its own; their numbers may look like those of cases."""


class Annotator:
    """Finds the themes of documents.

    Args:
        vocabulary: the themes and their words.
        model: name of an installed spaCy pipeline, or None for the blank one.

    Raises:
        UsageError: no such pipeline is installed.
    """

    def __init__(self, vocabulary: Vocabulary, model: str | None = None) -> None:
        self._vocabulary = vocabulary
        self._model = LanguageModel(model)
        self._matcher = Matcher(vocabulary, self._model)

    def annotate(self, document: Document) -> Document:
        """The document with mentions on its items, or of its own if it has none, and what made them."""
        items = tuple(replace(item, mentions=self._item_mentions(item, document)) for item in document.items)
        made_by = replace(document.made_by, model=self._model.name, vocabulary=self._vocabulary.stamp)
        mentions = () if items else self._document_mentions(document)
        return replace(document, items=items, mentions=mentions, made_by=made_by)

    def explain(self, item: AgendaItem, document: Document | None = None) -> tuple[Mention, ...]:
        """The mentions of one item by the present vocabulary, those that do not count too.

        Without its document the item's kind of paper is not known, and its title has no evidence.
        """
        return self._item_mentions(item, document)

    def _item_mentions(self, item: AgendaItem, document: Document | None) -> tuple[Mention, ...]:
        talk = document is not None and document.kind in TALK
        numbered = CASE_NUMBER.search(item.number or "") is not None
        text = _Text(
            title=item.title,
            body=item.text,
            spans=item.spans,
            title_place=_title_place(item, document.pages) if document else (),
            bare_title_counts=numbered or (document is not None and document.kind in LISTINGS),
            is_case=numbered and not talk,
            in_points=bool(item.points) or talk,
        )
        return self._mentions(text)

    def _document_mentions(self, document: Document) -> tuple[Mention, ...]:
        flow = Flow()
        for page in document.pages:
            if len(flow):
                flow.put("\n")
            flow.add_run(Run(page=page.number, start=0, end=len(page.text), text=page.text))
        return self._mentions(_Text(title=document.title or "", body=flow.text, spans=flow.spans))

    def _mentions(self, text: _Text) -> tuple[Mention, ...]:
        title = read_sentences(text.title, self._model, self._matcher, heading=True)
        body = read_sentences(text.body, self._model, self._matcher)
        body = tuple(sentence for sentence in body if not _repeats_title(text, sentence))
        title = join_sides(title, self._matcher.pairings)
        body = join_sides(body, self._matcher.pairings)
        title_standing = _title_standing(text, title, body)
        counting = _counting(text, title if title_standing is Standing.COUNTS else (), body)
        mentions = [
            Mention(
                theme=theme,
                why=_why(hits),
                standing=_worse(title_standing, hits, counts=True),
                evidence=text.title_place,
            )
            for sentence in title
            for theme, hits in _by_theme(sentence.hits).items()
        ]
        for sentence, following in zip_longest(body, body[1:]):
            for theme, hits in _by_theme(sentence.hits).items():
                mentions.append(
                    Mention(
                        theme=theme,
                        why=_why(hits),
                        trend=trend_of(sentence, hits, following),
                        standing=_worse(Standing.COUNTS, hits, counts=theme in counting),
                        evidence=evidence_at(text.spans, text.body, _start(sentence, hits), sentence.end),
                    )
                )
        return tuple(mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    title: str
    body: str
    spans: tuple[Span, ...]
    title_place: tuple[Evidence, ...] = ()
    bare_title_counts: bool = True
    is_case: bool = False
    in_points: bool = True


def _by_theme(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    themes: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        themes[hit.theme].append(hit)
    return themes


def _start(sentence: Sentence, hits: Sequence[Hit]) -> int:
    """Where the quote begins: with the sentence, or with the one before if a hit rests on that too."""
    return min([sentence.start, *(hit.since for hit in hits if hit.since is not None)])


def _why(hits: Sequence[Hit]) -> str:
    return "; ".join(dict.fromkeys(hit.why for hit in hits))


def _worse(given: Standing, hits: Sequence[Hit], *, counts: bool) -> Standing:
    """The standing of a mention: what keeps all its hits from counting, else what keeps the title or the theme."""
    if all(hit.standing is not Standing.COUNTS for hit in hits):
        return hits[0].standing
    if given is not Standing.COUNTS:
        return given
    return Standing.COUNTS if counts else Standing.INCIDENTAL


def _counting(text: _Text, title: Sequence[Sentence], body: Sequence[Sentence]) -> frozenset[str]:
    """Ids of the themes that the item treats: those in the title, and those the text comes back to often enough."""
    treated = {hit.theme for sentence in title for hit in sentence.hits if hit.standing is Standing.COUNTS}
    weights: defaultdict[str, float] = defaultdict(float)
    entries: defaultdict[str, set[Entry]] = defaultdict(set)
    headed: set[str] = set()
    for sentence in body:
        for theme, hits in _by_theme([hit for hit in sentence.hits if hit.standing is Standing.COUNTS]).items():
            used = {hit.match.entry for hit in hits}
            labelled = not text.is_case and any(sentence.in_label(hit) for hit in hits)
            weights[theme] += 1.0 if labelled else min(1.0, sum(_weight(entry) for entry in used))
            entries[theme] |= used
            headed |= {theme} if labelled else set()
    if text.is_case:
        needed = max(2.0 if treated or len(body) > SHORT_CASE else 1.0, CASE_SHARE * len(body))
    else:
        needed = max(2.0 if treated and not text.in_points else 1.0, TALK_SHARE * len(body))
    clear = headed | {theme for theme, used in entries.items() if sum(map(_weight, used)) >= 1}
    enough = {theme for theme, weight in weights.items() if weight >= needed and theme in clear}
    return frozenset(treated | enough)


def _weight(entry: Entry) -> float:
    return HINT_WEIGHT if entry.rule is Rule.HINT else 1.0


def _title_standing(text: _Text, title: Sequence[Sentence], body: Sequence[Sentence]) -> Standing:
    """Whether the title's words count: not those of a standing heading that nothing, or «intet nytt», stands under."""
    if body and all(sentence.is_nothing for sentence in body):
        return Standing.HEADING_ONLY
    if body and all(sentence.is_denial for sentence in body):
        return Standing.NEGATED
    words = sum(len(sentence.words) for sentence in title)
    if not body and words <= HEADING_WORDS and not text.bare_title_counts:
        return Standing.HEADING_ONLY
    return Standing.COUNTS


def _repeats_title(text: _Text, sentence: Sentence) -> bool:
    return text.body[sentence.start : sentence.end].casefold().strip(" .:") == text.title.casefold().strip(" .:")


def _title_place(item: AgendaItem, pages: Sequence[Page]) -> tuple[Evidence, ...]:
    """Where the title stands, on the pages of the item or the one before; () if it is not found as written."""
    words = item.title.split()
    if not words:
        return ()
    written = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    own = {span.page for span in item.spans}
    near = own | {min(own) - 1} if own else {page.number for page in pages}
    for page in sorted(pages, key=lambda page: (page.number not in own, page.number)):
        if page.number in near and (found := written.search(page.text)):
            return (Evidence(page=page.number, start=found.start(), end=found.end(), quote=found.group()),)
    return ()
