"""Norsk ordbank (CC BY 4.0) out of spacy-lookups-data, as the shipped word classes.

Run as `python -m models.recipe.ordbank`; writes models/data/word-classes.txt.gz.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING

from models.lexicon import LEXICON_FILE, SHORTEST_TAIL
from models.recipe.packing import write_packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Longer endings are irregular forms; what they become is told by the lemma tables, not by the class.
LONGEST_ENDING = 4
GENDER_ENDINGS = {"en": "m", "n": "m", "et": "n", "t": "n", "a": "f"}
HEADER = (
    "# Norsk ordbank i norsk bokmål 2005 (Språkbanken, Nasjonalbiblioteket), CC BY 4.0; "
    "forms grouped by their last three letters\n"
)


def read_ordbank() -> dict[str, dict[str, str]]:
    """POS (adj, adv, noun, verb) to form to lemma, lower-case, single words only."""
    raw = files("spacy_lookups_data").joinpath("data", "nb_lemma_exc.json.gz").read_bytes()
    tables = json.loads(gzip.decompress(raw))
    return {
        pos: {form.lower(): lemmas[0].lower() for form, lemmas in forms.items() if " " not in form}
        for pos, forms in tables.items()
    }


def ending(form: str, lemma: str) -> str:
    """How the form becomes its lemma: `en>`, `te>e`; `*` when more than an ending changes."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    lost, gained = form[same:], lemma[same:]
    return "*" if len(lost) > LONGEST_ENDING or len(gained) > LONGEST_ENDING else f"{lost}>{gained}"


def class_forms(ordbank: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Each form's class: every reading as `pos.gender:ending`, sorted."""
    genders: dict[str, set[str]] = defaultdict(set)
    for form, lemma in ordbank["noun"].items():
        if form.startswith(lemma) and (gender := GENDER_ENDINGS.get(form[len(lemma) :])):
            genders[lemma].add(gender)
        elif lemma.endswith("e") and form == f"{lemma[:-1]}a":
            genders[lemma].add("f")
    readings: dict[str, set[str]] = defaultdict(set)
    for pos, forms in ordbank.items():
        for form, lemma in forms.items():
            kind = f"noun.{''.join(sorted(genders[lemma]))}" if pos == "noun" else pos
            readings[form].add(f"{kind}:{ending(form, lemma)}")
    return {form: " ".join(sorted(found)) for form, found in readings.items()}


def leave_out_predictable(classes: Mapping[str, str]) -> dict[str, str]:
    """Drop the forms whose longest known tail has the same class."""
    kept: dict[str, str] = {}
    for form in sorted(classes, key=lambda form: (len(form), form)):
        tails = (form[start:] for start in range(1, len(form) - SHORTEST_TAIL + 1))
        predicted = next((kept[tail] for tail in tails if tail in kept), None)
        if predicted != classes[form]:
            kept[form] = classes[form]
    return kept


def group_by_tail(classes: Mapping[str, str]) -> Iterator[str]:
    """The lines of the shipped file: the classes, then each tail with what stands before it in the forms of each class."""
    names = sorted(set(classes.values()))
    numbers = {name: number for number, name in enumerate(names)}
    groups: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form in classes:
        groups[form[-SHORTEST_TAIL:]][numbers[classes[form]]].append(form[:-SHORTEST_TAIL])
    yield "\t".join(names)
    for tail, group in sorted(groups.items()):
        yield "\t".join((tail, *(" ".join((str(number), *sorted(group[number]))) for number in sorted(group))))


def write_word_classes(path: Path = LEXICON_FILE) -> int:
    """Write the shipped file (same input, same bytes) and return the number of forms in it."""
    kept = leave_out_predictable(class_forms(read_ordbank()))
    text = HEADER + "".join(f"{line}\n" for line in group_by_tail(kept))
    write_packed(path, text)
    return len(kept)


if __name__ == "__main__":
    print(write_word_classes())
