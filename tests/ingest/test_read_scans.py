"""Pages that are pictures: what is read of them, what is marked, and that none is lost."""

import io
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import BlockKind, Reading
from ingest.read import read_bytes
from ingest.readers import ocr, scan_page, tesseract
from ingest.readers.pdf_marks import Marks, Word
from ingest.readers.pdf_watch import Watch, watched
from ingest.readers.pictures import Picture
from ingest.readers.scan_marks import find_rules, is_blank, skew, without_specks
from ingest.readers.scan_page import Scan, doubtful_in
from ingest.readers.tesseract import Recognised, RecognitionFailed, parse_hocr
from minutes.errors import Reason, UnreadableFile
from minutes.model import TextRange
from minutes.settings import Given, Ocr

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "documents"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "pdf-samples"
WORD = re.compile(r"[^\W_]+")

with_tesseract = pytest.mark.skipif(
    tesseract.language() != "nor", reason="Tesseract med norsk er ikke installert: apt install tesseract-ocr-nor"
)


def drawn(data: bytes, dots: int = 200) -> list[Image.Image]:
    return [page.render(scale=dots / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]


def scanned(page: Image.Image, *, angle: float = 0.7, noise: float = 10.0) -> Image.Image:
    askew = page.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grain = np.random.default_rng(7).normal(0, noise, (askew.height, askew.width))
    return Image.fromarray(np.clip(np.asarray(askew) * 0.93 + grain, 0, 255).astype(np.uint8))


def as_pdf(pages: list[Image.Image], dots: int = 200) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return out.getvalue()


def words_in(reading: Reading) -> Counter[str]:
    return Counter(word for block in reading.blocks for word in WORD.findall(block.text.casefold()))


def share_found(wanted: Counter[str], reading: Reading) -> float:
    return (wanted & words_in(reading)).total() / wanted.total()


def picture_of(*lines: str) -> Image.Image:
    """A sheet of A4 at 150 dots an inch."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.2, 841.8))
    for place, line in enumerate(lines):
        canvas.drawString(60, 760 - 30 * place, line)
    canvas.save()
    return drawn(out.getvalue(), 150)[0]


MINUTES = (
    "Referat fra møte i Ungdomsrådet",
    "Møtet ble holdt på rådhuset mandag 4. mars",
    "Sak 1 Godkjenning av innkalling og saksliste",
    "Rådet vedtok sakslisten uten merknader",
    "Sak 2 Trygg skolevei langs elva",
    "Kommunen setter opp nye lys ved overgangen før høsten",
)


@with_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("2018-09-10 Referat politiråd Granvik.pdf", id="minutes"),
        pytest.param("2021-06-07 Referat politiråd Storfjell.pdf", id="minutes of another municipality"),
    ],
)
def test_the_scan_of_a_document_gives_its_words(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    wanted = words_in(read_bytes(data, name=name))
    reading = read_bytes(as_pdf([scanned(page) for page in drawn(data)]), name=name)
    assert share_found(wanted, reading) >= 0.97
    assert all(page.ocr for page in reading.pages)


@with_tesseract
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="shared/data/pdf-samples er ikke her")
def test_a_ruled_table_on_a_scan_keeps_its_rows_and_lone_numbers() -> None:
    text = read_bytes((SHARED / "referat.pdf").read_bytes(), name="x.pdf")
    scan = read_bytes((SHARED / "scan_referat.pdf").read_bytes(), name="x.pdf")
    rows = [[row.cells[0] for row in each.blocks if row.kind is BlockKind.TABLE_ROW] for each in (text, scan)]
    numbers = [["".join(block.text for block in cell).strip(".:") for cell in cells] for cells in rows]
    assert len(numbers[0]) == len(numbers[1])
    assert sum(one == other for one, other in zip(*numbers, strict=True)) >= len(numbers[0]) - 1
    assert "skannet-tabell" in {warning.code for warning in scan.warnings}


@with_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_its_head_is_turned(degrees: int) -> None:
    turned = picture_of(*MINUTES).rotate(degrees, expand=True)
    reading = read_bytes(as_pdf([turned], 150), name="x.pdf")
    assert reading.pages[0].rotation == degrees
    assert share_found(Counter(WORD.findall(" ".join(MINUTES).casefold())), reading) >= 0.95


@with_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_file_is_read(kind: str) -> None:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [picture_of(*MINUTES[2:])]} if kind == "TIFF" else {}
    picture_of(*MINUTES).save(out, kind, **more)
    reading = read_bytes(out.getvalue(), name="skann")
    assert reading.media_type == f"image/{kind.lower()}"
    assert len(reading.pages) == (2 if kind == "TIFF" else 1)
    assert share_found(Counter(WORD.findall(" ".join(MINUTES).casefold())), reading) >= 0.95


def mixed_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Side med tekst: Møtet ble satt klokka ni.")
    canvas.showPage()
    canvas.drawImage(ImageReader(picture_of(*MINUTES)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@with_tesseract
def test_of_a_mixed_document_only_the_scanned_page_is_recognised() -> None:
    reading = read_bytes(mixed_pdf(), name="x.pdf")
    assert [page.ocr for page in reading.pages] == [False, True, False]
    assert "Ungdomsrådet" in reading.pages[1].text
    (told,) = [warning.message for warning in reading.warnings if warning.code == "tekstgjenkjent"]
    assert told.startswith("Side 2 er lest fra bilde med tesseract")
    assert "(nor)" in told


@with_tesseract
def test_a_stamp_of_text_on_a_scan_does_not_hide_it() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(picture_of(*MINUTES)), 0, 0, 595, 842)
    canvas.drawString(400, 20, "Arkivref. 12/345")
    canvas.save()
    reading = read_bytes(out.getvalue(), name="x.pdf")
    assert "skolevei" in reading.pages[0].text


@with_tesseract
def test_always_reads_text_pages_as_pictures_too() -> None:
    reading = read_bytes(mixed_pdf(), name="x.pdf", given=Given(ocr=Ocr.ALWAYS))
    assert [page.ocr for page in reading.pages] == [True, True, False]


def test_never_leaves_pictures_alone_and_says_which() -> None:
    reading = read_bytes(mixed_pdf(), name="x.pdf", given=Given(ocr=Ocr.NEVER))
    assert not any(page.ocr for page in reading.pages)
    assert [warning.page for warning in reading.warnings if warning.code == "side-uten-tekst"] == [2]
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(as_pdf([picture_of(*MINUTES)]), name="x.pdf", given=Given(ocr=Ocr.NEVER))
    assert "--ocr auto" in refusal.value.way_out


def test_without_tesseract_the_way_out_is_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "language", lambda: None)
    reading = read_bytes(mixed_pdf(), name="x.pdf")
    (told,) = [warning.message for warning in reading.warnings if warning.code == "mangler-tekstgjenkjenning"]
    assert told.startswith("Side 2 er bilder og er ikke lest. Installer tekstgjenkjenning med «")
    for data in (as_pdf([picture_of(*MINUTES)]), png(picture_of(*MINUTES))):
        with pytest.raises(UnreadableFile) as refusal:
            read_bytes(data, name="x")
        assert refusal.value.reason is Reason.MISSING_PROGRAM
        assert "Installer" in refusal.value.way_out


def test_a_page_that_tesseract_gives_up_on_is_listed_and_the_others_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object, **__: object) -> list[Recognised]:
        raise RecognitionFailed("crashed")

    monkeypatch.setattr(tesseract, "language", lambda: "nor")
    monkeypatch.setattr(tesseract, "recognise", give_up)
    reading = read_bytes(mixed_pdf(), name="x.pdf")
    assert "Møtet ble satt" in reading.pages[0].text
    (told,) = [warning.message for warning in reading.warnings if warning.code == "ulest-side"]
    assert told.startswith("Side 2 er bilder som ikke lot seg lese.")


def test_pages_after_the_time_is_up_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "language", lambda: "nor")
    monkeypatch.setattr(ocr, "MOST_SECONDS", -1.0)
    reading = read_bytes(mixed_pdf(), name="x.pdf")
    assert [warning.code for warning in reading.warnings if warning.page is None] == ["ulest-side"]


def test_recognition_does_not_use_up_the_time_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(*_: object) -> Scan:
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        return Scan(width=595, height=842, words=(a_word("Vedtak"),), rules=(), doubts=(False,), rotation=0)

    monkeypatch.setattr(tesseract, "language", lambda: "nor")
    monkeypatch.setattr(ocr, "read_scan", work)
    watch = Watch(cpu_until=1000.0)
    with watched(watch):
        assert read_bytes(mixed_pdf(), name="x.pdf").pages[1].text == "Vedtak"
    assert watch.cpu_until >= 1000.05


@pytest.mark.parametrize("text", ["(cid:12)(cid:40)(cid:7)", "\ue012\ue043\ue010\ue011", "\ufffd\ufffd\ufffd"])
def test_letters_without_meaning_are_read_as_a_picture(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tuple(Word(text, 10.0, 20.0, 10.0 * row, 10.0, bold=False) for row in range(1, 60))
    page = Marks(number=1, width=595, height=842, words=words, rules=(), ocr=False, bare=False)
    monkeypatch.setattr(tesseract, "language", lambda: "nor")
    scan = Scan(width=595, height=842, words=(a_word("Vedtak"),), rules=(), doubts=(False,), rotation=0)
    monkeypatch.setattr(ocr, "read_scan", lambda *_: scan)
    (read,) = ocr.Recogniser(mode=Ocr.AUTO).of_pdf([page], as_pdf([picture_of(*MINUTES)]))
    assert read is not None
    assert [word.text for word in read.words] == ["Vedtak"]


def a_word(text: str) -> Word:
    return Word(text, 10.0, 60.0, 100.0, 10.0, bold=False)


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_doubtful_words_are_marked_by_their_turn() -> None:
    words = tuple(map(a_word, ("Rus", "og", "vold", "og", "ran")))
    scan = Scan(width=1, height=1, words=words, rules=(), doubts=(True, False, False, True, False), rotation=0)
    text = "Rus og vold\nog ran"
    assert doubtful_in(text, scan) == (TextRange(start=0, end=3), TextRange(start=12, end=14))


HOCR = """<span class='ocr_line' id='l' title="bbox 100 50 400 90; baseline 0.01 -10; x_size 40; x_descenders 9">
<span class='ocrx_word' id='a' title='bbox 100 52 180 80; x_wconf 96'><strong>R&amp;D</strong></span>
<span class='ocrx_word' id='b' title='bbox 200 52 400 81; x_wconf 41'>møte</span>"""


def test_words_are_read_from_the_program_with_baseline_and_confidence() -> None:
    first, second = parse_hocr(HOCR)
    assert (first.text, first.box, first.baseline, first.size) == ("R&D", (100, 52, 180, 80), 80.0, 40.0)
    assert (second.text, second.baseline, second.confidence) == ("møte", 81.0, 41.0)


@pytest.mark.parametrize(
    ("size", "mode"),
    [pytest.param((60_000, 60_000), "1", id="60,000 dots wide"), pytest.param((9000, 9000), "L", id="81 million")],
)
def test_a_picture_with_too_many_dots_is_refused_before_it_is_unpacked(size: tuple[int, int], mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (size[0], 100)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[20:24] = size[1].to_bytes(4, "big")
    begun = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(bytes(data), name="x.png")
    assert refusal.value.reason in {Reason.TOO_LARGE, Reason.DAMAGED}
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n half", b"\xff\xd8\xff\xe0 x", b"II*\0\x08\0\0\0"])
def test_a_damaged_picture_says_so(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "language", lambda: "nor")
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(data, name="x")
    assert refusal.value.reason is Reason.DAMAGED


def test_dust_is_no_text() -> None:
    page = np.full((1754, 1240), 250, dtype=np.uint8)
    page[5::47, 3::39] = 0
    assert not is_blank(page)
    assert is_blank(without_specks(page))


@pytest.mark.parametrize("angle", [-2.0, -0.5, 1.3])
def test_how_askew_a_sheet_lies_is_measured(angle: float) -> None:
    askew = picture_of(*MINUTES, *MINUTES, *MINUTES).rotate(-angle, fillcolor=255)
    assert skew(Picture(grey=np.asarray(askew), dots=150.0)) == pytest.approx(angle, abs=0.25)


def test_ruled_lines_are_found_and_wiped_out() -> None:
    image = picture_of(*MINUTES)
    pen = ImageDraw.Draw(image)
    pen.line((100, 300, 1100, 300), fill=60, width=2)
    pen.line((100, 300, 100, 900), fill=60, width=2)
    rules, wiped = find_rules(Picture(grey=np.asarray(image), dots=150.0))
    lying, standing = [rule for rule in rules if rule.horizontal], [rule for rule in rules if not rule.horizontal]
    assert len(lying) == len(standing) == 1
    assert lying[0].y0 == pytest.approx(300 * 72 / 150, abs=1.0)
    assert (lying[0].x0, lying[0].x1) == pytest.approx((48, 528), abs=4.5)
    assert wiped[301, 600] == 255


@pytest.mark.parametrize(
    ("text", "box", "confidence", "expected"),
    [
        pytest.param("–", (100, 180, 120, 185), 91.0, False, id="a dash"),
        pytest.param("—", (100, 180, 103, 182), 91.0, True, id="a speck taken for a dash"),
        pytest.param("—", (100, 140, 119, 196), 78.0, True, id="the rest of a standing line taken for a dash"),
        pytest.param("—", (100, 180, 190, 183), 40.0, True, id="the rest of a ruled line"),
        pytest.param("22", (100, 160, 122, 200), 15.0, False, id="a number"),
        pytest.param("x", (100, 160, 122, 200), 15.0, True, id="a letter that is hardly one"),
        pytest.param("EG", (100, 190, 180, 193), 50.0, True, id="a line taken for letters"),
        pytest.param("|", (100, 150, 103, 210), 90.0, True, id="a standing line"),
    ],
)
def test_dirt_and_rests_of_lines_are_no_words(
    text: str, box: tuple[int, int, int, int], confidence: float, *, expected: bool
) -> None:
    assert scan_page._is_dirt(Recognised(text=text, box=box, baseline=200, size=47, confidence=confidence)) is expected


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        pytest.param((100, 170, 118, 188), "•", id="a spot above the baseline"),
        pytest.param((100, 170, 122, 200), "e", id="a letter on the baseline"),
        pytest.param((100, 180, 140, 186), "e", id="a dash"),
    ],
)
def test_a_spot_before_a_text_is_a_bullet_whatever_it_was_taken_for(
    box: tuple[int, int, int, int], expected: str
) -> None:
    spot = Recognised(text="e", box=box, baseline=200.0, size=47.0, confidence=50.0)
    after = Recognised(text="Kommunen", box=(180, 160, 400, 200), baseline=200.0, size=47.0, confidence=95.0)
    assert scan_page._words([spot, after], 0.24)[0].text == expected
