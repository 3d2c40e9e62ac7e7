"""Ruled lines of a PDF page to tables: a grid of cells, merged where no line parts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_marks import Box, Rule, Word

# Lines nearer than this are one line; ends nearer than this touch. Word and LibreOffice leave gaps of up to 1.5 points.
_TOUCH = 3.0

# An open side of a table (no line at its left, right, top or bottom) must be this far from the next line to make a cell.
_LEAST_CELL = 10.0
_MOST_RULES = 2500
_NEIGHBOURS = 12
_MOST_CELLS = 6_000
_LEAST_COLUMNS = 2
_LEAST_STACKED = 3
_LEAST_STACK_WIDTH = 150.0
_LEAST_CORRIDOR = 6.0
_MOST_STACK_COLUMNS = 30

# Letters stand above their baseline; this share of the size up is the middle of a small one.
_MIDDLE = 0.3

# Of the words in a guessed table, so many may cross its columns: a title that spans them.
_MOST_CROSSING = 0.05


@dataclass(slots=True, kw_only=True)
class Grid:
    """A table: ``rows`` of cells from left to right; None where a cell is merged into the one at its left or above."""

    box: Box
    columns: tuple[float, ...]
    rows: list[list[Cell | None]]


@dataclass(slots=True, kw_only=True)
class Cell:
    """A cell and the words in it; ``lines`` are made of them when all are in."""

    box: Box
    words: list[Word] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def find_grids(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[list[Grid], list[Box]]:
    """The tables that ruled lines make, from top to bottom; and places where lines look like a table but make no grid.

    Lying lines over each other with no standing ones between are a table where the words leave columns free.
    """
    if len(rules) > _MOST_RULES:
        return [], []
    lying = _merge(rule for rule in rules if rule.horizontal)
    standing = _merge(rule for rule in rules if not rule.horizontal)
    grids: list[Grid] = []
    unclear: list[Box] = []
    for horizontal, vertical in _components(lying, standing):
        grid = _grid(horizontal, vertical)
        if grid is not None:
            grids.append(grid)
        elif horizontal and vertical and len(_positions(rule.x0 for rule in vertical)) > _LEAST_COLUMNS:
            unclear.append(_around([*horizontal, *vertical]))
    for stack in _stacks(lying, grids):
        guessed = _stack_grid(stack, words)
        if guessed is not None:
            grids.append(guessed)
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])), unclear


def fill(grids: Sequence[Grid], words: Iterable[Word]) -> list[Word]:
    """Put words into the cells they stand in; returns those that stand in none."""
    if not grids:
        return list(words)
    left_over = []
    for word in words:
        x, y = min(word.x0 + 1.0, (word.x0 + word.x1) / 2), word.y - word.size * _MIDDLE
        cell = next((found for grid in grids if (found := _cell_at(grid, x, y)) is not None), None)
        if cell is None:
            left_over.append(word)
        else:
            cell.words.append(word)
    return left_over


def is_sound(grid: Grid, words: Iterable[Word]) -> bool:
    """Whether a grid guessed from where words stand holds: hardly a word crosses its columns, and two of them are used."""
    inside = [word for word in words if grid.box[1] <= word.y <= grid.box[3] and grid.box[0] <= word.x0 <= grid.box[2]]
    inner = grid.columns[1:]
    crossing = sum(word.x0 < edge - 1 and word.x1 > edge + 1 for word in inside for edge in inner)
    if not inside or crossing > _MOST_CROSSING * len(inside):
        return False
    rows = [[any(_in_cell(word, cell) for word in inside) for cell in row if cell is not None] for row in grid.rows]
    return sum(sum(row) >= _LEAST_COLUMNS for row in rows) * 2 > len(rows)


def _in_cell(word: Word, cell: Cell) -> bool:
    return _holds(cell.box, word.x0 + 1.0, word.y - word.size * _MIDDLE)


def grid_of(rows: Sequence[Sequence[Box | None]]) -> Grid | None:
    """A grid of cell boxes that somebody else found; None when they are no table of at least two columns."""
    boxes = [box for row in rows for box in row if box is not None]
    if not boxes or max(map(len, rows)) < _LEAST_COLUMNS:
        return None
    outer = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    cells: list[list[Cell | None]] = [[Cell(box=box) if box is not None else None for box in row] for row in rows]
    return Grid(box=outer, columns=tuple(_positions(box[0] for box in boxes)), rows=cells)


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on each other or continue each other, as one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=_along):
        for place in range(len(merged) - 1, max(-1, len(merged) - _NEIGHBOURS), -1):
            other = merged[place]
            near = abs(rule.y0 - other.y0) if rule.horizontal else abs(rule.x0 - other.x0)
            if near <= _TOUCH and _touch(rule, other):
                merged[place] = _joined(rule, other)
                break
        else:
            merged.append(rule)
    return merged


def _along(rule: Rule) -> tuple[int, float, float]:
    return round((rule.y0 if rule.horizontal else rule.x0) / _TOUCH), rule.x0, rule.y0


def _touch(rule: Rule, other: Rule) -> bool:
    if rule.horizontal:
        return rule.x0 <= other.x1 + _TOUCH and rule.x1 >= other.x0 - _TOUCH
    return rule.y0 <= other.y1 + _TOUCH and rule.y1 >= other.y0 - _TOUCH


def _joined(rule: Rule, other: Rule) -> Rule:
    if rule.horizontal:
        return Rule(min(rule.x0, other.x0), other.y0, max(rule.x1, other.x1), other.y0)
    return Rule(other.x0, min(rule.y0, other.y0), other.x0, max(rule.y1, other.y1))


def _components(lying: Sequence[Rule], standing: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, by table."""
    owner = list(range(len(lying) + len(standing)))

    def root(place: int) -> int:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    for place, rule in enumerate(lying):
        for other, post in enumerate(standing, start=len(lying)):
            across = rule.x0 - _TOUCH <= post.x0 <= rule.x1 + _TOUCH
            if across and post.y0 - _TOUCH <= rule.y0 <= post.y1 + _TOUCH:
                owner[root(place)] = root(other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate((*lying, *standing)):
        found.setdefault(root(place), ([], []))[0 if place < len(lying) else 1].append(rule)
    return list(found.values())


def _grid(lying: Sequence[Rule], standing: Sequence[Rule]) -> Grid | None:
    if not standing or not lying:
        return None
    left, right = min(rule.x0 for rule in (*lying, *standing)), max(rule.x1 for rule in (*lying, *standing))
    top, bottom = min(rule.y0 for rule in (*lying, *standing)), max(rule.y1 for rule in (*lying, *standing))
    columns = _closed(_positions(rule.x0 for rule in standing), left, right)
    rows = _closed(_positions(rule.y0 for rule in lying), top, bottom)
    count = (len(columns) - 1) * (len(rows) - 1)
    if len(columns) <= _LEAST_COLUMNS or len(rows) < _LEAST_COLUMNS or count > _MOST_CELLS:
        return None
    cells = _cells(columns, rows, lying, standing)
    if max(sum(cell is not None for cell in row) for row in cells) < _LEAST_COLUMNS:
        return None
    return Grid(box=(left, top, right, bottom), columns=tuple(columns), rows=cells)


def _cells(
    columns: Sequence[float], rows: Sequence[float], lying: Sequence[Rule], standing: Sequence[Rule]
) -> list[list[Cell | None]]:
    grid: list[list[Cell | None]] = []
    for y0, y1 in pairwise(rows):
        row: list[Cell | None] = []
        start = 0
        for place in range(1, len(columns)):
            closed = place == len(columns) - 1 or any(
                abs(post.x0 - columns[place]) <= _TOUCH and post.y0 <= (y0 + y1) / 2 <= post.y1 for post in standing
            )
            if not closed:
                continue
            box = (columns[start], y0, columns[place], y1)
            above = _above(grid, start, box, lying)
            if above is not None:
                above.box = (*above.box[:3], y1)
            row.append(None if above is not None else Cell(box=box))
            row.extend([None] * (place - start - 1))
            start = place
        grid.append(row)
    return grid


def _above(grid: Sequence[Sequence[Cell | None]], place: int, box: Box, lying: Sequence[Rule]) -> Cell | None:
    """The cell above that a cell is part of: as wide as it, and no line between them."""
    middle = (box[0] + box[2]) / 2
    if not grid or any(abs(rule.y0 - box[1]) <= _TOUCH and rule.x0 <= middle <= rule.x1 for rule in lying):
        return None
    for row in reversed(grid):
        cell = row[place]
        if cell is not None:
            wide = abs(cell.box[0] - box[0]) <= _TOUCH and abs(cell.box[2] - box[2]) <= _TOUCH
            return cell if wide and abs(cell.box[3] - box[1]) <= _TOUCH else None
    return None


def _positions(values: Iterable[float]) -> list[float]:
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > _TOUCH:
            positions.append(value)
    return positions


def _closed(positions: list[float], low: float, high: float) -> list[float]:
    """Positions with the outer edges of the table among them."""
    if positions[0] - low > _LEAST_CELL:
        positions = [low, *positions]
    if high - positions[-1] > _LEAST_CELL:
        positions = [*positions, high]
    return positions


def _cell_at(grid: Grid, x: float, y: float) -> Cell | None:
    if not _holds(grid.box, x, y):
        return None
    return next((cell for row in grid.rows for cell in row if cell is not None and _holds(cell.box, x, y)), None)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - 1 <= x < box[2] and box[1] - 1 <= y < box[3] + 1


def _stacks(rules: Sequence[Rule], grids: Sequence[Grid]) -> list[list[Rule]]:
    """Lying lines of one width that stand over each other with no grid between, as in a table without standing ones."""
    alike: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        if rule.x1 - rule.x0 >= _LEAST_STACK_WIDTH:
            alike.setdefault((round(rule.x0 / _TOUCH), round(rule.x1 / _TOUCH)), []).append(rule)
    stacks: list[list[Rule]] = []
    for group in alike.values():
        group.sort(key=lambda rule: rule.y0)
        stacks.append(group[:1])
        for above, rule in pairwise(group):
            if any(grid.box[1] < rule.y0 - _TOUCH and grid.box[3] > above.y0 + _TOUCH for grid in grids):
                stacks.append([])
            stacks[-1].append(rule)
    return [stack for stack in stacks if len(stack) >= _LEAST_STACKED]


def _stack_grid(stack: Sequence[Rule], words: Sequence[Word]) -> Grid | None:
    """A grid whose rows lie between lying lines and whose columns are parted by corridors that no word stands in."""
    box = _around(stack)
    inside = sorted(
        (word for word in words if _holds(box, word.x0 + 1, word.y - word.size * _MIDDLE)), key=lambda word: word.x0
    )
    edges, reach = [box[0]], box[0]
    for word in inside:
        if len(edges) < _MOST_STACK_COLUMNS and reach > box[0] and word.x0 - reach >= _LEAST_CORRIDOR:
            edges.append((word.x0 + reach) / 2)
        reach = max(reach, word.x1)
    edges.append(box[2])
    heights = _positions(rule.y0 for rule in stack)
    rows = [[(x0, y0, x1, y1) for x0, x1 in pairwise(edges)] for y0, y1 in pairwise(heights)]
    grid = grid_of(rows)
    return grid if grid is not None and is_sound(grid, inside) else None


def _around(rules: Sequence[Rule]) -> Box:
    return (
        min(rule.x0 for rule in rules),
        min(rule.y0 for rule in rules),
        max(rule.x1 for rule in rules),
        max(rule.y1 for rule in rules),
    )
