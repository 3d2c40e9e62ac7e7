"""The signs of the two written forms, counted in the treebank's training half.

Run as `python -m models.recipe.forms ARCHIVE`; writes models/data/written-forms.txt.gz.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from models.recipe.corpus import read_training
from models.recipe.packing import write_packed
from models.written_form import ENDING_LETTERS, SIGNS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.recipe.treebank import Sentence

# A word must stand in this many files of the treebank, or it tells the topic and not the form.
LEAST_FILES = 3
LEAST_ENDING_WORDS = 5
SMOOTHING = 0.5
# Odds nearer to even than this say nothing and are not shipped.
LEAST_ODDS = 1.0
MOST_ODDS = {"word": 4.0, "ending": 1.5}
HEADER = "# counted in the Norwegian Dependency Treebank (CC0): log odds of nynorsk against bokmål, in tenths\n"


def log_odds(counts: Mapping[str, Counter[str]], most: float) -> dict[str, float]:
    """Smoothed and capped log odds of each key of `counts['nn']` and `counts['nb']`."""
    totals = {form: sum(found.values()) for form, found in counts.items()}
    odds: dict[str, float] = {}
    for key in counts["nb"].keys() | counts["nn"].keys():
        share = {form: (counts[form][key] + SMOOTHING) / totals[form] for form in ("nb", "nn")}
        value = math.log(share["nn"] / share["nb"])
        if abs(value) >= LEAST_ODDS:
            odds[key] = max(-most, min(most, value))
    return odds


def count_signs(sentences: Iterable[Sentence]) -> tuple[dict[str, float], dict[str, float]]:
    """Log odds of words and of the endings of different words."""
    words: dict[str, Counter[str]] = {"nb": Counter(), "nn": Counter()}
    sources: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for token in sentence.tokens:
            form = token.form.lower()
            if token.tag not in {"PROPN", "X", "SYM", "NUM", "PUNCT"} and form.isalpha():
                words[sentence.written_form][form] += 1
                sources[form].add(sentence.source)
    endings: dict[str, Counter[str]] = {"nb": Counter(), "nn": Counter()}
    for written_form, found in words.items():
        endings[written_form].update(form[-ENDING_LETTERS:] for form in found if len(form) > ENDING_LETTERS)
    kept = {
        written_form: Counter({form: count for form, count in found.items() if len(sources[form]) >= LEAST_FILES})
        for written_form, found in words.items()
    }
    common = {
        form: Counter({ending: count for ending, count in found.items() if count >= LEAST_ENDING_WORDS})
        for form, found in endings.items()
    }
    return log_odds(kept, MOST_ODDS["word"]), log_odds(common, MOST_ODDS["ending"])


def write_signs(archive: Path, path: Path = SIGNS_FILE) -> int:
    """Write the shipped file and return the number of signs in it."""
    training, _ = read_training(archive)
    words, endings = count_signs(training)
    signs = {**words, **{f"-{ending}": value for ending, value in endings.items()}}
    text = HEADER + "".join(f"{sign} {round(10 * signs[sign])}\n" for sign in sorted(signs))
    write_packed(path, text)
    return len(signs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    print(write_signs(parser.parse_args().archive))
