"""Read a content file (TOML) and lay it out as a Paper. What the keys mean is said in the README two folders up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.samples.make.blocks import Block, Paper, Table, Text, cell, paragraphs, plain

PAGE_WORDS = {"nb": ("Side", "av"), "nn": ("Side", "av")}
MINUTES_WIDTHS = (8, 72, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One content file: what it is called, where it is put, in which formats, and what it says."""

    name: str
    folder: str
    formats: tuple[str, ...]
    encoding: str
    says: dict[str, Any]

    @property
    def paper(self) -> Paper:
        """The content laid out as headings, paragraphs and tables."""
        language = self.says.get("language", "nb")
        return Paper(
            title=self.says["title"],
            letterhead=self.says.get("letterhead", ""),
            page_words=PAGE_WORDS[language],
            language=language,
            blocks=tuple(_blocks(self.says)),
        )


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """All samples of a folder of content files, by file name."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Sample:
    says = tomllib.loads(path.read_text(encoding="utf-8"))
    return Sample(
        name=says["file"],
        folder=says.get("folder", "data/samples/documents"),
        formats=tuple(says["formats"]),
        encoding=says.get("encoding", "utf-8"),
        says=says,
    )


def _blocks(says: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = [plain(says["title"], style="title")]
    blocks += [plain(*lines, label=label) for label, *lines in says.get("fields", ())]
    if "grid" in says:
        blocks.append(_table(says["grid"], (50, 50), ruled=False))
    blocks += paragraphs(tuple(says.get("opening", ())))
    for table in says.get("tables", ()):
        if "heading" in table:
            blocks.append(plain(table["heading"], style="subheading"))
        blocks.append(_table(table["rows"], tuple(table["widths"])))
    blocks += paragraphs(tuple(says.get("remarks", ())))
    items = says.get("items", ())
    blocks += [_minutes_table(says, items)] if "columns" in says else [block for item in items for block in _item(item)]
    return [*blocks, *paragraphs(tuple(says.get("closing", ())))]


def _table(rows: list[list[str]], widths: tuple[int, ...], *, ruled: bool = True) -> Table:
    return Table(rows=tuple(tuple(cell(entry) for entry in row) for row in rows), widths=widths, ruled=ruled)


def _minutes_table(says: dict[str, Any], items: list[dict[str, Any]]) -> Table:
    rows: list[tuple[tuple[Text, ...], ...]] = [tuple(cell(column) for column in says["columns"])]
    for item in items:
        points = paragraphs(tuple(item.get("points", ())))
        rows.append((cell(item["number"]), (plain(item["title"]), *points), cell(item.get("follow_up", ""))))
    return Table(rows=tuple(rows), widths=MINUTES_WIDTHS)


def _item(item: dict[str, Any]) -> list[Block]:
    heading = " ".join(part for part in (item.get("number", ""), item["title"]) if part)
    blocks: list[Block] = [plain(heading, style="heading")]
    if "case" in item:
        blocks.append(plain(item["case"]))
    if "history" in item:
        blocks.append(_table(item["history"], (25, 50, 25)))
    blocks += paragraphs(tuple(item.get("points", ())))
    for label, *texts in item.get("sections", ()):
        blocks += [plain(label, style="subheading"), *paragraphs(tuple(texts))]
    return blocks
