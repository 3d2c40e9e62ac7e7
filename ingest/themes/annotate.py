"""Themes: which are treated in an item, by which words, which way they go, and where it says so.

Every sentence with a theme's word gives a Mention. Whether it counts is decided for the theme in the whole item, by a
weight: a word in the title weighs most; in the text it takes more sentences the longer the text is, so that one passing
word in a long case paper is incidental while the same word in a short list point is a treatment.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypedDict

from ingest.blocks import Flow, Run, evidence_at
from ingest.language_model import LanguageModel
from ingest.readings import Readings
from ingest.themes.matching import Matcher
from ingest.themes.sentences import HEADING_WORDS, Hit, Sentence, read_sentences, texts_to_read
from ingest.themes.standing import Reason
from ingest.themes.together import join_sides
from ingest.themes.treated.judge import judge
from ingest.themes.treated.surroundings import Surroundings
from ingest.themes.trend.amounts import amount_in
from ingest.themes.trend.going import Going, going_of
from ingest.themes.weighing import Setting, Signs, least_weight, signs_of, weight
from minutes.kinds import DocumentKind, Standing
from minutes.model import AgendaItem, Document, Evidence, Mention, Page, Span
from minutes.vocabulary import Vocabulary

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
        model: the language model, or its name; ours if none is given.

    Raises:
        ModelMissing: no such model is installed.
    """

    def __init__(self, vocabulary: Vocabulary, model: LanguageModel | str | None = None) -> None:
        self._vocabulary = vocabulary
        self.model = model if isinstance(model, LanguageModel) else LanguageModel(model)
        self._matcher = Matcher(vocabulary, self.model)
        self._areas = frozenset(theme.id for theme in vocabulary.themes if theme.area)

    def annotate(self, document: Document, readings: Readings | None = None) -> Document:
        """The document with mentions on its items, or of its own if it has none, and what made them.

        ``readings`` are those that other steps have of the document, made with the same model.
        """
        readings = readings or Readings(self.model, document.language)
        readings([text for item in document.items for text in texts_to_read(item.title, item.text)])
        items = tuple(replace(item, mentions=self._item_mentions(item, document, readings)) for item in document.items)
        made_by = replace(document.made_by, model=self.model.name, vocabulary=self._vocabulary.stamp)
        mentions = () if items else self._document_mentions(document, readings)
        return replace(document, items=items, mentions=mentions, made_by=made_by)

    def explain(self, item: AgendaItem, document: Document | None = None) -> tuple[Mention, ...]:
        """The mentions of one item by the present vocabulary, those that do not count too.

        Without its document the item's kind of paper is not known, and its title has no evidence.
        """
        readings = Readings(self.model, document.language if document else None)
        return self._item_mentions(item, document, readings)

    def _item_mentions(self, item: AgendaItem, document: Document | None, readings: Readings) -> tuple[Mention, ...]:
        return self._mentions(_text_of(item, document), readings)

    def _document_mentions(self, document: Document, readings: Readings) -> tuple[Mention, ...]:
        flow = Flow()
        for page in document.pages:
            if len(flow):
                flow.put("\n")
            flow.add_run(Run(page=page.number, start=0, end=len(page.text), text=page.text))
        return self._mentions(_Text(title=document.title or "", body=flow.text, spans=flow.spans), readings)

    def _mentions(self, text: _Text, readings: Readings) -> tuple[Mention, ...]:
        title, body, against_title = self._sentences(text, readings)
        signs = signs_of(title if against_title is Reason.COUNTS else (), body, text.setting(body))
        weights = {theme: round(weight(sign), 3) for theme, sign in signs.items()}
        mentions = [
            Mention(
                theme=theme,
                why=_why(hits),
                weight=weights.get(theme, 0.0),
                evidence=text.title_place,
                **_judged(against_title, hits, weights.get(theme, 0.0)),
            )
            for sentence in title
            for theme, hits in _by_theme(sentence.hits).items()
        ]
        for sentence, following in zip_longest(body, body[1:]):
            for theme, hits in _by_theme(sentence.hits).items():
                going = Going() if theme in self._areas else going_of(sentence, hits, following)
                mentions.append(
                    Mention(
                        theme=theme,
                        why=_why(hits) + (f"; utvikling: {', '.join(going.why)}" if going.why else ""),
                        trend=going.trend,
                        change=going.change,
                        period=going.period,
                        change_text=_amount(text.body, sentence) if going.trend else None,
                        weight=weights.get(theme, 0.0),
                        evidence=evidence_at(text.spans, text.body, _start(sentence, hits), sentence.end),
                        **_judged(Reason.COUNTS, hits, weights.get(theme, 0.0)),
                    )
                )
        return tuple(mentions)

    def signs(self, item: AgendaItem, document: Document, readings: Readings) -> dict[str, Signs]:
        """What speaks for the item being about each theme it names; the weights are learned from it."""
        text = _text_of(item, document)
        title, body, against_title = self._sentences(text, readings)
        return signs_of(title if against_title is Reason.COUNTS else (), body, text.setting(body))

    def surroundings(self, item: AgendaItem, document: Document | None, readings: Readings) -> Surroundings:
        """The words of themes in the item before it is weighed whether they treat them; the weights are learned from it."""
        text = _text_of(item, document)
        title, body, _ = self._named(text, readings)
        return Surroundings(title, body, self._matcher.themes, in_points=text.in_points)

    def _sentences(self, text: _Text, readings: Readings) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...], Reason]:
        """The sentences of the title and of the text, and what keeps the title from counting, if anything."""
        title, body, against_title = self._named(text, readings)
        item = Surroundings(title, body, self._matcher.themes, in_points=text.in_points)
        weighed_title, weighed_body = judge(item)
        return weighed_title if against_title is Reason.COUNTS else title, weighed_body, against_title

    def _named(self, text: _Text, readings: Readings) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...], Reason]:
        """The same before it is weighed whether the words treat their themes."""
        title = read_sentences(text.title, readings, self._matcher, heading=True)
        body = read_sentences(text.body, readings, self._matcher)
        body = tuple(sentence for sentence in body if not _repeats_title(text, sentence))
        title = join_sides(title, self._matcher.pairings)
        body = join_sides(body, self._matcher.pairings)
        return title, body, _against_title(text, title, body)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    title: str
    body: str
    spans: tuple[Span, ...]
    title_place: tuple[Evidence, ...] = ()
    bare_title_counts: bool = True
    is_case: bool = False
    in_points: bool = True
    decisions: tuple[str, ...] = ()

    def setting(self, body: Sequence[Sentence]) -> Setting:
        """What the weights are to know of the item besides its hits."""
        places = [(start, start + len(words)) for words in self.decisions if (start := self.body.find(words)) >= 0]
        decided = (
            number
            for number, sentence in enumerate(body)
            if any(start <= sentence.start < end for start, end in places)
        )
        return Setting(is_case=self.is_case, in_points=self.in_points, decided=frozenset(decided))


