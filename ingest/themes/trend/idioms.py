"""What says that something changes, or does not, in more than a word: «ingen endring», «fortsatt to», «det halve av»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ingest.language_model import Word
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.words import among, ends_in, is_in
from minutes.kinds import Trend

MOST = {Trend.UP: among("idioms", "most"), Trend.DOWN: among("idioms", "least")}
SINCE = frozenset({"siden", "sidan", "år", "åra", "årene", "noensinne", "nokosinne", "nokon", "gang"})
"""After «det høyeste» these show that it is beside other times."""

UP = frozenset({"opp"})
FAR = 5
NEAR = 9
"""Words after its first that an idiom may reach."""


def idioms(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """The idioms that begin with a word."""
    form, lemma = words[place].form.lower(), words[place].lemma
    for find in dict.fromkeys((*_finders().get(form, ()), *_finders().get(lemma, ()))):
        yield from find(words, place)


def idiom_openers() -> frozenset[str]:
    """The words that one may begin with."""
    return frozenset(_finders())


def _none(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Ingen endring», «ikke lenger», «ingen nye saker», «ikke problemer nå»."""
    if not _is(words[place], "no"):
        return
    for far, word in enumerate(words[place + 1 : place + NEAR], place + 1):
        if word.pos == "NOUN" and is_in(word, among("nouns", "change")):
            yield Cue(place, far, Trend.UNCHANGED, Kind.NOUN, firm=True)
        elif word.form.lower() in {"lenger", "lengre", "lengur"} or (
            is_in(word, among("idioms", "single")) and any(_is(near, "since") for near in words)
        ):
            yield Cue(place, far, Trend.DOWN, Kind.WEAK, firm=True)
        elif is_in(word, among("idioms", "new")) and far == place + 1:
            yield Cue(place, far, Trend.UNCHANGED, Kind.ATTRIBUTE, firm=True)
        elif ends_in(word, among("nouns_of", "trouble")) and any(_is(near, "now") for near in words[far + 1 :]):
            yield Cue(place, far, Trend.DOWN, Kind.WEAK, firm=True)


