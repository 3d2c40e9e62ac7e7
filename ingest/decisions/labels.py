"""The labels that part an item: recommendation, treatment, voting, decision, and the parts of the case paper.

A label opens a line. It ends with a colon or with the line, and between its words and its end stands nothing but whose it
is, when, and how it was voted: "Kommunestyrets vedtak, mot 3 st.:", "Vedtak i Formannskapet 16.03.2021:", "VEDTAK".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from ingest.agenda.words import alternatives
from minutes.months import MONTHS
from minutes.tables import read_table


class Part(Enum):
    """What a label opens."""

    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    TREATMENT = "treatment"
    VOTING = "voting"
    PAPER = "paper"
    MOTION = "motion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: what it opens, whose it is (as written), what else it says (a date, a vote), and where its line goes on."""

    part: Part
    owner: str = ""
    tail: str = ""
    end: int


@cache
def decision_words() -> dict[str, Any]:
    """All of decisions.toml."""
    return read_table("ingest.decisions", "decisions.toml")


# Whose it is, before the label: "Formannskapets", "Kommunestyret s", "Rådmannen sitt", "FS-12/21", "SP -", "HO-".
_BEFORE = (
    r"(?:(?P<before>(?-i:[A-ZÆØÅ])[^.:;?!\n\t]{1,70}?)(?:\s?['’]?s|\s+si(?:n|tt|ne)?|\s+sin)\s+"
    r"(?:enstemmige\s+|samrøystes\s+|endelige\s+)?"
    r"|(?P<code>(?-i:[A-ZÆØÅ]{1,6})(?:[ -]{0,2}\d{1,4}/\d{2,4})?(?:\s*[-–:]\s*|\s+)))?"
)

# Whose it is, after the label: "i Formannskapet", "fra kommunedirektøren", "frå utval for oppvekst".
_AFTER = r"(?:\s+(?-i:i|fra|frå|av|overfor|til|I|FRA|FRÅ|AV|OVERFOR|TIL)\s+(?P<after>[^:\n]{2,90}?))?"

# What may still stand before the colon: dates, numbers, how it was voted, in which meeting.
_TAIL_WORDS = (
    r"(?:enst\w*\.?|einst\w*\.?|samr\w*\.?|mot|i\s?mot|for|st\w{0,7}\.?|røyst\w*\.?|sak\w*|nr|i|den|møte\w*|av|og|med|fra"
    r"|vedtatt|vedteke|(?:tiltres|tiltrådt|tiltrådd)(?=[^\n]*:)|votering|kl|til|alternativ|uendret|\d[\d./:-]*|[IVX]+"
    rf"|{'|'.join(MONTHS)})"
)
# Blanks are never given back: which word a blank belongs to would else be tried in all ways.
_TAIL = rf"(?P<tail>(?:\s*+(?:[,(–-]\s*+)?(?<!\w)(?:{_TAIL_WORDS})\b\.?(?:\s*\))?){{0,12}}(?:\s*\([^()\n]{{2,60}}\))?)"

# A part's number: "III ", "VI. ", "2.1 ".
_LEAD = r"(?:(?:(?-i:(?P<roman>[IVX]{1,4}))\.?|[\d.]+)\s+)?"

# After a Roman number the text may follow at once: "VI Landstinget sitt vedtak Planen vert vedteken."
_END = r"\s*(?P<end>:|$|(?(roman)(?<=\s)(?=(?-i:[A-ZÆØÅ]))|(?!)))"

# A label that stands alone on its line may do without a colon when it is no longer than this: "Behandling", "VEDTAK".
_MOST_BARE = 80

# No label is longer; what follows it on its line is not looked at.
_MOST_OPENING = 600

# "... la fram følgende forslag:", "... fremmet følgende alternative forslag:", "... fremmet forslag om utsettelse:".
_MADE_MOTION = re.compile(
    r"[A-ZÆØÅ][^:\n]{1,120}?\b(?:fremm?et|fremma|fremjet|fremja|foreslo|foreslår|føreslo|la\s+(?:fram|frem)|sette\s+fram|satte\s+fr[ae]m|fremsatte|framsatte|framla|fremla|kom\s+med|leverte|rettet|retta"
    r"|gjorde\s+(?:\w+\s+)?framlegg)\b[^:\n]{0,90}:"
)

# "Lederen fremmet valgstyrets innstilling:" brings another body's recommendation in.
_CARRIED = re.compile(r"[A-ZÆØÅ][^:\n]{1,80}?\bfremmet\s+(?P<owner>[\wæøå -]{4,50}?)s\s+(?:innstilling|tilråding)\s*:")


# "Rådmannens forslag:" is a recommendation, "Formannskapets forslag:" a proposal made in the meeting.
_OWN_PROPOSAL = re.compile(
    r"(?P<owner>(?-i:[A-ZÆØÅ])[\w -]{2,50}?)(?:s|\s+sitt)\s+(?:forslag|framlegg)\s*:", re.IGNORECASE
)