def _text_of(item: AgendaItem, document: Document | None) -> _Text:
    talk = document is not None and document.kind in TALK
    numbered = CASE_NUMBER.search(item.number or "") is not None
    return _Text(
        title=item.title,
        body=item.text,
        spans=item.spans,
        title_place=_title_place(item, document.pages) if document else (),
        bare_title_counts=numbered or (document is not None and document.kind in LISTINGS),
        is_case=numbered and not talk,
        in_points=bool(item.points) or talk,
        decisions=tuple(decision.text for decision in item.decisions),
    )


def _amount(body: str, sentence: Sentence) -> str | None:
    """How much the sentence says that something changed, as written."""
    found = amount_in(sentence.words)
    if found is None:
        return None
    before = sentence.start - sentence.words[0].start
    first, last = (sentence.words[place] for place in found)
    return " ".join(body[before + first.start : before + last.end].split())


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


class _Judged(TypedDict):
    """What a mention says of whether it counts."""

    standing: Standing
    left_out: str | None


def _judged(given: Reason, hits: Sequence[Hit], weight: float) -> _Judged:
    """Whether a mention counts: what keeps all its hits from it, else what keeps the title (``given``) or the theme."""
    reason = given
    if all(hit.reason is not Reason.COUNTS for hit in hits):
        reason = hits[0].reason
    elif given is Reason.COUNTS and weight < least_weight():
        reason = Reason.TOO_LITTLE
    return _Judged(standing=reason.standing, left_out=str(reason) or None)


def _against_title(text: _Text, title: Sequence[Sentence], body: Sequence[Sentence]) -> Reason:
    """What keeps the title's words from counting: a standing heading that nothing, or «intet nytt», stands under."""
    if body and all(sentence.is_nothing for sentence in body):
        return Reason.EMPTY_HEADING
    if body and all(sentence.is_denial for sentence in body):
        return Reason.DENIED
    words = sum(len(sentence.words) for sentence in title)
    if not body and words <= HEADING_WORDS and not text.bare_title_counts:
        return Reason.EMPTY_ITEM
    return Reason.COUNTS


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
