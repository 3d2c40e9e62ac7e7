"""Which meetings the archive has and seems to lack, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referatsok.render import NARROW, shown_path, table
from referatsok.render import wrapped as wrapped_wide
from search.coverage.files import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.coverage.gaps import Gap
    from search.coverage.survey import Coverage, YearCoverage

HEAD = ("Kommune", "Utvalg", "År", "Møter", "Referat", "Mangler", "Usikre", "Tomme")
EXPLAINED = (
    "Møter: møter arkivet har papirer fra. Referat: av dem med referat. Mangler: møter som ser ut til å mangle. "
    "Usikre: datoer som er gjettet eller sluttet. Tomme: sider uten tekst."
)
LONGEST_NAME = 20
"""Signs of a body's name in the table, which is to keep within the width of a terminal."""
UNKNOWN = "ukjent"
SHOWN_PATHS = 10


def wrapped(text: str, *, indent: str = "") -> str:
    """The text within the width of a terminal that nobody has made wider."""
    return wrapped_wide(text, indent=indent, width=NARROW)


def coverage_in_words(covered: Coverage) -> str:
    """A table of bodies and years, then what seems to be missing and why, then what is not known."""
    lines = [table([_row(year) for year in covered.years], head=HEAD), "", wrapped(EXPLAINED)]
    missing = [gap for gap in covered.gaps if gap.explained is None]
    explained = [gap for gap in covered.gaps if gap.explained is not None]
    if missing:
        lines += ["", f"Ser ut til å mangle ({len(missing)}):", *(line for gap in missing for line in _gap(gap))]
    else:
        lines += ["", wrapped("Ingenting tyder på at møter mangler. Det som ikke nevnes i noe papir, kan ikke ses.")]
    if explained:
        lines += ["", f"Forklart i referatene ({len(explained)}):", *(line for gap in explained for line in _gap(gap))]
    lines += _paths("Uten møtedato, og ikke med i tallene", covered.undated)
    lines += _paths("Datoen er gjettet eller sluttet av andre papirer", covered.guessed)
    lines += _paths("Sider uten tekst", (f"{shown_path(path)}, side {page}" for path, page in covered.without_text))
    lines += _paths("Ikke lest", (f"{shown_path(failed.path)}: {failed.message}" for failed in covered.unread))
    return "\n".join(lines)


def _row(year: YearCoverage) -> tuple[str, ...]:
    return (
        _short(year.municipality or UNKNOWN),
        _short(year.body or UNKNOWN),
        str(year.year) if year.year else UNKNOWN,
        *(str(number) for number in (year.meetings, year.with_minutes, year.gaps, year.guessed_dates)),
        str(year.pages_without_text),
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _gap(gap: Gap) -> Iterator[str]:
    why = ", ".join(REASONS[reason] for reason in gap.reasons)
    yield wrapped(f"{gap.municipality} · {gap.body}: {why}", indent="  ")
    yield wrapped(gap.told, indent="    ")
    if gap.explained:
        yield wrapped(f"«{gap.explained}»", indent="    ")
    if gap.source:
        page = f", side {gap.page}" if gap.page else ""
        yield wrapped(f"{shown_path(gap.source)}{page}", indent="    ")


def _paths(label: str, entries: Iterable[str]) -> Iterator[str]:
    every = list(entries)
    if every:
        yield ""
        yield f"{label} ({len(every)}):"
        yield from (f"  {shown_path(entry)}" for entry in every[:SHOWN_PATHS])
        if len(every) > SHOWN_PATHS:
            yield f"  … og {len(every) - SHOWN_PATHS} til; se alle med --json"
