"""Sentences that bring in a decision or a recommendation and end in a colon, where papers in prose have no label.

"Utvalet gjorde slikt vedtak:", "AMU drøftet saken og vedtok dette mot én stemme:", "Fylkesrådmannen rår utvalet til å
gjere slikt vedtak:", "Slik blei vedtaket:". They stand on a line of their own or close a paragraph.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.agenda.words import alternatives
from ingest.decisions.labels import Label, Part, body_at_start, decision_words, find_label
from ingest.layout.sentence_places import sentences

# What is decided elsewhere is told with its case or as a quotation: "Kommunestyret vedtok i sak 15/62: «...»".
_ELSEWHERE = re.compile(r"\bsak(?:en|a)?\s+(?:nr\.?\s*)?\w{0,4}\s?\d{1,4}/\d{2,4}")

# The colon that ends an introduction is no clock's: "kl. 18:30".
_HEAD = re.compile(r"(?P<head>[^\n]{6,260}?)\s*:(?!\d)")

# A part's number before it: "VI. ".
_NUMBER = re.compile(r"^[IVX]{1,4}\.\s+")


@cache
def _patterns() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    words = {name: alternatives(group) for name, group in decision_words()["introductions"].items()}
    such = rf"(?:{words['such']})"
    noun = rf"(?:{words['nouns']})"
    passed = rf"(?:{words['passed']})"
    recommends = rf"(?P<who>[A-ZÆØÅ].*?)\b(?:{words['recommends']})\b.*?\b(?:{such}|{noun})\b.*"
    decides = rf"(?P<who>[A-ZÆØÅ].*?)\b(?:{words['decides']})\b.*"
    makes = rf"(?P<who>[A-ZÆØÅ].*?)\b(?:{words['makes']})\b(?:\s+\S+){{0,4}}?\s+{noun}\b.*"
    offers = rf"(?P<who>[A-ZÆØÅ].*?)\b(?:{words['makes']})\b(?:\s+\S+){{0,4}}?\s+(?:{words['recommended']})\b.*"
    becomes = rf"(?:{words['becomes']})"
    itself = rf"(?P<who>)(?:{such}\s+{becomes}\s+{noun}|{noun}\s+{becomes})\b.*"
    # The body's own, with the number of the part: "VI. Tingets vedtak etter voteringen er følgende".
    own = rf"(?:[IVX]{{1,4}}\.?\s+)?(?P<who>[A-ZÆØÅ][^,]{{2,50}}?)(?:s|\s+sitt)\s+{noun}\b.*?\b{becomes}\s+{such}"
    # "Om de nye sakene ble dette vedtatt:", "Uttalelse, vedtatt med 5 mot 2 stemmer:".
    adopted = rf"(?P<who>)(?:.*\b{becomes}\s+{such}\s+(?:\w+\s+)?{passed}|{noun}\s*,\s*(?:\w+\s+)?{passed})\b.*"
    return tuple(
        (part, re.compile(pattern, re.IGNORECASE))
        for part, pattern in (
            (Part.RECOMMENDATION, recommends),
            (Part.RECOMMENDATION, offers),
            (Part.DECISION, makes),
            (Part.DECISION, own),
            (Part.DECISION, adopted),
            (Part.DECISION, itself),
            (Part.DECISION, decides),
        )
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(decision_words()['introductions']['asks'])})\b", re.IGNORECASE)


def find_introduction(line: str, *, within: bool = False) -> Label | None:
    """What a line that opens with such a sentence brings in.

    Args:
        line: the line.
        within: whether it stands in the text of a proposal or a decision. There "Rådet vedtar planen med disse endringene:"
            is a part of that text.
    """
    found = _HEAD.match(line)
    if found is None:
        return None
    head = found["head"]
    if len(sentences(_NUMBER.sub("", head))) > 1:
        return None
    for part, pattern in _patterns():
        told = None if within and pattern is _patterns()[-1][1] else pattern.fullmatch(head)
        if told is None:
            continue
        if _ELSEWHERE.search(head) or _asks().search(told["who"]):
            return None
        return Label(part=part, owner=body_at_start(told["who"]), tail=head[told.end("who") :], end=found.end())
    return None


def introduced_at(line: str) -> int | None:
    """Where the sentence begins that ends a paragraph's talk and brings in a decision; None where none does."""
    found = _HEAD.match(line)
    if found is None:
        return None
    low = sentences(found["head"])[-1][0]
    if low == 0 or find_label(line) is not None:
        return None
    label = find_introduction(line[low:])
    return low if label is not None and label.part is Part.DECISION else None
