"""Which municipality or county a document is of: from its letterhead, else from what its text names most, with support.

The names (municipalities.toml) are facts; a name that is also a word, a first name or a surname counts only with support
(«i Lier kommune», «i Lier»), and no name counts inside a person's name. An unlisted name counts as «X kommune».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.heading.lines import Line
from ingest.heading.places import is_place
from ingest.heading.words import heading_words
from minutes.kinds import Origin
from minutes.model import Evidence
from minutes.tables import read_table

# What a kind of mention weighs. «X kommune» settles a municipality; two «i X» outweigh a neighbour named in passing.
_OWN_NAME, _PLACE_AND_DATE, _WEB_ADDRESS, _AFTER_PREPOSITION, _IN_PASSING = 5, 4, 4, 2, 1

# The least that settles it: a single mention in passing of an unambiguous name does not.
_LEAST_SUPPORT = 2

# What stands after a municipality's name, in Norwegian and Sámi: "Lier kommune", "Ulvik herad", "Deanu gielda".
_MUNICIPAL = (
    r"(?:kommun(?:e|es|en|ens|ale|alt|al)|herad(?:s|et)?|suohkan(?:a)?|gielda|gjeld|tjïelte|kunta|komuuni"
    r"|(?:bystyre|kommunestyre|heradsstyre|herredsstyre)(?:ts?)?|(?:formannskap|rådhus|politiråd|eldreråd|ungdomsråd)(?:ets?)?)"
)
_COUNTY = (
    r"(?:fylkeskommun(?:e|es|en)|fylkesting(?:et)?|fylkesutvalg(?:et)?|fylkesutval(?:et)?|fylkkagielda|fylhkentjïelte)"
)

_CAPITAL = "A-ZÆØÅÁČĐŊŠŦŽÄÖ"
# A longer word is no name; without a limit a page of letters and strokes would be gone through from each of them.
NAME = rf"[{_CAPITAL}][\wæøåáčđŋšŧž-]{{1,40}}"

# What stands around a name is looked for this near: the longest words before and after are half of it.
_NEAR = 120

# Any name before "kommune": "Elvenes kommune", "Øvre Elvenes kommunes".
_OF_ANY_NAME = re.compile(
    rf"(?<![\w-])(?P<name>{NAME}(?: (?:og |i |på )?{NAME}){{0,2}})\s+(?:(?P<county>fylkes)?kommunes?|herads?)(?!\w)"
)

# A council names its municipality: "Formannskapet i Elvenes" as a title.
_COUNCIL_OF = re.compile(
    r"(?i:kommunestyret|formannskapet|bystyret|heradsstyret|herredsstyret|politirådet|politiråd) i "
    rf"(?P<name>{NAME}(?: {NAME})?)(?=\W*$|\s+\d)"
)

# The same in a sentence: "Politirådet i Elvenes møttes tirsdag".
_COUNCIL_IN = re.compile(
    rf"(?i:kommunestyret|formannskapet|bystyret|heradsstyret|herredsstyret|politirådet|ordføreren|ordføraren)"
    rf" i (?P<name>{NAME})(?=\s+[a-zæøå]|[.,])"
)

# Words that open a sentence before a name: "For Elvenes kommune", "Både Elvenes kommune og".
_OPENERS = re.compile(
    r"(?:For|Fra|Frå|I|Til|På|Av|Ved|Om|Med|Både|Alle|Hele|Heile|Denne|Vår|Som|At|Når|Da|Og|Men|Hvis|Dersom|Etter|Ordfører|Ordføreren|Rådmann|Rådmannen|Ordførar|Ordføraren|Kommunedirektør|Møte|Møteprotokoll|Protokoll|Referat|Innkalling|Sakspapirer|Hver|Kvar|Den|Dei|De|Ein|En|Et|Hos|Mot|Under|Over|Mellom)\s+(?=\S)"
)
# Not a municipality's own name: "Denne kommune", "Norske kommuner".
_NO_NAME = frozenset(
    {"denne", "hver", "norges", "norske", "egen", "eigen", "vår", "vårt", "ny", "nye", "hele", "heile"}
)
_NO_NAME |= {"andre", "samme", "same", "hvilken", "kva", "annen", "anna", "ingen", "interkommunal", "primær", "din"}

# A place and a date as a letter ends: "Lier, 29.01.2004", "Lier den 5. mai 2009".
_BEFORE_DATE = r"(?=,?\s+(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]{3,9})\s?\d{2,4})"

# A line that is nothing else: "Elvenes, 27.02.03", "Øvre Elvenes den 5. mai 2009".
_SIGNED = re.compile(
    rf"\W*(?P<name>{NAME}(?: {NAME})?)(?:,?\s+den\s+|,\s*)\d{{1,2}}\.\s?(?:\d{{1,2}}\.|[a-z]{{3,9}})\s?\d{{2,4}}\W*"
)

# A web or post address: "www.lier.kommune.no", "post@sor-varanger.kommune.no".
_ADDRESS = re.compile(r"(?<![\w-])([a-zæøå0-9-]{1,60})\.(kommune|herad|fylkeskommune)\.no", re.IGNORECASE)

# The state's offices bear a county's name and are not the county: "Fylkesmannen i Finnmark".
_STATE_OFFICE = re.compile(
    r"(?:fylkesmannen|statsforvalteren|statsforvaltaren|politidistrikt|fylkeslege\w*|helse|sykehuset)\s+i\s+$",
    re.IGNORECASE,
)

_PREPOSITION = re.compile(r"(?<!\w)(?:i|på|fra|frå|til|ved|hos|rundt|innbyggerne i)\s+$", re.IGNORECASE)
_BODY_IN = re.compile(
    r"(?:kommunestyret|formannskapet|bystyret|heradsstyret|herredsstyret|ordfører\w*|ordførar\w*|rådmann\w*|politirådet|politiråd|kommunen|eldrerådet|ungdomsrådet|utvalget|utvalet|rådet|styret)\s+(?:i|på)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The names known: each with the Norwegian name it stands for."""

    municipalities: dict[str, str]
    counties: dict[str, str]
    common: frozenset[str]
    pattern: re.Pattern[str]
    addresses: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A municipality or county, where it was found, and the mention that settled it."""

    name: str
    origin: Origin
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Tally:
    """How much a name is supported, and its best mention."""

    weight: int = 0
    supported: int = 0
    best: int = 0
    evidence: tuple[Evidence, ...] = ()
    mentions: int = field(default=0)

    def add(self, weight: int, line: Line, start: int, end: int) -> None:
        self.weight += weight
        self.mentions += 1
        self.supported += weight > _IN_PASSING
        if weight > self.best:
            self.best, self.evidence = weight, line.evidence(start, end)


@cache
def load_places() -> Places:
    """The names of municipalities.toml, with a pattern that finds them all."""
    data = read_table("ingest.heading", "municipalities.toml")
    names = {name: name for group in data["municipalities"].values() for name in group}
    names |= {name: name for name in data["since_1999"]} | data["aliases"]
    counties = {name: name for name in data["counties"] if name not in names} | data["county_aliases"]
    words = sorted([*names, *counties], key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(s?)(?![\w-])")
    addresses = {spelled(name): told for name, told in (counties | names).items()}
    return Places(
        municipalities=names, counties=counties, common=frozenset(data["common"]), pattern=pattern, addresses=addresses
    )


def spelled(name: str) -> str:
    """A name as web addresses and file names spell it: «Sør-Varanger» -> «sor-varanger»."""
    return name.casefold().replace("æ", "ae").translate(str.maketrans("øåáčš ", "oaacs-"))


def find_in_letterhead(lines: Sequence[Line]) -> Found | None:
    """A municipality or county that a line of the heading names as the sender.

    Args:
        lines: the first lines of a document.
    """
    for line in lines:
        for name, start, end in _sender(line.text):
            return Found(name=name, origin=Origin.HEADING, evidence=line.evidence(start, end))
    return None


# A sender's line is a title at most: "LIER KOMMUNE", "Referat fra møte i politirådet i Lier kommune".
_MOST_WORDS = 9
_MOST_LETTERS = 300


# A letterhead in capitals on the line of other things: "ØVRE ELVENES KOMMUNE MØTEBOK Skulestyret".
_IN_CAPITALS = re.compile(rf"^\W*(?:[{_CAPITAL}-]+\s+){{1,3}}(?:FYLKES)?KOMMUNE(?!\w)")


def _sender(text: str) -> Iterator[tuple[str, int, int]]:
    places = load_places()
    cased = text.title() if text.isupper() else text
    if len(cased) > _MOST_LETTERS or len(cased.split()) > _MOST_WORDS or cased.rstrip().endswith("."):
        return
    for match in places.pattern.finditer(cased):
        rest = cased[match.end() : match.end() + _NEAR]
        if re.match(rf"\s+{_MUNICIPAL}(?!\w)", rest, re.IGNORECASE) and match[1] in places.municipalities:
            yield places.municipalities[match[1]], match.start(), match.end()
        if re.match(rf"\s+{_COUNTY}(?!\w)", rest, re.IGNORECASE):
            yield places.counties.get(match[1], match[1]), match.start(), match.end()
        if _BODY_IN.search(_before(cased, match.start())) and match[1] in places.municipalities:
            yield places.municipalities[match[1]], match.start(), match.end()
    council = _COUNCIL_OF.search(cased)
    if council and places.pattern.fullmatch(council["name"]) is None:
        yield council["name"], council.start("name"), council.end("name")
    cased = _IN_CAPITALS.sub(lambda match: match.group().title(), cased)
    for match in _OF_ANY_NAME.finditer(
        cased.replace(" Kommune", " kommune").replace(" Fylkeskommune", " fylkeskommune")
    ):
        name = _own_name(match["name"])
        if name:
            yield name, match.end("name") - len(name), match.end("name")


def infer(paragraphs: Iterable[Line], *, of_county: bool) -> Found | None:
    """The municipality, or county, that a text supports most; the first named of equals.

    Args:
        paragraphs: the text of the document.
        of_county: whether the document is a county's (its body is one): then counties come first.
    """
    municipalities: dict[str, _Tally] = {}
    counties: dict[str, _Tally] = {}
    for line in paragraphs:
        _count(line, municipalities, counties)
    first, second = (counties, municipalities) if of_county else (municipalities, counties)
    name = _most_supported(first) or _most_supported(second)
    if name is None:
        return None
    tally = first.get(name) or second[name]
    return Found(name=name, origin=Origin.INFERRED, evidence=tally.evidence)


def _most_supported(tallies: dict[str, _Tally]) -> str | None:
    common = load_places().common
    fit = {
        name: tally
        for name, tally in tallies.items()
        if tally.weight >= _LEAST_SUPPORT
        and (name not in common or tally.best > _AFTER_PREPOSITION or tally.supported > 1)
    }
    return max(fit, key=lambda name: fit[name].weight, default=None)


def _count(line: Line, municipalities: dict[str, _Tally], counties: dict[str, _Tally]) -> None:
    places = load_places()
    text = line.text
    for match in places.pattern.finditer(text):
        name, start, end = match[1], match.start(), match.end()
        if match[2] and not re.match(r"\s", text[end : end + 1] or " "):
            continue
        if re.match(rf"\s+{_COUNTY}(?!\w)", text[end : end + _NEAR], re.IGNORECASE):
            counties.setdefault(places.counties.get(name, name), _Tally()).add(_OWN_NAME, line, start, end)
        elif name in places.municipalities:
            weight = _weight(text, start, end, common=name in places.common)
            if weight:
                municipalities.setdefault(places.municipalities[name], _Tally()).add(weight, line, start, end)
        elif not _STATE_OFFICE.search(_before(text, start)) and _PREPOSITION.search(_before(text, start)):
            counties.setdefault(places.counties[name], _Tally()).add(_IN_PASSING, line, start, end)
    _count_unlisted(line, municipalities, counties)
    for match in _ADDRESS.finditer(text):
        known = places.addresses.get(spelled(match[1]))
        if known:
            tallies = counties if match[2].casefold() == "fylkeskommune" else municipalities
            tallies.setdefault(known, _Tally()).add(_WEB_ADDRESS, line, match.start(1), match.end(1))


def _count_unlisted(line: Line, municipalities: dict[str, _Tally], counties: dict[str, _Tally]) -> None:
    """Names before «kommune» that the list does not have."""
    places = load_places()
    for match in _OF_ANY_NAME.finditer(line.text):
        name = _own_name(match["name"])
        if name and not places.pattern.fullmatch(name) and not places.pattern.search(match["name"]):
            tallies = counties if match["county"] else municipalities
            tallies.setdefault(name, _Tally()).add(_OWN_NAME, line, match.end("name") - len(name), match.end("name"))
    for match in _COUNCIL_IN.finditer(line.text):
        name = match["name"]
        if not is_place(name) and not places.pattern.search(name):
            municipalities.setdefault(name, _Tally()).add(_AFTER_PREPOSITION, line, *match.span("name"))
    signed = _SIGNED.fullmatch(line.text)
    if signed and not is_place(signed["name"]) and not places.pattern.search(signed["name"]):
        municipalities.setdefault(signed["name"], _Tally()).add(_PLACE_AND_DATE, line, *signed.span("name"))


def _before(text: str, start: int) -> str:
    """The nearest words before a place in a text."""
    return text[max(0, start - _NEAR) : start]


def _own_name(words: str) -> str | None:
    """The name in the words before "kommune", without what opens the sentence; None if nothing is left."""
    while (opened := _OPENERS.sub("", words, count=1)) != words:
        words = opened
    first, _, rest = words.partition(" ")
    if rest and first.casefold() in heading_words().bodies.councils:
        words = rest  # «POLITIRÅD ELVENES KOMMUNE»
    known = [match for match in load_places().pattern.finditer(words) if match.end() == len(words)]
    if known:
        return load_places().municipalities.get(known[0][1])
    words = words.rsplit(" i ", 1)[-1]  # «Politirådet i Elvenes»
    return None if words.casefold() in _NO_NAME else words


def _weight(text: str, start: int, end: int, *, common: bool) -> int:
    """What a mention of a municipality's name at ``text[start:end]`` weighs; 0 where it is likely another word."""
    before, after = _before(text, start), text[end : end + _NEAR]
    if re.match(rf"\s+{_MUNICIPAL}(?!\w)", after, re.IGNORECASE) or _BODY_IN.search(before):
        return _OWN_NAME
    if re.match(_BEFORE_DATE, after) and not re.search(r"\w\s*$", before):
        return _PLACE_AND_DATE
    preposition = _PREPOSITION.search(before)
    if re.match(rf"[ ]+(?:{NAME}|[{_CAPITAL}]\.)", after):
        return 0  # "Lund Hansen", "Os Sportsklubb"
    if preposition:
        return _AFTER_PREPOSITION
    if re.search(rf"(?:{NAME}|[{_CAPITAL}]\.)[ ]+$", before) or common:
        return 0  # "Kari Lund", or a plain word
    return _IN_PASSING
