"""«Konklusjon:» and «Oppsummering:» in minutes: what the meeting came to, where a case paper would end its reasoning.

In a case paper they stand among «Saksopplysninger» and «Vurdering» and hold no decision. In an item that has no other part
of a case paper and no labelled decision, the conclusion is what was decided; a summary is it where a sentence of it says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.decisions.labels import Part
from ingest.decisions.sections import Section
from ingest.decisions.told import tells_decision

# "Konklusjon:", "Oppsummering", at the start of a part.
_CONCLUDES = re.compile(r"\W*Konklusjon\w*", re.IGNORECASE)
_SUMS_UP = re.compile(r"\W*Oppsummering\w*", re.IGNORECASE)


def with_conclusions(text: str, sections: Sequence[Section]) -> list[Section]:
    """The parts of an item, its conclusions as decisions where they are the only ones."""
    papers = [section for section in sections if section.part is Part.PAPER]
    if not papers or any(section.part in (Part.DECISION, Part.RECOMMENDATION) for section in sections):
        return list(sections)
    if not all(_ends_talk(text, section) for section in papers):
        return list(sections)
    return [
        replace(section, part=Part.DECISION if _decides(text, section) else None)
        if section.part is Part.PAPER
        else section
        for section in sections
    ]


def _ends_talk(text: str, section: Section) -> bool:
    return any(words.match(text, section.label, section.start) for words in (_CONCLUDES, _SUMS_UP))


def _decides(text: str, section: Section) -> bool:
    if _CONCLUDES.match(text, section.label, section.start):
        return True
    return tells_decision(text[section.start : section.end].strip())
