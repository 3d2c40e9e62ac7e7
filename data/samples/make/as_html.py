"""Render a Paper as a page of a public web site, with the furniture such pages have around what they say."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from data.samples.make.blocks import Block, Paper, Table, Text

if TYPE_CHECKING:
    from pathlib import Path

TAGS = {"title": "h1", "heading": "h2", "subheading": "h3", "plain": "p"}
HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ font-family: sans-serif; max-width: 46rem; }} nav li {{ display: inline; }}</style>
<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
"""


def write_html(paper: Paper, path: Path, *, site: dict[str, Any]) -> None:
    """Write the page. ``site`` holds the furniture: name, menu, cookies, crumbs, published, after, footer; or is empty."""
    title = f"{paper.title} - {site['name']}" if site else paper.title
    parts = [HEAD.format(language=paper.language, title=escape(title)), _above(site), "<main>\n<article>\n"]
    parts += [_flow(paper.blocks), "</article>\n", _after(site), "</main>\n", _below(site), "</body>\n</html>\n"]
    path.write_text("".join(parts), encoding="utf-8")


def _above(site: dict[str, Any]) -> str:
    if not site:
        return ""
    cookies = "".join(f"<p>{escape(line)}</p>\n" for line in site["cookies"])
    buttons = "".join(f"<button>{escape(word)}</button>\n" for word in site["cookie_buttons"])
    menu, crumbs = _links(site["menu"]), _links(site["crumbs"])
    return (
        f'<div id="cookie-banner" role="dialog" class="cookie-consent">\n{cookies}{buttons}</div>\n'
        f'<header>\n<a href="#main" class="skip-link">{escape(site["skip"])}</a>\n<a href="/">{escape(site["name"])}</a>\n'
        f'<nav aria-label="{escape(site["menu_label"])}">\n{menu}</nav>\n</header>\n'
        f'<nav class="breadcrumb">\n{crumbs}</nav>\n'
    )


def _after(site: dict[str, Any]) -> str:
    if not site:
        return ""
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in site["published"])
    return f'<div class="article-meta">\n{lines}</div>\n'


def _below(site: dict[str, Any]) -> str:
    if not site:
        return ""
    related = _links(site["related"])
    lines = "".join(f"<p>{escape(line)}</p>\n" for line in site["footer"])
    return f"<aside>\n<h2>{escape(site['related_label'])}</h2>\n{related}</aside>\n<footer>\n{lines}</footer>\n"


def _links(words: list[str]) -> str:
    return "<ul>\n" + "".join(f'<li><a href="#">{escape(word)}</a></li>\n' for word in words) + "</ul>\n"


def _flow(blocks: tuple[Block, ...]) -> str:
    parts, in_list = [], False
    for block in blocks:
        bullet = isinstance(block, Text) and block.style == "bullet"
        if bullet != in_list:
            parts.append("<ul>\n" if bullet else "</ul>\n")
            in_list = bullet
        parts.append(_table(block) if isinstance(block, Table) else _text(block))
    return "".join([*parts, *(["</ul>\n"] if in_list else [])])


def _text(text: Text) -> str:
    label = f"<strong>{escape(text.label)}</strong> " if text.label else ""
    words = label + "<br>\n".join(escape(line) for line in text.lines)
    tag = "li" if text.style == "bullet" else TAGS[text.style]
    return f"<{tag}>{words}</{tag}>\n"


def _table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.ruled and not number else "td"
        rows.append("<tr>\n" + "".join(f"<{tag}>{_flow(texts)}</{tag}>\n" for texts in row) + "</tr>\n")
    return "<table>\n" + "".join(rows) + "</table>\n"
