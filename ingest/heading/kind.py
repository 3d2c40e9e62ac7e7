"""What sort of paper a document is, its title as printed, and whether it is bokmål or nynorsk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.blocks import BlockKind
from ingest.heading.bodies import find_bodies
from ingest.heading.lines import Line
from ingest.heading.words import heading_words
from minutes.kinds import DocumentKind, Language
from minutes.model import Evidence

# A title is short; a sentence that begins with the same word is not.
_LONGEST_TITLE = 110

# What makes a notice case papers: an account of a case with its proposal, after the agenda.
_CASE_PAPER = re.compile(
    r"^\W*(?:saksutredning|saksutgreiing|(?:forslag|framlegg) til (?:vedtak|uttale)|vurdering"
    r"|[\wæøå]+s? (?:innstilling|forslag til vedtak|tilråding))\b[^.]{0,20}:?\s*$|^saksfr[ea]mlegg",
    re.IGNORECASE,
)

# A case protocol of today: "Formannskapets behandling av sak 12/2026 i møte den 20.05.2026".
# or "Behandling i Kommunestyret 20.06.2023 sak 45/23".
_TREATMENT = re.compile(
    r"(?:behandling|handsaming) av sak \d+/\d+|^(?:saksprotokoll|møtebehandling|møtehandsaming)"
    r"|^(?:behandling|handsaming) i [^:]{3,80}\bsak(?:snr\.?)? (?:[A-ZÆØÅ]{2,4} )?\d+/\d+",
    re.IGNORECASE,
)

# A notice that calls itself nothing: "Det innkalles til møte i kommunestyret", "Du blir kalla inn til møte".
CALLS = re.compile(
    r"\b(?:innkalles|innkallast|kalles|kallast|kalt|kalla|kaller|kallar)\s+"
    r"(?:herved\s+|med dette\s+)?(?:inn\s+)?til\s+(?:\w+\s+)?\w*møte\b",
    re.IGNORECASE,
)

# Direct speech and the marks of a web page: "– Vi er glade, sier", "Publisert", "Foto:", "Til toppen".
_SPEECH = re.compile(
    r"^\s*[–—-]\s+[A-ZÆØÅ«“\"]|\b(?:sier|seier|sa|forteller|fortel)\s+[A-ZÆØÅ]"
    r"|\s[–-]\s[A-ZÆØÅ][^–]{20,}[.!?]|^\s*«[^»]{15,}»"
)
_WEB_MARK = re.compile(
    r"^(?:publisert|sist (?:endret|oppdatert|endra)|foto:|til toppen|del på|les (?:også|hele|mer|meir|sakspapirene)"
    r"|skriv ut|av\s[A-ZÆØÅ]\w+ [A-ZÆØÅ]\w+\s*$)|klikk for stort bilde",
    re.IGNORECASE,
)

# A plan or a report has numbered chapters: "1.0 INNLEDNING", "2.1 Rammer".
_CHAPTER = re.compile(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÆØÅ]")
_MOST_CHAPTERS = 2
_LONGEST_ARTICLE = 25_000
_LEAST_PROSE = 0.5
_SENTENCE = re.compile(r"[a-zæøå»)][.!?]\s*$|[a-zæøå][.!?]\s+[A-ZÆØÅ]")

_WORD = re.compile(r"[a-zæøåéòô]+", re.IGNORECASE)

# The least share of common Norwegian words, and the least number of telling ones, that a language is named on. Lists of
# names and agendas in capitals have few: the development notice that has fewest has 0.09 and three.
_LEAST_NORWEGIAN = 0.08
_LEAST_TELLING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKind:
    """The kind, and the line that says so; ``title`` is that line as printed."""

    kind: DocumentKind | None
    title: str | None = None
    line: Line | None = None
    evidence: tuple[Evidence, ...] = ()


def find_kind(
    lines: Sequence[Line],
    following: Sequence[Line],
    *,
    file_name: str,
    has_form: bool = False,
    has_attendance: bool = False,
    body: str | None = None,
) -> FoundKind:
    """The kind by the word printed in the heading, else by the form of the text.

    Args:
        lines: the lines of the heading (some dozens where its end is unknown).
        following: the lines of the whole document.
        file_name: the last resort: "moteprotokoll_08.03.05.docx".
        has_attendance: whether the heading has a list of those present; a form without one is a notice.
        body: the body that the form names; some bodies' minutes are protocols though they do not say so.
        has_form: whether the heading has labels of a meeting (date, place, present).
    """
    printed = _printed(lines)
    if printed:
        kind = printed.kind
        if kind is DocumentKind.INNKALLING and any(_CASE_PAPER.search(line.text) for line in following):
            kind = DocumentKind.SAKSPAPIRER
        return FoundKind(kind=kind, title=printed.title, line=printed.line, evidence=printed.evidence)
    if any(CALLS.search(line.text) for line in lines):
        return FoundKind(kind=DocumentKind.INNKALLING, title=_first_title(following))
    if any(_TREATMENT.search(line.text) for line in following[:5]):
        return FoundKind(kind=DocumentKind.PROTOKOLL, title=following[0].text[:_LONGEST_TITLE], line=following[0])
    if has_form:
        minutes = DocumentKind.PROTOKOLL if _of_protocols(body) else DocumentKind.REFERAT
        likely = minutes if has_attendance or not _has_agenda(following) else DocumentKind.INNKALLING
        return FoundKind(kind=_named(file_name) or likely, title=_first_title(following))
    if is_article(following):
        return FoundKind(kind=DocumentKind.ARTIKKEL, title=_first_title(following))
    return FoundKind(kind=None, title=_first_title(following))


@cache
def _kind_pattern() -> tuple[tuple[DocumentKind, re.Pattern[str]], ...]:
    patterns = []
    for kind, group in heading_words().kinds.items():
        words = "|".join(sorted(map(re.escape, group.words), key=len, reverse=True))
        # The word opens the title, or is the last part of a compound in it, or stands last: "Politirådsreferat",
        # "Formannskapet – møteprotokoll". What follows must not make it a matter: "Referat godkjennes".
        patterns.append(
            (
                DocumentKind(kind),
                re.compile(
                    rf"^\W*(?:\d+\s+)?(?:[\wæøå]*?(?:{words})(?=$|[\s:.,/–-])|(?:[\wæøå.,–-]+\s+){{1,6}}(?:{words})[\W\d]*$)",
                    re.IGNORECASE,
                ),
            )
        )
    return tuple(patterns)


# A title that tells of a matter, not of the paper: "Godkjenning av protokoll", "Innkalling og saksliste godkjennes".
_A_MATTER = re.compile(
    r"^\W*(?:godkjenning|godkjent|godkjend|behandling av)|godkjen[nt]\w*\W*$|innkalling(?:en)? og saksliste|\bvalgt? "
    r"|kopi av|utsendt|^\W*utskrift (?:sendes|sendast|til)\b|^\W*\d{1,2}\.\s|^\W*les ",
    re.IGNORECASE,
)


# A title whose letters stand apart: "M Ø T E B O K".
_SPREAD = re.compile(r"\W*(?:\w ){4,}\w\W*")

# A letter's or an e-mail's label over its title: "Emne: Referat AMU 5.9.".
_SUBJECT = re.compile(r"^\W*(?:emne|subject|vedr|vedrørende|vedrørande|gjelder|gjeld)\.?\s*:\s*", re.IGNORECASE)

# A title written as a sentence stands first: "Referat frå møte tysdag 15. november 2011 i kommunehuset."
DATED_TITLE = re.compile(r"^\w+\s+(?:fra|frå|av)\s+(?:\w+\s+)?\w*møtet?\b.*\d{4}\b", re.IGNORECASE)
_MOST_SENTENCE_TITLES = 4


def is_title(line: Line) -> bool:
    """Whether a line is what a paper calls itself: «MØTEBOK», «Referat fra politirådsmøte»."""
    return _printed([line]) is not None


def _printed(lines: Sequence[Line]) -> FoundKind | None:
    for position, line in enumerate(lines):
        text = _SUBJECT.sub("", line.text)
        text = text.replace(" ", "") if _SPREAD.fullmatch(text) else text
        if len(text) > _LONGEST_TITLE or _A_MATTER.search(text) or line.kind is BlockKind.LIST_ITEM:
            continue
        for kind, pattern in _kind_pattern():
            if pattern.search(text) and (
                (position < _MOST_SENTENCE_TITLES and DATED_TITLE.match(text)) or not re.search(r"[a-zæøå]\.\s*$", text)
            ):
                return FoundKind(kind=kind, title=text.strip(), line=line, evidence=line.evidence())
    return None


def _of_protocols(body: str | None) -> bool:
    return bool(body) and (body or "").casefold().startswith(heading_words().bodies.of_protocols)


def _has_agenda(lines: Sequence[Line]) -> bool:
    return any(
        re.fullmatch(r"\W*(?:saks?liste|sakslista|sakskart|agenda|dagsorden)\W*", line.text, re.IGNORECASE)
        for line in lines
    )


def _named(file_name: str) -> DocumentKind | None:
    plain = (
        re.sub(r"[_\W\d]+", " ", file_name.casefold())
        .replace("moteb", "møteb")
        .replace("motep", "møtep")
        .replace("motei", "møtei")
    )
    for kind, group in heading_words().kinds.items():
        if any(word in plain for word in group.words):
            return DocumentKind(kind)
    return None


# What stands above a title: a letterhead, a web page's mark, a page number.
_NO_TITLE = re.compile(rf"{_WEB_MARK.pattern}|^\W*\S+(?:\s\S+)?\s(?:fylkes)?kommune\W*$|^\W*side\s\d", re.IGNORECASE)


def _first_title(lines: Sequence[Line]) -> str | None:
    for line in [line for line in lines if line.kind is not BlockKind.FURNITURE][:10]:
        text = line.text.strip()
        if any(char.isalpha() for char in text) and len(text) <= _LONGEST_TITLE and not _NO_TITLE.search(text):
            return text
    return None


def is_article(lines: Sequence[Line]) -> bool:
    """Whether a text is news: mostly sentences, not long, no chapters, with direct speech, web marks or a body that acts."""
    length = sum(len(line.text) for line in lines)
    if (
        not length
        or length > _LONGEST_ARTICLE
        or sum(bool(_CHAPTER.match(line.text)) for line in lines) > _MOST_CHAPTERS
    ):
        return False
    prose = sum(len(line.text) for line in lines if _SENTENCE.search(line.text))
    if prose / length < _LEAST_PROSE:
        return False
    return any(_SPEECH.search(line.text) or _WEB_MARK.search(line.text) or acting_body(line.text) for line in lines)


def acting_body(text: str) -> tuple[str, int, int] | None:
    """A body that acts in a sentence, (name, start, end): «Fylkesutvalget vedtok tirsdag å inngå en avtale»."""
    decides = "|".join(map(re.escape, heading_words().bodies.decides))
    for body in find_bodies(text):
        if re.match(rf"\s+(?:i\s+[A-ZÆØÅ][\wæøå-]+\s+)?(?:har\s+|skal\s+)?(?:{decides})(?!\w)", text[body.end :]):
            return body.name, body.start, body.end
    return None


def find_language(lines: Sequence[Line]) -> Language | None:
    """Bokmål or nynorsk, by function words that only one of them has; None for a text with too little Norwegian."""
    tells = heading_words().languages
    words = [word.casefold() for line in lines for word in _WORD.findall(line.text)]
    bokmaal, nynorsk, both = (sum(word in tells[name] for word in words) for name in ("nb", "nn", "both"))
    if bokmaal + nynorsk < _LEAST_TELLING or (both + bokmaal + nynorsk) / len(words) < _LEAST_NORWEGIAN:
        return None
    return Language.NN if nynorsk > bokmaal else Language.NB
