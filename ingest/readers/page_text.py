"""What a page's text is: normalised once, at reading time, and never changed afterwards.

Everything later is counted in this text, so all that would make two spellings of one word differ is settled here: one
way of writing å, one blank, one line break, one bullet, and no characters that cannot be seen.
"""

from __future__ import annotations

import html
import re
import unicodedata

from ingest.blocks import Run

# Line breaks of every system and of Unicode, and the vertical tab Word uses: "a\r\nb", "a\x0bb".
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")

# Blanks that look like a space: the no-break space of "§ 13" and "10 000", thin and wide ones.
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Characters nobody sees: controls, soft hyphen, zero-width blanks, direction marks, BOM, and halves of characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)

# The bullets of the Symbol and Wingdings fonts, which lie in Unicode's private area: "\uf0b7 Punkt".
_SYMBOL_BULLET = re.compile("[\uf02d\uf06c-\uf06f\uf071\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]")

# A character reference left in text: "m&oslash;te", "&#229;", "&nbsp;".
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")


# Any of these; most lines have none and are done with one look.
_ODD = re.compile(
    f"[\r\x85\u2028\u2029]|{_BLANK.pattern}|{_INVISIBLE.pattern}|{_SYMBOL_BULLET.pattern}|\x0b",
)


def normalise(text: str) -> str:
    r"""The text as it will be kept: NFC, ``\n`` for line breaks, plain blanks, ``•`` for bullets, nothing invisible."""
    if _ODD.search(text) is None:
        return unicodedata.normalize("NFC", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _BLANK.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _SYMBOL_BULLET.sub("•", text)
    return unicodedata.normalize("NFC", text)


def resolve_references(text: str) -> str:
    """Character references left in plain text, read as what they stand for."""
    return _REFERENCE.sub(lambda found: html.unescape(found.group()), text)


def run_of(page: int, text: str, start: int, end: int, *, glue: str = "") -> Run:
    """The run ``text[start:end]`` of a page's text, without blanks at its ends; empty when nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Run(page=page, start=start, end=end, text=text[start:end], glue=glue)