# A proposal's heading without a colon: "Forslag 2", "Tilleggsforslag fra SV", "Alternativt forslag fremmet av Eva Vik (H)".
_BARE_MOTION = re.compile(
    r"(?:(?:Alternativt|Felles|Omforent|Nytt)\s+)?(?:[A-ZÆØÅ][a-zæøå]*)?(?:[Ff]orslag|[Ff]ramlegg)"
    r"(?:\s+(?:nr\.?\s*)?(?:\d{1,2}|[A-F]))?(?:(?:\s+|\s*[–-]\s*)(?:(?:fremmet|fremja|fremsatt|framsatt)\s+)?(?:fra|frå|av|v/)\s*[A-ZÆØÅ][^.:;\n]{0,70})?\)?$"
)


@cache
def _patterns() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    labels = decision_words()["labels"]
    order = (Part.RECOMMENDATION, Part.DECISION, Part.VOTING, Part.TREATMENT)
    found = [
        (
            part,
            re.compile(
                rf"{_LEAD}{_BEFORE}(?P<word>{alternatives(labels[part.value])}){_AFTER}{_TAIL}{_END}",
                re.IGNORECASE | re.MULTILINE,
            ),
        )
        for part in order
    ]
    paper = re.compile(
        rf"{_LEAD}(?P<word>{alternatives(labels['paper'])})(?:\s+og\s+\w+)?{_END}",
        re.IGNORECASE,
    )
    motion = re.compile(
        rf"(?P<word>{alternatives(labels['motion'])})\b(?P<tail>[^:\n]{{0,140}}?)(?P<end>:|$)", re.IGNORECASE
    )
    return (*found, (Part.PAPER, paper), (Part.MOTION, motion))


# "Formannskapet har behandlet saken i møte 03.05.2022 sak 40/22".
_HAS_TREATED = re.compile(
    r"(?P<owner>[A-ZÆØÅ][^.:\n]{3,70}?)\s+(?:har\s+)?(?:behandlet|behandla|handsama)\s+saken?a?\s+i\s+møte(?:t)?\s+(?P<tail>[^\n]{0,60})$"
)


# A body and a day open what was done there: "FORMANNSKAPET 18.05.2004:", "Utvalg for teknikk 4. mai 2004, sak 12/04:".
_BODY_AND_DAY = re.compile(
    rf"(?P<owner>[A-ZÆØÅ][^.:;\d\n]{{3,60}}?),?\s+(?P<tail>(?:den\s+)?(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{2,4}}|\d{{1,2}}\.\s(?:{'|'.join(MONTHS)})\s\d{{4}})"
    r"(?:,?\s+sak\s+[\w /-]{3,14})?)\s*:$",
    re.IGNORECASE,
)


def find_label(line: str) -> Label | None:
    """The label that a line opens with, if it does."""
    line = line.rstrip()
    return _label_of(line if len(line) <= _MOST_OPENING else f"{line[:_MOST_OPENING]}…")


@lru_cache(maxsize=2048)
def _label_of(line: str) -> Label | None:
    """The same of a line without its end; each step of reading a paper asks for the labels of its lines anew."""
    if carried := _CARRIED.match(line):
        return Label(part=Part.RECOMMENDATION, owner=carried["owner"], end=carried.end())
    for part, pattern in _patterns():
        found = pattern.match(line)
        if found is None or (not found["end"] and found.end() == len(line) > _MOST_BARE):
            continue
        label = _label(part, found)
        if label is not None:
            return label
    treated = _HAS_TREATED.match(line) or _held(line)
    if treated is not None:
        return Label(part=Part.TREATMENT, owner=treated["owner"], tail=treated["tail"], end=len(line))
    if made := _OWN_PROPOSAL.match(line):
        part = Part.RECOMMENDATION if officer(made["owner"]) or is_chair(made["owner"]) else Part.MOTION
        return Label(part=part, owner=made["owner"], end=made.end())
    made = _MADE_MOTION.match(line) or _BARE_MOTION.match(line)
    if made and (owner := _brings_recommendation(made.group())):
        return Label(part=Part.RECOMMENDATION, owner=owner, end=made.end())
    return Label(part=Part.MOTION, end=made.end()) if made else None


def _held(line: str) -> re.Match[str] | None:
    """A line that is a body's name and a day and nothing else: not "Møte i formannskapet 18.05.2004:"."""
    found = _BODY_AND_DAY.match(line) if line.endswith(":") else None
    words = found["owner"].casefold().split() if found else []
    return found if words and "i" not in words and (is_body(words[0]) or is_body(words[-1])) else None


# "Hovedkomiteen fremmet følgende innstilling ved saksordfører Kari Lia:", "Kommunedirektøren la fram slik tilråding:".
_OWN_RECOMMENDATION = re.compile(
    r"(?P<owner>[A-ZÆØÅ][^:\n,]{2,60}?)\s+(?:\w+\s+(?=fr[ae]m))?(?:fremm?et|fremma|fremja|la|kom)\s+(?:(?:fram|frem|med)\s+)?"
    r"(?:\w+\s+){0,2}(?:innstilling|tilråding)\b"
)


