"""Who may have a task: people by their names, officers and bodies by their words, whole or by how they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ingest.actions.labels import action_words
from ingest.actions.subjects import Subject
from models.pipeline import Word

# A noun for somebody who does something: "bibliotekaren", "læreren", "fylgjaren"; what else ends so is listed.
_AGENT_ENDINGS = ("eren", "aren", "isten", "logen", "mannen", "kvinnen", "kvinna")
# More of them: "lærerne", "kontaktlærarane", "legane"; in other nouns of the plural "-erne" is rare.
_AGENTS_ENDINGS = (
    "lærerne",
    "lærarane",
    "lederne",
    "leiarane",
    "arbeiderne",
    "arbeidarane",
    "givarane",
    "giverne",
    "legane",
    "legene",
    "eierne",
    "eigarane",
    "kontaktene",
    "kontaktane",
    "sjefane",
    "sjefene",
    "førerne",
    "førarane",
    "verterne",
    "vertane",
    "vaktane",
    "vaktene",
    "trenerne",
    "trenarane",
    "logene",
    "logane",
    "pleierne",
    "pleiarane",
    "mennene",
    "mestrene",
    "meistrane",
    "ombudene",
    "ombuda",
    "orene",
    "orane",
)
_LEAST_AGENT = 6


class Parties:
    """Tells what sort of party a word is, for one document, which knows its people by their names ``names``.

    Args:
        names: first names and surnames of those present or told in full.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)

    def kind(self, words: Sequence[Word], place: int) -> Subject:  # noqa: PLR0911 - one for each sort
        """What sort of subject the word at a place is."""
        word = words[place]
        form = word.form
        lower = form.lower()
        listed = _listed(lower)
        if listed is not None:
            return listed
        if word.pos == "PROPN":
            return Subject.PERSON if not form.isupper() or form in self._names else Subject.BODY
        if form in self._names:
            return Subject.PERSON
        if word.pos not in {"NOUN", "ADJ", "X"}:
            return Subject.NONE
        if form.isupper() and len(form) > 1 and form.isalpha():
            return Subject.BODY
        if _is_agent(lower) and ("Definite=Def" in word.feats or lower.endswith(_AGENTS_ENDINGS)):
            return Subject.OFFICER
        return Subject.THING

    def knows(self, text: str) -> bool:
        """Whether a name that the document knows stands in the text."""
        return any(part in self._names for part in text.replace(",", " ").split())

    def knows_all(self, names: Iterable[str]) -> bool:
        """Whether each of the names is one that the document knows."""
        return all(self.knows(name) for name in names)


@cache
def _listed(lower: str) -> Subject | None:
    words = action_words()["parties"]
    if lower in words["people"] or lower.endswith(tuple(words["people_endings"])):
        return Subject.OFFICER
    if lower in words["bodies"] or lower.endswith(tuple(words["body_endings"])):
        return Subject.BODY
    return None


def _is_agent(lower: str) -> bool:
    if len(lower) < _LEAST_AGENT or lower in action_words()["parties"]["no_agents"]:
        return False
    return lower.endswith(_AGENT_ENDINGS + _AGENTS_ENDINGS)
