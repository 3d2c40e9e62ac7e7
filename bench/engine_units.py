"""A large archive out of nothing: documents of meetings by a seeded generator, for measuring engines.

Sentences come from a stock of frames filled with nouns that are drawn as words of a language are: few often, most
seldom, with compounds made on the spot, so that posting lists are as long and as uneven as in real minutes. Every third
meeting has its items in two papers, the notice and the protocol. The same seed gives the same documents, one by one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from functools import cache

from minutes.kinds import DecisionKind, DocumentKind, Language, NameKind, Origin
from minutes.model import AgendaItem, Decision, Document, MadeBy, Meeting, Mention, Name, Page, Source, Span
from minutes.vocabulary import load_vocabulary
from models.compounds import read_parts

SEED = 2021
ITEMS_A_MEETING = 9
STOCK = 30_000
"""Sentences in the stock. Enough that no two items are told in the same words, few enough to be analysed once."""

RARE_NOUNS = 12_000
COMPOUNDS = 0.12
"""How many of the nouns are made of two on the spot."""

COMMON = [
    "kommunen",
    "saken",
    "møtet",
    "planen",
    "rådmannen",
    "utvalget",
    "politiet",
    "skolen",
    "vedtaket",
    "budsjettet",
    "barnehagen",
    "vegen",
    "tiltaket",
    "ungdommen",
    "trafikken",
    "sikkerheten",
    "rapporten",
    "arbeidet",
    "helsetjenesten",
    "næringslivet",
    "reguleringen",
    "innbyggerne",
    "kvikkleira",
    "skadeverket",
    "forebyggingen",
    "narkotikaen",
    "volden",
    "mobbingen",
    "beredskapen",
    "brannvernet",
    "økonomien",
    "bemanningen",
    "eiendommen",
    "avtalen",
    "søknaden",
    "høringen",
    "kulturlivet",
    "idrettsanlegget",
    "vannforsyningen",
    "avløpet",
    "miljøet",
    "naturvernet",
    "reindriften",
    "samferdselen",
    "ferja",
    "kaia",
    "barnevernet",
    "skjenkingen",
    "bevillingen",
    "samarbeidet",
    "orienteringen",
    "årsmeldingen",
    "strategien",
    "kartleggingen",
    "undersøkelsen",
]
"""Nouns that stand in most minutes, most common first."""

FRAMES = {
    "{0} ble lagt fram av {1}, og {2} ble drøftet.": 1.0,
    "Det vises til {0} i forbindelse med {1}.": 1.0,
    "Utvalget ber om at {0} følges opp sammen med {1} innen utgangen av året.": 0.5,
    "{0} har økt det siste halvåret, særlig knyttet til {1}.": 1.0,
    "Det er behov for {0} og {1} før {2} kan behandles på nytt.": 1.0,
    "Ungdom under 18 år er særlig utsatt når {0} ikke er på plass.": 0.02,
    "{0} er ikke tatt med i {1}, men vurderes i neste periode.": 1.0,
    "Rådmannen orienterte om {0} og svarte på spørsmål om {1}.": 1.0,
    "Vold i nære relasjoner ble tatt opp sammen med {0}.": 0.02,
    "{0} skal kartlegges, og {1} rapporterer til utvalget hvert kvartal.": 0.5,
    "Kostnadene til {0} dekkes innenfor rammen av {1}.": 0.1,
    "Naboer har klaget på {0}; klagen gjelder {1} og {2}.": 0.2,
    "Kva som skjer med {0}, er avhengig av {1} og av korleis {2} blir følgt opp.": 0.5,
    "Saksbehandler viser til {0} fra 6. desember 2021 og til sak 13/02 om {1}.": 0.02,
}
"""What is said, and how often beside the others: fixed phrases stand in a few of a hundred items, as in real minutes."""

TITLES = ("{0}", "{0} og {1}", "Orientering om {0}", "Søknad om {0}", "Plan for {0}", "Høring: {0}", "{0} – status")
DECISIONS = (
    "{0} tas til orientering.",
    "Utvalget vedtar {0} slik den er lagt fram.",
    "{0} utsettes til {1} er avklart.",
)
BODIES = (
    "Kommunestyret",
    "Formannskapet",
    "Politirådet",
    "Utvalg for plan og miljø",
    "Utvalg for oppvekst",
    "Ungdomsrådet",
    "Eldrerådet",
    "Kontrollutvalget",
    "Administrasjonsutvalget",
    "Havnestyret",
)
FIRST = (
    "Fjell",
    "Vik",
    "Sol",
    "Lauv",
    "Grå",
    "Hest",
    "Øy",
    "Berg",
    "Stein",
    "Sand",
    "Elv",
    "Nes",
    "Ås",
    "Skog",
    "Tind",
)
LAST = ("dalen", "vika", "øya", "sund", "bygda", "moen", "lia", "fjorden")
FIRST_YEAR, YEARS = 2004, 20
MADE_BY = MadeBy(program="generator", model="none", vocabulary="none")


@cache
def _nouns() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The nouns and how often each is drawn, added up: the n-th a n-th as often as the first."""
    known = sorted(word for word in read_parts().weights if len(word) > 4 and word.isalpha())  # noqa: PLR2004 no particles
    rare = random.Random(SEED).sample(known, min(RARE_NOUNS, len(known)))
    nouns = (*COMMON, *rare)
    return nouns, tuple(itertools.accumulate(1 / (rank + 10) for rank in range(len(nouns))))


