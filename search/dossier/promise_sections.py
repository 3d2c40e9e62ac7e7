"""What was promised, and what became of it in later meetings."""

from __future__ import annotations

from collections import Counter

from minutes.model import AgendaItem, Document
from search.dossier.blocks import Paragraph, Section, Table, without_columns
from search.dossier.desk import Desk, reference
from search.dossier.matter_sections import LONGEST_TEXT, body_in_table
from search.dossier.saying import number_of, short_day, shortened
from search.followup.model import Fate, FollowedAction, Link, Telling

TELLINGS = {
    Telling.DONE: "meldt utført",
    Telling.POSTPONED: "utsatt",
    Telling.NOT_DONE: "meldt ikke utført",
    Telling.DROPPED: "gitt opp",
    Telling.RENEWED: "lovet på nytt",
    Telling.TOLD: "nevnt",
}
FATES = {
    Fate.DONE: "meldt utført",
    Fate.MENTIONED: "nevnt igjen, ikke meldt utført",
    Fate.DROPPED: "gitt opp",
    Fate.OPEN: "ikke nevnt igjen",
}


def actions_section(desk: Desk) -> Section:
    """What somebody was to do, who, until when, and what later meetings say of it."""
    material = desk.material
    quoted = {matter.item.id: matter for matter in material.quoted}
    shown = [action for action in material.followed.actions if action.item_id in quoted]
    if not shown:
        text = "Ingen oppfølgingspunkter er funnet i disse sakene."
        return Section(title="Oppfølgingspunkter", blocks=(Paragraph(text=text),))
    rows = []
    for action in sorted(shown, key=lambda one: (one.opened is None, str(one.opened), one.id)):
        matter = quoted[action.item_id]
        own = desk.proof.of_evidence(action.evidence, matter.document, matter.item, "oppfølgingspunkt")
        later = [_proof_of(desk, link) for link in action.links]
        rows.append(
            (
                short_day(action.opened) if action.opened else "uten dato",
                body_in_table(matter, material),
                shortened(desk.cleaner.text(action.text, matter.document, matter.item, action.page), LONGEST_TEXT),
                desk.cleaner.text(action.responsible or "ikke oppgitt", matter.document),
                short_day(action.due) if action.due else action.due_text or "ikke oppgitt",
                _fate(action),
                reference(own, *later),
            )
        )
    counts = Counter(action.fate for action in shown)
    said = ", ".join(f"{counts[fate]} {words}" for fate, words in FATES.items() if counts[fate])
    overdue = sum(action.overdue for action in shown)
    text = f"{number_of(len(shown), 'oppfølgingspunkt', 'oppfølgingspunkter')} er funnet i disse sakene: {said}."
    dated = sum(action.due is not None for action in shown)
    worded = sum(action.due is None and bool(action.due_text) for action in shown)
    if dated:
        text += f" {dated} har en frist med dato, og den er ute for {overdue} av dem uten at de er meldt utført."
    if worded:
        text += f" {worded} har bare en frist i ord, som «før sommeren»; om den er ute, er ikke regnet ut."
    note = (
        "Sett fra utvalgets siste møte i arkivet. «Ikke nevnt igjen» betyr at ingen senere møter i arkivet "
        "nevner det på en "
        "måte programmet kjenner igjen, ikke at det ikke er gjort. En kobling kan bekreftes eller avvises med "
        "«referatsok actions»."
    )
    table = Table(
        title="Oppfølgingspunktene",
        columns=("Dato", "Utvalg", "Hva", "Ansvarlig", "Frist", "Hva det ble til", "Bevis"),
        rows=tuple(rows),
        widths=(1.35, 1.4, 3.3, 2.15, 1.35, 1.75, 0.8),
    )
    if not material.several_bodies:
        table = without_columns(table, "Utvalg")
    return Section(title="Oppfølgingspunkter", blocks=(Paragraph(text=text), Paragraph(text=note, note=True), table))


def _fate(action: FollowedAction) -> str:
    said = [FATES[action.fate]]
    if action.links:
        said = [f"{TELLINGS[link.telling]} {short_day(link.date)}" for link in action.links]
    elif action.opened is None:
        said = ["kan ikke følges uten møtedato"]
    elif not action.meetings_since:
        said = ["ingen senere møter i arkivet"]
    else:
        said.append(f"{number_of(action.meetings_since, 'møte', 'møter')} siden")
    if action.overdue:
        said.append("fristen er ute")
    return ", ".join(said)


def _proof_of(desk: Desk, link: Link) -> int | None:
    """The number of the place in a later meeting that speaks of it, also where that meeting is outside the frame."""
    known = desk.material.documents
    document = known.get(link.document_id) or desk.material.sources.record.document(link.document_id)
    return desk.proof.of_evidence(
        link.evidence, document, _item(document, link.item_id), f"oppfølging: {TELLINGS[link.telling]}"
    )


def _item(document: Document, item_id: str) -> AgendaItem | None:
    return next((item for item in document.items if item.id == item_id), None)
