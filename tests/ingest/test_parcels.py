"""Archives and mails: what comes out of them, and what must not."""

import io
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parcels import Unpacked, is_parcel, kind_of, unpack
from ingest.readers import msg, parcel, zip_pieces
from ingest.readers.mail import looks_like_minutes
from ingest.readers.mail import pieces as mail_pieces
from ingest.readers.parcel import Budget, file_name, shown_name
from minutes.errors import Reason, UnreadableFile
from minutes.settings import Limits

BODY = (
    """Referat fra møte i Ungdomsrådet

Møtedato: 4. mars
Til stede: Kari Lo, Per Vik
Sak 1/24 Trygg skolevei. Vedtak: Kommunen setter opp lys ved overgangen før høsten. """
    + "Rådet drøftet saken. " * 20
)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def mail(body: str, **attachments: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "sekretar@storfjell.invalid", "Referat"
    message.set_content(body)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def unpacked(data: bytes, name: str, folder: Path) -> list[Unpacked]:
    path, out = folder / name, folder / "out"
    path.write_bytes(data)
    out.mkdir()
    return list(unpack(path, name, out, Limits()))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_file_of_an_archive_comes_under_its_own_name(tmp_path: Path) -> None:
    inner = zipped(("dypt/b.txt", b"to"))
    found = unpacked(zipped(("2021/a.txt", b"en"), ("indre.zip", inner), ("2021/a.txt", b"tre")), "x.zip", tmp_path)
    assert [(each.shown, each.path and each.path.read_bytes()) for each in found] == [
        ("x.zip!2021/a.txt", b"en"),
        ("x.zip!indre.zip!dypt/b.txt", b"to"),
        ("x.zip!2021/a.txt (2)", b"tre"),
    ]
    assert [each.path.name for each in found if each.path] == ["a.txt", "b.txt", "a.txt"]


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("lenke.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted() -> bytes:
    data = bytearray(zipped(("hemmelig.txt", b"x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(zipped(("../ut.txt", b"x")), Reason.UNSAFE, id="a path out of the archive"),
        pytest.param(zipped(("a\\..\\..\\ut.txt", b"x")), Reason.UNSAFE, id="the same as Windows writes it"),
        pytest.param(zipped(("/etc/passwd", b"x")), Reason.UNSAFE, id="a path from the root"),
        pytest.param(zipped(("C:\\ut.txt", b"x")), Reason.UNSAFE, id="a path with a drive"),
        pytest.param(zipped((link(), b"/etc/passwd")), Reason.UNSAFE, id="a link"),
        pytest.param(zipped(("bombe.txt", b" " * 30_000_000)), Reason.TOO_LARGE, id="a bomb"),
        pytest.param(encrypted(), Reason.ENCRYPTED, id="with a password"),
    ],
)
def test_what_is_unsafe_in_an_archive_is_reported_and_the_rest_is_taken(
    data: bytes, reason: Reason, tmp_path: Path
) -> None:
    with zipfile.ZipFile(bag := io.BytesIO(data), "a") as archive:
        archive.writestr("god.txt", b"x")
    found = unpacked(bag.getvalue(), "x.zip", tmp_path)
    assert [each.failure.reason if each.failure else None for each in found] == [reason, None]
    inside = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.name for path in inside) == ["god.txt", "x.zip"]


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = zipped(("bunn.txt", b"x"))
    for level in range(6):
        data = zipped((f"{level}.zip", data))
    (found,) = unpacked(data, "x.zip", tmp_path)
    assert found.failure is not None
    assert "dypt" in found.failure.message


def test_an_archive_with_too_much_in_it_stops_there(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [(f"{number}.txt", b"x" * 100) for number in range(5)]
    pieces = zip_pieces.pieces(zipped(*members), Budget(bytes=250))
    assert [next(pieces).name, next(pieces).name] == ["0.txt", "1.txt"]
    with pytest.raises(UnreadableFile) as refusal:
        next(pieces)
    assert refusal.value.reason is Reason.TOO_LARGE
    monkeypatch.setattr(zip_pieces, "MOST_FILES", 4)
    with pytest.raises(UnreadableFile):
        next(zip_pieces.pieces(zipped(*members), Budget()))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(zipped(("a.txt", b"x" * 500))[:60], Reason.DAMAGED, id="half an archive"),
        pytest.param(zipped(), Reason.NO_TEXT, id="an empty archive"),
    ],
)
def test_an_archive_that_cannot_be_opened_says_why(data: bytes, reason: Reason, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        unpacked(data, "x.zip", tmp_path)
    assert refusal.value.reason is reason


def test_norwegian_letters_of_an_old_program_come_out_right() -> None:
    data = zipped(("m_te.txt", b"x")).replace(b"m_te", b"m\x9bte")
    (piece,) = zip_pieces.pieces(data, Budget())
    assert piece.name == "møte.txt"


def test_a_mail_gives_its_attachments_and_its_text_when_that_is_minutes() -> None:
    names = [piece.name for piece in mail_pieces(mail(BODY, **{"vedlegg.pdf": b"%PDF-"}), Budget())]
    assert names == ["melding.txt", "vedlegg.pdf"]
    assert [piece.name for piece in mail_pieces(mail("Se vedlegg.", **{"a/b.pdf": b"x"}), Budget())] == ["a_b.pdf"]


def test_a_mail_in_a_mail_is_opened_and_its_signature_left_out(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@storfjell.invalid", "Fwd"
    message.set_content("Se under.")
    message.add_attachment(b"\x89PNG" + b"x" * 99, maintype="image", subtype="png", filename="logo.png")
    inner = EmailMessage()
    inner["From"] = "b@storfjell.invalid"
    inner.set_content("Hei")
    inner.add_attachment(b"tekst", maintype="text", subtype="plain", filename="referat.txt")
    message.add_attachment(inner)
    found = unpacked(message.as_bytes(), "post.eml", tmp_path)
    assert [each.shown for each in found] == ["post.eml!melding 2.eml!referat.txt"]


def test_a_mail_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        unpacked(mail("Takk for sist!"), "post.eml", tmp_path)
    assert "ingen vedlegg" in refusal.value.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BODY, True, id="minutes"),
        pytest.param("Hei! Her er referatet. " * 30, False, id="a letter about minutes"),
        pytest.param("Referat. Til stede: Kari. Sak 1. Vedtak.", False, id="too short"),
    ],
)
def test_minutes_are_told_from_other_mails(text: str, *, expected: bool) -> None:
    assert looks_like_minutes(text) is expected


