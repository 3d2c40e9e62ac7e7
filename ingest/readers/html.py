"""Web pages, by selectolax (lexbor): paragraphs, lists and tables; menus, banners and footers are furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from ingest.blocks import BlockKind, Reading
from ingest.readers.encoding import decode
from ingest.readers.html_depth import is_too_deep
from ingest.readers.numbering import written
from ingest.readers.page_text import normalise
from ingest.readers.page_writer import PageWriter, Paragraph
from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MEDIA_TYPE = "text/html"

_INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark o:p output q s samp
    small span strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905  one word a line would hide the rest
)
_SILENT = frozenset(
    """
    script style noscript template svg math iframe object embed canvas audio video head button select
    option datalist input textarea progress meter map del -comment
    """.split()  # noqa: SIM905  one word a line would hide the rest
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})
_FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"]
)

# What site builders call the parts that are on every page: class="cookie-banner", id="breadcrumbs".
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|skip-?links?|skip-to|social|share|sharing|sidebar|newsletter|feedback|site-?header"
    r"|site-?footer)(?:$|[\s_-])",
    re.IGNORECASE,
)

# An element that the page does not show: style="display: none".
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_BLANKS = re.compile(r"[ \t\n\f\r]+")

# A character set named in the page: '<meta charset="iso-8859-1">', 'content="text/html; charset=windows-1252"'.
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*(?:iso-8859-1|iso-8859-15|windows-1252|latin1|cp1252)", re.IGNORECASE
)

_BOLD = frozenset({"b", "strong", "th"})
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEAST_MAIN_LETTERS = 200
_MOST_COLUMNS = 64
_MOST_ROWS_SPANNED = 1000
_DEEPEST = 120
_CHARSET_WITHIN = 4096


def read(data: bytes) -> Reading:
    """Read a web page; it is one page long.

    Raises:
        UnreadableFile: its elements lie too deep in each other.
    """
    if _CHARSET.search(data[:_CHARSET_WITHIN]) and not _is_utf8(data):
        text = data.decode("cp1252", errors="replace")
        warnings: tuple[ReadingWarning, ...] = ()
    else:
        text, warnings = decode(data)
    if is_too_deep(text):
        raise UnreadableFile(
            Reason.DAMAGED,
            "Nettsiden er nøstet for dypt.",
            way_out="Åpne den i en nettleser, skriv den ut som PDF, og les inn PDF-en.",
        )
    tree = LexborHTMLParser(text.replace("\0", ""))
    title = tree.css_first("title")
    page = _Page(main=_main(tree))
    if tree.body is not None:
        page.walk(tree.body, depth=0)
        page.flush()
    heading = _BLANKS.sub(" ", normalise(title.text())).strip() if title is not None else ""
    return Reading(media_type=MEDIA_TYPE, pages=page.writer.pages(), title=heading or None, warnings=warnings)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _main(tree: LexborHTMLParser) -> int | None:
    """The element that holds the page's own contents, if the page says so."""
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text().strip()) >= _LEAST_MAIN_LETTERS:
            return int(found[0].mem_id)
    return None


