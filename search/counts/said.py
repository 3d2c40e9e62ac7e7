"""What was counted and what was left out, in bokmål; and whether it goes up or down, where there is enough to say so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.counts.kinds import TIMES, Dimension, Measure

NOUNS = {
    Measure.ITEMS: ("sak", "saker"),
    Measure.MENTIONS: ("omtale", "omtaler"),
    Measure.MEETINGS: ("møte", "møter"),
    Measure.DOCUMENTS: ("dokument", "dokumenter"),
}
DIMENSION_NOUNS = {
    Dimension.THEME: "tema",
    Dimension.YEAR: "år",
    Dimension.QUARTER: "kvartal",
    Dimension.MUNICIPALITY: "kommune",
    Dimension.BODY: "utvalg",
    Dimension.KIND: "dokumentslag",
    Dimension.RESPONSIBLE: "ansvarlig",
    Dimension.TREND: "utvikling",
}
_WITHOUT = {
    Dimension.THEME: "uten tema",
    Dimension.RESPONSIBLE: "uten oppfølgingspunkt med ansvarlig",
    Dimension.TREND: "der papiret ikke sier hvilken vei det går,",
}
_SEVERAL = {
    Dimension.THEME: "temaer",
    Dimension.RESPONSIBLE: "ansvarlige",
    Dimension.TREND: "utviklinger",
}

FEWEST = 10
"""Of fewer it is not said which way they go."""

FEWEST_MEETINGS = 2
"""Meetings in each half of the time, likewise."""

SURE = 0.01
"""How improbable a difference as large must be by chance before it is called one."""


def number_of(count: int, nouns: tuple[str, str]) -> str:
    """«1 sak», «2 saker»."""
    return f"{count} {nouns[0] if count == 1 else nouns[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The numbers that the words are about.

    Attributes:
        total: what was counted, each once; over so many ``meetings`` and ``documents``.
        without: how many had nothing of a dimension and were left out for it.
        undated: how many had no date, where time was asked for.
        left_out: how many were the same as another in several papers of a meeting.
        shared: meetings with several documents, where these were counted each.
    """

    by: tuple[Dimension, ...]
    measure: Measure
    interpreted: str
    total: int
    meetings: int
    documents: int
    without: Mapping[Dimension, int]
    undated: int
    left_out: int
    shared: int
    per_meeting: bool
    every_mention: bool
    at_top: bool
    duplicates: bool


def say_counted(said: Said) -> str:
    """What was counted and what was left out, in some sentences."""
    return " ".join((*_what(said), *_left_out(said), *_how(said)))


def _what(said: Said) -> Iterator[str]:
    nouns = NOUNS[said.measure]
    behind = {Measure.MEETINGS: said.meetings, Measure.DOCUMENTS: said.documents}
    base = " og ".join(number_of(count, NOUNS[of]) for of, count in behind.items() if of is not said.measure)
    *others, last = (DIMENSION_NOUNS[dimension] for dimension in said.by)
    spread = f"{', '.join(others)} og {last}" if others else last
    yield f"Talt er {number_of(said.total, nouns)} fra {base}, fordelt på {spread}."
    yield f"Spørsmål: {said.interpreted}."
    several = [_SEVERAL[dimension] for dimension in said.by if dimension in _SEVERAL]
    if said.measure is Measure.MENTIONS:
        kept = "" if said.every_mention else "; avkreftede og faste overskrifter er ikke med"
        yield f"En omtale er et sted der et tema er {'nevnt' if said.every_mention else 'behandlet'}{kept}."
    elif several:
        yield (
            f"Det som har flere {' eller '.join(several)}, er talt under hvert av dem, så summen kan være større enn "
            f"antall {nouns[1]}."
        )


def _left_out(said: Said) -> Iterator[str]:
    nouns = NOUNS[said.measure]
    for dimension, count in said.without.items():
        if count:
            yield f"{number_of(count, nouns)} {_WITHOUT[dimension]} er utelatt."
    if said.undated:
        yield f"{number_of(said.undated, nouns)} uten dato er utelatt."


