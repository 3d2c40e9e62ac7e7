"""Makes click speak bokmål, through the gettext catalogue that click asks for its sentences."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
CLICK_DOMAIN = "messages"


def speak_norwegian() -> None:
    """Help and usage errors come in bokmål, whatever the machine's own language is."""
    os.environ["LANGUAGE"] = "nb"
    gettext.bindtextdomain(CLICK_DOMAIN, str(LOCALE))