class _Page:
    """Walks the elements and writes blocks."""

    def __init__(self, *, main: int | None) -> None:
        self.writer = PageWriter()
        self._main = main
        self._in_main = main is None
        self._furniture = False
        self._cell: list[Paragraph] | None = None
        self._parts: list[str] = []
        self._bold = self._plain = 0
        self._emphasis = 0
        self._heading = 0
        self._marker = ""
        self._lists: list[_List] = []
        self._jump_letters = 0

    def walk(self, node: LexborNode, *, depth: int) -> None:
        """Read everything inside an element."""
        for child in node.iter(include_text=True, skip_empty=False):
            tag = child.tag or ""
            if child.is_text_node:
                self._say(child.text_content or "")
            elif tag in _SILENT or _is_hidden(child):
                continue
            elif depth > _DEEPEST:
                self._say(child.text(separator=" "))
            elif tag == "br":
                self._parts.append("\n")
            elif tag in _INLINE:
                self._inline(child, tag, depth)
            else:
                self._block(child, tag, depth)

    def flush(self) -> None:
        """End the paragraph that is being read."""
        text = re.sub(r" *\n *", "\n", "".join(self._parts)).strip()
        if text:
            only_jumps = self._jump_letters >= self._bold + self._plain
            furniture = self._furniture or not self._in_main or only_jumps
            kind = BlockKind.FURNITURE if furniture else BlockKind.HEADING if self._heading else BlockKind.PARAGRAPH
            marker = "" if furniture else self._marker
            level = self._heading or (len(self._lists) if marker else 0)
            level = 0 if furniture else level
            paragraph = Paragraph(text=text, kind=kind, level=level, marker=marker, bold=self._bold > self._plain)
            if self._cell is None:
                self.writer.paragraph(paragraph)
            else:
                self._cell.append(paragraph)
            self._marker = ""
        self._parts, self._bold, self._plain, self._jump_letters = [], 0, 0, 0

    def _say(self, text: str) -> None:
        text = _BLANKS.sub(" ", normalise(text))
        if self._parts and self._parts[-1][-1:].isspace():
            text = text.lstrip(" ")
        letters = len(text.strip())
        if self._emphasis:
            self._bold += letters
        else:
            self._plain += letters
        self._parts.append(text)

    def _inline(self, node: LexborNode, tag: str, depth: int) -> None:
        before = self._bold + self._plain
        self._emphasis += tag in _BOLD
        self.walk(node, depth=depth + 1)
        self._emphasis -= tag in _BOLD
        if tag == "a" and (node.attributes.get("href") or "").startswith("#"):
            self._jump_letters += self._bold + self._plain - before

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self.flush()
        outer = self._furniture, self._in_main, self._heading
        self._in_main = self._in_main or node.mem_id == self._main
        self._furniture = self._furniture or _is_furniture(node, tag, in_main=self._main is not None and self._in_main)
        if len(tag) == len("h1") and tag[0] == "h" and tag[1] in "123456":
            self._heading = int(tag[1])
        if tag in {"ul", "ol"}:
            self._lists.append(_List(node, tag))
            self.walk(node, depth=depth + 1)
            self.flush()
            self._lists.pop()
        elif tag == "table" and self._cell is None and _is_data(node):
            self._table(node, depth)
        else:
            if tag == "li":
                self._marker = self._lists[-1].marker(node) if self._lists else "•"
            self._emphasis += tag in _BOLD
            self.walk(node, depth=depth + 1)
            self.flush()
            self._emphasis -= tag in _BOLD
        self._furniture, self._in_main, self._heading = outer
        if tag == "li":
            self._marker = ""

    def _table(self, table: LexborNode, depth: int) -> None:
        self.writer.open_table()
        waiting: dict[int, int] = {}
        for row in _rows(table):
            cells: list[list[Paragraph]] = []
            for cell in row.iter():
                if cell.tag not in {"td", "th"}:
                    continue
                while waiting.get(len(cells), 0):
                    waiting[len(cells)] -= 1
                    cells.append([])
                down = _number(cell, "rowspan", _MOST_ROWS_SPANNED) - 1 if len(cells) < _MOST_COLUMNS else 0
                across = _number(cell, "colspan", _MOST_COLUMNS) if len(cells) < _MOST_COLUMNS else 1
                if down:
                    waiting.update({len(cells) + place: down for place in range(across)})
                cells.append(self._read_cell(cell, depth))
                cells.extend([] for _ in range(across - 1))
            while waiting.get(len(cells), 0):
                waiting[len(cells)] -= 1
                cells.append([])
            if any(cells):
                self.writer.row(cells)

    def _read_cell(self, cell: LexborNode, depth: int) -> list[Paragraph]:
        self._cell, lists, self._lists = [], self._lists, []
        self._emphasis += cell.tag == "th"
        self.walk(cell, depth=depth + 1)
        self.flush()
        self._emphasis -= cell.tag == "th"
        read, self._cell, self._lists = self._cell, None, lists
        return read


class _List:
    """A list that is being read, and how far it has counted."""

    def __init__(self, node: LexborNode, tag: str) -> None:
        self._ordered = tag == "ol"
        self._form = _LIST_FORMS.get(node.attributes.get("type") or "", "decimal")
        self._next = _signed(node.attributes.get("start"), 1)

    def marker(self, item: LexborNode) -> str:
        """The bullet or number of the next item."""
        if not self._ordered:
            return "•"
        number = _signed(item.attributes.get("value"), self._next)
        self._next = number + 1
        return f"{written(number, self._form)}."


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")


def _is_data(table: LexborNode) -> bool:
    """Whether a table is one, and not a frame to place things in: at least two columns and no table inside."""
    if table.attributes.get("role") in {"presentation", "none"}:
        return False
    inner = table.css("table")
    if any(found.mem_id != table.mem_id for found in inner):
        return False
    return any(sum(cell.tag in {"td", "th"} for cell in row.iter()) > 1 for row in _rows(table))


def _is_furniture(node: LexborNode, tag: str, *, in_main: bool) -> bool:
    if tag in _FURNITURE_TAGS or (tag == "header" and not in_main and node.css_first("h1") is None):
        return True
    attributes = node.attributes
    if attributes.get("role") in _FURNITURE_ROLES or (tag == "div" and attributes.get("title") in {"header", "footer"}):
        return True
    return any(_FURNITURE_NAME.search(attributes.get(name) or "") for name in ("class", "id"))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return _UNSHOWN.search(attributes.get("style") or "") is not None


def _number(node: LexborNode, name: str, most: int) -> int:
    return max(1, min(_signed(node.attributes.get(name), 1), most))


def _signed(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value.strip()) else default
