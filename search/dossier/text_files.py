"""A dossier as a web page and as Markdown."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape

from search.dates import say_date
from search.dossier.blocks import Block, Dossier, Figure, Paragraph, Quote, Table
from search.table_files import CONTROL, Cell

STYLE = """
body { font: 16px/1.5 Calibri, Carlito, "Segoe UI", sans-serif; color: #222; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { color: #1b4f72; line-height: 1.25; }
h2 { margin-top: 2.5rem; }
.undertittel, .note, figcaption, cite { color: #595959; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .5rem 0 1.5rem; }
th { background: #e3ebf1; text-align: left; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid #bfc9d1; vertical-align: top; overflow-wrap: anywhere; }
td.tall, th.tall { text-align: right; }
figure { margin: 1rem 0; }
img { max-width: 100%; }
.note { font-size: .9rem; }
blockquote { margin: .25rem 0 .25rem 1.5rem; }
cite { font-style: normal; font-size: .9rem; }
nav ul { columns: 2; }
@media print {
  body { max-width: none; margin: 0; }
  tr, figure { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
"""Readable on a screen and on paper, with nothing fetched from anywhere."""

# What Markdown would take for its own signs: "*", "_", "[", "|" ...
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")


def dossier_to_html(dossier: Dossier) -> str:
    """One page with everything in it, also the figures."""
    title = escape(dossier.title)
    links = "".join(
        f'<li><a href="#del-{number}">{escape(section.title)}</a></li>'
        for number, section in enumerate(dossier.sections, start=1)
    )
    parts = [
        '<!DOCTYPE html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>",
        f'<p class="undertittel">{escape(dossier.subtitle)}</p>' if dossier.subtitle else "",
        f'<p class="undertittel">{say_date(dossier.made)}</p>',
        f'</header>\n<nav aria-label="Innhold"><ul>{links}</ul></nav>\n<main>',
    ]
    for number, section in enumerate(dossier.sections, start=1):
        parts.append(f'<section id="del-{number}">\n<h2>{escape(section.title)}</h2>')
        parts += (_html(block) for block in section.blocks)
        parts.append("</section>")
    return "\n".join(filter(None, (*parts, "</main>\n</body>\n</html>\n"))).translate(CONTROL)


def _html(block: Block) -> str:
    match block:
        case Paragraph():
            return f'<p class="note">{escape(block.text)}</p>' if block.note else f"<p>{escape(block.text)}</p>"
        case Table():
            return _html_table(block)
        case Figure():
            picture = base64.b64encode(block.png).decode()
            image = f'<img alt="{escape(block.description)}" src="data:image/png;base64,{picture}">'
            return f"<figure>{image}<figcaption>{escape(block.caption)}</figcaption></figure>"
        case Quote():
            return (
                f'<article id="bevis-{block.number}"><strong>[{block.number}]</strong> <cite>{escape(block.source)}</cite>'
                f'<blockquote>«{escape(block.text)}»</blockquote><p class="note">Viser: {escape(block.why)}</p></article>'
            )


# "[12]" or "[12] [40]" in a cell, each of which leads to its quote.
_REFERENCES = re.compile(r"\[\d+\](?: \[\d+\])*")
_REFERENCE = re.compile(r"\[(\d+)\]")


def _html_table(block: Table) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in block.columns)
    rows = "\n".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in block.rows)
    return f"<h3>{escape(block.title)}</h3>\n<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _html_cell(value: Cell) -> str:
    said = escape(_said(value))
    if _REFERENCES.fullmatch(said):
        said = _REFERENCE.sub(r'<a href="#bevis-\1">[\1]</a>', said)
    return f'<td class="tall">{said}</td>' if isinstance(value, int | float) else f"<td>{said}</td>"


def _said(value: Cell) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def dossier_to_markdown(dossier: Dossier) -> str:
    """Plain text with headings, tables and quotes; a figure is told by its description."""
    parts = [f"# {_marked(dossier.title)}", _marked(dossier.subtitle), say_date(dossier.made)]
    for section in dossier.sections:
        parts.append(f"## {_marked(section.title)}")
        for block in section.blocks:
            parts += _markdown(block)
    return "\n\n".join(filter(None, parts)) + "\n"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _marked(block.text)
        case Table():
            yield f"### {_marked(block.title)}"
            rows = (block.columns, tuple("---" for _ in block.columns), *block.rows)
            yield "\n".join(
                f"| {' | '.join(_said(cell) if cell == '---' else _marked(_said(cell)) for cell in row)} |"
                for row in rows
            )
        case Figure():
            yield f"*Figur: {_marked(block.caption)} {_marked(block.description)}*"
        case Quote():
            yield f"**\\[{block.number}\\]** {_marked(block.source)}"
            yield f"> «{_marked(block.text)}»\n>\n> Viser: {_marked(block.why)}"


def _marked(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))
