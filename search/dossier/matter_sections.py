"""What was treated, which way it was said to go, what was decided and what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minutes.errors import UsageError
from minutes.model import DecisionKind, Mention, Standing
from search.dossier.blocks import Block, Figure, Paragraph, Section, Table
from search.dossier.desk import Desk, reference
from search.dossier.material import Material, Matter
from search.dossier.saying import (
    day_in_table,
    item_in_words,
    number_of,
    outcome_in_words,
    shortened,
)
from search.plots import Chart, PlotFormat, Series, draw

LONGEST_TEXT = 420
"""Letters of a decision or promise in a table; the quote it refers to has more."""

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
    years = desk.material.years
    totals = {theme: sum(counted[theme].values()) for theme in counted}
    in_order = sorted(counted, key=lambda theme: (-totals[theme], theme))
    held = Counter(meeting.date.year for meeting in desk.material.held)
    rows: list[tuple[str | int, ...]] = [
        (theme, *(counted[theme][year] for year in years), totals[theme]) for theme in in_order[:MOST_THEMES]
    ]
    rows.append(("Møter med referat", *(held[year] for year in years), len(desk.material.held)))
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
            columns=("Tema", *(str(year) for year in years), "I alt"),
            rows=tuple(rows),
            widths=(3, *(1.0 for _ in years), 1),
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
    except UsageError as error:
        yield Paragraph(text=f"Figuren er utelatt. {error}", note=True)
        return
    most = f" Figuren viser de {len(shown)} oftest behandlede." if len(in_order) > len(shown) else ""
    yield Figure(
        png=png,
        caption=f"Saker per tema og år.{most}",
        description="Linjer for antall saker per år for hvert tema; tallene står i tabellen «Saker per tema og år».",
    )


def _trends(desk: Desk) -> Iterator[Block]:
    labels = {theme.id: theme.label for theme in desk.material.sources.analysis.vocabulary.themes}
    rows = [
        (
            day_in_table(matter.document),
            labels.get(mention.theme, mention.theme),
            _direction(mention),
            reference(
                desk.proof.of_evidence(
                    mention.evidence,
                    matter.document,
                    matter.item,
                    f"{labels.get(mention.theme, mention.theme)} {mention.trend}",
                )
            ),
        )
        for matter in desk.material.quoted
        for mention in matter.item.mentions
        if mention.trend and mention.standing is Standing.COUNTS
    ]
    if rows:
        yield Paragraph(text="Slik omtaler papirene selv utviklingen. Det er det som ble sagt i møtet, ikke en måling.")
        yield Table(
            title="Hva møtene sa om utviklingen",
            columns=("Dato", "Tema", "Utvikling", "Bevis"),
            rows=tuple(rows),
            widths=(1.1, 2.6, 2.6, 0.75),
        )


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
    text = f"{number_of(count, 'sak', 'saker')} svarer på det som er spurt om: {material.asked.interpreted}."
    if count > len(rows):
        text += f" De {len(rows)} nyeste er tatt med her (--limit gir flere); tallene ellers gjelder alle."
    blocks: list[Block] = [Paragraph(text=text)]
    if rows:
        columns = ("Dato", "Utvalg", "Sak", "Temaer", "Bevis")
        blocks.append(Table(title="Sakene", columns=columns, rows=tuple(rows), widths=(1.15, 1.9, 2.8, 2.8, 0.75)))
    return Section(title="Hva som ble behandlet", blocks=tuple(blocks))


def body_in_table(matter: Matter, material: Material) -> str:
    """The body; with its municipality where the dossier has several."""
    body = matter.document.body or "Ukjent utvalg"
    several = len({meeting.municipality for meeting in material.meetings}) > 1
    return f"{body} ({matter.document.municipality or 'ukjent kommune'})" if several else body


def decisions_section(desk: Desk) -> Section:
    """What was decided in these items, with outcome and vote."""
    rows = [
        (
            day_in_table(matter.document),
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
        columns=("Dato", "Sak", "Vedtak", "Utfall", "Bevis"),
        rows=tuple(rows),
        widths=(1.15, 2.2, 4, 1.2, 0.75),
    )
    return Section(title="Vedtak", blocks=(Paragraph(text=text), table))
