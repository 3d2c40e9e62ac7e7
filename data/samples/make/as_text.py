"""Render a Paper as plain text: as typed by hand, or as copied out of a system that left HTML in the table's cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.samples.make.blocks import Block, Paper, Table, Text

if TYPE_CHECKING:
    from pathlib import Path

LIST_START = '<ul style="list-style-type: none;">'


def write_text(paper: Paper, path: Path, *, encoding: str) -> None:
    """Write the paper in an encoding; Latin-1 and cp1252 files get the line ends of the system they come from."""
    text = "\n\n".join(_block(block) for block in paper.blocks) + "\n"
    newline = "\n" if encoding == "utf-8" else "\r\n"
    path.write_text(text, encoding=encoding, newline=newline)


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(_row(row, leftovers=block.ruled) for row in block.rows)
    if block.style == "bullet":
        return f"- {block.joined}"
    first, *rest = block.lines
    return "\n".join((f"{block.label} {first}".strip(), *rest))


def _row(row: tuple[tuple[Text, ...], ...], *, leftovers: bool) -> str:
    return "\t".join(_cell(texts, leftovers=leftovers) for texts in row)


def _cell(texts: tuple[Text, ...], *, leftovers: bool) -> str:
    written = " ".join(text.joined for text in texts if text.style != "bullet")
    points = [text.joined for text in texts if text.style == "bullet"]
    if not points:
        return written
    if not leftovers:
        return " ".join((written, *points))
    return f"{written} {LIST_START}" + " ".join(f"<li>• {point}</li>" for point in points) + "</ul>"