def _less(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Ikke så mange som før», «aldri vært så mange på ett år»."""
    forms = [word.form.lower() for word in words[place + 1 : place + NEAR + 1]]
    if (
        _is(words[place], "no")
        and len(forms) > 1
        and forms[0] in {"så", "like"}
        and forms[1] in among("idioms", "amounts")
    ):
        yield Cue(place, place + 2, Trend.DOWN, Kind.ATTRIBUTE, firm=True)
    if not (_is(words[place], "no") or _is(words[place], "never")) or "så" not in forms[:FAR]:
        return
    after = forms.index("så") + 1
    if after >= len(forms) or not {"på", "siden", "sidan", "før"} & set(forms[after + 1 :]):
        return
    few = forms[after] in among("idioms", "few")
    if few or forms[after] in among("idioms", "amounts"):
        yield Cue(place, place + 1 + after, Trend.DOWN if few else Trend.UP, Kind.PREDICATE, firm=True)


def _still(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Fortsatt to», «framleis mykje», «det er fortsatt problemer»."""
    rest = words[place + 1 : place + 2]
    if not _is(words[place], "still") or not rest:
        return
    there = place == 0 or words[place - 1].lemma in {"være", "vere", "finnes", "finne", "finnast"}
    if rest[0].form.lower() in among("idioms", "about") and place + 2 < len(words):
        rest = words[place + 2 : place + 3]
    if (
        rest[0].pos == "NUM"
        or rest[0].form.lower() in among("idioms", "how_much")
        or ends_in(rest[0], among("nouns_of", "trouble"))
        or (there and rest[0].pos == "NOUN")
    ):
        yield Cue(place, place + 1, Trend.UNCHANGED, Kind.WEAK)


def _lately(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«I det siste en del», «i den siste tiden mange»."""
    if not _is(words[place], "lately") or not place or words[place - 1].form.lower() not in {"det", "den", "dei", "de"}:
        return
    following = words[place + 1] if place + 1 < len(words) else None
    many = {"del", "mye", "mykje", "mange", "flere", "fleire"} & {word.form.lower() for word in words}
    if many and (following is None or following.lemma != "år"):
        yield Cue(place - 1, place, Trend.UP, Kind.WEAK)


def _hardly(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Knapt sett etter jul», «nesten ingen lenger», «nå er det lite»: it was otherwise before."""
    if _is(words[place], "hardly"):
        no = _is(words[place], "alone") or any(_is(word, "no") for word in words[place + 1 : place + 4])
        late = any(_is(word, "now") or _is(word, "since") for word in words)
        if no and late:
            yield Cue(place, place, Trend.DOWN, Kind.WEAK, firm=True)
    elif _is(words[place], "now"):
        for far, word in enumerate(words[place + 1 : place + 4], place + 1):
            if is_in(word, among("idioms", "seldom")) and word.pos != "VERB":
                yield Cue(place, far, Trend.DOWN, Kind.WEAK)


def _lies(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Har ligget på femti siden 2015»."""
    if words[place].lemma not in among("idioms", "lies") or not any(_is(word, "every") for word in words[place + 1 :]):
        return
    for far, word in enumerate(words[place + 1 : place + 4], place + 1):
        if word.pos == "NUM" or word.form[0].isdigit():
            yield Cue(place, far, Trend.UNCHANGED, Kind.PREDICATE)
            return


def _passes(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Passerte 200 saker»."""
    if words[place].lemma in among("idioms", "passes") and any(
        word.pos == "NUM" for word in words[place + 1 : place + 3]
    ):
        yield Cue(place, place + 1, Trend.UP, Kind.PREDICATE)


def _only_now(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Tidligere hver uke, men i høst bare to»."""
    if _is(words[place], "only"):
        before = [word.form.lower() for word in words[:place]]
        now = {"nå", "no", "år", "høst", "haust", "vår", "vinter", "sommer", "sommar"} & set(before[-NEAR:])
        then = [number for number, form in enumerate(before) if form in among("idioms", "then")]
        if now and then and {"men", "nå", "no", "mens", "medan"} & set(before[then[0] :]):
            yield Cue(place, place, Trend.DOWN, Kind.WEAK)


def _ahead(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Opp 30 prosent», «det høyeste tallet siden 2015»."""
    form = words[place].form.lower()
    rest = words[place + 1 : place + NEAR + 1]
    if _is(words[place], "up_or_down") and rest and rest[0].pos == "NUM":
        yield Cue(place, place + 1, Trend.UP if form in UP else Trend.DOWN, Kind.PREDICATE)
    for trend, most in MOST.items():
        if form in most and SINCE & {word.form.lower() for word in rest}:
            yield Cue(place, place, trend, Kind.PREDICATE)


def _alike(words: Sequence[Word], place: int) -> Iterator[Cue]:
    """«Endrer seg lite», «samme antall», «små endringer»."""
    word = words[place]
    if _is(word, "small"):
        for far, noun in enumerate(words[place + 1 : place + 3], place + 1):
            if noun.pos == "NOUN" and is_in(noun, among("nouns", "change")):
                yield Cue(place, far, Trend.UNCHANGED, Kind.NOUN, firm=True)
    rest = words[place + 1 : place + 2]
    if word.pos != "NOUN" and word.lemma in among("idioms", "changes"):
        near = words[max(0, place - 3) : place + 4]
        if any(_is(one, "no") or one.form.lower() in {"lite", "knapt"} for one in near):
            yield Cue(place, place, Trend.UNCHANGED, Kind.PREDICATE, firm=True)
    if _is(word, "alike") and rest:
        end = place + 1 + (rest[0].pos == "ADJ")
        if end < len(words) and any(is_in(words[end], among("nouns_of", name)) for name in ("amount", "carrier")):
            yield Cue(place, end, Trend.UNCHANGED, Kind.PREDICATE)


def _is(word: Word, name: str) -> bool:
    return word.form.lower() in among("idioms", name)


Find = Callable[[Sequence[Word], int], Iterator[Cue]]
_IDIOMS: tuple[tuple[Find, tuple[str, ...]], ...] = (
    (_none, ("no",)),
    (_less, ("no", "never")),
    (_still, ("still",)),
    (_lately, ("lately",)),
    (_hardly, ("hardly", "now")),
    (_lies, ("lies",)),
    (_passes, ("passes",)),
    (_only_now, ("only",)),
    (_ahead, ("up_or_down", "most", "least")),
    (_alike, ("changes", "alike", "small")),
)
"""Each with the classes of words it may begin with."""


@cache
def _finders() -> dict[str, tuple[Find, ...]]:
    found: dict[str, tuple[Find, ...]] = {}
    for find, names in _IDIOMS:
        for form in frozenset().union(*(among("idioms", name) for name in names)):
            found[form] = (*found.get(form, ()), find)
    return found
