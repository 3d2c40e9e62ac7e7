"""Run in an environment with nothing but the wheel: does its language model read a paragraph of each written form?

The paragraphs are our own writing. What is asked is one thing of each kind: written form, part of speech, lemma, name,
sentence; and that a document read on the command line names the model.
"""

import json
import subprocess
import sys
from pathlib import Path

from models.choice import model_label
from models.pipeline import Reading, load_pipeline, read_paragraphs

BOKMAAL = "Formannskapet i Granvik vedtok planen enstemmig. Kari Lundby fra Bergen stilte spørsmål om skolene."
NYNORSK = "Formannskapet i Granvik vedtok planen samrøystes. Ola Nordgard frå Voss spurde korleis skulane har det."


def expect(reading: Reading, *, form: str, words: dict[str, tuple[str, str]], person: str) -> None:
    """Stop with what was read if it is not this."""
    found = {word.form: (word.pos, word.lemma) for word in reading.words}
    people = [name.text for name in reading.names if name.kind == "PER"]
    print(form, {word: found.get(word) for word in words}, people)
    assert reading.written_form == form
    assert {word: found.get(word) for word in words} == words
    assert person in people
    assert len(reading.sentences) == 2  # noqa: PLR2004 - as written above


def main() -> None:
    """Read both paragraphs, then a file by the command."""
    bokmaal, nynorsk = read_paragraphs(load_pipeline(), [BOKMAAL, NYNORSK])
    expect(
        bokmaal,
        form="nb",
        words={"vedtok": ("VERB", "vedta"), "planen": ("NOUN", "plan"), "skolene": ("NOUN", "skole")},
        person="Kari Lundby",
    )
    expect(
        nynorsk,
        form="nn",
        words={"vedtok": ("VERB", "vedta"), "spurde": ("VERB", "spørje"), "skulane": ("NOUN", "skule")},
        person="Ola Nordgard",
    )
    paper = Path("referat.txt")
    paper.write_text(f"Granvik kommune\nReferat\nDato: 06.12.2021\n\nSak 1/21 Plan\n{BOKMAAL}\n", encoding="utf-8")
    command = Path(sys.executable).with_name("referatsok")
    told = subprocess.run([command, "parse", paper], capture_output=True, check=True).stdout
    assert json.loads(told)["made_by"]["model"] == model_label()


if __name__ == "__main__":
    main()
