"""A PDF's structure tree, and its pages counted by a second library: the one module that speaks with pikepdf.

The tree (ISO 32000-2, 14.7 and 14.8) says what the text of a page is: headings, paragraphs, lists, tables. It is
flattened into leaves in reading order; a leaf is one block, and knows which marked contents of which pages are its text.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from ingest.blocks import BlockKind
from ingest.readers.pdf_marks import ARTIFACT

# What stands inside a block and is no block itself; a role nobody knows is taken for one that groups blocks.
_INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Code",
        "Link",
        "Annot",
        "Reference",
        "BibEntry",
        "Em",
        "Strong",
        "Sub",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Formula",
    ]
)
_PARAGRAPHS = frozenset(["P", "Note", "FENote", "TOCI", "Caption", "Figure", "Form"])
_HEADINGS = {"H": 1, "Title": 1, **{f"H{level}": level for level in range(1, 7)}}

_DEEPEST = 120
_MOST_ELEMENTS = 300_000
_MOST_ROLES = 10
_MOST_SPANNED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One block to be. A leaf in a table has the number of its table and row, and its column (from 0)."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: bool = False
    table: int | None = None
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What pikepdf sees: how many pages, and the leaves of the tree with their owners' places.

    ``owners[page - 1]`` maps the marked contents of a page to places in ``leaves``, or to ARTIFACT.
    """

    pages: int
    leaves: tuple[Leaf, ...] = ()
    owners: tuple[dict[int, int], ...] = ()


def structure_of(data: bytes, *, tagged: bool) -> Structure | None:
    """The structure of a PDF; None when pikepdf cannot open it.

    Args:
        data: the whole file.
        tagged: whether there is a tree worth reading.
    """
    try:
        with _opened(data) as pdf:
            count = len(pdf.pages)
            if not tagged:
                return Structure(pages=count)
            collector = _Collector(pdf)
            collector.collect()
            return Structure(pages=count, leaves=collector.flattened(), owners=tuple(collector.owners))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        # Whatever is wrong with the tree or the file for one library, pdfium's view of the pages stands.
        return None


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The PDF, from memory the system sees as a file where there is such a thing: qpdf then never calls back into Python.

    Half the time of opening it from bytes.
    """
    if not hasattr(os, "memfd_create"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
        return
    with open(os.memfd_create("pdf"), "w+b") as file:  # noqa: PTH123 - a file without a path
        file.write(data)
        file.flush()
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf:
            yield pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the tree one is: what a leaf opened here would be."""

    leaf: Leaf = Leaf()
    page: int = 0
    depth: int = 0
    lists: int = 0
    artifact: bool = False


