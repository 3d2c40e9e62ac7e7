"""Other names in the same sentences: so that the network reads the place of a name, not the names of 2008's newspapers.

Half of the new names come from the shipped lists, half are put together from the elements of Norwegian farm names, as
family names and places both are: a name nobody has listed must be found as well.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from models.gazetteer import read_names
from models.recipe.names import names_of

if TYPE_CHECKING:
    import random

    from models.recipe.treebank import Sentence, Token

FIRST_ELEMENTS = (
    "Ask", "Aust", "Berg", "Bjørk", "Bjørn", "Brek", "Bru", "Dal", "Ei", "Ek", "Elv", "Fagr", "Fjell", "Foss", "Furu",
    "Gran", "Grøn", "Hag", "Halv", "Hau", "Hegg", "Hest", "Holm", "Hov", "Inn", "Kald", "Kirke", "Kval", "Kvern", "Lang",
    "Lin", "Lyng", "Løv", "Mo", "Myr", "Mål", "Nord", "Ny", "Ord", "Osp", "Rogn", "Røy", "Sand", "Sel", "Skar", "Skog",
    "Sol", "Stein", "Stor", "Strøm", "Sund", "Svart", "Sæt", "Sør", "Tor", "Tun", "Ul", "Val", "Vass", "Vest", "Vik",
    "Ør",
)  # fmt: skip
LAST_ELEMENTS = (
    "aas", "aker", "bakk", "bakken", "berg", "botn", "bu", "by", "bø", "dal", "dalen", "eid", "eng", "fjord", "gard", "haug",
    "haugen", "heim", "hol", "hus", "land", "li", "lien", "lund", "mark", "moen", "myr", "nes", "rud", "rød", "rønning",
    "sen", "set", "seth", "sjø", "skar", "stad", "strand", "stø", "sund", "tun", "vang", "vik", "vold", "øy", "ås",
)  # fmt: skip
COMPOSED_SHARE = 0.5
GENITIVE = "Case=Gen"


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """Names by kind: F given, S family, N Norwegian places."""
    kinds = read_names()
    return {letter: tuple(sorted(name for name, found in kinds.items() if letter in found)) for letter in "FSN"}


def _composed(random: random.Random) -> str:
    return random.choice(FIRST_ELEMENTS) + random.choice(LAST_ELEMENTS)


def _new_name(tag: str, *, first: bool, last: bool, random: random.Random) -> str:
    kind = tag[2:]
    if kind == "PER" and first and not last:
        return random.choice(_listed()["F"])
    if random.random() < COMPOSED_SHARE:
        return _composed(random)
    if kind == "PER":
        # A person named by one word is as a rule named by the family name.
        letter = "F" if first and random.random() < COMPOSED_SHARE else "S"
        return random.choice(_listed()[letter])
    return random.choice(_listed()["N"])


def swap_names(sentence: Sentence, random: random.Random) -> Sentence:
    """The sentence with every person, and every place of one word, called something else."""
    tags = names_of(sentence.tokens)
    tokens: list[Token] = []
    for index, (token, tag) in enumerate(zip(sentence.tokens, tags, strict=True)):
        follows = tags[index + 1].startswith("I-") if index + 1 < len(tags) else False
        first, last = tag.startswith("B-"), not follows
        swap = tag.endswith("PER") or (tag == "B-LOC" and last)
        if swap and token.form[:1].isupper() and token.form.isalpha():
            name = _new_name(tag, first=first, last=last, random=random)
            form = f"{name}s" if GENITIVE in token.feats and not name.endswith("s") else name
            tokens.append(replace(token, form=form, lemma=name))
        else:
            tokens.append(token)
    return replace(sentence, tokens=tuple(tokens))
