"""Our own steps of the spaCy pipeline: the written form of each paragraph, and the cascade lemmatizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span

from models.lemmas import lemmatizer
from models.written_form import detect_written_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.training import Example

    from models.written_form import WrittenForm

# A vocabulary without end would keep every misread word of every document.
CACHE_LIMIT = 200_000
# A name without a capital is an address of the web, as a rule; shorter ones are units and list letters.
SHORTEST_IN_SMALL = 4


@Language.component("written_form")
def set_written_form(doc: Doc) -> Doc:
    """Set `doc._.written_form` to nb or nn by the text, taking what stands there already as the default."""
    doc._.written_form = detect_written_form(doc.text, doc._.written_form or "nb")
    return doc


@Language.component("tidy_names")
def tidy_names(doc: Doc) -> Doc:
    """Take list marks and stops off the ends of names, and drop what is no name (`42,-`, `m3`; but `lillevik.no` is)."""
    kept: list[Span] = []
    for name in doc.ents:
        first, last = name.start, name.end
        while first < last and not doc[first].text[0].isalnum():
            first += 1
        while first < last and not any(letter.isalnum() for letter in doc[last - 1].text):
            last -= 1
        text = doc[first:last].text
        if any(map(str.isupper, text)) or (len(text) >= SHORTEST_IN_SMALL and not any(map(str.isdigit, text))):
            kept.append(Span(doc, first, last, label=name.label))
    doc.set_ents(kept)
    return doc


class CascadeLemmatizerPipe:
    """Sets `token.lemma` from form, part of speech, features, and the written form of the Doc."""

    def __init__(self) -> None:
        """Start with no lemma known; the tables are read when the first Doc of a written form comes."""
        self._known: dict[tuple[WrittenForm, int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Lemmatise a tagged Doc; whitespace tokens keep their text."""
        form: WrittenForm = doc._.written_form or "nb"
        known = self._known
        if len(known) > CACHE_LIMIT:
            known.clear()
        for token in doc:
            key = (form, token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]  # compiled, its stub lacks it
            lemma = known.get(key)
            if lemma is None:
                text = lemmatizer(form).lemmatize(token.text, token.pos_, str(token.morph))
                lemma = known[key] = doc.vocab.strings.add(text)
            token.lemma = lemma
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Lemma accuracy, for spaCy's scorer."""
        scores: dict[str, Any] = Scorer.score_token_attr(examples, "lemma")
        return scores


@Language.factory("cascade_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.morph"])
def make_cascade_lemmatizer(nlp: Language, name: str) -> CascadeLemmatizerPipe:  # noqa: ARG001
    """The factory spaCy calls."""
    return CascadeLemmatizerPipe()