class FakeStorage:
    """The streams of a message as olefile shows them."""

    def __init__(self, streams: dict[tuple[str, ...], bytes]) -> None:
        self._streams = streams

    def exists(self, path: list[str]) -> bool:
        return any(stream[: len(path)] == tuple(path) for stream in self._streams)

    def get_type(self, _path: list[str]) -> int:
        return 2

    def get_size(self, path: list[str]) -> int:
        return len(self._streams[tuple(path)])

    def openstream(self, path: list[str]) -> io.BytesIO:
        return io.BytesIO(self._streams[tuple(path)])

    def listdir(self, *, streams: bool, storages: bool) -> list[list[str]]:
        assert storages
        assert not streams
        folders = {stream[:depth] for stream in self._streams for depth in range(1, len(stream))}
        return [list(folder) for folder in sorted(folders)]


def test_a_message_of_outlook_gives_its_attachments_and_those_of_messages_in_it() -> None:
    first, second, inner = "__attach_version1.0_#00000000", "__attach_version1.0_#00000001", "__substg1.0_3701000D"
    storage = FakeStorage(
        {
            ("__substg1.0_0037001F",): "Referat".encode("utf-16-le"),
            ("__substg1.0_1000001F",): BODY.encode("utf-16-le"),
            (first, "__substg1.0_3707001F"): "møte.pdf".encode("utf-16-le"),
            (first, "__substg1.0_37010102"): b"%PDF-",
            (second, "__substg1.0_3704001E"): b"Fwd",
            (second, inner, first, "__substg1.0_37010102"): b"tekst",
        }
    )
    found = msg._of_message(msg._Message(storage, ()), Budget(), 0)
    assert [(piece.name, piece.data[:5]) for piece in found][1:] == [
        ("møte.pdf", b"%PDF-"),
        ("Fwd!vedlegg 1", b"tekst"),
    ]


def test_a_damaged_message_of_outlook_says_so() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        list(msg.pieces(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Budget()))
    assert refusal.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(zipped(("a.pdf", b"x")), "x.bin", "zip_pieces", id="an archive under another name"),
        pytest.param(
            zipped(("[Content_Types].xml", b"x")), "x.zip", None, id="a Word file under the name of an archive"
        ),
        pytest.param(zipped(("mimetype", b"x")), "x.zip", None, id="an OpenDocument file"),
        pytest.param(mail("Hei", **{"a.pdf": b"x"}), "x.txt", "mail", id="a mail under another name"),
        pytest.param(b"Subject: Hei\n\nHei", "x.eml", "mail", id="a mail without attachments"),
        pytest.param(b"Date: 4. mars\nMinutes of the meeting", "x.txt", None, id="a text that begins like a mail"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.msg", "msg", id="a message of Outlook"),
        pytest.param(b"%PDF-1.7", "x.zip", None, id="a PDF"),
    ],
)
def test_a_parcel_is_told_by_its_first_bytes(data: bytes, name: str, expected: str | None) -> None:
    assert kind_of(data, name) == expected


def test_what_cannot_be_opened_is_no_parcel(tmp_path: Path) -> None:
    assert not is_parcel(tmp_path)
    assert not is_parcel(tmp_path / "borte.zip")


def test_names_are_shown_without_line_breaks_and_marks_that_turn_the_text() -> None:
    assert shown_name("a\nb\u202efdp.exe") == "a\\x0ab\\u202efdp.exe"
    assert shown_name("Mo\u0308te å.pdf") == "Möte å.pdf"


@given(st.text())
def test_any_name_gives_a_file_name_that_stays_in_its_folder(name: str) -> None:
    made = file_name(name)
    assert made
    assert made not in {".", ".."}
    assert "/" not in made
    assert "\0" not in made
    assert len(made) <= parcel._LONGEST_NAME + len(".xhtml")
