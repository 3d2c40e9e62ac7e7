"""What every section is written with: the material, the cleaning of texts, and the numbering of proof."""

from __future__ import annotations

from dataclasses import dataclass

from search.dossier.cleaning import Cleaner
from search.dossier.material import Material
from search.dossier.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """See the parts."""

    material: Material
    cleaner: Cleaner
    proof: Proof


def reference(*numbers: int | None) -> str:
    """«[12]» or «[12] [40]», by which a table refers to the evidence; empty where there is none."""
    return " ".join(dict.fromkeys(f"[{number}]" for number in numbers if number))
