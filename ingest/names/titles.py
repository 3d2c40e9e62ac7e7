"""Where a stretch of an item's title stands on its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutes.model import AgendaItem, Evidence, Page


def find_title(item: AgendaItem, pages: Sequence[Page], start: int, end: int) -> tuple[Evidence, ...]:
    """Evidence for ``item.title[start:end]`` on the pages of the item or the one before; () if the title is not found."""
    words = [re.escape(word) for word in item.title[:start].split()], item.title[start:end].split()
    written = r"\s+".join(re.escape(word) for word in words[1])
    before = r"\s+".join(words[0])
    glue = r"\s+" if item.title[:start].endswith(" ") else ""
    rest = r"\s+".join(re.escape(word) for word in item.title[end:].split())
    tail = (r"\s+" if item.title[end : end + 1] == " " else "") + rest if rest else ""
    pattern = re.compile(f"{before}{glue if before else ''}(?P<named>{written}){tail}", re.IGNORECASE)
    own = {span.page for span in item.spans}
    near = own | {min(own) - 1} if own else {page.number for page in pages}
    for page in sorted(pages, key=lambda page: (page.number not in own, page.number)):
        if page.number in near and (found := pattern.search(page.text)):
            return (
                Evidence(page=page.number, start=found.start("named"), end=found.end("named"), quote=found["named"]),
            )
    return ()