@dataclass(slots=True, kw_only=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    columns: int = 0
    held: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        self.row += 1
        self.column = 0
        self.held = {column: rows - 1 for column, rows in self.held.items() if rows > 1}

    def next_cell(self, wide: int, high: int) -> int:
        """The column of the next cell of the row, past those that cells of rows above reach down into."""
        while self.column in self.held:
            self.column += 1
        start = self.column
        self.column += wide
        self.columns = max(self.columns, self.column)
        if high > 1:
            self.held |= dict.fromkeys(range(start, self.column), high)
        return start


class _Collector:
    """Walks a tree once, from the top, and notes its leaves."""

    def __init__(self, pdf: Any) -> None:
        self._root = pdf.Root.StructTreeRoot
        self._roles = self._root.get("/RoleMap", {})
        self._known_roles: dict[str, str] = {}
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        self._seen: set[tuple[int, int]] = set()
        self._elements = 0
        self._leaves: list[Leaf] = []
        self._open: int | None = None
        self._item = 0
        self._table: _Table | None = None
        self._columns: dict[int, int] = {}
        self.owners: list[dict[int, int]] = [{} for _ in self._numbers]

    def collect(self) -> None:
        """Walk the whole tree."""
        self._kids(self._root, _Place())

    def flattened(self) -> tuple[Leaf, ...]:
        """The leaves; a table of one column is a frame around text."""
        return tuple(
            leaf if leaf.table is None or self._columns[leaf.table] > 1 else replace(leaf, table=None)
            for leaf in self._leaves
        )

    def _kids(self, element: Any, place: _Place) -> None:
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, int):
                self._content(place.page, kid, place)
            elif isinstance(kid, pikepdf.Dictionary):
                self._kid(kid, place)

    def _kid(self, kid: Any, place: _Place) -> None:
        kind = kid.get("/Type")
        if kind == "/MCR":
            # Contents of a form are numbered by the form, and cannot be told from the page's own.
            if "/Stm" not in kid:
                self._content(self._page(kid, place.page), int(kid.MCID), place)
        elif kind != "/OBJR" and self._is_new(kid):
            self._element(kid, replace(place, page=self._page(kid, place.page), depth=place.depth + 1))

    def _is_new(self, element: Any) -> bool:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise ValueError("a structure tree without end")
        key = element.objgen
        if key == (0, 0):
            return True
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _page(self, element: Any, known: int) -> int:
        page = element.get("/Pg")
        return known if page is None else self._numbers.get(page.objgen, known)

    def _content(self, page: int, mcid: int, place: _Place) -> None:
        if not 1 <= page <= len(self.owners):
            return
        if place.artifact:
            self.owners[page - 1][mcid] = ARTIFACT
            return
        if self._open is None:
            leaf = place.leaf
            if self._item and not leaf.label and leaf.kind is BlockKind.PARAGRAPH:
                leaf = replace(leaf, kind=BlockKind.LIST_ITEM, level=self._item)
            if not leaf.label:
                self._item = 0
            self._open = len(self._leaves)
            self._leaves.append(leaf)
        self.owners[page - 1][mcid] = self._open

    def _element(self, element: Any, place: _Place) -> None:
        if place.depth > _DEEPEST:
            raise ValueError("a structure tree too deep")
        role = self._role(str(element.get("/S", "")))
        if role in _INLINE or (role == "Lbl" and not self._item):
            self._kids(element, place)
            return
        self._open = None
        if role == "Table" and self._table is None:
            self._read_table(element, place)
        else:
            self._kids(element, self._inside(role, element, place))
        self._open = None
        if role == "LI":
            self._item = 0

    def _read_table(self, element: Any, place: _Place) -> None:
        self._table = _Table(number=len(self._columns) + 1)
        self._columns[self._table.number] = 0
        self._kids(element, replace(place, leaf=Leaf(table=self._table.number)))
        self._columns[self._table.number] = self._table.columns
        self._table = None

    def _inside(self, role: str, element: Any, place: _Place) -> _Place:
        """Where one is inside an element that is or holds blocks."""
        leaf = place.leaf
        if role in _HEADINGS:
            leaf = replace(leaf, kind=BlockKind.HEADING, level=_HEADINGS[role], label=False)
        elif role in _PARAGRAPHS:
            leaf = replace(leaf, kind=BlockKind.PARAGRAPH, level=0, label=False)
        elif role == "Lbl":
            leaf = replace(leaf, label=True)
        elif role == "LI":
            self._item = place.lists
        elif self._table is not None and role == "TR":
            self._table.next_row()
            leaf = replace(leaf, row=self._table.row)
        elif self._table is not None and role in {"TD", "TH"}:
            column = self._table.next_cell(_spanned(element, "/ColSpan"), _spanned(element, "/RowSpan"))
            return replace(place, leaf=replace(leaf, row=self._table.row, column=column), lists=0)
        lists = place.lists + (role == "L")
        return replace(place, leaf=leaf, lists=lists, artifact=place.artifact or role == "Artifact")

    def _role(self, name: str) -> str:
        """The standard role that a name stands for."""
        role = self._known_roles.get(name)
        if role is None:
            found = name
            for _ in range(_MOST_ROLES):
                meant = str(self._roles.get(found, found)) if found.startswith("/") else found
                if meant == found:
                    break
                found = meant
            role = self._known_roles[name] = found.removeprefix("/")
        return role


def _spanned(element: Any, name: str) -> int:
    for attributes in _dictionaries(element.get("/A")):
        if name in attributes:
            return min(max(int(attributes[name]), 1), _MOST_SPANNED)
    return 1


def _dictionaries(found: Any) -> Iterator[Any]:
    """The attribute objects of an element: one, or an array of them with revision numbers between."""
    each: Iterable[Any] = found if isinstance(found, pikepdf.Array) else (found,)
    return (one for one in each if isinstance(one, pikepdf.Dictionary))