def _how(said: Said) -> Iterator[str]:
    nouns = NOUNS[said.measure]
    if said.every_mention:
        yield "Også avkreftede omtaler, faste overskrifter og det som bare er nevnt i forbifarten, er talt med."
    if said.per_meeting:
        yield "Per møte: delt på alle møter i arkivet med samme sted og tid, også dem der dette ikke ble behandlet."
    if said.at_top:
        yield "Undertemaer er talt som temaet over dem."
    if said.left_out:
        yield (
            "Det som står i flere papirer fra samme møte, er talt én gang: "
            f"{number_of(said.left_out, nouns)} er ikke talt om igjen (--duplicates teller alle)."
        )
        if Dimension.KIND in said.by:
            yield "Det som står i papirer av flere slag, er talt under hvert slag."
    if said.duplicates and said.measure in {Measure.ITEMS, Measure.MENTIONS} and said.shared:
        yield (
            f"{number_of(said.shared, NOUNS[Measure.MEETINGS])} har flere dokumenter; "
            "det samme kan være talt i hvert av dem."
        )


# ---- which way it goes ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Whether something was counted more often per meeting in the later half of the time than in the earlier.

    Attributes:
        label: what, as the table has it.
        before: counted, in so many ``meetings_before``; likewise ``after``.
        way: «øker», «avtar», «ingen tydelig endring» or «for få til å si».
        words: all of it in a sentence.
    """

    label: str
    before: int
    meetings_before: int
    after: int
    meetings_after: int
    way: str
    words: str


def movement(label: str, counted: Mapping[str, int], held: Mapping[str, int], measure: Measure) -> Movement | None:
    """The movement of one series over the times at which meetings were held; None where there is only one such time.

    The number in the later half is held against what it would be if each meeting were as likely to have it, by the
    exact binomial test of two sides (Clopper and Pearson 1934 use the same distribution).

    Args:
        label: of the series.
        counted: how many at each time.
        held: meetings at each time, whatever they treated.
        measure: what was counted.
    """
    times = sorted(time for time, meetings in held.items() if meetings)
    if len(times) < 2:  # noqa: PLR2004 two halves
        return None
    earlier, later = times[: len(times) // 2], times[len(times) // 2 :]
    before, after = (sum(counted.get(time, 0) for time in half) for half in (earlier, later))
    meetings_before, meetings_after = (sum(held[time] for time in half) for half in (earlier, later))
    way = _way(before, meetings_before, after, meetings_after)
    nouns, meeting = NOUNS[measure], NOUNS[Measure.MEETINGS]
    words = (
        f"{label}: {way}. {number_of(before, nouns)} på {number_of(meetings_before, meeting)} ({_span(earlier)}), "
        f"{number_of(after, nouns)} på {number_of(meetings_after, meeting)} ({_span(later)}); n = {before + after}."
    )
    return Movement(
        label=label,
        before=before,
        meetings_before=meetings_before,
        after=after,
        meetings_after=meetings_after,
        way=way,
        words=words,
    )


def _way(before: int, meetings_before: int, after: int, meetings_after: int) -> str:
    total = before + after
    if total < FEWEST or min(meetings_before, meetings_after) < FEWEST_MEETINGS:
        return "for få til å si"
    share = meetings_after / (meetings_before + meetings_after)
    if _improbable(after, total, share) >= SURE:
        return "ingen tydelig endring"
    return "øker" if after > total * share else "avtar"


def _improbable(hits: int, total: int, share: float) -> float:
    """How probable it is that chance gives a number as improbable as this one or more so."""
    logs = [
        math.lgamma(total + 1)
        - math.lgamma(number + 1)
        - math.lgamma(total - number + 1)
        + number * math.log(share)
        + (total - number) * math.log1p(-share)
        for number in range(total + 1)
    ]
    limit = logs[hits] + 1e-7
    return math.fsum(math.exp(log) for log in logs if log <= limit)


def _span(times: Sequence[str]) -> str:
    return times[0] if len(times) == 1 else f"{times[0]}–{times[-1]}"


def say_movements(movements: Sequence[Movement], measure: Measure) -> str:
    """Those of which something can be said, and how many there are too few of."""
    telling = [one.words for one in movements if one.way != "for få til å si"]
    few = len(movements) - len(telling)
    rule = (
        f"Utvikling: andre halvdel av tiden mot første, per møte; sagt bare ved minst {FEWEST} {NOUNS[measure][1]} og når "
        f"tilfeldighet er lite trolig (p < {str(SURE).replace('.', ',')})."
    )
    said = [rule, *telling]
    if few:
        said.append(f"{'For' if telling else 'Alle: for'} få til å si: {few} av {len(movements)}.")
    return "\n".join(said)


def times_of(by: Sequence[Dimension]) -> Dimension | None:
    """The dimension of time among those counted by, if one is."""
    return next((dimension for dimension in by if dimension in TIMES), None)
