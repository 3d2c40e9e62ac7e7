"""Words of themes that name who acts: persons, offices, committees, units. By acting they treat nothing of their own."""

from __future__ import annotations

from ingest.themes.context import COLONS, COORDINATION, Context
from ingest.themes.forms import Way
from ingest.themes.matching import Match

ROLE_LINKS = frozenset({"for", "i", "av", "ved", "–", "-", ","})
STAFF_LINKS = frozenset({"i", "på", "ved", "hos", "fra", "frå"})
WITH = "med"

ROLE_ENDS = frozenset({"om", "vedrørende", "vedr", "vedkomande", "angående", "ang", "rundt"})
"""After these the heading says what the role speaks of: «Orientering fra politiet om innbrudd»."""

SPEAKERS = frozenset({"fra", "frå", "ved", "v", "v/", "av"})
"""Between what is given and who gives it: «orientering fra»."""

FIRST_WORDS = 1
"""Words that may stand before it at the start of a line: «Kort orientering fra»."""

PURPOSES = frozenset({"for", "om", "med"})
"""After these a sentence says what is sent, or why: «sendes til politiet for uttale om fartsgrensen»."""

CALLED_REACH = 2
"""Words between a call and whom it goes to: «ber de to helsesykepleierne»."""


def role_words(context: Context) -> frozenset[int]:
    """The places of the words of who speaks under a heading, or does what a line says: «Orientering fra politiet»."""
    found: set[int] = set()
    for cue in context.cues:
        if cue.entry.key in {"roles", "doers"} and (context.heading or cue.first <= FIRST_WORDS):
            start = cue.last + 1
            if context.form(start) in (SPEAKERS if cue.entry.key == "roles" else {":", "/"}):
                start += 1
            elif cue.entry.key == "roles":
                continue
            start += context.form(start) == "/"
            for place in range(start, len(context.words)):
                if context.form(place) in ROLE_ENDS or context.form(place) in COLONS:
                    break
                found.add(place)
        elif cue.entry.key == "speaks" and context.heading:
            found.update(range(cue.first))
    return frozenset(found)


def is_actor(context: Context, match: Match) -> bool:
    """Whether a word of a theme stands for somebody. A heading may be about an office, or about one committee."""
    if _is_person(context, match) or _is_committee(context, match):
        return True
    return not context.heading and (
        _is_of_somebody(context, match)
        or _attends(context, match)
        or _is_unit(context, match)
        or _is_staffed(context, match)
        or _is_official(context, match)
        or _is_called(context, match)
        or _is_helper(context, match)
        or _is_sender(context, match)
    )


def is_led(context: Context, match: Match) -> bool:
    """Whether several words say what somebody leads or speaks for: «leder for helse og omsorg»."""
    return context.form(match.first - 1) == "for" and context.has("persons", match.first - 2)


def is_recipient(context: Context, match: Match) -> bool:
    """One of those whom a paper is sent to: «Kopi til: brannvesenet, barnevernet», «sendes til idrettsrådet for uttale»."""
    ends = [cue.last for cue in context.cues if cue.entry.key == "recipients" and cue.last < match.first]
    return (
        bool(ends)
        and not context.heading
        and PURPOSES.isdisjoint(context.form(place) for place in range(ends[0] + 1, match.first))
    )


def _is_sender(context: Context, match: Match) -> bool:
    """Where people come from, in a list of them: «Fra barnevernet: Lise Moe»."""
    after = match.last + 1
    opened = match.first == 1 and context.form(0) in {"fra", "frå"}
    return opened and context.form(after) == ":" and context.is_name(after + 1)


def _is_person(context: Context, match: Match) -> bool:
    """Within a person's title, or right after one: «skolesjefen», «kommunalsjef oppvekst», «leder for barnevernet»."""
    if match.way is Way.FIRST and context.has("persons", match.first):
        return True
    if not context.heading and (_is_before_name(context, match) or _is_behind_name(context, match)):
        return True
    place = match.first - 1
    return context.has("persons", place - 1 if context.form(place) in ROLE_LINKS else place)


def _is_before_name(context: Context, match: Match) -> bool:
    """A title before a first name and a surname, whatever it ends in: «helsesekretær Eva Moen»."""
    first, last = match.last + 1, match.last + 2
    named = context.pos(first) == context.pos(last) == "PROPN" and context.is_name(first) and context.is_name(last)
    return named and context.is_given(first) and not context.is_definite(match)


