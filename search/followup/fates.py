"""How action points stand: linked to where they are spoken of later, with age, deadline and what a person has decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from search.followup.model import Fate, Telling

_SAYS = {
    Telling.DONE: Fate.DONE,
    Telling.DROPPED: Fate.DROPPED,
    Telling.NOT_DONE: Fate.MENTIONED,
    Telling.POSTPONED: Fate.MENTIONED,
}
"""What decides how a task stands; what only mentions it again leaves it as it was."""


def fate_of(told: Sequence[tuple[dt.date | None, Telling]]) -> tuple[Fate, dt.date | None]:
    """How a task stands after what was said of it, in order, and the day that settled it, if one did."""
    fate, settled = (Fate.MENTIONED if told else Fate.OPEN), None
    for day, telling in told:
        said = _SAYS.get(telling)
        if said is None:
            continue
        fate, settled = said, (day if said in {Fate.DONE, Fate.DROPPED} else None)
    return fate, settled
