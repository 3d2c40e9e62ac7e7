"""Let LibreOffice turn a Word file into PDF (tagged or not) or ODT."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from data.samples.make.as_docx import without_clock

TIME_LIMIT_SECONDS = 180
FILTERS = {
    "pdf": 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}',
    "tagged.pdf": 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
    "odt": "odt",
}


def convert(word_file: Path, target: Path, *, kind: str) -> None:
    """Write ``target`` from a Word file; ``kind`` is a key of FILTERS.

    Raises:
        RuntimeError: LibreOffice made no file; its words are in the message.
    """
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice (soffice) is not installed; PDF and ODT samples need it.")
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        out = Path(folder) / "out"
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", FILTERS[kind]]
        done = subprocess.run(  # noqa: S603 - the program is found on PATH, the file is our own
            [*command, "--outdir", str(out), str(word_file)],
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT_SECONDS,
            check=False,
        )
        made = out / f"{word_file.stem}.{kind.rpartition('.')[2]}"
        if not made.exists():
            raise RuntimeError(f"LibreOffice did not make {target.name}: {done.stdout} {done.stderr}")
        data = made.read_bytes()
        target.write_bytes(without_clock(data) if kind == "odt" else data)
