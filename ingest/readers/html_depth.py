"""How deep the elements of a web page lie in each other, before it is parsed: the parser's time grows with its square."""

from __future__ import annotations

import re
from collections import Counter

# A tag's beginning: "<div", "</div", "<o:p".
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")

# What never holds anything, and what ends by itself where its like begins: a page may leave them all open.
_NEVER_DEEP = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    p li dt dd tr td th thead tbody tfoot colgroup option optgroup rp rt html head body
    """.split()  # noqa: SIM905  one word a line would hide the rest
)

# Ten thousand take the parser 0.1 s, 300,000 two minutes. Pages of municipalities reach 40.
MOST_DEEP = 10_000


def is_too_deep(text: str) -> bool:
    """Whether more elements than ``MOST_DEEP`` are open in each other somewhere on the page."""
    if text.count("<") <= MOST_DEEP:
        return False
    opened = Counter[str]()
    depth = 0
    for found in _TAG.finditer(text):
        closes, name = found.groups()
        name = name.lower()
        if name in _NEVER_DEEP:
            continue
        if not closes:
            opened[name] += 1
            depth += 1
            if depth > MOST_DEEP:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False
