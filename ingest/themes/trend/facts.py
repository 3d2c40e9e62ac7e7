"""Whether a change is told as a fact, and which way it goes after what denies it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language_model import Word
from ingest.themes.trend.clauses import FINITE
from ingest.themes.trend.kinds import Cue, Kind
from ingest.themes.trend.scene import Scene
from ingest.themes.trend.subjects import BE
from ingest.themes.trend.words import among, is_in
from minutes.kinds import Trend

NOT = frozenset({"ikke", "ikkje", "ingen", "inga", "intet", "uten", "utan", "verken", "korkje", "hverken", "neppe"})
NEITHER = frozenset({"verken", "korkje", "hverken"})
"""After another «not» they deny nothing more."""
ONLY = frozenset({"bare", "berre", "ubetydelig", "ubetydeleg", "uventet", "uventa", "liten", "lita", "minst"})
DOUBT = frozenset({"tvil", "tvile", "nekte", "skjule", "skjul", "uenighet", "overraskende"})
"""«Ingen tvil om at» denies nothing."""

AWAITED = frozenset({"vente", "forvente", "frykte", "ønske", "ønskje"})
"""Said after the change too: «en økning ventes»."""

FACTIVE = frozenset({"fordi", "siden", "sidan", "ettersom", "da"})
"""What these open is so, whatever is said outside it."""

ASKED = frozenset({"spurte", "spurde", "spør"})
"""They open what follows a question: «Er det blitt flere innbrudd, spurte hun»."""

BETWEEN = frozenset({"ADP", "ADV", "PART", "SCONJ", "PRON", "ADJ", "DET"})
"""Parts of speech between a verb like «begynne» and its «å»: «ser ut til å»."""


def is_real(scene: Scene, cue: Cue) -> bool:
    """Whether the change is told as a fact: not wished, planned, feared, foretold, asked or on a condition."""
    words = scene.words
    if words[-1].form == "?" or (cue.first and is_in(words[cue.first - 1], among("unreal", "future"))):
        return False
    if ASKED & set(scene.clauses.openers):
        return False
    for number in scene.clauses.chain(cue.first):
        places = [place for place, own in enumerate(scene.clauses.of) if own == number]
        opener = scene.clauses.openers[number]
        if opener in among("unreal", "conditions") or (opener == "om" and words[places[0]].pos == "SCONJ"):
            return False
        if _unreal_words(words, places, cue):
            return False
        if opener in FACTIVE:
            break  # «han ba folk låse, siden tyveriene øker»
    said = " ".join(words[place].form.lower() for place in scene.within(cue.first)) + " "
    if any(f" {phrase} " in said for phrase in among("unreal", "phrases")):
        return False
    return not _is_of_a_plan(scene, cue) and not _is_valued(scene, cue)


def _unreal_words(words: Sequence[Word], places: Sequence[int], cue: Cue) -> bool:
    before = [place for place in places if place < cue.first]
    reports = any(is_in(words[place], among("unreal", "reports")) and words[place].pos == "VERB" for place in before)
    for place in before:
        word = words[place]
        if place and words[place - 1].form.lower() == "enn":
            continue
        if word.pos == "VERB" and is_in(word, among("unreal", "verbs")) and not _is_judged(words, place, cue):
            return True
        if word.pos == "NOUN" and is_in(word, among("nouns_of", "fear")) and not _is_detail(words, place):
            return True
        if word.form == "Faren":
            return True
        if word.pos == "AUX" and is_in(word, among("unreal", "modals")) and not reports:
            return True
        if word.form.lower() == "å" and not _is_begun(words, place):
            return True
    late = [place for place in places if place > cue.last]
    return any(
        words[place].pos == "VERB" and is_in(words[place], AWAITED) and words[place - 1].form.lower() != "enn"
        for place in late
    )


def _is_detail(words: Sequence[Word], place: int) -> bool:
    """«Branner med elektrisk årsak»: more of a noun before it, not what the sentence is about."""
    before = place - 1 - (words[place - 1].pos in {"ADJ", "DET"})
    return before > 0 and words[before].form.lower() == "med" and words[before - 1].pos == "NOUN"


def _is_judged(words: Sequence[Word], place: int, cue: Cue) -> bool:
    """«Vurderer trusselen som uendret»: what is found, not what is asked."""
    return is_in(words[place], among("unreal", "judging")) and words[cue.first - 1].form.lower() in {"som", "til"}


def _is_begun(words: Sequence[Word], place: int) -> bool:
    """Whether what follows «å» is done: «har begynt å», «lyktes med å», «ser ut til å»."""
    for near in range(place - 1, max(-1, place - 6), -1):
        if is_in(words[near], among("unreal", "aspects")):
            return True
        if words[near].pos not in BETWEEN:
            return False
    return False


def _is_of_a_plan(scene: Scene, cue: Cue) -> bool:
    """«Tiltak som gir færre ulykker»: what a plan is for; what it has done is a fact."""
    number = scene.clauses.of[cue.first]
    places = scene.within(cue.first)
    before = places[0] - 1
    if not scene.clauses.is_relative(number):
        return False
    verb = next((scene.words[place] for place in places if FINITE in scene.words[place].feats), None)
    present = verb is not None and "Tense=Pres" in verb.feats and not is_in(verb, frozenset({"ha"}))
    return present and is_in(scene.words[before], among("unreal", "means"))


def _is_valued(scene: Scene, cue: Cue) -> bool:
    """«En stabil situasjon er en forutsetning»: what would be good, not what is."""
    if cue.kind is Kind.PREDICATE:
        return False
    after = [place for place in scene.within(cue.first) if place > cue.last]
    verb = next((place for place in after if scene.words[place].lemma in BE), None)
    return verb is not None and any(
        is_in(scene.words[place], among("unreal", "values")) for place in after if verb < place <= verb + 3
    )


def denials(scene: Scene, cue: Cue) -> int:
    """How many words of the clause turn the cue; two of them turn it back."""
    words = scene.words
    found: list[str] = []
    for number in scene.clauses.chain(cue.first):
        places = [place for place, own in enumerate(scene.clauses.of) if own == number]
        if number != scene.clauses.of[cue.first] and scene.clauses.openers[scene.clauses.of[cue.first]] != "at":
            continue
        said = [
            place for place in places if place < cue.first or (place == cue.last + 1 and cue.kind is Kind.PREDICATE)
        ]
        for place in said:
            following = words[place + 1].form.lower() if place + 1 < len(words) else ""
            if words[place].form.lower() in NOT and following not in ONLY:
                found.append(words[place].form.lower())
        if found and any(is_in(words[place], DOUBT) for place in said):
            found.append("")
    # «ikke inntrykk av at det verken øker eller avtar» denies once.
    return len(found) - (len(found) > 1 and not NEITHER.isdisjoint(found))


def turned(scene: Scene, cue: Cue) -> Trend | None:
    """The way of a cue after what denies it."""
    if cue.firm or denials(scene, cue) % 2 == 0:
        return cue.trend
    return None if cue.trend is Trend.UNCHANGED else Trend.UNCHANGED
