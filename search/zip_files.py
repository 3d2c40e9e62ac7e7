"""Office files are ZIP archives; here they are made so that the same content is the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

# When openpyxl says a workbook was made and changed: "<dcterms:modified ...>2026-01-01T12:00:00Z</dcterms:modified>".
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def with_fixed_times(content: bytes, moment: dt.datetime) -> bytes:
    """The same archive with this time on every file in it, and in the document's own properties."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(buffer, "w") as made:
        for entry in given.infolist():
            data = given.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", data)
            fixed = zipfile.ZipInfo(entry.filename, moment.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            fixed.create_system = 3  # the same on every system
            made.writestr(fixed, data)
    return buffer.getvalue()
