"""The text of one paragraph of a Word document, with what its runs say about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.numbering import W
from ingest.readers.page_writer import PAGE_BREAK
from ingest.readers.styles import Styles, is_on, list_of, outline_level, run_size

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

# Text that is not on the paper: what was deleted, field codes, properties.
_SKIPPED = frozenset(f"{W}{name}" for name in "del moveFrom pPr rPr sdtPr delText instrText rt tblPr".split())  # noqa: SIM905

_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}

_DEEPEST = 60
_HEX = 16


@dataclass(slots=True, kw_only=True)
class ParagraphReader:
    """Reads one w:p; afterwards its fields hold what was found.

    ``boxes`` are the contents of text boxes anchored here, ``notes`` the (kind, id) of foot- and endnotes. ``fresh_page``
    says that nothing has been printed since the last page break: Word marks the same break twice.
    """

    styles: Styles
    fresh_page: bool
    heading: int = 0
    list_id: str | None = None
    list_level: int = 0
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _bold: int = 0
    _plain: int = 0
    _sizes: Counter[float | None] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        r"""The text, ``\n`` for forced line breaks and ``\f`` for page breaks."""
        return "".join(self._parts)

    @property
    def bold(self) -> bool:
        """Whether most of the text is bold."""
        return self._bold > self._plain

    @property
    def size(self) -> float | None:
        """The size in points of most of the text."""
        return max(self._sizes, key=lambda size: self._sizes[size], default=None)

    def read(self, element: Any) -> None:
        """Read the paragraph."""
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.styles.paragraph(named.get(f"{W}val") if named is not None else None)
        own_level = outline_level(properties)
        self.heading = style.heading if own_level is None else own_level
        own_list, own_place = list_of(properties)
        self.list_id = style.list_id if own_list is None else own_list
        self.list_level = style.list_level if own_place is None else own_place
        if is_on(properties, "pageBreakBefore"):
            self._break(explicit=False)
        self._walk(element, bold=bool(style.bold), size=style.size, depth=0)

    def _walk(self, element: Any, *, bold: bool, size: float | None, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element.iterchildren():
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                self._run(child, bold=bold, size=size, depth=depth)
            elif tag in {f"{W}t", _MATH_TEXT}:
                self._say(child.text or "", bold=bold, size=size)
            elif tag == f"{W}sym":
                self._say(_symbol(child.get(f"{W}char", "")), bold=bold, size=size)
            elif not self._mark(child, tag):
                inner = _alternative(child) if tag == f"{_MC}AlternateContent" else child
                self._walk(inner, bold=bold, size=size, depth=depth + 1)

    def _mark(self, child: Any, tag: str) -> bool:
        """Take in an element that is no text of its own; False when it is none of those."""
        if tag in _CHARACTERS:
            self._parts.append(_CHARACTERS[tag])
        elif tag == f"{W}br":
            self._line_break(child.get(f"{W}type"))
        elif tag == f"{W}lastRenderedPageBreak":
            self._break(explicit=False)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            self.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
        elif tag == f"{W}txbxContent":
            self.boxes.append(child)
        else:
            return False
        return True

    def _run(self, run: Any, *, bold: bool, size: float | None, depth: int) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        named = properties.find(f"{W}rStyle") if properties is not None else None
        style = self.styles.run(named.get(f"{W}val")) if named is not None else None
        own_bold = is_on(properties, "b")
        if own_bold is None and style is not None:
            own_bold = style.bold
        own_size = run_size(properties) or (style.size if style is not None else None)
        self._walk(run, bold=bold if own_bold is None else own_bold, size=own_size or size, depth=depth + 1)

    def _say(self, text: str, *, bold: bool, size: float | None) -> None:
        self._parts.append(text)
        letters = len(text.strip())
        if letters:
            self.fresh_page = False
            self._sizes[size] += letters
            if bold:
                self._bold += letters
            else:
                self._plain += letters

    def _line_break(self, kind: str | None) -> None:
        if kind == "page":
            self._break(explicit=True)
        else:
            self._parts.append("\n")

    def _break(self, *, explicit: bool) -> None:
        if explicit or not self.fresh_page:
            self._parts.append(PAGE_BREAK)
            self.fresh_page = True


def _alternative(element: Any) -> Any:
    """One of the forms that the same content is given in; the newest that is there."""
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _symbol(code: str) -> str:
    try:
        return chr(int(code, _HEX))
    except (ValueError, OverflowError):
        return ""
