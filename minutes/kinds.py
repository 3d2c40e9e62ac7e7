"""The words that fields of a document may hold: kinds, outcomes, origins, trends. A closed list each; the value is the word.

Norwegian where the papers, the catalogue and the reader have the word; docs/glossary.md sets them beside eInnsyn's.
"""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What sort of paper a document is, by the word printed on it."""

    REFERAT = "referat"
    PROTOKOLL = "protokoll"
    INNKALLING = "innkalling"
    SAKSPAPIRER = "sakspapirer"
    SAKSFRAMLEGG = "saksframlegg"
    ARTIKKEL = "artikkel"


class ItemKind(StrEnum):
    """What sort of agenda item it is (eInnsyn: moetesakstype), by number prefix or standing title."""

    POLITISK = "politisk"
    DELEGERT = "delegert"
    REFERAT = "referat"
    ORIENTERING = "orientering"
    INTERPELLASJON = "interpellasjon"
    GODKJENNING = "godkjenning"
    EVENTUELT = "eventuelt"


class DecisionKind(StrEnum):
    """A recommendation (innstilling, forslag til vedtak), the decision itself (vedtak), or a proposal from the meeting."""

    INNSTILLING = "innstilling"
    VEDTAK = "vedtak"
    FORSLAG = "forslag"


class Outcome(StrEnum):
    """What became of a proposal."""

    VEDTATT = "vedtatt"
    FALT = "falt"
    UTSATT = "utsatt"
    OVERSENDT = "oversendt"
    TRUKKET = "trukket"
    ORIENTERING = "tatt til orientering"


class Origin(StrEnum):
    """Where a fact about the meeting was found; GUESS and INFERRED are shown to the reader as such."""

    HEADING = "heading"
    TEXT = "text"
    FILE_NAME = "file name"
    INFERRED = "inferred"
    GUESS = "guess"
    GIVEN = "given"


class Language(StrEnum):
    """The written form of Norwegian."""

    NB = "nb"
    NN = "nn"


class Trend(StrEnum):
    """Which way a theme is said to go."""

    UP = "øker"
    DOWN = "avtar"
    UNCHANGED = "uendret"


class NameKind(StrEnum):
    """What a name is of; a party is an organisation of its own sort."""

    PERSON = "person"
    ORGANISATION = "organisasjon"
    PARTY = "parti"
    PLACE = "sted"


class Standing(StrEnum):
    """Whether a mention counts as a treatment of its theme; all but COUNTS are left out of counts."""

    COUNTS = "counts"
    NEGATED = "negated"
    HEADING_ONLY = "heading only"
    INCIDENTAL = "incidental"
