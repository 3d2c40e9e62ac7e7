"""What the whole paper tells of its people and its way of telling: who is there, who speaks, and in which tense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.actions.clauses import Clause, Told
from ingest.actions.labels import action_words
from ingest.actions.predicates import Form
from ingest.actions.subjects import DOERS
from ingest.actions.verbs import verb_words

_LEAST_OFFICE = 3
# What an office has added when it is spoken of: "lensmann", "lensmannen"; "ombud", "ombudet"; "leiar", "leiaren".
_DEFINITE = frozenset({"", "n", "en", "a", "et"})
# From so many clauses on, a paper has a tense in which it tells what was said.
_LEAST_TOLD = 3
_MOST_OF = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The offices of those present, the last words of subjects that spoke, and whether what was said is told as past."""

    offices: frozenset[str] = frozenset()
    spoke: frozenset[str] = frozenset()
    past: bool = False

    def has(self, word: str) -> bool:
        """Whether one with this office is there: "lensmannen", where a "lensmann" is."""
        lower = word.lower().strip(".,:;()")
        return self._represents(lower) or any(_is_office(lower, office) for office in self.offices)

    def _represents(self, lower: str) -> bool:
        """Whether one of those present speaks for a body: "politiet", where a "lensmann" is."""
        told = action_words()["represented"]
        offices = next((offices for body, offices in told.items() if lower.startswith(body)), ())
        return any(office.startswith(tuple(offices)) for office in self.offices) if offices else False


def _is_office(word: str, office: str) -> bool:
    if office.endswith("e") and word == f"{office[:-1]}a":
        return True
    return word.startswith(office) and word[len(office) :] in _DEFINITE


def offices_of(roles: Iterable[str]) -> frozenset[str]:
    """The words for those present, whole and each by itself: "avdelingsleder i Nav" is both "avdelingsleder" and "nav"."""
    words = (word.strip(".,:;()").lower() for role in roles for word in role.split())
    return frozenset(word for word in words if len(word) >= _LEAST_OFFICE)


def read_paper(clauses: Iterable[tuple[str, Sequence[Clause]]], roles: Iterable[str]) -> Paper:
    """What all clauses of a paper tell together.

    Args:
        clauses: the sentences, each with its clauses.
        roles: the role of each of those present, as the heading has it; empty where it does not say.
    """
    told = verb_words().reports | verb_words().states
    spoke: set[str] = set()
    past = present = 0
    for text, found in clauses:
        for clause in found:
            if clause.who is None or clause.passive or clause.asked or clause.subject not in DOERS:
                continue
            is_past = clause.form in {Form.PAST, Form.WOULD, Form.SHOULD}
            if is_past:
                spoke.add(last_word(text, clause))
            if clause.told is Told.MAIN and clause.verb in told:
                past, present = past + is_past, present + (clause.form is Form.PRESENT)
    total = past + present
    return Paper(
        offices=offices_of(roles),
        spoke=frozenset(spoke),
        past=total >= _LEAST_TOLD and past / total >= _MOST_OF,
    )


def last_word(text: str, clause: Clause) -> str:
    """The last word of the one who acts, in lower case."""
    return text[slice(*clause.who)].rsplit(maxsplit=1)[-1].lower() if clause.who is not None else ""
