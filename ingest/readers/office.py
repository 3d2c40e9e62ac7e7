"""Old Word (.doc) and rich text (.rtf): made over to .docx by LibreOffice where it is installed, and read as that.

LibreOffice takes seconds to start, so many files are made over in one call where a run has many; each call has a profile
of its own, in which macros and links to elsewhere are shut off.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.blocks import Reading
from minutes.errors import Reason, UnreadableFile

if sys.platform != "win32":
    import resource

# A call takes 2 s, and 0.3 s more for each file of usual length.
_START_SECONDS = 90
_FILE_SECONDS = 20
_MOST_MEMORY = 3 * 1024**3
_MOST_MADE = 200 * 1024 * 1024

_MAC_PROGRAM = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_RTF = b"{\\rtf"

# LibreOffice's names of the formats. Left to guess, it takes a damaged file for plain text and makes over its bytes.
_FORMATS = {".rtf": ("Rich Text Format",), ".doc": ("MS Word 97", "MS Word 95", "MS WinWord 6.0")}
_RTF_TYPE, _DOC_TYPE = "application/rtf", "application/msword"

# The settings of the profile: no macro runs, and nothing that a document only refers to is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFile:
    """A file of an old format, whole; ``digest`` is the sha256 of its bytes."""

    data: bytes

    @property
    def digest(self) -> str:
        """The sha256 of its bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def ending(self) -> str:
        """What its name must end in for LibreOffice."""
        return ".rtf" if self.data.startswith(_RTF) else ".doc"


def read(data: bytes, converted: Path | None) -> Reading:
    """Read an old Word or rich text file.

    Args:
        data: the whole file.
        converted: a folder where it may lie made over already.

    Raises:
        UnreadableFile: LibreOffice is not installed, or cannot make it over.
    """
    old = OldFile(data=data)
    made = None if converted is None else made_over(old.digest, converted)
    if made is None:
        if program() is None:
            called = "RTF (rik tekst)" if old.ending == ".rtf" else "det gamle Word-formatet (.doc)"
            raise UnreadableFile(Reason.MISSING_PROGRAM, f"Filen er i {called}.", way_out=how_to_install())
        with tempfile.TemporaryDirectory(prefix="referatsok-") as folder:
            make_over([old], Path(folder))
            made = made_over(old.digest, Path(folder))
    if made is None:
        raise UnreadableFile(
            Reason.DAMAGED,
            "Filen lar seg ikke åpne i LibreOffice.",
            way_out="Åpne den i Word, lagre den som .docx eller PDF, og les den inn på nytt.",
        )
    from ingest.readers import docx  # the process that hands out files asks this module too, and never parses

    media_type = _RTF_TYPE if old.ending == ".rtf" else _DOC_TYPE
    return replace(docx.read(made), media_type=media_type)


def made_over(digest: str, folder: Path) -> bytes | None:
    """The .docx that ``make_over`` made of the file with this digest; None when it made none."""
    path = folder / f"{digest}.docx"
    try:
        return path.read_bytes() if path.stat().st_size <= _MOST_MADE else None
    except OSError:
        return None


def make_over(files: Sequence[OldFile], into: Path) -> None:
    """Make .docx files, each named for the sha256 of what it was made of; those that fail are not there afterwards."""
    for ending, formats in _FORMATS.items():
        left = [file for file in files if file.ending == ending]
        for each in formats:
            left = [file for file in left if made_over(file.digest, into) is None]
            if left:
                _make_over(left, into, each)


def _make_over(files: Sequence[OldFile], into: Path, taken_for: str) -> None:
    found = program()
    if found is None:
        return
    with tempfile.TemporaryDirectory(prefix="referatsok-") as folder:
        profile, source = Path(folder, "profile"), Path(folder, "in")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source.mkdir()
        names = []
        for file in files:
            names.append(str(source / f"{file.digest}{file.ending}"))
            Path(names[-1]).write_bytes(file.data)
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        options.append(f"--infilter={taken_for}")
        command = [found, *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(into), *names]
        _run(command, _START_SECONDS + _FILE_SECONDS * len(files))


def program() -> str | None:
    """Where LibreOffice is; None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or (str(_MAC_PROGRAM) if _MAC_PROGRAM.exists() else None)


def how_to_install() -> str:
    """The command that installs it here, as a sentence."""
    if sys.platform == "darwin":
        command = "brew install --cask libreoffice"
    elif sys.platform == "win32":
        command = "winget install TheDocumentFoundation.LibreOffice"
    else:
        command = "sudo apt install libreoffice-writer-nogui"
    return f"Installer LibreOffice med «{command}» og les filen inn på nytt, eller lagre den som .docx eller PDF."


def _run(command: Sequence[str], seconds: int) -> None:
    process = subprocess.Popen(  # noqa: S603  a program of that name on the user's own path, and options of ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
    )
    if sys.platform == "linux":
        # The process that starts it may itself be held to less than LibreOffice needs.
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
            _, hard = resource.prlimit(process.pid, resource.RLIMIT_AS)
            most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
            resource.prlimit(process.pid, resource.RLIMIT_AS, (most, hard))
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and those it started: they are a group of their own."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
