"""The tokenizer of both written forms: spaCy's rules for nynorsk, which divide figures better, with more abbreviations."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.lang.nb import Norwegian
from spacy.lang.nn import NorwegianNynorsk
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

# Abbreviations of public papers that neither list of spaCy's has.
ABBREVIATIONS = (
    "a.d.", "adm.", "alm.", "ang.", "arkivsaksnr.", "arb.", "avd.", "bl.", "bto.", "d.e.", "d.v.s.", "ekst.", "fork.",
    "forts.", "fung.", "fyrstn.", "gj.", "h.h.v.", "ihht.", "i.f.t.", "ift.", "iht.", "ikr.", "inkl.", "innst.",
    "inst.", "jf.", "jfr.", "jmf.", "kap.", "kgl.", "kl.", "komm.", "kons.", "kst.", "kr.", "lnr.", "m.a.", "m.a.o.",
    "m.fl.", "m.h.t.", "m.m.", "m.o.h.", "m.v.", "medl.", "mfl.", "mht.", "mill.", "mm.", "mv.", "nr.", "o.a.", "o.fl.",
    "o.l.", "ol.", "osb.", "osv.", "ot.prp.", "Ot.prp.", "o.s.b.", "o.s.v.", "p.g.a.", "pga.", "pkt.", "pol.", "prop.",
    "Prop.", "pst.", "ref.", "reg.", "repr.", "resp.", "s.", "saksnr.", "st.", "St.meld.", "st.meld.", "str.", "t.d.",
    "t.o.m.", "tlf.", "tom.", "utg.", "utv.", "v/", "varamedl.", "vedl.", "vedr.", "vs.", "årg.",
)  # fmt: skip
# In spaCy's lists, but at the end of a sentence these are words (or a party) and a full stop.
WORDS_AFTER_ALL = frozenset({"Ap.", "Frp.", "Sp.", "i.", "jul.", "eg.", "no.", "mar.", "et.", "el."})
# A list mark written against its word: `•Orientering`; `-Eventuelt`, but not `-1` and not `-spill`.
BULLET = r"[•·▪●◦‣\uf0b7*]"
DASH = r"-(?=[A-ZÆØÅ])"

# In characters. No word and hardly an address is as long; spaCy takes marks off a stretch one by one and copies the rest
# each time, so that the time grows with the square: 10,000 commas took 20 s, in stretches of this length .4 s.
LONGEST_STRETCH = 256
# Characters without a blank that are too many to be divided as one: a table's empty cells, a picture as text.
TOO_LONG = re.compile(rf"(?<!\S)\S{{{LONGEST_STRETCH + 1},}}")
# Where a stretch may end, with its last sign: after a mark that stands between words.
AFTER_MARK = re.compile(r".*[^\w\s]", re.DOTALL)


@registry.tokenizers("referatsok.Tokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer factory spaCy calls."""

    def create(nlp: Language) -> Tokenizer:
        defaults = NorwegianNynorsk.Defaults
        rules = {**Norwegian.Defaults.tokenizer_exceptions, **defaults.tokenizer_exceptions}
        rules = {text: parts for text, parts in rules.items() if text not in WORDS_AFTER_ALL}
        for text in ABBREVIATIONS:
            rules[text] = [{ORTH: text}]
            rules[text[0].upper() + text[1:]] = [{ORTH: text[0].upper() + text[1:]}]
        return Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex((*defaults.prefixes, BULLET, DASH)).search,
            suffix_search=compile_suffix_regex(defaults.suffixes).search,
            infix_finditer=compile_infix_regex(defaults.infixes).finditer,
            url_match=defaults.url_match,
        )

    return create


def divide(nlp: Language, text: str) -> Doc:
    """The text in words and marks, by the tokenizer of this pipeline, in time that grows only as the text does."""
    if TOO_LONG.search(text) is None:
        return nlp.make_doc(text)
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise((0, *_cuts(text), len(text)))]
    return Doc.from_docs(pieces, ensure_whitespace=False) or nlp.make_doc("")


def _cuts(text: str) -> Iterator[int]:
    """Where stretches that are too long are cut: after the last mark that leaves enough, else between two letters."""
    for stretch in TOO_LONG.finditer(text):
        start, last = stretch.span()
        if start:
            yield start
        while last - start > LONGEST_STRETCH:
            mark = AFTER_MARK.match(text, start, start + LONGEST_STRETCH)
            start = mark.end() if mark else start + LONGEST_STRETCH
            yield start
