"""Where a person's name is a name, and where one ends and the next begins when nothing parts them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ingest.heading.words import heading_words, name_words

_UPPER = "A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ"

# A word of a name: "Kari", "Kari-Ann", "O'Brien", "N.", "Østby".
# Its length is limited, so that letters without a blank are not gone through from each of them.
NAME_TOKEN = (
    rf"(?:[{_UPPER}]\.(?:-?[{_UPPER}]\.)?"
    rf"|[{_UPPER}][\w’'`´]{{1,40}}(?:-[{_UPPER}][\w’'`´]{{1,40}}){{0,4}}(?:\s?jr\.?)?|[{_UPPER}](?=\s))"
)

_INITIAL = re.compile(rf"[{_UPPER}]\.?(?:-?[{_UPPER}]\.)?")

# The number of a chapter: "II Framlegg".
_ROMAN = re.compile(r"[IVX]{2,4}")

# Weights that choose among the ways of splitting a row of names. A known name outweighs all; a surname that is only a
# first name is the surest sign of a wrong cut. Chosen on flattened columns of the development protocols.
_KNOWN = 8.0
_FIRST_GIVEN, _FIRST_OTHER = 2.0, -2.5
_LAST_SURNAME, _LAST_OTHER, _LAST_GIVEN = 1.5, 0.5, -3.0
_INNER_SURNAME, _TWO_SURNAMES, _INNER_GIVEN = -1.5, -0.3, 0.2
# A word left over is a person lost.
_LONE = -6.0
_LENGTH = {2: 0.0, 3: 0.2, 4: -0.3, 5: -1.0, 6: -2.5}
_LONGEST_NAME = 6


@cache
def is_given(word: str) -> bool:
    """Whether a word is a usual first name, or a double one: «Kari-Ann»."""
    given = name_words().given
    folded = word.casefold().strip(".,")
    return folded in given or (("-" in folded) and all(part in given for part in folded.split("-")))


@cache
def is_surname(word: str) -> bool:
    """Whether a word is a usual surname or ends like one."""
    words = name_words()
    folded = word.casefold().strip(".,")
    if folded in words.surnames:
        return True
    return len(folded) > 3 and folded.endswith(words.surname_endings) and folded not in words.given  # noqa: PLR2004


def looks_like_name(text: str, *, lone: bool = False) -> bool:
    """Whether capitalised words are a person's name and not «Arbeidstilsynet» or «Faste medlemmer».

    Args:
        text: the words.
        lone: whether a usual first name alone is enough.
    """
    words = text.split()
    not_names = name_words().not_names
    if not words or any(word.casefold().strip(".,") in not_names for word in words if not _INITIAL.fullmatch(word)):
        return False
    if len(words[0]) == 1 or any(char.isdigit() for char in text) or any(_is_other(word) for word in words):
        return False
    full = [word for word in words if not _INITIAL.fullmatch(word)]
    if len(words) == 1:
        return lone and is_given(words[0])
    if len(full) < 1 or len(words) > _LONGEST_NAME:
        return False
    if len(full) > 1 and all(word.isupper() for word in full):
        return is_given(full[0]) or is_given(full[-1])
    return not full[-1].isupper() or is_given(full[0]) or len(full[-1]) > 3  # noqa: PLR2004


def _is_other(word: str) -> bool:
    """Whether a word is the number of a chapter, or a body's or a house's name."""
    return _ROMAN.fullmatch(word) is not None or _is_body_word(word)


def _is_body_word(word: str) -> bool:
    folded = word.casefold()
    bodies = heading_words().bodies
    return any(folded.endswith(ending) for ending in bodies.endings if len(ending) > 5) or folded.endswith(  # noqa: PLR2004
        (
            "kommune",
            "etaten",
            "kontoret",
            "skole",
            "skule",
            "barnehage",
            "forening",
            "utvalgets",
            "enheten",
            "avdeling",
            "tjenesten",
            "senter",
            "verket",
            "tilsynet",
        )
    )


def split_names(run: str, *, known: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Where each name stands in a row of capitalised words with nothing between them.

    Args:
        run: the words: «Kari Lia Per Olav Berg».
        known: names known whole from elsewhere in the document.

    Returns:
        (start, end) of each name in ``run``.
    """
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", run)]
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-1e9, 0)] * count
    for end in range(1, count + 1):
        for start in range(max(0, end - _LONGEST_NAME), end):
            pieces = [run[low:high] for low, high in words[start:end]]
            total = best[start][0] + _score(pieces, whole=count == end - start, known=known)
            if total > best[end][0]:
                best[end] = (total, start)
    cuts = []
    end = count
    while end:
        start = best[end][1]
        cuts.append((words[start][0], words[end - 1][1]))
        end = start
    return cuts[::-1]


def _score(words: list[str], *, whole: bool, known: frozenset[str]) -> float:
    if " ".join(words) in known:
        return _KNOWN
    if len(words) == 1:
        return 0.0 if whole else _LONE
    score = _LENGTH[len(words)]
    score += _FIRST_GIVEN if is_given(words[0]) else _FIRST_OTHER
    last = words[-1]
    if is_surname(last):
        score += _LAST_SURNAME
    elif _INITIAL.fullmatch(last):
        score += _LAST_GIVEN * 2
    else:
        score += _LAST_GIVEN if is_given(last) else _LAST_OTHER
    for word, following in pairwise(words[1:]):
        if is_given(word):
            score += _INNER_GIVEN
        elif is_surname(word):
            score += _INNER_SURNAME if is_given(following) else _TWO_SURNAMES
    return score
