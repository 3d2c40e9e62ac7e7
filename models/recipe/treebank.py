"""Reading the treebank: NDT files and UD files become one kind of sentence.

The training half of the Norwegian Dependency Treebank comes with its own tags; only dev and test come in
Universal Dependencies form. `TagTables` learns the way from the one to the other on the UD dev sentences and is
measured on UD test.
"""

from __future__ import annotations

import tarfile
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

WrittenForm = Literal["nb", "nn"]
Split = Literal["dev", "test"]

UD_NAMES: dict[WrittenForm, str] = {"nb": "no_bokmaal", "nn": "no_nynorsk"}
NDT_FOLDERS: dict[WrittenForm, str] = {"nb": "nob", "nn": "nno"}
# The treebank marks the end of a heading with a bar that stands in no text.
HEADING_END = "|"
# Children that tell an auxiliary from a full verb, and a preposition from a conjunction.
TELLING_CHILDREN = frozenset({"INFV", "SPRED", "OPRED", "DOBJ", "PUTFYLL", "SBU", "FINV"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One row of a CoNLL file; `head` counts from 1, 0 is the root."""

    form: str
    lemma: str
    tag: str
    feats: str
    head: int
    relation: str
    name: str = "O"
    space_after: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, its tokens, the file it came from and, in UD files, the text as it was printed."""

    tokens: tuple[Token, ...]
    source: str
    written_form: WrittenForm
    text: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The forms alone: what dev, test and training are compared by."""
        return tuple(token.form for token in self.tokens)


def parse_conll(lines: Iterable[str], *, source: str, written_form: WrittenForm) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U (or NDT) file; multiword ranges and empty nodes are passed over."""
    rows: list[Token] = []
    text = ""
    for line in (*lines, ""):
        line_ = line.rstrip("\n")
        if line_.startswith("#"):
            if line_.startswith("# text ="):
                text = line_.removeprefix("# text =").strip()
        elif line_:
            columns = line_.split("\t")
            if columns[0].isdigit():
                rows.append(_token(columns))
        elif rows:
            yield Sentence(tokens=tuple(rows), source=source, written_form=written_form, text=text)
            rows, text = [], ""


def _token(columns: Sequence[str]) -> Token:
    misc = columns[-1].split("|")
    names = [part.removeprefix("name=") for part in misc if part.startswith("name=")]
    return Token(
        form=columns[1],
        lemma=columns[2],
        tag=columns[3],
        feats=columns[5],
        head=int(columns[6]) if columns[6].isdigit() else 0,
        relation=columns[7],
        name=names[0] if names else "O",
        space_after="SpaceAfter=No" not in misc,
    )


def without_bars(sentence: Sentence) -> Sentence | None:
    """The sentence without heading bars, heads renumbered; None when nothing is left."""
    kept = [index for index, token in enumerate(sentence.tokens, 1) if token.form != HEADING_END]
    if not kept:
        return None
    place = {old: new for new, old in enumerate(kept, 1)}
    tokens = tuple(
        replace(token, head=place.get(token.head, 0))
        for index, token in enumerate(sentence.tokens, 1)
        if index in place
    )
    return replace(sentence, tokens=tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Treebank:
    """All sentences of one written form: `ndt` in file order, `ud` by split."""

    ndt: tuple[Sentence, ...]
    ud: Mapping[Split, tuple[Sentence, ...]]

    def training(self) -> tuple[Sentence, ...]:
        """The NDT sentences whose token text is in neither dev nor test."""
        held_out = {sentence.key for split in self.ud.values() for sentence in split}
        return tuple(sentence for sentence in self.ndt if sentence.key not in held_out)


def read_treebank(archive: Path, written_form: WrittenForm) -> Treebank:
    """Read one written form out of `norne-ndt.tar.xz`."""
    ndt: list[tuple[str, list[Sentence]]] = []
    ud: dict[Split, tuple[Sentence, ...]] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            lines = stream.read().decode("utf-8").splitlines()
            path = member.name.removeprefix("./")
            if path.startswith(f"ndt/{NDT_FOLDERS[written_form]}/"):
                found = parse_conll(lines, source=path, written_form=written_form)
                ndt.append((path, [clean for raw in found if (clean := without_bars(raw))]))
            for split in ("dev", "test"):
                if path == f"ud/{UD_NAMES[written_form]}-ud-{split}.conllu":
                    ud[split] = tuple(parse_conll(lines, source=path, written_form=written_form))
    return Treebank(ndt=tuple(s for _, group in sorted(ndt) for s in group), ud=ud)


class TagTables:
    """From NDT tags to UPOS and FEATS by back-off tables, the most telling key that was seen first."""

    def __init__(self, pairs: Iterable[tuple[Sentence, Sentence]]) -> None:
        """Learn from (NDT, UD) pairs of the same sentence."""
        seen: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
        for ndt, ud in pairs:
            for index, token in enumerate(ud.tokens):
                for key in _keys(ndt, index):
                    seen[key][token.tag, token.feats] += 1
        self._best = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}

    def convert(self, sentence: Sentence) -> tuple[tuple[str, str], ...]:
        """UPOS and FEATS of each token."""
        return tuple(self._look_up(sentence, index) for index in range(len(sentence.tokens)))

    def _look_up(self, sentence: Sentence, index: int) -> tuple[str, str]:
        for key in _keys(sentence, index):
            if found := self._best.get(key):
                return found
        return ("X", "_")


def _keys(sentence: Sentence, index: int) -> tuple[tuple[str, ...], ...]:
    token = sentence.tokens[index]
    children = sorted(
        {
            f"{child.relation}:{child.tag}"
            for child in sentence.tokens
            if child.head == index + 1 and child.relation in TELLING_CHILDREN
        }
    )
    head = sentence.tokens[token.head - 1].tag if token.head else "ROOT"
    flags, form, lemma = "|".join(children), token.form.lower(), token.lemma
    tag, feats, relation = token.tag, token.feats, token.relation
    return (
        ("1", tag, feats, relation, flags, head, lemma),
        ("2", tag, feats, relation, flags, lemma),
        ("3", tag, feats, relation, head, lemma),
        ("4", tag, feats, relation, lemma),
        ("5", tag, feats, flags, lemma),
        ("6", tag, feats, lemma),
        ("7", tag, feats, relation, flags, head),
        ("8", tag, feats, relation, flags),
        ("9", tag, feats, relation),
        ("10", tag, feats),
        ("11", tag, form),
        ("12", tag),
    )


def pair_sentences(ndt: Iterable[Sentence], ud: Iterable[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Pair each UD sentence with the NDT sentence of the same token text."""
    by_key = {sentence.key: sentence for sentence in ndt}
    return [(by_key[sentence.key], sentence) for sentence in ud if sentence.key in by_key]