def rare_nouns() -> tuple[str, ...]:
    """Nouns of which any one stands in few items."""
    nouns, _ = _nouns()
    return nouns[len(COMMON) + 500 : 5000]


def _noun(chance: random.Random) -> str:
    nouns, weights = _nouns()
    drawn = chance.choices(nouns, cum_weights=weights, k=2)
    return f"{drawn[1]}s{drawn[0]}" if chance.random() < COMPOUNDS else drawn[0]


def _filled(frames: Sequence[str], chance: random.Random, weights: Sequence[float] | None = None) -> str:
    sentence = chance.choices(frames, weights)[0].format(_noun(chance), _noun(chance), _noun(chance))
    return sentence[0].upper() + sentence[1:]


@cache
def sentences() -> tuple[str, ...]:
    """The stock of sentences."""
    chance = random.Random(SEED)
    frames, weights = tuple(FRAMES), tuple(FRAMES.values())
    return tuple(_filled(frames, chance, weights) for _ in range(STOCK))


@cache
def _municipalities() -> tuple[str, ...]:
    return tuple(first + last for first in FIRST for last in LAST)


@cache
def _themes() -> tuple[str, ...]:
    return tuple(theme.id for theme in load_vocabulary().themes)


def documents(items: int, *, seed: int = SEED) -> Iterator[Document]:
    """Documents with so many items in all (a little over: no meeting is cut short)."""
    made = meeting = 0
    while made < items:
        for document in _meeting(random.Random(f"{seed}-{meeting}"), f"{seed}-{meeting}"):
            yield document
            made += len(document.items)
        meeting += 1


def _meeting(chance: random.Random, name: str) -> Iterator[Document]:
    municipality = _municipalities()[int(len(_municipalities()) * chance.random() ** 2)]
    body = BODIES[int(len(BODIES) * chance.random() ** 2)]
    date = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=int(chance.random() * 365 * YEARS))
    matters = [
        _matter(chance, f"{order}/{date:%y}") for order in range(1, chance.randint(3, 2 * ITEMS_A_MEETING - 3) + 1)
    ]
    kinds = [DocumentKind.PROTOKOLL]
    if chance.random() < 1 / 3:
        kinds.append(DocumentKind.INNKALLING)
    undated = chance.random() < 0.02  # noqa: PLR2004 as some papers are
    for kind in kinds:
        yield _document(
            f"{name}-{kind}",
            kind,
            municipality=municipality,
            body=body,
            date=None if undated else date,
            matters=matters,
        )


def _matter(chance: random.Random, number: str) -> AgendaItem:
    text = "\n".join(chance.choices(sentences(), k=4 + int(24 * chance.random() ** 2)))
    decided = (Decision(kind=DecisionKind.VEDTAK, text=_filled(DECISIONS, chance)),) if chance.random() < 0.5 else ()  # noqa: PLR2004
    themes = chance.choices(_themes(), k=int(4 * chance.random() ** 2))
    places = chance.choices(_municipalities(), k=int(3 * chance.random() ** 2))
    return AgendaItem(
        id=number,
        order=int(number.split("/", maxsplit=1)[0]),
        number=f"PS {number}",
        title=_filled(TITLES, chance),
        text=text,
        decisions=decided,
        mentions=tuple(Mention(theme=theme, why="generator") for theme in dict.fromkeys(themes)),
        names=tuple(Name(kind=NameKind.PLACE, name=place) for place in dict.fromkeys(places)),
    )


def _document(
    name: str,
    kind: DocumentKind,
    *,
    municipality: str,
    body: str,
    date: dt.date | None,
    matters: Sequence[AgendaItem],
) -> Document:
    id_ = hashlib.sha256(name.encode()).hexdigest()
    heading = f"{kind.capitalize()} {body} {municipality} {date:%d.%m.%Y}" if date else f"{kind.capitalize()} {body}"
    page = [heading]
    at = len(heading) + 1
    items = []
    for matter in matters:
        spans = (Span(page=1, start=at, end=at + len(matter.text), at=0),)
        items.append(_renamed(matter, f"{id_[:12]}-{matter.order}", spans))
        page.append(matter.text)
        at += len(matter.text) + 1
    return Document(
        id=id_,
        source=Source(path=f"/generator/{name}.txt", media_type="text/plain", bytes=at, sha256=id_),
        kind=kind,
        title=heading,
        language=Language.NB,
        municipality=municipality,
        municipality_origin=Origin.HEADING,
        body=body,
        meeting=Meeting(date=date, date_origin=Origin.HEADING if date else None),
        pages=(Page(number=1, text="\n".join(page)),),
        items=tuple(items),
        made_by=MADE_BY,
    )


def _renamed(matter: AgendaItem, id_: str, spans: tuple[Span, ...]) -> AgendaItem:
    return AgendaItem(
        id=id_,
        order=matter.order,
        number=matter.number,
        title=matter.title,
        text=matter.text,
        spans=spans,
        decisions=matter.decisions,
        mentions=matter.mentions,
        names=matter.names,
    )
