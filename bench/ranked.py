"""The product's own ranking of an answer, without what is shown of it."""

from __future__ import annotations

from index.engine import Engine, EngineHit
from referatsok.workspace import Workspace
from search.find import nearest_on_page, understand
from search.nearest import ENOUGH


def ranked(
    workspace: Workspace, question: str, limit: int, engine: Engine | None = None, *, nearest: bool = True
) -> tuple[EngineHit, ...]:
    """The first hits of a question, those that have all the words and then the nearest, as a search gives them.

    Args:
        workspace: an archive with its index.
        question: any text.
        limit: most hits.
        engine: another over the same units than the archive's own.
        nearest: whether the nearest follow.
    """
    engine = engine or workspace.engine
    record = workspace.archive.catalogue
    same = record.same_rows()
    asked = understand(record, workspace.analysis, question)
    found = engine.search(asked.tree, limit=limit, same=same)
    if not nearest or found.total >= ENOUGH:
        return found.hits
    near = nearest_on_page(engine, workspace.analysis, asked, found, limit=limit, offset=0, same=same)
    return (*found.hits, *near.hits)
