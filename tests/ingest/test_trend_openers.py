"""Where cues are looked for: the words passed over begin none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.language_model import Word
from ingest.themes.trend import cues
from ingest.themes.trend.cues import cues_in
from ingest.themes.trend.words import table

LISTED = sorted(
    {part for group in table().values() for words in group.values() for word in words for part in word.split()}
)
OTHERS = [
    "brygga",
    "skolen",
    "sommerøkning",
    "ungdomsbølge",
    "nå",
    "siste",
    "det",
    "samme",
    "aldri",
    "så",
    "opp",
    "Ingen",
    "endra",
]
POS = ["NOUN", "VERB", "ADJ", "ADV", "AUX", "NUM", "ADP", "DET"]


@st.composite
def sentences(draw: st.DrawFn) -> tuple[Word, ...]:
    forms = draw(st.lists(st.one_of(st.sampled_from(LISTED), st.sampled_from(OTHERS)), min_size=1, max_size=8))
    lemmas = [draw(st.one_of(st.just(form.lower()), st.sampled_from(LISTED))) for form in forms]
    classes = [draw(st.sampled_from(POS)) for _ in forms]
    return tuple(
        Word(form=form, lemma=lemma, pos=pos, feats="", start=0, end=len(form))
        for form, lemma, pos in zip(forms, lemmas, classes, strict=True)
    )


@settings(max_examples=200, deadline=None)
@given(words=sentences())
def test_no_cue_is_lost_by_looking_only_where_one_may_begin(words: tuple[Word, ...]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cues, "may_begin", lambda _form, _lemma: True)
        everywhere = cues_in(words)
    assert cues_in(words) == everywhere
