"""The one module that runs Tesseract: a picture in, words with their places and the program's confidence out."""

from __future__ import annotations

import functools
import html
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from ingest.readers.pictures import Picture

PAGE_SECONDS = 120
LANGUAGE = "nor"
_SPARE_LANGUAGE = "eng"
_WHOLE_PAGE = "3"
_ONE_BLOCK = "6"
_ORIENTATION_ONLY = "0"

# Tesseract's hOCR, one element a line: <span class='ocr_line' ... title="bbox 247 144 944 216; baseline -0.004 -11; ...">
_LINE = re.compile(r"<span class='(?:ocr_line|ocr_header|ocr_textfloat|ocr_caption)'[^>]*title=\"([^\"]*)\"")

# A word of it: <span class='ocrx_word' id='word_1_2' title='bbox 290 168 447 205; x_wconf 92'>Elvenes</span>
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='([^']*)'[^>]*>(.*?)</span>", re.DOTALL)

# A property in a title: "bbox 247 144 944 216", "baseline -0.004 -11", "x_size 46", "x_wconf 92".
_PROPERTY = re.compile(r"(bbox|baseline|x_size|x_wconf)((?: -?[\d.]+)+)")

_TAG = re.compile(r"<[^>]+>")

# What the program says of a page's orientation: "Rotate: 270", "Orientation confidence: 14.66".
_ROTATE = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: ([\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A word as recognised: its box and its baseline in dots from the top left, letter size in dots, confidence 0-100."""

    text: str
    box: tuple[int, int, int, int]
    baseline: float
    size: float
    confidence: float


class RecognitionFailed(Exception):
    """Tesseract gave up on one page; the others go on."""


@functools.cache
def program() -> str | None:
    """Where Tesseract is; None when it is not installed."""
    return shutil.which("tesseract")


@functools.cache
def languages() -> frozenset[str]:
    """The languages it has data for."""
    answer = _run(["--list-langs"], b"")
    return frozenset(answer.split()) & {LANGUAGE, _SPARE_LANGUAGE, "osd"}


@functools.cache
def version() -> str:
    """Its name and version: «tesseract 5.3.0»."""
    return _run(["--version"], b"").partition("\n")[0].strip()


def language() -> str | None:
    """The language to read with: Norwegian, else English; None when neither is there."""
    return next((each for each in (LANGUAGE, _SPARE_LANGUAGE) if program() and each in languages()), None)


def how_to_install() -> str:
    """The command that installs it here, as a sentence."""
    if sys.platform == "darwin":
        command = "brew install tesseract tesseract-lang"
    elif sys.platform == "win32":
        command = "winget install UB-Mannheim.TesseractOCR"
    else:
        command = "sudo apt install tesseract-ocr tesseract-ocr-nor"
    return f"Installer tekstgjenkjenning med «{command}», og les filen inn på nytt med --again."


def recognise(picture: Picture, using: str, *, blocks: bool = True) -> list[Recognised]:
    """The words of a picture in the program's reading order; without ``blocks`` it is taken for one block of text.

    Raises:
        RecognitionFailed: it crashed, or took too long.
    """
    options = ["--psm", _WHOLE_PAGE if blocks else _ONE_BLOCK, "-l", using, "-c", "tessedit_create_hocr=1"]
    return parse_hocr(_read(picture, options))


def orientation(picture: Picture) -> int | None:
    """How many degrees clockwise the picture must be turned to stand upright; None when the program cannot tell."""
    if "osd" not in languages():
        return None
    try:
        answer = _read(picture, ["--psm", _ORIENTATION_ONLY, "-l", "osd"])
    except RecognitionFailed:
        return None
    found, sure = _ROTATE.search(answer), _SURE.search(answer)
    return int(found[1]) if found and sure and float(sure[1]) > 1.0 else None


def parse_hocr(page: str) -> list[Recognised]:
    """The words in a page of hOCR."""
    words: list[Recognised] = []
    line = (0.0, 0.0, 0.0, 0.0)
    for text in page.splitlines():
        if found := _LINE.search(text):
            line = _line(_properties(found[1]))
        for word in _WORD.finditer(text):
            said = _properties(word[1])
            content = html.unescape(_TAG.sub("", word[2])).strip()
            if not content or len(said.get("bbox", ())) != 4:  # noqa: PLR2004  a box has four sides
                continue
            x0, y0, x1, y1 = (int(each) for each in said["bbox"])
            left, foot, slope, size = line
            words.append(
                Recognised(
                    text=content,
                    box=(x0, y0, x1, y1),
                    baseline=foot + slope * (x0 - left),
                    size=size or y1 - y0,
                    confidence=said.get("x_wconf", (0.0,))[0],
                )
            )
    return words


def _line(said: dict[str, tuple[float, ...]]) -> tuple[float, float, float, float]:
    """Where a line starts, the height of its baseline there, the baseline's slope, and the size of the letters."""
    left, _, _, bottom = said.get("bbox", (0.0, 0.0, 0.0, 0.0))
    slope, offset = said.get("baseline", (0.0, 0.0))
    return left, bottom + offset, slope, said.get("x_size", (0.0,))[0]


def _properties(title: str) -> dict[str, tuple[float, ...]]:
    return {name: tuple(float(value) for value in values.split()) for name, values in _PROPERTY.findall(title)}


def _read(picture: Picture, options: list[str]) -> str:
    height, width = picture.grey.shape
    image = b"P5\n%d %d\n255\n" % (width, height) + picture.grey.tobytes()
    return _run(["-", "-", "--dpi", str(round(picture.dots)), *options], image)


def _run(arguments: list[str], given: bytes) -> str:
    found = program()
    if found is None:
        raise RecognitionFailed("not installed")
    try:
        done = subprocess.run(  # noqa: S603  a program of that name on the user's own path, and options of ours
            [found, *arguments],
            input=given,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
            # More threads make one page hardly faster and many pages slower: measured 3.2 s of system time a page.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise RecognitionFailed(str(error)) from error
    return (done.stdout or done.stderr).decode("utf-8", "replace")
