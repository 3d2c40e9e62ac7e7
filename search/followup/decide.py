"""What a person says of a link, kept where no reading touches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.verdicts import StoredVerdict, keep_verdict, now, take_back, verdicts
from search.followup.model import FollowedAction, Link, Verdict

if TYPE_CHECKING:
    from index.record import Record


def decide(record: Record, action: FollowedAction, link: Link, verdict: str | None) -> bool:
    """Confirm or reject a link of an action point, or with None take back what was said of it.

    Returns:
        Whether anything changed that had been said; confirming or rejecting always does.
    """
    if verdict is not None:
        keep_verdict(
            record,
            StoredVerdict(
                action=action.id,
                link=link.id,
                verdict=str(Verdict(verdict)),
                action_item=action.item_id,
                action_print=action.fingerprint,
                link_item=link.item_id,
                link_print=link.fingerprint,
                said=now(),
            ),
        )
        return True
    same_action = (action.item_id, action.fingerprint)
    same_link = (link.item_id, link.fingerprint)
    said = [
        one
        for one in verdicts(record)
        if (one.action == action.id or (one.action_item, one.action_print) == same_action)
        and (one.link == link.id or (one.link_item, one.link_print) == same_link)
    ]
    taken = [take_back(record, one.action, one.link) for one in said]
    return any(taken)
