"""Themes of an item as text: how much it is about each, which way they go, and why it is said to be about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from minutes.model import Mention, Standing, themes_by_weight


def themes_in_words(mentions: Sequence[Mention], labels: Mapping[str, str]) -> Iterator[str]:
    """A line for each theme that counts, the weightiest first: «Vold (hovedtema, vekt 0,97): avtar, fra 14 til 9»."""
    main = frozenset(themes_by_weight(mentions, main=True))
    for theme in themes_by_weight(mentions):
        counting = [each for each in mentions if each.theme == theme and each.standing is Standing.COUNTS]
        weight = max((each.weight for each in counting if each.weight is not None), default=None)
        facts = [*(("hovedtema",) if theme in main else ()), *((f"vekt {weight_in_words(weight)}",) if weight else ())]
        going = "; ".join(dict.fromkeys(said for each in counting if (said := trend_in_words(each))))
        about = f" ({', '.join(facts)})" if facts else ""
        yield f"{labels.get(theme, theme)}{about}{f': {going}' if going else ''}"


def weight_in_words(weight: float) -> str:
    """A weight with a decimal comma: «0,97»."""
    return f"{weight:.2f}".replace(".", ",")


def trend_in_words(mention: Mention) -> str:
    """Which way the sentence says that the theme goes: «avtar, fra 14 til 9 (2021)»; nothing where it does not."""
    if mention.trend is None:
        return ""
    change = mention.change_text or ("fra {} til {}".format(*mention.change) if mention.change else "")
    period = f" ({mention.period})" if mention.period else ""
    return f"{mention.trend}{f', {change}' if change else ''}{period}"
