"""The one module that speaks with Pillow: picture files to shades of grey, within limits, and pictures turned."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, ImageSequence

from minutes.errors import Reason, UnreadableFile

Grey = npt.NDArray[np.uint8]

# A3 at 300 dots an inch is 17 million; a larger picture is made smaller, and a file of three times that is no page.
MOST_PIXELS = 20_000_000
_MOST_PIXELS_IN_FILE = 60_000_000
_MOST_FRAMES = 2_000
_FORMATS = ("PNG", "JPEG", "TIFF")

# What a page measures when the file does not say: the shorter side of an A4 sheet, in inches.
_SHEET_INCHES = 8.27
_LEAST_DOTS, _MOST_DOTS = 60.0, 1300.0

# Recognition wants letters about 20 dots high, which 300 dots an inch gives; a coarser picture is blown up.
_WANTED_DOTS = 300.0
_MOST_BLOW_UP = 3.0
_WHITE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as shades of grey, from its top left; ``dots`` is how many there are to an inch."""

    grey: Grey
    dots: float


def decode(data: bytes) -> Iterator[Picture]:
    """The pages of a picture file; a TIFF may have several.

    Raises:
        UnreadableFile: damaged, or with more pixels than a page can have.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata in a picture is no matter of ours; its size is checked here
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                for place, frame in enumerate(ImageSequence.Iterator(image)):
                    if place >= _MOST_FRAMES or frame.width * frame.height > _MOST_PIXELS_IN_FILE:
                        raise _too_large(frame.width, frame.height)
                    yield _picture(frame)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFile(
            Reason.DAMAGED,
            "Bildet er skadet eller bare delvis lastet ned.",
            way_out="Hent filen på nytt fra der den kom fra.",
        ) from error


def turned(grey: Grey, degrees: float) -> Grey:
    """The picture turned counter-clockwise by a few degrees, with white where nothing was."""
    image = Image.fromarray(grey).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return np.asarray(image, dtype=np.uint8)


def _picture(frame: Image.Image) -> Picture:
    dots = _dots(frame)
    upright = ImageOps.exif_transpose(frame)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, (_WHITE,) * 4), upright)
    grey = upright.convert("L")
    factor = min(_WANTED_DOTS / dots, _MOST_BLOW_UP, (MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if not 0.7 < factor < 1.1:  # noqa: PLR2004  near enough to be left as it is
        size = max(1, round(grey.width * factor)), max(1, round(grey.height * factor))
        grey = grey.resize(size, resample=Image.Resampling.LANCZOS)
        dots *= factor
    return Picture(grey=np.asarray(grey, dtype=np.uint8), dots=dots)


def _dots(frame: Image.Image) -> float:
    """Dots to an inch as the file says, if a sheet of that size can be; else as if it were an A4 sheet."""
    said = frame.info.get("dpi", (0, 0))[0]
    dots = float(said) if said else 0.0
    inches = min(frame.width, frame.height) / dots if dots else 0.0
    if _LEAST_DOTS <= dots <= _MOST_DOTS and _SHEET_INCHES / 2 <= inches <= _SHEET_INCHES * 2:
        return dots
    return max(min(frame.width, frame.height) / _SHEET_INCHES, 1.0)


def _too_large(width: int, height: int) -> UnreadableFile:
    return UnreadableFile(
        Reason.TOO_LARGE,
        f"Bildet er på {width} × {height} punkter; det er mer enn en side trenger.",
        way_out="Lagre det med lavere oppløsning (300 punkter per tomme er nok), og les det inn på nytt.",
    )
