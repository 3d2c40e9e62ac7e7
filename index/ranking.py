"""How well a unit answers a question: every weight and every formula of ranking, in one place and for every engine.

BM25F as in Robertson & Zaragoza, The Probabilistic Relevance Framework (2009), section 3.3: the occurrences of a word in
the fields are weighted, length-normalised and added before they saturate. The terms of one position are one word to it:
the strongest form counts, and how rare the word is is judged over all its forms. Words that stand near each other add a
share of the whole. docs/ranking.md tells what each part is worth, as measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.engine import TextField, TokenKind

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The weights. An engine ranks with ``RANKING``; others are for measuring what a part is worth.

    Attributes:
        fields: weight of an occurrence by field; a title is the best summary of an item, a decision its gist.
        kinds: weight of a form of a word, exact first; a kind of weight 0 is not found at all.
        exactness: what the word exactly as typed adds, as a word of its own that is as rare as it is.
        inside: weight of a word inside one that is wanted, where some of many words are (``Some``).
        covered_inside: share of a wanted word that a unit has which has only a word inside it.
        akin: weight of what is akin to a wanted word.
        covered_akin: share of a wanted word that a unit has which has only what is akin to it.
        asking: weight of a word that only makes the text a question.
        proximity: what words that stand next to each other add to the score, as a share of it, by field.
        nearby: words apart at which standing together is worth half: about a clause.
        saturation: BM25's k1.
        length_norm: BM25's b by field; titles vary little in length and not for a reason, so they are hardly normalised.
    """

    fields: Mapping[TextField, float] = field(
        default_factory=lambda: {TextField.TITLE: 3.0, TextField.DECISION: 1.5, TextField.TEXT: 1.0}
    )
    kinds: Mapping[TokenKind, float] = field(
        default_factory=lambda: {
            TokenKind.EXACT: 1.0,
            TokenKind.INFLECTED: 0.9,
            TokenKind.COMPOUND: 0.6,
            TokenKind.SYNONYM: 0.5,
            TokenKind.CONCEPT: 0.5,
        }
    )
    exactness: float = 0.4
    inside: float = 0.7
    covered_inside: float = 0.9
    akin: float = 0.4
    covered_akin: float = 0.6
    asking: float = 0.1
    proximity: Mapping[TextField, float] = field(
        default_factory=lambda: {TextField.TITLE: 1.0, TextField.DECISION: 0.0, TextField.TEXT: 1.0}
    )
    nearby: float = 4.0
    saturation: float = 1.0
    length_norm: Mapping[TextField, float] = field(
        default_factory=lambda: {TextField.TITLE: 0.3, TextField.DECISION: 0.5, TextField.TEXT: 0.6}
    )

    def norms(self, text_field: TextField, lengths: NDArray[np.integer], average: float) -> Floats:
        """What an occurrence is divided by, from the field's length in words and the average of units that have it."""
        share = self.length_norm[text_field]
        norms: Floats = (1 - share + share * lengths / average).astype(np.float32)
        return norms

    def rarity(self, holding: int, units: int) -> np.float32:
        """What a word is worth that ``holding`` of ``units`` have: BM25's inverse document frequency, never negative."""
        return np.float32(np.log(1 + (units - holding + 0.5) / (holding + 0.5)))

    def saturated(self, weight: Floats) -> Floats:
        """What one word's weighted occurrences are worth, from 0 to k1 + 1: the tenth adds less than the first."""
        grown: Floats = weight * np.float32(self.saturation + 1) / (weight + np.float32(self.saturation))
        return grown

    def whole(self) -> np.float32:
        """The same for what is named and not counted, a case by its number: as a word that fills the text."""
        return np.float32(self.saturation + 1)

    def nearness(self, text_field: TextField, distance: Floats) -> Floats:
        """What a pair of words adds as a share of the score, standing ``distance`` words apart (infinite: not at all)."""
        share: Floats = self.proximity[text_field] / (1 + (distance / np.float32(self.nearby)) ** 2)
        return share


RANKING = Ranking()
