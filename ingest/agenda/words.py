"""The word lists of agendas (agenda.toml), loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from minutes.kinds import ItemKind
from minutes.tables import read_table

# What is left out when a column heading or a label is compared: "Saksnr.:" is saksnr, "Nr:" is nr.
_EDGES = " \t\n.:;,–-•*"

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaWords:
    """All of agenda.toml, lower case; see there for what each group is."""

    agenda: frozenset[str]
    agenda_columns: frozenset[str]
    number_column: frozenset[str]
    matter_column: frozenset[str]
    treatment_column: frozenset[str]
    responsible_column: frozenset[str]
    due_column: frozenset[str]
    case_column: frozenset[str]
    history_columns: frozenset[str]
    history_bodies: frozenset[str]
    meta: re.Pattern[str]
    meta_bare: re.Pattern[str]
    recipients: re.Pattern[str]
    standing: tuple[tuple[ItemKind, re.Pattern[str]], ...]
    prefixes: dict[str, ItemKind | None]
    after: re.Pattern[str]
    after_alone: frozenset[str]
    dropped: re.Pattern[str]
    dropped_alone: frozenset[str]
    banners: frozenset[str]
    article_bodies: str
    article_verbs: str
    front: re.Pattern[str]
    suffixes: dict[str, ItemKind]
    withheld: re.Pattern[str]
    no_matter: frozenset[str]
    openers: frozenset[str]
    remarks: re.Pattern[str]
    parted_labels: tuple[str, ...]
    parted_banners: tuple[str, ...]


@cache
def agenda_words() -> AgendaWords:
    """The word lists of agenda.toml."""
    data = read_table("ingest.agenda", "agenda.toml")
    prefixes = {
        word: None if kind == "sak" else ItemKind(kind) for kind, words in data["prefixes"].items() for word in words
    }
    return AgendaWords(
        agenda=frozenset(data["agenda"]),
        agenda_columns=frozenset(data["agenda_columns"]),
        number_column=frozenset(data["number_column"]),
        matter_column=frozenset(data["matter_column"]),
        treatment_column=frozenset(data["treatment_column"]),
        responsible_column=frozenset(data["responsible_column"]),
        due_column=frozenset(data["due_column"]),
        case_column=frozenset(data["case_column"]),
        history_columns=frozenset(data["history_columns"]),
        history_bodies=frozenset(data["history_bodies"]),
        # A label of a case paper's head, with its colon: "Saksbehandler: Kari Lia Arkiv: 611".
        meta=re.compile(rf"(?:{alternatives(data['meta'])})\s*\.?\s*:", re.IGNORECASE),
        # The same without a colon, short: "Arkivsak-dok. 22/00321-2", "Saksbehandler Eva Vik".
        meta_bare=re.compile(rf"(?:{alternatives(data['meta'])})\.?\s+\S[^:]{{2,50}}$", re.IGNORECASE),
        # "Utskrift sendes:", with or without names on the line.
        recipients=re.compile(rf"(?:{alternatives(data['recipients'])})\s*:", re.IGNORECASE),
        standing=tuple((ItemKind(kind), opens(words)) for kind, words in data["standing"].items()),
        prefixes=prefixes,
        after=opens(data["after"]["words"]),
        after_alone=frozenset(data["after"]["alone"]),
        # A line that a template left: "&&& Fyll inn vedtaket i saken under denne linjen".
        dropped=re.compile(rf"(?:{alternatives(data['dropped']['opens'])})", re.IGNORECASE),
        dropped_alone=frozenset(data["dropped"]["alone"]),
        banners=frozenset(data["dropped"]["banners"]),
        article_bodies=alternatives(data["article"]["bodies"]),
        article_verbs=alternatives(data["article"]["verbs"]),
        # "Til stede: Kari Lia", "Møtet ble holdt 3. mai".
        front=re.compile(
            rf"(?:(?:{alternatives(data['front']['labels'])})\s*:|(?:{alternatives(data['front']['sentences'])})(?!\w))",
            re.IGNORECASE,
        ),
        suffixes={letters: ItemKind(kind) for kind, words in data["suffixes"].items() for letters in words},
        no_matter=frozenset(data["no_matter"]),
        parted_labels=tuple(data["parted"]["labels"]),
        # As they are printed: "Saksliste", "SAKSLISTE", "MØTEBOK".
        parted_banners=(
            *(word.capitalize() for word in data["parted"]["banners"]),
            *(word.upper() for name in ("banners", "papers") for word in data["parted"][name]),
        ),
        openers=frozenset(data["sentences"]["openers"]),
        # "Brannordning (tatt opp i møtet)", "Brannordning - utsatt sak".
        remarks=re.compile(
            rf"\s*(?:\((?:{alternatives(data['remarks'])})\)|[–-]\s(?:{alternatives(data['remarks'])}))\s*$",
            re.IGNORECASE,
        ),
        # With the paragraph it names, if it does: "Unntatt offentlighet §5A", "(Offl. § 13)".
        withheld=re.compile(
            rf"\(?(?<!\w)(?:{alternatives(data['withheld']['words'])})(?!\w)\.?(?:[\s,:.]*(?:jf\.?|offl\.?|fvl\.?|ofl\.?|off\.?l?\.?)?\s*§+\s*\d+[\s-]*\d*\s*[A-Za-z]?(?:\b|$))?\)?",
            re.IGNORECASE,
        ),
    )


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, blanks of any number."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def opens(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for text that begins with one of the words, whole."""
    return re.compile(rf"(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


def plain(text: str) -> str:
    """A label or column heading as the word lists write it: "Saksnr.:" is saksnr."""
    return _BLANKS.sub(" ", text).strip(_EDGES).casefold()


def alike(one: str, other: str) -> float:
    """How many of the words of two titles are the same, 0 to 1."""
    first, second = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)), len(second) / 2)
