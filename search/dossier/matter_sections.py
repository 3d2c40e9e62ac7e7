"""What was treated, which way it was said to go, what was decided and what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from minutes.errors import UsageError
from minutes.kinds import DecisionKind, DocumentKind, Standing
from minutes.model import Evidence, Mention
from search.dossier.blocks import Block, Figure, Paragraph, Section, Table, without_columns
from search.dossier.desk import Desk, reference
from search.dossier.material import Material, Matter, named_body
from search.dossier.saying import (
    day_in_table,
    item_in_words,
    number_of,
    outcome_in_words,
    periods,
    shortened,
)
from search.plots import Chart, PlotFormat, Series, draw

LONGEST_TEXT = 420
"""Letters of a decision or promise in a table; the quote it refers to has more."""

LONGEST_SAID = 200
"""Letters of a statement on a trend in a table."""

MOST_THEMES = 40

MOST_DRAWN = 9
LEAST_DRAWN = 2
"""Items a theme must have to be drawn: one point on a line of zeros shows nothing."""


# ---- themes -----------------------------------------------------------------------------------------------------------


def themes_section(desk: Desk) -> Section:
    """How many items treated each theme in each year, as a table and a figure; and what was said of the trend."""
    counted = _by_theme_and_year(desk)
    if not counted:
        return Section(title="Temaer over tid", blocks=(Paragraph(text="Ingen av sakene har noe tema i temalisten."),))
    held = Counter(meeting.date.year for meeting in desk.material.held)
    columns = periods({*held, *(year for counts in counted.values() for year in counts)})
    totals = {theme: sum(counted[theme].values()) for theme in counted}
    in_order = sorted(counted, key=lambda theme: (-totals[theme], theme))
    rows: list[tuple[str | int, ...]] = [
        (theme, *_summed(counted[theme], columns), totals[theme]) for theme in in_order[:MOST_THEMES]
    ]
    rows.append(("Møter med referat", *_summed(held, columns), len(desk.material.held)))
    blocks: list[Block] = [
        Paragraph(
            text="Tallene er saker der temaet er behandlet. Faste overskrifter uten innhold, avkreftede og "
            "tilfeldige omtaler er "
            "ikke med; en sak med flere temaer er talt under hvert av dem, og en sak som står i flere papirer "
            "fra samme "
            "møte, én gang. At et tema er behandlet oftere, sier ikke at det skjer oftere."
        ),
        Table(
            title="Saker per tema og år",
            columns=("Tema", *(label for label, _ in columns), "I alt"),
            rows=tuple(rows),
            widths=(3, *(1.0 for _ in columns), 1),
        ),
        *_figure(desk, counted, in_order, held),
    ]
    if len(in_order) > MOST_THEMES:
        blocks.append(
            Paragraph(
                text=f"{number_of(len(in_order) - MOST_THEMES, 'tema', 'temaer')} med færre saker er ikke vist.",
                note=True,
            )
        )
    return Section(title="Temaer over tid", blocks=(*blocks, *_trends(desk)))


def _summed(counts: Counter[int], columns: Sequence[tuple[str, Sequence[int]]]) -> Iterator[int]:
    return (sum(counts[year] for year in years) for _, years in columns)


def _by_theme_and_year(desk: Desk) -> dict[str, Counter[int]]:
    labels = {theme.id: theme.label for theme in desk.material.sources.analysis.vocabulary.themes}
    counted: dict[str, Counter[int]] = {}
    for matter in desk.material.matters:
        date = matter.document.meeting.date
        if date:
            for theme in matter.item.themes:
                counted.setdefault(labels.get(theme, theme), Counter())[date.year] += 1
    return counted


def _figure(desk: Desk, counted: dict[str, Counter[int]], in_order: list[str], held: Counter[int]) -> Iterator[Block]:
    """The most treated themes as small multiples; a year without minutes is a gap, not a zero."""
    years = desk.material.years
    shown = [theme for theme in in_order if counted[theme].total() >= LEAST_DRAWN][:MOST_DRAWN]
    if len(years) < 2 or not shown:  # noqa: PLR2004 one point is no development
        return
    chart = Chart(
        title="Saker per tema og år",
        places=tuple(str(year) for year in years),
        series=tuple(
            Series(label=theme, values=tuple(float(counted[theme][year]) if held[year] else None for year in years))
            for theme in shown
        ),
        measure="saker",
        note=f"{number_of(len(desk.material.held), 'møte', 'møter')} med referat. År uten referat er ikke tegnet.",
    )
    try:
        png = draw(chart, PlotFormat.PNG)
    except UsageError:
        yield Paragraph(text="Figuren er utelatt fordi den ikke kunne tegnes; tallene står i tabellen.", note=True)
        return
    most = f" Figuren viser de {len(shown)} oftest behandlede." if len(in_order) > len(shown) else ""
    yield Figure(
        png=png,
        caption=f"Saker per tema og år.{most}",
        description="Linjer for antall saker per år for hvert tema; tallene står i tabellen «Saker per tema og år».",
    )


def _trends(desk: Desk) -> Iterator[Block]:
    """What the papers say rises or falls: one row for each sentence, with all themes that it names.

    The sentence stands in the row, since it is what rises or falls: «Skadeverk ved skolene: 9 saker mot 18» is no decline
    of the schools.
    """
    labels = {theme.id: theme.label for theme in desk.material.sources.analysis.vocabulary.themes}
    rows = []
    for matter in desk.material.quoted:
        if matter.document.kind is not DocumentKind.REFERAT:
            continue  # In case papers and protocols «redusere» and «øke» are mostly what is proposed, not what is told.
        told: dict[tuple[tuple[Evidence, ...], str], list[str]] = {}
        for mention in matter.item.mentions:
            if mention.trend and mention.standing is Standing.COUNTS:
                themes = told.setdefault((mention.evidence, _direction(mention)), [])
                themes.append(labels.get(mention.theme, mention.theme))
        for (evidence, direction), themes in told.items():
            named = ", ".join(dict.fromkeys(themes))
            number = desk.proof.of_evidence(evidence, matter.document, matter.item, f"utsagn om utvikling: {direction}")
            said = desk.cleaner.text(
                _quoted(evidence), matter.document, matter.item, evidence[0].page if evidence else None
            )
            body = body_in_table(matter, desk.material)
            day = day_in_table(matter.document)
            rows.append((day, body, shortened(said, LONGEST_SAID), direction, named, reference(number)))
    if rows:
        yield Paragraph(
            text="Slik omtaler papirene selv utviklingen. Det er det som ble sagt i møtet, ikke en måling. Retningen "
            "gjelder det utsagnet handler om, ikke temaet som helhet, og er funnet av programmet. Bare referater er med; "
            "i protokoller og saksframlegg er slike ord oftest forslag."
        )
        table = Table(
            title="Hva møtene sa om utviklingen",
            columns=("Dato", "Utvalg", "Utsagn", "Utvikling", "Temaer", "Bevis"),
            rows=tuple(rows),
            widths=(1.25, 1.4, 3.9, 1.7, 2.1, 0.75),
        )
        yield table if desk.material.several_bodies else without_columns(table, "Utvalg")


def _quoted(evidence: tuple[Evidence, ...]) -> str:
    return " ".join(one.quote for one in evidence)


def _direction(mention: Mention) -> str:
    said = [str(mention.trend)]
    if mention.change:
        said.append(f"fra {mention.change[0]} til {mention.change[1]}")
    if mention.period:
        said.append(mention.period)
    return ", ".join(said)


# ---- what was treated, decided, promised ------------------------------------------------------------------------------


def matters_section(desk: Desk) -> Section:
    """Each item that answers the question, with its themes and its quote."""
    material = desk.material
    labels = {theme.id: theme.label for theme in material.sources.analysis.vocabulary.themes}
    rows = []
    for matter in material.quoted:
        note = f" (merknad: {matter.note})" if matter.note else ""
        why = f"saken svarer på spørsmålet{note}"
        number = desk.proof.of_place(matter.document, matter.item, matter.place, why) if matter.place else None
        rows.append(
            (
                day_in_table(matter.document),
                body_in_table(matter, material),
                desk.cleaner.text(item_in_words(matter.item), matter.document, matter.item, matter.item.page),
                ", ".join(labels.get(theme, theme) for theme in matter.item.themes),
                reference(number),
            )
        )
    count = len(material.matters)
    about = "svarer på det som er spurt om" if material.chooses else "ble behandlet i møtene"
    text = f"{number_of(count, 'sak', 'saker')} {about}: {material.asked.interpreted}."
    if count > len(rows):
        text += f" De {len(rows)} nyeste er tatt med her; tallene ellers gjelder alle."
    blocks: list[Block] = [Paragraph(text=text)]
    if rows:
        columns = ("Dato", "Utvalg", "Sak", "Temaer", "Bevis")
        table = Table(title="Sakene", columns=columns, rows=tuple(rows), widths=(1.2, 1.8, 2.8, 2.8, 0.8))
        blocks.append(table if material.several_bodies else without_columns(table, "Utvalg"))
    return Section(title="Hva som ble behandlet", blocks=tuple(blocks))


def body_in_table(matter: Matter, material: Material) -> str:
    """The body; with its municipality where the dossier has several."""
    return named_body(matter.document.body, matter.document.municipality, material)


def decisions_section(desk: Desk) -> Section:
    """What was decided in these items, with outcome and vote."""
    rows = [
        (
            day_in_table(matter.document),
            body_in_table(matter, desk.material),
            desk.cleaner.text(item_in_words(matter.item), matter.document, matter.item, matter.item.page),
            shortened(desk.cleaner.text(decision.text, matter.document, matter.item, matter.item.page), LONGEST_TEXT),
            outcome_in_words(decision),
            reference(desk.proof.of_evidence(decision.evidence, matter.document, matter.item, "vedtak")),
        )
        for matter in desk.material.quoted
        for decision in matter.item.decisions
        if decision.kind is DecisionKind.VEDTAK
    ]
    if not rows:
        return Section(title="Vedtak", blocks=(Paragraph(text="Ingen vedtak er funnet i disse sakene."),))
    text = (
        f"{number_of(len(rows), 'vedtak', 'vedtak')} er funnet i disse sakene. Innstillinger og forslag er ikke "
        "regnet som vedtak. "
        "Der utfallet er tomt, sier papiret det ikke."
    )
    table = Table(
        title="Vedtakene",
        columns=("Dato", "Utvalg", "Sak", "Vedtak", "Utfall", "Bevis"),
        rows=tuple(rows),
        widths=(1.25, 1.4, 2.2, 3.6, 1.2, 0.8),
    )
    if not desk.material.several_bodies:
        table = without_columns(table, "Utvalg")
    return Section(title="Vedtak", blocks=(Paragraph(text=text), table))
