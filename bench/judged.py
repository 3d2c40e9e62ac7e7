"""Which themes the gold of a set was marked with: one that came later is no false alarm there, and no find."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bench.scoring import Plain

LIST = Path(__file__).with_name("judged.toml")


def not_judged(name: str) -> frozenset[str]:
    """The themes that the gold of this set does not know."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return frozenset(listed["later"]) if name in listed["sets"] else frozenset()


def without(predicted: Plain, themes: frozenset[str]) -> Plain:
    """The prediction of a document as it would be if these themes were not in the vocabulary."""
    items = [
        {**item, "themes": [theme for theme in item["themes"] if theme not in themes]}
        for item in predicted.get("items") or []
    ]
    return {**predicted, "items": items} if predicted else predicted
