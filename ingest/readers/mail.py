"""A mail (.eml) to its attachments, and its text where that is itself minutes."""

from __future__ import annotations

import email
import html
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from ingest.readers.parcel import Budget, Piece, shown_name

# What minutes have and other mails have not; a text with so many of these is taken for minutes.
_PAPER = re.compile(r"\b(?:referat|protokoll|møtebok|(?:møte)?innkalling|sakliste|saksliste)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:til ?stede|frammøtte|møtende|forfall|fråfall|deltakere|deltakarar)\b", re.IGNORECASE)
_CASE = re.compile(r"\b(?:sak(?:snr)?\.? ?(?:nr\.? ?)?\d+|(?:pkt|punkt)\.? ?\d+)", re.IGNORECASE)
_DECISION = re.compile(r"\b(?:vedtak|vedtatt|vedteke|orientering|eventuelt|ymse|behandling)\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:møtedato|dato|tidspunkt|møtestad|møtested)[ \t]*:", re.IGNORECASE)
_SIGNS = (_PAPER, _PRESENT, _CASE, _DECISION, _DATE)
_LEAST_SIGNS = 3
_LEAST_LENGTH = 300

_TAG = re.compile(r"<[^>]{0,2000}>")
_PICTURE_OF_SIGNATURE = 60_000
_MOST_PARTS = 2_000


def pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """The files that a mail brings, one after the other.

    Raises:
        UnreadableFile: more in it than a parcel may hold.
    """
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    subject = str(message.get("subject", "")).strip()
    yield from _body(message, subject, budget)
    for number, part in enumerate(message.iter_attachments(), start=1):
        if number > _MOST_PARTS:
            break
        assert isinstance(part, EmailMessage)
        yield from _attachment(part, number, budget)


def body_pieces(subject: str, plain: str, markup: str, budget: Budget) -> Iterator[Piece]:
    """The text of a mail as a file, if it is minutes; the one with markup where there is one."""
    text = plain or html.unescape(_TAG.sub(" ", markup))
    if not looks_like_minutes(f"{subject}\n{text}"):
        return
    if markup:
        title = html.escape(subject)
        content = f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{markup}".encode("utf-8-sig", "replace")
        name = "melding.html"
    else:
        content = f"{subject}\n\n{plain}".encode("utf-8-sig", "replace")
        name = "melding.txt"
    budget.take(len(content))
    yield Piece(name=name, data=content)


def looks_like_minutes(text: str) -> bool:
    """Whether a text has what minutes have: present, cases, decisions, a date with its label."""
    return len(text) >= _LEAST_LENGTH and sum(sign.search(text) is not None for sign in _SIGNS) >= _LEAST_SIGNS


def is_decoration(name: str, content_type: str, size: int) -> bool:
    """Whether an attached picture is a logo or a signature."""
    return content_type.startswith("image/") and size < _PICTURE_OF_SIGNATURE and not name.lower().endswith(".tif")


def _body(message: EmailMessage, subject: str, budget: Budget) -> Iterator[Piece]:
    texts = []
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        texts.append(_text_of(part) if isinstance(part, EmailMessage) else "")
    yield from body_pieces(subject, texts[0], texts[1], budget)


def _text_of(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, MessageError):
        payload = part.get_payload(decode=True)
        return payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""


def _attachment(part: EmailMessage, number: int, budget: Budget) -> Iterator[Piece]:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        attached = inner[0] if isinstance(inner, list) and inner else None
        content = attached.as_bytes() if isinstance(attached, EmailMessage) else b""
        name = f"{part.get_filename() or f'melding {number}'}".removesuffix(".eml") + ".eml"
    else:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = str(part.get_filename() or f"vedlegg {number}")
        if is_decoration(name, part.get_content_type(), len(content)):
            return
    budget.take(len(content))
    yield Piece(name=shown_name(name.replace("/", "_").replace("\\", "_")), data=content)
