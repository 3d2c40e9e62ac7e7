"""What a title is cleaned of: page numbers, other numbers of the case, remarks of where it came from."""

from __future__ import annotations

import re

from ingest.agenda.drafts import ARCHIVE, CASE
from ingest.agenda.words import agenda_words

# The page an entry is found on: "Brannordning side 14", "Brannordning, s. 7", "Brannordning ........ 7".
_PAGE = re.compile(
    r"(?:\s*\([^()]{0,60}\bside\s*\d{1,4}\)|[\s,(]+(?:side|sidetall|s\.)\s*\d{1,4}\)?|[\s.…_]{4,}\d{1,4}|(?:\s?[.…_]){3,})$",
    re.IGNORECASE,
)

# Another number of the same matter before its title: the second of "49/19 OS 2/19 ORIENTERING".
_OTHER_NUMBER = re.compile(rf"^(?:[A-ZÆØÅ]{{2,4}}\s+)?(?:{CASE.pattern})\s*[:.–-]?\s+(?=[A-ZÆØÅ«])")

# An archive's number before or behind a title: "02/00123 Brannordning", "Brannordning 2021/1234-5".
_ARCHIVE_FIRST = re.compile(rf"^(?:[Aa]rkivsak\s*:?\s*)?{ARCHIVE.pattern}\s*[:–-]?\s+(?=\S)")
_ARCHIVE_LAST = re.compile(
    rf"[\s,(\[]+(?:[Aa]rkivsak(?:snr)?\.?\s*:?\s*|[Ss]aksnr\.?\s*:?\s*)?{ARCHIVE.pattern}[)\]]?$"
)

# A label before the title: "Tittel: Brøyting", "Sakstittel: Brøyting", "Saken gjelder: Brøyting".
_LABEL = re.compile(
    r"^(?:(?:[Ss]aks?)?[Tt]ittel|[Ss]aken? gjelder|[Ss]aka gjeld|[Gg]jelder|[Gg]jeld|[Ss]ak|[Ee]mne)\s*:\s*(?=\S)"
)

_EDGES = " \t:–-|*_"


def clean_title(title: str) -> str:
    """The title in words of its own, on one line; as it is where nothing would be left.

    >>> clean_title("OS 2/19 Brannordning for Lia (tatt opp i møtet) ....... 14")
    'Brannordning for Lia'
    """
    text = re.sub(r"\s+", " ", title).strip(_EDGES)
    before = None
    while before != text:
        before = text
        for pattern in (_LABEL, _PAGE, _OTHER_NUMBER, _ARCHIVE_FIRST, _ARCHIVE_LAST, agenda_words().remarks):
            shorter = pattern.sub("", text)
            text = shorter.strip(_EDGES) if any(character.isalpha() for character in shorter) else text
    return text
