"""The names of the months, the same in both written forms."""

from __future__ import annotations

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
