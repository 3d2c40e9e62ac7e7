"""What a theme vocabulary is made of, and the notation of its words.

* ``hasj``          the word in any inflection: its lemma, of either written form
* ``narkotika~``    also as the first part of a compound (narkotikasak)
* ``~vold``         also as the head of a compound (familievold); ``~brann~`` is both
* ``rein:noun``     only where the language model takes it for that part of speech (UPOS in small letters)
* a phrase is several of these with blanks between; ``...`` stands for up to GAP_WORDS words: ``vold ... nære relasjoner``
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = "..."
GAP_WORDS = 3
"""Words that a gap may span: enough for «vold og trusler i nære relasjoner», too few to leave the clause."""

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id is small letters, digits and single hyphens: «vold-i-naere-relasjoner»."""

WORD = re.compile(r"~?\w[\w./&'’-]*~?(?::(?:noun|verb|adj|adv|propn))?")
"""One word of the notation, with its flags: «narkotika~», «~vold», «slt-koordinator», «helse-», «rein:noun»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Words that speak of a theme only side by side: a word ``of`` one kind with one of another.

    Attributes:
        of: words and phrases of the one kind («hærverk»). One that is said to be absent does not count.
        beside: words and phrases of the other, in the same sentence or the next of the same point («under 15 år»).
        unless: words and phrases that make it another matter («utsatt for»: then they are victims).
    """

    of: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme.

    Attributes:
        id: stable name, used in exports.
        label: name shown to the reader, bokmål; ``label_nn`` is the same in nynorsk.
        definition: one sentence: what it covers, and what it does not.
        broader: id of the theme above it. There are two levels: that theme has none above it.
        words: words that speak of it by themselves.
        phrases: word sequences that do.
        hints: words and phrases that say it in a title, but in running text only when there are several.
        traces: words and phrases that say little alone, even in a title: two different ones near each other say it, or one
            with a hint («knyttneve», «innlagt»).
        faint: words that say still less: four of them, or two and a trace or a hint, where no other theme is surely meant
            («flaske», «hode», «sting»).
        hidden: misspellings and reading errors, matched like words and never shown.
        exclude: words and phrases inside which a hit is none (voldgift).
        together: words that say it side by side only.
        incidents: whether its words name what happens somewhere (hærverk, brann): then the place where it happened is
            named by the way, and «ingen hærverk» says that there was nothing to treat.
        area: whether it is a field of work and not something that happens (økonomi, kultur, plan): such a field neither
            rises nor falls, whatever in it does.
        positive: sentences that treat the theme; they run as tests.
        negative: sentences that do not, each with a word that could mislead; they run as tests.
    """

    id: str
    label: str
    label_nn: str
    definition: str
    broader: str | None = None
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()
    incidents: bool = False
    area: bool = False
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymSet:
    """Words and phrases that mean the same when searching, base forms of both written forms."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A group of people that is written in many ways: «under 18», «mindreårige», «barn og unge»."""

    id: str
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words and phrases that say how a theme is spoken of, in the notation of words.

    Attributes:
        nothing: what «intet nytt» is made of, beside the word that denies: «ny», «melde».
        dropped: words that say it without one: «utgår».
        discussed: after «not», the theme was no subject: «drøfte».
        reported: near «not», what comes after it in the clause is said not to be there: «melde».
        spared: before what there was none of, without a «not»: «fri for».
        not_absent: words of the clause that make it news all the same: «ingen nye saker», «ikke ... lenger».
        roles: before a preposition and one who speaks, in a heading: «orientering» (fra).
        doers: before one who is to do something: «ansvar».
        speaks: after one who speaks, in a heading: «brannvesenet orienterer».
        held: of a meeting, in a sentence that says where it is: «holdes på brannstasjonen».
        committees: heads of the names of committees, which treat nothing by being named: «styre».
        persons: words and heads of a person's title: «rådgiver».
        officials: one who acts by office, a person or a council: «kommuneoverlege», «ungdomsråd».
        staff: those who work somewhere, before where they do: «ansatte i».
        professionals: people of a profession, who may be asked or told something: «helsesykepleier».
        callers: before those who are asked or told: «inviterer», «kurs for».
        helpers: services that others do something together with: «sammen med brannvesenet».
        units: words before what a unit is for: «gruppe».
        laws: heads of the names of laws: «lov».
        venues: words and heads of the names of places where people meet: «skole».
        areas: the same of areas: «hytteområde».
        occasions: what a time or a cause is named by: «før pandemien», «fra skolestart».
        matters: heads of what is talked about, named for when something was: «i forbindelse med skolesaken».
        taken_off: words that say that a subject was not taken after all, without a «not»: «tatt av sakslista».
        attends: what somebody does who only comes to the meeting: «var representert», «meldte forfall».
        recipients: what is said before those whom a paper is sent to: «kopi», «sendes til».
        works: books, plays and pictures, before what they are of: «boken om».
        up: it grows; ``down``: it falls; ``unchanged``: it stays.
        no_trend: what makes a sentence about money, fees or forecasts.
    """

    nothing: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    not_absent: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    professionals: tuple[str, ...] = ()
    callers: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    taken_off: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    no_trend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A whole vocabulary. ``digest`` is the sha256 of the file it was read from, in hex."""

    version: str
    digest: str
    themes: tuple[Theme, ...]
    synonyms: tuple[SynonymSet, ...] = ()
    concepts: tuple[Concept, ...] = ()
    cues: Cues = Cues()

    @property
    def stamp(self) -> str:
        """Version and start of the digest, the name under which documents say what annotated them."""
        return f"{self.version}+{self.digest[:12]}"

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id; KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def narrower(self, theme_id: str) -> tuple[str, ...]:
        """Ids of the themes right below this one, in the order of the file; () for a theme of the second level."""
        return tuple(theme.id for theme in self.themes if theme.broader == theme_id)

    def top(self, theme_id: str) -> str:
        """Id of the theme of the first level that this one is or stands under; an unknown id is its own."""
        return next((theme.broader for theme in self.themes if theme.id == theme_id and theme.broader), theme_id)
