"""Pages of a PDF as pictures, for character recognition. Apart from the reader of text, so that this one may be lazy."""

from __future__ import annotations

import ctypes
from typing import Any, Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c

from ingest.readers.pictures import MOST_PIXELS, Picture

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_MOST_OBJECTS = 2_000
_DEEPEST_FORM = 2


class Pictures:
    """An open PDF whose pages can be drawn; use as a context."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF that is known to open."""
        self._pdf = pypdfium2.PdfDocument(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def draw(self, number: int) -> Picture | None:
        """Page ``number`` (from 1) in shades of grey; None when pdfium cannot draw it."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            width, height = page.get_size()
            inches = max(width * height / _POINTS_PER_INCH**2, 1e-6)
            dots = min(float(DOTS_PER_INCH), (MOST_PIXELS / inches) ** 0.5)
            bitmap = page.render(scale=dots / _POINTS_PER_INCH, grayscale=True)
            grey = np.frombuffer(bitmap.buffer, dtype=np.uint8).reshape(bitmap.height, bitmap.stride)
            return Picture(grey=grey[:, : bitmap.width].copy(), dots=dots)
        except pypdfium2.PdfiumError:
            return None
        finally:
            page.close()

    def covered(self, number: int) -> float:
        """The share of page ``number`` that its largest picture covers, from 0 to 1."""
        try:
            page = self._pdf[number - 1]
        except pypdfium2.PdfiumError:
            return 0.0
        try:
            width, height = page.get_size()
            count = min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)
            handles = [pdfium_c.FPDFPage_GetObject(page.raw, place) for place in range(count)]
            largest = max((_area(handle, 0) for handle in handles), default=0.0)
            return min(1.0, largest / max(float(width * height), 1.0))
        finally:
            page.close()


def _area(handle: Any, depth: int) -> float:
    """The area of a picture in points, or of the largest picture in a form."""
    kind = pdfium_c.FPDFPageObj_GetType(handle)
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        count = min(pdfium_c.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
        inner = (pdfium_c.FPDFFormObj_GetObject(handle, place) for place in range(count))
        return max((_area(each, depth + 1) for each in inner), default=0.0)
    if kind != pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
