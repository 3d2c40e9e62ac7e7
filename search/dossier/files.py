"""A dossier written to a file, in the form its ending asks for; and the list of sentences somebody must decide on."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from minutes.codec import to_plain
from minutes.errors import UsageError
from search.dossier.blocks import Dossier, Flagged, Paragraph
from search.dossier.text_files import dossier_to_html, dossier_to_markdown
from search.table_files import Cell, json_text, table_to_csv, write_about, write_text, write_xlsx, writing
from search.zip_files import with_fixed_times

KEPT = "behold"
LEFT_OUT = "utelat"

REVIEW_COLUMNS = ("id", "avgjørelse", "hva", "hvem", "setning", "møte", "sak", "fil", "side")


class DossierFormat(StrEnum):
    """The forms a dossier is written in."""

    DOCX = "docx"
    HTML = "html"
    MD = "md"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def dossier_format(path: Path) -> DossierFormat:
    """The form that a file's ending asks for.

    Raises:
        UsageError: none that there is.
    """
    ending = path.suffix.lower().lstrip(".")
    try:
        return DossierFormat({"htm": "html", "markdown": "md"}.get(ending, ending))
    except ValueError:
        raise UsageError(
            f"«{path.name}» har en endelse som dossieret ikke kan skrives som.",
            way_out=f"Velg en av {', '.join(f'.{form}' for form in DossierFormat)}.",
        ) from None


def write_dossier(dossier: Dossier, path: Path) -> None:
    """Write the dossier.

    Raises:
        UsageError: the file cannot be written, its ending is none of ours, or XLSX is asked for and openpyxl is missing.
    """
    form = dossier_format(path)
    with writing(path):
        match form:
            case DossierFormat.DOCX:
                from search.dossier.docx_file import dossier_to_docx

                path.write_bytes(dossier_to_docx(dossier))
            case DossierFormat.HTML:
                write_text(path, dossier_to_html(dossier))
            case DossierFormat.MD:
                write_text(path, dossier_to_markdown(dossier))
            case DossierFormat.XLSX:
                _write_xlsx(dossier, path)
            case DossierFormat.CSV:
                write_text(path, table_to_csv(_PIECE_COLUMNS, _piece_rows(dossier)))
                write_about(path, {"file": path.name, **_about(dossier)})
            case DossierFormat.JSON:
                write_text(path, json_text(dossier_to_plain(dossier)))


def dossier_to_plain(dossier: Dossier) -> dict[str, Any]:
    """The dossier as JSON: its tables as rows of objects, its paragraphs, and every piece of evidence with its place."""
    return {
        **_about(dossier),
        "sections": [
            {
                "title": section.title,
                "paragraphs": [block.text for block in section.blocks if isinstance(block, Paragraph)],
            }
            for section in dossier.sections
        ],
        "tables": {
            table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in dossier.tables
        },
        "evidence": to_plain(dossier.pieces),
    }


def _about(dossier: Dossier) -> dict[str, Any]:
    return {"title": dossier.title, "subtitle": dossier.subtitle, "made": dossier.made.isoformat()}


_PIECE_COLUMNS = ("nummer", "sitat", "møte", "sak", "side", "fil", "sha256", "viser", "item_id", "fra", "til")


def _piece_rows(dossier: Dossier) -> list[tuple[Cell, ...]]:
    return [
        (
            piece.number,
            piece.quote,
            piece.meeting,
            piece.item,
            piece.page,
            piece.file,
            piece.sha256,
            "; ".join(piece.why),
            piece.item_id,
            piece.start,
            piece.end,
        )
        for piece in dossier.pieces
    ]


LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\\/?*:\[\]]+")
"""What a spreadsheet takes in no name of a sheet, as in «Skole/oppvekst»."""


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name for each table's sheet: its title, cut to what a spreadsheet takes, numbered where two would be one."""
    names: dict[str, None] = {}
    for title in titles:
        kept = NOT_IN_SHEET_NAMES.sub(" ", title)
        name = kept[:LONGEST_SHEET_NAME]
        number = 1
        while name.casefold() in map(str.casefold, names):
            number += 1
            name = f"{kept[: LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
        names[name] = None
    return list(names)


def _write_xlsx(dossier: Dossier, path: Path) -> None:
    """A sheet a table, one with the evidence, and one with all that is said in words."""
    names = sheet_names([table.title for table in dossier.tables])
    sheets: dict[str, list[tuple[Cell, ...]]] = {
        name: [table.columns, *table.rows] for name, table in zip(names, dossier.tables, strict=True)
    }
    sheets["Bevis"] = [_PIECE_COLUMNS, *_piece_rows(dossier)]
    sheets["Om dossieret"] = [
        ("Del", "Tekst"),
        ("Tittel", dossier.title),
        ("Undertittel", dossier.subtitle),
        *(
            (section.title, block.text)
            for section in dossier.sections
            for block in section.blocks
            if isinstance(block, Paragraph)
        ),
    ]
    write_xlsx(path, sheets)
    path.write_bytes(with_fixed_times(path.read_bytes(), dt.datetime.combine(dossier.made, dt.time(12))))


# ---- sentences to decide on -------------------------------------------------------------------------------------------


def review_path(path: Path) -> Path:
    """Where the list for a dossier in this file lies: «rapport.docx» -> «rapport.vurderes.csv»."""
    return path.with_name(f"{path.stem}.vurderes.csv")


def write_review(flagged: Iterable[Flagged], path: Path) -> None:
    """The sentences as CSV that Norwegian Excel opens, with a column to write the decision in.

    Raises:
        UsageError: the file cannot be written.
    """
    rows = [
        (
            one.id,
            "" if one.kept is None else KEPT if one.kept else LEFT_OUT,
            one.what,
            one.who,
            one.sentence,
            one.meeting,
            one.item,
            one.file,
            one.page,
        )
        for one in flagged
    ]
    with writing(path):
        write_text(path, table_to_csv(REVIEW_COLUMNS, rows, excel=True))


def read_review(path: Path) -> dict[str, bool]:
    """What has been decided in such a list: sentence id -> kept; what is not decided is not in it.

    Raises:
        UsageError: the file cannot be read, is no such list, or has a decision that is neither of the two.
    """
    way_out = (
        f"Bruk listen som ble skrevet ved siden av dossieret, og skriv «{KEPT}» eller «{LEFT_OUT}» i «avgjørelse»."
    )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Kan ikke lese «{path}».", way_out=way_out) from error
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    if not {"id", "avgjørelse"} <= set(rows.fieldnames or ()):
        raise UsageError(f"«{path}» er ingen liste over setninger.", way_out=way_out)
    found = {}
    for row in rows:
        said = (row["avgjørelse"] or "").strip().casefold()
        if said not in {"", KEPT, LEFT_OUT}:
            raise UsageError(f"«{row['avgjørelse']}» i «{path}» er ingen avgjørelse.", way_out=way_out)
        if said:
            found[str(row["id"])] = said == KEPT
    return found
