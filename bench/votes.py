"""Score the reading of votes against another reading of the same case protocols.

``python -m bench.votes FOLDER`` parses each ``.txt`` in the folder (or below it) that has a ``.json`` beside it, and
prints JSON: {"documents": {file: figures}, "total": figures}. The JSON beside a text holds ``voteringer`` (each with
``forslagsstiller, parti, tekst, enstemmig, antall_for, antall_mot, for, mot, alternativer, resultat, resultat_tekst,
dobbeltstemme``) and ``vedtak``. Proposals set against each other are one votering there and one entry each here.

Figures: ``votes`` F1 of the votes found; of those found, the share with the counts, the names, the result and the
proposer right; ``text`` and ``vedtak`` the mean likeness of the proposals' and the decisions' words.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from bench.measures import Found, Share, normal, ratio
from bench.scoring import Plain
from ingest.parties import party_of
from ingest.pipeline import Parser
from minutes.codec import to_plain

COLUMNS = ("votes", "counts", "names", "result", "proposer", "text", "vedtak")

# A predicted vote is the marked one when this much of what can be compared agrees.
_LEAST_AGREEMENT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One proposal in one vote; what is None was not said, empty names were not listed."""

    text: str = ""
    alternative: bool = False
    proposer: str | None = None
    party: str | None = None
    unanimous: bool = False
    votes_for: int | None = None
    votes_against: int | None = None
    voters_for: tuple[tuple[str, str | None], ...] = ()
    voters_against: tuple[tuple[str, str | None], ...] = ()
    outcome: str | None = None
    casting: bool = False


@dataclass(slots=True)
class Mean:
    """A running mean of likenesses, 0 to 1."""

    values: list[float] = field(default_factory=list)

    @property
    def value(self) -> float | None:
        """The mean; None of none."""
        return sum(self.values) / len(self.values) if self.values else None


@dataclass(slots=True)
class VoteScores:
    """What was found and right in one document or in several."""

    votes: Found = field(default_factory=Found)
    counts: Share = field(default_factory=Share)
    names: Share = field(default_factory=Share)
    result: Share = field(default_factory=Share)
    proposer: Share = field(default_factory=Share)
    text: Mean = field(default_factory=Mean)
    vedtak: Mean = field(default_factory=Mean)

    def add(self, other: VoteScores) -> None:
        """Take in another's counts."""
        self.votes.add(other.votes)
        for mine, theirs in (
            (self.counts, other.counts), (self.names, other.names), (self.result, other.result),
            (self.proposer, other.proposer),
        ):  # fmt: skip
            mine.add(theirs)
        self.text.values += other.text.values
        self.vedtak.values += other.vedtak.values

    def columns(self) -> dict[str, float | None]:
        """The figures by name."""
        return {
            "votes": self.votes.f1,
            "counts": self.counts.value,
            "names": self.names.value,
            "result": self.result.value,
            "proposer": self.proposer.value,
            "text": self.text.value,
            "vedtak": self.vedtak.value,
        }


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.votes", description="Score votes against another reading.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    documents = dict(score_folder(options.folder))
    report = {
        "documents": {file: scores.columns() for file, scores in documents.items()},
        "total": total(documents.values()).columns(),
    }
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def score_folder(folder: Path) -> Iterator[tuple[str, VoteScores]]:
    """The scores of each marked text of a folder, by its path in it."""
    parser = Parser()
    for path in sorted(folder.rglob("*.txt")):
        beside = path.with_suffix(".json")
        if beside.is_file():
            marked = json.loads(beside.read_text(encoding="utf-8"))
            yield str(path.relative_to(folder)), score_votes(marked, to_plain(parser.parse(path)))


def total(scores: Iterable[VoteScores]) -> VoteScores:
    """All of these as one."""
    summed = VoteScores()
    for one in scores:
        summed.add(one)
    return summed


def score_votes(marked: Plain, predicted: Plain) -> VoteScores:
    """Score one document's prediction (the product's JSON) against the other reading."""
    scores = VoteScores()
    left = list(predicted_entries(predicted))
    for entry in marked_entries(marked):
        best = max(left, key=lambda other: agreement(entry, other), default=None)
        if best is None or agreement(entry, best) < _LEAST_AGREEMENT:
            scores.votes.missed += 1
            continue
        left.remove(best)
        scores.votes.right += 1
        _compare(entry, best, scores)
    scores.votes.false += len(left)
    if marked.get("vedtak"):
        said = "\n".join(
            decision["text"]
            for item in predicted.get("items") or []
            for decision in item["decisions"]
            if decision["kind"] == "vedtak"
        )
        scores.vedtak.values.append(ratio(_words(marked["vedtak"]), _words(said)))
    return scores


