"""Items that a paper numbers without naming: what stands for their title, and the warning that says so.

Case protocols of today open with "Formannskapets behandling av sak 12/2026 i møte den ...", and the title stands in the
case paper, which is another file.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.agenda.drafts import Draft
from ingest.layout.sentence_places import sentences
from minutes.kinds import DecisionKind
from minutes.model import Decision, ReadingWarning

# The longest stretch of a decision that stands for a title: a line of a list of hits.
_LONGEST = 90


def stand_in_title(draft: Draft, decisions: Sequence[Decision], proposals: Sequence[Decision]) -> str:
    """The title; for an item that has none its number and how its decision begins, so that a reader knows it by."""
    if not _is_untitled(draft):
        return draft.title
    decided = [decision for decision in decisions if decision.kind is DecisionKind.VEDTAK]
    told = next(iter((*decided, *decisions, *proposals)), None)
    places = sentences(told.text) if told else []
    if told is None or not places:
        return draft.title
    low, high = places[0]
    words = " ".join(told.text[low:high].split()).rstrip(" .:")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0].rstrip(" ,.:;") + " …"
    return f"{draft.title}: {words}"


def untitled_warnings(drafts: Sequence[Draft]) -> tuple[ReadingWarning, ...]:
    """A warning where items have no title of their own."""
    numbers = [draft.number for draft in drafts if draft.number and _is_untitled(draft)]
    if not numbers:
        return ()
    message = f"Teksten gir ingen tittel på sak {', '.join(numbers)}; nummeret og starten på vedtaket står i stedet."
    return (ReadingWarning(code="no-title", message=message),)


def _is_untitled(draft: Draft) -> bool:
    """Whether an item goes by its number alone, as the cutting of protocols calls one it finds no title for."""
    return draft.number is not None and draft.title == f"Sak {draft.number}"
