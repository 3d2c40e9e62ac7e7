"""Bytes to text: what a file of unknown age and origin is written in."""

from __future__ import annotations

import codecs

from minutes.errors import Reason, UnreadableFile
from minutes.model import ReadingWarning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Bytes that mean nothing in cp1252 but stand for control characters in Latin-1.
_NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"

_SAMPLE = 4096
_LEAST_NULS = 0.2
_MOST_CONTROLS = 0.02
_MOST_DAMAGE = 0.05

_DAMAGED_TEXT = ReadingWarning(code="skadet-tekst", message="Noen tegn i filen er skadet og kunne ikke leses.")


def decode(data: bytes) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text of a file in UTF-8, UTF-16 or UTF-32, cp1252 or Latin-1, and what should be said about it.

    Raises:
        UnreadableFile: the bytes are no text at all.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _told(data[len(bom) :].decode(encoding, errors="replace"))
    wide = _wide_encoding(data)
    if wide:
        return _told(data.decode(wide, errors="replace"))
    if not is_text(data):
        raise UnreadableFile(
            Reason.UNSUPPORTED,
            "Filen er ikke tekst i en form vi kjenner.",
            way_out="Lagre den som .docx, PDF eller tekst (UTF-8) og les den inn på nytt.",
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    foreign = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") <= foreign * _MOST_DAMAGE:
        return _told(text)
    latin = any(byte in data for byte in _NOT_CP1252)
    return data.decode("latin-1" if latin else "cp1252"), ()


def is_text(data: bytes) -> bool:
    """Whether the beginning of a file looks like text in an encoding of one byte a letter, or UTF-8."""
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _wide_encoding(data) is not None
    controls = sum(byte < ord(" ") and byte not in b"\t\n\r\f\x0b\x1a" for byte in sample)
    return controls <= len(sample) * _MOST_CONTROLS


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Latin text is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    if pairs < 2:  # noqa: PLR2004  two letters at least, to see every other
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > pairs * _LEAST_NULS and not even:
        return "utf-16-le"
    if even > pairs * _LEAST_NULS and not odd:
        return "utf-16-be"
    return None


def _told(text: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    return text, (_DAMAGED_TEXT,) if "\ufffd" in text else ()