def marked_entries(marked: Plain) -> Iterator[Entry]:
    """The votes of the other reading, an alternative each."""
    for vote in marked["voteringer"]:
        parties = {name: _party(party) for name, party in (vote.get("partier") or {}).items()}
        proposer = {"proposer": vote.get("forslagsstiller"), "party": _party(vote.get("parti"))}
        if not vote["alternativer"]:
            yield Entry(
                text=vote["tekst"],
                **proposer,
                unanimous=bool(vote["enstemmig"]),
                votes_for=vote["antall_for"],
                votes_against=vote["antall_mot"],
                voters_for=tuple((name, parties.get(name)) for name in vote["for"]),
                voters_against=tuple((name, parties.get(name)) for name in vote["mot"]),
                outcome=vote["resultat"],
                casting=bool(vote["dobbeltstemme"]),
            )
            continue
        won = re.search(r"\d+", vote["resultat_tekst"] or "")
        for side in vote["alternativer"]:
            carried = won is not None and won.group() == side["forslag"]
            yield Entry(
                text=side.get("tekst") or vote["tekst"],
                alternative="tekst" not in side,
                proposer=side.get("forslagsstiller"),
                party=_party(side.get("parti")),
                votes_for=side["antall"],
                voters_for=tuple((name, _party(side["partier"].get(name))) for name in side["navn"]),
                outcome="vedtatt" if carried else "falt",
                casting=bool(vote["dobbeltstemme"]),
            )


def predicted_entries(predicted: Plain) -> Iterator[Entry]:
    """The votes of the product's JSON."""
    for item in predicted.get("items") or []:
        for proposal in item.get("proposals") or []:
            vote = proposal["vote"] or {}
            if proposal["ballot"] is None:
                continue
            yield Entry(
                text=proposal["text"],
                proposer=proposal["proposer"],
                party=_party(proposal["proposer_party"]),
                unanimous=bool(vote.get("unanimous")),
                votes_for=vote.get("for"),
                votes_against=vote.get("against"),
                voters_for=tuple((voter["name"], _party(voter["party"])) for voter in vote.get("voters_for") or ()),
                voters_against=tuple(
                    (voter["name"], _party(voter["party"])) for voter in vote.get("voters_against") or ()
                ),
                outcome=proposal["outcome"],
                casting=bool(vote.get("casting_vote")),
            )


def agreement(entry: Entry, other: Entry) -> float:
    """How much of what can be compared agrees, 0 to 1."""
    parts = [float(_same_counts(entry, other)), float(entry.outcome == other.outcome)]
    if entry.text:
        parts += [_likeness(entry, other)] * 2
    if entry.proposer:
        parts.append(float(_same_name(entry.proposer, other.proposer or "")))
    if entry.voters_for:
        parts.append(float(_same_names(entry.voters_for, other.voters_for)))
    return sum(parts) / len(parts)


def _compare(entry: Entry, other: Entry, scores: VoteScores) -> None:
    scores.counts.put(right=_same_counts(entry, other) and entry.casting == other.casting)
    scores.result.put(right=entry.outcome == other.outcome)
    if entry.voters_for or entry.voters_against:
        right = _same_names(entry.voters_for, other.voters_for)
        if not entry.alternative:
            right = right and _same_names(entry.voters_against, other.voters_against)
        scores.names.put(right=right)
    if entry.proposer or entry.party:
        same = not entry.proposer or _same_name(entry.proposer, other.proposer or "")
        scores.proposer.put(right=same and (not entry.party or entry.party == other.party))
    if entry.text:
        scores.text.values.append(_likeness(entry, other))


def _same_counts(entry: Entry, other: Entry) -> bool:
    """Whether the counts agree; nobody against may be said by a nought, by nothing, or by "enstemmig"."""
    if entry.unanimous != other.unanimous and entry.votes_for is None:
        return False
    if entry.votes_for is not None and entry.votes_for != other.votes_for:
        return False
    return entry.votes_against is None or entry.votes_against == (other.votes_against or 0)


def _likeness(entry: Entry, other: Entry) -> float:
    marked, said = _words(entry.text), _words(other.text)
    # The other reading gives all alternatives of a vote one text.
    return fuzz.partial_ratio(said, marked) / 100 if entry.alternative else ratio(marked, said)


def _words(text: str) -> str:
    """A text without marks of lists and blanks, which the two readings set differently."""
    return re.sub(r"[\W_]+", "", normal(text))


def _same_names(one: Sequence[tuple[str, str | None]], other: Sequence[tuple[str, str | None]]) -> bool:
    """Whether two lists name the same people with the same parties; middle names may be left out or be initials."""
    left = list(other)
    for name, party in one:
        match = next((entry for entry in left if _same_name(name, entry[0]) and party in (None, entry[1])), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same_name(one: str, other: str) -> bool:
    first, second = normal(one).split(), normal(other).split()
    return bool(first and second) and (first[0], first[-1]) == (second[0], second[-1])


def _party(text: str | None) -> str | None:
    return (party_of(text) or text) if text else None


if __name__ == "__main__":
    sys.exit(main())
