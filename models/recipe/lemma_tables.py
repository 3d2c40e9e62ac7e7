"""The lemma tables of both written forms, counted in the treebank's training half.

Run as `python -m models.recipe.lemma_tables ARCHIVE`; writes models/data/lemmas-{nb,nn}.txt.gz.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from models.lemmas import DATA, GENITIVE, INFLECTED, LONGEST_RULE, ending_between
from models.recipe.corpus import read_training
from models.recipe.packing import write_packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.recipe.treebank import Sentence

Key = tuple[str, str, str]
HEADER = "# counted in the Norwegian Dependency Treebank (CC0)\n"


def count_lemmas(sentences: Iterable[Sentence]) -> dict[Key, str]:
    """(form, POS, features) and (form, POS, '') to the commonest lemma."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence.tokens:
            form = token.form if token.tag == "PROPN" else token.form.lower()
            feats = "" if token.feats == "_" else token.feats
            counts[form, token.tag, feats][token.lemma] += 1
            if feats:
                counts[form, token.tag, ""][token.lemma] += 1
    return {key: found.most_common(1)[0][0] for key, found in counts.items()}


def learn_rules(lemmas: dict[Key, str]) -> dict[Key, tuple[str, ...]]:
    """(tail, POS, features) to endings by how many forms take them; a tail that says what the shorter says is left out."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for (form, pos, feats), lemma in lemmas.items():
        if pos not in INFLECTED or GENITIVE in feats or (not feats and pos != "ADV"):
            continue
        ending = ending_between(form, lemma.lower())
        for length in range(min(LONGEST_RULE, len(form) - 1) + 1):
            counts[form[len(form) - length :], pos, feats][ending] += 1
    ordered = {key: tuple(ending for ending, _ in found.most_common()) for key, found in counts.items()}
    return {
        (tail, pos, feats): endings
        for (tail, pos, feats), endings in ordered.items()
        if not tail or ordered[tail[1:], pos, feats] != endings
    }


def write_tables(archive: Path, folder: Path = DATA) -> dict[str, int]:
    """Write both files and return the number of forms in each."""
    training, _ = read_training(archive)
    sizes: dict[str, int] = {}
    for written_form in ("nb", "nn"):
        lemmas = count_lemmas(sentence for sentence in training if sentence.written_form == written_form)
        lines: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for (form, pos, feats), lemma in lemmas.items():
            if not feats or lemmas[form, pos, ""] != lemma:
                lines["K", pos, feats, ending_between(form, lemma)].append(form)
        for (tail, pos, feats), endings in learn_rules(lemmas).items():
            lines["R", pos, feats, " ".join(endings)].append(tail or "-")
        text = HEADER + "".join("\t".join((*key, " ".join(sorted(lines[key])))) + "\n" for key in sorted(lines))
        write_packed(folder / f"lemmas-{written_form}.txt.gz", text)
        sizes[written_form] = len(lemmas)
    return sizes


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    print(write_tables(parser.parse_args().archive))