def _brings_recommendation(line: str) -> str | None:
    """The body or officer that brings in a recommendation of its own by such a line."""
    found = _OWN_RECOMMENDATION.match(line)
    return found["owner"] if found and (is_body(found["owner"]) or officer(found["owner"])) else None


def is_chair(owner: str) -> bool:
    """Whether a proposal's owner leads the body: before the treatment it is a recommendation, in it a motion."""
    return owner.casefold() in decision_words()["officers"]["chairs"]


def officer(owner: str) -> bool:
    """Whether a recommendation's owner is an officer and not a body: "Rådmannen"."""
    return _officers().match(owner) is not None


@cache
def _officers() -> re.Pattern[str]:
    words = decision_words()["officers"]
    title = rf"(?:[\w-]+\s+)?[\w-]*(?:{alternatives(words['endings'])})(?:s|ens)?(?!\w)"
    return re.compile(rf"(?:{alternatives(words['words'])})|{title}", re.IGNORECASE)


def _label(part: Part, found: re.Match[str]) -> Label | None:
    groups = found.groupdict()
    word = found["word"]
    before, after = (groups.get("before") or "").strip(), (groups.get("after") or "").strip()
    if part in (Part.MOTION, Part.PAPER):
        bare = not found["end"]
        if bare and (part is Part.MOTION or not word[0].isupper()):
            return None
        return Label(part=part, tail=groups.get("tail") or "", end=found.end())
    if not found["end"] and not _stands_alone(word, before, after, found.string):
        return None
    if _has_verb(before) or (word.casefold() in _STATEMENTS and not (found["end"] and is_body(before or after))):
        return None
    if unanimous(before):
        return Label(part=part, owner=after, tail=before, end=found.end())
    said = word if unanimous(word) else ""
    return Label(part=part, owner=before or after, tail=f"{said} {after} {groups.get('tail') or ''}", end=found.end())


# A name of a body or office holds no verb: "Ordføreren fremmet administrasjonens" is a sentence.
_VERB = re.compile(
    r"\b(?:fremm?et|fremma|fremmer|ble|blir|vart|er|var|viser|ba|ber|tar|tok|har|gjelder|etter|ved|over|satt|sett|satte|sette)\b",
    re.IGNORECASE,
)


def _has_verb(owner: str) -> bool:
    return _VERB.search(owner) is not None


# What a council of advice decides; without the council before or after it, it is anybody's: "Eldrerådets uttalelse:".
_STATEMENTS = frozenset({"uttalelse", "høringsuttalelse", "uttale", "høyringsuttale", "fråsegn", "høyringsfråsegn"})

# Words that say how it went when they stand alone in a cell; only a colon makes them labels.
_STATES = frozenset({"vedtatt", "vedteke", "vedtek"})

# "Enstemmig", "Samrøystes", "Einstemmig", "enst.", "samr.".
_UNANIMOUS = re.compile(
    r"\b(?:enstemmi\w*|e(?:i)?nst\b|einstemmi\w*|samrøystes?|samr\b|samstemmi\w*)|\balle\s+(?:stemte|røysta|var)\s+for\b|\(alle\)",
    re.IGNORECASE,
)


def unanimous(text: str) -> bool:
    """Whether a text says that all voted for."""
    return _UNANIMOUS.search(text) is not None


def _stands_alone(word: str, before: str, after: str, line: str) -> bool:
    """Whether a label without a colon is one: nothing else on the line, or whose it is and a date or a body's name."""
    if (not word[0].isupper() and not before) or word.casefold() in _STATES:
        return False
    if not after:
        return True
    return is_body(after) or officer(after) or re.search(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}", line) is not None


@cache
def _body_pattern() -> re.Pattern[str]:
    endings = alternatives(decision_words()["bodies"]["endings"])
    return re.compile(rf"\w*(?:{endings})s?\b", re.IGNORECASE)


def is_body(text: str) -> bool:
    """Whether a text names a body by the way such names end."""
    return _body_pattern().search(text) is not None


def body_at_start(text: str) -> str:
    """The name of a body that a text begins with, or all of a short text that names none."""
    found = _body_pattern().search(text)
    if found is not None:
        return text[: found.end()].strip() if found.end() <= _LONGEST_OWNER else ""
    return text.strip() if officer(text) else ""


_LONGEST_OWNER = 60


def core(name: str) -> str:
    """A name of a body without its endings, for comparison: "Kommunestyrets", "kommunestyre" and "Kommunestyret" are one."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(re.sub(r"(?:(?:ets?|ens?|as?|e)s?|s)$", "", word) if len(word) > 4 else word for word in words)  # noqa: PLR2004 - short words have no endings to lose
