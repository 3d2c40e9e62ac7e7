"""The form between content and file: a paper is a sequence of headings, paragraphs, bullets and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One paragraph. ``style`` is "title", "heading", "subheading", "bullet" or "plain"; ``label`` stands bold before it.

    ``lines`` are kept apart by line breaks inside the one paragraph.
    """

    lines: tuple[str, ...]
    style: str = "plain"
    label: str = ""

    @property
    def joined(self) -> str:
        """The label and the lines as running text."""
        return " ".join((*((self.label,) if self.label else ()), *self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells of paragraphs; the first row is its head. ``widths`` are shares of the line, in percent."""

    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    widths: tuple[int, ...]
    ruled: bool = True


Block = Text | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper ready to be rendered: running header, footer words for the page number, language and blocks."""

    title: str
    letterhead: str
    page_words: tuple[str, str]
    language: str
    blocks: tuple[Block, ...]


def plain(*lines: str, style: str = "plain", label: str = "") -> Text:
    """A paragraph; shorter to write than its dataclass."""
    return Text(lines=lines, style=style, label=label)


def paragraphs(texts: tuple[str, ...]) -> tuple[Text, ...]:
    """Paragraphs of the content, where ``* `` begins a bullet."""
    return tuple(plain(text[2:], style="bullet") if text.startswith("* ") else plain(text) for text in texts)


def cell(text: str) -> tuple[Text, ...]:
    """A table cell of one paragraph."""
    return (plain(text),)
