"""A dossier made: material gathered, sections written in their order, proof numbered, texts cleaned."""

from __future__ import annotations

from search.dossier.attendance_sections import attendance_section
from search.dossier.blocks import Dossier
from search.dossier.cleaning import Cleaner
from search.dossier.desk import Desk
from search.dossier.material import Sources, Wish, gather
from search.dossier.matter_sections import decisions_section, matters_section, themes_section
from search.dossier.meeting_sections import meetings_section
from search.dossier.method_sections import evidence_section, files_section, method_section, subtitle, summary_section
from search.dossier.promise_sections import actions_section
from search.dossier.proof import Proof
from search.followup.answer import Progress


def make_dossier(sources: Sources, wish: Wish, progress: Progress = lambda _done, _all: None) -> Dossier:
    """The dossier of an archive that somebody wishes; ``progress`` is told how many papers are read, and of how many.

    Raises:
        UsageError: nothing lies within what is asked, or far too much.
    """
    cleaner = Cleaner(wish.masking)
    desk = Desk(material=gather(sources, wish, progress), cleaner=cleaner, proof=Proof(cleaner))
    sections = (
        summary_section(desk),
        meetings_section(desk),
        attendance_section(desk),
        themes_section(desk),
        matters_section(desk),
        decisions_section(desk),
        actions_section(desk),
        evidence_section(desk),
        method_section(desk),
        files_section(desk),
    )
    return Dossier(
        title=wish.title or f"Dossier: {wish.question or subtitle(desk)}",
        subtitle=subtitle(desk) if wish.title or wish.question else "",
        made=wish.made,
        sections=sections,
        pieces=desk.proof.pieces,
        flagged=cleaner.flagged,
    )