def _is_behind_name(context: Context, match: Match) -> bool:
    """What somebody is, or whom they are from, between the name and a stop: «Per Lie, helsesykepleier»."""
    if context.form(match.first - 1) != "," or context.pos(match.first - 2) != "PROPN":
        return False
    return context.is_given(match.first - 3) and context.pos(match.last + 1) in {"PUNCT", ""}


def _is_staffed(context: Context, match: Match) -> bool:
    """Where people work: «ansatte på helsestasjonen og i barnehagen»."""
    if match.way is Way.FIRST and context.has("staff", match.first):
        return True
    place = match.first - 1
    while place > 0 and context.form(place) in STAFF_LINKS | COORDINATION:
        place -= 1
        if context.has("staff", place):
            return True
        if context.form(place + 1) in COORDINATION:
            place -= 1
    return False


def _is_official(context: Context, match: Match) -> bool:
    """One who acts by office: «kommuneoverlegen», «ungdomsrådet»; in its base form the office may be the matter."""
    if not context.has("officials", match.first):
        return False
    following = match.last + 1
    named = context.is_name(following)
    return named or context.form(match.first - 1) in {":", "/"} or context.is_definite(match)


def _is_called(context: Context, match: Match) -> bool:
    """People of a profession who are named, asked or told something: «fastlege Vik», «inviterer helsesykepleierne»."""
    if context.has("professionals", match.first) and context.is_name(match.last + 1):
        return True
    if not context.has("professionals", match.first):
        return False
    calls = [cue for cue in context.cues if cue.entry.key == "callers"]
    if any(cue.last in range(match.first - CALLED_REACH, match.first) for cue in calls):
        return True
    after = range(match.last + 1, match.last + 2 + CALLED_REACH)
    return any(cue.first in after and _is_suffered(context, cue) for cue in calls)


def _is_suffered(context: Context, cue: Match) -> bool:
    """Whether a call is one that is received: «er orientert», «har fått beskjed»."""
    feats = context.words[cue.first].feats
    return "VerbForm=Part" in feats or "Voice=Pass" in feats


def _is_helper(context: Context, match: Match) -> bool:
    """A service that others do something together with: «sammen med politiet og brannvesenet»."""
    place = match.first - 1
    while place > 0 and context.form(place) in COORDINATION:
        place -= 2
    return context.has("helpers", match.first) and context.form(place) == WITH


def _is_of_somebody(context: Context, match: Match) -> bool:
    """Whom somebody is from, in parentheses behind the name: «Tor Vik (barnevernet)», «(leder i ungdomsrådet)»."""
    opened = next((place for place in range(match.first - 1, -1, -1) if context.form(place) in {"(", ")"}), -1)
    closed = next((place for place in range(match.last, len(context.words)) if context.form(place) in {"(", ")"}), -1)
    if opened < 2 or closed < 0 or context.form(opened) != "(" or context.form(closed) != ")":  # noqa: PLR2004 - a name of two words
        return False
    return context.pos(opened - 1) == "PROPN" and context.is_given(opened - 2)


def _attends(context: Context, match: Match) -> bool:
    """Who was there or was not: «barnevernet og skolen var representert»."""
    clause = context.clauses[match.first]
    coming = (cue for cue in context.cues if cue.entry.key == "attends" and context.clauses[cue.first] == clause)
    return context.is_definite(match) and any(match.last < cue.first for cue in coming)


def _is_unit(context: Context, match: Match) -> bool:
    """What a unit is for: «arbeidsgruppe kultur og idrett»."""
    place = match.first - 1
    return context.has("units", place - 2 if context.form(place) in COORDINATION else place)


def _is_committee(context: Context, match: Match) -> bool:
    """A committee's name. A heading may be about a committee, but not about the subjects of several."""
    place = match.first
    if context.form(place).endswith("-"):
        return context.has("committees", _head_after(context, place))
    several = len(context.starts.get("committees", ())) > 1
    return match.way is Way.FIRST and context.has("committees", place) and (not context.heading or several)


def _head_after(context: Context, place: int) -> int:
    """Where the word stands that ends an elliptic one: «helse- og sosialstyret»."""
    while context.form(place).endswith("-") or context.form(place) in COORDINATION:
        place += 1
    return place
