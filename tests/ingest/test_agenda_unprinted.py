"""Items where no agenda is printed as one: lists without a word over them, summaries, case papers alone, bare tables."""

from __future__ import annotations

from ingest.agenda.article import split_article
from ingest.agenda.drafts import Draft, Line, lines_of
from ingest.agenda.protocol import split_paper, split_protocol
from ingest.agenda.table import split_table
from ingest.agenda.title_ends import find_title_end
from ingest.blocks import Block, BlockKind, Run
from ingest.readers import html as html_reader
from ingest.readers import text as text_reader


def protocol(text: str) -> list[Draft]:
    return split_protocol(lines_of(text_reader.read(text.encode())), body=None, date=None)


def heads(drafts: list[Draft]) -> list[tuple[str | None, str]]:
    return [(draft.number, draft.title) for draft in drafts]


LISTED_TWICE = """Ulvdal kommune

21/31  Godkjenning av protokoll
21/32  Brygge på Nes
21/33  Flomkart

21/31: Godkjenning av protokoll
UPB- 21/31 Vedtak
Protokollen godkjennes.

21/32: Brygge på Nes
UPB- 21/32 Vedtak
Det gis løyve.

21/33: Flomkart
UPB- 21/33 Vedtak
Tatt til orientering.

Eventuelt
Vik spurte om lys i parken.
"""


def test_an_agenda_without_a_word_over_it_is_known_by_its_numbers_coming_again() -> None:
    drafts = protocol(LISTED_TWICE)
    assert heads(drafts) == [
        ("21/31", "Godkjenning av protokoll"),
        ("21/32", "Brygge på Nes"),
        ("21/33", "Flomkart"),
        (None, "Eventuelt"),
    ]
    assert [block.text for block in drafts[1].body] == ["UPB- 21/32 Vedtak", "Det gis løyve."]


NOTICE = """SAKER:

ER 01/18  Godkjenning av protokoll

ER 02/18  Årsmelding
          Utkast følger.
          Forslag til vedtak: Årsmeldingen vedtas.

ER 03/18  Brannsikring
          Forslag til vedtak: Rådet støtter planen.
"""


def test_matters_treated_where_they_are_listed_keep_their_text() -> None:
    drafts = protocol(NOTICE)
    assert [draft.number for draft in drafts] == ["ER 01/18", "ER 02/18", "ER 03/18"]
    assert "Årsmeldingen vedtas" in drafts[1].body[-1].text


CLOSED = """SAKSLISTE
Saksnr. Tittel
5/99 Lønnsplan
6/99 Tilsetting av leder

Sak 5/99 LØNNSPLAN
Vedtak:
Planen godkjennes.

Sak 6/99
Unntatt offentlighet. Egen protokoll.
"""


def test_a_note_on_what_is_kept_from_the_public_is_no_title() -> None:
    assert heads(protocol(CLOSED))[1] == ("6/99", "Tilsetting av leder")


PAPER = """Ulvdal kommune

Saksgang                       Møtedato         Saksnr.
Teknisk utvalg                 04.09.2018       18/39
Formannskapet                  18.09.2018       18/77

NY VANNLEDNING TIL NES - VALG AV TRASÉ

Rådmannens forslag til innstilling:
Ledningen legges langs elva.
"""


def test_a_case_paper_alone_has_one_matter_with_the_title_after_its_history() -> None:
    [draft] = split_paper(lines_of(text_reader.read(PAPER.encode())))
    assert draft.title == "NY VANNLEDNING TIL NES - VALG AV TRASÉ"
    assert split_paper(lines_of(text_reader.read(b"Hei.\n\nDette er et brev."))) == []


SUMMARY = """<html><body><h1>Kommunestyret kort fortalt</h1><p>Møtet var torsdag.</p>
<h2>Sak 33/22: Skole</h2><p>Vedtatt.</p><h2>Sak 34/22: Vei</h2><p>Saken ble utsatt.</p>
<h2>Spørretimen</h2><p>Vik spurte om lys.</p><h3>Neste møter</h3><p>Torsdag.</p></body></html>"""


def test_a_summary_of_a_meeting_has_an_item_for_each_numbered_heading() -> None:
    drafts = split_article(lines_of(html_reader.read(SUMMARY.encode())), title="Kommunestyret kort fortalt")
    assert heads(drafts) == [("33/22", "Skole"), ("34/22", "Vei"), (None, "Spørretimen")]
    assert [block.text for block in drafts[-1].body] == ["Vik spurte om lys."]


def _cell(*texts: str) -> tuple[Block, ...]:
    return tuple(
        Block(kind=BlockKind.PARAGRAPH, runs=(Run(page=1, start=0, end=len(text), text=text),)) for text in texts
    )


def _table(*rows: tuple[tuple[Block, ...], ...]) -> list[Draft]:
    blocks = [Block(kind=BlockKind.TABLE_ROW, cells=cells, table=1) for cells in rows]
    return split_table([Line(text=block.text, block=block, strong=False, place=at) for at, block in enumerate(blocks)])


def test_a_number_may_stand_over_the_title_in_a_table_of_two_columns() -> None:
    [draft] = _table((_cell("Sak"), _cell("Handsaming")), (_cell("6/09", "Mat i helgane"), _cell("Rådet drøfta det.")))
    assert (draft.number, draft.title) == ("6/09", "Mat i helgane")
    assert [block.text for block in draft.body] == ["Rådet drøfta det."]


def test_the_column_between_the_matter_and_the_follow_up_is_the_treatment() -> None:
    [draft] = _table(
        (_cell("Saksnr."), _cell("Sak"), _cell("Hva vi sa"), _cell("Oppfølging")),
        (_cell("16/22"), _cell("Buss"), _cell("Bussen er full."), _cell("Ida spør kjøreren.")),
    )
    assert [block.text for block in draft.body] == ["Bussen er full."]


def test_a_title_in_capitals_goes_on_over_a_short_word() -> None:
    text = "FLOMMEN I MAI - EVALUERING Rapporten er lest."
    assert text[: find_title_end(text)].strip() == "FLOMMEN I MAI - EVALUERING"
