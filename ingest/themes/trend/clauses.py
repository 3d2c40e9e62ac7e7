"""The clauses of a sentence, finer than those of context.py: subordinate ones too, and what each hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.language_model import Word
from ingest.themes.context import COLONS, CONTRASTS, JOINED
from ingest.themes.trend.words import among, is_in

OPENERS = frozenset({"at", "som", "fordi", "da", "når", "etter", "siden", "sidan", "om", "slik", "før", "ettersom"})
"""They open a clause where the model reads them as subordinating, or (som) a verb of its own follows."""

SURE_OPENERS = frozenset({"at", "fordi", "når", "ettersom"})
"""They open one whatever the model says."""

GOES_ON = frozenset({"hvilket", "noe", "noko"})
"""After a comma they tell more of all that was said: «23 branner, hvilket er en dobling»."""

LIKENESS = frozenset(
    {"sist", "før", "før.", "vanlig", "vanleg", "kjent", "kjend", "nevnt", "nemnt", "normalt", "i", "under", "ved"}
)
"""After «som» these compare, and open nothing: «som i fjor»."""

FINITE = "VerbForm=Fin"
STOPS = frozenset({",", ";", ":"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """For each word the number of its clause; ``openers`` what opens each, ``outer`` which it stands in."""

    of: tuple[int, ...]
    openers: tuple[str, ...]
    outer: tuple[int, ...]

    def root(self, place: int) -> int:
        """The clause that a word stands in and that stands in none."""
        return self.chain(place)[-1]

    def is_relative(self, number: int) -> bool:
        """Whether a clause with «som» tells more of a noun."""
        return self.openers[number] == "som" and self.outer[number] != number

    def chain(self, place: int) -> tuple[int, ...]:
        """The clause of a word and those it stands in, from within."""
        found = [self.of[place]]
        while self.outer[found[-1]] != found[-1]:
            found.append(self.outer[found[-1]])
        return tuple(found)


@dataclass(slots=True)
class _Cut:
    """The clauses so far, and the one that the next word is of."""

    words: Sequence[Word]
    of: list[int] = field(default_factory=list)
    openers: list[str] = field(default_factory=lambda: [""])
    outer: list[int] = field(default_factory=lambda: [0])
    finite: list[bool] = field(default_factory=lambda: [False])
    now: int = 0

    def open(self, opener: str, outer: int | None) -> None:
        """Go on in a new clause that stands in another, or in none."""
        self.openers.append(opener)
        self.now = len(self.openers) - 1
        self.outer.append(self.now if outer is None else outer)
        self.finite.append(False)

    def leave(self) -> None:
        """Go on in the clause that this one stands in."""
        self.now = self.outer[self.now]

    def last_at(self) -> int | None:
        """The clause that the last one with «at» stands in, if there is one."""
        return next(
            (self.outer[number] for number in range(len(self.openers) - 1, 0, -1) if self.openers[number] == "at"), None
        )

    def inside(self) -> bool:
        """Whether the clause stands in another."""
        return self.outer[self.now] != self.now


def clauses_in(words: Sequence[Word]) -> Clauses:
    """The clauses of a sentence, in one pass."""
    cut = _Cut(words)
    for place, word in enumerate(words):
        before = words[place - 1].form if place else ""
        form = word.form.lower()
        if place and _joins_at(words, place) and cut.last_at() is not None:
            cut.now = cut.last_at() or 0
        elif place and _begins(cut, place):
            cut.open(form, None)
        elif _tells_more(words, place) or _opens(words, place):
            cut.open(form, cut.now)
        elif (before == "," and cut.inside() and not _lists(words, place)) or _second_verb(cut, place):
            cut.leave()
            while cut.inside() and cut.finite[cut.now] and FINITE in word.feats:
                cut.leave()  # «Selv om det meldes om bråk når det stenges, | er tallet lavt»
        cut.finite[cut.now] = cut.finite[cut.now] or FINITE in word.feats
        cut.of.append(cut.now)
    return Clauses(tuple(cut.of), tuple(cut.openers), tuple(cut.outer))


def _begins(cut: _Cut, place: int) -> bool:
    """Whether a clause begins that hangs on none."""
    words = cut.words
    before, form = words[place - 1].form, words[place].form.lower()
    if form in CONTRASTS or before in COLONS or (form in JOINED and before == ","):
        return True
    if before == "," and FINITE in words[place].feats and is_in(words[place], among("unreal", "sayings")):
        return True  # «Som før, sier rektor»
    return cut.finite[cut.now] and _goes_anew(words, place)


def _joins_at(words: Sequence[Word], place: int) -> bool:
    """Whether «og», before another «at», goes on with what was told: «han sa at volden øker, og at ...»."""
    return words[place].form.lower() in {"og", "samt"} and _follows_form(words, place, "at")


def _tells_more(words: Sequence[Word], place: int) -> bool:
    """«..., hvilket er en dobling», «..., noe som er mer enn før»: about all that was said."""
    if not place or words[place - 1].form != "," or words[place].form.lower() not in GOES_ON:
        return False
    return _follows(words, place, "AUX", "VERB") or _follows_form(words, place, "som")


def _follows_form(words: Sequence[Word], place: int, form: str) -> bool:
    return place + 1 < len(words) and words[place + 1].form.lower() == form


def _follows(words: Sequence[Word], place: int, *classes: str) -> bool:
    return place + 1 < len(words) and words[place + 1].pos in classes


def _second_verb(cut: _Cut, place: int) -> bool:
    """Whether a verb is one too many for the clause inside another: «det som er kjent | er fraværet lavere»."""
    if not cut.inside() or not cut.finite[cut.now] or FINITE not in cut.words[place].feats:
        return False
    opened = cut.of.index(cut.now) if cut.now in cut.of else place
    return not any(cut.words[near].pos == "CCONJ" or cut.words[near].form == "," for near in range(opened, place))


def _goes_anew(words: Sequence[Word], place: int) -> bool:
    """Whether a clause with a subject of its own follows «og» or a comma, in a sentence that has its verb."""
    if words[place].form.lower() != "og" and (not place or words[place - 1].form != ","):
        return False
    named = False
    for word in words[place:]:
        if word.form in STOPS or word.pos == "SCONJ" or word.form.lower() == "som":
            return False
        if FINITE in word.feats:
            return named
        named = named or word.pos in {"NOUN", "PROPN", "PRON"}
    return False


def _lists(words: Sequence[Word], place: int) -> bool:
    """Whether what follows a comma goes on listing: the next words hold no verb before the next comma."""
    for word in words[place:]:
        if word.form == ",":
            break
        if word.pos in {"VERB", "AUX"}:
            return False
    return True


def _opens(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    form = word.form.lower()
    if is_in(word, among("unreal", "conditions")):
        return True
    following = words[place + 1] if place + 1 < len(words) else None
    if form not in OPENERS or following is None or (following.form.lower() == "det" and _topic(words, place)):
        return False
    if form == "som":
        return words[place - 1].form.lower() not in GOES_ON and _has_verb(words, place)
    if form in SURE_OPENERS:
        return True
    if (form == "om" and following.form.lower() == "å") or following.form.lower() == "at":
        return False  # «etter at», which «at» opens
    return word.pos == "SCONJ" and any(near.pos in {"VERB", "AUX"} for near in words[place + 1 : place + 5])


def _has_verb(words: Sequence[Word], place: int) -> bool:
    """Whether «som» has a verb of its own: «brevene som en tid kom hver uke», not «som i fjor»."""
    if words[place + 1].pos in {"VERB", "AUX"}:
        return True
    verb_soon = place + 2 < len(words) and FINITE in words[place + 2].feats  # «de som før samlet seg»
    if words[place + 1].form.lower() in LIKENESS and not verb_soon and (not place or words[place - 1].form != ","):
        return False
    for word in words[place + 1 :]:
        if word.form in STOPS or word.pos == "SCONJ":
            return False
        if FINITE in word.feats:
            return True
    return False


def _topic(words: Sequence[Word], place: int) -> bool:
    """«når det gjelder vold»: no clause, but what the sentence is of."""
    return place + 2 < len(words) and words[place + 2].lemma in {"gjelde", "gjelda", "gjalde"}
