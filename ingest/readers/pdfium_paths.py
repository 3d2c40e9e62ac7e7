"""Ruled lines of a PDF page from its path objects: straight edges of shapes, and thin filled shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

from ingest.readers.pdf_marks import Rule
from ingest.readers.pdfium_calls import address_of, object_at, object_type, pdfium_c

_THIN = 2.5
_LEAST_RULE = 8.0
_MOST_SLANT = 0.7
_MOST_OBJECTS = 20_000
_MOST_RULES = 4_000
_MOST_SEGMENTS = 2_000
_DEEPEST_FORM = 4

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Place = Callable[[float, float], tuple[float, float]]


def rules_of(page: int, count: int, place: _Place) -> Iterator[Rule]:
    """The ruled lines of a page.

    Args:
        page: the address of pdfium's page.
        count: how many objects it has.
        place: moves a point of the page to where it is seen.
    """
    found = 0
    handles = (object_at(page, number) for number in range(min(count, _MOST_OBJECTS)))
    for handle, matrix in _paths(handles, _SAME, 0):
        for x0, y0, x1, y1 in _edges(handle, matrix):
            rule = _rule(*place(x0, y0), *place(x1, y1))
            if rule is not None:
                yield rule
                found += 1
        if found > _MOST_RULES:
            return


def _rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if x1 - x0 >= _LEAST_RULE and y1 - y0 <= _THIN:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if y1 - y0 >= _LEAST_RULE and x1 - x0 <= _THIN:
        return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None


def _paths(handles: Iterator[int], matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """The path objects among some page objects, those inside forms included, each with what moves it to its place."""
    for address in handles:
        kind = object_type(address)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT), matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            handle = ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
            count = min(pdfium_c.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            inner = (address_of(pdfium_c.FPDFFormObj_GetObject(handle, place)) for place in range(count))
            yield from _paths(inner, _times(_matrix_of(handle), matrix), depth + 1)


def _edges(handle: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of a path; a thin filled shape is one edge."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return
    low, high = _move(matrix, left.value, bottom.value), _move(matrix, right.value, top.value)
    if min(abs(high[0] - low[0]), abs(high[1] - low[1])) <= _THIN:
        yield (*low, *high)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    if stroke.value:
        yield from _segments(handle, _times(_matrix_of(handle), matrix))


def _segments(handle: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for place in range(min(pdfium_c.FPDFPath_CountSegments(handle), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, place)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = _move(matrix, x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or last is None:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and _is_straight(last, point):
            yield (*last, *point)
        last = point
        if (
            pdfium_c.FPDFPathSegment_GetClose(segment)
            and start is not None
            and start != point
            and _is_straight(point, start)
        ):
            yield (*point, *start)


def _is_straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _MOST_SLANT


def _matrix_of(handle: Any) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """First ``one``, then ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _move(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
