"""Whether a line, a page or a cell ended in the middle of a sentence."""

from __future__ import annotations

import re

from ingest.layout.hyphens import HYPHENS

# What ends a sentence, a label or a heading line: "vedtatt.", "Vedtak:", "(7 st.)", "sentrum.»".
_END = re.compile(r"[.!?:;…][\s\"”»’)\]]*$")

# A full stop that ends no sentence: "kr.", "ca.", "jf.", "bl.a.", "nr.", "Arkivsaksnr." is a label and does not count.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:kr|ca|nr|jf|jfr|jmf|kl|pkt|vedr|ang|inkl|ekskl|evt|dvs|dr|st|tlf|mill|mrd|kap|art|gnr|bnr|gbnr|fv|rv|pr|av|mv|"
    r"bl\.\s?a|f\.\s?eks|m\.\s?v|p\.\s?g\.\s?a|h\.\s?h\.\s?v|t\.\s?o\.\s?m|o\.\s?l|m\.\s?fl)\.$",
    re.IGNORECASE,
)

# Words that no phrase ends with: what follows is its rest, or the list it opens. "De andre områdene er", "samarbeid med".
_LEAD_IN = re.compile(
    r"\b(?:er|var|blir|ble|at|som|om|for|til|fra|med|av|på|i|ved|mot|under|over|og|eller|samt|men|å|den|det|de|en|ei|et|har|skal|kan|vil|må|"
    r"følgende|følgjande|dei|frå|ein|eit|ikke|ikkje)$",
    re.IGNORECASE,
)

# As much of a text as its end is judged by.
_TAIL = 60


def is_finished(text: str) -> bool:
    """Whether a text ends where a sentence or label may end."""
    text = text[-_TAIL:]
    return _END.search(text) is not None and _ABBREVIATION.search(text) is None


def leads_in(text: str) -> bool:
    """Whether a text ends with a word that needs another after it."""
    return _LEAD_IN.search(text[-_TAIL:]) is not None or text.endswith(",")


def goes_on(text: str, following: str) -> bool:
    """Whether the sentence that ``text`` left open goes on in ``following``."""
    if not text or not following:
        return False
    if text[-1] in HYPHENS and text[-2:-1].isalnum():
        return following[0].isalnum()
    return not is_finished(text) and (following[0].islower() or leads_in(text))
