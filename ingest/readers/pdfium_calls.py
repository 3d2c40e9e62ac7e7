"""The one module that imports pypdfium2; what is called for every word is bound here so that a call is cheap.

pypdfium2's own bindings wrap every pointer in an object. For three calls a word that costs more than pdfium's work, so
these take and give plain addresses: 0.25 µs a call where the wrapped ones take 0.55.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

__all__ = ["PdfDocument", "PdfiumError", "address_of", "pdfium_c"]

PdfDocument: Any = pypdfium2.PdfDocument
PdfiumError: Any = pypdfium2.PdfiumError

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def address_of(handle: Any) -> int:
    """The address a handle of pypdfium2's holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(address_of(function))


# (text page, letter, where to put x, where to put y): whether there is such a letter.
char_origin = _bound(pdfium_c.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)

# (text page, letter, where to put left, top, right, bottom): whether there is such a letter.
loose_char_box = _bound(pdfium_c.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)

# (text page, letter): the address of the text object the letter belongs to, or None.
text_object = _bound(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)

# (text page, letter): the nominal size of its type.
font_size = _bound(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)

# (text page, letter, where to put a, b, c, d, e, f): whether there is such a letter.
letter_matrix = _bound(pdfium_c.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)

# (text object): how it is painted; 3 is not at all.
render_mode = _bound(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)

# (text object): the address of its font, or None.
font_of = _bound(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)

# (font, where to put the name, room for it): how long the name is.
font_name = _bound(pdfium_c.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)

# (page object, where to put red, green, blue, alpha): whether it has a colour.
fill_colour = _bound(pdfium_c.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)

# (page object): the number of its marked content, or -1.
marked_content = _bound(pdfium_c.FPDFPageObj_GetMarkedContentID, _INT, _ADDRESS)

# (page object): how many marks it has.
count_marks = _bound(pdfium_c.FPDFPageObj_CountMarks, _INT, _ADDRESS)

# (page object, place): the address of a mark.
mark_at = _bound(pdfium_c.FPDFPageObj_GetMark, _ADDRESS, _ADDRESS, ctypes.c_ulong)

# (mark, where to put its name in UTF-16, room for it, where to put the length): whether it has one.
mark_name = _bound(pdfium_c.FPDFPageObjMark_GetName, _INT, _ADDRESS, _ADDRESS, ctypes.c_ulong, _ADDRESS)

# (page, place): the address of a page object.
object_at = _bound(pdfium_c.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)

# (page object): what kind it is.
object_type = _bound(pdfium_c.FPDFPageObj_GetType, _INT, _ADDRESS)
