"""What became of a proposal, read from the words of a vote or from those of the decision itself."""

from __future__ import annotations

import re
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.labels import decision_words
from minutes.kinds import Outcome

_OUTCOMES = {
    "falt": Outcome.FALT,
    "trukket": Outcome.TRUKKET,
    "utsatt": Outcome.UTSATT,
    "oversendt": Outcome.OVERSENDT,
    "orientering": Outcome.ORIENTERING,
    "vedtatt": Outcome.VEDTATT,
}


@cache
def _outcome_patterns() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    groups = decision_words()["outcomes"]
    return tuple(
        (_OUTCOMES[name], re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE))
        for name, words in groups.items()
    )


def read_outcome(text: str) -> Outcome | None:
    """What a sentence says became of a proposal."""
    for outcome, pattern in _outcome_patterns():
        if pattern.search(text):
            return outcome
    return None


# What became of a matter is said where its decision begins; later words are of its contents.
_FIRST_SENTENCE = re.compile(r".{0,240}?(?:[.;](?=\s+[A-ZÆØÅ•]|\s*$)|\n|$)", re.DOTALL)

# "Saken utsettes", "Behandling av saken utsettes": the matter itself, not something it is about.
_MATTER = re.compile(
    r"\b(?:sake?[na]|sakene|sakane|behandlingen?|handsaminga?|spørsmålet|punktet|møtet|forslaget|framlegget)\b",
    re.IGNORECASE,
)


# A decision of one or two words is of the matter itself: "Utsatt.", "Enstemmig utsatt."
_ALONE = 2


def decided(text: str) -> Outcome:
    """The outcome of a decision by its own words: what is decided is adopted, unless it puts off, notes, or withdraws."""
    found = _FIRST_SENTENCE.match(text)
    sentence = found.group() if found else text
    outcome = read_outcome(sentence)
    if outcome in (Outcome.UTSATT, Outcome.TRUKKET) and (
        len(sentence.split()) <= _ALONE or read_outcome(sentence.split()[0].strip(".,:")) is outcome
    ):
        return outcome
    if outcome in (Outcome.UTSATT, Outcome.TRUKKET, Outcome.OVERSENDT, Outcome.FALT):
        return outcome if _MATTER.search(sentence) or outcome is Outcome.OVERSENDT else Outcome.VEDTATT
    return outcome if outcome is Outcome.ORIENTERING and not _FORWARDED.search(sentence) else Outcome.VEDTATT


# What is approved or sent to others for their information is not merely noted: "Meldingen godkjennes og sendes kommunestyret
# til orientering."
_FORWARDED = re.compile(r"\b(?:godkjen\w+|sendes|sendast|vert\s+send)\b[^.\n]*\btil\s+orientering\b", re.IGNORECASE)


def says_adopted(text: str) -> bool:
    """Whether a sentence says that a proposal was carried, whatever the proposal was to do."""
    return dict(_outcome_patterns())[Outcome.VEDTATT].search(text) is not None


# "ble oversendt kommunedirektøren uten votering", "oversendes formannskapet", "vart sendt over til formannskapet".
_SENT_OVER = re.compile(r"\boversend(?:t|es|er|ast)\b|\bsend(?:t|es)?\s+over\b", re.IGNORECASE)


def says_sent_over(text: str) -> bool:
    """Whether a sentence says that a proposal was sent on without being decided."""
    return _SENT_OVER.search(text) is not None
