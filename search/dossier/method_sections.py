"""The summary before, and behind: the quotes, how it was made, what was left out, and the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from index.overview import overview
from minutes import __version__
from minutes.kinds import DecisionKind, Origin, Outcome
from search.dates import say_date
from search.dossier.blocks import Block, Paragraph, Quote, Section, Table
from search.dossier.cleaning import LEFT_OUT
from search.dossier.desk import Desk
from search.dossier.promise_sections import FATES
from search.dossier.saying import day_in_table, file_name, number_of, years_in_words
from search.table_files import Cell

CLAIM = (
    "Dossieret viser hva som er behandlet, vedtatt, lovet og fulgt opp ifølge papirene i arkivet. "
    "Det sier ikke noe om virkningen på kriminaliteten eller på noe annet utenfor møterommet."
)

MOST_FAILURES = 30


def summary_section(desk: Desk) -> Section:
    """The numbers of the dossier in one table, after what it claims."""
    material = desk.material
    decided = [
        decision
        for matter in material.matters
        for decision in matter.item.decisions
        if decision.kind is DecisionKind.VEDTAK
    ]
    outcomes = Counter(decision.outcome for decision in decided)
    promised = material.followed.actions
    fates = Counter(action.fate for action in promised)
    rows: list[tuple[Cell, ...]] = [
        ("Møter med referat eller protokoll", len(material.held)),
        ("Møter med bare innkalling eller sakspapirer", len(material.meetings) - len(material.held)),
        *_asked_for(desk),
        ("Vedtak i disse sakene", len(decided)),
        *((f"– {outcome}", outcomes[outcome]) for outcome in Outcome if outcomes[outcome]),
        ("Oppfølgingspunkter i disse sakene", len(promised)),
        ("– med ansvarlig", sum(bool(action.responsible) for action in promised)),
        ("– med frist", sum(bool(action.due or action.due_text) for action in promised)),
        *((f"– {words}", fates[fate]) for fate, words in FATES.items() if fates[fate]),
        ("– med frist som er ute", sum(action.overdue for action in promised)),
        ("Møter som ser ut til å mangle i arkivet", sum(not gap.explained for gap in material.gaps)),
        ("Papirer uten kjent møtedato, ikke regnet med", len(material.undated)),
    ]
    table = Table(title="Sammendrag", columns=("Hva", "Antall"), rows=tuple(rows), widths=(5, 1))
    return Section(title="Sammendrag", blocks=(Paragraph(text=CLAIM), table))


def _asked_for(desk: Desk) -> Iterator[tuple[Cell, ...]]:
    count = len(desk.material.matters)
    if not desk.material.chooses:
        yield "Saker som ble behandlet", count
        return
    yield "Saker som svarer på spørsmålet", count
    yield "Møter der minst én slik sak ble behandlet", _meetings_with_matters(desk)


def _meetings_with_matters(desk: Desk) -> int:
    answering = {matter.document.id for matter in desk.material.matters}
    return sum(any(paper.document_id in answering for paper in meeting.papers) for meeting in desk.material.meetings)


def evidence_section(desk: Desk) -> Section:
    """Every quote that is referred to, in the order of the numbers. Written last: only then all numbers are given."""
    pieces = desk.proof.pieces
    if not pieces:
        return Section(title="Bevis", blocks=(Paragraph(text="Ingenting i dossieret trenger sitat."),))
    intro = Paragraph(
        text="Hvert sitat står ordrett slik siden ble lest, med linjeskift gjort om til mellomrom. Er noe "
        "maskert eller utelatt, står "
        "det i klammer. Siden er den i filen, som kan avvike fra den som er trykt på arket."
    )
    quotes = tuple(
        Quote(
            number=piece.number,
            text=piece.quote,
            source=", ".join(filter(None, (piece.meeting, piece.item, f"side {piece.page}", piece.file)))
            + f" (sha256 {piece.sha256[:12]}…)",
            why="; ".join(piece.why),
        )
        for piece in pieces
    )
    return Section(title="Bevis", blocks=(intro, *quotes))


def method_section(desk: Desk) -> Section:
    """What was searched, counted and left out, with which versions, and what could not be read."""
    return Section(title="Metode", blocks=(*_searched(desk), *_left_out(desk), *_unread(desk), *_made_with(desk)))


def _searched(desk: Desk) -> Iterator[Block]:
    material = desk.material
    written = f" Skrevet som: «{material.wish.question}»." if material.wish.question else ""
    yield Paragraph(
        text=f"Spurt er: {material.asked.interpreted}.{written} Søket finner "
        "ordene i alle former, i "
        "sammensetninger og som synonymer, på bokmål og nynorsk; det som står i anførselstegn, er ordrett."
    )
    for remark in material.asked.parsed.diagnostics:
        yield Paragraph(text=remark.message, note=True)
    yield Paragraph(
        text="Et møte er et utvalg i en kommune på en dag. Saker, vedtak, oppfølgingspunkter og temaer er "
        "funnet av et program og kan "
        "ha feil; derfor har hver påstand et sitat som kan prøves."
    )


def _left_out(desk: Desk) -> Iterator[Block]:
    masking = desk.material.wish.masking
    if masking.identifiers:
        waiting = sum(flagged.kept is None for flagged in desk.cleaner.flagged)
        text = "Fødselsnumre, telefonnumre, e-postadresser, kontonumre og private adresser er maskert."
        if waiting:
            text += (
                f" {number_of(waiting, 'setning', 'setninger')} som kan gjelde en enkeltperson, er holdt "
                "utenfor til noen har tatt "
                f"stilling til dem, og står som «{LEFT_OUT}»."
            )
        yield Paragraph(text=text)
    else:
        yield Paragraph(text="Ingenting er maskert. Dossieret kan inneholde personopplysninger.")
    if masking.people:
        yield Paragraph(
            text="Personer er erstattet med funksjon eller nummer, de samme i hele dossieret. Navn som "
            "programmet ikke kjenner igjen, "
            "kan stå igjen."
        )


def _unread(desk: Desk) -> Iterator[Block]:
    whole = overview(desk.material.sources.record)
    guessed = [
        document
        for document in desk.material.documents.values()
        if document.meeting.date_origin in {Origin.GUESS, Origin.INFERRED, Origin.FILE_NAME}
    ]
    if guessed:
        files = ", ".join(f"«{file_name(document)}»" for document in guessed)
        yield Paragraph(
            text=f"Møtedatoen er ikke lest i selve teksten, men sluttet fra filnavn eller sammenheng, for {files}."
        )
    scanned = [document for document in desk.material.documents.values() if any(page.ocr for page in document.pages)]
    if scanned:
        files = ", ".join(f"«{file_name(document)}»" for document in scanned)
        yield Paragraph(text=f"Disse er lest med tekstgjenkjenning og kan ha feil i bokstaver: {files}.")
    if whole.failures:
        yield Paragraph(text=f"{number_of(len(whole.failures), 'fil', 'filer')} i arkivet kunne ikke leses:")
        rows = tuple((failure.path.rsplit("/", 1)[-1], failure.message) for failure in whole.failures[:MOST_FAILURES])
        yield Table(title="Filer som ikke kunne leses", columns=("Fil", "Hvorfor"), rows=rows, widths=(2, 4))
    else:
        yield Paragraph(text="Alle filer som er lagt inn i arkivet, kunne leses.")


def _made_with(desk: Desk) -> Iterator[Block]:
    made = sorted(
        {
            (document.made_by.program, document.made_by.model, document.made_by.vocabulary)
            for document in desk.material.documents.values()
        }
    )
    read = "; ".join(f"program {program}, språkmodell {model}, temaliste {words}" for program, model, words in made)
    engine = desk.material.sources.engine.name
    analysis = desk.material.sources.analysis.version
    yield Paragraph(
        text=f"Laget med Referatsøk {__version__} den {say_date(desk.material.wish.made)}. Papirene er lest med "
        f"{read}. Søkeindeks: "
        f"{engine}, analyse {analysis}. Samme arkiv, samme spørsmål og samme dato gir samme fil.",
        note=True,
    )


def files_section(desk: Desk) -> Section:
    """Every file the dossier rests on, with its fingerprint."""
    rows = [
        (
            file_name(document),
            document.body or "",
            day_in_table(document),
            len(document.pages),
            document.source.sha256,
        )
        for document in sorted(desk.material.documents.values(), key=lambda one: (file_name(one), one.id))
    ]
    text = "Filene dossieret bygger på. Fingeravtrykket (SHA-256) viser om en fil er den samme som ble lest."
    table = Table(
        title="Filene",
        columns=("Fil", "Utvalg", "Møtedato", "Sider", "SHA-256"),
        rows=tuple(rows),
        widths=(2.4, 1.5, 1.5, 0.6, 3),
    )
    return Section(title="Kilder", blocks=(Paragraph(text=text), table))


def subtitle(desk: Desk) -> str:
    """Whose meetings and when, in a line."""
    material = desk.material
    bodies = list(dict.fromkeys(filter(None, (meeting.body for meeting in material.meetings))))
    places = list(dict.fromkeys(filter(None, (meeting.municipality for meeting in material.meetings))))
    said = [", ".join(bodies[:4]) + (f" og {len(bodies) - 4} utvalg til" if len(bodies) > 4 else "")]  # noqa: PLR2004
    said.append(", ".join(places[:4]) + (f" og {len(places) - 4} kommuner til" if len(places) > 4 else ""))  # noqa: PLR2004
    if material.years:
        said.append(years_in_words(material.years[0], material.years[-1]))
    return " · ".join(filter(None, said))
