"""Themes of an item as text: how much it is about each, which way they go, and why it is said to be about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from minutes.kinds import Standing
from minutes.model import Mention, themes_by_weight
from referatsok.render import NARROW, wrapped

STANDING = {
    Standing.COUNTS: "teller",
    Standing.NEGATED: "teller ikke: nevnt som noe som ikke er behandlet",
    Standing.HEADING_ONLY: "teller ikke: fast overskrift uten innhold",
    Standing.INCIDENTAL: "teller ikke: bare nevnt i forbifarten",
}
"""What a mention stands for; for one that does not count, LEFT_OUT says it more exactly where it is known."""

LEFT_OUT = {
    "denied": "det sies at det ikke var noe av det, eller at det ikke ble tatt opp",
    "put off": "det ble utsatt eller tatt av sakslista",
    "empty heading": "overskriften har «intet nytt» eller lignende under seg",
    "empty item": "overskriften står uten innhold",
    "role": "ordet sier hvem som orienterer eller følger opp",
    "occasion": "ordet sier bare når eller hvorfor noe skjedde",
    "name": "ordet er en del av et navn",
    "street": "ordet er en del av et gatenavn",
    "work": "ordet sier hva en bok, en film eller et bilde handler om",
    "history": "det skjedde for lenge siden",
    "law": "ordet er en del av navnet på en lov",
    "actor": "ordet sier hvem noen er eller hvor de kommer fra",
    "place": "ordet er en del av et stedsnavn",
    "scene": "ordet sier bare hvor noe skjedde",
    "paper": "ordet sier bare hva et skjema, et vedlegg eller et annet papir heter",
    "money": "ordet sier bare hvilken konto eller hvilket fond pengene kommer fra",
    "formal": "punktet gjelder selve møtet eller et kurs, ikke temaet",
    "figure": "ordet er ment som et bilde",
    "passing": "ordet er bare nevnt i forbifarten",
    "too little": "det står for lite om det til at saken handler om det",
}
"""Why a mention does not count, by the word that is kept with it."""


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


def explained(mentions: Sequence[Mention], labels: Mapping[str, str]) -> Iterator[str]:
    """Every mention with its words and rules, its sentence and page, its standing, weight and trend; first those that count.

    Themes come by weight, and of those left out it is said why.
    """
    for counts in (True, False):
        chosen = [mention for mention in mentions if (mention.standing is Standing.COUNTS) is counts]
        chosen.sort(key=lambda mention: -(mention.weight or 0.0))
        for mention in chosen:
            yield ""
            yield from _explained(mention, labels)


def _explained(mention: Mention, labels: Mapping[str, str]) -> Iterator[str]:
    main = ", hovedtema" if mention.is_main else ""
    weight = "" if mention.weight is None else f", vekt {weight_in_words(mention.weight)}"
    head = f"{labels.get(mention.theme, mention.theme)} [{mention.theme}] – {standing_in_words(mention)}{main}{weight}"
    yield wrapped(head, indent="", width=NARROW)
    yield wrapped(mention.why, indent="  ", width=NARROW)
    if going := trend_in_words(mention):
        yield wrapped(f"utvikling: {going}", indent="  ", width=NARROW)
    for evidence in mention.evidence:
        yield wrapped(f"«{' '.join(evidence.quote.split())}» (side {evidence.page})", indent="  ", width=NARROW)


def standing_in_words(mention: Mention) -> str:
    """Whether a mention counts, and if not, why: «teller ikke: ordet er en del av et gatenavn»."""
    why = LEFT_OUT.get(mention.left_out or "")
    return f"teller ikke: {why}" if why else STANDING[mention.standing]
