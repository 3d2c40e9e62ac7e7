"""Levenshtein's distance the plain way."""

from __future__ import annotations


def edits(left: str, right: str) -> int:
    """The fewest letters put in, left out or changed that make the one the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row = row, [i]
        for j, b in enumerate(right, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
    return row[-1]
